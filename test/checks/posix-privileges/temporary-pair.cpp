// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two functions, one for each way.

#include <cstdlib>
#include <unistd.h>

class Privileges {
public:
  explicit Privileges(uid_t Uid) : Uid(Uid) {}
  void lower() {
    if (::seteuid(Uid) != 0) // ok: raised by the other
      std::abort();
  }
  void raise() {
    if (::seteuid(0) != 0)
      std::abort();
  }

private:
  uid_t Uid;
};

void lowerAll(uid_t Uid) {
  if (::seteuid(Uid) != 0) // ok: that may be for it as well
    std::abort();
}
