// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Repairs of conflated results and of callbacks that accept.

#include <openssl/ocsp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdio.h>

int chain_negated(X509_STORE_CTX *ctx) {
  if (!X509_verify_cert(ctx)) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: if (X509_verify_cert(ctx) != 1)
  return 0;
}

int chain_boolean(X509_STORE_CTX *ctx) {
  if (X509_verify_cert(ctx)) // BAD: commsec-ignored-verification-result
    return 0;
  // CHECK-FIXES: if (X509_verify_cert(ctx) == 1)
  return -1;
}

int host_negated(X509 *cert, const char *host) {
  if (!X509_check_host(cert, host, 0, 0, NULL)) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: if (X509_check_host(cert, host, 0, 0, NULL) != 1)
  return 0;
}

int host_boolean(X509 *cert, const char *host) {
  if (X509_check_host(cert, host, 0, 0, NULL)) // BAD: commsec-ignored-verification-result
    return 0;
  // CHECK-FIXES: if (X509_check_host(cert, host, 0, 0, NULL) == 1)
  return -1;
}

int signature_negated(X509 *cert, EVP_PKEY *key) {
  if (!X509_verify(cert, key)) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: if (X509_verify(cert, key) != 1)
  return 0;
}

int host_untouched(X509 *cert, const char *host) {
  if (X509_check_host(cert, host, 0, 0, NULL) != 1) // ok
    return -1;
  // CHECK-FIXES: if (X509_check_host(cert, host, 0, 0, NULL) != 1)
  return 0;
}

static int accept_all(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  int depth = X509_STORE_CTX_get_error_depth(ctx);
  printf("depth %d: %d\n", depth, preverify_ok);
  return 1;
  // CHECK-FIXES: return preverify_ok;
}

static int accept_in_store(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  printf("error %d\n", X509_STORE_CTX_get_error(ctx));
  return 1;
  // CHECK-FIXES: return ok;
}

static int accept_chain(X509_STORE_CTX *store, void *arg) { // BAD: commsec-accepting-verify-callback
  puts((const char *)arg);
  (void)store;
  return 1;
  // CHECK-FIXES: return X509_verify_cert(store);
}

static char label[] = "verifying";

void install(SSL_CTX *a, X509_STORE *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, accept_all);
  X509_STORE_set_verify_cb(b, accept_in_store);
  SSL_CTX_set_cert_verify_callback(c, accept_chain, label);
}

int response_negated(OCSP_BASICRESP *bs, X509_STORE *store) {
  if (!OCSP_basic_verify(bs, NULL, store, 0)) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: if (OCSP_basic_verify(bs, NULL, store, 0) <= 0)
  return 0;
}
