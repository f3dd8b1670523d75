// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that makes itself root when it already listens.

#include <sys/socket.h>
#include <unistd.h>

int listen_and_become_root(int fd) {
  if (listen(fd, 4) != 0)
    return -1;
  return setuid(0); // BAD: commsec-overprivileged-service
}
