//===--- Progress.h - how far a run is --------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_PROGRESS_H
#define COMMSEC_PROJECT_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <string>

namespace commsec::project {

/// What a run is doing, for a progress display.
struct Progress {
  size_t Done = 0;
  size_t Total = 0;
  llvm::StringRef File; ///< The unit that was finished; empty for a heartbeat.
};

/// "[ 37/120] 4.1/s, 0:20 left, src/x.c": \p Done of \p Total, done in
/// \p Elapsed, the last of them \p Name. What can't be known yet is left out.
std::string progressLine(size_t Done, size_t Total,
                         std::chrono::milliseconds Elapsed,
                         llvm::StringRef Name);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_PROGRESS_H
