// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole key or certificate as the pin.

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>

// --- keys --------------------------------------------------------------------

int key_negated(SSL *ssl, EVP_PKEY *pin) {
  EVP_PKEY *key = X509_get0_pubkey(SSL_get0_peer_certificate(ssl));
  if (!EVP_PKEY_eq(key, pin)) // BAD: commsec-ineffective-pinning
    return -1;
  // CHECK-FIXES: if (EVP_PKEY_eq(key, pin) != 1)
  return 0;
}

int key_boolean(SSL *ssl, EVP_PKEY *pin) {
  EVP_PKEY *key = X509_get0_pubkey(SSL_get0_peer_certificate(ssl));
  if (EVP_PKEY_cmp(pin, key)) // BAD: commsec-ineffective-pinning
    return 0;
  // CHECK-FIXES: if (EVP_PKEY_cmp(pin, key) == 1)
  return -1;
}

int key_compared(SSL *ssl, EVP_PKEY *pin) {
  EVP_PKEY *key = X509_get0_pubkey(SSL_get0_peer_certificate(ssl));
  return EVP_PKEY_eq(key, pin) == 1 ? 0 : -1; // ok
}

int keys_of_ours(EVP_PKEY *a, EVP_PKEY *b) {
  return !EVP_PKEY_eq(a, b); // ok: no peer's
}

// --- certificates --------------------------------------------------------------

int certificate_logged(SSL *ssl, X509 *pin) {
  if (X509_cmp(SSL_get0_peer_certificate(ssl), pin) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "another certificate\n");
  return 0;
}

int certificate_discarded(SSL *ssl, X509 *pin) {
  X509 *cert = SSL_get1_peer_certificate(ssl);
  X509_cmp(pin, cert); // BAD: commsec-ineffective-pinning
  X509_free(cert);
  return 0;
}

int certificate_compared(SSL *ssl, X509 *pin) {
  X509 *cert = SSL_get1_peer_certificate(ssl);
  int same = X509_cmp(pin, cert) == 0; // ok
  X509_free(cert);
  return same ? 0 : -1;
}

// --- they make up for the chain --------------------------------------------------

int client_of_certificate(int fd, X509 *pin) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  X509 *cert;
  int same;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: pinned
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  cert = SSL_get1_peer_certificate(ssl);
  same = cert && X509_cmp(cert, pin) == 0;
  X509_free(cert);
  return same ? 0 : -1;
}

int client_of_key(int fd, EVP_PKEY *pin) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: pinned
    return -1;
  return EVP_PKEY_eq(X509_get0_pubkey(SSL_get0_peer_certificate(ssl)), pin) == 1 ? 0 : -1;
}

static int has_serial(SSL *ssl, const ASN1_INTEGER *expected) {
  X509 *cert = SSL_get0_peer_certificate(ssl);
  return cert && ASN1_INTEGER_cmp(X509_get0_serialNumber(cert), expected) == 0; // BAD: commsec-ineffective-pinning
}

int client_of_serial(int fd, const ASN1_INTEGER *expected) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  return has_serial(ssl, expected) ? 0 : -1;
}
