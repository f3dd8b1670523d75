// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// STARTTLS: what is sent before the socket is handed to TLS goes in the clear.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int login_first(SSL *ssl, const struct sockaddr *server, socklen_t length, const char *password) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, server, length) != 0)
    return -1;
  send(fd, password, strlen(password), 0); // BAD: commsec-plaintext-socket
  if (SSL_set_fd(ssl, fd) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1;
}

int login_first_by_write(SSL *ssl, const struct sockaddr *server, socklen_t length, const char *password) {
  int fd = socket(AF_INET6, SOCK_STREAM, 0);
  if (connect(fd, server, length) != 0)
    return -1;
  write(fd, password, strlen(password)); // BAD: commsec-plaintext-socket
  if (SSL_set_fd(ssl, fd) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1;
}

int cookie_first(SSL *ssl, const struct sockaddr *server, socklen_t length, const char *session_token) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  sendto(fd, session_token, strlen(session_token), 0, server, length); // BAD: commsec-plaintext-socket
  if (SSL_set_fd(ssl, fd) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1;
}

int greeting_first(SSL *ssl, const struct sockaddr *server, socklen_t length, const char *password) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, server, length) != 0)
    return -1;
  send(fd, "STARTTLS\r\n", 10, 0); // ok: nothing to hide
  if (SSL_set_fd(ssl, fd) != 1 || SSL_connect(ssl) != 1)
    return -1;
  return SSL_write(ssl, password, (int)strlen(password)); // ok: TLS
}
