// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// User and group are dropped, and nobody thinks of the supplementary groups.

#define _GNU_SOURCE
#include <unistd.h>

int drop(uid_t uid, gid_t gid) {
  if (setgid(gid) != 0)
    return -1;
  return setuid(uid) == 0 ? 0 : -1; // BAD: commsec-overprivileged-service
}

int drop_both(uid_t uid, gid_t gid) {
  if (setregid(gid, gid) != 0)
    return -1;
  return setreuid(uid, uid) == 0 ? 0 : -1; // BAD: commsec-overprivileged-service
}

int drop_all(uid_t uid, gid_t gid) {
  if (setresgid(gid, gid, gid) != 0)
    return -1;
  return setresuid(uid, uid, uid) == 0 ? 0 : -1; // BAD: commsec-overprivileged-service
}
