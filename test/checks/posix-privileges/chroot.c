// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Jails that hold, and jails that do not.

#define _GNU_SOURCE
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>

int enter(const char *root, uid_t uid, gid_t gid) {
  if (chroot(root) != 0 || chdir("/") != 0) // ok
    return -1;
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  return 0;
}

void enter_unchecked(const char *root, uid_t uid, gid_t gid) {
  chroot(root); // BAD: commsec-overprivileged-service
  if (chdir("/") != 0)
    exit(1);
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    exit(1);
}

// One function's chdir says nothing of another's jail.
int enter_for_pictures(const char *root, uid_t uid, gid_t gid) {
  if (chroot(root) != 0) // BAD: commsec-overprivileged-service
    return -1;
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  return 0;
}
