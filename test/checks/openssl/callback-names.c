// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callbacks that decide by the name in a certificate that nobody vouches for, and by what the program was told before.

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const char *wanted_host;
int validate_hostname(X509 *cert, const char *host);
int is_pinned(X509 *cert);

static int name_alone(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
  if (!ok)
    fprintf(stderr, "not trusted\n");
  if (cert != X509_STORE_CTX_get0_cert(ctx))
    return 1;
  return validate_hostname(cert, wanted_host) == 1;
}

static int name_as_well(int ok, X509_STORE_CTX *ctx) { // ok
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
  if (!ok)
    return 0;
  if (cert != X509_STORE_CTX_get0_cert(ctx))
    return 1;
  return validate_hostname(cert, wanted_host) == 1;
}

static int name_or_pin(int ok, X509_STORE_CTX *ctx) { // ok: it knows the certificate
  X509 *cert = X509_STORE_CTX_get0_cert(ctx);
  if (!ok && !is_pinned(cert))
    return 0;
  return validate_hostname(cert, wanted_host) == 1;
}

static int library_name_alone(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (X509_STORE_CTX_get_error_depth(ctx) > 0)
    return ok;
  return X509_check_host(X509_STORE_CTX_get0_cert(ctx), wanted_host, 0, 0, NULL) == 1;
}

static int library_name_as_well(int ok, X509_STORE_CTX *ctx) { // ok
  if (!ok || X509_STORE_CTX_get_error_depth(ctx) > 0)
    return ok;
  return X509_check_host(X509_STORE_CTX_get0_cert(ctx), wanted_host, 0, 0, NULL) == 1;
}

static int expired_name(int ok, X509_STORE_CTX *ctx) {
  if (!ok && X509_STORE_CTX_get_error(ctx) != X509_V_ERR_CERT_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
    return 0;
  return validate_hostname(X509_STORE_CTX_get0_cert(ctx), wanted_host) == 1;
}

static int other_name(int ok, X509_STORE_CTX *ctx) { // ok: an alias of the same host
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_HOSTNAME_MISMATCH) // ok
    return X509_check_host(X509_STORE_CTX_get0_cert(ctx), wanted_host, 0, 0, NULL) == 1;
  return ok;
}

// --- what was read before the callback runs is no evidence ------------------
static unsigned log_level;
static int strict;

static int by_log_level(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  if (ok || (log_level & 4) == 0)
    return ok;
  fprintf(stderr, "not trusted\n");
  return 1;
}

static int by_log_level_good(int ok, X509_STORE_CTX *ctx) { // ok
  (void)ctx;
  if (ok || (log_level & 4) == 0)
    return ok;
  fprintf(stderr, "not trusted\n");
  return ok;
}

static int by_fixed(int ok, X509_STORE_CTX *ctx) { // ok: always strict
  (void)ctx;
  return strict ? ok : 1;
}

int start(SSL_CTX *ctx, int argc, char **argv) {
  log_level = argc > 1 ? strtoul(argv[1], NULL, 0) : 0;
  strict = 1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, name_alone);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, name_as_well);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, name_or_pin);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, library_name_alone);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, library_name_as_well);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, expired_name);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, other_name);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, by_log_level);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, by_log_level_good);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, by_fixed);
  return 0;
}

// --- only the certificates above the peer's -----------------------------------

static int accepts_all_above(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  X509 *current = X509_STORE_CTX_get_current_cert(ctx);
  X509 *peer = X509_STORE_CTX_get0_cert(ctx);
  if (current != peer)
    return 1;
  if (preverify_ok != 1)
    return 0;
  return X509_check_host(peer, wanted_host, 0, 0, NULL) == 1;
}

static int looks_at_the_peer_last(int preverify_ok, X509_STORE_CTX *ctx) { // ok
  X509 *current = X509_STORE_CTX_get_current_cert(ctx);
  X509 *peer = X509_STORE_CTX_get0_cert(ctx);
  if (preverify_ok != 1)
    return 0;
  if (current != peer)
    return 1;
  return X509_check_host(peer, wanted_host, 0, 0, NULL) == 1;
}

void in_both_orders(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, accepts_all_above);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, looks_at_the_peer_last);
}
