// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Protocol versions: methods, floors, ceilings and options.

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>

#define LEGACY_FLOOR TLS1_VERSION
#define MODERN_FLOOR TLS1_3_VERSION

// --- methods that fix one version ------------------------------------------

SSL_CTX *only_tls10(void) {
  return SSL_CTX_new(TLSv1_client_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *only_tls11(void) {
  return SSL_CTX_new(TLSv1_1_server_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *only_tls11_either(void) {
  const SSL_METHOD *method = TLSv1_1_method(); // BAD: commsec-weak-tls-version
  return SSL_CTX_new(method);
}

SSL_CTX *only_dtls10(void) {
  return SSL_CTX_new(DTLSv1_client_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *by_table(int version) {
  switch (version) {
  case 10:
    return SSL_CTX_new(TLSv1_method()); // BAD: commsec-weak-tls-version
  case 12:
    return SSL_CTX_new(TLSv1_2_method()); // ok: an acceptable version
  default:
    return SSL_CTX_new(TLS_method()); // ok
  }
}

int change_method(SSL_CTX *ctx) {
  return SSL_CTX_set_ssl_version(ctx, TLSv1_server_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *flexible(void) { return SSL_CTX_new(TLS_server_method()); } // ok

SSL_CTX *old_name(void) { return SSL_CTX_new(SSLv23_server_method()); } // ok: an alias, the floor is the library's

SSL_CTX *datagrams(void) { return SSL_CTX_new(DTLS_server_method()); } // ok

SSL_CTX *only_tls12(void) { return SSL_CTX_new(TLSv1_2_server_method()); } // ok

// --- floors ----------------------------------------------------------------

int floor_ssl3(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, SSL3_VERSION); // BAD: commsec-weak-tls-version
}

int floor_tls10(SSL_CTX *ctx) {
  if (!SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION)) // BAD: commsec-weak-tls-version
    return 0;
  return 1;
}

int floor_tls11(SSL *ssl) {
  return SSL_set_min_proto_version(ssl, TLS1_1_VERSION) == 1; // BAD: commsec-weak-tls-version
}

int floor_none(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, 0); // BAD: commsec-weak-tls-version
}

int floor_dtls10(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, DTLS1_VERSION); // BAD: commsec-weak-tls-version
}

int floor_dtls12(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, DTLS1_2_VERSION); // ok: the numbers go down
}

int floor_tls12(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION); // ok
}

int floor_tls13(SSL *ssl) {
  return SSL_set_min_proto_version(ssl, TLS1_3_VERSION); // ok
}

int floor_macro(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, LEGACY_FLOOR); // BAD: commsec-weak-tls-version
}

int floor_good_macro(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, MODERN_FLOOR); // ok
}

int floor_number(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, 0x0301); // BAD: commsec-weak-tls-version
}

int floor_local(SSL_CTX *ctx) {
  int lowest = TLS1_1_VERSION;
  return SSL_CTX_set_min_proto_version(ctx, lowest); // BAD: commsec-weak-tls-version
}

int floor_raised(SSL_CTX *ctx) {
  int lowest = TLS1_VERSION; // ok: raised before use
  lowest = TLS1_2_VERSION;
  return SSL_CTX_set_min_proto_version(ctx, lowest); // ok
}

int floor_by_option(SSL_CTX *ctx, bool compat) {
  return SSL_CTX_set_min_proto_version(ctx, compat ? TLS1_VERSION : TLS1_2_VERSION); // BAD: commsec-weak-tls-version
}

int floor_by_option_good(SSL_CTX *ctx, bool modern) {
  return SSL_CTX_set_min_proto_version(ctx, modern ? TLS1_3_VERSION : TLS1_2_VERSION); // ok
}

int floor_of_caller(SSL_CTX *ctx, int version) {
  return SSL_CTX_set_min_proto_version(ctx, version); // ok: unknown
}

struct listener {
  const char *name;
  uint16_t port;
  int min_version;
};

static const struct listener legacy_listener = {
    .name = "legacy",
    .port = 8443,
    .min_version = TLS1_VERSION, // BAD: commsec-weak-tls-version
};

static const struct listener main_listener = {
    .name = "main",
    .port = 443,
    .min_version = TLS1_2_VERSION, // ok
};

int listeners(SSL_CTX *legacy, SSL_CTX *main_ctx) {
  return SSL_CTX_set_min_proto_version(legacy, legacy_listener.min_version) &&
         SSL_CTX_set_min_proto_version(main_ctx, main_listener.min_version); // ok
}

SSL_CTX *lowered_then_raised(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (!ctx)
    return NULL;
  SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION); // ok: raised before any session
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  return ctx;
}

// --- ceilings --------------------------------------------------------------

int ceiling_tls10(SSL_CTX *ctx) {
  return SSL_CTX_set_max_proto_version(ctx, TLS1_VERSION); // BAD: commsec-weak-tls-version
}

int ceiling_tls11(SSL *ssl) {
  return SSL_set_max_proto_version(ssl, TLS1_1_VERSION); // BAD: commsec-weak-tls-version
}

int ceilings(SSL_CTX *ctx, SSL *ssl) {
  return SSL_CTX_set_max_proto_version(ctx, 0) &&              // ok: the highest there is
         SSL_CTX_set_max_proto_version(ctx, TLS1_2_VERSION) && // ok
         SSL_set_max_proto_version(ssl, TLS1_3_VERSION);       // ok
}

// --- the command behind the macros -----------------------------------------

long by_command(SSL_CTX *ctx) {
  return SSL_CTX_ctrl(ctx, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_VERSION, NULL); // BAD: commsec-weak-tls-version
}

long by_session_command(SSL *ssl) {
  return SSL_ctrl(ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, TLS1_1_VERSION, NULL); // BAD: commsec-weak-tls-version
}

long by_good_command(SSL_CTX *ctx) {
  return SSL_CTX_ctrl(ctx, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION, NULL); // ok
}

long by_other_command(SSL_CTX *ctx) {
  return SSL_CTX_ctrl(ctx, SSL_CTRL_MODE, SSL_MODE_AUTO_RETRY, NULL); // ok
}

// --- options ---------------------------------------------------------------

void re_enabled(SSL_CTX *ctx) {
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TLSv1); // BAD: commsec-weak-tls-version
}

void re_enabled_two(SSL *ssl) {
  SSL_clear_options(ssl, SSL_OP_NO_TLSv1_1 | SSL_OP_NO_TLSv1_2); // BAD: commsec-weak-tls-version
}

void re_enabled_new(SSL_CTX *ctx) {
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TLSv1_3); // ok
}

void re_enabled_but_floored(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (!ctx)
    return;
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TLSv1); // ok: there is a floor
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  SSL_CTX_free(ctx);
}

void modern_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3); // BAD: commsec-weak-tls-version
}

void old_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1); // ok
}

void only_oldest_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_ALL | SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3); // ok: pedantic only
}

void newest_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TLSv1_3); // ok: TLS 1.2 is left
}

void cisco(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_CISCO_ANYCONNECT); // BAD: commsec-weak-tls-version
}

void renegotiation(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION); // BAD: commsec-weak-tls-version
}

void renegotiation_session(SSL *ssl) {
  const uint64_t options = SSL_OP_NO_TICKET | SSL_OP_LEGACY_SERVER_CONNECT;
  SSL_set_options(ssl, options); // BAD: commsec-weak-tls-version
}

void renegotiation_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE); // ok
  SSL_CTX_clear_options(ctx, SSL_OP_LEGACY_SERVER_CONNECT);                            // ok
}

// --- names that look alike -------------------------------------------------

int report_version(const SSL *ssl) {
  return SSL_version(ssl) == TLS1_VERSION; // ok: only asked
}

bool refuse_old(const SSL *ssl) {
  return SSL_version(ssl) >= TLS1_2_VERSION; // ok
}

// Each version is a choice of its own: whoever makes both means it.
struct version_choice {
  int no_tls12, no_tls13, modern_off;
};

void one_by_one(SSL_CTX *ctx, const struct version_choice *c) {
  long options = SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1;
  if (c->no_tls12)
    options |= SSL_OP_NO_TLSv1_2;
  if (c->no_tls13)
    options |= SSL_OP_NO_TLSv1_3;
  SSL_CTX_set_options(ctx, options);
}

void at_once(SSL_CTX *ctx, const struct version_choice *c) {
  long options = 0;
  if (c->modern_off)
    options |= SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3; // BAD: commsec-weak-tls-version
  SSL_CTX_set_options(ctx, options);
}

void after_all(SSL_CTX *ctx) {
  long options = SSL_OP_NO_COMPRESSION;
  options |= SSL_OP_NO_TLSv1_2;
  options |= SSL_OP_NO_TLSv1_3; // BAD: commsec-weak-tls-version
  SSL_CTX_set_options(ctx, options);
}

void re_enabled_as_told(SSL_CTX *ctx, uint64_t off) {
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 | off); // ok: set anew
  SSL_CTX_set_options(ctx, off);
}

void re_enabled_then_more(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1);
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TLSv1_1); // BAD: commsec-weak-tls-version
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TICKET);
  SSL_CTX_set_options(ctx, SSL_OP_NO_RENEGOTIATION);
}
