//===--- Jobs.h - what is to be analysed ------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_JOBS_H
#define COMMSEC_PROJECT_JOBS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tooling {
class CompilationDatabase;
} // namespace clang::tooling

namespace commsec::project {

/// How to analyse; the same for all jobs of a scan.
struct JobOptions {
  std::string Checks = "commsec-*";  ///< Globs as clang-tidy has them.
  std::vector<std::string> Catalogs; ///< The users' files, absolute.
  bool Pedantic = false;
  bool AllSends = false;
  bool ReportConditional = true;
  /// Parse the bodies of functions in system headers, too: slower, and without
  /// any effect on the answer; here to prove just that.
  bool EveryBody = false;
};

/// One translation unit: all that a worker has to know, wherever it runs.
struct Job {
  std::string File;      ///< Absolute.
  std::string Directory; ///< Where the command is run.
  std::vector<std::string> Command;
  /// How the command was guessed ("inferred from FILE"); empty if the database
  /// has it. Not for workers.
  std::string Guess;
  JobOptions Options;
  // What ended an earlier try, and is left out in this one.
  std::string LeaveOutCheck; ///< Without the `commsec-` prefix.
  std::string LeaveOutFunction;
  bool RecordInputs = false; ///< The answer tells what it depends on.
};

llvm::json::Value toJSON(const Job &J);
bool fromJSON(const llvm::json::Value &V, Job &J, llvm::json::Path P);

/// Reads the compile database \p Where, a file or a folder; when empty, it is
/// looked for in the working directory, those above it and build folders in
/// these. Response files are expanded, missing commands are inferred. The error
/// tells what to do.
llvm::Expected<std::unique_ptr<clang::tooling::CompilationDatabase>>
loadDatabase(llvm::StringRef Where);

/// The jobs of \p Database for \p Files, or for all its files if that is
/// empty: each pair of file and command once, in a fixed order. Units that are
/// not C, C++ or Objective-C (assembler, ...) are left out.
llvm::Expected<std::vector<Job>>
makeJobs(const clang::tooling::CompilationDatabase &Database,
         llvm::ArrayRef<std::string> Files, const JobOptions &Options);

/// The folder that relative paths in reports start at: the innermost one with a
/// `.git` that holds all jobs' files, else \p WorkingDirectory if it does, else
/// the innermost that does.
std::string findRoot(llvm::ArrayRef<Job> Jobs,
                     llvm::StringRef WorkingDirectory);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_JOBS_H
