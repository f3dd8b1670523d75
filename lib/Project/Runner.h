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
#include "Project/Progress.h"
#include "Project/Worker.h"
#include "Report/Model.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>
#include <vector>

namespace commsec::project {

struct RunOptions {
  WorkerOptions Worker;
  /// The program that becomes a nursery of workers, and its arguments. None if
  /// empty.
  std::vector<std::string> Nursery;
  /// How many at once; 0: as many as a job server of make gives, else as the
  /// hardware runs.
  unsigned Processes = 0;
  /// Called with a job's index and its answer as soon as that is there. May be
  /// empty.
  std::function<void(size_t, report::Unit &)> OnUnit;
};

struct RunResult {
  std::vector<report::Unit> Units; ///< One for each job, in their order.
  int Signal = 0; ///< The signal that interrupted the run, or 0.
};

/// Runs each job in a process (group) of its own. Whatever becomes of one, the
/// others' answers are kept. A unit whose worker crashed, ran out of time or of
/// memory is tried once more, without what it was doing then. \p OnProgress is
/// called after each unit, and about once a second in between. Ends early, with
/// no process left behind, when this process is asked to end (SIGINT, SIGTERM,
/// SIGHUP).
///
/// Below a `make` with a job server, all processes but the first take a token
/// of it, and give it back when they end.
RunResult runJobs(llvm::ArrayRef<Job> Jobs, const RunOptions &Options,
                  llvm::function_ref<void(const Progress &)> OnProgress);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_RUNNER_H
