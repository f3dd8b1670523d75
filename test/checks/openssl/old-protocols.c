// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SSL 2 and 3, which today's headers no longer declare: old code meets them with
// the headers of its time.

#include <openssl/ssl.h>

const SSL_METHOD *SSLv2_client_method(void);
const SSL_METHOD *SSLv3_method(void);
const SSL_METHOD *SSLv3_server_method(void);

SSL_CTX *ssl2(void) {
  return SSL_CTX_new(SSLv2_client_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *ssl3(void) {
  return SSL_CTX_new(SSLv3_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *ssl3_server(void) {
  return SSL_CTX_new(SSLv3_server_method()); // BAD: commsec-weak-tls-version
}

SSL_CTX *best(void) {
  return SSL_CTX_new(TLS_method()); // ok
}
