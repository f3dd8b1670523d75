// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who passes no handle leaves it to the function to make one: what that sets is
// not the wish of the caller.

#include <curl/curl.h>
#include <stdlib.h>

struct session {
  CURL *handle;
  int own;
};

static struct session *with_handle(CURL *handle) {
  struct session *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  s->handle = handle;
  if (!s->handle) {
    s->handle = curl_easy_init();
    s->own = 1;
    curl_easy_setopt(s->handle, CURLOPT_SSL_VERIFYPEER, (void *)0); // BAD: commsec-disabled-cert-verification
  }
  return s;
}

struct session *session_new(void) {
  return with_handle(NULL); // ok
}
