// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lengths, curves and digests of keys and certificates that are made here.

#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <string.h>

#define DEVICE_KEY_BITS 1024
#define SERVER_KEY_BITS 3072

// --- RSA -------------------------------------------------------------------

EVP_PKEY *make_key(void) {
  EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, NULL);
  EVP_PKEY *key = NULL;
  if (!ctx || EVP_PKEY_keygen_init(ctx) <= 0)
    goto out;
  if (EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 1024) <= 0) // BAD: commsec-weak-certificate-policy
    goto out;
  if (EVP_PKEY_keygen(ctx, &key) <= 0)
    key = NULL;
out:
  EVP_PKEY_CTX_free(ctx);
  return key;
}

EVP_PKEY *make_good_key(void) {
  EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, NULL);
  EVP_PKEY *key = NULL;
  if (!ctx || EVP_PKEY_keygen_init(ctx) <= 0)
    goto out;
  if (EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048) <= 0) // ok
    goto out;
  if (EVP_PKEY_keygen(ctx, &key) <= 0)
    key = NULL;
out:
  EVP_PKEY_CTX_free(ctx);
  return key;
}

int device_bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, DEVICE_KEY_BITS); // BAD: commsec-weak-certificate-policy
}

int server_bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, SERVER_KEY_BITS); // ok
}

int bits_of_caller(EVP_PKEY_CTX *ctx, int bits) {
  return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, bits); // ok: unknown
}

int bits_by_speed(EVP_PKEY_CTX *ctx, bool slow) {
  return EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, slow ? 1536 : 2048); // BAD: commsec-weak-certificate-policy
}

int old_rsa(RSA *rsa, BIGNUM *e) {
  int bits = 512;
  return RSA_generate_key_ex(rsa, bits, e, NULL); // BAD: commsec-weak-certificate-policy
}

int good_rsa(RSA *rsa, BIGNUM *e) {
  int bits = 4096;
  return RSA_generate_key_ex(rsa, bits, e, NULL); // ok
}

RSA *older_rsa(void) {
  return RSA_generate_key(1024, RSA_F4, NULL, NULL); // BAD: commsec-weak-certificate-policy
}

RSA *older_good_rsa(void) {
  return RSA_generate_key(2048, RSA_F4, NULL, NULL); // ok
}

EVP_PKEY *short_call(void) {
  return EVP_RSA_gen(1024); // BAD: commsec-weak-certificate-policy
}

EVP_PKEY *short_good_call(void) {
  return EVP_RSA_gen(2048); // ok
}

EVP_PKEY *quick(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)1024); // BAD: commsec-weak-certificate-policy
}

EVP_PKEY *quick_good(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)3072); // ok
}

EVP_PKEY *quick_curve(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"); // ok
}

static EVP_PKEY *make_rsa(unsigned int bits) { return EVP_RSA_gen(bits); }

EVP_PKEY *wrapped(void) {
  return make_rsa(1024); // BAD: commsec-weak-certificate-policy
}

EVP_PKEY *wrapped_good(void) {
  return make_rsa(4096); // ok
}

// --- DSA and curves --------------------------------------------------------

int dsa_bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 1024); // BAD: commsec-weak-certificate-policy
}

int dsa_good_bits(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 2048); // ok
}

int curve(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime192v1); // BAD: commsec-weak-certificate-policy
}

int good_curve(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime256v1); // ok
}

EC_KEY *old_curve(void) {
  return EC_KEY_new_by_curve_name(NID_secp160r1); // BAD: commsec-weak-certificate-policy
}

EC_KEY *old_good_curve(void) {
  return EC_KEY_new_by_curve_name(NID_secp384r1); // ok
}

EVP_PKEY *named_curve(void) {
  return EVP_EC_gen("P-192"); // BAD: commsec-weak-certificate-policy
}

EVP_PKEY *named_good_curve(void) {
  return EVP_EC_gen("P-256"); // ok
}

// --- digests of signatures -------------------------------------------------

int sign_md5(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_md5()) > 0; // BAD: commsec-weak-certificate-policy
}

int sign_sha1(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_sha1()) > 0; // BAD: commsec-weak-certificate-policy
}

int sign_sha256(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, EVP_sha256()) > 0; // ok
}

int sign_edwards(X509 *cert, EVP_PKEY *key) {
  return X509_sign(cert, key, NULL) > 0; // ok: Ed25519 has its own
}

int request_sha1(X509_REQ *req, EVP_PKEY *key) {
  const EVP_MD *md = EVP_sha1();
  return X509_REQ_sign(req, key, md) > 0; // BAD: commsec-weak-certificate-policy
}

int request_sha384(X509_REQ *req, EVP_PKEY *key) {
  const EVP_MD *md = EVP_sha384();
  return X509_REQ_sign(req, key, md) > 0; // ok
}

int list_by_name(X509_CRL *crl, EVP_PKEY *key) {
  return X509_CRL_sign(crl, key, EVP_get_digestbyname("sha1")) > 0; // BAD: commsec-weak-certificate-policy
}

int list_by_good_name(X509_CRL *crl, EVP_PKEY *key) {
  return X509_CRL_sign(crl, key, EVP_get_digestbyname("sha256")) > 0; // ok
}

int sign_for_old_devices(X509 *cert, EVP_PKEY *key, bool old) {
  return X509_sign(cert, key, old ? EVP_sha1() : EVP_sha256()) > 0; // BAD: commsec-weak-certificate-policy
}

int sign_with(X509 *cert, EVP_PKEY *key, const EVP_MD *md) {
  return X509_sign(cert, key, md) > 0; // ok: unknown
}

int sign_context_sha1(X509 *cert, EVP_PKEY *key) {
  EVP_MD_CTX *md = EVP_MD_CTX_new();
  int ok = 0;
  if (md && EVP_DigestSignInit(md, NULL, EVP_sha1(), NULL, key) == 1) // BAD: commsec-weak-certificate-policy
    ok = X509_sign_ctx(cert, md) > 0;
  EVP_MD_CTX_free(md);
  return ok;
}

int sign_context_sha512(X509 *cert, EVP_PKEY *key) {
  EVP_MD_CTX *md = EVP_MD_CTX_new();
  int ok = 0;
  if (md && EVP_DigestSignInit(md, NULL, EVP_sha512(), NULL, key) == 1) // ok
    ok = X509_sign_ctx(cert, md) > 0;
  EVP_MD_CTX_free(md);
  return ok;
}

// A digest of data is no signature of a certificate.
int checksum(const void *data, size_t len, unsigned char *out) {
  unsigned int n = 0;
  return EVP_Digest(data, len, out, &n, EVP_md5(), NULL); // ok: not compared, not signed
}
