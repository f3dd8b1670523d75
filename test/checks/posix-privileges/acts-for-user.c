// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A set-uid program that reads files as its user has no groups of root.

#include <stdlib.h>
#include <sys/fsuid.h>
#include <unistd.h>

static uid_t real_uid;
static gid_t real_gid;

static void acquire(void) {
  real_uid = getuid();
  real_gid = getgid();
  setfsuid(real_uid);
  if (setfsuid(-1) != (int)real_uid)
    abort();
}

int main(int argc, char **argv) {
  acquire();
  if (argc > 2 && setgid(atoi(argv[2])) != 0)
    abort();
  if (setuid(atoi(argv[1])) != 0) // ok: the groups are the user's
    abort();
  return 0;
}
