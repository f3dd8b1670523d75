// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A result that decides on a message only, where more ways meet than are kept
// apart.

#include <openssl/ssl.h>
#include <stdio.h>

struct options {
  int a, b, c, d, e, named;
  const char *host;
};

static int configure(SSL *ssl, const struct options *o) {
  int made = 0;
  if (o->a)
    made += SSL_set_cipher_list(ssl, "HIGH:!aNULL");
  if (o->b)
    made += 2 * SSL_set_min_proto_version(ssl, TLS1_2_VERSION);
  if (o->c)
    made += 4 * SSL_set_max_proto_version(ssl, TLS1_3_VERSION);
  if (o->d)
    SSL_set_verify_depth(ssl, 3);
  if (o->e)
    SSL_set_security_level(ssl, 2);
  return made;
}

int messages(SSL *ssl, const struct options *o) {
  int made = configure(ssl, o);
  if (o->named) {
    if (SSL_set1_host(ssl, o->host) == 0) // BAD: commsec-ignored-verification-result
      fprintf(stderr, "no name\n");
  }
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  return made;
}

int decides(SSL *ssl, const struct options *o) {
  int made = configure(ssl, o);
  if (o->named) {
    if (SSL_set1_host(ssl, o->host) == 0) { // ok
      fprintf(stderr, "no name\n");
      made = -1;
    }
  }
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  return made;
}
