// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The proof that a drop holds, upside down.

#define _GNU_SOURCE
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void upside_down(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    abort();
  if (setuid(0) != 0) // BAD: commsec-overprivileged-service
    abort();
}

int upside_down_answer(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  if (seteuid(0) < 0) // BAD: commsec-overprivileged-service
    return -1;
  return 0;
}

void right(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    abort();
  if (setuid(0) == 0) // ok: must fail
    abort();
}

int right_answer(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  return seteuid(0) == 0 ? -1 : 0; // ok: must fail
}

// No service: who needs root for a tool, raises it.
int tool(void) { return setuid(0); } // ok: serves nobody
