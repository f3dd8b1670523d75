#include <curl/curl.h>

void overwritten(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_perform(h);
}

void used(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_perform(h);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
}
