//===--- Spawn.h - starts a process in a group of its own -------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_SPAWN_H
#define COMMSEC_PROJECT_SPAWN_H

#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <sys/types.h>

namespace commsec::project {

/// Starts the program \p Command with \p Descriptors as its standard input,
/// output and error output, in a process group of its own, so that all of it
/// can be killed, and with none of the signal settings that this process has
/// for itself. Answers what went wrong; empty if nothing.
std::string spawn(llvm::ArrayRef<std::string> Command,
                  llvm::ArrayRef<int> Descriptors, pid_t &Pid);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_SPAWN_H
