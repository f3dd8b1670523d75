#include "api.h"
CURL *start();
struct Holder { Holder(int); };
// What declares in C may initialize in C++.
#define HELD Holder Held(curl_easy_setopt(start(), CURLOPT_SSL_VERIFYPEER, 0L))
HELD;
