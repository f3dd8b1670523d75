// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callbacks that tell a helper what they decided: it decides nothing.

#include <openssl/ssl.h>

struct session {
  unsigned flags;
};

enum { ALLOW_UNTRUSTED = 2 };

void progress(const char *what, int depth);

static int forgives_self_signed(struct session *s, int ok, X509_STORE_CTX *ctx) {
  if (s->flags & ALLOW_UNTRUSTED)
    return 1;
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
    return 1;
  return ok;
}

static int forgives_nothing(struct session *s, int ok, X509_STORE_CTX *ctx) {
  if (s->flags & ALLOW_UNTRUSTED)
    return 0;
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
    return 0;
  return ok;
}

static void tell(int ok, X509_STORE_CTX *ctx) {
  if (ok)
    progress("accepted", X509_STORE_CTX_get_error_depth(ctx));
  else
    progress("refused", X509_STORE_CTX_get_error_depth(ctx));
}

static int forgives_and_tells(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  SSL *ssl = X509_STORE_CTX_get_ex_data(ctx, SSL_get_ex_data_X509_STORE_CTX_idx());
  ok = forgives_self_signed(SSL_get_ex_data(ssl, 0), ok, ctx);
  tell(ok, ctx);
  return ok;
}

static int refuses_and_tells(int ok, X509_STORE_CTX *ctx) { // ok
  SSL *ssl = X509_STORE_CTX_get_ex_data(ctx, SSL_get_ex_data_X509_STORE_CTX_idx());
  ok = forgives_nothing(SSL_get_ex_data(ssl, 0), ok, ctx);
  tell(ok, ctx);
  return ok;
}

void configure_telling(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, forgives_and_tells);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, refuses_and_tells);
}
