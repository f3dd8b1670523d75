// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files fetched over clear channels, with and without a digest.

#include <curl/curl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

// Two causes: the URL, and a file nobody checks.
int firmware(const char *path) {
  FILE *out = fopen(path, "wb");
  CURL *h = curl_easy_init();
  CURLcode res;
  if (!out || !h)
    return -1;
  curl_easy_setopt(h, CURLOPT_URL, "http://updates.example.com/firmware.bin"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  res = curl_easy_perform(h); // BAD: commsec-unverified-blob-download
  curl_easy_cleanup(h);
  fclose(out);
  return res == CURLE_OK ? 0 : -1;
}

int firmware_tls(const char *path) {
  FILE *out = fopen(path, "wb");
  CURL *h = curl_easy_init();
  CURLcode res;
  if (!out || !h)
    return -1;
  curl_easy_setopt(h, CURLOPT_URL, "https://updates.example.com/firmware.bin"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  res = curl_easy_perform(h); // ok: TLS
  curl_easy_cleanup(h);
  fclose(out);
  return res == CURLE_OK ? 0 : -1;
}

static size_t save(char *data, size_t size, size_t n, void *file) {
  return fwrite(data, size, n, file);
}

int package(FILE *out) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "http://mirror.example.com/pool/app-1.2.tar.gz"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, save);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  res = curl_easy_perform(h); // BAD: commsec-unverified-blob-download
  curl_easy_cleanup(h);
  return res == CURLE_OK ? 0 : -1;
}

// The file is compared with a known digest: only the URL is left.
int package_hashed(FILE *out, const unsigned char expected[32]) {
  CURL *h = curl_easy_init();
  CURLcode res;
  EVP_MD_CTX *md = EVP_MD_CTX_new();
  unsigned char digest[EVP_MAX_MD_SIZE], buffer[4096];
  unsigned int length = 0;
  size_t n;
  curl_easy_setopt(h, CURLOPT_URL, "http://mirror.example.com/pool/app-1.2.tar.gz"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, save);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  res = curl_easy_perform(h); // ok: hashed below
  curl_easy_cleanup(h);
  rewind(out);
  EVP_DigestInit_ex(md, EVP_sha256(), NULL);
  while ((n = fread(buffer, 1, sizeof(buffer), out)) > 0)
    EVP_DigestUpdate(md, buffer, n);
  EVP_DigestFinal_ex(md, digest, &length);
  EVP_MD_CTX_free(md);
  if (res != CURLE_OK || length != 32 || memcmp(digest, expected, 32) != 0)
    return -1;
  return 0;
}

int from_loopback(FILE *out) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "http://localhost:8000/dump.bin"); // ok: loopback
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  res = curl_easy_perform(h); // ok: loopback
  curl_easy_cleanup(h);
  return res == CURLE_OK ? 0 : -1;
}

int from_unknown(FILE *out, const char *url) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, url); // ok: unknown
  curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
  res = curl_easy_perform(h); // ok: unknown
  curl_easy_cleanup(h);
  return res == CURLE_OK ? 0 : -1;
}

// Straight into the device.
struct flash {
  int device;
};

static size_t burn(char *data, size_t size, size_t n, void *flash) {
  return ((struct flash *)flash)->device >= 0 && data ? size * n : 0;
}

int burn_image(struct flash *flash) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "http://updates.example.com/board.img"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, burn);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, flash);
  res = curl_easy_perform(h); // BAD: commsec-unverified-blob-download
  curl_easy_cleanup(h);
  return res == CURLE_OK ? 0 : -1;
}

int show_page(struct flash *screen) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "http://www.example.com/index.html"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, burn);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, screen);
  res = curl_easy_perform(h); // ok: nothing that is installed
  curl_easy_cleanup(h);
  return res == CURLE_OK ? 0 : -1;
}

// By a multi handle.
void many(CURLM *multi, FILE *out, struct flash *flash) {
  CURL *file = curl_easy_init(), *image = curl_easy_init();
  curl_easy_setopt(file, CURLOPT_URL, "http://mirror.example.com/pool/list"); // BAD: commsec-plaintext-url
  curl_easy_setopt(file, CURLOPT_WRITEDATA, out);
  curl_multi_add_handle(multi, file); // BAD: commsec-unverified-blob-download
  curl_easy_setopt(image, CURLOPT_URL, "http://updates.example.com/board.img"); // BAD: commsec-plaintext-url
  curl_easy_setopt(image, CURLOPT_WRITEFUNCTION, burn);
  curl_easy_setopt(image, CURLOPT_WRITEDATA, flash);
  curl_multi_add_handle(multi, image); // BAD: commsec-unverified-blob-download
}

void many_by_tls(CURLM *multi, FILE *out, struct flash *flash) {
  CURL *file = curl_easy_init(), *image = curl_easy_init();
  curl_easy_setopt(file, CURLOPT_URL, "https://mirror.example.com/pool/list"); // ok: TLS
  curl_easy_setopt(file, CURLOPT_WRITEDATA, out);
  curl_multi_add_handle(multi, file);
  curl_easy_setopt(image, CURLOPT_URL, "https://updates.example.com/board.img"); // ok: TLS
  curl_easy_setopt(image, CURLOPT_WRITEFUNCTION, burn);
  curl_easy_setopt(image, CURLOPT_WRITEDATA, flash);
  curl_multi_add_handle(multi, image);
}
