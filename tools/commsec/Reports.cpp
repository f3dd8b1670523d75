//===--- Reports.cpp - writes all reports of a scan -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Commands.h"
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

int writeReports(const report::Scan &S, const ReportArguments &A, int Signal) {
  outs().enable_colors(A.Color);
  report::TextOptions Text;
  Text.WorkingDirectory = A.WorkingDirectory;
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
  if (Signal)
    return ExitSignal + Signal;
  if (!S.complete() || !Written)
    return ExitIncomplete;
  return S.Findings.empty() ? ExitClean : ExitFindings;
}

} // namespace commsec
