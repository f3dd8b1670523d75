//===--- ProjectRun.h - analyses what has to be -----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_PROJECTRUN_H
#define COMMSEC_PROJECT_PROJECTRUN_H

#include "Project/Cache.h"
#include "Project/Runner.h"
#include "Project/SurveyRun.h"

namespace commsec::project {

struct ProjectRunOptions {
  RunOptions Run;
  /// Answers of earlier runs are taken from here, and new ones put here. May be
  /// null.
  Cache *Remembered = nullptr;
  /// Units are looked through before they are analysed.
  bool Skip = true;
  SurveyRunOptions Survey;
  SurveySettings Settings;
  /// Only units that read one of Settings.Changed count.
  bool OnlyChanged = false;
};

struct ProjectResult {
  std::vector<report::Unit> Units; ///< In the order of the jobs.
  std::vector<size_t> JobOf;       ///< The job of each unit.
  int Signal = 0; ///< The signal that interrupted the run, or 0.
  size_t Remembered = 0, Skipped = 0, Analysed = 0;
};

/// Finds out about all \p Jobs with as little work as possible: what the cache
/// still knows is not analysed, nor what a survey finds to have nothing to
/// judge. Each answer is stored as soon as it is there, so that a run that was
/// interrupted goes on where it ended.
ProjectResult runProject(llvm::ArrayRef<Job> Jobs,
                         const ProjectRunOptions &Options,
                         llvm::function_ref<void(const Progress &)> OnProgress);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_PROJECTRUN_H
