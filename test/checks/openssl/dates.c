// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dates of certificates: when they are judged, and how the answer is read.

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <time.h>

// --- a result of 0 is an error, not an order --------------------------------

int still_valid(X509 *cert) {
  return X509_cmp_current_time(X509_get0_notAfter(cert)) >= 0; // BAD: commsec-weak-certificate-policy
}

int expired(X509 *cert) {
  if (X509_cmp_current_time(X509_get0_notAfter(cert)) < 0) // BAD: commsec-weak-certificate-policy
    return 1;
  return 0;
}

int still_valid_strictly(X509 *cert) {
  return X509_cmp_current_time(X509_get0_notAfter(cert)) > 0; // ok
}

int valid_then(X509 *cert, time_t when) {
  if (X509_cmp_time(X509_get0_notAfter(cert), &when) != 1) // ok
    return 0;
  return X509_cmp_time(X509_get0_notBefore(cert), &when) == -1; // ok
}

int already_valid(X509 *cert) {
  return X509_cmp_current_time(X509_get0_notBefore(cert)) <= 0; // BAD: commsec-weak-certificate-policy
}

int already_valid_then(X509 *cert, time_t when) {
  if (X509_cmp_time(X509_getm_notBefore(cert), &when) > 0) // BAD: commsec-weak-certificate-policy
    return 0;
  return 1;
}

int already_valid_strictly(X509 *cert) {
  return X509_cmp_current_time(X509_get0_notBefore(cert)) < 0; // ok
}

// --- compared for nothing ---------------------------------------------------

void dates_not_looked_at(X509 *cert) {
  X509_cmp_timeframe(NULL, X509_get0_notBefore(cert), X509_get0_notAfter(cert)); // BAD: commsec-weak-certificate-policy
}

int dates_looked_at(X509 *cert) {
  return X509_cmp_timeframe(NULL, X509_get0_notBefore(cert), X509_get0_notAfter(cert)) == 0; // ok
}

// --- a date of one's own ----------------------------------------------------

int verify_in_2020(SSL_CTX *ssl_ctx, X509 *cert) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok;
  if (!ctx || !X509_STORE_CTX_init(ctx, SSL_CTX_get_cert_store(ssl_ctx), cert, NULL))
    return 0;
  X509_STORE_CTX_set_time(ctx, 0, 1577836800); // BAD: commsec-weak-certificate-policy
  ok = X509_verify_cert(ctx) == 1;
  X509_STORE_CTX_free(ctx);
  return ok;
}

int verify_when_signed(X509_STORE *store, X509 *cert, time_t signed_at) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok;
  if (!ctx || !X509_STORE_CTX_init(ctx, store, cert, NULL))
    return 0;
  X509_STORE_CTX_set_time(ctx, 0, signed_at); // ok: a time that is told
  ok = X509_verify_cert(ctx) == 1;
  X509_STORE_CTX_free(ctx);
  return ok;
}
