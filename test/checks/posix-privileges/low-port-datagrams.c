// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service of datagrams has no listen: its first receive shows that it serves.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static int open_at(int port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return fd;
}

long serve_traps(char *to, unsigned long size) { return recv(open_at(162), to, size, 0); }

long serve_others(char *to, unsigned long size) { return recv(open_at(9162), to, size, 0); } // ok: a port for everybody

// A client that asks from a low port first.
long ask(char *to, unsigned long size, const struct sockaddr_in *server) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(68)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0) // ok
    return -1;
  if (sendto(fd, to, size, 0, (const struct sockaddr *)server, sizeof *server) < 0)
    return -1;
  return recv(fd, to, size, 0);
}
