typedef void CURL;
typedef enum { CURLOPT_SSL_VERIFYPEER = 64 } CURLoption;
int curl_easy_setopt(CURL *Handle, CURLoption Option, ...);
#define set_option(H, O, V) set_option_of(H, O, V)
#define set_option_of(H, O, V) curl_easy_setopt(H, O, V)
