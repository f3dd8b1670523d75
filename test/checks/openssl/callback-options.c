// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors that a callback forgives where an option asks for it, and where none
// does.

#include <openssl/ssl.h>

enum { ALLOW_EXPIRED = 1 };

struct session {
  unsigned flags;
};

static int on_request(int ok, X509_STORE_CTX *ctx) {
  SSL *ssl = X509_STORE_CTX_get_ex_data(ctx, SSL_get_ex_data_X509_STORE_CTX_idx());
  struct session *s = SSL_get_ex_data(ssl, 0);
  // CHECK-MESSAGES: :[[@LINE+1]]:{{[0-9]+}}: warning: {{.*}}certificate, on a path that is chosen at run time
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_HAS_EXPIRED && // BAD: commsec-weak-certificate-policy
      s->flags & ALLOW_EXPIRED)
    return 1;
  return ok;
}

static int always(int ok, X509_STORE_CTX *ctx) {
  // CHECK-MESSAGES: :[[@LINE+1]]:{{[0-9]+}}: warning: {{.*}}certificate; remove the exception
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
    return 1;
  return ok;
}

static int never(int ok, X509_STORE_CTX *ctx) {
  SSL *ssl = X509_STORE_CTX_get_ex_data(ctx, SSL_get_ex_data_X509_STORE_CTX_idx());
  struct session *s = SSL_get_ex_data(ssl, 0);
  if (!ok && s->flags & ALLOW_EXPIRED)
    return 0; // ok
  return ok;
}

// What is asked of nobody in particular is the program's own.
struct trust {
  X509_STORE *revoked;
};
extern struct trust *current_trust(void);
extern struct trust *trust_of(X509_STORE_CTX *ctx);
extern int is_revoked(struct trust *t, X509_STORE_CTX *ctx);

// CHECK-MESSAGES: :[[@LINE+1]]:{{[0-9]+}}: warning: {{.*}}any certificate passes, on a path that is chosen at run time
static int nothing_to_ask(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  struct trust *t = current_trust();
  if (!t->revoked)
    return 1;
  return ok && !is_revoked(t, ctx);
}

static int nothing_more_to_ask(int ok, X509_STORE_CTX *ctx) { // ok
  struct trust *t = current_trust();
  if (!t->revoked)
    return ok;
  return ok && !is_revoked(t, ctx);
}

static int its_own(int ok, X509_STORE_CTX *ctx) { // ok: the connection may say so
  struct trust *t = trust_of(ctx);
  if (!t->revoked)
    return 1;
  return ok && !is_revoked(t, ctx);
}

void configure_trust(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, nothing_to_ask);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, nothing_more_to_ask);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, its_own);
}

void configure(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, on_request);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, always);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, never);
}
