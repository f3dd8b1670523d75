// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One of two downloads is compared with its digest: the other one is not.

#include <curl/curl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

static int fetch_index(const char *to) {
  FILE *out = fopen(to, "wb");
  CURL *h = curl_easy_init();
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_URL, "http://mirror.example.org/index.bin"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  rc = curl_easy_perform(h); // BAD: commsec-unverified-blob-download
  fclose(out);
  curl_easy_cleanup(h);
  return rc == CURLE_OK ? 0 : -1;
}

static int fetch_delta(const char *to, const unsigned char *want) {
  unsigned char chunk[4096], got[EVP_MAX_MD_SIZE];
  unsigned got_len = 0;
  FILE *out = fopen(to, "w+b");
  CURL *h = curl_easy_init();
  EVP_MD_CTX *md = EVP_MD_CTX_new();
  int ok = -1;
  size_t n;
  curl_easy_setopt(h, CURLOPT_URL, "http://mirror.example.org/delta.bin"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  if (curl_easy_perform(h) == CURLE_OK && EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1) { // ok: compared
    rewind(out);
    while ((n = fread(chunk, 1, sizeof chunk, out)) > 0)
      EVP_DigestUpdate(md, chunk, n);
    if (EVP_DigestFinal_ex(md, got, &got_len) == 1 && got_len == 32 && memcmp(got, want, 32) == 0)
      ok = 0;
  }
  EVP_MD_CTX_free(md);
  fclose(out);
  curl_easy_cleanup(h);
  return ok;
}

int update(const unsigned char *want) {
  return fetch_index("index.bin") || fetch_delta("delta.bin", want);
}

// --- compared by who downloads it ------------------------------------------------

static CURLcode fetch(const char *to) {
  FILE *out = fopen(to, "wb");
  CURL *h = curl_easy_init();
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_URL, "http://mirror.example.org/image.bin"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  rc = curl_easy_perform(h); // ok: upgrade() compares it
  fclose(out);
  curl_easy_cleanup(h);
  return rc;
}

static int matches(const char *file, const unsigned char *want) {
  unsigned char chunk[4096], got[EVP_MAX_MD_SIZE];
  FILE *in = fopen(file, "rb");
  size_t n = fread(chunk, 1, sizeof chunk, in);
  fclose(in);
  return EVP_Digest(chunk, n, got, NULL, EVP_sha256(), NULL) == 1 && memcmp(got, want, 32) == 0;
}

int upgrade(const unsigned char *want) {
  return fetch("image.bin") == CURLE_OK && matches("image.bin", want) ? 0 : -1;
}
