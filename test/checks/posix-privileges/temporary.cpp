// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For a while, by an object, and for good, by the wrong call.

#include <cerrno>
#include <cstdlib>
#include <functional>
#include <grp.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

static void check(int Rc, const char *What) {
  if (Rc != 0)
    throw std::system_error(errno, std::generic_category(), What);
}

class Discovery {
public:
  Discovery(uid_t Uid, gid_t Gid) : Uid(Uid), Gid(Gid) {}
  void settle() {
    check(::setgroups(0, nullptr), "setgroups");
    check(::setegid(Gid), "setegid");
    check(::seteuid(Uid), "seteuid"); // BAD: commsec-overprivileged-service
  }

private:
  uid_t Uid;
  gid_t Gid;
};

class Renderer {
public:
  Renderer(uid_t Uid, gid_t Gid) : Uid(Uid), Gid(Gid) {}
  void settle() {
    check(::setgroups(0, nullptr), "setgroups");
    check(::setgid(Gid), "setgid");
    check(::setuid(Uid), "setuid");
    if (::seteuid(0) != -1) // ok: must fail
      throw std::logic_error("still root");
  }

private:
  uid_t Uid;
  gid_t Gid;
};

// Its own way back is that of nobody else.
class AsOwner {
public:
  explicit AsOwner(uid_t Uid) : Saved(::geteuid()) {
    check(::seteuid(Uid), "seteuid"); // ok: taken back at the end
  }
  ~AsOwner() {
    if (::seteuid(Saved) != 0)
      std::abort();
  }

private:
  uid_t Saved;
};

void asOwner(uid_t Uid, const std::function<void()> &Job) {
  AsOwner Guard(Uid);
  Job();
}
