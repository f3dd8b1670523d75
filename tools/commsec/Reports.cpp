//===--- Reports.cpp - writes all reports of a scan -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Commands.h"
#include "Report/Baseline.h"
#include "Report/Details.h"
#include "Report/Fixes.h"
#include "Report/GitLab.h"
#include "Report/Html.h"
#include "Report/Merge.h"
#include "Report/Sarif.h"
#include "Report/Suppressions.h"
#include "Report/TextReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include <ctime>

using namespace llvm;

namespace commsec {

Expected<std::string> workingDirectory() {
  SmallString<256> Folder, Real;
  if (std::error_code E = sys::fs::current_path(Folder))
    return createStringError(E, "no working directory: " + E.message());
  return sys::fs::real_path(Folder, Real) ? Folder.str().str()
                                          : Real.str().str();
}

/// When this process began, for reports that say so. Who wants reports to
/// depend on the input only sets SOURCE_DATE_EPOCH, as for compilers.
static report::Duration duration() {
  static const std::time_t Begin = std::time(nullptr);
  int64_t Epoch = 0;
  if (const char *Fixed = getenv("SOURCE_DATE_EPOCH"))
    if (!StringRef(Fixed).getAsInteger(10, Epoch))
      return {Epoch, Epoch};
  return {Begin, std::time(nullptr)};
}
static const report::Duration Started = duration();

/// Applies the fixes of what the report lists, and says what became of them.
/// Answers what of \p Found is left; none if a file could not be written.
static std::optional<std::vector<const report::Finding *>>
repair(const report::Scan &S, std::vector<const report::Finding *> Found,
       const ReportArguments &A) {
  report::FixOutcome Outcome = report::applyFixes(S, A.ShowKnown);
  size_t Listed = count_if(S.Findings, [&](const report::Finding &F) {
    return F.active() || (A.ShowKnown && !F.Silenced);
  });
  for (const report::Finding *F : Outcome.Conflicting)
    errs() << "commsec: --fix: "
           << report::relativePath(F->At.File, A.WorkingDirectory) << ":"
           << F->At.Line << ": the fix of commsec-" << F->Check
           << " overlaps another one and was skipped; run it again\n";
  for (const std::string &Error : Outcome.Errors)
    errs() << "commsec: --fix: " << Error << "\n";
  if (!A.Quiet)
    outs() << "fixed " << Outcome.Applied.size() << " of " << Listed << " in "
           << Outcome.Files << (Outcome.Files == 1 ? " file" : " files")
           << "\n";
  outs().flush();
  if (!Outcome.Errors.empty())
    return std::nullopt;
  llvm::erase_if(Found, [&](const report::Finding *F) {
    return Outcome.Applied.count(F) != 0;
  });
  return Found;
}

/// Tells the findings of \p S into new and known ones.
static Error compareWithBaseline(report::Scan &S, const ReportArguments &A) {
  if (A.Baseline.empty())
    return Error::success();
  bool Begins = A.UpdateBaseline && !sys::fs::exists(A.Baseline);
  if (!Begins && !sys::fs::exists(A.Baseline))
    return createStringError("--baseline: " + A.Baseline +
                             ": no such file; --update-baseline makes it");
  std::vector<report::Known> Known;
  if (!Begins) {
    auto Read = report::readBaseline(A.Baseline, S.Root);
    if (!Read)
      return createStringError("--baseline: " + toString(Read.takeError()));
    Known = std::move(*Read);
  }
  report::compareWith(S, std::move(Known));
  return Error::success();
}

/// Writes the files that \p A asks for.
static Error writeFiles(const report::Scan &S, const Catalog &Facts,
                        const ReportArguments &A) {
  auto Write = [](StringRef Option, const std::string &Path,
                  function_ref<Error()> How) -> Error {
    if (Path.empty())
      return Error::success();
    if (Error E = How())
      return createStringError(Option + ": " + Path + ": " +
                               toString(std::move(E)));
    return Error::success();
  };
  if (Error E = Write("--export-sarif", A.Sarif, [&] {
        return report::writeSarif(A.Sarif, S,
                                  {COMMSEC_VERSION, &Facts, A.OpenOnly});
      }))
    return E;
  if (Error E = Write("--html", A.Html, [&] {
        return report::writeHtml(A.Html, S, {COMMSEC_VERSION, &Facts});
      }))
    return E;
  if (Error E = Write("--export-codequality", A.CodeQuality, [&] {
        return report::writeJson(A.CodeQuality, report::codeQuality(S));
      }))
    return E;
  if (Error E = Write("--export-gitlab-sast", A.GitLabSast, [&] {
        report::Duration Time{Started.Begin, duration().End};
        return report::writeJson(A.GitLabSast,
                                 report::gitlabSast(S, COMMSEC_VERSION, Time));
      }))
    return E;
  return Write("--export-fixes", A.Fixes,
               [&] { return report::exportFixes(A.Fixes, S, A.ShowKnown); });
}

/// GitHub refuses larger files.
static void warnOfLimits(const report::Scan &S, const ReportArguments &A) {
  constexpr size_t MaxResults = 25'000;
  if (!A.Sarif.empty() && S.Findings.size() > MaxResults)
    errs() << "commsec: --export-sarif: " << S.Findings.size()
           << " results; GitHub takes at most " << MaxResults << "\n";
}

static int rankOf(StringRef Severity) {
  return StringSwitch<int>(Severity)
      .Case("low", 0)
      .Case("medium", 1)
      .Case("high", 2)
      .Default(3);
}

int writeReports(report::Scan S, const ReportArguments &A, int Signal) {
  std::shared_ptr<const Catalog> Facts =
      Catalog::load(A.Catalogs, [](const std::string &) {});
  // What was read from a file has all details, perhaps of another version.
  if (!S.Frame) {
    report::addDetails(S, Facts.get());
    report::addSuppressionFindings(S);
  }
  if (Error E = compareWithBaseline(S, A))
    return usageError(toString(std::move(E)));

  outs().enable_colors(A.Color);
  report::TextOptions Text;
  Text.WorkingDirectory = A.WorkingDirectory;
  Text.Part = A.Part;
  Text.Quiet = A.Quiet;
  Text.ShowKnown = A.ShowKnown;
  report::writeText(outs(), S, Text);
  outs().flush();
  bool Written = !outs().has_error();
  if (!Written) {
    errs() << "commsec: the report can't be written: "
           << outs().error().message() << "\n";
    outs().clear_error();
  }
  warnOfLimits(S, A);
  if (Error E = writeFiles(S, *Facts, A))
    return usageError(toString(std::move(E)));
  if (Signal)
    return ExitSignal + Signal;

  std::vector<const report::Finding *> Found;
  for (const report::Finding &F : S.Findings)
    if (F.active())
      Found.push_back(&F);
  if (A.UpdateBaseline) {
    if (Error E = report::writeBaseline(A.Baseline, S))
      return usageError("--baseline: " + A.Baseline + ": " +
                        toString(std::move(E)));
    Found.clear(); // They are known now.
  }
  // Last: everything else tells of the files as they were analysed.
  if (A.Repair) {
    auto Left = repair(S, std::move(Found), A);
    if (!Left)
      return ExitIncomplete;
    Found = std::move(*Left);
  }
  if (!S.complete() || !Written)
    return ExitIncomplete;
  bool Fails =
      A.FailOn != "none" && any_of(Found, [&](const report::Finding *F) {
        return rankOf(F->Severity) >= rankOf(A.FailOn);
      });
  return Fails ? ExitFindings : ExitClean;
}

int mergeReports(ArrayRef<std::string> Inputs, const ReportArguments &A) {
  Expected<report::Scan> S = report::mergeSarif(Inputs);
  if (!S)
    return usageError(toString(S.takeError()));
  return writeReports(std::move(*S), A, 0);
}

} // namespace commsec
