//===--- Unique.h - things that are compared by pointer ---------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_UNIQUE_H
#define COMMSEC_ANALYSIS_UNIQUE_H

#include "llvm/ADT/FoldingSet.h"
#include "llvm/Support/Allocator.h"
#include <type_traits>

namespace commsec {

/// The base of what there is one of for each content. A set that looks for one
/// meets many others; their hashes are kept, so that few need to be compared.
struct Unique : llvm::FoldingSetNode {
  unsigned Hash = 0;
};

} // namespace commsec

template <typename T>
struct llvm::FoldingSetTrait<
    T, std::enable_if_t<std::is_base_of_v<commsec::Unique, T>>>
    : DefaultFoldingSetTrait<T> {
  static bool Equals(const T &X, const FoldingSetNodeID &ID, unsigned Hash,
                     FoldingSetNodeID &Scratch) {
    if (X.Hash != Hash)
      return false;
    X.Profile(Scratch);
    return Scratch == ID;
  }
  static unsigned ComputeHash(const T &X, FoldingSetNodeID &) { return X.Hash; }
};

namespace commsec {

/// The one in \p Set with what \p Key profiles, and whether it is new: then it
/// is a copy of \p Key, allocated in \p Memory.
template <typename T>
std::pair<const T *, bool> makeUnique(llvm::FoldingSet<T> &Set, T Key,
                                      llvm::BumpPtrAllocator &Memory) {
  llvm::FoldingSetNodeID ID;
  Key.Profile(ID);
  void *Position = nullptr;
  if (T *Found = Set.FindNodeOrInsertPos(ID, Position))
    return {Found, false};
  Key.Hash = ID.ComputeHash();
  T *New = new (Memory.Allocate<T>()) T(Key);
  Set.InsertNode(New, Position);
  return {New, true};
}

} // namespace commsec

#endif // COMMSEC_ANALYSIS_UNIQUE_H
