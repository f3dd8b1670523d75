//===--- Statements.h - the text around a place, without layout -*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_STATEMENTS_H
#define COMMSEC_REPORT_STATEMENTS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace commsec::report {

/// Cuts C and C++ text at `;`, `{` and `}` and around preprocessor lines. What
/// lies between is about one statement or one head of a function, whatever
/// lines it is written on.
class Statements {
public:
  explicit Statements(llvm::StringRef Text);

  /// The piece at \p Offset without comments and white space; empty behind the
  /// end of the text.
  llvm::StringRef at(size_t Offset) const;

private:
  struct Piece {
    size_t End; ///< Behind the character that ends it.
    std::string Text;
  };
  std::vector<Piece> Pieces;
};

} // namespace commsec::report

#endif // COMMSEC_REPORT_STATEMENTS_H
