// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the environment chooses is conditional.

#include <curl/curl.h>
#include <stdlib.h>

void loose(CURL *h) {
  // CHECK-MESSAGES: :[[@LINE+2]]:{{[0-9]+}}: warning: {{.*}}on a path that is chosen at run time
  if (getenv("APP_INSECURE"))
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
}

void strict(CURL *h) {
  if (getenv("APP_STRICT"))
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
}
