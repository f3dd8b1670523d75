//===--- Scan.cpp - commsec scan ------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Catalog/Names.h"
#include "Commands.h"
#include "Project/Runner.h"
#include "Report/Sarif.h"
#include "Report/TextReport.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include <chrono>

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

namespace {

/// Tells on standard error how far the scan is: one changing line on a
/// terminal; else, for long scans, now and then a line of its own, so that no
/// one takes the silence for a hang.
class ProgressDisplay {
public:
  explicit ProgressDisplay(bool Quiet)
      : Terminal(errs().is_displayed()), Quiet(Quiet) {}
  ~ProgressDisplay() {
    if (Shown)
      errs() << "\r\033[K";
  }

  void operator()(const project::Progress &P, StringRef Folder) {
    if (Quiet)
      return;
    if (!P.File.empty())
      Last = report::relativePath(P.File, Folder);
    if (Terminal) {
      // A line that wraps could not be taken back.
      unsigned Width = sys::Process::StandardErrColumns();
      std::string Text = line(P);
      if (Width && Text.size() >= Width)
        Text.resize(Width - 1);
      errs() << "\r" << Text << "\033[K";
      Shown = true;
      return;
    }
    auto Now = std::chrono::steady_clock::now();
    bool Step = !P.File.empty() && P.Done * 20 / P.Total > Steps;
    if (P.Total <= MinUnits || (!Step && Now - Written < Heartbeat))
      return;
    Steps = P.Done * 20 / P.Total;
    Written = Now;
    errs() << line(P) << "\n";
  }

private:
  static constexpr size_t MinUnits = 20;
  static constexpr std::chrono::seconds Heartbeat{30};

  std::string line(const project::Progress &P) const {
    return ("[" + Twine(P.Done) + "/" + Twine(P.Total) + "] " + Last).str();
  }

  bool Terminal;
  bool Quiet;
  bool Shown = false;
  size_t Steps = 0;
  std::string Last;
  std::chrono::steady_clock::time_point Written =
      std::chrono::steady_clock::now();
};

} // namespace

int scan(const ScanArguments &A) {
  Expected<std::vector<project::Job>> Jobs = jobsOf(A.Project, A.Options);
  if (!Jobs)
    return usageError(toString(Jobs.takeError()));

  SmallString<256> Folder, RealFolder;
  if (std::error_code E = sys::fs::current_path(Folder))
    return usageError("no working directory: " + E.message());
  if (sys::fs::real_path(Folder, RealFolder))
    RealFolder = Folder;

  project::RunOptions Run;
  Run.Worker = {
      sys::fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&scan)),
      "analyze-one"};
  Run.Processes =
      A.Processes ? A.Processes : hardware_concurrency().compute_thread_count();
  Run.Timeout = std::chrono::seconds(A.Timeout);
  project::RunResult Result;
  {
    ProgressDisplay Display(A.Quiet);
    Result = project::runJobs(*Jobs, Run, [&](const project::Progress &P) {
      Display(P, RealFolder);
    });
  }

  report::Scan S = report::merge(std::move(Result.Units),
                                 project::findRoot(*Jobs, RealFolder));
  outs().enable_colors(A.Color);
  report::TextOptions Text;
  Text.WorkingDirectory = RealFolder.str().str();
  Text.Quiet = A.Quiet;
  report::writeText(outs(), S, Text);
  outs().flush();
  bool Written = !outs().has_error();
  if (!Written) {
    errs() << "commsec: the report can't be written: "
           << outs().error().message() << "\n";
    outs().clear_error();
  }

  if (!A.Sarif.empty()) {
    report::SarifOptions Options;
    Options.Version = COMMSEC_VERSION;
    std::shared_ptr<const Catalog> Facts =
        Catalog::load(A.Options.Catalogs, [](const std::string &) {});
    Options.Facts = Facts.get();
    if (Error E = report::writeSarif(A.Sarif, S, Options))
      return usageError("--export-sarif: " + A.Sarif + ": " +
                        toString(std::move(E)));
  }
  if (Result.Signal)
    return ExitSignal + Result.Signal;
  if (!S.complete() || !Written)
    return ExitIncomplete;
  return S.Findings.empty() ? ExitClean : ExitFindings;
}

} // namespace commsec
