// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A jail that root can leave.

#define _GNU_SOURCE
#include <unistd.h>

int enter(const char *root) {
  if (chroot(root) != 0 || chdir("/") != 0) // BAD: commsec-overprivileged-service
    return -1;
  return 0;
}
