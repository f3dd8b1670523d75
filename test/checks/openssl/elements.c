// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contexts in a table, whose number only the run tells.

#include <openssl/ssl.h>

enum clients { NO_CLIENTS, ANY_CLIENTS, KNOWN_CLIENTS };

struct factory {
  SSL_CTX **contexts;
  int count;
};

int make(struct factory *f, enum clients asked, STACK_OF(X509_NAME) *names) {
  for (int i = 0; i < f->count; i++) {
    f->contexts[i] = SSL_CTX_new(TLS_method());
    if (!f->contexts[i])
      return -1;
    SSL_CTX_set_min_proto_version(f->contexts[i], TLS1_2_VERSION);
    SSL_CTX_set_client_CA_list(f->contexts[i], names);
    switch (asked) {
    case NO_CLIENTS:
      SSL_CTX_set_verify(f->contexts[i], SSL_VERIFY_NONE, NULL); // ok: a server
      break;
    default:
      SSL_CTX_set_verify(f->contexts[i], SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    }
  }
  return 0;
}

void serve(struct factory *f, int which, STACK_OF(X509_NAME) *names) {
  SSL_CTX_set_client_CA_list(f->contexts[which], names);
  SSL_CTX_set_verify(f->contexts[which], SSL_VERIFY_NONE, NULL); // ok: a server
}

void another(SSL_CTX **clients, int which) {
  SSL_CTX_set_verify(clients[which], SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
}

void overwritten(struct factory *f, int which) {
  SSL_CTX_set_verify(f->contexts[which], SSL_VERIFY_NONE, NULL); // ok
  SSL_CTX_set_verify(f->contexts[which], SSL_VERIFY_PEER, NULL);
}
