// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Key lengths, by the ways around the usual macros.

#include <openssl/dsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

int bits_by_control(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_ctrl(ctx, EVP_PKEY_RSA, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 1024, NULL); // BAD: commsec-weak-certificate-policy
}

int enough_bits_by_control(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_ctrl(ctx, EVP_PKEY_RSA, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 3072, NULL); // ok
}

int padding_by_control(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_ctrl(ctx, EVP_PKEY_RSA, -1, EVP_PKEY_CTRL_RSA_PADDING, RSA_PKCS1_PSS_PADDING, NULL); // ok
}

int bits_as_parameter(OSSL_PARAM_BLD *bld) {
  return OSSL_PARAM_BLD_push_size_t(bld, "bits", 1024) && // BAD: commsec-weak-certificate-policy
         OSSL_PARAM_BLD_push_uint(bld, "bits", 512); // BAD: commsec-weak-certificate-policy
}

int enough_bits_as_parameter(OSSL_PARAM_BLD *bld) {
  return OSSL_PARAM_BLD_push_size_t(bld, "bits", 4096) && // ok
         OSSL_PARAM_BLD_push_uint(bld, "primes", 3); // ok: not a length
}

DSA *old_parameters(void) {
  return DSA_generate_parameters(1024, NULL, 0, NULL, NULL, NULL, NULL); // BAD: commsec-weak-certificate-policy
}

DSA *longer_parameters(void) {
  return DSA_generate_parameters(2048, NULL, 0, NULL, NULL, NULL, NULL); // ok
}
