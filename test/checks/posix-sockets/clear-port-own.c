// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Connections that the file keeps to itself: nothing makes TLS of them. What
// other connections of the file do, which it makes as well, says nothing.

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

extern int upgrade(int fd);

int banner(const char *host) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *ai;
  char text[80];
  int n = -1;
  if (getaddrinfo(host, "telnet", &hints, &ai) != 0) // BAD: commsec-plaintext-socket
    return -1;
  int fd = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
  if (fd >= 0 && connect(fd, ai->ai_addr, ai->ai_addrlen) == 0)
    n = (int)read(fd, text, sizeof text);
  close(fd);
  freeaddrinfo(ai);
  return n;
}

int mailbox(const char *host) {
  static const char *const port = "110";
  struct addrinfo *ai;
  char text[80];
  if (getaddrinfo(host, port, NULL, &ai) != 0) // BAD: commsec-plaintext-socket
    return -1;
  int fd = socket(ai->ai_family, SOCK_STREAM, 0);
  int n = connect(fd, ai->ai_addr, ai->ai_addrlen) == 0 ? (int)recv(fd, text, sizeof text, 0) : -1;
  close(fd);
  freeaddrinfo(ai);
  return n;
}

// STARTTLS, in code that is not seen.
int upgraded(const char *host) {
  struct addrinfo *ai;
  if (getaddrinfo(host, "110", NULL, &ai) != 0) // ok
    return -1;
  int fd = socket(ai->ai_family, SOCK_STREAM, 0);
  int rc = connect(fd, ai->ai_addr, ai->ai_addrlen) == 0 ? upgrade(fd) : -1;
  close(fd);
  freeaddrinfo(ai);
  return rc;
}

int web(const char *host) {
  struct addrinfo *ai;
  char text[80];
  if (getaddrinfo(host, "https", NULL, &ai) != 0) // ok
    return -1;
  int fd = socket(ai->ai_family, SOCK_STREAM, 0);
  int n = connect(fd, ai->ai_addr, ai->ai_addrlen) == 0 ? (int)recv(fd, text, sizeof text, 0) : -1;
  close(fd);
  freeaddrinfo(ai);
  return n;
}

int meter(const struct in_addr *at) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr = *at};
  to.sin_port = htons(502); // BAD: commsec-plaintext-socket
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? fd : -1;
}

int own_meter(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(502)}; // ok: loopback
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? fd : -1;
}

// What this one wraps, it made itself.
int store(SSL *ssl, const struct sockaddr_in *to, const char *token) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (const struct sockaddr *)to, sizeof *to) != 0 || SSL_set1_host(ssl, "store.example.org") != 1 ||
      SSL_set_fd(ssl, fd) != 1 || SSL_connect(ssl) != 1)
    return -1;
  return SSL_write(ssl, token, (int)strlen(token)); // ok
}
