// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results of which only a macro that logs is told.

#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>
#include "Inputs/logging-macros.h"

int goes_on(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    NOTICE("not verified\n");
  return SSL_write(ssl, "x", 1);
}

int leaves(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) { // ok: the message is not all
    NOTICE("not verified\n");
    give_up(ssl);
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}

int closes_by_macro(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // ok: the macro closes it
    LOG_AND_CLOSE(ssl, "not verified\n");
  return SSL_write(ssl, "x", 1);
}

int leaves_by_macro(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // ok: so is what the macro does
    LOG_AND_LEAVE("not verified\n");
  return SSL_write(ssl, "x", 1);
}

int says_why(X509 *cert, X509_STORE *store) {
  const char *why;
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  if (ctx == NULL || X509_STORE_CTX_init(ctx, store, cert, NULL) != 1)
    return -1;
  if (X509_verify_cert(ctx) != 1) { // BAD: commsec-ignored-verification-result
    why = X509_verify_cert_error_string(X509_STORE_CTX_get_error(ctx));
    NOTICE("not verified: %s\n", why);
  } else {
    NOTICE("verified\n");
  }
  X509_STORE_CTX_free(ctx);
  return 0;
}

int tells_why(X509 *cert, X509_STORE *store, const char **why) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  if (ctx == NULL || X509_STORE_CTX_init(ctx, store, cert, NULL) != 1)
    return -1;
  if (X509_verify_cert(ctx) != 1) { // ok: the caller is told
    *why = X509_verify_cert_error_string(X509_STORE_CTX_get_error(ctx));
    NOTICE("not verified: %s\n", *why);
  } else {
    NOTICE("verified\n");
  }
  X509_STORE_CTX_free(ctx);
  return 0;
}

int says_why_in_place(X509 *cert, X509_STORE *store) {
  X509_STORE_CTX *ctx = X509_STORE_CTX_new();
  if (ctx == NULL || X509_STORE_CTX_init(ctx, store, cert, NULL) != 1)
    return -1;
  if (X509_verify_cert(ctx) != 1) { // BAD: commsec-ignored-verification-result
    int error = X509_STORE_CTX_get_error(ctx);
    const char *why = X509_verify_cert_error_string(error);
    fprintf(stderr, "not verified: %d %s\n", error, why);
  }
  X509_STORE_CTX_free(ctx);
  return 0;
}

// --- a pin of which only a macro that logs is told -----------------------------

static int digest_of(SSL *ssl, unsigned char *digest) {
  X509 *cert = SSL_get1_peer_certificate(ssl);
  unsigned size = 0;
  int made = cert && X509_digest(cert, EVP_sha256(), digest, &size);
  X509_free(cert);
  return made;
}

int compares(SSL *ssl, const unsigned char *pin) {
  unsigned char digest[32];
  if (!digest_of(ssl, digest))
    return -1;
  NOTICE("digest %02x\n", digest[0]);
  if (memcmp(digest, pin, sizeof(digest))) // BAD: commsec-ineffective-pinning
    NOTICE("another certificate\n");
  return SSL_write(ssl, "x", 1);
}

int compares_and_leaves(SSL *ssl, const unsigned char *pin) {
  unsigned char digest[32];
  if (!digest_of(ssl, digest))
    return -1;
  NOTICE("digest %02x\n", digest[0]);
  if (memcmp(digest, pin, sizeof(digest))) { // ok
    NOTICE("another certificate\n");
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}
