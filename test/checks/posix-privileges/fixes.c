// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mechanical repair of calls whose result is thrown away.

#define _GNU_SOURCE
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>

void drop_user(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    abort();
  setuid(uid); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (setuid(uid) != 0)
  // CHECK-FIXES: abort();
}

void good(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    abort();
  if (setuid(uid) != 0) // ok: checked
    abort();
}
