// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Anonymous suites leave no certificate to verify: the list is the line to change.

#include <openssl/ssl.h>
#include <stdio.h>

SSL *anonymous(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_cipher_list(ctx, "aNULL"); // BAD: commsec-weak-cipher-suite
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: reported above
    return NULL;
  return ssl;
}

SSL *unverified(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_cipher_list(ctx, "HIGH:!aNULL"); // ok
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) { // BAD: commsec-ignored-verification-result
    // Why it failed is no reason to go on, nor a check of one that did not.
    printf("%ld\n", SSL_get_verify_result(ssl)); // ok
    return NULL;
  }
  return ssl;
}
