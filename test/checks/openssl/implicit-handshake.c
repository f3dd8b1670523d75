// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The first read or write makes the handshake, if nobody did; a BIO's
// handshake tells by its result, too.

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>

// --- sessions --------------------------------------------------------------

int implicit_write(int fd, const char *line) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  int n;
  SSL_set_fd(ssl, fd);
  SSL_set_connect_state(ssl);
  n = SSL_write(ssl, line, (int)strlen(line)); // BAD: commsec-ignored-verification-result
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  // CHECK-FIXES-NEXT: n = SSL_write(ssl, line, (int)strlen(line));
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return n;
}

int implicit_write_verified(int fd, const char *line, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int n;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  SSL_set_fd(ssl, fd);
  SSL_set_connect_state(ssl);
  n = SSL_write(ssl, line, (int)strlen(line)); // ok
  // CHECK-FIXES: SSL_set_connect_state(ssl);
  // CHECK-FIXES-NEXT: n = SSL_write(ssl, line, (int)strlen(line));
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return n;
}

int connect_tested(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  // CHECK-FIXES-NEXT: if (SSL_connect(ssl) != 1)
  return SSL_write(ssl, "x", 1);
}

int connect_assigned(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  int rc;
  SSL_set_fd(ssl, fd);
  if ((rc = SSL_connect(ssl)) <= 0) { // BAD: commsec-ignored-verification-result
    // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
    // CHECK-FIXES-NEXT: if ((rc = SSL_connect(ssl)) <= 0) {
    fprintf(stderr, "handshake: %d\n", rc);
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}

int connect_returned(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl) == 1 ? 0 : -1; // BAD: commsec-ignored-verification-result
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  // CHECK-FIXES-NEXT: return SSL_connect(ssl) == 1 ? 0 : -1;
}

// What is evaluated before the call may be what makes the session: no repair.
int connect_second(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  if (!(ssl = SSL_new(ctx)) || !SSL_set_fd(ssl, fd) || SSL_connect(ssl) != 1) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: SSL *ssl = NULL;
  // CHECK-FIXES-NEXT: if (!(ssl = SSL_new(ctx))
  return SSL_write(ssl, "x", 1);
}

int handshake(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  SSL_set_connect_state(ssl);
  if (SSL_do_handshake(ssl) != 1) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  // CHECK-FIXES-NEXT: if (SSL_do_handshake(ssl) != 1)
  return SSL_write(ssl, "x", 1);
}

// --- BIOs ------------------------------------------------------------------

int implicit_bio(const char *line) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  BIO *bio = BIO_new_ssl_connect(ctx);
  int n;
  BIO_set_conn_hostname(bio, "example.org:443");
  n = BIO_puts(bio, line); // BAD: commsec-ignored-verification-result
  BIO_free_all(bio);
  SSL_CTX_free(ctx);
  return n;
}

int implicit_bio_without_name(const char *line) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  BIO *bio;
  int n;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, "example.org:443");
  n = BIO_puts(bio, line); // BAD: commsec-disabled-hostname-verification
  BIO_free_all(bio);
  SSL_CTX_free(ctx);
  return n;
}

int implicit_bio_with_name(const char *line) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  BIO *bio;
  int n = -1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  bio = BIO_new_ssl_connect(ctx);
  BIO_get_ssl(bio, &ssl);
  BIO_set_conn_hostname(bio, "example.org:443");
  if (SSL_set1_host(ssl, "example.org") == 1)
    n = BIO_puts(bio, line); // ok
  BIO_free_all(bio);
  SSL_CTX_free(ctx);
  return n;
}

int bio_discarded(SSL_CTX *ctx, const char *host) {
  BIO *bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, host);
  BIO_do_connect(bio); // BAD: commsec-ignored-verification-result
  return BIO_puts(bio, "QUIT\r\n");
}

int bio_negated(SSL_CTX *ctx, const char *host) {
  BIO *bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, host);
  if (!BIO_do_connect(bio)) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: if (BIO_do_connect(bio) <= 0)
  return BIO_puts(bio, "QUIT\r\n");
}

int bio_boolean(SSL_CTX *ctx, const char *host) {
  BIO *bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, host);
  if (BIO_do_handshake(bio)) // BAD: commsec-ignored-verification-result
    return BIO_puts(bio, "QUIT\r\n");
  // CHECK-FIXES: if (BIO_do_handshake(bio) > 0)
  return -1;
}

int bio_below_zero(SSL_CTX *ctx, const char *host) {
  BIO *bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, host);
  if (BIO_do_handshake(bio) < 0) // BAD: commsec-ignored-verification-result
    return -1;
  return BIO_puts(bio, "QUIT\r\n");
}

int bio_tested(SSL_CTX *ctx, const char *host) {
  BIO *bio = BIO_new_ssl_connect(ctx);
  BIO_set_conn_hostname(bio, host);
  if (BIO_do_connect(bio) <= 0) // ok
    return -1;
  return BIO_puts(bio, "QUIT\r\n");
}

int session_negated(SSL *ssl) {
  if (!SSL_connect(ssl)) // BAD: commsec-ignored-verification-result
    return -1;
  // CHECK-FIXES: if (SSL_connect(ssl) != 1)
  return 0;
}

// The name that one branch sets does not serve the other one.
int push_either(SSL_CTX *given, int fd, const char *line, int n, int named) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int done;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if ((ssl = SSL_new(ctx)) == NULL)
    return -1;
  SSL_set_fd(ssl, fd);
  SSL_set_connect_state(ssl);
  if (named)
    done = SSL_set1_host(ssl, "status.example.net") == 1 ? SSL_write(ssl, line, n) : -1;
  else
    done = SSL_write(ssl, line, n); // BAD: commsec-disabled-hostname-verification
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return done;
}

int push_named(int fd, const char *line, int n, const char *name) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int done;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if ((ssl = SSL_new(ctx)) == NULL)
    return -1;
  SSL_set_fd(ssl, fd);
  SSL_set_connect_state(ssl);
  if (name != NULL && SSL_set1_host(ssl, name) != 1)
    return -1;
  done = SSL_write(ssl, line, n); // ok: whoever calls chooses
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return done;
}
