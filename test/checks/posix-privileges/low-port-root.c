// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that makes itself root for good takes nothing back.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int open_router(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(443)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return listen(fd, 4) == 0 ? fd : -1;
}

int elevate(void) {
  if (setresuid(0, 0, 0) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return 0;
}
