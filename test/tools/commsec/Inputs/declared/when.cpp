#include "api.h"
#include "begin.h"
// The braces alone look as if the function ended before the call.
namespace a {
void when(CURL *C, int Else) {
  WHEN(Else)
  }
  curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
}
void then(CURL *C) {
  if (C) {
  END
}
}
