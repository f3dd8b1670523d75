// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What libcurl speaks beside HTTP, and callbacks into its TLS library.

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <stdio.h>

// libcurl knows SMB 1 only.
void share(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "smb://files.example.com/share/report.doc"); // BAD: commsec-insecure-smb-client
}

void share_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "smbs://files.example.com/share/report.doc"); // BAD: commsec-insecure-smb-client
}

void share_webdav(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "https://files.example.com/share/report.doc"); // ok: TLS
}

void broker(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "mqtt://broker.example.com/home/temperature"); // BAD: commsec-insecure-broker-connection
}

void broker_local(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "mqtt://localhost/home/temperature"); // ok: loopback
}

// Kerberos levels of FTP.
void kerberos_clear(CURL *h) {
  curl_easy_setopt(h, CURLOPT_KRBLEVEL, "clear"); // BAD: commsec-weak-message-protection
}

void kerberos_safe(CURL *h) {
  curl_easy_setopt(h, CURLOPT_KRBLEVEL, "safe"); // BAD: commsec-weak-message-protection
}

void kerberos_private(CURL *h) {
  curl_easy_setopt(h, CURLOPT_KRBLEVEL, "private"); // ok: encrypted
}

void socks_unprotected(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SOCKS5_GSSAPI_NEC, 1L); // BAD: commsec-weak-message-protection
}

void socks_protected(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SOCKS5_GSSAPI_NEC, 0L); // ok: the default
}

void delegate_always(CURL *h) {
  curl_easy_setopt(h, CURLOPT_GSSAPI_DELEGATION, (long)CURLGSSAPI_DELEGATION_FLAG); // BAD: commsec-weak-message-protection
}

void delegate_by_policy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_GSSAPI_DELEGATION, (long)CURLGSSAPI_DELEGATION_POLICY_FLAG); // ok: policy decides
}

void delegate_never(CURL *h) {
  curl_easy_setopt(h, CURLOPT_GSSAPI_DELEGATION, (long)CURLGSSAPI_DELEGATION_NONE); // ok: the default
}

// The TLS context behind a transfer.
static CURLcode context_off(CURL *h, void *ctx, void *data) {
  (void)h;
  (void)data;
  SSL_CTX_set_verify((SSL_CTX *)ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return CURLE_OK;
}

void use_context_off(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, context_off);
}

static int accept_any(int ok, X509_STORE_CTX *store) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)store;
  return 1;
}

static CURLcode context_accepting(CURL *h, void *ctx, void *data) {
  (void)h;
  (void)data;
  SSL_CTX_set_verify((SSL_CTX *)ctx, SSL_VERIFY_PEER, accept_any);
  return CURLE_OK;
}

void use_context_accepting(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, context_accepting);
}

static int log_chain(int ok, X509_STORE_CTX *store) { // ok: passes the verdict on
  if (!ok)
    fprintf(stderr, "depth %d\n", X509_STORE_CTX_get_error_depth(store));
  return ok;
}

static CURLcode context_adds_ca(CURL *h, void *ctx, void *data) {
  SSL_CTX *ssl = ctx;
  (void)h;
  SSL_CTX_set_verify(ssl, SSL_VERIFY_PEER, log_chain);
  if (!X509_STORE_add_cert(SSL_CTX_get_cert_store(ssl), data))
    return CURLE_SSL_CERTPROBLEM;
  return CURLE_OK;
}

void use_context_adds_ca(CURL *h, X509 *ca) {
  curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, context_adds_ca);
  curl_easy_setopt(h, CURLOPT_SSL_CTX_DATA, ca);
}

// The result of a verification that does not count.
int ignored_result(void) {
  CURL *h = curl_easy_init();
  long verdict = 0;
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/");
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  res = curl_easy_perform(h);
  curl_easy_getinfo(h, CURLINFO_SSL_VERIFYRESULT, &verdict); // BAD: commsec-ignored-verification-result
  printf("verify result %ld\n", verdict);
  curl_easy_cleanup(h);
  return (int)res;
}

int informative_result(void) {
  CURL *h = curl_easy_init();
  long verdict = 0;
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/");
  res = curl_easy_perform(h);
  curl_easy_getinfo(h, CURLINFO_SSL_VERIFYRESULT, &verdict); // ok: libcurl has failed already
  printf("verify result %ld\n", verdict);
  curl_easy_cleanup(h);
  return (int)res;
}

// Strengthening options.
void strict_extras(CURL *h) {
  curl_easy_setopt(h, CURLOPT_CRLFILE, "/etc/ssl/crl.pem");    // ok: revocation
  curl_easy_setopt(h, CURLOPT_ISSUERCERT, "/etc/ssl/ca.pem");  // ok: issuer
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYSTATUS, 1L);           // ok: stapling
  curl_easy_setopt(h, CURLOPT_HSTS_CTRL, (long)CURLHSTS_ENABLE); // ok: HSTS
  curl_easy_setopt(h, CURLOPT_HSTS, "hsts.txt");               // ok: HSTS
}

// A connection without a request.
void connect_only(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_CONNECT_ONLY, 1L);                // ok: TLS
}
