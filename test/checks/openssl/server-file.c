// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file that only serves: what it is given are sessions of a server, which
// need not ask for certificates. Its twin with a client in it is
// server-file-client.c.

#include <openssl/ssl.h>

struct listener {
  SSL_CTX *ctx;
  int verify_clients;
};

int on_name(SSL *ssl, int *alert, void *arg) {
  struct listener *l = arg;
  (void)alert;
  if (!l->verify_clients)
    SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // ok
  return SSL_TLSEXT_ERR_OK;
}

int answer_challenge(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // ok
  return SSL_use_certificate_file(ssl, "challenge.pem", SSL_FILETYPE_PEM);
}

SSL *serve(struct listener *l, int fd) {
  SSL *ssl = SSL_new(l->ctx);
  if (!ssl || SSL_set_fd(ssl, fd) != 1)
    return NULL;
  SSL_set_accept_state(ssl);
  return ssl;
}
