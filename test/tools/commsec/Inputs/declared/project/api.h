/* A project that has the API among its own headers. */
#ifdef __cplusplus
extern "C" {
#endif
#define API __attribute__((visibility("default")))
typedef void CURL;
#define OPTION(NAME, NUMBER) NAME = NUMBER
typedef enum { OPTION(CURLOPT_SSL_VERIFYPEER, 64) } CURLoption;
API int curl_easy_setopt(CURL *Handle, CURLoption Option, ...);
#ifndef __cplusplus
#define curl_easy_setopt(H, O, V) __extension__({ \
  int Result = (curl_easy_setopt)(H, O, V); \
  Result; \
})
#endif
#ifdef SWITCHED_OFF
#define SWITCHED
static int switched_off(CURL *C) { return curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
#endif
#ifdef __cplusplus
}
#endif
