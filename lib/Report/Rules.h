//===--- Rules.h - what the checks are about --------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_RULES_H
#define COMMSEC_REPORT_RULES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace commsec::report {

/// One check, as Checks.def has it, with help for the reader of a report.
struct Rule {
  llvm::StringLiteral Name; ///< Without the `commsec-` prefix.
  llvm::StringLiteral Description;
  llvm::StringLiteral SecuritySeverity;
  llvm::StringRef Help;
};

/// All checks, by name.
llvm::ArrayRef<Rule> rules();

} // namespace commsec::report

#endif // COMMSEC_REPORT_RULES_H
