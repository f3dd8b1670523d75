// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same where the result only goes to the log.

#include <openssl/ssl.h>
#include <stdio.h>

struct transport {
  SSL *ssl;
};
struct transport *transport_of(int fd);

static SSL_CTX *shared_ctx;

int init(void) {
  shared_ctx = SSL_CTX_new(TLS_client_method());
  if (!shared_ctx)
    return -1;
  SSL_CTX_set_verify(shared_ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return 0;
}

void show_peer(int fd) {
  printf("%ld\n", SSL_get_verify_result(transport_of(fd)->ssl));
}
