// RUN: %check_commsec %s %t -fix -config='{CheckOptions: {CommsecPedantic: true}}' -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is reported on request only.

#include <curl/curl.h>

void left_to_the_build(CURL *server, CURL *proxy) {
  curl_easy_setopt(server, CURLOPT_SSLVERSION, CURL_SSLVERSION_DEFAULT); // BAD: commsec-weak-tls-version
  curl_easy_setopt(proxy, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_DEFAULT); // BAD: commsec-weak-tls-version
}

void fixed(CURL *server, CURL *proxy) {
  curl_easy_setopt(server, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2); // ok
  curl_easy_setopt(proxy, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2); // ok
}

void proxy_in_clear(CURL *h, const char *login) {
  curl_easy_setopt(h, CURLOPT_PROXY, "http://proxy.example.com:3128"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_PROXYUSERPWD, login);
  curl_easy_perform(h);
}

void proxy_by_tls(CURL *h, const char *login) {
  curl_easy_setopt(h, CURLOPT_PROXY, "https://proxy.example.com:3129"); // ok: TLS to the proxy
  curl_easy_setopt(h, CURLOPT_PROXYUSERPWD, login);
  curl_easy_perform(h);
}

void http_allowed(CURL *a, CURL *b) {
  curl_easy_setopt(a, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(a, CURLOPT_PROTOCOLS, CURLPROTO_HTTPS);
  curl_easy_setopt(b, CURLOPT_PROTOCOLS_STR, "https,http"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(b, CURLOPT_PROTOCOLS_STR, "https");
}

void https_allowed(CURL *a, CURL *b) {
  curl_easy_setopt(a, CURLOPT_PROTOCOLS, CURLPROTO_HTTPS); // ok
  curl_easy_setopt(b, CURLOPT_PROTOCOLS_STR, "https"); // ok
}
