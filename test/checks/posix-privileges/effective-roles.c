// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Only one of the roles of a process drops for good.

#define _GNU_SOURCE
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

struct account {
  uid_t uid;
  gid_t gid;
};

static void for_good(const struct account *a) {
  if (setgroups(1, &a->gid) != 0 || setgid(a->gid) != 0 || setuid(a->uid) != 0) // ok
    abort();
}

static void effective_only(const struct account *a) {
  if (setgroups(1, &a->gid) != 0 || setegid(a->gid) != 0)
    abort();
  if (seteuid(a->uid) != 0) // BAD: commsec-overprivileged-service
    abort();
}

static void first_effective(const struct account *a) {
  if (setgroups(1, &a->gid) != 0 || setgid(a->gid) != 0 || seteuid(a->uid) != 0) // ok: the drop follows
    abort();
  if (setresuid(a->uid, a->uid, a->uid) != 0)
    abort();
}

void worker(const char *kind, const struct account *a) {
  if (strcmp(kind, "filter") == 0)
    for_good(a);
  else if (strcmp(kind, "mail") == 0)
    first_effective(a);
  else
    effective_only(a);
}
