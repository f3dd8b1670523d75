// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Root again: as a proof that it is gone, or because it is wanted.

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <grp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

static void check(int Rc, const char *What) {
  if (Rc != 0)
    throw std::system_error(errno, std::generic_category(), What);
}

static void ensure(bool Ok, const char *What) {
  if (!Ok)
    throw std::runtime_error(What);
}

int serve() {
  const int Fd = ::socket(AF_INET, SOCK_STREAM, 0);
  check(::listen(Fd, 16), "listen");
  return Fd;
}

void drop(uid_t Uid, gid_t Gid) {
  check(::setgroups(0, nullptr), "setgroups");
  check(::setgid(Gid), "setgid");
  check(::setuid(Uid), "setuid");
}

void raised() {
  constexpr uid_t Owner = 0;
  check(::setuid(Owner), "setuid"); // BAD: commsec-overprivileged-service
}

void raisedByHand() {
  if (::setuid(0) != 0) // BAD: commsec-overprivileged-service
    std::abort();
}

bool raisedIfPossible() { return ::setuid(0) == 0; } // BAD: commsec-overprivileged-service

void raisedQuietly() {
  (void)::setuid(0); // BAD: commsec-overprivileged-service
}

int raisedWithAnswer() {
  if (::setgid(0) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return 0;
}

auto RaisedInLambda = []() -> bool {
  if (::setuid(0) != 0) // BAD: commsec-overprivileged-service
    return false;
  return true;
};

void proven() {
  if (::setuid(0) == 0) // ok: must fail
    std::abort();
}

void provenByCheck() { ensure(::setuid(0) == -1, "still root"); } // ok: must fail

void provenNegated() { ensure(::setuid(0) != 0, "still root"); } // ok: must fail

bool isProven() { return ::setuid(0) != 0; } // ok: must fail

int provenWithAnswer() {
  if (::setuid(0) != -1) { // ok: must fail
    std::fprintf(stderr, "still root\n");
    return -1;
  }
  return 0;
}

void provenByResult() {
  const int Rc = ::setuid(0); // ok: must fail
  if (Rc != -1)
    throw std::logic_error("still root");
}

void provenAndLogged() {
  if (::setuid(0) == 0) // ok: meant to fail
    std::fprintf(stderr, "still root\n");
}

void takenBack(uid_t Uid) {
  check(::seteuid(Uid), "seteuid");
  check(::setuid(0), "setuid"); // ok: back from where it was lowered
}
