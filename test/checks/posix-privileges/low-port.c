// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A daemon that keeps root although it only needs it for its port.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

int open_web(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(80)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return listen(fd, 4) == 0 ? fd : -1;
}

int open_other(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(8080)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0)
    return -1;
  return listen(fd, 4) == 0 ? fd : -1; // ok: a port for everybody
}
