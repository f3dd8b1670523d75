#include "shared.h"
void one(CURL *C, int Insecure) {
  setUp(C);
  if (Insecure)
    curl_easy_setopt(C, CURLOPT_SSL_VERIFYHOST, 0L);
}
