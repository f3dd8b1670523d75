// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results that end in the log of a library.

#include "Inputs/library-log.h"
#include <openssl/ssl.h>

using library::Debug;

void toldByLibrary(SSL *S) {
  auto Result = SSL_get_verify_result(S); // BAD: commsec-ignored-verification-result
  if (Result != X509_V_OK) {
    const char *Reason = X509_verify_cert_error_string(Result);
    for (bool Told = Debug::shouldLog(1); Told; Told = false)
      Debug::log(1, "the peer is not trusted", Reason);
  }
}

void toldAndEnded(SSL *S) {
  auto Result = SSL_get_verify_result(S); // ok
  if (Result != X509_V_OK) {
    Debug::log(1, "the peer is not trusted", X509_verify_cert_error_string(Result));
    SSL_shutdown(S);
  }
}
