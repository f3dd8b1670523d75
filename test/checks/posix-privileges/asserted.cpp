// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An assertion is no check: another build is without it.

#include <cassert>
#include <cstdlib>
#include <grp.h>
#include <system_error>
#include <unistd.h>

static void check(int Rc, const char *What) {
  if (Rc != 0)
    throw std::system_error(errno, std::generic_category(), What);
}

void asserted(uid_t Uid, gid_t Gid) {
  check(::setgroups(0, nullptr), "setgroups");
  check(::setgid(Gid), "setgid");
  assert(::setuid(Uid) == 0); // BAD: commsec-overprivileged-service
}

void assertedLater(uid_t Uid, gid_t Gid) {
  check(::setgroups(0, nullptr), "setgroups");
  const int Rc = ::setgid(Gid); // BAD: commsec-overprivileged-service
  assert(Rc == 0 && "setgid");
  check(::setuid(Uid), "setuid");
}

void checkedAndAsserted(uid_t Uid, gid_t Gid) {
  check(::setgroups(0, nullptr), "setgroups");
  check(::setgid(Gid), "setgid");
  const int Rc = ::setuid(Uid); // ok: checked
  if (Rc != 0)
    std::abort();
  assert(Rc == 0);
}

void otherAsserted(uid_t Uid, gid_t Gid) {
  assert(Uid != 0 && Gid != 0);
  check(::setgroups(0, nullptr), "setgroups"); // ok: checked
  check(::setgid(Gid), "setgid");
  check(::setuid(Uid), "setuid");
}
