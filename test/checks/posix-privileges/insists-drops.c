// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that insists on root, and drops it later.

#define _GNU_SOURCE
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_socket(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || listen(fd, 8) != 0)
    exit(1);
  return fd;
}

static void drop(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    exit(1);
}

int main(void) {
  if (geteuid() != 0) { // ok: dropped below
    fprintf(stderr, "must be run as root\n");
    return 1;
  }
  int fd = open_socket();
  drop(1000, 1000);
  for (;;)
    close(accept(fd, NULL, NULL));
}
