// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results with more than two values, tested as if they had two.

#include <openssl/ocsp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

extern void note(const char *what, int value);

// --- X509_verify_cert ------------------------------------------------------

int chain_as_boolean(X509_STORE_CTX *sctx) {
  if (X509_verify_cert(sctx)) // BAD: commsec-ignored-verification-result
    return 0;
  return -1;
}

int chain_negated(X509_STORE_CTX *sctx) {
  if (!X509_verify_cert(sctx)) { // BAD: commsec-ignored-verification-result
    fprintf(stderr, "%s\n", X509_verify_cert_error_string(X509_STORE_CTX_get_error(sctx)));
    return -1;
  }
  return 0;
}

int chain_not_zero(X509_STORE_CTX *sctx) {
  if (X509_verify_cert(sctx) != 0) // BAD: commsec-ignored-verification-result
    return 0;
  return -1;
}

int chain_below_zero(X509_STORE_CTX *sctx) {
  int rc = X509_verify_cert(sctx); // BAD: commsec-ignored-verification-result
  if (rc < 0)
    return -1;
  return 0;
}

int chain_minus_one(X509_STORE_CTX *sctx) {
  if (X509_verify_cert(sctx) == -1) // BAD: commsec-ignored-verification-result
    return -1;
  return 0;
}

int chain_discarded(X509_STORE_CTX *sctx) {
  X509_verify_cert(sctx); // BAD: commsec-ignored-verification-result
  return 0;
}

int chain_discarded_void(X509_STORE_CTX *sctx) {
  (void)X509_verify_cert(sctx); // BAD: commsec-ignored-verification-result
  return 0;
}

int chain_and_more(X509_STORE_CTX *sctx, bool strict) {
  return strict && !X509_verify_cert(sctx) ? -1 : 0; // BAD: commsec-ignored-verification-result
}

int chain_by_new_name(X509_STORE_CTX *sctx) {
  if (!X509_STORE_CTX_verify(sctx)) // BAD: commsec-ignored-verification-result
    return -1;
  return 0;
}

int chain_equal_one(X509_STORE_CTX *sctx) {
  return X509_verify_cert(sctx) == 1 ? 0 : -1; // ok
}

int chain_not_one(X509_STORE_CTX *sctx) {
  if (X509_verify_cert(sctx) != 1) // ok
    return -1;
  return 0;
}

int chain_positive(X509_STORE_CTX *sctx) {
  int rc = X509_verify_cert(sctx); // ok
  if (rc > 0)
    return 0;
  return -1;
}

int chain_not_positive(X509_STORE_CTX *sctx) {
  int rc;
  if ((rc = X509_verify_cert(sctx)) <= 0) { // ok
    note("chain", rc);
    return -1;
  }
  return 0;
}

int chain_two_tests(X509_STORE_CTX *sctx) {
  int rc = X509_verify_cert(sctx); // ok: both kinds of failure are seen
  if (rc < 0)
    return -2;
  if (rc == 0)
    return -1;
  return 0;
}

int chain_for_caller(X509_STORE_CTX *sctx) {
  return X509_verify_cert(sctx); // ok: the caller tests it
}

int chain_by_error(X509_STORE_CTX *sctx) {
  X509_STORE_CTX_set_depth(sctx, 4);
  if (X509_STORE_CTX_verify(sctx) == 1) // ok
    return 0;
  return X509_STORE_CTX_get_error(sctx);
}

// --- X509_check_host and its kin -------------------------------------------

int host_as_boolean(X509 *cert, const char *host) {
  if (X509_check_host(cert, host, 0, 0, NULL)) // BAD: commsec-ignored-verification-result
    return 0;
  return -1;
}

int host_negated(X509 *cert, const char *host) {
  if (!X509_check_host(cert, host, strlen(host), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, NULL)) { // BAD: commsec-ignored-verification-result
    fprintf(stderr, "certificate is not for %s\n", host);
    return -1;
  }
  return 0;
}

int host_via_local(X509 *cert, const char *host) {
  int match = X509_check_host(cert, host, 0, 0, NULL); // BAD: commsec-ignored-verification-result
  if (!match)
    return -1;
  return 0;
}

int host_or_address(X509 *cert, const char *host) {
  if (X509_check_host(cert, host, 0, 0, NULL) == 1) // ok
    return 0;
  if (X509_check_ip_asc(cert, host, 0)) // BAD: commsec-ignored-verification-result
    return 0;
  return -1;
}

bool host_as_bool(X509 *cert, const char *host) {
  bool match = X509_check_host(cert, host, 0, 0, NULL); // BAD: commsec-ignored-verification-result
  return match;
}

bool host_returned_as_bool(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, 0, NULL); // BAD: commsec-ignored-verification-result
}

int host_discarded(X509 *cert, const char *host) {
  X509_check_host(cert, host, 0, 0, NULL); // BAD: commsec-ignored-verification-result
  return 0;
}

int mailbox(X509 *cert, const char *address) {
  if (!X509_check_email(cert, address, 0, 0)) // BAD: commsec-ignored-verification-result
    return -1;
  return 0;
}

int address_bytes(X509 *cert, const unsigned char *ip, size_t len) {
  return X509_check_ip(cert, ip, len, 0) ? 0 : -1; // BAD: commsec-ignored-verification-result
}

int host_equal_one(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, 0, NULL) == 1; // ok
}

int host_positive(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, 0, NULL) > 0 ? 0 : -1; // ok
}

int host_not_one(X509 *cert, const char *host) {
  int match = X509_check_host(cert, host, 0, 0, NULL); // ok
  if (match != 1)
    return -1;
  return 0;
}

int mailbox_one(X509 *cert, const char *address) {
  return X509_check_email(cert, address, 0, 0) == 1; // ok
}

int address_switch(X509 *cert, const char *ip) {
  switch (X509_check_ip_asc(cert, ip, 0)) { // ok
  case 1:
    return 0;
  default:
    return -1;
  }
}

int host_for_caller(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, 0, NULL); // ok: an int for the caller
}

// --- signatures ------------------------------------------------------------

int signature_negated(X509 *cert, EVP_PKEY *issuer) {
  if (!X509_verify(cert, issuer)) // BAD: commsec-ignored-verification-result
    return -1;
  return 0;
}

int signature_discarded(X509_REQ *req, EVP_PKEY *key) {
  X509_REQ_verify(req, key); // BAD: commsec-ignored-verification-result
  return 0;
}

int list_as_boolean(X509_CRL *crl, EVP_PKEY *issuer) {
  if (X509_CRL_verify(crl, issuer)) // BAD: commsec-ignored-verification-result
    return 0;
  return -1;
}

int issued_inverted(X509 *issuer, X509 *subject) {
  if (X509_check_issued(issuer, subject)) // BAD: commsec-ignored-verification-result
    return 0;
  return -1;
}

int signature_one(X509 *cert, X509_CRL *crl, X509_REQ *req, EVP_PKEY *key) {
  if (X509_verify(cert, key) != 1) // ok
    return -1;
  if (X509_CRL_verify(crl, key) <= 0) // ok
    return -1;
  return X509_REQ_verify(req, key) == 1 ? 0 : -1; // ok
}

int issued(X509 *issuer, X509 *subject) {
  return X509_check_issued(issuer, subject) == X509_V_OK ? 0 : -1; // ok
}

int issued_unless_negative(X509 *issuer, X509 *subject) {
  int result = X509_check_issued(issuer, subject); // BAD: commsec-ignored-verification-result
  if (result < 0)
    return -1;
  return 0;
}

int issued_without_error(X509 *issuer, X509 *subject) {
  int result = X509_check_issued(issuer, subject); // ok
  if (result > 0)
    return -1;
  return 0;
}

// --- OCSP ------------------------------------------------------------------

int response_negated(OCSP_BASICRESP *bs, STACK_OF(X509) *chain, X509_STORE *store) {
  if (!OCSP_basic_verify(bs, chain, store, 0)) // BAD: commsec-ignored-verification-result
    return -1;
  return 0;
}

int response_discarded(OCSP_BASICRESP *bs, STACK_OF(X509) *chain, X509_STORE *store) {
  OCSP_basic_verify(bs, chain, store, 0); // BAD: commsec-ignored-verification-result
  return 0;
}

int response_checked(OCSP_BASICRESP *bs, STACK_OF(X509) *chain, X509_STORE *store) {
  if (OCSP_basic_verify(bs, chain, store, 0) <= 0) // ok
    return -1;
  return 0;
}

// --- off by default --------------------------------------------------------

void anchors_unchecked(SSL_CTX *ctx) {
  SSL_CTX_set_default_verify_paths(ctx);                           // ok: pedantic only
  SSL_CTX_load_verify_locations(ctx, "/etc/ssl/private.pem", NULL); // ok: pedantic only
}

// The caller chose to check; how, is the matter of the line that checks.
static int checked_on_request(X509 *cert, const char *host, int check) {
  if (check) {
    if (!X509_check_host(cert, host, 0, 0, NULL)) // BAD: commsec-ignored-verification-result
      return -1;
  }
  return 0;
}
static int checked_well_on_request(X509 *cert, const char *host, int check) {
  if (check) {
    if (X509_check_host(cert, host, 0, 0, NULL) != 1) // ok
      return -1;
  }
  return 0;
}
int request_check(X509 *cert, const char *host) {
  return checked_on_request(cert, host, 1) + checked_well_on_request(cert, host, 1);
}
