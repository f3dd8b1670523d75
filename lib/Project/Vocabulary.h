//===--- Vocabulary.h - words as numbers ------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_VOCABULARY_H
#define COMMSEC_PROJECT_VOCABULARY_H

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

} // namespace commsec::project

#endif // COMMSEC_PROJECT_VOCABULARY_H
