#include "curl.h"
void mention(CURL *C) {
  curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
}
