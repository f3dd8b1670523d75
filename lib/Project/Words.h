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
/// made of. Conditions are not evaluated: it sees at least as much as the
/// compiler does.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_WORDS_H
#define COMMSEC_PROJECT_WORDS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include <cstdint>
#include <vector>

namespace commsec::project {

/// A word's number in its Vocabulary.
using Word = uint32_t;

/// Numbers words in the order in which they are met.
class Vocabulary {
public:
  Word number(llvm::StringRef Text) {
    auto [It, New] = Numbers.try_emplace(Text, Numbers.size());
    if (New)
      Texts.push_back(It->first());
    return It->second;
  }
  llvm::StringRef text(Word W) const { return Texts[W]; }
  Word size() const { return Numbers.size(); }

private:
  llvm::StringMap<Word, llvm::BumpPtrAllocator> Numbers;
  std::vector<llvm::StringRef> Texts;
};

/// A macro's definition.
struct MacroWords {
  Word Name = 0;
  std::vector<Word> Body;
  /// It puts words together with `##`.
  bool Pastes = false;
};

struct FileWords {
  std::vector<Word> All; ///< Each once, in ascending order.
  /// Those of them that may be code: neither in a macro's definition nor in a
  /// condition.
  std::vector<Word> Plain;
  std::vector<MacroWords> Macros;
  /// A NOLINT comment names one of our checks.
  bool Suppresses = false;
};

/// Looks at \p Text, the content of a C or C++ file.
FileWords wordsOf(llvm::StringRef Text, Vocabulary &Into);

/// The words that \p Text writes, outside of definitions, as arguments of the
/// macros that \p IsWanted names.
std::vector<Word> argumentWords(llvm::StringRef Text, Vocabulary &Into,
                                llvm::function_ref<bool(Word)> IsWanted);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_WORDS_H
