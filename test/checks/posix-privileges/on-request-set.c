// RUN: %check_commsec %s %t -config='{CheckOptions: {CommsecPedantic: true}}' -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that gives up gaining privileges.

#define _GNU_SOURCE
#include <grp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

int serve(int fd, uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    abort();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    abort();
  return listen(fd, 16); // ok: nothing to gain
}
