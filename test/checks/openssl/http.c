// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenSSL's own HTTP client, and what is printed to plain connections.

#include <openssl/bio.h>
#include <openssl/http.h>
#include <openssl/ssl.h>

BIO *fetch_plain(void) {
  return OSSL_HTTP_transfer(NULL, "files.example.com", "80", "/list", 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 65536, 10, 0); // BAD: commsec-plaintext-url
}

BIO *fetch_der(void) {
  return OSSL_HTTP_transfer(NULL, "crl.example.com", "80", "/ca.crl", 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 65536, 10, 0); // ok: signed
}

BIO *fetch(OSSL_HTTP_bio_cb_t add_tls, void *context) {
  return OSSL_HTTP_transfer(NULL, "files.example.com", "443", "/list", 1, NULL, NULL, NULL, NULL, add_tls, context, 0, NULL, NULL, NULL, NULL, 0, 65536, 10, 0); // ok
}

int print_password(const char *user, const char *password) {
  BIO *bio = BIO_new_connect("mail.example.com:25"); // BAD: commsec-plaintext-socket
  int n;
  if (!bio || BIO_do_connect(bio) != 1)
    return -1;
  n = BIO_printf(bio, "LOGIN %s %s\r\n", user, password);
  BIO_free_all(bio);
  return n;
}

int print_password_over_tls(SSL_CTX *ctx, const char *user, const char *password) {
  BIO *bio = BIO_new_ssl_connect(ctx); // ok
  SSL *ssl = NULL;
  int n;
  if (!bio)
    return -1;
  BIO_get_ssl(bio, &ssl);
  SSL_set1_host(ssl, "mail.example.com");
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  BIO_set_conn_hostname(bio, "mail.example.com:465");
  if (BIO_do_connect(bio) != 1)
    return -1;
  n = BIO_printf(bio, "LOGIN %s %s\r\n", user, password); // ok
  BIO_free_all(bio);
  return n;
}
