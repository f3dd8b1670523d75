#include "api.h"
template <int (*F)(CURL *, CURLoption, ...)> struct Setter {
  void off(CURL *C) { F(C, CURLOPT_SSL_VERIFYPEER, 0L); }
};
typedef Setter<curl_easy_setopt> Curls;
void run(CURL *C) { Curls().off(C); }
