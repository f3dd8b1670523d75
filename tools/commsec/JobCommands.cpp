//===--- JobCommands.cpp - commsec jobs, analyze-one, report --------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"
#include "Project/JobFiles.h"
#include "Project/Runner.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace commsec {

int writeJobs(const ScanArguments &A, StringRef Folder) {
  Expected<std::vector<project::Job>> Jobs = jobsOf(A.Project, A.Options);
  if (!Jobs)
    return usageError(toString(Jobs.takeError()));
  std::string Root = project::findRoot(*Jobs, A.Report.WorkingDirectory);
  if (Error E = project::writeJobFiles(Folder, {std::move(*Jobs), Root}))
    return usageError("--out: " + toString(std::move(E)));
  return ExitClean;
}

int analyzeJob(const JobArguments &A) {
  Expected<project::Job> J = project::readJobFile(A.Job);
  if (!J)
    return usageError("--job: " + toString(J.takeError()));
  project::RunResult Result =
      project::runJobs({*J}, A.Run, [](const project::Progress &) {});
  // A job that was not finished leaves no answer: it can be started again.
  if (Result.Signal)
    return ExitSignal + Result.Signal;
  if (Error E = project::writeUnitFile(A.Out, Result.Units.front()))
    return usageError("--out: " + A.Out + ": " + toString(std::move(E)));
  return Result.Units.front().complete() ? ExitClean : ExitIncomplete;
}

int reportJobs(StringRef Folder, StringRef Answers, const ReportArguments &A) {
  Expected<project::JobFiles> Files = project::readJobFiles(Folder);
  if (!Files)
    return usageError("--jobs: " + toString(Files.takeError()));
  if (!sys::fs::is_directory(Answers))
    return usageError(Answers + ": is not a folder; expected the one that the "
                                "answers of the jobs were written to");
  report::Scan S =
      report::merge(project::readUnitFiles(Answers, Files->Jobs), Files->Root);
  S.SuppressionsChecked = A.CheckSuppressions;
  return writeReports(std::move(S), A, /*Signal=*/0);
}

} // namespace commsec
