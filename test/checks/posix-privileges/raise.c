// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that makes itself root.

#include <sys/socket.h>
#include <unistd.h>

int become_root_and_listen(int fd) {
  if (setuid(0) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return listen(fd, 4);
}
