// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The context is the file's, the session comes from a table of connections,
// and its result is checked before data is sent.

#include <openssl/ssl.h>

struct transport {
  SSL *ssl;
};
struct transport *transport_of(int fd);
int register_transport(int fd, struct transport *t);

static SSL_CTX *shared_ctx;

int init(void) {
  shared_ctx = SSL_CTX_new(TLS_client_method());
  if (!shared_ctx)
    return -1;
  SSL_CTX_set_verify(shared_ctx, SSL_VERIFY_NONE, NULL); // ok: checked below
  return 0;
}

int check_peer(int fd) {
  SSL *ssl = transport_of(fd)->ssl;
  return SSL_get_verify_result(ssl) == X509_V_OK;
}

// A context of its own has nothing to do with that.
int own(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl) == 1;
}
