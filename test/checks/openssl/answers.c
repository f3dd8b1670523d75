// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Answers that nobody looks at, and configuration by text.

#include <openssl/crypto.h>
#include <openssl/ocsp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <string.h>

// --- handshakes -------------------------------------------------------------

int shake_and_go_on(SSL *ssl, const char *line) {
  SSL_connect(ssl); // BAD: commsec-ignored-verification-result
  return SSL_write(ssl, line, (int)strlen(line));
}

int shake_or_leave(SSL *ssl, const char *line) {
  if (SSL_connect(ssl) != 1) // ok
    return -1;
  return SSL_write(ssl, line, (int)strlen(line));
}

// --- OCSP -------------------------------------------------------------------

int status_perhaps(OCSP_BASICRESP *response, OCSP_CERTID *id) {
  int status = V_OCSP_CERTSTATUS_GOOD;
  OCSP_resp_find_status(response, id, &status, NULL, NULL, NULL, NULL); // BAD: commsec-weak-certificate-policy
  return status == V_OCSP_CERTSTATUS_GOOD;
}

int status_surely(OCSP_BASICRESP *response, OCSP_CERTID *id) {
  int status;
  if (OCSP_resp_find_status(response, id, &status, NULL, NULL, NULL, NULL) != 1) // ok
    return 0;
  return status == V_OCSP_CERTSTATUS_GOOD;
}

int trust_others(OCSP_BASICRESP *response, STACK_OF(X509) *certs, X509_STORE *store) {
  return OCSP_basic_verify(response, certs, store, OCSP_TRUSTOTHER) == 1; // BAD: commsec-weak-certificate-policy
}

int trust_store(OCSP_BASICRESP *response, STACK_OF(X509) *certs, X509_STORE *store) {
  return OCSP_basic_verify(response, certs, store, 0) == 1; // ok
}

// --- by text ----------------------------------------------------------------

void configured(SSL_CONF_CTX *conf) {
  SSL_CONF_cmd(conf, "VerifyMode", "Request"); // BAD: commsec-disabled-cert-verification
}

void configured_well(SSL_CONF_CTX *conf) {
  SSL_CONF_cmd(conf, "VerifyMode", "Require"); // ok
}

void old_signatures(SSL_CTX *ctx) {
  SSL_CTX_set1_sigalgs_list(ctx, "RSA+SHA1"); // BAD: commsec-weak-certificate-policy
}

void signatures(SSL_CTX *ctx) {
  SSL_CTX_set1_sigalgs_list(ctx, "ECDSA+SHA256"); // ok
}

void wide_name(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set1_host(param, ".example.com", 0); // BAD: commsec-shared-wildcard-domain
}

void narrow_name(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set1_host(param, "api.example.com", 0); // ok
}

// --- pins -------------------------------------------------------------------

int pin_for_nothing(SSL *ssl, const unsigned char *expected) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  X509 *cert = SSL_get1_peer_certificate(ssl);
  if (!cert || !X509_pubkey_digest(cert, EVP_sha256(), digest, &length))
    return -1;
  CRYPTO_memcmp(digest, expected, length); // BAD: commsec-ineffective-pinning
  X509_free(cert);
  return 0;
}

int pin(SSL *ssl, const unsigned char *expected) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  X509 *cert = SSL_get1_peer_certificate(ssl);
  int same;
  if (!cert || !X509_pubkey_digest(cert, EVP_sha256(), digest, &length))
    return 0;
  same = CRYPTO_memcmp(digest, expected, length) == 0; // ok
  X509_free(cert);
  return same;
}

// --- errors that are wiped out ----------------------------------------------

static int forget(int ok, X509_STORE_CTX *ctx) {
  X509_STORE_CTX_set_error(ctx, X509_V_OK); // BAD: commsec-accepting-verify-callback
  return ok;
}

static int keep(int ok, X509_STORE_CTX *ctx) {
  (void)X509_STORE_CTX_get_error(ctx);
  return ok; // ok
}

void set_callbacks(SSL_CTX *one, SSL_CTX *two) {
  SSL_CTX_set_verify(one, SSL_VERIFY_PEER, forget);
  SSL_CTX_set_verify(two, SSL_VERIFY_PEER, keep);
}
