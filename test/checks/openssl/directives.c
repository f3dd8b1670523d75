// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Versions, groups, options and levels, in their rarer forms.

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

void datagrams(SSL_CTX *ctx) {
  SSL_CTX_set_min_proto_version(ctx, DTLS1_VERSION); // BAD: commsec-weak-tls-version
}

void datagrams_at_most(SSL_CTX *ctx) {
  SSL_CTX_set_max_proto_version(ctx, DTLS1_VERSION); // BAD: commsec-weak-tls-version
}

void datagrams_long_ago(SSL_CTX *ctx) {
  SSL_CTX_set_min_proto_version(ctx, DTLS1_BAD_VER); // BAD: commsec-weak-tls-version
}

void datagrams_only_long_ago(SSL *ssl) {
  SSL_set_max_proto_version(ssl, DTLS1_BAD_VER); // BAD: commsec-weak-tls-version
}

void datagrams_today(SSL_CTX *ctx) {
  SSL_CTX_set_min_proto_version(ctx, DTLS1_2_VERSION); // ok
}

void configured(SSL_CONF_CTX *conf) {
  SSL_CONF_cmd(conf, "MinProtocol", "DTLSv1"); // BAD: commsec-weak-tls-version
}

void configured_well(SSL_CONF_CTX *conf) {
  SSL_CONF_cmd(conf, "MinProtocol", "DTLSv1.2"); // ok
}

void groups(SSL_CTX *ctx) {
  SSL_CTX_set1_groups_list(ctx, "X25519:secp192r1"); // BAD: commsec-weak-cipher-suite
}

void good_groups(SSL_CTX *ctx) {
  SSL_CTX_set1_groups_list(ctx, "X25519:P-256"); // ok
}

void protections_off(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_EXTENDED_MASTER_SECRET); // BAD: commsec-weak-cipher-suite
}

void protections_on(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_RENEGOTIATION); // ok
}

void without_the_middle(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TLSv1_2); // BAD: commsec-weak-tls-version
}

void subject_too(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT); // BAD: commsec-disabled-hostname-verification
}

void session_subject_too(SSL *ssl) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT); // BAD: commsec-disabled-hostname-verification
}

int name_in_subject_too(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT, NULL) == 1; // BAD: commsec-disabled-hostname-verification
}

void subject_never(SSL *ssl) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT); // ok
}

void proxies(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_ALLOW_PROXY_CERTS); // BAD: commsec-weak-certificate-policy
}

void not_strict(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_X509_STRICT); // BAD: commsec-weak-certificate-policy
}

void strict(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT); // ok
}

void level(SSL_CTX *ctx) {
  SSL_CTX_set_security_level(ctx, 1); // BAD: commsec-weak-certificate-policy
}

void level_two(SSL_CTX *ctx) {
  SSL_CTX_set_security_level(ctx, 2); // ok
}

void level_of_list(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:@SECLEVEL=1"); // BAD: commsec-weak-cipher-suite
}

void level_two_of_list(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:@SECLEVEL=2"); // ok
}

int short_digest(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_sha224()); // BAD: commsec-weak-certificate-policy
}

int long_digest(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_sha384()); // ok
}

int issuer_not_looked_at(X509 *issuer, X509 *cert) {
  X509_check_issued(issuer, cert); // BAD: commsec-ignored-verification-result
  return 1;
}

int issuer_looked_at(X509 *issuer, X509 *cert) {
  return X509_check_issued(issuer, cert) == X509_V_OK; // ok
}
