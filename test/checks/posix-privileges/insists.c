// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that insists on root, and stays it.

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static int open_socket(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || listen(fd, 8) != 0)
    die("listen");
  return fd;
}

// Who it is, is no condition.
static void greet(void) {
  if (geteuid() == 0) // ok: goes on anyway
    fprintf(stderr, "running as root\n");
}

static void refuse_root(void) {
  if (getuid() == 0) // ok: root is what it refuses
    die("not as root");
}

int main(int argc, char **argv) {
  if (argc > 1)
    refuse_root();
  else if (geteuid() != 0) // BAD: commsec-overprivileged-service
    die("must be run as root");
  greet();
  int fd = open_socket();
  for (;;)
    close(accept(fd, NULL, NULL));
}
