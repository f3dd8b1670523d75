// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trust functions, receipts, and names that stand in for a certificate.

#include <openssl/cms.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

// --- trust ------------------------------------------------------------------

static int trusts_all(int id, X509 *cert, int flags) { // BAD: commsec-accepting-verify-callback
  (void)id;
  (void)cert;
  (void)flags;
  return X509_TRUST_TRUSTED;
}

static int trusts_some(int id, X509 *cert, int flags) {
  if (flags == 0 && id == X509_TRUST_SSL_SERVER && X509_check_ca(cert) == 1)
    return X509_TRUST_TRUSTED;
  return X509_TRUST_UNTRUSTED;
}

void trust_everybody(void) {
  X509_TRUST_set_default(trusts_all);
}

void trust_some(void) {
  X509_TRUST_set_default(trusts_some); // ok
}

// --- receipts ---------------------------------------------------------------

int receipt_of_anybody(CMS_ContentInfo *receipt, CMS_ContentInfo *sent, X509_STORE *store) {
  return CMS_verify_receipt(receipt, sent, NULL, store, CMS_NO_SIGNER_CERT_VERIFY) == 1; // BAD: commsec-disabled-cert-verification
}

int receipt_checked(CMS_ContentInfo *receipt, CMS_ContentInfo *sent, X509_STORE *store) {
  return CMS_verify_receipt(receipt, sent, NULL, store, 0) == 1; // ok
}

// --- names ------------------------------------------------------------------

int peer_has_name(int fd, const char *host, const X509_NAME *expected) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  X509 *cert;
  int same = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  SSL_set1_host(ssl, host);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) == 1) {
    cert = SSL_get1_peer_certificate(ssl);
    same = cert && X509_NAME_cmp(X509_get_subject_name(cert), expected) == 0; // BAD: commsec-ineffective-pinning
    X509_free(cert);
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return same;
}

int peer_has_issuer(int fd, const char *host, const X509_NAME *expected) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  X509 *cert;
  int same = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  SSL_set1_host(ssl, host);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) == 1) {
    cert = SSL_get1_peer_certificate(ssl);
    same = cert && X509_NAME_cmp(expected, X509_get_issuer_name(cert)) == 0; // BAD: commsec-ineffective-pinning
    X509_free(cert);
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return same;
}

int verified_peer_has_name(int fd, const char *host, const X509_NAME *expected) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  X509 *cert;
  int same = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set1_host(ssl, host);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) == 1) {
    cert = SSL_get1_peer_certificate(ssl);
    same = cert && X509_NAME_cmp(X509_get_subject_name(cert), expected) == 0; // ok: verified
    X509_free(cert);
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return same;
}
