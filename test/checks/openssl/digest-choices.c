// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A digest that is chosen before, and kept in a local until it is used.

#include <openssl/evp.h>
#include <openssl/x509.h>

struct options {
  int modern;
};

int by_ternary(X509_REQ *request, EVP_PKEY *key, const struct options *o) {
  const EVP_MD *md = o->modern ? EVP_sha256()
                               : EVP_sha1(); // BAD: commsec-weak-certificate-policy
  if (X509_REQ_set_pubkey(request, key) != 1)
    return 0;
  return X509_REQ_sign(request, key, md) > 0;
}

int by_ternary_fine(X509_REQ *request, EVP_PKEY *key, const struct options *o) {
  const EVP_MD *md = o->modern ? EVP_sha512() : EVP_sha256(); // ok
  if (X509_REQ_set_pubkey(request, key) != 1)
    return 0;
  return X509_REQ_sign(request, key, md) > 0;
}

int by_branches(X509_REQ *request, EVP_PKEY *key, const struct options *o) {
  const EVP_MD *md;
  if (o->modern)
    md = EVP_sha256();
  else
    md = EVP_sha1(); // BAD: commsec-weak-certificate-policy
  if (X509_REQ_set_pubkey(request, key) != 1)
    return 0;
  return X509_REQ_sign(request, key, md) > 0;
}

int overwritten(X509_REQ *request, EVP_PKEY *key) {
  const EVP_MD *md = EVP_sha1(); // ok
  if (X509_REQ_set_pubkey(request, key) != 1)
    return 0;
  md = EVP_sha256();
  return X509_REQ_sign(request, key, md) > 0;
}

int by_default(X509_REQ *request, EVP_PKEY *key, const struct options *o) {
  const EVP_MD *md = EVP_sha1();
  if (o->modern)
    md = EVP_sha256();
  return X509_REQ_sign(request, key, md) > 0; // BAD: commsec-weak-certificate-policy
}
