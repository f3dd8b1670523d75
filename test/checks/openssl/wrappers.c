// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants that travel: wrappers, tables, option structures, macros.

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// --- one and two levels ----------------------------------------------------

static void set_peer_mode(SSL_CTX *ctx, int mode) {
  SSL_CTX_set_verify(ctx, mode, NULL); // ok: the callers are reported
}

void importer(SSL_CTX *ctx) {
  set_peer_mode(ctx, SSL_VERIFY_NONE); // BAD: commsec-disabled-cert-verification
}

void exporter(SSL_CTX *ctx) {
  set_peer_mode(ctx, SSL_VERIFY_PEER); // ok
}

static int apply_floor(SSL_CTX *ctx, int version) {
  if (SSL_CTX_set_min_proto_version(ctx, version) != 1) {
    ERR_print_errors_fp(stderr);
    return -1;
  }
  return 0;
}

static int apply_profile(SSL_CTX *ctx, const char *ciphers, int version) {
  if (SSL_CTX_set_cipher_list(ctx, ciphers) != 1)
    return -1;
  return apply_floor(ctx, version);
}

int legacy_profile(SSL_CTX *ctx) {
  return apply_profile(ctx, "DEFAULT", TLS1_VERSION); // BAD: commsec-weak-tls-version
}

int cheap_profile(SSL_CTX *ctx) {
  return apply_profile(ctx, "RC4-SHA", TLS1_2_VERSION); // BAD: commsec-weak-cipher-suite
}

int cheap_profile_broken(SSL_CTX *ctx) {
  return apply_profile(
      ctx,
      "NULL-SHA256", // BAD: commsec-weak-cipher-suite
      TLS1_2_VERSION);
}

int good_profile(SSL_CTX *ctx) {
  return apply_profile(ctx, "ECDHE+AESGCM", TLS1_2_VERSION); // ok
}

// --- the caller's constant decides a branch --------------------------------

static void verify_server(SSL_CTX *ctx, bool verify) {
  SSL_CTX_set_verify(ctx, verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL); // ok: the callers decide
}

void crawler(SSL_CTX *ctx) {
  verify_server(ctx, false); // BAD: commsec-disabled-cert-verification
}

void checkout(SSL_CTX *ctx) {
  verify_server(ctx, true); // ok
}

// --- macros ----------------------------------------------------------------

#define TRY(call)                                                              \
  do {                                                                         \
    if ((call) != 1)                                                           \
      return -1;                                                               \
  } while (0)

int with_macro(SSL_CTX *ctx) {
  TRY(SSL_CTX_set_min_proto_version(ctx, TLS1_1_VERSION)); // BAD: commsec-weak-tls-version
  TRY(SSL_CTX_set_cipher_list(ctx, "ALL:eNULL"));          // BAD: commsec-weak-cipher-suite
  return 0;
}

int with_good_macro(SSL_CTX *ctx) {
  TRY(SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION)); // ok
  TRY(SSL_CTX_set_cipher_list(ctx, "DEFAULT"));            // ok
  return 0;
}

#define TRUST_ANY(ctx) SSL_CTX_set_verify((ctx), SSL_VERIFY_NONE, NULL)
#define TRUST_STORE(ctx) SSL_CTX_set_verify((ctx), SSL_VERIFY_PEER, NULL)

void project_macros(SSL_CTX *a, SSL_CTX *b) {
  TRUST_ANY(a);   // BAD: commsec-disabled-cert-verification
  TRUST_STORE(b); // ok
}

// --- option structures -----------------------------------------------------

struct connection {
  const char *ca_file;
  const char *ciphers;
  int verify;
  int floor;
};

static int open_connection(SSL_CTX *ctx, const struct connection *c) {
  SSL_CTX_set_verify(ctx, c->verify, NULL);
  if (SSL_CTX_set_min_proto_version(ctx, c->floor) != 1)
    return -1;
  return SSL_CTX_set_cipher_list(ctx, c->ciphers) == 1 ? 0 : -1;
}

int replicate(SSL_CTX *ctx) {
  struct connection c = {
      .ca_file = "/etc/replica/ca.pem",
      .ciphers = "DEFAULT",
      .verify = SSL_VERIFY_PEER, // ok
      .floor = TLS1_2_VERSION,   // ok
  };
  return open_connection(ctx, &c);
}

// --- values that are not decided here --------------------------------------

extern int config_int(const char *key, int fallback);

void from_config(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, config_int("verify", SSL_VERIFY_PEER), NULL); // ok: unknown
}

int bits_from_config(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, config_int("bits", 2048)); // ok: unknown
}

// --- the suppression of clang-tidy -----------------------------------------

void accepted_risk(SSL_CTX *ctx) {
  // NOLINTNEXTLINE(commsec-disabled-cert-verification)
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: accepted by its author
}

// --- what a wrapper sets, the same wrapper replaces ---------------------------

static void set_mode(SSL_CTX *ctx, int mode) { SSL_CTX_set_verify(ctx, mode, NULL); }

void loosened(SSL_CTX *ctx) {
  set_mode(ctx, SSL_VERIFY_PEER);
  set_mode(ctx, SSL_VERIFY_NONE); // BAD: commsec-disabled-cert-verification
}

void tightened(SSL_CTX *ctx) {
  set_mode(ctx, SSL_VERIFY_NONE); // ok: replaced
  set_mode(ctx, SSL_VERIFY_PEER);
}
