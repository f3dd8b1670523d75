// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// DANE: records that are counted, and records that are lost.

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>

struct tlsa {
  uint8_t usage, selector, mtype;
  const unsigned char *data;
  size_t len;
};

int dane_connect(const struct tlsa *rr, const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  if (SSL_CTX_dane_enable(ctx) <= 0)
    goto out;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (!ssl || SSL_dane_enable(ssl, host) <= 0) // the base domain is the expected name
    goto out;
  if (SSL_dane_tlsa_add(ssl, rr->usage, rr->selector, rr->mtype, rr->data, rr->len) <= 0) // ok
    goto out;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: named by SSL_dane_enable
    goto out;
  ret = 0;
out:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

int dane_records_lost(SSL *ssl, const struct tlsa *rr, size_t n) {
  for (size_t i = 0; i < n; i++)
    (void)SSL_dane_tlsa_add(ssl, rr[i].usage, rr[i].selector, rr[i].mtype, rr[i].data, rr[i].len); // BAD: commsec-ineffective-pinning
  return 0;
}

int dane_records_half_tested(SSL *ssl, const struct tlsa *rr) {
  if (SSL_dane_tlsa_add(ssl, rr->usage, rr->selector, rr->mtype, rr->data, rr->len) < 0) // BAD: commsec-ineffective-pinning
    return -1;
  return 0;
}

int dane_records_counted(SSL *ssl, const struct tlsa *rr, size_t n) {
  int usable = 0;
  for (size_t i = 0; i < n; i++) {
    int rc = SSL_dane_tlsa_add(ssl, rr[i].usage, rr[i].selector, rr[i].mtype, rr[i].data, rr[i].len); // ok
    if (rc < 0)
      return -1;
    if (rc > 0)
      usable++;
  }
  return usable ? 0 : -1;
}

int weak_matching(SSL_CTX *ctx) {
  return SSL_CTX_dane_mtype_set(ctx, EVP_sha1(), 3, 1) > 0; // BAD: commsec-ineffective-pinning
}

int weak_matching_local(SSL_CTX *ctx) {
  const EVP_MD *md = EVP_md5();
  return SSL_CTX_dane_mtype_set(ctx, md, 4, 1) > 0; // BAD: commsec-ineffective-pinning
}

int strong_matching(SSL_CTX *ctx) {
  return SSL_CTX_dane_mtype_set(ctx, EVP_sha512(), 2, 2) > 0; // ok
}

int authority(SSL *ssl) {
  return SSL_get0_dane_authority(ssl, NULL, NULL) >= 0; // ok
}

// --- a context that was never told ---------------------------------------------

int without_context(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  SSL_dane_enable(ssl, host); // BAD: commsec-ineffective-pinning
  return SSL_connect(ssl) == 1 ? 0 : -1;
}

int without_context_noticed(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_dane_enable(ssl, host) <= 0) // ok: the failure is noticed
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1;
}

int with_context(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if (SSL_CTX_dane_enable(ctx) <= 0)
    return -1;
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  SSL_dane_enable(ssl, host); // ok
  return SSL_connect(ssl) == 1 ? 0 : -1;
}
