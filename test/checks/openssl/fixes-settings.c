// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Repairs of settings: the constant is replaced, nothing else.

#include <openssl/cmp.h>
#include <openssl/dh.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

void verify_context(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
}

void verify_session(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
}

void verify_number(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, 0, NULL); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
}

void verify_untouched(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE, NULL); // ok
  // CHECK-FIXES: SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE, NULL);
}

int floor_context(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
}

int floor_session(SSL *ssl) {
  return SSL_set_min_proto_version(ssl, TLS1_1_VERSION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_set_min_proto_version(ssl, TLS1_2_VERSION);
}

int floor_none(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, 0); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
}

int floor_datagrams(SSL_CTX *ctx) {
  return SSL_CTX_set_min_proto_version(ctx, DTLS1_VERSION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_set_min_proto_version(ctx, DTLS1_2_VERSION);
}

int ceiling(SSL_CTX *ctx) {
  return SSL_CTX_set_max_proto_version(ctx, TLS1_1_VERSION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_set_max_proto_version(ctx, TLS1_3_VERSION);
}

SSL_CTX *client_method(void) {
  return SSL_CTX_new(TLSv1_client_method()); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_new(TLS_client_method());
}

SSL_CTX *server_method(void) {
  return SSL_CTX_new(TLSv1_1_server_method()); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_new(TLS_server_method());
}

SSL_CTX *either_method(void) {
  return SSL_CTX_new(TLSv1_method()); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_new(TLS_method());
}

SSL_CTX *datagram_method(void) {
  return SSL_CTX_new(DTLSv1_server_method()); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_new(DTLS_server_method());
}

void level(SSL_CTX *ctx) {
  SSL_CTX_set_security_level(ctx, 0); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_security_level(ctx, 2);
}

void level_session(SSL *ssl) {
  SSL_set_security_level(ssl, 0); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_set_security_level(ssl, 2);
}

void auth_level(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_auth_level(param, 0); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: X509_VERIFY_PARAM_set_auth_level(param, 2);
}

int bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 1024); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048);
}

int old_bits(RSA *rsa, BIGNUM *e) {
  return RSA_generate_key_ex(rsa, 512, e, NULL); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return RSA_generate_key_ex(rsa, 2048, e, NULL);
}

EVP_PKEY *short_bits(void) {
  return EVP_RSA_gen(1024); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_RSA_gen(2048);
}

int sign(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_sha1()) > 0; // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return X509_sign(cert, key, EVP_sha256()) > 0;
}

int sign_request(X509_REQ *req, EVP_PKEY *key) {
  return X509_REQ_sign(req, key, EVP_md5()) > 0; // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return X509_REQ_sign(req, key, EVP_sha256()) > 0;
}

int matching(SSL_CTX *ctx) {
  return SSL_CTX_dane_mtype_set(ctx, EVP_sha1(), 3, 1) > 0; // BAD: commsec-ineffective-pinning
  // CHECK-FIXES: return SSL_CTX_dane_mtype_set(ctx, EVP_sha256(), 3, 1) > 0;
}

int unprotected(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_SEND, 1); // BAD: commsec-weak-message-protection
  // CHECK-FIXES: return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_SEND, 0);
}

int response(OCSP_BASICRESP *bs, X509_STORE *store) {
  return OCSP_basic_verify(bs, NULL, store, OCSP_NOVERIFY) > 0; // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return OCSP_basic_verify(bs, NULL, store, 0) > 0;
}

int min_protocol(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MinProtocol", "TLSv1") > 0; // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CONF_cmd(cctx, "MinProtocol", "TLSv1.2") > 0;
}

EVP_PKEY *quick_bits(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)1024); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
}

int dsa_bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 1024); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 2048);
}

int curve(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime192v1); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime256v1);
}

int dh_bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_dh_paramgen_prime_len(ctx, 1024); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: return EVP_PKEY_CTX_set_dh_paramgen_prime_len(ctx, 2048);
}

void wildcards(SSL *ssl) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS); // BAD: commsec-shared-wildcard-domain
  // CHECK-FIXES: SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
}

void everything(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, "ALL"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(ctx, "DEFAULT");
}
