// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dates, purposes, levels and flags of chain verification.

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <time.h>

#define LAB_FLAGS (X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME)
#define BUILD_DATE 1700000000L

// --- validity dates --------------------------------------------------------

void dates_param(SSL_CTX *ctx) {
  X509_VERIFY_PARAM *param = SSL_CTX_get0_param(ctx);
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME); // BAD: commsec-weak-certificate-policy
}

void dates_store(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_NO_CHECK_TIME); // BAD: commsec-weak-certificate-policy
}

void dates_store_context(X509_STORE_CTX *ctx) {
  X509_STORE_CTX_set_flags(ctx, 0x200000); // BAD: commsec-weak-certificate-policy
}

void dates_macro(X509_STORE *store) {
  X509_STORE_set_flags(store, LAB_FLAGS); // BAD: commsec-weak-certificate-policy
}

void dates_local(X509_VERIFY_PARAM *param) {
  const unsigned long flags = X509_V_FLAG_NO_CHECK_TIME;
  X509_VERIFY_PARAM_set_flags(param, flags); // BAD: commsec-weak-certificate-policy
}

void dates_when_clock_unset(X509_VERIFY_PARAM *param, bool has_clock) {
  if (!has_clock)
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME); // BAD: commsec-weak-certificate-policy
}

void dates_checked(X509_VERIFY_PARAM *param, X509_STORE *store, X509_STORE_CTX *ctx) {
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT); // ok
  X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);      // ok
  X509_STORE_CTX_set_flags(ctx, X509_V_FLAG_TRUSTED_FIRST);    // ok
  X509_VERIFY_PARAM_set_flags(param, 0);                       // ok: no flag
}

void dates_back_on(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_NO_CHECK_TIME); // ok: checked again
}

void flags_of_caller(X509_VERIFY_PARAM *param, unsigned long flags) {
  X509_VERIFY_PARAM_set_flags(param, flags); // ok: unknown
}

void stopped_clock(SSL *ssl) {
  X509_VERIFY_PARAM_set_time(SSL_get0_param(ssl), BUILD_DATE); // BAD: commsec-weak-certificate-policy
}

void running_clock(SSL *ssl) {
  X509_VERIFY_PARAM_set_time(SSL_get0_param(ssl), time(NULL)); // ok
}

// --- extensions ------------------------------------------------------------

void critical(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_IGNORE_CRITICAL); // BAD: commsec-weak-certificate-policy
}

void critical_param(SSL *ssl) {
  X509_VERIFY_PARAM_set_flags(SSL_get0_param(ssl), X509_V_FLAG_IGNORE_CRITICAL | X509_V_FLAG_X509_STRICT); // BAD: commsec-weak-certificate-policy
}

void strictest(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE); // ok
}

// --- purposes --------------------------------------------------------------

int any_purpose(SSL_CTX *ctx) {
  return SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
}

int any_purpose_session(SSL *ssl) {
  return SSL_set_purpose(ssl, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
}

int any_purpose_param(X509_VERIFY_PARAM *param) {
  int purpose = X509_PURPOSE_ANY;
  return X509_VERIFY_PARAM_set_purpose(param, purpose); // BAD: commsec-weak-certificate-policy
}

int any_purpose_store(X509_STORE *store) {
  return X509_STORE_set_purpose(store, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
}

SSL_CTX *client_purpose(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (!ctx)
    return NULL;
  if (SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER) != 1) { // ok: the peer is a server
    SSL_CTX_free(ctx);
    return NULL;
  }
  return ctx;
}

SSL_CTX *client_wrong_purpose(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (!ctx)
    return NULL;
  if (SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_CLIENT) != 1) { // BAD: commsec-weak-certificate-policy
    SSL_CTX_free(ctx);
    return NULL;
  }
  return ctx;
}

SSL_CTX *server_purpose(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_CLIENT); // ok: the peer is a client
  return ctx;
}

SSL_CTX *server_wrong_purpose(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER); // BAD: commsec-weak-certificate-policy
  return ctx;
}

int store_purpose(X509_STORE *store, X509_STORE_CTX *ctx) {
  if (X509_STORE_set_purpose(store, X509_PURPOSE_SSL_SERVER) != 1) // ok
    return 0;
  return X509_STORE_CTX_set_purpose(ctx, X509_PURPOSE_SMIME_SIGN); // ok
}

// --- key length and digest of the chain ------------------------------------

void any_key(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_auth_level(param, 0); // BAD: commsec-weak-certificate-policy
}

void good_keys(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_auth_level(param, 2); // ok
}

void better_keys(X509_VERIFY_PARAM *param) {
  enum { LEVEL = 3 };
  X509_VERIFY_PARAM_set_auth_level(param, LEVEL); // ok
}

// --- what peers may sign with ----------------------------------------------

int old_signatures(SSL_CTX *ctx) {
  return SSL_CTX_set1_sigalgs_list(ctx, "RSA+SHA256:RSA+SHA1") == 1; // BAD: commsec-weak-certificate-policy
}

int old_signatures_session(SSL *ssl) {
  return SSL_set1_sigalgs_list(ssl, "ECDSA+SHA1:ECDSA+SHA256") == 1; // BAD: commsec-weak-certificate-policy
}

int old_client_signatures(SSL_CTX *ctx) {
  return SSL_CTX_set1_client_sigalgs_list(ctx, "rsa_pkcs1_sha1") == 1; // BAD: commsec-weak-certificate-policy
}

int new_signatures(SSL_CTX *ctx, SSL *ssl) {
  if (SSL_CTX_set1_sigalgs_list(ctx, "ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA384") != 1) // ok
    return 0;
  if (SSL_CTX_set1_client_sigalgs_list(ctx, "ecdsa_secp256r1_sha256") != 1) // ok
    return 0;
  return SSL_set1_sigalgs_list(ssl, "rsa_pss_rsae_sha256:ed25519") == 1; // ok
}

// --- any purpose, by role -----------------------------------------------------------

SSL_CTX *any_purpose_client(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
  return ctx;
}

SSL_CTX *any_purpose_server(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    X509_VERIFY_PARAM_set_purpose(SSL_CTX_get0_param(ctx), X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
  return ctx;
}

SSL_CTX *any_purpose_undone(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx) {
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY); // ok: overwritten
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER);
  }
  return ctx;
}
