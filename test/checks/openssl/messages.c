// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signed messages and CMP, where the same flags turn checks off.

#include <openssl/cmp.h>
#include <openssl/cms.h>
#include <openssl/pkcs7.h>

int cms_no_chain(CMS_ContentInfo *cms, X509_STORE *store, BIO *out) {
  return CMS_verify(cms, NULL, store, NULL, out, CMS_NO_SIGNER_CERT_VERIFY) == 1; // BAD: commsec-disabled-cert-verification
}

int cms_no_content(CMS_ContentInfo *cms, X509_STORE *store, BIO *in) {
  unsigned int flags = CMS_BINARY | CMS_NO_CONTENT_VERIFY;
  return CMS_verify(cms, NULL, store, in, NULL, flags) == 1; // BAD: commsec-disabled-cert-verification
}

int cms_checked(CMS_ContentInfo *cms, X509_STORE *store, BIO *out) {
  return CMS_verify(cms, NULL, store, NULL, out, CMS_BINARY) == 1; // ok
}

int pkcs7_no_chain(PKCS7 *p7, X509_STORE *store, BIO *in) {
  return PKCS7_verify(p7, NULL, store, in, NULL, PKCS7_NOVERIFY) == 1; // BAD: commsec-disabled-cert-verification
}

int pkcs7_no_signature(PKCS7 *p7, X509_STORE *store, BIO *in) {
  return PKCS7_verify(p7, NULL, store, in, NULL, PKCS7_DETACHED | PKCS7_NOSIGS) == 1; // BAD: commsec-disabled-cert-verification
}

int pkcs7_checked(PKCS7 *p7, X509_STORE *store, BIO *in) {
  return PKCS7_verify(p7, NULL, store, in, NULL, 0) == 1; // ok
}

int pkcs7_flags_of_caller(PKCS7 *p7, X509_STORE *store, BIO *in, int flags) {
  return PKCS7_verify(p7, NULL, store, in, NULL, flags) == 1; // ok: unknown
}

int cmp_unprotected(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_SEND, 1); // BAD: commsec-weak-message-protection
}

int cmp_unprotected_errors(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_ERRORS, 1); // BAD: commsec-weak-message-protection
}

int cmp_key_usage(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_IGNORE_KEYUSAGE, 1); // BAD: commsec-weak-certificate-policy
}

int cmp_checked(OSSL_CMP_CTX *ctx) {
  return OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_UNPROTECTED_SEND, 0) && // ok
         OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_IGNORE_KEYUSAGE, 0) &&  // ok
         OSSL_CMP_CTX_set_option(ctx, OSSL_CMP_OPT_KEEP_ALIVE, 1);         // ok
}
