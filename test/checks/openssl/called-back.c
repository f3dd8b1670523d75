// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session that is given to code elsewhere, which calls back once it is connected.

#include <openssl/ssl.h>
#include <stdio.h>

struct client;
void client_start(struct client *c, SSL *ssl);
void client_verified(struct client *c, int ok);

static SSL_CTX *shared;

int prepare(void) {
  shared = SSL_CTX_new(TLS_client_method());
  if (!shared)
    return -1;
  SSL_CTX_set_verify(shared, SSL_VERIFY_NONE, NULL); // ok: on_connected compares the result
  return 0;
}

void begin(struct client *c) {
  SSL *ssl = SSL_new(shared);
  if (ssl)
    client_start(c, ssl);
}

void on_connected(struct client *c, void *arg) {
  SSL *ssl = arg;
  client_verified(c, SSL_get_verify_result(ssl) == X509_V_OK);
}

// --- a session that never leaves this function ------------------------------
int alone(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int rc = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1 && SSL_connect(ssl) == 1)
    rc = SSL_write(ssl, "x", 1);
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return rc;
}
