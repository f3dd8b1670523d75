// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A socket on the port of a clear protocol: reported at the secret that goes
// over it, or else at the port, if anything does.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int dial(const char *address) {
  struct sockaddr_in to = {0};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  to.sin_family = AF_INET;
  to.sin_port = htons(110); // BAD: commsec-plaintext-socket
  to.sin_addr.s_addr = inet_addr(address);
  if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
    return fd;
  close(fd);
  return -1;
}

int login(const char *to, const char *password) {
  int fd = dial(to);
  if (fd < 0)
    return -1;
  send(fd, "NOOP\r\n", 6, 0);
  send(fd, password, strlen(password), 0); // BAD: commsec-plaintext-socket
  return close(fd);
}

int greet(const char *to) {
  int fd = dial(to);
  if (fd < 0)
    return -1;
  send(fd, "NOOP\r\n", 6, 0);
  return close(fd);
}

int greet_by_write(const char *to) {
  int fd = dial(to);
  if (fd < 0)
    return -1;
  if (write(fd, "NOOP\r\n", 6) != 6)
    return -1;
  return close(fd);
}
