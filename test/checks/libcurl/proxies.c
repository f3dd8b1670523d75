// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is right for servers is right for proxies and resolvers.

#include <curl/curl.h>

void insecure(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_MAX_TLSv1_1); // BAD: commsec-weak-tls-version
  curl_easy_setopt(curl, CURLOPT_PROXY_TLS13_CIPHERS, "TLS_SHA256_SHA256"); // BAD: commsec-weak-cipher-suite
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_OPTIONS, (long)(CURLSSLOPT_ALLOW_BEAST)); // BAD: commsec-weak-tls-version
}

void best_effort(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_OPTIONS, (long)(CURLSSLOPT_REVOKE_BEST_EFFORT)); // BAD: commsec-weak-certificate-policy
}

void secure(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_MAX_TLSv1_3); // ok
  curl_easy_setopt(curl, CURLOPT_PROXY_TLS13_CIPHERS, "TLS_AES_256_GCM_SHA384"); // ok
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_OPTIONS, (long)CURLSSLOPT_NATIVE_CA); // ok
}

void status_taken_back(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYSTATUS, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYSTATUS, 0L); // BAD: commsec-weak-certificate-policy
}

void status_of_resolver_taken_back(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_DOH_SSL_VERIFYSTATUS, 1L);
  curl_easy_setopt(curl, CURLOPT_DOH_SSL_VERIFYSTATUS, 0L); // BAD: commsec-weak-certificate-policy
}

void status_kept(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYSTATUS, 1L); // ok
  curl_easy_setopt(curl, CURLOPT_DOH_SSL_VERIFYSTATUS, 1L); // ok
}
