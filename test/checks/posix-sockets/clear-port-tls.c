// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file that knows TLS may wrap the connections that it makes in the clear.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

int open_broker(const char *ip) {
  struct sockaddr_in at = {.sin_family = AF_INET};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  at.sin_port = htons(1883); // ok: wrapped by those who ask for it
  if (inet_pton(AF_INET, ip, &at.sin_addr) != 1)
    return -1;
  return connect(fd, (struct sockaddr *)&at, sizeof at) == 0 ? fd : -1;
}

int wrap(SSL *ssl, int fd) { return SSL_set_fd(ssl, fd); }
