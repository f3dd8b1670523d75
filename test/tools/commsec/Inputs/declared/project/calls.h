#include "api.h"
struct calls {
  int (*curl_easy_setopt)(CURL *Handle, CURLoption Option, ...);
};
