// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that is too large to be followed to its end: what stands behind
// is judged by itself.

#include <openssl/ssl.h>
#include <stdlib.h>

// Modes that matter, so that no two ways become one.
#define OPTION(n) \
  if (getenv("OPTION" #n)) { \
    mode##n = getenv("MODE" #n) ? SSL_VERIFY_PEER : SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE; \
    SSL_CTX_set_verify(side, mode##n, NULL); \
  }
#define TEN(n) \
  OPTION(n##0) OPTION(n##1) OPTION(n##2) OPTION(n##3) OPTION(n##4) \
  OPTION(n##5) OPTION(n##6) OPTION(n##7) OPTION(n##8) OPTION(n##9)
#define DECLARE(n) \
  static int mode##n##0, mode##n##1, mode##n##2, mode##n##3, mode##n##4, \
      mode##n##5, mode##n##6, mode##n##7, mode##n##8, mode##n##9;
DECLARE(1) DECLARE(2) DECLARE(3) DECLARE(4) DECLARE(5) DECLARE(6)
DECLARE(7) DECLARE(8) DECLARE(9)

extern SSL_CTX *side;
struct link {
  SSL_CTX *ctx;
  SSL *ssl;
};

int dial(struct link *l, int fd, const char *host) {
  while (getenv("MORE")) {
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
  }
  l->ctx = SSL_CTX_new(TLSv1_client_method()); // BAD: commsec-weak-tls-version
  if (!l->ctx)
    return -1;
  SSL_CTX_set_verify(l->ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_cipher_list(l->ctx, "HIGH:!aNULL");
  if (!(l->ssl = SSL_new(l->ctx)) || SSL_set1_host(l->ssl, host) != 1)
    return -1;
  SSL_set_fd(l->ssl, fd);
  return SSL_connect(l->ssl) == 1 ? 0 : -1;
}

struct checked_link {
  SSL_CTX *ctx;
  SSL *ssl;
};

int dial_checked(struct checked_link *l, int fd, const char *host) {
  while (getenv("MORE")) {
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
    TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
  }
  if (getenv("LATER")) {
    SSL_CTX_set_verify(l->ctx, SSL_VERIFY_NONE, NULL);
    l->ssl = SSL_new(l->ctx);
    SSL_set_fd(l->ssl, fd);
    if (SSL_connect(l->ssl) != 1 || SSL_get_verify_result(l->ssl) != X509_V_OK)
      return -1;
    return SSL_set1_host(l->ssl, host);
  }
  SSL_CTX_set_verify(l->ctx, SSL_VERIFY_NONE, NULL);
  SSL_CTX_set_verify(l->ctx, SSL_VERIFY_PEER, NULL);
  SSL_set_accept_state(l->ssl);
  return SSL_get_verify_result(l->ssl) == X509_V_OK ? 0 : -1;
}
