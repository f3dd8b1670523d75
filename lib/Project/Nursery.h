//===--- Nursery.h - where workers are made ---------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// To load Clang's libraries costs more than to analyse a small unit. So they
/// are loaded once, by a process that does nothing but make copies of itself on
/// request: the nursery. Its copies become workers, as children of the runner,
/// which starts, limits and ends them like others.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_NURSERY_H
#define COMMSEC_PROJECT_NURSERY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace commsec::project {

/// The runner's side.
class Nursery {
public:
  /// \p Command: the program and its arguments, which calls runNursery().
  explicit Nursery(std::vector<std::string> Command);
  Nursery(const Nursery &) = delete;
  Nursery &operator=(const Nursery &) = delete;
  /// Ends the nursery, but no worker.
  ~Nursery();

  /// Makes a worker that has \p Descriptors as its standard input, output and
  /// error output, and nothing else open. It leads a process group of its own.
  /// None if that can't be, also later.
  std::optional<pid_t> make(llvm::ArrayRef<int> Descriptors);

private:
  void end();

  pid_t Pid = -1;
  int Socket = -1;
};

/// The nursery's side: makes workers until nobody asks for more. In each of
/// them \p Work is called, and ends the process by what it answers. To be
/// called by a process with one thread, with the socket as its standard input.
int runNursery(llvm::function_ref<int()> Work);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_NURSERY_H
