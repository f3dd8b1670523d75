// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// URLs that are put together in memory that a call returned.

#include <alloca.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

void allotted(CURL *h, const char *host, size_t n) {
  char *url = malloc(n);
  if (!url)
    return;
  snprintf(url, n, "http://%s/x", host); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
  free(url);
}

void allotted_tls(CURL *h, const char *host, size_t n) {
  char *url = malloc(n);
  if (!url)
    return;
  snprintf(url, n, "https://%s/x", host); // ok
  curl_easy_setopt(h, CURLOPT_URL, url);
  free(url);
}

// The buffer is used for something else first.
void used_twice(CURL *h, const char *host, const char *date) {
  char *buf = alloca(200);
  struct curl_slist *all = NULL;
  snprintf(buf, 200, "Date: %s", date);
  all = curl_slist_append(all, buf);
  snprintf(buf, 200, "http://%s/x", host); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_HTTPHEADER, all);
  curl_easy_setopt(h, CURLOPT_URL, buf);
}

void overwritten(CURL *h, const char *host) {
  char *buf = malloc(200);
  snprintf(buf, 200, "http://%s/x", host);
  snprintf(buf, 200, "https://%s/x", host); // ok
  curl_easy_setopt(h, CURLOPT_URL, buf);
}

void a_local_one(CURL *h, int port) {
  char *buf = malloc(200);
  snprintf(buf, 200, "http://localhost:%d/x", port); // ok
  curl_easy_setopt(h, CURLOPT_URL, buf);
}
