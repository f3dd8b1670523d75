#include "api.h"
#include "opens.h"
curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
#include "closes.h"
