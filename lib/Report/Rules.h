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
#include <string>

namespace commsec::report {

/// What is reported of NOLINT comments, without the `commsec-` prefix.
inline constexpr llvm::StringLiteral UnusedSuppression = "unused-suppression";
inline constexpr llvm::StringLiteral UnexplainedSuppression =
    "unexplained-suppression";

/// One check, as Checks.def and its page in docs/checks have it, or one of the
/// two kinds of reports on NOLINT comments.
struct Rule {
  llvm::StringRef Name; ///< Without the `commsec-` prefix.
  llvm::StringRef Description;
  llvm::StringRef SecuritySeverity; ///< Empty if it is not about security.
  llvm::StringRef Precision;
  std::string Help;     ///< Why it matters and what to do, as plain text.
  std::string Markdown; ///< The page, without its title.
};

/// All of them, by name.
llvm::ArrayRef<Rule> rules();

} // namespace commsec::report

#endif // COMMSEC_REPORT_RULES_H
