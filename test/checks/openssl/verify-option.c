// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An option of the program that asks for verification.

#include <openssl/ssl.h>
#include <stdio.h>

int verified_by_option(const char *host, int fd, int verify) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  if (verify)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set1_host(ssl, host);
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl); // ok: whoever runs it decides
}

int verified_by_no_option(const char *host, int fd, int quiet) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  if (!quiet)
    printf("connecting\n");
  ssl = SSL_new(ctx);
  SSL_set1_host(ssl, host);
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl); // BAD: commsec-ignored-verification-result
}
