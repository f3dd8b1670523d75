#include <curl/curl.h>

void set(CURL *Handle) {
  curl_easy_setopt(Handle, CURLOPT_SSL_VERIFYPEER, 0L);
}
