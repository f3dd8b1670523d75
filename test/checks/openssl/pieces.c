// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values chosen by a branch or put together from pieces: the insecure piece is the cause.

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <stdbool.h>
#include <string.h>

void mode_by_branch(SSL_CTX *ctx, bool insecure) {
  int mode = SSL_VERIFY_PEER;
  if (insecure)
    mode = SSL_VERIFY_NONE; // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_verify(ctx, mode, NULL);
}

void mode_by_branch_good(SSL_CTX *ctx, bool mutual) {
  int mode = SSL_VERIFY_PEER;
  if (mutual)
    mode |= SSL_VERIFY_FAIL_IF_NO_PEER_CERT; // ok
  SSL_CTX_set_verify(ctx, mode, NULL);
}

void mode_by_ternary(SSL_CTX *ctx, bool insecure) {
  int mode = insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER; // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_verify(ctx, mode, NULL);
}

void mode_by_ternary_good(SSL_CTX *ctx, bool mutual) {
  int mode = mutual ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER; // ok
  SSL_CTX_set_verify(ctx, mode, NULL);
}

void flags_by_pieces(X509_VERIFY_PARAM *param, bool no_clock) {
  unsigned long flags = X509_V_FLAG_TRUSTED_FIRST;
  if (no_clock)
    flags |= X509_V_FLAG_NO_CHECK_TIME; // BAD: commsec-weak-certificate-policy
  X509_VERIFY_PARAM_set_flags(param, flags);
}

void flags_by_pieces_good(X509_VERIFY_PARAM *param, bool strict) {
  unsigned long flags = X509_V_FLAG_TRUSTED_FIRST;
  if (strict)
    flags |= X509_V_FLAG_X509_STRICT; // ok
  X509_VERIFY_PARAM_set_flags(param, flags);
}

int floor_by_name(SSL_CTX *ctx, const char *name) {
  int version = TLS1_2_VERSION;
  if (strcmp(name, "compat") == 0)
    version = TLS1_VERSION; // BAD: commsec-weak-tls-version
  else if (strcmp(name, "modern") == 0)
    version = TLS1_3_VERSION; // ok
  return SSL_CTX_set_min_proto_version(ctx, version);
}

int list_by_option(SSL_CTX *ctx, bool compat) {
  return SSL_CTX_set_cipher_list(ctx,
                                 compat ? "ALL:eNULL" // BAD: commsec-weak-cipher-suite
                                        : "DEFAULT");
}
