//===--- Reachable.cpp - facts that others make possible ------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Reachable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace commsec {

/// The slots of the process are others than those of objects.
static std::string slot(StringRef Name, const Fact &F) {
  bool OfProcess = F.Handle == OperandProgram;
  OfProcess |= Name.consume_front("program.") || Name.consume_front("here.") ||
               Name.consume_front("peer.");
  return (Twine(OfProcess ? "program." : "") + Name).str();
}

std::vector<const Fact *> reachable(ArrayRef<const Fact *> Named) {
  StringSet<> Set;
  auto Holds = [&](const Fact *F) {
    for (const auto *Slots :
         {&F->State.Set, &F->State.Secure, &F->State.Insecure})
      for (StringRef Each : *Slots)
        if (!Set.contains(slot(Each, *F)))
          return false;
    if (F->Result && !F->Result->Skips.empty() &&
        !Set.contains(slot(F->Result->Skips, *F)))
      return false;
    return true;
  };
  std::vector<const Fact *> Out;
  SmallVector<const Fact *, 64> Waiting(Named.begin(), Named.end());
  for (size_t Before = 1; Before;) {
    Before = Out.size();
    erase_if(Waiting, [&](const Fact *F) {
      if (!Holds(F))
        return false;
      if (!F->Slot.empty() && F->Kind != Role::Unsets)
        Set.insert(slot(F->Slot, *F));
      Out.push_back(F);
      return true;
    });
    Before = Out.size() - Before;
  }
  return Out;
}

} // namespace commsec
