// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CRLs, OCSP and stapling: relaxed, or answered without looking.

#include <openssl/ocsp.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>

// --- CRLs ------------------------------------------------------------------

void all_without_leaf(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CRL_CHECK_ALL); // BAD: commsec-weak-certificate-policy
}

void all_without_leaf_store(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_EXTENDED_CRL_SUPPORT); // BAD: commsec-weak-certificate-policy
}

void all_and_leaf(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL); // ok
}

void all_and_leaf_separately(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK_ALL); // ok: the flags add up
}

void leaf_only(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK); // ok
}

void switched_off(SSL *ssl) {
  X509_VERIFY_PARAM_clear_flags(SSL_get0_param(ssl), X509_V_FLAG_CRL_CHECK); // BAD: commsec-weak-certificate-policy
}

void switched_off_both(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL); // BAD: commsec-weak-certificate-policy
}

void other_flag_off(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_PARTIAL_CHAIN); // ok
}

// --- OCSP ------------------------------------------------------------------

int response_without_chain(OCSP_BASICRESP *bs, STACK_OF(X509) *certs, X509_STORE *store) {
  return OCSP_basic_verify(bs, certs, store, OCSP_NOVERIFY) > 0; // BAD: commsec-weak-certificate-policy
}

int response_without_signature(OCSP_BASICRESP *bs, STACK_OF(X509) *certs, X509_STORE *store) {
  if (OCSP_basic_verify(bs, certs, store, OCSP_NOSIGS) <= 0) // BAD: commsec-weak-certificate-policy
    return -1;
  return 0;
}

int response_by_issuer_only(OCSP_BASICRESP *bs, STACK_OF(X509) *certs, X509_STORE *store) {
  return OCSP_basic_verify(bs, certs, store, OCSP_NOEXPLICIT) > 0; // ok: stricter, the root has no say
}

int response_without_checks(OCSP_BASICRESP *bs, X509_STORE *store) {
  unsigned long flags = OCSP_NOCHECKS;
  return OCSP_basic_verify(bs, NULL, store, flags) == 1; // BAD: commsec-weak-certificate-policy
}

int response_verified(OCSP_BASICRESP *bs, STACK_OF(X509) *certs, X509_STORE *store) {
  return OCSP_basic_verify(bs, certs, store, 0) > 0; // ok
}

int response_with_delegates(OCSP_BASICRESP *bs, X509_STORE *store) {
  return OCSP_basic_verify(bs, NULL, store, OCSP_NOINTERN) == 1; // ok: stricter
}

int stale(OCSP_BASICRESP *bs, OCSP_CERTID *id) {
  int status, reason;
  ASN1_GENERALIZEDTIME *revoked, *from, *until;
  if (!OCSP_resp_find_status(bs, id, &status, &reason, &revoked, &from, &until))
    return -1;
  OCSP_check_validity(from, until, 300L, -1L); // BAD: commsec-weak-certificate-policy
  return status == V_OCSP_CERTSTATUS_GOOD ? 0 : -1;
}

int fresh(OCSP_BASICRESP *bs, OCSP_CERTID *id) {
  int status, reason;
  ASN1_GENERALIZEDTIME *revoked, *from, *until;
  if (!OCSP_resp_find_status(bs, id, &status, &reason, &revoked, &from, &until))
    return -1;
  if (!OCSP_check_validity(from, until, 300L, -1L)) // ok
    return -1;
  return status == V_OCSP_CERTSTATUS_GOOD ? 0 : -1;
}

// --- stapling --------------------------------------------------------------

static int any_staple(SSL *ssl, void *arg) { // BAD: commsec-weak-certificate-policy
  const unsigned char *der;
  long len = SSL_get_tlsext_status_ocsp_resp(ssl, &der);
  (void)arg;
  printf("stapled response: %ld bytes\n", len);
  return 1;
}

SSL_CTX *client_any_staple(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx) {
    SSL_CTX_set_tlsext_status_type(ctx, TLSEXT_STATUSTYPE_ocsp);
    SSL_CTX_set_tlsext_status_cb(ctx, any_staple);
  }
  return ctx;
}

extern int judge_response(const unsigned char *der, long len);

static int judged_staple(SSL *ssl, void *arg) { // ok
  const unsigned char *der;
  long len = SSL_get_tlsext_status_ocsp_resp(ssl, &der);
  (void)arg;
  if (der == NULL || len <= 0)
    return 0;
  return judge_response(der, len);
}

SSL_CTX *client_judged_staple(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx) {
    SSL_CTX_set_tlsext_status_type(ctx, TLSEXT_STATUSTYPE_ocsp);
    SSL_CTX_set_tlsext_status_cb(ctx, judged_staple);
  }
  return ctx;
}

static int send_nothing(SSL *ssl, void *arg) { // ok: a server has nothing to judge
  (void)ssl;
  (void)arg;
  return SSL_TLSEXT_ERR_NOACK;
}

SSL_CTX *server_staple(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_tlsext_status_cb(ctx, send_nothing);
  return ctx;
}

// Of a context whose role is not known, the answer tells that of the callback.
static int staple_if_any(SSL *ssl, void *arg) { // ok: an answer of servers
  extern int add_staple(SSL *ssl, void *responses);
  if (!ssl || !arg)
    return SSL_TLSEXT_ERR_NOACK;
  return add_staple(ssl, arg);
}

static int take_anything(SSL *ssl, void *arg) { // BAD: commsec-weak-certificate-policy
  (void)ssl;
  (void)arg;
  return 1;
}

void staple_either(SSL_CTX *ctx, SSL_CTX *other) {
  SSL_CTX_set_tlsext_status_cb(ctx, staple_if_any);
  SSL_CTX_set_tlsext_status_cb(other, take_anything);
}

// --- off by default --------------------------------------------------------

int no_revocation_at_all(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: pedantic only
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// The whole chain, where one way forgets the flag that asks at all.
struct crl_settings {
  SSL_CTX *ctx;
  int depth;
};

int crl_depth(struct crl_settings *s) {
  X509_STORE *store = SSL_CTX_get_cert_store(s->ctx);
  int flags = s->depth == 2 ? X509_V_FLAG_CRL_CHECK_ALL : X509_V_FLAG_CRL_CHECK; // BAD: commsec-weak-certificate-policy
  if (!store)
    return -1;
  return X509_STORE_set_flags(store, flags);
}

int crl_depth_added(struct crl_settings *s) {
  X509_STORE *store = SSL_CTX_get_cert_store(s->ctx);
  int flags = X509_V_FLAG_CRL_CHECK;
  if (s->depth == 2)
    flags |= X509_V_FLAG_CRL_CHECK_ALL; // ok
  return X509_STORE_set_flags(store, flags);
}

int crl_depth_before(struct crl_settings *s) {
  X509_STORE *store = SSL_CTX_get_cert_store(s->ctx);
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
  if (s->depth == 2)
    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK_ALL); // ok
  return 0;
}

int crl_depth_behind(struct crl_settings *s) {
  X509_STORE *store = SSL_CTX_get_cert_store(s->ctx);
  if (s->depth == 2)
    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK_ALL); // ok
  return X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
}
