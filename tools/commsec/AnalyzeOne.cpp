//===--- AnalyzeOne.cpp - analyses one translation unit -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalyzeOne.h"
#include "../../checks/Check.h"
#include "Configuration.h"
#include "Convert.h"
#include "Project/RecordingFileSystem.h"
#include "Silenced.h"
#include "TidyRun.h"
#include "UnitCommand.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace commsec {

report::Unit analyzeOne(const project::Job &J) {
  // Each round removes at least one argument; ten are plenty.
  constexpr int MaxRounds = 10;
  report::Unit U;
  U.File = J.File;
  if (!sys::fs::exists(J.File)) {
    U.Status = report::UnitStatus::Failed;
    U.Problem = "no such file";
    return U;
  }
  if (!sys::fs::is_directory(J.Directory)) {
    U.Status = report::UnitStatus::Failed;
    U.Problem = "its directory does not exist: " + J.Directory;
    return U;
  }
  tooling::CompileCommand Command = commandFor(J);
  IntrusiveRefCntPtr<vfs::FileSystem> Physical(
      vfs::createPhysicalFileSystem().release());
  IntrusiveRefCntPtr<project::RecordingFileSystem> Recorder;
  if (J.RecordInputs)
    Recorder = makeIntrusiveRefCnt<project::RecordingFileSystem>(Physical);
  IntrusiveRefCntPtr<vfs::FileSystem> Given = Physical;
  if (Recorder)
    Given = Recorder;
  GlobList Globs(J.Options.Checks);
  BackgroundMap Known;
  std::optional<Silenced> Hidden;
  TidyResult Result;
  Bodies Parsed = J.Options.EveryBody ? Bodies::All : Bodies::Users;
  for (int Round = 0; Round != MaxRounds; ++Round) {
    Known.clear();
    Hidden.emplace(J.Directory, J.Options.Checks);
    U.Judged.clear();
    setUnitListener([&](const UnitResult &Result, const ASTContext &Context) {
      Hidden->readComments(Context);
      U.BudgetHits = Result.BudgetHits;
      // Every check tells the same.
      if (U.Judged.empty())
        for (const Fact *F : Result.Judged)
          if (Globs.contains(("commsec-" + F->Check)))
            U.Judged.push_back(F->Id);
    });
    setFindingListener([&](const Finding &F, const ASTContext &Context) {
      record(Known, F, Context);
      Hidden->record(F, Context);
    });
    ClangTidyContext Context(optionsFor(J.Options, Given));
    Result = runTidy(Context, Command, Parsed, Given);
    setUnitListener({});
    setFindingListener({});
    if (Result.NeedsAllBodies) {
      Parsed = Bodies::All;
      continue;
    }

    std::vector<std::string> Errors;
    for (const ClangTidyError &E : Result.Diagnostics)
      if (E.DiagLevel == ClangTidyError::Error)
        Errors.push_back(E.Message.Message);
    if (Errors.empty() || !dropRejected(Command, Errors, U.DroppedFlags))
      break;
  }

  if (Recorder) {
    project::Inputs All = Recorder->recorded();
    All.add(configurationOf(J.File, J.Options).Read);
    U.Inputs = All.encode();
  }

  U.BudgetHits = Result.BudgetHits;
  Converter Convert(Known);
  std::set<DiagnosticKey> Shown;
  for (const ClangTidyError &E : Result.Diagnostics) {
    StringRef Name = E.DiagnosticName;
    if (Name == "clang-tidy-config") {
      U.ConfigurationErrors.push_back(E.Message.Message);
    } else if (Name == "clang-tidy-nolint") {
      // A block that is not closed, or closed by another list.
      U.ConfigurationErrors.push_back(describe(E));
    } else if (Name.starts_with("commsec-")) {
      Shown.insert(keyOf(E));
      U.Findings.push_back(Convert.convert(E));
    } else if (E.DiagLevel == ClangTidyError::Error) {
      if (U.Errors++ == 0)
        U.Problem = describe(E);
      U.Status = report::UnitStatus::Errors;
    }
  }
  Hidden->finish(U, Shown);
  return U;
}

} // namespace commsec
