//===--- Commands.h - the commands of commsec -------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_COMMANDS_H
#define COMMSEC_TOOLS_COMMANDS_H

#include "Project/Jobs.h"
#include "Project/Runner.h"
#include "Project/Shard.h"
#include "Report/Model.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace commsec {

enum ExitCode {
  ExitClean = 0,
  ExitFindings = 1,
  ExitUsage = 2,      ///< Of usage or configuration; nothing was analysed.
  ExitIncomplete = 3, ///< Some unit was not, or not wholly, analysed.
  ExitSignal = 128,   ///< And the number of the signal that interrupted it.
};

/// How the files are compiled.
struct ProjectArguments {
  std::string Database; ///< `-p`.
  /// From the flags after `--`.
  std::unique_ptr<clang::tooling::CompilationDatabase> Flags;
  std::vector<std::string> Files;
};

/// What is written of a scan, and where.
struct ReportArguments {
  std::string WorkingDirectory;      ///< What people see is relative to it.
  std::vector<std::string> Catalogs; ///< The users' files, absolute.
  std::string Part;                  ///< "shard 2/4"; empty: the whole project.
  std::string Sarif;
  std::string Html;
  std::string CodeQuality; ///< `--export-codequality`.
  std::string GitLabSast;  ///< `--export-gitlab-sast`.
  std::string Baseline;
  bool UpdateBaseline = false;
  bool ShowKnown = false;
  bool OpenOnly = false;          ///< `--sarif-open-only`.
  bool CheckSuppressions = false; ///< Of a scan.
  std::string FailOn = "low"; ///< The lowest severity that fails, or "none".
  std::string Fixes;          ///< `--export-fixes`.
  bool Repair = false;        ///< `--fix`.
  bool Quiet = false;
  bool Color = false;
};

struct ScanArguments {
  ProjectArguments Project;
  project::JobOptions Options;
  ReportArguments Report;
  project::RunOptions Run;
  project::Shard Shard;
  std::string CacheFolder; ///< Empty: without a cache.
  llvm::CachePruningPolicy CachePolicy;
  bool Skip = true;
  bool Statistics = false;
  std::optional<std::string> Since; ///< `--diff`.
};

struct JobArguments {
  std::string Job; ///< The file that tells what is to be done ...
  std::string Out; ///< ... and the one for what came out.
  project::RunOptions Run;
};

struct WhyNotArguments {
  ProjectArguments Project;
  project::JobOptions Options;
  unsigned Line = 0;
  std::string Check; ///< Without the `commsec-` prefix.
};

int scan(const ScanArguments &Arguments);
/// Writes the jobs of a scan to files in \p Folder.
int writeJobs(const ScanArguments &Arguments, llvm::StringRef Folder);
int analyzeJob(const JobArguments &Arguments);
/// Reports what became of the jobs in \p Folder; the units are in \p Answers.
int reportJobs(llvm::StringRef Folder, llvm::StringRef Answers,
               const ReportArguments &Arguments);
int whyNot(const WhyNotArguments &Arguments);
int catalogCheck(llvm::ArrayRef<std::string> Files);
int catalogList(llvm::StringRef Library, llvm::ArrayRef<std::string> Extra);
int catalogExplain(llvm::StringRef FactId, llvm::ArrayRef<std::string> Extra);

/// The working directory, symbolic links resolved.
llvm::Expected<std::string> workingDirectory();

/// Writes the text report to standard output, and the files that \p Arguments
/// asks for. Answers the exit code: \p Signal is what interrupted the scan, or
/// 0.
int writeReports(report::Scan S, const ReportArguments &Arguments, int Signal);

/// The scan that the SARIF files \p Inputs are parts of.
int mergeReports(llvm::ArrayRef<std::string> Inputs,
                 const ReportArguments &Arguments);

/// The jobs that \p Project means.
llvm::Expected<std::vector<project::Job>>
jobsOf(const ProjectArguments &Project, const project::JobOptions &Options);

/// Completes the globs of `--checks`: "weak-*" means "commsec-weak-*". Fails if
/// one of them names no check.
llvm::Expected<std::string> completeChecks(llvm::StringRef Globs);

/// Which of \p Words looks most like \p Word; empty if none does.
std::string nearest(llvm::StringRef Word, llvm::ArrayRef<std::string> Words);

/// Says on standard error what is wrong. Answers ExitUsage.
int usageError(const llvm::Twine &Message);

} // namespace commsec

#endif // COMMSEC_TOOLS_COMMANDS_H
