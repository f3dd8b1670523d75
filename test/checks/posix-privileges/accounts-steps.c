// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An account that is not found is a failed step like the others, if the caller
// is told the same.

#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <unistd.h>

int in_steps(const char *user) {
  struct passwd *who = getpwnam(user); // ok: as if a step had failed
  if (!who)
    return -1;
  if (setgroups(1, &who->pw_gid) != 0)
    return -1;
  if (setgid(who->pw_gid) != 0)
    return -1;
  if (setuid(who->pw_uid) != 0)
    return -1;
  if (setuid(0) != -1)
    return -1;
  return 0;
}

int good_without(const char *user) {
  struct passwd *who = getpwnam(user); // BAD: commsec-overprivileged-service
  if (!who)
    return 0;
  if (setgroups(1, &who->pw_gid) != 0)
    return -1;
  if (setgid(who->pw_gid) != 0)
    return -1;
  if (setuid(who->pw_uid) != 0)
    return -1;
  if (setuid(0) != -1)
    return -1;
  return 0;
}

void untold(const char *user) {
  struct passwd *who = getpwnam(user); // BAD: commsec-overprivileged-service
  if (!who)
    return;
  if (setgroups(1, &who->pw_gid) != 0)
    _exit(1);
  if (setgid(who->pw_gid) != 0)
    _exit(1);
  if (setuid(who->pw_uid) != 0)
    _exit(1);
}
