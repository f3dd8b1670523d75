// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pinned public keys.

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

int use_answer(FILE *answer);

#define PIN "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE="

void pin(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, PIN); // ok: SHA-256
}

void pins(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, PIN ";sha256//t62CeU2tQiqkexU74Gxa2eg7fRbEgoChTociMee9wno="); // ok: two of them
}

void pin_file(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "/etc/myapp/server-key.pem"); // ok: a key file
}

void pin_file_der(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "./pubkey.der"); // ok: a key file
}

void pin_from_config(CURL *h, const char *value) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, value); // ok: unknown
}

void pin_sha1(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha1//qvTGHdzF6KLavt4PO0gs2a6pQ00="); // BAD: commsec-ineffective-pinning
}

void pin_md5(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "md5//XUFAKrxLKna5cZ2REBfFkg=="); // BAD: commsec-ineffective-pinning
}

void pin_one_slash(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256/YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE="); // BAD: commsec-ineffective-pinning
}

void pin_colon(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256:YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE="); // BAD: commsec-ineffective-pinning
}

void pin_bare(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE="); // BAD: commsec-ineffective-pinning
}

void pin_local(CURL *h) {
  const char *key = "sha1//qvTGHdzF6KLavt4PO0gs2a6pQ00=";
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, key); // BAD: commsec-ineffective-pinning
}

void pin_proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_PINNEDPUBLICKEY, "md5//XUFAKrxLKna5cZ2REBfFkg=="); // BAD: commsec-ineffective-pinning
}

void pin_proxy_sha256(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_PINNEDPUBLICKEY, PIN); // ok: SHA-256
}

// Taking a pin away again.
CURLcode unpinned_retry(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "https://api.example.com/");
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, PIN);
  res = curl_easy_perform(h);
  if (res == CURLE_SSL_PINNEDPUBKEYNOTMATCH) {
    curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, NULL); // BAD: commsec-ineffective-pinning
    res = curl_easy_perform(h);
  }
  curl_easy_cleanup(h);
  return res;
}

CURLcode pinned_failure(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "https://api.example.com/");
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, PIN); // ok: a mismatch ends the program
  res = curl_easy_perform(h);
  if (res == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    fprintf(stderr, "the server's key has changed\n");
  curl_easy_cleanup(h);
  return res;
}

CURLcode never_pinned(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "https://api.example.com/");
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, NULL); // ok: the default
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

// A mismatch is what the pin is there to refuse.
int mismatch_goes_on(const char *url, FILE *out) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_URL, url);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=");
  rc = curl_easy_perform(h); // BAD: commsec-ineffective-pinning
  curl_easy_cleanup(h);
  if (rc != CURLE_OK && rc != CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    return -1;
  return use_answer(out);
}

int mismatch_is_logged(CURL *h) {
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=");
  rc = curl_easy_perform(h); // BAD: commsec-ineffective-pinning
  switch (rc) {
  case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    fprintf(stderr, "the pin does not match, going on\n");
    break;
  case CURLE_OK:
    break;
  default:
    return -1;
  }
  return use_answer(stdout);
}

int mismatch_ends_it(const char *url, FILE *out) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_URL, url);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=");
  rc = curl_easy_perform(h); // ok: only a good answer is used
  curl_easy_cleanup(h);
  if (rc == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    fprintf(stderr, "the pin does not match\n");
  if (rc != CURLE_OK)
    return -1;
  return use_answer(out);
}

CURLcode mismatch_is_passed_on(CURL *h) {
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=");
  rc = curl_easy_perform(h); // ok: the caller decides
  if (rc == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    fprintf(stderr, "the pin does not match\n");
  return rc;
}

// Other errors may be forgiven.
int partial_is_enough(CURL *h, FILE *out) {
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=");
  rc = curl_easy_perform(h); // ok: a short answer is no mismatch
  if (rc != CURLE_OK && rc != CURLE_PARTIAL_FILE)
    return -1;
  return use_answer(out);
}

// A mismatch that ends as a success.
static void tell(const char *what) {
  if (getenv("VERBOSE"))
    fprintf(stderr, "%s\n", what);
}

int forgiven_later(CURL *h, const char *key) {
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, key);
  rc = curl_easy_perform(h); // BAD: commsec-ineffective-pinning
  if (rc == CURLE_SSL_PINNEDPUBKEYNOTMATCH) {
    tell("another key");
    rc = CURLE_OK;
  }
  return rc == CURLE_OK ? 0 : -1;
}

int told_apart(CURL *h, const char *key) {
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, key);
  rc = curl_easy_perform(h);
  if (rc == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    tell("another key");
  return rc == CURLE_OK ? 0 : -1;
}
