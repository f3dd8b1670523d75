//===--- Baseline.h - findings that are known already -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_BASELINE_H
#define COMMSEC_REPORT_BASELINE_H

#include "Report/Model.h"
#include "llvm/Support/Error.h"

namespace commsec::report {

/// Reads a baseline: a file of writeBaseline(), or a SARIF file of commsec. Its
/// relative paths are seen from \p Root. The error names the file and the place
/// in it.
llvm::Expected<std::vector<Known>> readBaseline(llvm::StringRef Path,
                                                llvm::StringRef Root);

/// Tells the findings of \p S, which have their details, into new and known
/// ones, and keeps what \p Baseline has and \p S has not.
void compareWith(Scan &S, std::vector<Known> Baseline);

/// What \p S was compared with, as far as it can be told: what is known of its
/// findings, and what was not found.
std::vector<Known> baselineOf(const Scan &S);

/// Writes the findings of \p S to \p Path, sorted, so that versions of the file
/// can be compared. What the baseline had and a part of the project can't tell
/// of stays.
llvm::Error writeBaseline(llvm::StringRef Path, const Scan &S);

} // namespace commsec::report

#endif // COMMSEC_REPORT_BASELINE_H
