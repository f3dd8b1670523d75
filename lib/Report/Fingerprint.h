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
#include "Report/Sources.h"
#include <string>
#include <vector>

namespace commsec::report {

/// For each line of \p Text the value of `primaryLocationLineHash`, as the
/// action that uploads SARIF to GitHub computes it: a rolling hash of the 100
/// characters from the line's start, without blanks and tabs, and the number
/// of its repetition.
std::vector<std::string> lineHashes(llvm::StringRef Text);

/// For each finding a hash of its check, fact, file name, enclosing function,
/// and the text it stands on, and the number of its repetition. Moving code up
/// and down or changing its indentation does not change it.
std::vector<std::string> fingerprints(llvm::ArrayRef<Finding> Findings,
                                      Sources &Files);

} // namespace commsec::report

#endif // COMMSEC_REPORT_FINGERPRINT_H
