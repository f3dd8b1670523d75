// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Flags that are known in part: what is added to others is there, what is
// taken out of them is not.

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

unsigned long stored_flags(void);

void added(X509_VERIFY_PARAM *param) {
  unsigned long flags = X509_VERIFY_PARAM_get_flags(param);
  flags |= X509_V_FLAG_NO_CHECK_TIME; // BAD: commsec-weak-certificate-policy
  X509_VERIFY_PARAM_set_flags(param, flags);
}

void added_in_place(X509_VERIFY_PARAM *param) {
  X509_VERIFY_PARAM_set_flags(param, stored_flags() | X509_V_FLAG_NO_CHECK_TIME); // BAD: commsec-weak-certificate-policy
}

void added_before_another(X509_VERIFY_PARAM *param) {
  unsigned long flags = stored_flags();
  flags &= ~(unsigned long)X509_V_FLAG_POLICY_CHECK;
  flags |= X509_V_FLAG_IGNORE_CRITICAL; // BAD: commsec-weak-certificate-policy
  flags |= X509_V_FLAG_CRL_CHECK;
  X509_VERIFY_PARAM_set_flags(param, flags);
}

void added_and_others_taken_out(X509_VERIFY_PARAM *param) {
  unsigned long flags = stored_flags();
  flags |= X509_V_FLAG_NO_CHECK_TIME; // BAD: commsec-weak-certificate-policy
  flags &= ~(unsigned long)X509_V_FLAG_POLICY_CHECK;
  X509_VERIFY_PARAM_set_flags(param, flags);
}

void added_to_nothing(X509_VERIFY_PARAM *param) {
  unsigned long flags = 0;
  flags |= X509_V_FLAG_NO_CHECK_TIME; // BAD: commsec-weak-certificate-policy
  flags |= X509_V_FLAG_CRL_CHECK;
  flags &= ~(unsigned long)X509_V_FLAG_POLICY_CHECK;
  X509_VERIFY_PARAM_set_flags(param, flags);
}

void added_on_one_way(X509_VERIFY_PARAM *param, int strict) {
  unsigned long flags = X509_VERIFY_PARAM_get_flags(param);
  if (strict)
    flags |= X509_V_FLAG_X509_STRICT;
  else
    flags |= X509_V_FLAG_NO_CHECK_TIME; // BAD: commsec-weak-certificate-policy
  X509_VERIFY_PARAM_set_flags(param, flags);
}

// Twins.
void taken_out(X509_VERIFY_PARAM *param) {
  unsigned long flags = stored_flags();
  flags |= X509_V_FLAG_NO_CHECK_TIME; // ok: taken out again
  flags &= ~(unsigned long)X509_V_FLAG_NO_CHECK_TIME;
  X509_VERIFY_PARAM_set_flags(param, flags);
}

void all_taken_out(X509_VERIFY_PARAM *param) {
  unsigned long flags = X509_V_FLAG_NO_CHECK_TIME;
  flags &= 0;
  X509_VERIFY_PARAM_set_flags(param, flags); // ok
}

void asked_for(X509_VERIFY_PARAM *param) {
  unsigned long flags = X509_VERIFY_PARAM_get_flags(param) & X509_V_FLAG_NO_CHECK_TIME;
  X509_VERIFY_PARAM_clear_flags(param, flags); // ok
  X509_VERIFY_PARAM_set_flags(param, stored_flags() & ~(unsigned long)X509_V_FLAG_NO_CHECK_TIME); // ok
}

void unknown(X509_VERIFY_PARAM *param, unsigned long more) {
  unsigned long flags = stored_flags();
  flags |= X509_V_FLAG_X509_STRICT;
  flags |= more;
  X509_VERIFY_PARAM_set_flags(param, flags); // ok: nobody knows
}

void checked_anyway(X509_VERIFY_PARAM *param, time_t when) {
  unsigned long flags = X509_VERIFY_PARAM_get_flags(param);
  flags |= X509_V_FLAG_NO_CHECK_TIME; // ok: a time is set, which goes first
  X509_VERIFY_PARAM_set_flags(param, flags);
  X509_VERIFY_PARAM_set_time(param, when);
}
