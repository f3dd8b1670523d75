// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Repairs of policies, keys, versions and calls.

#include <openssl/cmp.h>
#include <openssl/dh.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Removed from the library long ago; still in programs with headers of their own.
const SSL_METHOD *SSLv2_method(void);
const SSL_METHOD *SSLv3_client_method(void);

// --- purposes and levels ---------------------------------------------------

SSL_CTX *client_purpose(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_CLIENT); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER);
  return ctx;
}

SSL_CTX *server_purpose(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_CLIENT);
  return ctx;
}

SSL_CTX *any_of_client(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER);
  return ctx;
}

SSL_CTX *any_of_server(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CTX_set_purpose(ctx, X509_PURPOSE_SSL_CLIENT);
  return ctx;
}

void any_of_unknown(SSL_CTX *ctx) {
  SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CTX_set_purpose(ctx, X509_PURPOSE_ANY);
}

void level_one(SSL_CTX *ctx) {
  SSL_CTX_set_security_level(ctx, 1); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CTX_set_security_level(ctx, 2);
}

int transparency(SSL_CTX *ctx) {
  return SSL_CTX_enable_ct(ctx, SSL_CT_VALIDATION_PERMISSIVE); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return SSL_CTX_enable_ct(ctx, SSL_CT_VALIDATION_STRICT);
}

int unprotected_errors(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_ERRORS, 1); // BAD: commsec-weak-message-protection
  // CHECK-FIXES: return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_ERRORS, 0);
}

int key_usage(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_IGNORE_KEYUSAGE, 1); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_IGNORE_KEYUSAGE, 0);
}

// --- dates and results that are made up --------------------------------------

void fixed_date(SSL_CTX *ctx) {
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(ctx), 1500000000); // BAD: commsec-weak-certificate-policy
  SSL_CTX_set_timeout(ctx, 300);
  // CHECK-FIXES: void fixed_date(SSL_CTX *ctx) {
  // CHECK-FIXES-NOT: 1500000000
  // CHECK-FIXES: SSL_CTX_set_timeout(ctx, 300);
}

int fixed_date_of_peer(SSL *ssl, X509_STORE *store) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (X509_STORE_CTX_init(ctx, store, SSL_get0_peer_certificate(ssl), NULL) == 1) {
    X509_STORE_CTX_set_time(ctx, 0, 1500000000); // BAD: commsec-weak-certificate-policy
    ok = X509_verify_cert(ctx) == 1;
    // CHECK-FIXES-NOT: X509_STORE_CTX_set_time
    // CHECK-FIXES: ok = X509_verify_cert(ctx) == 1;
  }
  X509_STORE_CTX_free(ctx);
  return ok;
}

void made_up(SSL *ssl) {
  SSL_set_verify_result(ssl, X509_V_OK); // BAD: commsec-ignored-verification-result
  SSL_set_quiet_shutdown(ssl, 1);
  // CHECK-FIXES-NOT: SSL_set_verify_result
  // CHECK-FIXES: SSL_set_quiet_shutdown(ssl, 1);
}

static int forgets(int ok, X509_STORE_CTX *ctx) {
  X509_STORE_CTX_set_error(ctx, X509_V_OK); // BAD: commsec-accepting-verify-callback
  return ok;
  // CHECK-FIXES: static int forgets
  // CHECK-FIXES-NOT: X509_STORE_CTX_set_error
  // CHECK-FIXES: return ok;
}

static int accepts(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  return 1;
  // CHECK-FIXES: (void)ctx;
  // CHECK-FIXES-NEXT: return ok;
}

void install(SSL_CTX *ctx, X509_STORE_CTX *chain) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, forgets);
  X509_STORE_CTX_set_verify_cb(chain, accepts);
}

// --- keys ------------------------------------------------------------------

int control(EVP_PKEY_CTX *ctx) {
  return RSA_pkey_ctx_ctrl(ctx, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 1024, NULL); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return RSA_pkey_ctx_ctrl(ctx, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 2048, NULL);
}

int control_by_type(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_ctrl(ctx, EVP_PKEY_RSA, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 512, NULL); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_PKEY_CTX_ctrl(ctx, EVP_PKEY_RSA, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 2048, NULL);
}

RSA *oldest(void) {
  return RSA_generate_key(1024, RSA_F4, NULL, NULL); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return RSA_generate_key(2048, RSA_F4, NULL, NULL);
}

EVP_PKEY *pss(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA-PSS", (size_t)1024); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EVP_PKEY_Q_keygen(NULL, NULL, "RSA-PSS", (size_t)2048);
}

int built(OSSL_PARAM_BLD *bld) {
  return OSSL_PARAM_BLD_push_uint(bld, "bits", 1024); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return OSSL_PARAM_BLD_push_uint(bld, "bits", 2048);
}

DSA *old_dsa(void) {
  return DSA_generate_parameters(1024, NULL, 0, NULL, NULL, NULL, NULL); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return DSA_generate_parameters(2048, NULL, 0, NULL, NULL, NULL, NULL);
}

DH *old_dh(void) {
  return DH_generate_parameters(512, DH_GENERATOR_2, NULL, NULL); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: return DH_generate_parameters(2048, DH_GENERATOR_2, NULL, NULL);
}

EC_KEY *curve(void) {
  return EC_KEY_new_by_curve_name(NID_secp160r1); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
}

int sign_by_name(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_get_digestbyname("sha1")) > 0; // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return X509_sign(cert, key, EVP_sha256()) > 0;
}

int sign_short(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_sha224()) > 0; // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return X509_sign(cert, key, EVP_sha256()) > 0;
}

// --- versions and ciphers ----------------------------------------------------

const SSL_METHOD *version_2(void) {
  return SSLv2_method(); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return TLS_method();
}

const SSL_METHOD *version_3(void) {
  return SSLv3_client_method(); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return TLS_client_method();
}

int datagram_ceiling(SSL_CTX *ctx) {
  return SSL_CTX_set_max_proto_version(ctx, DTLS1_VERSION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CTX_set_max_proto_version(ctx, DTLS1_2_VERSION);
}

int datagram_directive(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MinProtocol", "DTLSv1") > 0; // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CONF_cmd(cctx, "MinProtocol", "DTLSv1.2") > 0;
}

int no_directive(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MinProtocol", "None") > 0; // BAD: commsec-weak-tls-version
  // CHECK-FIXES: return SSL_CONF_cmd(cctx, "MinProtocol", "TLSv1.2") > 0;
}

void weak_list(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, "RC4-SHA:DES-CBC3-SHA"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(ctx, "DEFAULT");
}
