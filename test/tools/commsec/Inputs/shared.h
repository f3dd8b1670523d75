#include "curl.h"
static inline void setUp(CURL *C) {
  curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
}
