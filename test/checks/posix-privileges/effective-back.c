// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The effective user comes and goes.

#define _GNU_SOURCE
#include <unistd.h>

int with_less(uid_t uid, int (*work)(void)) {
  int result;
  if (seteuid(uid) != 0) // ok: taken back
    return -1;
  result = work();
  if (seteuid(0) != 0)
    return -1;
  return result;
}
