// The little of libcurl that the tests need.
#ifdef __cplusplus
extern "C" {
#endif
typedef void CURL;
typedef enum {
  CURLOPT_SSL_VERIFYPEER = 64,
  CURLOPT_SSL_VERIFYHOST = 81
} CURLoption;
int curl_easy_setopt(CURL *Handle, CURLoption Option, ...);
#ifdef __cplusplus
}
#endif
