// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a thread is given.

#include <curl/curl.h>
#include <pthread.h>
#include <threads.h>

static void *fetch(void *url) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_URL, (const char *)url);
  curl_easy_perform(h);
  curl_easy_cleanup(h);
  return NULL;
}

void start(pthread_t *thread) {
  pthread_create(thread, NULL, fetch, (void *)"http://api.example.com/"); // BAD: commsec-plaintext-url
}

void start_tls(pthread_t *thread) {
  pthread_create(thread, NULL, fetch, (void *)"https://api.example.com/");
}

static int fetch_c11(void *url) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_URL, (const char *)url);
  curl_easy_perform(h);
  curl_easy_cleanup(h);
  return 0;
}

void start_c11(thrd_t *thread) {
  thrd_create(thread, fetch_c11, (void *)"http://api.example.com/"); // BAD: commsec-plaintext-url
}

void start_c11_tls(thrd_t *thread) {
  thrd_create(thread, fetch_c11, (void *)"https://api.example.com/");
}
