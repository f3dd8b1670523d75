// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rows that only the run picks, and settings that another function writes.

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

enum { OFF, ON, COUNT };
static const int modes[COUNT] = {
    [OFF] = SSL_VERIFY_NONE, // BAD: commsec-disabled-cert-verification
    [ON] = SSL_VERIFY_PEER,
};
static const int strict_modes[COUNT] = {
    [OFF] = SSL_VERIFY_PEER,
    [ON] = SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE,
};

void by_row(SSL_CTX *ctx, unsigned i) {
  SSL_CTX_set_verify(ctx, modes[i % COUNT], NULL);
}

void by_strict_row(SSL_CTX *ctx, unsigned i) {
  SSL_CTX_set_verify(ctx, strict_modes[i % COUNT], NULL);
}

struct level {
  int level;
  const char *list;
};
static const struct level levels[] = {
    {2, "HIGH:!aNULL"},
    {0, // BAD: commsec-weak-cipher-suite
     "ADH-AES128-SHA"}, // BAD: commsec-weak-cipher-suite
};

void by_member(SSL_CTX *ctx, bool old) {
  const struct level *l = &levels[old];
  SSL_CTX_set_security_level(ctx, l->level);
  SSL_CTX_set_cipher_list(ctx, levels[old].list);
}

void by_fixed_row(SSL_CTX *ctx) {
  SSL_CTX_set_security_level(ctx, levels[0].level);
}

void by_local_row(SSL_CTX *ctx, int i) {
  const long versions[] = {
      TLS1_VERSION, // BAD: commsec-weak-tls-version
      TLS1_2_VERSION,
  };
  SSL_CTX_set_min_proto_version(ctx, versions[i & 1]);
}

static int accept_all(int ok, X509_STORE_CTX *store) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)store;
  return 1;
}
static int pass_on(int ok, X509_STORE_CTX *store) {
  (void)store;
  return ok;
}
static int (*const callbacks[])(int, X509_STORE_CTX *) = {pass_on, accept_all};
static int (*const strict_callbacks[])(int, X509_STORE_CTX *) = {pass_on, NULL};

void by_callback(SSL_CTX *ctx, int i) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, callbacks[i & 1]);
}

void by_strict_callback(SSL_CTX *ctx, int i) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, strict_callbacks[i & 1]);
}

static const SSL_METHOD *(*const methods[])(void) = {
    TLS_client_method,
    TLSv1_client_method, // BAD: commsec-weak-tls-version
};

SSL_CTX *by_method(int i) { return SSL_CTX_new(methods[i & 1]()); }

// A variable of the file.
static int mode = SSL_VERIFY_PEER;
static int strict_mode = SSL_VERIFY_PEER;

void allow_any(void) {
  mode = SSL_VERIFY_NONE; // BAD: commsec-disabled-cert-verification
}

void ask_once(void) { strict_mode = SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE; }

void apply(SSL_CTX *ctx) { SSL_CTX_set_verify(ctx, mode, NULL); }

void apply_strictly(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, strict_mode, NULL);
}

// A struct that one function fills and another reads.
struct settings {
  int verify;
  long floor;
  int level;
};

void lab(struct settings *s, bool old) {
  s->verify = SSL_VERIFY_NONE; // BAD: commsec-disabled-cert-verification
  s->floor = old ? TLS1_1_VERSION // BAD: commsec-weak-tls-version
                 : TLS1_2_VERSION;
  s->level = 2;
}

void use(SSL_CTX *ctx, const struct settings *s) {
  const int verify = s->verify;
  SSL_CTX_set_verify(ctx, verify, NULL);
  SSL_CTX_set_min_proto_version(ctx, s->floor);
  SSL_CTX_set_security_level(ctx, s->level);
}

// Zero is where a member begins, not what somebody chose.
struct counters {
  int level;
};

void begin(struct counters *c) { c->level = 2; }

void count(SSL_CTX *ctx, const struct counters *c) {
  SSL_CTX_set_security_level(ctx, c->level);
}
