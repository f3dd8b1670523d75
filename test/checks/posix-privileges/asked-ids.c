// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Ids that are asked for after the drop are not there to go back to.

#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

static void proves(uid_t uid) {
  uid_t r, e, s;
  if (getresuid(&r, &e, &s) != 0 || r != uid || e != uid || s != uid)
    abort();
}

void drop_but_groups(const struct passwd *pw) {
  if (setresgid(pw->pw_gid, pw->pw_gid, pw->pw_gid) != 0)
    abort();
  if (setresuid(pw->pw_uid, pw->pw_uid, pw->pw_uid) != 0) // BAD: commsec-overprivileged-service
    abort();
  proves(pw->pw_uid);
}

void drop_late(const struct passwd *pw) {
  if (setresuid(pw->pw_uid, pw->pw_uid, pw->pw_uid) != 0) // BAD: commsec-overprivileged-service
    abort();
  if (setgroups(0, NULL) != 0)
    abort();
  proves(pw->pw_uid);
}

void drop_all(const struct passwd *pw) {
  if (setgroups(0, NULL) != 0)
    abort();
  if (setresgid(pw->pw_gid, pw->pw_gid, pw->pw_gid) != 0)
    abort();
  if (setresuid(pw->pw_uid, pw->pw_uid, pw->pw_uid) != 0) // ok
    abort();
  proves(pw->pw_uid);
}
