// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The library gives what it keeps for a callback to that callback: what was in
// it before the transfer says nothing of it afterwards.

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
  char *data;
  size_t used;
  int verify_host;
};

static size_t keep(char *text, size_t size, size_t count, void *user) {
  struct buffer *b = user;
  char *grown = realloc(b->data, b->used + size * count);
  if (!grown)
    return 0;
  memcpy(grown + b->used, text, size * count);
  b->data = grown;
  b->used += size * count;
  return size * count;
}

static void empty(struct buffer *b) {
  b->data = NULL;
  b->used = 0;
  b->verify_host = 2;
}

CURLcode follow(CURL *h, const char *url) {
  struct buffer head;
  empty(&head);
  curl_easy_setopt(h, CURLOPT_URL, url);
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(h, CURLOPT_HEADERDATA, &head);
  CURLcode rc = curl_easy_perform(h);
  if (rc == CURLE_OK && head.data && !strncmp(head.data, "Location: ", 10)) {
    curl_easy_setopt(h, CURLOPT_URL, head.data + 10);
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
    rc = curl_easy_perform(h);
  }
  free(head.data);
  return rc;
}

// What nothing was given to stays as it is.
CURLcode follow_nothing(CURL *h, const char *url) {
  struct buffer head;
  empty(&head);
  curl_easy_setopt(h, CURLOPT_URL, url);
  CURLcode rc = curl_easy_perform(h);
  if (rc == CURLE_OK && head.data) {
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // ok: there is never any data
    rc = curl_easy_perform(h);
  }
  return rc;
}

// Until then it is as it was.
CURLcode fetch(CURL *h, const char *url) {
  struct buffer body;
  empty(&body);
  curl_easy_setopt(h, CURLOPT_URL, url);
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, (long)body.verify_host); // ok: 2
  return curl_easy_perform(h);
}
