// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of a project that only log, by their names.

#include <openssl/ssl.h>

void my_debug(const char *format, ...);
void stop_now(const char *reason);

void answered(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  if (SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 && SSL_connect(ssl) == 1) {
    long verdict = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
    if (verdict != X509_V_OK)
      my_debug("the peer is not trusted");
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
}

void stopped(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  if (SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 && SSL_connect(ssl) == 1) {
    long verdict = SSL_get_verify_result(ssl);
    if (verdict != X509_V_OK)
      stop_now("the peer is not trusted");
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
}
