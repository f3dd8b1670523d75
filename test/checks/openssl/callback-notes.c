// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callbacks that note what failed, and leave the decision to somebody else.

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>

enum { UNTRUSTED = 1, EXPIRED = 2, UNHANDLED = 4 };

struct session {
  SSL *ssl;
  int failures, last_error, shown;
};

extern struct session *session_of(X509_STORE_CTX *store);

static int note(int ok, X509_STORE_CTX *store) {
  struct session *s = session_of(store);
  int failures = 0;
  if (ok)
    return ok;
  switch (X509_STORE_CTX_get_error(store)) {
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    failures |= UNTRUSTED; // ok: judged below
    break;
  case X509_V_ERR_CERT_HAS_EXPIRED:
    failures |= EXPIRED;
    break;
  default:
    return 0;
  }
  s->failures |= failures;
  return 1;
}

static int note_most(int ok, X509_STORE_CTX *store) {
  struct session *s = session_of(store);
  int failures = 0;
  if (ok)
    return ok;
  switch (X509_STORE_CTX_get_error(store)) {
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    failures |= UNTRUSTED;
    break;
  case X509_V_ERR_CERT_HAS_EXPIRED: // BAD: commsec-weak-certificate-policy
    break;
  default:
    return 0;
  }
  s->failures |= failures;
  return 1;
}

// Noted for a message alone.
static int note_for_log(int ok, X509_STORE_CTX *store) { // BAD: commsec-accepting-verify-callback
  struct session *s = session_of(store);
  int error = X509_STORE_CTX_get_error(store);
  if (ok)
    return ok;
  if (error == X509_V_ERR_CERT_REVOKED)
    return 0;
  s->shown = error;
  return 1;
}

int judge(const struct session *s) {
  fprintf(stderr, "last: %d\n", s->shown);
  return s->failures & UNTRUSTED ? -1 : 0;
}

void begin(struct session *a, struct session *b, struct session *c) {
  SSL_set_verify(a->ssl, SSL_VERIFY_PEER, note);
  SSL_set_verify(b->ssl, SSL_VERIFY_PEER, note_most);
  SSL_set_verify(c->ssl, SSL_VERIFY_PEER, note_for_log);
}
