//===--- Fault.h - faults on demand, for the tests --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_FAULT_H
#define COMMSEC_ANALYSIS_FAULT_H

#include "llvm/ADT/StringRef.h"

namespace commsec::fault {

/// Where a fault may strike.
enum class Place { File, Function, Fact };

/// Makes this process misbehave as \p Plan says, so that tests can prove that
/// the runner copes: `KIND:PLACE=NAME`, several separated by commas. KIND is
/// abort, segfault, loop, allocate, recurse, kill (by SIGKILL), fork (a child
/// that sleeps, then loop), pause (once, until SIGCONT) or noise (endless
/// output); PLACE is file (the last component of the unit's path), function or
/// fact; NAME may be `*`. Only the worker of `commsec scan` calls this, and
/// only if COMMSEC_FAULT is set.
void arm(llvm::StringRef Plan);

extern bool Armed;
void strike(Place P, llvm::StringRef Name);

/// The analysis has come to \p Name: strikes if the plan says so.
inline void reach(Place P, llvm::StringRef Name) {
  if (LLVM_UNLIKELY(Armed))
    strike(P, Name);
}

} // namespace commsec::fault

#endif // COMMSEC_ANALYSIS_FAULT_H
