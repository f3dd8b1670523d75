//===--- Words.h - the words a file is made of ------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A quick look at a file's text: which words (identifiers and numbers) there
/// are outside of comments and literals, and what each macro's definition is
/// made of.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_WORDS_H
#define COMMSEC_PROJECT_WORDS_H

#include "Project/Vocabulary.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <utility>
#include <vector>

namespace commsec::project {

/// A macro's definition.
struct MacroWords {
  Word Name = 0;
  std::vector<Word> Body;
  /// It puts words together with `##`.
  bool Pastes = false;
  /// Behind it a brace is open that is not closed, of neither a namespace nor a
  /// linkage specification.
  bool Opens = false;
  /// It has braces or an initializer, other than in a statement expression,
  /// that can turn a declaration into code.
  bool Defines = false;
};

/// Parts of a file's text, from one offset up to another, in their order.
using Ranges = std::vector<std::pair<size_t, size_t>>;

struct FileWords {
  std::vector<Word> All; ///< Each once, in ascending order.
  /// Those of them that may be code: neither in a macro's definition nor in a
  /// condition.
  std::vector<Word> Plain;
  /// Those of Plain that are only declared here, and no part of what is
  /// evaluated, if the file is read as C; and those if not.
  std::vector<Word> DeclaredInC, DeclaredInCxx;
  /// Those of Plain that stand outside of functions. If one is a macro that
  /// defines something, the two lists above mean nothing.
  std::vector<Word> Outer;
  /// The directives that include something in the middle of a declaration.
  Ranges InnerIncludes;
  /// No declaration goes on behind the end of the file.
  bool IsWhole = true;
  std::vector<MacroWords> Macros;
  /// A NOLINT comment names one of our checks.
  bool Suppresses = false;
};

/// Looks at \p Text, the content of a C or C++ file, except what the
/// preprocessor skips: the parts \p Skipped, from the `#` of the condition's
/// directive to within the line of the one that ends it.
FileWords wordsOf(llvm::StringRef Text, const Ranges &Skipped,
                  Vocabulary &Into);

/// The words that \p Text writes, outside of definitions, as arguments of the
/// macros that \p IsWanted names.
std::vector<Word> argumentWords(llvm::StringRef Text, const Ranges &Skipped,
                                Vocabulary &Into,
                                llvm::function_ref<bool(Word)> IsWanted);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_WORDS_H
