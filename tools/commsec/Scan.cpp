//===--- Scan.cpp - commsec scan ------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Names.h"
#include "Commands.h"
#include "ProgressDisplay.h"
#include "Project/Changes.h"
#include "Project/ProjectRun.h"
#include "Report/Details.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Threading.h"

using namespace llvm;

namespace commsec {

Expected<std::string> completeChecks(StringRef Globs) {
  std::vector<std::string> Items, Names;
  for (StringRef Name : checkNames())
    Names.push_back(("commsec-" + Name).str());
  for (StringRef Item : split(Globs, ',')) {
    Item = Item.trim();
    if (Item.empty())
      continue;
    bool Excludes = Item.consume_front("-");
    std::string Glob = Item.str();
    if (!Item.starts_with("commsec-") && !Item.starts_with("*"))
      Glob = ("commsec-" + Item).str();
    else if (Item == "*")
      Glob = "commsec-*";
    clang::tidy::GlobList Matcher(Glob);
    if (none_of(Names, [&](const std::string &Name) {
          return Matcher.contains(Name);
        })) {
      std::string Hint = nearest(Glob, Names);
      return createStringError(
          "--checks: no check is named '" + Glob + "'" +
          (Hint.empty() ? "" : ", did you mean '" + Hint + "'?"));
    }
    // A list that begins by excluding starts from all.
    if (Excludes && Items.empty())
      Items.push_back("commsec-*");
    Items.push_back((Excludes ? "-" : "") + Glob);
  }
  if (Items.empty())
    return createStringError("--checks: expected at least one check");
  return join(Items, ",");
}

Expected<std::vector<project::Job>> jobsOf(const ProjectArguments &Project,
                                           const project::JobOptions &Options) {
  if (Project.Flags)
    return project::makeJobs(*Project.Flags, Project.Files, Options);
  auto Database = project::loadDatabase(Project.Database);
  if (!Database)
    return Database.takeError();
  return project::makeJobs(**Database, Project.Files, Options);
}

int scan(const ScanArguments &A) {
  Expected<std::vector<project::Job>> Jobs = jobsOf(A.Project, A.Options);
  if (!Jobs)
    return usageError(toString(Jobs.takeError()));

  std::string Root = project::findRoot(*Jobs, A.Report.WorkingDirectory);
  std::string Part;
  if (!A.Shard.isWhole()) {
    Jobs = project::jobsOfShard(std::move(*Jobs), Root, A.Shard);
    Part = "shard " + A.Shard.name();
  }
  project::ProjectRunOptions Options;
  std::optional<project::Changes> Changes;
  if (A.Since) {
    Expected<project::Changes> Known = project::changesSince(*A.Since, Root);
    if (!Known)
      return usageError("--diff: " + toString(Known.takeError()));
    Changes = std::move(*Known);
    Options.OnlyChanged = true;
    Options.Settings.Changed = Changes->files();
  }
  Options.Settings.KeepSuppressing = A.Report.CheckSuppressions;
  Options.Run = A.Run;
  Options.Skip = A.Skip;
  Options.Survey = {{A.Run.Worker.Command.front(), "survey"},
                    A.Run.Processes
                        ? A.Run.Processes
                        : hardware_concurrency().compute_thread_count(),
                    A.Run.Worker.Timeout};

  project::ProjectResult Result;
  {
    ProgressDisplay Display(A.Report.WorkingDirectory,
                            Part.empty() ? "" : Part + " ", A.Report.Quiet);
    std::optional<project::Cache> Cache;
    if (!A.CacheFolder.empty()) {
      Cache.emplace(A.CacheFolder, [](const std::string &Problem) {
        errs() << "commsec: warning: " << Problem << "\n";
      });
      Options.Remembered = &*Cache;
    }
    Result = project::runProject(
        *Jobs, Options, [&](const project::Progress &P) { Display(P); });
    if (Cache)
      Cache->prune(A.CachePolicy);
  }
  if (A.Statistics)
    errs() << "commsec: " << Result.Remembered << " remembered, "
           << Result.Skipped << " skipped, " << Result.Analysed
           << " analysed\n";
  if (Changes)
    for (report::Unit &U : Result.Units) {
      auto IsOld = [&](const report::Place &P) {
        return !Changes->touch(P.File, P.Line, P.EndLine);
      };
      erase_if(U.Findings,
               [&](const report::Finding &F) { return IsOld(F.At); });
      erase_if(U.Directives,
               [&](const report::Directive &D) { return IsOld(D.At); });
    }

  report::Scan S = report::merge(std::move(Result.Units), Root);
  // Of some files or some checks nobody can tell what is gone.
  S.Part.Whole =
      A.Project.Files.empty() && !Changes && A.Options.Checks == "commsec-*";
  if (!A.Shard.isWhole()) {
    S.Part.Shard = A.Shard.Number;
    S.Part.Shards = A.Shard.Of;
  }
  S.SuppressionsChecked = A.Report.CheckSuppressions;
  if (!A.Report.Sarif.empty())
    S.State = report::revisionOf(S.Root);
  ReportArguments Report = A.Report;
  Report.Part = Part;
  return writeReports(std::move(S), Report, Result.Signal);
}

} // namespace commsec
