// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server's chain that is verified by hand needs a name as well.

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

int by_default_parameters(X509_STORE *store, SSL *ssl) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (ctx && X509_STORE_CTX_init(ctx, store, SSL_get0_peer_certificate(ssl), SSL_get_peer_cert_chain(ssl)) == 1) {
    X509_STORE_CTX_set_default(ctx, "ssl_server");
    ok = X509_verify_cert(ctx) == 1; // BAD: commsec-disabled-hostname-verification
  }
  X509_STORE_CTX_free(ctx);
  return ok;
}

int by_purpose(X509_STORE *store, X509 *leaf) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (ctx && X509_STORE_CTX_init(ctx, store, leaf, NULL) == 1) {
    X509_STORE_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER);
    ok = X509_verify_cert(ctx) == 1; // BAD: commsec-disabled-hostname-verification
  }
  X509_STORE_CTX_free(ctx);
  return ok;
}

int with_name(X509_STORE *store, X509 *leaf, const char *host) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (ctx && X509_STORE_CTX_init(ctx, store, leaf, NULL) == 1) {
    X509_STORE_CTX_set_default(ctx, "ssl_server");
    if (X509_VERIFY_PARAM_set1_host(X509_STORE_CTX_get0_param(ctx), host, 0) == 1)
      ok = X509_verify_cert(ctx) == 1; // ok
  }
  X509_STORE_CTX_free(ctx);
  return ok;
}

int of_a_signature(X509_STORE *store, X509 *signer) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (ctx && X509_STORE_CTX_init(ctx, store, signer, NULL) == 1) {
    X509_STORE_CTX_set_default(ctx, "smime_sign");
    ok = X509_verify_cert(ctx) == 1; // ok: no server
  }
  X509_STORE_CTX_free(ctx);
  return ok;
}

int of_somebody(X509_STORE *store, X509 *cert) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  int ok = 0;
  if (ctx && X509_STORE_CTX_init(ctx, store, cert, NULL) == 1)
    ok = X509_verify_cert(ctx) == 1; // ok: who knows what for
  X509_STORE_CTX_free(ctx);
  return ok;
}
