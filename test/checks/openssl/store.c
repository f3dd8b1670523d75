// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callbacks that replace or steer the verification of a store.

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdio.h>

// --- SSL_CTX_set_cert_verify_callback --------------------------------------

static int trust_everybody(X509_STORE_CTX *ctx, void *arg) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  (void)arg;
  return 1;
}

static int library_decides(X509_STORE_CTX *ctx, void *arg) { // ok
  (void)arg;
  return X509_verify_cert(ctx);
}

static int library_decides_and_logs(X509_STORE_CTX *ctx, void *arg) { // ok
  int ret = X509_verify_cert(ctx);
  if (ret <= 0)
    fprintf((FILE *)arg, "verify: %s\n",
            X509_verify_cert_error_string(X509_STORE_CTX_get_error(ctx)));
  return ret;
}

static int logs_and_accepts(X509_STORE_CTX *ctx, void *arg) { // BAD: commsec-accepting-verify-callback
  if (X509_verify_cert(ctx) != 1)
    fprintf((FILE *)arg, "verify: %s\n",
            X509_verify_cert_error_string(X509_STORE_CTX_get_error(ctx)));
  return 1;
}

struct relay {
  int insecure;
};

static int relay_verify(X509_STORE_CTX *ctx, void *arg) { // BAD: commsec-accepting-verify-callback
  const struct relay *relay = arg;
  if (relay->insecure)
    return 1;
  return X509_verify_cert(ctx);
}

static int refuse_everybody(X509_STORE_CTX *ctx, void *arg) { // ok
  (void)arg;
  X509_STORE_CTX_set_error(ctx, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

void cert_callbacks(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_cert_verify_callback(a, trust_everybody, NULL);
  SSL_CTX_set_cert_verify_callback(b, library_decides, NULL);
  SSL_CTX_set_cert_verify_callback(c, library_decides_and_logs, stderr);
}

void more_cert_callbacks(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c,
                         struct relay *relay) {
  SSL_CTX_set_cert_verify_callback(a, logs_and_accepts, stderr);
  SSL_CTX_set_cert_verify_callback(b, relay_verify, relay);
  SSL_CTX_set_cert_verify_callback(c, refuse_everybody, NULL);
}

// --- X509_STORE_set_verify_cb, X509_STORE_CTX_set_verify_cb ----------------

static int store_accepts(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (!ok)
    fprintf(stderr, "error %d\n", X509_STORE_CTX_get_error(ctx));
  return 1;
}

static int store_propagates(int ok, X509_STORE_CTX *ctx) { // ok
  if (!ok)
    fprintf(stderr, "error %d\n", X509_STORE_CTX_get_error(ctx));
  return ok;
}

void store_callbacks(X509_STORE *a, X509_STORE *b) {
  X509_STORE_set_verify_cb(a, store_accepts);
  X509_STORE_set_verify_cb(b, store_propagates);
}

static int alias_accepts(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

void store_callback_old_name(SSL_CTX *ctx) {
  X509_STORE_set_verify_cb_func(SSL_CTX_get_cert_store(ctx), alias_accepts);
}

static int storectx_accepts(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  if (ok == 0)
    ok = 1;
  return ok;
}

static int storectx_policy(int ok, X509_STORE_CTX *ctx) {
  int err = X509_STORE_CTX_get_error(ctx);
  if (!ok && err == X509_V_ERR_CRL_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
    return 1;
  return ok;
}

void storectx_callbacks(X509_STORE_CTX *a, X509_STORE_CTX *b,
                        X509_STORE_CTX *c) {
  X509_STORE_CTX_set_verify_cb(a, storectx_accepts);
  X509_STORE_CTX_set_verify_cb(b, store_propagates); // ok
  X509_STORE_CTX_set_verify_cb(c, storectx_policy);
}

// --- replaced verification -------------------------------------------------

static int no_verification(X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  return 1;
}

static int counted_verification(X509_STORE_CTX *ctx) { // ok
  static unsigned long count;
  if (++count % 1000 == 0)
    fprintf(stderr, "%lu chains verified\n", count);
  return X509_verify_cert(ctx);
}

void replaced_verification(X509_STORE *a, X509_STORE *b) {
  X509_STORE_set_verify(a, no_verification);
  X509_STORE_set_verify(b, counted_verification);
}

static int no_session_verification(X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  X509_STORE_CTX_set_error(ctx, X509_V_OK);
  return 1;
}

void replaced_context_verification(X509_STORE_CTX *ctx) {
  X509_STORE_CTX_set_verify(ctx, no_session_verification);
}

static int issued_by_anybody(X509_STORE_CTX *ctx, X509 *x, X509 *issuer) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  (void)x;
  (void)issuer;
  return 1;
}

static int issued_by_issuer(X509_STORE_CTX *ctx, X509 *x, X509 *issuer) { // ok
  (void)ctx;
  return X509_check_issued(issuer, x) == X509_V_OK;
}

void issuers(X509_STORE *a, X509_STORE *b) {
  X509_STORE_set_check_issued(a, issued_by_anybody);
  X509_STORE_set_check_issued(b, issued_by_issuer);
}

extern int query_responder(X509 *cert);

static int never_revoked(X509_STORE_CTX *ctx) { // BAD: commsec-weak-certificate-policy
  (void)ctx;
  return 1;
}

static int asks_responder(X509_STORE_CTX *ctx) { // ok
  X509 *cert = X509_STORE_CTX_get0_cert(ctx);
  return query_responder(cert) == 0;
}

void revocation(X509_STORE *a, X509_STORE *b) {
  X509_STORE_set_check_revocation(a, never_revoked);
  X509_STORE_set_check_revocation(b, asks_responder);
}

// --- trust and purpose tables ----------------------------------------------

static int always_trusted(X509_TRUST *trust, X509 *x, int flags) { // BAD: commsec-accepting-verify-callback
  (void)trust;
  (void)x;
  (void)flags;
  return X509_TRUST_TRUSTED;
}

static int never_trusted(X509_TRUST *trust, X509 *x, int flags) { // ok
  (void)trust;
  (void)x;
  (void)flags;
  return X509_TRUST_UNTRUSTED;
}

int add_trusts(int id) {
  return X509_TRUST_add(id, 0, always_trusted, "lab", 0, NULL) == 1 &&
         X509_TRUST_add(id + 1, 0, never_trusted, "closed", 0, NULL) == 1;
}

static int any_purpose(const X509_PURPOSE *purpose, const X509 *x, int ca) { // BAD: commsec-weak-certificate-policy
  (void)purpose;
  (void)x;
  (void)ca;
  return 1;
}

static int leaf_only(const X509_PURPOSE *purpose, const X509 *x, int ca) { // ok
  (void)purpose;
  (void)x;
  return ca ? 0 : 1;
}

int add_purposes(int id) {
  return X509_PURPOSE_add(id, X509_TRUST_SSL_SERVER, 0, any_purpose, "any host", "anyhost", NULL) == 1 &&
         X509_PURPOSE_add(id + 1, X509_TRUST_SSL_SERVER, 0, leaf_only, "leaf", "leaf", NULL) == 1;
}

// --- the result written by hand --------------------------------------------

void forge_result(SSL *ssl) {
  SSL_set_verify_result(ssl, X509_V_OK); // BAD: commsec-ignored-verification-result
}

void forge_result_from_local(SSL *ssl) {
  const long fine = X509_V_OK;
  SSL_set_verify_result(ssl, fine); // BAD: commsec-ignored-verification-result
}

void fail_by_hand(SSL *ssl) {
  SSL_set_verify_result(ssl, X509_V_ERR_APPLICATION_VERIFICATION); // ok: a failure
}

void carry_over(SSL *to, const SSL *from) {
  SSL_set_verify_result(to, SSL_get_verify_result(from)); // ok: a copy
}
