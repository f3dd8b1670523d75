#include "api.h"
OPEN
curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
CLOSE
