// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mechanical repairs of the options that exist for servers, proxies and DNS.

#include <curl/curl.h>

void names(CURL *proxy, CURL *dns) {
  curl_easy_setopt(proxy, CURLOPT_PROXY_SSL_VERIFYHOST, 1L); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(proxy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(dns, CURLOPT_DOH_SSL_VERIFYHOST, 1L); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(dns, CURLOPT_DOH_SSL_VERIFYHOST, 2L);
}

void names_on(CURL *proxy, CURL *dns) {
  curl_easy_setopt(proxy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L); // ok
  curl_easy_setopt(dns, CURLOPT_DOH_SSL_VERIFYHOST, 2L); // ok
}

void versions(CURL *server, CURL *proxy, CURL *both) {
  curl_easy_setopt(server, CURLOPT_SSLVERSION, CURL_SSLVERSION_MAX_TLSv1_1); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(server, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(proxy, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_MAX_TLSv1_0); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(proxy, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(both, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_0 | CURL_SSLVERSION_MAX_TLSv1_3); // BAD: commsec-weak-tls-version
}

void versions_new(CURL *server, CURL *proxy) {
  curl_easy_setopt(server, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_3); // ok
  curl_easy_setopt(proxy, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_3); // ok
}

void suites(CURL *a, CURL *b, CURL *c) {
  curl_easy_setopt(a, CURLOPT_PROXY_SSL_CIPHER_LIST, "DES-CBC3-SHA"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES-NOT: CURLOPT_PROXY_SSL_CIPHER_LIST, "DES
  curl_easy_setopt(b, CURLOPT_TLS13_CIPHERS, "TLS_SHA256_SHA256"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES-NOT: CURLOPT_TLS13_CIPHERS, "TLS_SHA256
  curl_easy_setopt(c, CURLOPT_PROXY_TLS13_CIPHERS, "TLS_SHA384_SHA384"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES-NOT: CURLOPT_PROXY_TLS13_CIPHERS, "TLS_SHA384
}

void suites_strong(CURL *a, CURL *b, CURL *c) {
  curl_easy_setopt(a, CURLOPT_PROXY_SSL_CIPHER_LIST, "ECDHE-RSA-AES128-GCM-SHA256"); // ok
  curl_easy_setopt(b, CURLOPT_TLS13_CIPHERS, "TLS_AES_128_GCM_SHA256"); // ok
  curl_easy_setopt(c, CURLOPT_PROXY_TLS13_CIPHERS, "TLS_AES_256_GCM_SHA384"); // ok
}

void bits(CURL *a, CURL *b, CURL *c, CURL *d, CURL *e) {
  curl_easy_setopt(a, CURLOPT_SSL_OPTIONS, CURLSSLOPT_ALLOW_BEAST | CURLSSLOPT_NATIVE_CA); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(a, CURLOPT_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA);
  curl_easy_setopt(b, CURLOPT_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA | CURLSSLOPT_REVOKE_BEST_EFFORT); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: curl_easy_setopt(b, CURLOPT_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA);
  curl_easy_setopt(c, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA | CURLSSLOPT_ALLOW_BEAST); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(c, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA);
  curl_easy_setopt(d, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_NO_REVOKE | CURLSSLOPT_NATIVE_CA); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: curl_easy_setopt(d, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA);
  curl_easy_setopt(e, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_REVOKE_BEST_EFFORT | CURLSSLOPT_NO_PARTIALCHAIN); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: curl_easy_setopt(e, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_NO_PARTIALCHAIN);
}

void bits_neutral(CURL *a, CURL *b) {
  curl_easy_setopt(a, CURLOPT_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA); // ok
  curl_easy_setopt(b, CURLOPT_PROXY_SSL_OPTIONS, CURLSSLOPT_NO_PARTIALCHAIN); // ok
}

void channel(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "ftp://files.example.com/list");
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_CONTROL); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL);
  curl_easy_perform(h);
}

void channels(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "ftp://files.example.com/list"); // ok
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL);
  curl_easy_perform(h);
}

// Where redirects are followed, http is where they lead.
void before(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_PROTOCOLS, CURLPROTO_HTTPS);
  curl_easy_perform(h);
}

void after(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_perform(h);
}

void by_name(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_perform(h);
}

void redirects(CURL *a, CURL *b) {
  curl_easy_setopt(a, CURLOPT_REDIR_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(a, CURLOPT_REDIR_PROTOCOLS, CURLPROTO_HTTPS);
  curl_easy_setopt(b, CURLOPT_REDIR_PROTOCOLS, CURLPROTO_FTP); // BAD: commsec-plaintext-url
}

void https_alone(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, CURLPROTO_HTTPS); // ok
  curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS, CURLPROTO_HTTPS); // ok
  curl_easy_perform(h);
}
