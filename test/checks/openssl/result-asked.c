// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asking OpenSSL to verify, with a callback that accepts whatever it finds, leaves the decision to the result.

#include <openssl/ssl.h>
#include <stdio.h>

static int always(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

void ask(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, always);
}

int shown(SSL *ssl) {
  long rc = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (rc != X509_V_OK)
    printf("not trusted: %s\n", X509_verify_cert_error_string(rc));
  return SSL_write(ssl, "x", 1);
}

int decided(SSL *ssl) {
  long rc = SSL_get_verify_result(ssl); // ok
  if (rc != X509_V_OK) {
    printf("not trusted: %s\n", X509_verify_cert_error_string(rc));
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}
