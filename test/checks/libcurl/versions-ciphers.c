// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Protocol versions and cipher lists.

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

void version_tls1(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1); // BAD: commsec-weak-tls-version
}

void version_tls10(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0); // BAD: commsec-weak-tls-version
}

void version_tls11(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_1); // BAD: commsec-weak-tls-version
}

void version_ssl3(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_SSLv3); // BAD: commsec-weak-tls-version
}

void version_ssl2(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_SSLv2); // BAD: commsec-weak-tls-version
}

void version_number(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, 3L); // BAD: commsec-weak-tls-version
}

void version_tls12(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2); // ok: TLS 1.2
}

void version_tls13(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_3); // ok: TLS 1.3
}

void version_default(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_DEFAULT); // ok: no worse than no call
}

void version_max(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_MAX_TLSv1_1); // BAD: commsec-weak-tls-version
}

void version_range_old(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)(CURL_SSLVERSION_TLSv1_0 | CURL_SSLVERSION_MAX_TLSv1_1)); // BAD: commsec-weak-tls-version
}

void version_range_wide(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)(CURL_SSLVERSION_TLSv1_1 | CURL_SSLVERSION_MAX_TLSv1_3)); // BAD: commsec-weak-tls-version
}

void version_range_new(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)(CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_3)); // ok: 1.2 to 1.3
}

void version_range_default(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)(CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_DEFAULT)); // ok: 1.2 or later
}

void version_proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_0); // BAD: commsec-weak-tls-version
}

void version_proxy_new(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2); // ok: TLS 1.2
}

void version_ternary(CURL *h, bool legacy_server) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION,
                   legacy_server ? CURL_SSLVERSION_TLSv1_0 // BAD: commsec-weak-tls-version
                                 : CURL_SSLVERSION_TLSv1_2);
}

void version_ternary_new(CURL *h, bool modern_server) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION,
                   modern_server ? CURL_SSLVERSION_TLSv1_3 // ok: TLS 1.3
                                 : CURL_SSLVERSION_TLSv1_2);
}

// A wrapper that is handed the version.
static void require_version(CURL *h, long version) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, version);
}

void version_wrapped(CURL *h) {
  require_version(h, CURL_SSLVERSION_TLSv1_1); // BAD: commsec-weak-tls-version
}

void version_wrapped_new(CURL *h) {
  require_version(h, CURL_SSLVERSION_TLSv1_2); // ok: TLS 1.2
}

void version_overwritten(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0); // ok: raised before use
  curl_easy_setopt(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_perform(h);
}

// Bits of CURLOPT_SSL_OPTIONS.
void options_beast(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_OPTIONS, (long)CURLSSLOPT_ALLOW_BEAST); // BAD: commsec-weak-tls-version
}

void options_no_revoke(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_OPTIONS, (long)CURLSSLOPT_NO_REVOKE); // BAD: commsec-weak-certificate-policy
}

void options_best_effort(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_OPTIONS, (long)(CURLSSLOPT_NATIVE_CA | CURLSSLOPT_REVOKE_BEST_EFFORT)); // BAD: commsec-weak-certificate-policy
}

void options_proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_OPTIONS, (long)CURLSSLOPT_NO_REVOKE); // BAD: commsec-weak-certificate-policy
}

void options_good(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_OPTIONS, (long)(CURLSSLOPT_NATIVE_CA | CURLSSLOPT_NO_PARTIALCHAIN)); // ok: strengthens
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_OPTIONS, 0L); // ok: nothing relaxed
}

// Cipher lists of OpenSSL builds.
void ciphers_rc4(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "RC4-SHA:RC4-MD5"); // BAD: commsec-weak-cipher-suite
}

void ciphers_triple_des(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "ECDHE-RSA-AES128-GCM-SHA256:DES-CBC3-SHA"); // BAD: commsec-weak-cipher-suite
}

void ciphers_null(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "NULL-SHA256"); // BAD: commsec-weak-cipher-suite
}

void ciphers_anonymous(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "ADH-AES256-SHA"); // BAD: commsec-weak-cipher-suite
}

void ciphers_all(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "ALL"); // BAD: commsec-weak-cipher-suite
}

void ciphers_seclevel(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0"); // BAD: commsec-weak-cipher-suite
}

#define PROXY_CIPHERS "EXPORT:LOW"

void ciphers_proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_CIPHER_LIST, PROXY_CIPHERS); // BAD: commsec-weak-cipher-suite
}

void ciphers_local(CURL *h) {
  const char *list = "AES128-SHA:DES-CBC-SHA";
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, list); // BAD: commsec-weak-cipher-suite
}

void ciphers_good(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"); // ok: AEAD
}

void ciphers_excluded(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "HIGH:!aNULL:!eNULL:!MD5:!RC4:!3DES"); // ok: exclusions
}

void ciphers_ecdhe_only(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!RC4"); // ok: forward secret
}

void ciphers_default(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, NULL); // ok: restores the default
}

void ciphers_proxy_good(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_CIPHER_LIST, "ECDHE-RSA-CHACHA20-POLY1305"); // ok: AEAD
}

void ciphers_tls13(CURL *h) {
  curl_easy_setopt(h, CURLOPT_TLS13_CIPHERS, "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"); // ok: AEAD
}

void ciphers_tls13_integrity(CURL *h) {
  curl_easy_setopt(h, CURLOPT_TLS13_CIPHERS, "TLS_SHA256_SHA256"); // BAD: commsec-weak-cipher-suite
}

void ciphers_from_user(CURL *h, const char *list) {
  if (list)
    curl_easy_setopt(h, CURLOPT_SSL_CIPHER_LIST, list); // ok: unknown
}
