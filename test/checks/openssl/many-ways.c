// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// More ways than are kept apart: what differs on them does not come from a test
// that leads to a message only.

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>

struct options {
  int groups, depth, tickets, sni, wildcards;
  const char *name, *ca;
};

static SSL *prepare(const struct options *o) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  if (!ctx)
    return NULL;
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  if (o->ca)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if (o->depth)
    SSL_CTX_set_max_proto_version(ctx, TLS1_3_VERSION);
  if (o->groups)
    SSL_CTX_set_cipher_list(ctx, "HIGH:!aNULL");
  ssl = SSL_new(ctx);
  if (o->tickets)
    SSL_set_options(ssl, SSL_OP_NO_TICKET);
  if (o->sni)
    SSL_set_tlsext_host_name(ssl, o->name);
  if (o->wildcards)
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return ssl;
}

int dial(const struct options *o, int fd) {
  SSL *ssl = prepare(o);
  if (o->ca && SSL_set1_host(ssl, o->name) == 0) // BAD: commsec-ignored-verification-result
    fprintf(stderr, "no name: %s\n", ERR_error_string(ERR_get_error(), NULL));
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl) == 1 && SSL_get_verify_result(ssl) == X509_V_OK ? 0 : -1;
}

int dial_named(const struct options *o, int fd) {
  SSL *ssl = prepare(o);
  if (o->ca && SSL_set1_host(ssl, o->name) == 0) { // ok: it ends here
    fprintf(stderr, "no name: %s\n", ERR_error_string(ERR_get_error(), NULL));
    return -1;
  }
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl) == 1 && SSL_get_verify_result(ssl) == X509_V_OK ? 0 : -1;
}
