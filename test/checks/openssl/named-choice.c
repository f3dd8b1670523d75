// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A word that is looked for in what the program is told is a choice.

#include <openssl/ssl.h>
#include <string.h>

SSL_CTX *context(const char *version) {
  // CHECK-MESSAGES: :[[@LINE+2]]:{{[0-9]+}}: warning: {{.*}}obsolete, on a path that is chosen at run time
  if (strcmp(version, "1.0") == 0)
    return SSL_CTX_new(TLSv1_server_method()); // BAD: commsec-weak-tls-version
  return SSL_CTX_new(TLS_server_method());
}

SSL_CTX *old_context(void) {
  // CHECK-MESSAGES: :[[@LINE+1]]:{{[0-9]+}}: warning: {{.*}}obsolete; call TLS_method
  return SSL_CTX_new(TLSv1_server_method()); // BAD: commsec-weak-tls-version
}
