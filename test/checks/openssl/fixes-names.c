// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the name is sent, it is known: that is where it is made to be checked.

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <string.h>

struct connection {
  SSL_CTX *ctx;
  SSL *ssl;
  char host[256];
  int fd;
};

static int set_up(struct connection *c) {
  c->ctx = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(c->ctx, SSL_VERIFY_PEER, NULL);
  c->ssl = SSL_new(c->ctx);
  SSL_set_tlsext_host_name(c->ssl, c->host);
  // CHECK-FIXES: SSL_set1_host(c->ssl, c->host);
  // CHECK-FIXES-NEXT: SSL_set_tlsext_host_name(c->ssl, c->host);
  return 0;
}

static int shake_hands(struct connection *c) {
  SSL_set_fd(c->ssl, c->fd);
  return SSL_connect(c->ssl) == 1 ? 0 : -1; // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: SSL_set_fd(c->ssl, c->fd);
  // CHECK-FIXES-NEXT: return SSL_connect(c->ssl) == 1 ? 0 : -1;
}

int open_connection(struct connection *c, const char *host) {
  strncpy(c->host, host, sizeof c->host - 1);
  if (set_up(c) < 0)
    return -1;
  return shake_hands(c);
}

int tested(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (SSL_set_tlsext_host_name(ssl, host) != 1)
    return -1;
  // CHECK-FIXES: SSL_set1_host(ssl, host);
  // CHECK-FIXES-NEXT: if (SSL_set_tlsext_host_name(ssl, host) != 1)
  SSL_set_fd(ssl, fd);
  SSL_set_connect_state(ssl);
  return SSL_do_handshake(ssl) == 1 ? 0 : -1; // BAD: commsec-disabled-hostname-verification
}

int implicit(int sock, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, sock);
  SSL_set_tlsext_host_name(ssl, host);
  SSL_set_connect_state(ssl);
  return SSL_write(ssl, "x", 1); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: SSL_set_fd(ssl, sock);
  // CHECK-FIXES-NEXT: SSL_set1_host(ssl, host);
  // CHECK-FIXES-NEXT: SSL_set_tlsext_host_name(ssl, host);
}

int by_bio(const char *target, const char *name) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  BIO *bio;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, target);
  BIO_get_ssl(bio, &ssl);
  SSL_set_tlsext_host_name(ssl, name);
  // CHECK-FIXES: SSL_set1_host(ssl, name);
  // CHECK-FIXES-NEXT: SSL_set_tlsext_host_name(ssl, name);
  return BIO_do_connect(bio) == 1 ? 0 : -1; // BAD: commsec-disabled-hostname-verification
}

int by_bio_implicit(const char *target, const char *line) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  BIO *bio;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, target);
  BIO_get_ssl(bio, &ssl);
  SSL_set_tlsext_host_name(ssl, "mail.example.org");
  // CHECK-FIXES: SSL_set1_host(ssl, "mail.example.org");
  // CHECK-FIXES-NEXT: SSL_set_tlsext_host_name(ssl, "mail.example.org");
  return BIO_puts(bio, line); // BAD: commsec-disabled-hostname-verification
}

// Sent on some paths only: no repair.
int sometimes(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (strchr(host, '.'))
    SSL_set_tlsext_host_name(ssl, host);
  return SSL_connect(ssl) == 1 ? 0 : -1; // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: if (strchr(host, '.'))
  // CHECK-FIXES-NEXT: SSL_set_tlsext_host_name(ssl, host);
}

int named(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  SSL_set_tlsext_host_name(ssl, host);
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1; // ok
}
