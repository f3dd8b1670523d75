// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One of several settings, any of which is enough, is a choice as well.

#include <openssl/ssl.h>

struct options {
  int insecure, testing, strict;
  const char *roots;
};

static SSL_CTX *fresh(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  return ctx;
}

SSL_CTX *either(const struct options *o) {
  SSL_CTX *ctx = fresh();
  // CHECK-MESSAGES: :[[@LINE+2]]:{{[0-9]+}}: warning: {{.*}}impersonate it, on a path that is chosen at run time
  if (o->insecure || o->testing)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return ctx;
}

SSL_CTX *nested(const struct options *o) {
  SSL_CTX *ctx = fresh();
  int mode = SSL_VERIFY_PEER;
  // CHECK-MESSAGES: :[[@LINE+2]]:{{[0-9]+}}: warning: {{.*}}impersonate it, on a path that is chosen at run time
  if ((o->insecure || o->testing) && !o->strict)
    mode = SSL_VERIFY_NONE; // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_verify(ctx, mode, NULL);
  return ctx;
}

SSL_CTX *otherwise(const struct options *o) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  // CHECK-MESSAGES: :[[@LINE+4]]:{{[0-9]+}}: warning: {{.*}}impersonate it, on a path that is chosen at run time
  if (o->strict && !o->testing)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  else
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return ctx;
}

// Nobody asks for it who has no file of roots.
SSL_CTX *without_roots(const struct options *o) {
  SSL_CTX *ctx = fresh();
  // CHECK-MESSAGES: :[[@LINE+2]]:{{[0-9]+}}: warning: {{.*}}impersonate it; pass SSL_VERIFY_PEER
  if (!o->roots || o->testing)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return ctx;
}

SSL_CTX *strict(const struct options *o) {
  SSL_CTX *ctx = fresh();
  if (o->strict || !o->testing)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE, NULL); // ok
  return ctx;
}
