// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An effective user is no drop.

#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

int drop(uid_t uid) {
  if (seteuid(uid) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return 0;
}

// What one function takes back for itself says nothing of another one.
int with_user(uid_t uid, int (*job)(void)) {
  uid_t before = geteuid();
  int done;
  if (seteuid(uid) != 0) // ok: taken back
    return -1;
  done = job();
  if (seteuid(before) != 0)
    abort();
  return done;
}
