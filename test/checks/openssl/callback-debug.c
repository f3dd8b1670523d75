// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A callback that writes many debug messages: they are no part of how it decides.

#include <openssl/ssl.h>
#include <stdlib.h>

int debugging(void);
void debugmsg(const char *token, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define DEBUG(...)                                                             \
  do {                                                                         \
    if (debugging())                                                           \
      debugmsg("tls", __VA_ARGS__);                                            \
  } while (0)

struct entry {
  const char *dir;
};
char *fingerprint_of(const X509 *cert);
struct entry *find_by(const char *fingerprint);

static int known(int ok, X509_STORE_CTX *ctx) { // ok: decides on the certificate
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
  int err = X509_STORE_CTX_get_error(ctx), depth = X509_STORE_CTX_get_error_depth(ctx);
  char *print = fingerprint_of(cert);
  struct entry *found;
  DEBUG("certificate at %d", depth);
  DEBUG("print %s", print ? print : "none");
  if (!ok && (err == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT || err == X509_V_ERR_CERT_UNTRUSTED ||
              err == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN)) {
    found = find_by(print);
    if (found)
      DEBUG("found");
    if (found) {
      DEBUG("ok=%d err=%d", ok, err);
      DEBUG("in %s", found->dir);
      free(print);
      return 1;
    }
    DEBUG("not found");
    free(print);
    return 0;
  }
  if (ok == 0)
    DEBUG("failed at %d", depth);
  else
    DEBUG("passed at %d", depth);
  free(print);
  return ok;
}

static int dateless(int ok, X509_STORE_CTX *ctx) {
  int err = X509_STORE_CTX_get_error(ctx), depth = X509_STORE_CTX_get_error_depth(ctx);
  DEBUG("certificate at %d", depth);
  if (!ok && (X509_V_ERR_CERT_NOT_YET_VALID == err || // BAD: commsec-weak-certificate-policy
              X509_V_ERR_CERT_HAS_EXPIRED == err)) {  // BAD: commsec-weak-certificate-policy
    DEBUG("ignoring the dates");
    ok = 1;
  }
  if (ok == 0)
    DEBUG("failed at %d", depth);
  return ok;
}

static int anything(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  int err = X509_STORE_CTX_get_error(ctx), depth = X509_STORE_CTX_get_error_depth(ctx);
  DEBUG("certificate at %d", depth);
  if (!ok)
    DEBUG("err=%d", err);
  return 1;
}

void configure(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, known);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, dateless);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, anything);
}
