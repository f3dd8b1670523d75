//===--- Runner.h - one process a unit --------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_RUNNER_H
#define COMMSEC_PROJECT_RUNNER_H

#include "Project/Jobs.h"
#include "Report/Model.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <string>
#include <vector>

namespace commsec::project {

struct RunOptions {
  /// The worker: reads a job as JSON from its standard input, and writes a
  /// report::Unit as JSON to its standard output.
  std::vector<std::string> Worker;
  unsigned Processes = 1;
  std::chrono::seconds Timeout{300};
};

/// What a run is doing, for a progress display.
struct Progress {
  size_t Done = 0;
  size_t Total = 0;
  llvm::StringRef File; ///< The unit that was finished; empty for a heartbeat.
};

struct RunResult {
  std::vector<report::Unit> Units; ///< One for each job, in their order.
  int Signal = 0; ///< The signal that interrupted the run, or 0.
};

/// Runs each job in a process (group) of its own. Whatever becomes of one, the
/// others' answers are kept. \p OnProgress is called after each unit, and about
/// once a second in between. Ends early, with no process left behind, when this
/// process is asked to end (SIGINT, SIGTERM, SIGHUP).
RunResult runJobs(llvm::ArrayRef<Job> Jobs, const RunOptions &Options,
                  llvm::function_ref<void(const Progress &)> OnProgress);

/// The telling lines of what a worker wrote before it ended: of a stack dump
/// what was going on, else the last lines.
std::vector<std::string> excerpt(llvm::StringRef Log);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_RUNNER_H
