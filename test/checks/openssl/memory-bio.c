// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handshake over memory only begins with the first call: reading goes on
// with it, and fails with it.

#include <openssl/ssl.h>

struct engine {
  SSL *ssl;
  BIO *inside, *outside;
};

int begin_pair(struct engine *e) {
  if (!BIO_new_bio_pair(&e->inside, 0, &e->outside, 0))
    return -1;
  SSL_set_bio(e->ssl, e->inside, e->inside);
  SSL_set_connect_state(e->ssl);
  SSL_do_handshake(e->ssl); // ok
  return 0;
}

int begin_memory(SSL *ssl) {
  BIO *in = BIO_new(BIO_s_mem()), *out = BIO_new(BIO_s_mem());
  SSL_set_bio(ssl, in, out);
  SSL_set_connect_state(ssl);
  SSL_do_handshake(ssl); // ok
  return 0;
}

int begin_socket(SSL *ssl, int fd) {
  BIO *plain = BIO_new_socket(fd, BIO_NOCLOSE);
  SSL_set_bio(ssl, plain, plain);
  SSL_set_connect_state(ssl);
  SSL_do_handshake(ssl); // BAD: commsec-ignored-verification-result
  return 0;
}

// Memory for something else.
int begin_beside(SSL *ssl, int fd, X509 *cert) {
  BIO *text = BIO_new(BIO_s_mem());
  X509_print(text, cert);
  BIO_free(text);
  SSL_set_fd(ssl, fd);
  SSL_connect(ssl); // BAD: commsec-ignored-verification-result
  return 0;
}
