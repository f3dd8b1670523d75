// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Key lengths, by the ways around the usual macros.

#include <openssl/dsa.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
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

// --- other ways to say the length --------------------------------------------

int by_control(EVP_PKEY_CTX *ctx) {
  return RSA_pkey_ctx_ctrl(ctx, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 1024, NULL); // BAD: commsec-weak-certificate-policy
}

int by_control_long(EVP_PKEY_CTX *ctx) {
  return RSA_pkey_ctx_ctrl(ctx, EVP_PKEY_OP_KEYGEN, EVP_PKEY_CTRL_RSA_KEYGEN_BITS, 3072, NULL); // ok
}

EVP_PKEY *pss(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA-PSS", (size_t)1024); // BAD: commsec-weak-certificate-policy
}

EVP_PKEY *pss_long(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA-PSS", (size_t)3072); // ok
}

// --- lengths in parameters, by address ----------------------------------------

static EVP_PKEY *generate(OSSL_PARAM *params) {
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
  if (ctx && EVP_PKEY_keygen_init(ctx) > 0 && EVP_PKEY_CTX_set_params(ctx, params) > 0)
    EVP_PKEY_generate(ctx, &key);
  EVP_PKEY_CTX_free(ctx);
  return key;
}

EVP_PKEY *one_by_one(void) {
  unsigned int bits = 1024, primes = 2;
  OSSL_PARAM params[3];
  params[0] = OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_BITS, &bits); // BAD: commsec-weak-certificate-policy
  params[1] = OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_PRIMES, &primes);
  params[2] = OSSL_PARAM_construct_end();
  return generate(params);
}

EVP_PKEY *one_by_one_long(void) {
  unsigned int bits = 3072;
  OSSL_PARAM params[2];
  params[0] = OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_BITS, &bits); // ok
  params[1] = OSSL_PARAM_construct_end();
  return generate(params);
}

EVP_PKEY *in_an_initialiser(void) {
  size_t bits = 512;
  OSSL_PARAM params[] = {
      OSSL_PARAM_construct_size_t("bits", &bits), // BAD: commsec-weak-certificate-policy
      OSSL_PARAM_construct_end(),
  };
  return generate(params);
}

static EVP_PKEY *of_length(size_t bits) {
  OSSL_PARAM params[] = {OSSL_PARAM_construct_size_t("bits", &bits), // ok: the caller's
                         OSSL_PARAM_construct_end()};
  return generate(params);
}

EVP_PKEY *of_1024(void) { return of_length(1024); } // BAD: commsec-weak-certificate-policy
EVP_PKEY *of_4096(void) { return of_length(4096); } // ok

int ask_length(EVP_PKEY *key) {
  int bits = 0;
  OSSL_PARAM params[] = {OSSL_PARAM_construct_int("bits", &bits), // ok: the answer is written there
                         OSSL_PARAM_construct_end()};
  return EVP_PKEY_get_params(key, params) == 1 ? bits : -1;
}

OSSL_PARAM *built(OSSL_PARAM_BLD *bld) {
  if (OSSL_PARAM_BLD_push_int(bld, OSSL_PKEY_PARAM_RSA_BITS, 1024) != 1) // BAD: commsec-weak-certificate-policy
    return NULL;
  return OSSL_PARAM_BLD_to_param(bld);
}

OSSL_PARAM *built_long(OSSL_PARAM_BLD *bld) {
  if (OSSL_PARAM_BLD_push_int(bld, OSSL_PKEY_PARAM_RSA_BITS, 2048) != 1) // ok
    return NULL;
  return OSSL_PARAM_BLD_to_param(bld);
}

// --- lengths in tables that are initialised as a whole -------------------------

static unsigned int table_bits = 1024;
static const OSSL_PARAM static_table[] = {
    OSSL_PARAM_uint(OSSL_PKEY_PARAM_RSA_BITS, &table_bits),
    OSSL_PARAM_END,
};
static const unsigned int short_bits = 1024;
static const OSSL_PARAM short_table[] = {
    OSSL_PARAM_uint(OSSL_PKEY_PARAM_RSA_PRIMES, NULL),
    OSSL_PARAM_uint(OSSL_PKEY_PARAM_RSA_BITS, (void *)&short_bits),
    OSSL_PARAM_END,
};

int set_const_table(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_params(ctx, short_table); // BAD: commsec-weak-certificate-policy
}

int set_static_table(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_params(ctx, static_table); // ok: who has the address may write to it
}

int set_table(EVP_PKEY_CTX *ctx) {
  size_t bits = 1024;
  OSSL_PARAM params[] = {{"bits", OSSL_PARAM_UNSIGNED_INTEGER, &bits, sizeof(bits), 0},
                         {NULL, 0, NULL, 0, 0}};
  return EVP_PKEY_CTX_set_params(ctx, params); // BAD: commsec-weak-certificate-policy
}

int set_rows(EVP_PKEY_CTX *ctx) {
  unsigned bits = 512;
  OSSL_PARAM params[2];
  params[0].key = "bits";
  params[0].data_type = OSSL_PARAM_UNSIGNED_INTEGER;
  params[0].data = &bits;
  params[0].data_size = sizeof(bits);
  params[1] = OSSL_PARAM_construct_end();
  return EVP_PKEY_CTX_set_params(ctx, params); // BAD: commsec-weak-certificate-policy
}

static int set_all(EVP_PKEY_CTX *ctx, const OSSL_PARAM *params) {
  return EVP_PKEY_CTX_set_params(ctx, params) == 1;
}

int through_helper(EVP_PKEY_CTX *ctx) {
  int bits = 768; // BAD: commsec-weak-certificate-policy
  const OSSL_PARAM params[] = {OSSL_PARAM_int("bits", &bits), OSSL_PARAM_END};
  return set_all(ctx, params);
}

int set_long_table(EVP_PKEY_CTX *ctx) {
  size_t bits = 3072;
  OSSL_PARAM params[] = {{"bits", OSSL_PARAM_UNSIGNED_INTEGER, &bits, sizeof(bits), 0},
                         {NULL, 0, NULL, 0, 0}};
  return EVP_PKEY_CTX_set_params(ctx, params); // ok
}

int set_primes(EVP_PKEY_CTX *ctx) {
  int primes = 3;
  OSSL_PARAM params[] = {OSSL_PARAM_int("primes", &primes), OSSL_PARAM_END};
  return EVP_PKEY_CTX_set_params(ctx, params); // ok: not a length
}

int set_again(EVP_PKEY_CTX *ctx) {
  int bits = 1024;
  OSSL_PARAM params[] = {OSSL_PARAM_int("bits", &bits), OSSL_PARAM_END};
  bits = 2048;
  return EVP_PKEY_CTX_set_params(ctx, params); // ok: longer by now
}

int set_unknown(EVP_PKEY_CTX *ctx, const char *name) {
  int bits = 1024;
  OSSL_PARAM params[] = {OSSL_PARAM_int(name, &bits), OSSL_PARAM_END};
  return EVP_PKEY_CTX_set_params(ctx, params); // ok: of what
}
