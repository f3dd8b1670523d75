// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loop over addresses that every client has: what comes behind it is
// judged, too.

#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int dial(const char *host) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  struct addrinfo *all = NULL;
  int fd = -1;
  if (getaddrinfo(host, "7777", &hints, &all) != 0)
    return -1;
  for (struct addrinfo *a = all; a && fd < 0; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
    if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
      close(fd);
      fd = -1;
    }
  }
  freeaddrinfo(all);
  return fd;
}

int login(const char *password) {
  int fd = dial("collector.example.com");
  if (fd < 0)
    return -1;
  return send(fd, password, strlen(password), 0) > 0 ? fd : -1; // BAD: commsec-plaintext-socket
}

int greet(const char *name) {
  int fd = dial("collector.example.com");
  if (fd < 0)
    return -1;
  return send(fd, name, strlen(name), 0) > 0 ? fd : -1; // ok: no secret
}
