// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros that log keep books of their own: what they do for the message decides
// nothing.

#include <openssl/ssl.h>
#include <stdio.h>
#include "Inputs/logging-macros.h"

static int forgives(int preverify_ok, X509_STORE_CTX *ctx) {
  int error = X509_STORE_CTX_get_error(ctx);
  NOTICE("depth %d\n", X509_STORE_CTX_get_error_depth(ctx));
  if (preverify_ok) {
    NOTICE("good\n");
    return preverify_ok;
  }
  NOTICE("error %d\n", error);
  NOTICE("%s\n", X509_verify_cert_error_string(error));
  switch (error) {
  case X509_V_ERR_CERT_NOT_YET_VALID:
    NOTICE("not before\n");
    break;
  case X509_V_ERR_CERT_HAS_EXPIRED: // BAD: commsec-weak-certificate-policy
    NOTICE("not after\n");
    preverify_ok = 1;
    break;
  case X509_V_ERR_INVALID_CA:
    NOTICE("invalid CA\n");
    break;
  default:
    NOTICE("something else\n");
    break;
  }
  NOTICE("verify return %d\n", preverify_ok);
  return preverify_ok;
}

static int refuses(int preverify_ok, X509_STORE_CTX *ctx) { // ok
  int error = X509_STORE_CTX_get_error(ctx);
  NOTICE("error %d\n", error);
  switch (error) {
  case X509_V_ERR_CERT_NOT_YET_VALID:
    NOTICE("not before\n");
    break;
  case X509_V_ERR_CERT_HAS_EXPIRED:
    NOTICE("not after\n");
    preverify_ok = 0;
    break;
  default:
    NOTICE("something else\n");
    break;
  }
  return preverify_ok;
}

void use(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, forgives);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, refuses);
}
