// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mechanical repair of a drop that the process can take back.

#define _GNU_SOURCE
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>

void serve(void);

int drop(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    abort();
  if (seteuid(uid) != 0) // BAD: commsec-overprivileged-service
    abort();
  // CHECK-FIXES: if (setuid(uid) != 0)
  serve();
  return 0;
}
