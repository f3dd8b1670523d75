// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mechanical repairs of libcurl options.

#include <curl/curl.h>
#include <stdbool.h>

#define TRY(h, o, v)                                                           \
  if ((rc = curl_easy_setopt(h, o, v)) != CURLE_OK)                            \
  return rc

void peer(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
}

void peer_false(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, false); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
}

void host(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
}

void host_one(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 1L); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
}

void proxy_peer(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
}

void proxy_host(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
}

void doh_peer(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYPEER, 1L);
}

void doh_host(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYHOST, 2L);
}

CURLcode in_macro(CURL *h) {
  CURLcode rc;
  TRY(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: TRY(h, CURLOPT_SSL_VERIFYPEER, 1L);
  return rc;
}

void version(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
}

void version_ssl3(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_SSLv3); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
}

void version_proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_1); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
}

void level_try(CURL *h) {
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_TRY); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL);
}

void level_none(CURL *h) {
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_NONE); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL);
}

void ccc(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FTP_SSL_CCC, CURLFTPSSL_CCC_ACTIVE); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_FTP_SSL_CCC, CURLFTPSSL_CCC_NONE);
}

void unrestricted(CURL *h) {
  curl_easy_setopt(h, CURLOPT_UNRESTRICTED_AUTH, 1L); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_UNRESTRICTED_AUTH, 0L);
}

void kerberos(CURL *h) {
  curl_easy_setopt(h, CURLOPT_KRBLEVEL, "clear"); // BAD: commsec-weak-message-protection
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_KRBLEVEL, "private");
}

void socks(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SOCKS5_GSSAPI_NEC, 1L); // BAD: commsec-weak-message-protection
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SOCKS5_GSSAPI_NEC, 0L);
}

void delegation(CURL *h) {
  curl_easy_setopt(h, CURLOPT_GSSAPI_DELEGATION, CURLGSSAPI_DELEGATION_FLAG); // BAD: commsec-weak-message-protection
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_GSSAPI_DELEGATION, CURLGSSAPI_DELEGATION_POLICY_FLAG);
}

void default_protocol(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DEFAULT_PROTOCOL, "http"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_DEFAULT_PROTOCOL, "https");
}

void revocation(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_OPTIONS, (long)(CURLSSLOPT_NATIVE_CA | CURLSSLOPT_NO_REVOKE)); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSL_OPTIONS, (long)(CURLSSLOPT_NATIVE_CA));
}

void ciphers(CURL *h) {
  curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "RC4-SHA"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES-NOT: CURLOPT_SSL_CIPHER_LIST
}

// Nothing to repair stays as it is.
void good(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  // CHECK-FIXES-NEXT: curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
}

void fixed_url(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "https://ping.example.com/");
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_perform(h);
}
