// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A callback that no caller in view has registered: others may, and a callback that
// accepts is wrong whoever registers it. A flag that nobody in view sets is not.

#include <openssl/ssl.h>

struct options {
  const char *crls;
  int lenient;
};

static const int debug = 0;

static int takes_all(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  return 1;
}

static int for_debugging(int ok, X509_STORE_CTX *ctx) { // ok: never registered
  return 1;
}

static int refuses(int ok, X509_STORE_CTX *ctx) { // ok
  return ok;
}

int connect_with(SSL_CTX *ctx, const struct options *o) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if (o->lenient)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: nobody asks for it here
  if (o->crls)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, takes_all);
  if (o->crls && o->lenient)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, refuses);
  if (debug)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, for_debugging);
  return 0;
}

int connect_simply(SSL_CTX *ctx) {
  struct options o = {0, 0};
  return connect_with(ctx, &o);
}
