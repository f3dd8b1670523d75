//===--- Reports.cpp - writes all reports of a scan -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Commands.h"
#include "Report/Fixes.h"
#include "Report/Html.h"
#include "Report/Sarif.h"
#include "Report/TextReport.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace commsec {

Expected<std::string> workingDirectory() {
  SmallString<256> Folder, Real;
  if (std::error_code E = sys::fs::current_path(Folder))
    return createStringError(E, "no working directory: " + E.message());
  return sys::fs::real_path(Folder, Real) ? Folder.str().str()
                                          : Real.str().str();
}

/// Applies the fixes of \p S, and says what became of them. Answers how many
/// findings are left; none if a file could not be written.
static std::optional<size_t> repair(const report::Scan &S,
                                    const ReportArguments &A) {
  report::FixOutcome Outcome = report::applyFixes(S);
  for (const report::Finding *F : Outcome.Conflicting)
    errs() << "commsec: --fix: "
           << report::relativePath(F->At.File, A.WorkingDirectory) << ":"
           << F->At.Line << ": the fix of commsec-" << F->Check
           << " overlaps another one and was skipped; run it again\n";
  for (const std::string &Error : Outcome.Errors)
    errs() << "commsec: --fix: " << Error << "\n";
  if (!A.Quiet)
    outs() << "fixed " << Outcome.Applied.size() << " of " << S.active()
           << " in " << Outcome.Files
           << (Outcome.Files == 1 ? " file" : " files") << "\n";
  outs().flush();
  if (!Outcome.Errors.empty())
    return std::nullopt;
  return S.active() - Outcome.Applied.size();
}

int writeReports(const report::Scan &S, const ReportArguments &A, int Signal) {
  outs().enable_colors(A.Color);
  report::TextOptions Text;
  Text.WorkingDirectory = A.WorkingDirectory;
  Text.Part = A.Part;
  Text.Quiet = A.Quiet;
  report::writeText(outs(), S, Text);
  outs().flush();
  bool Written = !outs().has_error();
  if (!Written) {
    errs() << "commsec: the report can't be written: "
           << outs().error().message() << "\n";
    outs().clear_error();
  }

  std::shared_ptr<const Catalog> Facts;
  if (!A.Sarif.empty() || !A.Html.empty())
    Facts = Catalog::load(A.Catalogs, [](const std::string &) {});
  if (!A.Sarif.empty())
    if (Error E =
            report::writeSarif(A.Sarif, S, {COMMSEC_VERSION, Facts.get()}))
      return usageError("--export-sarif: " + A.Sarif + ": " +
                        toString(std::move(E)));
  if (!A.Html.empty())
    if (Error E = report::writeHtml(A.Html, S, {COMMSEC_VERSION, Facts.get()}))
      return usageError("--html: " + A.Html + ": " + toString(std::move(E)));
  if (!A.Fixes.empty())
    if (Error E = report::exportFixes(A.Fixes, S))
      return usageError("--export-fixes: " + A.Fixes + ": " +
                        toString(std::move(E)));
  if (Signal)
    return ExitSignal + Signal;
  // Last: everything else tells of the files as they were analysed.
  std::optional<size_t> Left = S.active();
  if (A.Repair)
    Left = repair(S, A);
  if (!S.complete() || !Written || !Left)
    return ExitIncomplete;
  return *Left == 0 ? ExitClean : ExitFindings;
}

} // namespace commsec
