// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Root is taken back for the port alone, between two drops.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int lower(uid_t uid) { return setresuid(-1, uid, 0); }
static int back(void) { return setresuid(-1, 0, -1); }

int open_router(uid_t uid) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(443)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (back() != 0)
    return -1;
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0) // ok: as root for a moment
    return -1;
  if (lower(uid) != 0)
    return -1;
  return listen(fd, 4) == 0 ? fd : -1;
}
