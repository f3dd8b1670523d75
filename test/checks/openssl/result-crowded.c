// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A result that is looked at where more ways meet than are kept apart.

#include <openssl/ssl.h>
#include <stdio.h>

struct options {
  int a, b, c, d, lenient;
};

static void configure(SSL_CTX *ctx, const struct options *o) {
  if (o->a)
    SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  if (o->b)
    SSL_CTX_set_max_proto_version(ctx, TLS1_3_VERSION);
  if (o->c)
    SSL_CTX_set_cipher_list(ctx, "HIGH:!aNULL");
  if (o->d)
    SSL_CTX_set_security_level(ctx, 2);
}

static int shown(SSL *ssl, const struct options *o) {
  X509 *cert = SSL_get_peer_certificate(ssl);
  long rc;
  if (!cert)
    return o->lenient;
  X509_free(cert);
  rc = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (rc == X509_V_OK) {
    printf("trusted\n");
  } else {
    printf("not trusted: %ld\n", rc);
    if (o->lenient)
      return 1;
  }
  return 1;
}

static int decided(SSL *ssl, const struct options *o) {
  X509 *cert = SSL_get_peer_certificate(ssl);
  long rc;
  if (!cert)
    return o->lenient;
  X509_free(cert);
  rc = SSL_get_verify_result(ssl); // ok
  if (rc == X509_V_OK) {
    printf("trusted\n");
  } else {
    printf("not trusted: %ld\n", rc);
    return o->lenient;
  }
  return 1;
}

int first(SSL_CTX *ctx, const struct options *o) {
  SSL *ssl;
  configure(ctx, o);
  ssl = SSL_new(ctx);
  if (!shown(ssl, o))
    return -1;
  return SSL_write(ssl, "x", 1);
}

int second(SSL_CTX *ctx, const struct options *o) {
  SSL *ssl;
  configure(ctx, o);
  ssl = SSL_new(ctx);
  if (!decided(ssl, o))
    return -1;
  return SSL_write(ssl, "x", 1);
}
