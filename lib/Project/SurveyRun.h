//===--- SurveyRun.h - surveys a project in other processes -----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_SURVEYRUN_H
#define COMMSEC_PROJECT_SURVEYRUN_H

#include "Project/Jobs.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <string>
#include <vector>

namespace commsec::project {

/// What a surveying process is asked, besides its jobs.
struct SurveySettings {
  /// Also units with a NOLINT comment that names a check of ours count.
  bool KeepSuppressing = false;
  /// Which units can be skipped is not asked, only what they read.
  bool KeepAll = false;
  /// Tell what the answers depend on.
  bool WantInputs = false;
  /// Files that have changed: which units read one of them?
  std::vector<std::string> Changed;
};

/// What is known of a unit without having parsed it. If something went wrong,
/// nothing is.
struct Surveyed {
  bool Skip = false;  ///< Nothing can be reported in it.
  bool Known = false; ///< It could be looked through.
  bool ReadsChanged = false;
  std::vector<std::string> DroppedFlags; ///< That Clang does not know.
  std::string Inputs; ///< If wanted and skipped: as Inputs::encode() made them.
};

/// The first line that a surveying process gets.
llvm::json::Value toJSON(const SurveySettings &S);
bool fromJSON(const llvm::json::Value &V, SurveySettings &S,
              llvm::json::Path P);

/// What the process writes when it begins with unit \p Index, and when it is
/// done.
void writeBegin(llvm::raw_ostream &OS, size_t Index);
void writeAnswer(llvm::raw_ostream &OS, size_t Index, const Surveyed &S);

struct SurveyRunOptions {
  /// Reads SurveySettings and then jobs, each as a line of JSON, from its
  /// standard input, and writes what the above write for each job in turn.
  std::vector<std::string> Command;
  unsigned Processes = 1;
  /// Without a sign of life for so long, a process is ended.
  std::chrono::seconds Timeout{300};
};

/// Surveys \p Jobs in processes that share the work, so that whatever the
/// compiler's parts do there, no result is lost: a unit in which a process ends
/// stays unknown, and another process takes over the rest. \p OnAnswer is
/// called once for each job, in no certain order, with its index. Ends early
/// when this process is asked to end; the remaining jobs have no answer then.
void runSurvey(llvm::ArrayRef<const Job *> Jobs, const SurveySettings &Settings,
               const SurveyRunOptions &Options,
               llvm::function_ref<void(size_t, const Surveyed &)> OnAnswer,
               llvm::function_ref<void()> OnTick);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_SURVEYRUN_H
