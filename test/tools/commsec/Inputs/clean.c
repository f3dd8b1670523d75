#include "curl.h"
void clean(CURL *C) { curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 1L); }
