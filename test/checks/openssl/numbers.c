// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers that go by address, in arrays or in tables, and thresholds.

#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <stdbool.h>

static const int weak_algorithms[] = {
    NID_sha256, EVP_PKEY_RSA,
    NID_sha1, // BAD: commsec-weak-certificate-policy
    EVP_PKEY_RSA,
};
static const int algorithms[] = {NID_sha256, EVP_PKEY_RSA, NID_sha384, EVP_PKEY_EC};

int weak_sigalgs(SSL_CTX *ctx) {
  return SSL_CTX_set1_sigalgs(ctx, weak_algorithms, 4);
}

int sigalgs(SSL_CTX *ctx) { return SSL_CTX_set1_sigalgs(ctx, algorithms, 4); }

int weak_client_sigalgs(SSL *ssl) {
  int list[] = {
      NID_md5, // BAD: commsec-weak-certificate-policy
      EVP_PKEY_RSA,
  };
  return SSL_set1_client_sigalgs(ssl, list, 2);
}

int client_sigalgs(SSL *ssl) {
  int list[] = {NID_sha512, EVP_PKEY_RSA};
  return SSL_set1_client_sigalgs(ssl, list, 2);
}

bool weak_threshold(EVP_PKEY *key) {
  if (EVP_PKEY_base_id(key) == EVP_PKEY_RSA &&
      EVP_PKEY_bits(key) < 1024) // BAD: commsec-weak-certificate-policy
    return false;
  return true;
}

bool weak_rsa_threshold(const RSA *key) {
  int bits = RSA_bits(key); // BAD: commsec-weak-certificate-policy
  return bits >= 1536;
}

bool threshold(EVP_PKEY *key) {
  if (EVP_PKEY_base_id(key) == EVP_PKEY_RSA)
    return EVP_PKEY_bits(key) >= 2048;
  return EVP_PKEY_bits(key) >= 256;
}

bool unknown_is_good(OCSP_BASICRESP *r, OCSP_CERTID *id) {
  int status, reason;
  ASN1_GENERALIZEDTIME *rev, *thisupd, *nextupd;
  if (OCSP_resp_find_status(r, id, &status, &reason, &rev, &thisupd, &nextupd) != 1) // BAD: commsec-weak-certificate-policy
    return false;
  if (status == V_OCSP_CERTSTATUS_REVOKED)
    return false;
  return true;
}

bool good_is_good(OCSP_BASICRESP *r, OCSP_CERTID *id) {
  int status, reason;
  ASN1_GENERALIZEDTIME *rev, *thisupd, *nextupd;
  if (OCSP_resp_find_status(r, id, &status, &reason, &rev, &thisupd, &nextupd) != 1)
    return false;
  return status == V_OCSP_CERTSTATUS_GOOD;
}

bool switched(OCSP_BASICRESP *r, OCSP_CERTID *id) {
  int status, reason;
  ASN1_GENERALIZEDTIME *rev, *thisupd, *nextupd;
  if (!OCSP_resp_find_status(r, id, &status, &reason, &rev, &thisupd, &nextupd))
    return false;
  switch (status) {
  case V_OCSP_CERTSTATUS_GOOD:
    return true;
  default:
    return false;
  }
}
