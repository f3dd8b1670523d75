//===--- Fixes.h - the findings' repairs, applied or written ----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_FIXES_H
#define COMMSEC_REPORT_FIXES_H

#include "Report/Model.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace commsec::report {

/// What became of the repairs.
struct FixOutcome {
  llvm::DenseSet<const Finding *> Applied;
  size_t Files = 0; ///< That were written.
  /// Repairs that overlap one that was applied; another run can apply them.
  std::vector<const Finding *> Conflicting;
  /// Files that can't be written, and why: "FILE: text".
  std::vector<std::string> Errors;
};

/// Repairs the files that the findings of \p S are in: each finding that has a
/// fix, is not silenced and, unless \p AlsoKnown, not in the baseline; wholly
/// or not at all, in their order. A file is replaced in one step and keeps its
/// permissions and its line ends.
FixOutcome applyFixes(const Scan &S, bool AlsoKnown = false);

/// Writes the findings and their fixes to \p Path as YAML, as clang-tidy's
/// `--export-fixes` does: clang-apply-replacements and editors read it.
llvm::Error exportFixes(llvm::StringRef Path, const Scan &S,
                        bool AlsoKnown = false);

} // namespace commsec::report

#endif // COMMSEC_REPORT_FIXES_H
