// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that nobody in view can count to the end.

#include <curl/curl.h>
#include <stdbool.h>
#include <unistd.h>

bool in_the_end(CURL *h) {
  bool ok = false;
  for (int i = 0; i < 5 && !ok; i++) {
    if (i == 4)
      curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
    ok = curl_easy_perform(h) == CURLE_OK;
  }
  return ok;
}

bool to_the_end(CURL *h) {
  bool ok = false;
  for (int i = 0; i < 5 && !ok; i++) {
    if (i == 4)
      curl_easy_setopt(h, CURLOPT_FRESH_CONNECT, 1L);
    ok = curl_easy_perform(h) == CURLE_OK;
  }
  return ok;
}

bool until(CURL *h) {
  int tries = 0;
  while (curl_easy_perform(h) != CURLE_OK) {
    if (++tries > 3)
      curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
    if (tries > 6)
      return false;
    sleep(1);
  }
  return true;
}

static const long levels[] = {
    CURL_SSLVERSION_TLSv1_3,
    CURL_SSLVERSION_TLSv1_2,
    CURL_SSLVERSION_TLSv1_1, // BAD: commsec-weak-tls-version
};

bool downgrade(CURL *h) {
  bool ok = false;
  for (unsigned i = 0; !ok && i < sizeof levels / sizeof levels[0]; ++i) {
    curl_easy_setopt(h, CURLOPT_SSLVERSION, levels[i]);
    ok = curl_easy_perform(h) == CURLE_OK;
  }
  return ok;
}
