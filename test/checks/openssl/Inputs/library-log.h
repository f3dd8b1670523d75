// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library that logs, as its users see it.
#pragma GCC system_header

namespace library {
struct Debug {
  static bool shouldLog(int Level);
  template <typename... Parts> static void log(int Level, const char *Text, Parts &&...P);
};
} // namespace library
