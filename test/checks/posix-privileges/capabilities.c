// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Capabilities that are reduced, or perhaps not.

#include <stdlib.h>
#include <sys/capability.h>

void keep_none_unchecked(void) {
  cap_t none = cap_init();
  cap_set_proc(none); // BAD: commsec-overprivileged-service
  cap_free(none);
}

void keep_none(void) {
  cap_t none = cap_init();
  if (!none || cap_set_proc(none) != 0) // ok
    exit(1);
  cap_free(none);
}
