// RUN: %check_commsec %s %t -config='{CheckOptions: {CommsecAllSends: true}}' -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every send over a plain socket, if that is asked for.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static int reach(const char *host) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(4000)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  inet_pton(AF_INET, host, &to.sin_addr);
  if (connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)
    return -1;
  return fd;
}

void readings(const char *reading) {
  int fd = reach("192.0.2.7");
  struct iovec parts[1] = {{(void *)reading, strlen(reading)}};
  send(fd, reading, strlen(reading), 0); // BAD: commsec-plaintext-socket
  write(fd, reading, strlen(reading)); // BAD: commsec-plaintext-socket
  writev(fd, parts, 1); // BAD: commsec-plaintext-socket
  close(fd);
}

void readings_locally(const char *reading) {
  int fd = reach("127.0.0.1");
  struct iovec parts[1] = {{(void *)reading, strlen(reading)}};
  send(fd, reading, strlen(reading), 0); // ok: loopback
  write(fd, reading, strlen(reading)); // ok: loopback
  writev(fd, parts, 1); // ok: loopback
  close(fd);
}

int readings_over_tls(SSL *ssl, const char *reading) {
  int fd = reach("192.0.2.7");
  if (SSL_set_fd(ssl, fd) != 1 || SSL_connect(ssl) != 1)
    return -1;
  return SSL_write(ssl, reading, (int)strlen(reading)); // ok: TLS
}
