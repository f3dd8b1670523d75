// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A flag beside all the workarounds, and one that is among them.

#include "Inputs/library-options.h"
#include <openssl/ssl.h>

#define OUR_OPTIONS (SSL_OP_ALL | SSL_OP_LEGACY_SERVER_CONNECT)

void beside(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_ALL | SSL_OP_LEGACY_SERVER_CONNECT); // BAD: commsec-weak-tls-version
}

void beside_in_a_macro(SSL *ssl) {
  SSL_set_options(ssl, OUR_OPTIONS); // BAD: commsec-weak-tls-version
}

void among(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, LIBRARY_OP_ALL); // ok: nobody asked for the flag
}

void without(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_ALL); // ok
}
