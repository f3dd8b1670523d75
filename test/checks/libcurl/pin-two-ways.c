// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A failed pin that is taken for a success on one of two ways that meet.

#include <curl/curl.h>

static const char pin[] = "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=";

int one_way(CURL *h, int strict) {
  CURLcode rc;
  int ret = -1;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, pin);
  if (strict) {
    rc = curl_easy_perform(h); // ok
    if (rc != CURLE_OK)
      goto fail;
  } else {
    if ((rc = curl_easy_perform(h)) != CURLE_OK && rc != CURLE_SSL_PINNEDPUBKEYNOTMATCH) // BAD: commsec-ineffective-pinning
      goto fail;
  }
  ret = 0;
fail:
  curl_easy_cleanup(h);
  return ret;
}

int no_way(CURL *h, int strict) {
  CURLcode rc;
  int ret = -1;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, pin);
  if (strict) {
    rc = curl_easy_perform(h); // ok
    if (rc != CURLE_OK)
      goto fail;
  } else {
    if ((rc = curl_easy_perform(h)) != CURLE_OK && rc != CURLE_PARTIAL_FILE) // ok
      goto fail;
  }
  ret = 0;
fail:
  curl_easy_cleanup(h);
  return ret;
}
