// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A peer without a certificate, and a certificate without the extension: that
// way is looked at, too, and only where it can be taken.

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

int verify_again(SSL *ssl, X509_STORE *store, X509 *cert) {
  STACK_OF(X509) *chain = SSL_get0_verified_chain(ssl);
  int answer = 1;
  if (chain == NULL) {
    X509_STORE_CTX *ctx = X509_STORE_CTX_new();
    if (!ctx)
      return 0;
    if (X509_STORE_CTX_init(ctx, store, cert, SSL_get_peer_cert_chain(ssl)) != 1) {
      X509_STORE_CTX_free(ctx);
      return 0;
    }
    if (X509_verify_cert(ctx) == 0) // BAD: commsec-ignored-verification-result
      answer = 0;
    X509_STORE_CTX_free(ctx);
  }
  return answer;
}

int verify_again_strictly(SSL *ssl, X509_STORE_CTX *ctx) {
  STACK_OF(X509) *chain = SSL_get0_verified_chain(ssl);
  if (!chain)
    return X509_verify_cert(ctx) == 1; // ok
  return 1;
}

int without_names(X509 *cert, X509_STORE_CTX *ctx) {
  GENERAL_NAMES *names = X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);
  if (names) {
    GENERAL_NAMES_free(names);
    return 1;
  }
  if (X509_verify_cert(ctx) == 0) // BAD: commsec-ignored-verification-result
    return 0;
  return 1;
}

int asked_twice(SSL *ssl, X509_STORE_CTX *ctx) {
  X509 *cert = SSL_get_peer_certificate(ssl);
  int answer;
  if (cert == NULL)
    return 0;
  answer = X509_verify_cert(ctx);
  if (cert == NULL && answer < 0) // ok: there is one by now
    answer = 1;
  X509_free(cert);
  return answer == 1;
}
