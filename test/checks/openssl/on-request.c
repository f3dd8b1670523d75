// RUN: %check_commsec %s %t -fix -config='{CheckOptions: {CommsecPedantic: true}}' -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is only reported on request (Pedantic).

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

// --- a server's clients ----------------------------------------------------

SSL_CTX *clients_optional(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
  return ctx;
}

SSL_CTX *clients_required(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL); // ok
  return ctx;
}

int accept_optional(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
  return SSL_accept(ssl) == 1 ? 0 : -1;
}

int accept_and_look(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL); // ok: the certificate is asked for
  if (SSL_accept(ssl) != 1)
    return -1;
  return SSL_get0_peer_certificate(ssl) ? 0 : -1;
}

int accept_required(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  SSL_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL); // ok
  return SSL_accept(ssl) == 1 ? 0 : -1;
}

int connect_peer(SSL *ssl, const char *host) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL); // ok: a server always has a certificate
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1;
}

// --- certificates ----------------------------------------------------------

int result_alone(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_accept(ssl) != 1)
    return -1;
  return SSL_get_verify_result(ssl) == X509_V_OK ? 0 : -1; // BAD: commsec-ignored-verification-result
}

int result_and_certificate(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_accept(ssl) != 1 || !SSL_get0_peer_certificate(ssl))
    return -1;
  return SSL_get_verify_result(ssl) == X509_V_OK ? 0 : -1; // ok
}

int certificate_alone(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  X509 *cert;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // BAD: commsec-ignored-verification-result, commsec-weak-certificate-policy
    return -1;
  // CHECK-FIXES: X509 *cert;
  // CHECK-FIXES-NEXT: SSL_set_fd(ssl, fd);
  // CHECK-FIXES-NEXT: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  // CHECK-FIXES-NEXT: if (SSL_connect(ssl) != 1)
  cert = SSL_get_peer_certificate(ssl); // BAD: commsec-ignored-verification-result
  if (!cert)
    return -1;
  X509_free(cert);
  return 0;
}

// --- results ---------------------------------------------------------------

void anchors_unchecked(SSL_CTX *ctx) {
  SSL_CTX_load_verify_locations(ctx, "ca.pem", NULL); // BAD: commsec-ignored-verification-result
  SSL_CTX_set_default_verify_paths(ctx); // BAD: commsec-ignored-verification-result
  (void)SSL_CTX_load_verify_file(ctx, "ca.pem"); // BAD: commsec-ignored-verification-result
}

int anchors(SSL_CTX *ctx) {
  return SSL_CTX_load_verify_locations(ctx, "ca.pem", NULL) == 1 ? 0 : -1; // ok
}

void names_unchecked(SSL *ssl, const char *host) {
  SSL_set1_host(ssl, host); // BAD: commsec-ignored-verification-result
  X509_VERIFY_PARAM_set1_host(SSL_get0_param(ssl), host, 0); // BAD: commsec-ignored-verification-result
  X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), "192.0.2.1"); // BAD: commsec-ignored-verification-result
}

int names(SSL *ssl, const char *host) {
  if (SSL_set1_host(ssl, host) != 1) // ok
    return -1;
  return X509_VERIFY_PARAM_set1_host(SSL_get0_param(ssl), host, 0); // ok: for the caller
}

// --- revocation ------------------------------------------------------------

int not_revoked(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1; // BAD: commsec-weak-certificate-policy
}

int revoked(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  X509_STORE_set_flags(SSL_CTX_get_cert_store(ctx), X509_V_FLAG_CRL_CHECK);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1; // ok
}

int stapled(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  SSL_set_tlsext_status_type(ssl, TLSEXT_STATUSTYPE_ocsp);
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1; // ok
}

static int no_crl(X509_STORE_CTX *ctx, X509_CRL **crl, X509 *x) { return 0; } // BAD: commsec-weak-certificate-policy

static STACK_OF(X509_CRL) *no_crls(const X509_STORE_CTX *ctx, const X509_NAME *nm) { // BAD: commsec-weak-certificate-policy
  return NULL;
}

static int known_crl(X509_STORE_CTX *ctx, X509_CRL **crl, X509 *x) { // ok
  X509_CRL *known = X509_STORE_CTX_get_ex_data(ctx, 0);
  if (!known || !X509_CRL_up_ref(known))
    return 0;
  *crl = known;
  return 1;
}

void look_ups(X509_STORE *a, X509_STORE *b, X509_STORE *c) {
  X509_STORE_set_get_crl(a, no_crl);
  X509_STORE_set_lookup_crls(b, no_crls);
  X509_STORE_set_get_crl(c, known_crl);
}

// --- the peer's key and dates ----------------------------------------------

int short_key(X509 *cert) {
  EVP_PKEY *key = X509_get0_pubkey(cert);
  if (EVP_PKEY_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_bits(key) < 1024) // BAD: commsec-weak-certificate-policy
    return -1;
  if (EVP_PKEY_get_security_bits(key) < 80) // BAD: commsec-weak-certificate-policy
    return -1;
  return 0;
}

int long_key(X509 *cert) {
  EVP_PKEY *key = X509_get0_pubkey(cert);
  if (EVP_PKEY_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_bits(key) < 2048) // ok
    return -1;
  if (EVP_PKEY_get_security_bits(key) < 112) // ok
    return -1;
  return 0;
}

int only_the_end(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // BAD: commsec-weak-certificate-policy
    return -1;
  return X509_cmp_current_time(X509_get0_notAfter(SSL_get0_peer_certificate(ssl))) > 0 ? 0 : -1; // BAD: commsec-weak-certificate-policy
}

int begin_and_end(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  X509 *cert;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // BAD: commsec-weak-certificate-policy
    return -1;
  cert = SSL_get0_peer_certificate(ssl);
  if (X509_cmp_current_time(X509_get0_notBefore(cert)) >= 0)
    return -1;
  return X509_cmp_current_time(X509_get0_notAfter(cert)) > 0 ? 0 : -1; // ok
}

// --- versions and ciphers --------------------------------------------------

int floor_of_the_library(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(SSLv23_server_method()); // BAD: commsec-weak-tls-version
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  return SSL_accept(ssl) == 1 ? 0 : -1;
}

int floor_of_ours(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(SSLv23_server_method()); // ok
  SSL *ssl;
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  return SSL_accept(ssl) == 1 ? 0 : -1;
}

int new_name(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method()); // ok: not written for an old library
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  return SSL_accept(ssl) == 1 ? 0 : -1;
}

const SSL_METHOD *one_version(void) { return TLSv1_2_method(); } // BAD: commsec-weak-tls-version
const SSL_METHOD *one_datagram_version(void) { return DTLSv1_2_method(); } // BAD: commsec-weak-tls-version
const SSL_METHOD *any_version(void) { return TLS_method(); } // ok

void only_old(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_ALL | SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_set_options(ctx, SSL_OP_ALL | SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3);
  // CHECK-FIXES-NEXT: SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
}

void all_old(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1); // ok
}

void old_with_floor(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_SSLv3); // ok
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
}

void directive(SSL_CONF_CTX *cctx) {
  SSL_CONF_cmd(cctx, "-no_tls1_2", NULL); // BAD: commsec-weak-tls-version
  SSL_CONF_cmd(cctx, "-no_tls1_1", NULL); // ok
}

void high(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_cipher_list(a, "HIGH"); // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_cipher_list(b, "HIGH:!aNULL"); // ok
}
