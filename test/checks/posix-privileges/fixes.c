// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mechanical repair of calls whose result is thrown away.

#define _GNU_SOURCE
#include <cap-ng.h>
#include <grp.h>
#include <stdlib.h>
#include <sys/capability.h>
#include <unistd.h>

void drop_user(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    abort();
  setuid(uid); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (setuid(uid) != 0)
  // CHECK-FIXES: abort();
}

void drop_real_user(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    abort();
  (void)setresuid(uid, uid, uid); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (setresuid(uid, uid, uid) != 0)
  // CHECK-FIXES-NEXT: abort();
}

void drop_group(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    abort();
  setgid(gid); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (setgid(gid) != 0)
  // CHECK-FIXES-NEXT: abort();
  if (setuid(uid) != 0)
    abort();
}

void drop_real_group(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    abort();
  setresgid(gid, gid, gid); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (setresgid(gid, gid, gid) != 0)
  // CHECK-FIXES-NEXT: abort();
  if (setuid(uid) != 0)
    abort();
}

void drop_groups(uid_t uid, gid_t gid) {
  setgroups(0, NULL); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (setgroups(0, NULL) != 0)
  // CHECK-FIXES-NEXT: abort();
  if (setgid(gid) != 0 || setuid(uid) != 0)
    abort();
}

void drop_by_capng(int uid, int gid) {
  capng_clear(CAPNG_SELECT_BOTH);
  capng_change_id(uid, gid, CAPNG_DROP_SUPP_GRP); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (capng_change_id(uid, gid, CAPNG_DROP_SUPP_GRP) != 0)
  // CHECK-FIXES-NEXT: abort();
}

void drop_capabilities(cap_t none) {
  cap_set_proc(none); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (cap_set_proc(none) != 0)
  // CHECK-FIXES-NEXT: abort();
}

void apply_capabilities(void) {
  capng_clear(CAPNG_SELECT_BOTH);
  capng_apply(CAPNG_SELECT_BOTH); // BAD: commsec-overprivileged-service
  // CHECK-FIXES: if (capng_apply(CAPNG_SELECT_BOTH) != 0)
  // CHECK-FIXES-NEXT: abort();
}

void good(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    abort();
  if (setuid(uid) != 0) // ok: checked
    abort();
}
