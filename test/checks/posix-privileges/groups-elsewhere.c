// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The supplementary groups are dropped by a function of the project that stands
// in another file: its name tells.

#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

int project_setgroups_v1(int count, const gid_t *groups);
int project_setrlimit(int resource, long limit);

struct cred {
  uid_t uid;
  gid_t gid;
  int count;
  gid_t *groups;
};

void drop_elsewhere(const struct cred *to) {
  if (setgid(to->gid) != 0)
    exit(1);
  if (project_setgroups_v1(to->count, to->groups) == -1)
    exit(1);
  if (setuid(to->uid) != 0) // ok
    exit(1);
}

void drop_too_little(const struct cred *to) {
  if (setgid(to->gid) != 0)
    exit(1);
  if (project_setrlimit(1, 0) == -1)
    exit(1);
  if (setuid(to->uid) != 0) // BAD: commsec-overprivileged-service
    exit(1);
}
