// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Certificate transparency, OCSP answers and DANE flags.

#include <openssl/ct.h>
#include <openssl/ocsp.h>
#include <openssl/ssl.h>

// --- timestamps of logs -----------------------------------------------------

int logs_asked_for_nothing(SSL_CTX *ctx) {
  return SSL_CTX_enable_ct(ctx, SSL_CT_VALIDATION_PERMISSIVE); // BAD: commsec-weak-certificate-policy
}

int logs_asked(SSL_CTX *ctx) {
  return SSL_CTX_enable_ct(ctx, SSL_CT_VALIDATION_STRICT); // ok
}

int logs_of_session(SSL *ssl, int strict) {
  return SSL_enable_ct(ssl, strict ? SSL_CT_VALIDATION_STRICT : SSL_CT_VALIDATION_STRICT); // ok
}

static int any_timestamps(const CT_POLICY_EVAL_CTX *policy, const STACK_OF(SCT) *scts, void *arg) { // BAD: commsec-weak-certificate-policy
  (void)policy;
  (void)scts;
  (void)arg;
  return 1;
}

static int two_timestamps(const CT_POLICY_EVAL_CTX *policy, const STACK_OF(SCT) *scts, void *arg) {
  int valid = 0;
  (void)policy;
  (void)arg;
  for (int i = 0; i < sk_SCT_num(scts); i++)
    if (SCT_get_validation_status(sk_SCT_value(scts, i)) == SCT_VALIDATION_STATUS_VALID)
      valid++;
  return valid >= 2;
}

int any_timestamps_will_do(SSL_CTX *ctx) {
  return SSL_CTX_set_ct_validation_callback(ctx, any_timestamps, NULL);
}

int two_timestamps_are_needed(SSL *ssl) {
  return SSL_set_ct_validation_callback(ssl, two_timestamps, NULL); // ok
}

int no_callback(SSL_CTX *ctx) {
  return SSL_CTX_set_ct_validation_callback(ctx, NULL, NULL); // ok
}

// --- a certificate that the responder does not know -------------------------

int not_revoked(OCSP_SINGLERESP *single) {
  int reason;
  return OCSP_single_get0_status(single, &reason, NULL, NULL, NULL) != V_OCSP_CERTSTATUS_REVOKED; // BAD: commsec-weak-certificate-policy
}

int known_good(OCSP_SINGLERESP *single) {
  int reason;
  return OCSP_single_get0_status(single, &reason, NULL, NULL, NULL) == V_OCSP_CERTSTATUS_GOOD; // ok
}

// --- names of DANE-EE records -----------------------------------------------

void names_not_checked(SSL_CTX *ctx) {
  SSL_CTX_dane_set_flags(ctx, DANE_FLAG_NO_DANE_EE_NAMECHECKS); // BAD: commsec-disabled-hostname-verification
}

void names_of_session_not_checked(SSL *ssl) {
  SSL_dane_set_flags(ssl, DANE_FLAG_NO_DANE_EE_NAMECHECKS); // BAD: commsec-disabled-hostname-verification
}

void names_checked(SSL *ssl) {
  SSL_dane_clear_flags(ssl, DANE_FLAG_NO_DANE_EE_NAMECHECKS); // ok
  SSL_dane_set_flags(ssl, 0); // ok
}
