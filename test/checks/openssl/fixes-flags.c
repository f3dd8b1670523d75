// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Repairs of flags: the bits go or come, the others and their spelling stay.

#include <openssl/cms.h>
#include <openssl/pkcs7.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// --- verify modes ----------------------------------------------------------

void once(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_CLIENT_ONCE, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_CLIENT_ONCE | SSL_VERIFY_PEER, NULL);
}

// --- names -----------------------------------------------------------------

void dane_flag(SSL_CTX *ctx) {
  SSL_CTX_dane_set_flags(ctx, DANE_FLAG_NO_DANE_EE_NAMECHECKS); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: SSL_CTX_dane_set_flags(ctx, 0);
}

void subject_of_param(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT | X509_CHECK_FLAG_NO_WILDCARDS); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_WILDCARDS);
}

void subject_of_session(SSL *ssl) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: SSL_set_hostflags(ssl, 0);
}

int subject_of_certificate(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT, NULL) == 1; // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: return X509_check_host(cert, host, 0, 0, NULL) == 1;
}

void labels_of_param(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS); // BAD: commsec-shared-wildcard-domain
  // CHECK-FIXES: X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
}

int labels_of_certificate(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS, NULL) == 1; // BAD: commsec-shared-wildcard-domain
  // CHECK-FIXES: return X509_check_host(cert, host, 0, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, NULL) == 1;
}

// --- chains ----------------------------------------------------------------

void time_of_param(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_NO_CHECK_TIME); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CRL_CHECK);
}

void time_of_store(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_PARTIAL_CHAIN); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
}

void time_of_store_context(X509_STORE_CTX *ctx) {
  X509_STORE_CTX_set_flags(ctx, (unsigned long)(X509_V_FLAG_NO_CHECK_TIME)); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_STORE_CTX_set_flags(ctx, (unsigned long)(0));
}

void critical(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_IGNORE_CRITICAL | X509_V_FLAG_POLICY_CHECK); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_POLICY_CHECK);
}

void all_alone(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK_ALL); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_CRL_CHECK);
}

void all_if_asked(X509_STORE *store, int deep) {
  X509_STORE_set_flags(store, deep ? X509_V_FLAG_CRL_CHECK_ALL : X509_V_FLAG_CRL_CHECK); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_STORE_set_flags(store, deep ? X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_CRL_CHECK : X509_V_FLAG_CRL_CHECK);
}

void untimed_if_asked(X509_STORE *store, int lax) {
  X509_STORE_set_flags(store, lax ? X509_V_FLAG_CRL_CHECK | X509_V_FLAG_NO_CHECK_TIME : X509_V_FLAG_CRL_CHECK); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_STORE_set_flags(store, lax ? X509_V_FLAG_CRL_CHECK : X509_V_FLAG_CRL_CHECK);
}

void all_untouched(X509_STORE *store) {
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL); // ok
  // CHECK-FIXES: X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
}

void cleared(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_POLICY_CHECK); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_POLICY_CHECK);
}

void cleared_strict(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_X509_STRICT); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_VERIFY_PARAM_clear_flags(param, 0);
}

void proxies(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_ALLOW_PROXY_CERTS); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_VERIFY_PARAM_set_flags(param, 0);
}

// --- messages --------------------------------------------------------------

int message(CMS_ContentInfo *cms, X509_STORE *store, BIO *out) {
  return CMS_verify(cms, NULL, store, NULL, out, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1; // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: return CMS_verify(cms, NULL, store, NULL, out, CMS_BINARY) == 1;
}

int receipt(CMS_ContentInfo *rcms, CMS_ContentInfo *ocms, X509_STORE *store) {
  return CMS_verify_receipt(rcms, ocms, NULL, store, CMS_NO_SIGNER_CERT_VERIFY | CMS_NO_ATTR_VERIFY) == 1; // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: return CMS_verify_receipt(rcms, ocms, NULL, store, 0) == 1;
}

int old_message(PKCS7 *p7, X509_STORE *store, BIO *out) {
  return PKCS7_verify(p7, NULL, store, NULL, out, PKCS7_BINARY | PKCS7_NOVERIFY) == 1; // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: return PKCS7_verify(p7, NULL, store, NULL, out, PKCS7_BINARY) == 1;
}

// --- options ---------------------------------------------------------------

void old_on(SSL_CTX *ctx) {
  SSL_CTX_clear_options(ctx, SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 | SSL_OP_NO_TICKET); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_clear_options(ctx, SSL_OP_NO_TICKET);
}

void among_unknown(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, X509_VERIFY_PARAM_get_flags(param) | X509_V_FLAG_NO_CHECK_TIME); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_VERIFY_PARAM_set_flags(param, X509_VERIFY_PARAM_get_flags(param));
}

void new_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3 | SSL_OP_NO_TICKET); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
}

void middle_off(SSL *ssl) {
  SSL_set_options(ssl, SSL_OP_ALL | SSL_OP_NO_TLSv1_2); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_set_options(ssl, SSL_OP_ALL);
}

void anyconnect(SSL *ssl) {
  SSL_set_options(ssl, SSL_OP_CISCO_ANYCONNECT); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_set_options(ssl, 0);
}

void renegotiation(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET | SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
}

void legacy_server(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_NO_TICKET); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
}

void legacy_server_beside(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_ALL | SSL_OP_LEGACY_SERVER_CONNECT); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_set_options(ctx, SSL_OP_ALL);
}

void compression(SSL_CTX *ctx) {
  SSL_CTX_clear_options(ctx, SSL_OP_NO_COMPRESSION); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_clear_options(ctx, 0);
}

void mac_then_encrypt(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_ENCRYPT_THEN_MAC | SSL_OP_NO_TICKET); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
}
