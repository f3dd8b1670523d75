//===--- ItemList.cpp - lists of items in one text ------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/ItemList.h"

std::string
commsec::withoutItems(llvm::StringRef List,
                      llvm::function_ref<bool(llvm::StringRef)> IsUnwanted) {
  constexpr llvm::StringLiteral Separators = ":,; ";
  std::string Kept;
  while (!List.empty()) {
    size_t Begin = List.find_first_not_of(Separators);
    llvm::StringRef Before = List.take_front(Begin);
    List = List.drop_front(Before.size());
    llvm::StringRef Item = List.take_front(List.find_first_of(":,; @", 1));
    List = List.drop_front(Item.size());
    if (Item.empty()) {
      Kept += Before; // What the list ends with.
    } else if (!IsUnwanted(Item)) {
      if (!Kept.empty())
        Kept += Before;
      Kept += Item;
    }
  }
  return Kept;
}
