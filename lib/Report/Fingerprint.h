//===--- Fingerprint.h - names for findings that survive edits --*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_FINGERPRINT_H
#define COMMSEC_REPORT_FINGERPRINT_H

#include "Report/Model.h"
#include <string>
#include <vector>

namespace commsec::report {

/// For each line of \p Text the value of `primaryLocationLineHash`, as the
/// action that uploads SARIF to GitHub computes it: a rolling hash of the 100
/// characters from the line's start, without blanks and tabs, and the number
/// of its repetition.
std::vector<std::string> lineHashes(llvm::StringRef Text);

/// A hash of the finding's check, fact, file name, enclosing function, and of
/// the statement it stands in: what does not change when code is moved,
/// indented or wrapped, or when other code changes.
std::string fingerprint(const Finding &F, llvm::StringRef Statement);

/// For each finding its Print and, behind a colon, the number of its
/// repetition.
std::vector<std::string> numberedPrints(llvm::ArrayRef<Finding> Findings);

} // namespace commsec::report

#endif // COMMSEC_REPORT_FINGERPRINT_H
