// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A program that saves its ids goes back to them; one that asks for them after
// the drop sees whether it holds.

#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

struct ids {
  uid_t ruid, euid, suid;
  gid_t rgid, egid, sgid;
};

static struct ids saved[8];
static int depth;

int ids_push(uid_t user, gid_t group) {
  struct ids *now = &saved[depth++];
  if (getresuid(&now->ruid, &now->euid, &now->suid) != 0 ||
      getresgid(&now->rgid, &now->egid, &now->sgid) != 0)
    return -1;
  if (setresgid(group, group, now->sgid) != 0)
    return -1;
  return setresuid(user, user, now->suid); // ok: the saved ones stay
}

int ids_pop(void) {
  struct ids *then = &saved[--depth];
  if (setresuid(then->ruid, then->euid, then->suid) != 0) // ok: the way back
    return -1;
  return setresgid(then->rgid, then->egid, then->sgid);
}
