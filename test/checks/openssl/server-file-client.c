// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file that serves and connects, and sessions that may be either.

#include <openssl/ssl.h>

int relax(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return SSL_use_certificate_file(ssl, "own.pem", SSL_FILETYPE_PEM);
}

int serve(SSL *ssl) { return SSL_accept(ssl); }

int dial(SSL *ssl, const char *host) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  if (SSL_set1_host(ssl, host) != 1)
    return 0;
  return SSL_connect(ssl);
}
