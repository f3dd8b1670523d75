//===--- Predicate.h - questions about strings ------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_PREDICATE_H
#define COMMSEC_TEXT_PREDICATE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace commsec {

/// A three-valued answer. Unknown is silence.
enum class Tri { No, Yes, Unknown };

/// A string as far as it is known.
struct PartialText {
  std::string Text;     ///< What is known of it, from its beginning.
  bool Complete = true; ///< False if more, unknown text follows.
};

/// True if \p Name is a predicate that a catalog may use under `text:`.
bool isTextPredicate(llvm::StringRef Name);

/// The names of all predicates, for messages and documentation.
llvm::ArrayRef<llvm::StringLiteral> textPredicates();

/// True if predicate \p Name compares with the catalog's `words`, which then
/// must not be empty; the others take none.
bool textPredicateTakesWords(llvm::StringRef Name);

/// Does predicate \p Name, with the catalog's \p Words, hold of \p Text?
/// docs/catalog-format.md lists the predicates.
Tri textHolds(llvm::StringRef Name, const PartialText &Text,
              llvm::ArrayRef<std::string> Words);

} // namespace commsec

#endif // COMMSEC_TEXT_PREDICATE_H
