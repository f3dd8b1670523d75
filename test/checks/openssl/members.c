// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session that is made in one function and looked at in another, which finds it in a member.

#include <openssl/ssl.h>
#include <stdio.h>

// --- compared elsewhere ------------------------------------------------------

struct judged {
  SSL *ssl;
  int fd;
};
static SSL_CTX *judged_ctx;
void *entry_of(int fd);

int judged_setup(void) {
  judged_ctx = SSL_CTX_new(TLS_client_method());
  if (!judged_ctx)
    return -1;
  SSL_CTX_set_verify(judged_ctx, SSL_VERIFY_NONE, NULL); // ok: judged_check compares the result
  return 0;
}

int judged_open(struct judged *c) {
  c->ssl = SSL_new(judged_ctx);
  if (!c->ssl)
    return -1;
  SSL_set_fd(c->ssl, c->fd);
  return SSL_connect(c->ssl) == 1 ? 0 : -1;
}

int judged_check(int fd) {
  struct judged *c = entry_of(fd);
  if (SSL_get_verify_result(c->ssl) != X509_V_OK) {
    fprintf(stderr, "not trusted\n");
    return -1;
  }
  return 0;
}

// --- only logged elsewhere ---------------------------------------------------

struct logged {
  SSL *ssl;
  int fd;
};
static SSL_CTX *logged_ctx;

int logged_setup(void) {
  logged_ctx = SSL_CTX_new(TLS_client_method());
  if (!logged_ctx)
    return -1;
  SSL_CTX_set_verify(logged_ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return 0;
}

int logged_open(struct logged *c) {
  c->ssl = SSL_new(logged_ctx);
  if (!c->ssl)
    return -1;
  SSL_set_fd(c->ssl, c->fd);
  return SSL_connect(c->ssl) == 1 ? 0 : -1;
}

int logged_check(int fd) {
  struct logged *c = entry_of(fd);
  if (SSL_get_verify_result(c->ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    fprintf(stderr, "not trusted\n");
  return 0;
}

// --- the name of a session whose chain the program judges ---------------------

int named_by_sni_only(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: compared below
  ssl = SSL_new(ctx);
  SSL_set_tlsext_host_name(ssl, host);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // BAD: commsec-disabled-hostname-verification
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK)
    return -1;
  return SSL_write(ssl, "x", 1);
}

int named_by_sni_only_unasked(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_tlsext_host_name(ssl, host);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // BAD: commsec-disabled-hostname-verification
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK)
    return -1;
  return SSL_write(ssl, "x", 1);
}

int named(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_tlsext_host_name(ssl, host);
  SSL_set1_host(ssl, host);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK)
    return -1;
  return SSL_write(ssl, "x", 1);
}

// --- one member for both roles ------------------------------------------------

struct peer {
  SSL_CTX *ctx;
  SSL *ssl;
  int listens;
};

int either_role(struct peer *p, int fd) {
  p->ctx = SSL_CTX_new(TLS_method());
  if (!p->ctx)
    return -1;
  SSL_CTX_set_verify(p->ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  p->ssl = SSL_new(p->ctx);
  SSL_set_fd(p->ssl, fd);
  return p->listens ? SSL_accept(p->ssl) : SSL_connect(p->ssl);
}

int server_role(struct peer *p, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: a server
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  return SSL_accept(ssl);
}
