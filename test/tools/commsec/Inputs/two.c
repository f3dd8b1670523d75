#include "shared.h"
void two(CURL *C) { setUp(C); }
void sameLine(CURL *C) {
  curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L); // NOLINT(commsec-disabled-cert-verification): staging
}
void nextLine(CURL *C) {
  // NOLINTNEXTLINE
  curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
}
// NOLINTBEGIN(commsec-*)
void block(CURL *C) {
  curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
}
// NOLINTEND(commsec-*)
