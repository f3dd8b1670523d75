// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session that is given to code elsewhere, which calls back where the result is only logged.

#include <openssl/ssl.h>
#include <stdio.h>

struct client;
void client_start(struct client *c, SSL *ssl);
void client_send(struct client *c);

static SSL_CTX *shared;

int prepare(void) {
  shared = SSL_CTX_new(TLS_client_method());
  if (!shared)
    return -1;
  SSL_CTX_set_verify(shared, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return 0;
}

void begin(struct client *c) {
  SSL *ssl = SSL_new(shared);
  if (ssl)
    client_start(c, ssl);
}

void on_connected(struct client *c, void *arg) {
  SSL *ssl = arg;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    printf("not trusted\n");
  client_send(c);
}
