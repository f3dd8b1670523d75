//===--- NoLint.h - comments that silence findings --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_NOLINT_H
#define COMMSEC_REPORT_NOLINT_H

#include "Report/Model.h"
#include <vector>

namespace commsec::report {

/// True if \p Checks, the list of a NOLINT comment ("a-*,-a-b"), holds \p Check
/// ("commsec-weak-tls-version"). As in clang-tidy `*` stands for any text, `-`
/// excludes, and the last item that matches decides.
bool listHolds(llvm::StringRef Checks, llvm::StringRef Check);

/// The items of \p Checks that are about checks of commsec: those that begin
/// with "commsec".
std::vector<llvm::StringRef> ownItems(llvm::StringRef Checks);

/// True if \p Text has a NOLINT comment that names a check of commsec. A unit
/// with such a file has to be analysed before the comment can be called unused.
bool namesOwnChecks(llvm::StringRef Text);

/// The NOLINT, NOLINTNEXTLINE and NOLINTBEGIN comments of one file. They are
/// found where clang-tidy finds them, which looks at the text only.
class NoLints {
public:
  NoLints(llvm::StringRef File, llvm::StringRef Text);

  /// The comment that silences \p Check (with the prefix) at \p Offset; null if
  /// none does. The one on the line comes first, then the one on the line
  /// above, then the innermost block.
  Directive *silencing(size_t Offset, llvm::StringRef Check);

  /// All comments, by place.
  std::vector<Directive> &directives() { return All; }

private:
  /// What a comment speaks of: offsets from Begin to before End.
  struct Reach {
    size_t Begin;
    size_t End;
  };

  std::vector<Directive> All;
  std::vector<Reach> Reaches; ///< One for each of All.
  std::vector<bool> Bare;     ///< Without a list: all checks.
};

} // namespace commsec::report

#endif // COMMSEC_REPORT_NOLINT_H
