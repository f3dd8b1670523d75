#include "api.h"
#include "begin.h"
DEFINE(argument, curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L))
