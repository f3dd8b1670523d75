// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server's chain that is verified by hand, and whose name another call compares.

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static int chain_is_good(X509_STORE *store, X509 *leaf) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (ctx && X509_STORE_CTX_init(ctx, store, leaf, NULL) == 1) {
    X509_STORE_CTX_set_default(ctx, "ssl_server");
    ok = X509_verify_cert(ctx) == 1; // ok: compared below
  }
  X509_STORE_CTX_free(ctx);
  return ok;
}

int is_server(X509_STORE *store, X509 *leaf, const char *host) {
  return chain_is_good(store, leaf) && X509_check_host(leaf, host, 0, 0, NULL) == 1;
}
