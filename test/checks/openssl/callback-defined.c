// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callbacks that another file registers: the type tells what they are.

#include <openssl/ssl.h>
#include <stdio.h>

int accepts_self_signed(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  int error = X509_STORE_CTX_get_error(ctx);
  if (error == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
    return 1;
  return preverify_ok;
}

int accepts_intermediates(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (X509_STORE_CTX_get_error_depth(ctx) > 0)
    return 1;
  return preverify_ok;
}

int forgives_age(int preverify_ok, X509_STORE_CTX *ctx) {
  switch (X509_STORE_CTX_get_error(ctx)) {
  case X509_V_ERR_CERT_HAS_EXPIRED: // BAD: commsec-weak-certificate-policy
    preverify_ok = 1;
    break;
  default:
    break;
  }
  return preverify_ok;
}

int tells_more(int preverify_ok, X509_STORE_CTX *ctx) { // ok
  if (!preverify_ok)
    fprintf(stderr, "error %d\n", X509_STORE_CTX_get_error(ctx));
  return preverify_ok;
}

int only_tells(int preverify_ok, X509_STORE_CTX *ctx) { // ok: whoever registers it may ask for the result
  if (!preverify_ok)
    fprintf(stderr, "error %d\n", X509_STORE_CTX_get_error(ctx));
  return 1;
}

int never_verifies(int preverify_ok, X509_STORE_CTX *ctx) { // ok: for those who chose it
  return 1;
}

int forgives_for(int code, X509_STORE_CTX *ctx, int forgiving) { // ok: another type
  return forgiving && code == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
}

int passes_expired(int preverify_ok, X509_STORE_CTX *ctx) { // ok: the caller has the last word
  if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_HAS_EXPIRED)
    return 1;
  return preverify_ok;
}

int asks_and_refuses(int preverify_ok, X509_STORE_CTX *ctx) { // ok
  int known = passes_expired(preverify_ok, ctx);
  return known && preverify_ok;
}

struct settings {
  int verbose, insecure, verify_name;
};
extern struct settings settings;

int accepts_unless_verbose(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (!preverify_ok && !settings.verbose)
    return 1;
  return preverify_ok;
}

int accepts_unless_insecure(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (settings.insecure == 0)
    return 1;
  return preverify_ok;
}

int accepts_if_it_verifies(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (settings.verify_name && X509_STORE_CTX_get_error_depth(ctx) > 0)
    return 1;
  return preverify_ok;
}

int accepts_if_insecure(int preverify_ok, X509_STORE_CTX *ctx) { // ok: somebody asked for it
  if (settings.insecure)
    return 1;
  return preverify_ok;
}

int accepts_unless_it_verifies(int preverify_ok, X509_STORE_CTX *ctx) { // ok: somebody asked for it
  return preverify_ok || !settings.verify_name;
}

static int left_over(int preverify_ok, X509_STORE_CTX *ctx) { // ok: nobody can register it
  if (X509_STORE_CTX_get_error_depth(ctx) > 0)
    return 1;
  return preverify_ok;
}

static int in_a_table(int preverify_ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (X509_STORE_CTX_get_error_depth(ctx) > 0)
    return 1;
  return preverify_ok;
}

int (*const verifiers[])(int, X509_STORE_CTX *) = {in_a_table};
