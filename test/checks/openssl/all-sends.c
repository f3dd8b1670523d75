// RUN: %check_commsec %s %t -config='{CheckOptions: {CommsecAllSends: true}}' -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every plaintext send, with AllSends.

#include <openssl/bio.h>
#include <openssl/ssl.h>

int greet(void) {
  BIO *bio = BIO_new_connect("mail.example.org:25"); // BAD: commsec-plaintext-socket
  int n = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1)
    n = BIO_puts(bio, "EHLO client.example.org\r\n");
  BIO_free_all(bio);
  return n;
}

int greet_formatted(const char *name) {
  BIO *bio = BIO_new(BIO_s_connect()); // BAD: commsec-plaintext-socket
  int n = -1;
  if (!bio)
    return -1;
  BIO_set_conn_hostname(bio, "mail.example.org:25");
  if (BIO_do_connect(bio) == 1)
    n = BIO_printf(bio, "EHLO %s\r\n", name);
  BIO_free_all(bio);
  return n;
}

int greet_here(void) {
  BIO *bio = BIO_new_connect("localhost:25"); // ok
  int n = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1)
    n = BIO_puts(bio, "EHLO localhost\r\n");
  BIO_free_all(bio);
  return n;
}

int greet_over_tls(SSL_CTX *ctx) {
  BIO *bio = BIO_new_ssl_connect(ctx); // ok
  int n = -1;
  if (!bio)
    return -1;
  BIO_set_conn_hostname(bio, "mail.example.org:465");
  if (BIO_do_connect(bio) == 1)
    n = BIO_puts(bio, "EHLO client.example.org\r\n");
  BIO_free_all(bio);
  return n;
}

int only_listens(char *line, int size) {
  BIO *bio = BIO_new_connect("time.example.org:13"); // ok: nothing is sent
  int n = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1)
    n = BIO_read(bio, line, size);
  BIO_free_all(bio);
  return n;
}
