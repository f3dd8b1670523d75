//===--- Midway.cpp - what no path led to before the budget ended ---------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// A function may be too large to be followed from its entry to its end: one
/// that reads all options of a program, or a unit of ten thousand lines. The
/// calls that were not reached when the budget ended are followed from where
/// they stand, for a few steps, knowing nothing of what came before. That is
/// enough for a constant in an argument, and never claims that something was
/// left out.
///
//===----------------------------------------------------------------------===//

#include "Analysis/Activity.h"
#include "Analysis/Engine.h"

using namespace commsec;
using namespace clang;

/// True if \p E is a call that the catalog knows and no path led to; if
/// \p Registers, one that registers a callback.
bool Engine::isLeft(const CFGElement &E, bool Registers) const {
  auto St = E.getAs<CFGStmt>();
  if (!St || Called.contains(St->getStmt()))
    return false;
  const NamedDecl *Named = nullptr;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(St->getStmt()))
    Named = Made->getConstructor()->getParent();
  else if (const auto *Call = dyn_cast<CallExpr>(St->getStmt()))
    Named = Call->getDirectCallee();
  const Entry *Known = Named ? Naming.find(Named) : nullptr;
  return Known && llvm::any_of(Known->Facts, [&](const Fact *F) {
           return F->Kind == Role::Insecure && (!Registers || F->Callback);
         });
}

/// True if \p F has calls that register callbacks and that no path led to, and
/// none was cut short in it.
bool Engine::hasLeftCallbacks(const FunctionDecl *F) {
  const Body *B = CutIn.contains(F->getCanonicalDecl()) ? nullptr : body(F);
  return B && llvm::any_of(*B->Graph, [&](const CFGBlock *Block) {
           return llvm::any_of(*Block, [&](const CFGElement &E) {
             return isLeft(E, /*Registers=*/true);
           });
         });
}

void Engine::runMidway() {
  for (const FunctionDecl *F : U.functions()) {
    if (!CutIn.contains(F->getCanonicalDecl()))
      continue;
    const Body *B = body(F);
    if (!B)
      continue;
    std::vector<const CFGBlock *> Blocks(B->Graph->begin(), B->Graph->end());
    llvm::sort(Blocks, [&](const CFGBlock *X, const CFGBlock *Y) {
      return B->Order[X->getBlockID()] < B->Order[Y->getBlockID()];
    });
    for (const CFGBlock *Block : Blocks) {
      if (llvm::none_of(*Block, [&](const CFGElement &E) { return isLeft(E); }))
        continue;
      Activity Doing(B->Name);
      beginRoot(F->getDefinition());
      Midway = F->getDefinition();
      States Ends =
          execute(F, Regions.frame(nullptr, nullptr, F), emptyState(), Block);
      endRoot(Ends);
    }
  }
  Midway = nullptr;
}
