// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results of which only a macro that logs is told.

#include <openssl/ssl.h>
#include <stdio.h>
#include "Inputs/logging-macros.h"

int goes_on(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    NOTICE("not verified\n");
  return SSL_write(ssl, "x", 1);
}

int leaves(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) { // ok: the message is not all
    NOTICE("not verified\n");
    give_up(ssl);
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}

int leaves_by_macro(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // ok: so is what the macro does
    LOG_AND_LEAVE("not verified\n");
  return SSL_write(ssl, "x", 1);
}
