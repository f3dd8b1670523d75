//===--- TextReport.h - a scan for people -----------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_TEXTREPORT_H
#define COMMSEC_REPORT_TEXTREPORT_H

#include "Report/Model.h"
#include "Report/Uri.h"
#include "llvm/Support/raw_ostream.h"

namespace commsec::report {

struct TextOptions {
  /// Paths below this folder are written relative to it.
  std::string WorkingDirectory;
  std::string Part;       ///< "shard 2/4"; empty: the whole project.
  bool Quiet = false;     ///< Findings only, no summary.
  bool ShowKnown = false; ///< Findings of the baseline, too.
};

/// Writes findings grouped by file, with source line, caret, notes and fix,
/// what could not be analysed, and a table of the checks. Colours are used if
/// they are enabled on \p OS.
void writeText(llvm::raw_ostream &OS, const Scan &S,
               const TextOptions &Options);

} // namespace commsec::report

#endif // COMMSEC_REPORT_TEXTREPORT_H
