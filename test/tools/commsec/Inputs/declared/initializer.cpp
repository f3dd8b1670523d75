#include "api.h"
CURL *start();
struct Holder { Holder(int); };
Holder Held(curl_easy_setopt(start(), CURLOPT_SSL_VERIFYPEER, 0L));
