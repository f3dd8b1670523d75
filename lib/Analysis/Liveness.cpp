//===--- Liveness.cpp - which variables are still read --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// Paths that only differ in what nobody reads any more are one: that keeps
/// their number small, and tells that what they did differently was of no
/// consequence. Clang's own analysis wants a CFG in which each expression is
/// an element of its own.
///
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/BitVector.h"

using namespace commsec;
using namespace clang;

namespace {
/// What one block reads of the variables before it writes them, and what it
/// writes.
class BlockUses {
public:
  BlockUses(const llvm::DenseMap<const VarDecl *, unsigned> &Numbers)
      : Reads(Numbers.size()), Writes(Numbers.size()), Numbers(Numbers) {}

  void add(const Stmt *S) {
    llvm::SmallVector<unsigned, 4> Written;
    visit(S, Written);
    for (unsigned N : Written)
      Writes.set(N);
  }

  llvm::BitVector Reads, Writes;

private:
  int number(const ValueDecl *D) const {
    const auto *V = dyn_cast<VarDecl>(D);
    auto It = V ? Numbers.find(V->getCanonicalDecl()) : Numbers.end();
    return It == Numbers.end() ? -1 : static_cast<int>(It->second);
  }

  void visit(const Stmt *S, llvm::SmallVectorImpl<unsigned> &Written) {
    if (!S)
      return;
    if (const auto *D = dyn_cast<DeclRefExpr>(S)) {
      if (int N = number(D->getDecl()); N >= 0 && !Writes.test(N))
        Reads.set(N);
      return;
    }
    if (const auto *D = dyn_cast<DeclStmt>(S)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each)) {
          visit(V->getInit(), Written);
          if (int N = number(V); N >= 0)
            Written.push_back(N);
        }
      return;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(S);
        B && B->getOpcode() == BO_Assign)
      if (const auto *D = dyn_cast<DeclRefExpr>(B->getLHS()->IgnoreParens()))
        if (int N = number(D->getDecl()); N >= 0) {
          visit(B->getRHS(), Written);
          Written.push_back(N);
          return;
        }
    for (const Stmt *Child : S->children())
      visit(Child, Written);
  }

  const llvm::DenseMap<const VarDecl *, unsigned> &Numbers;
};
} // namespace

/// Notes, for each block, the variables among \p Locals that have a value
/// where it begins, but are not read any more.
void Engine::findUnread(Body &B, llvm::ArrayRef<const VarDecl *> Locals) {
  unsigned Blocks = B.Graph->getNumBlockIDs();
  B.Unread.resize(Blocks);
  if (Locals.empty() || Blocks <= 3)
    return;
  llvm::DenseMap<const VarDecl *, unsigned> Numbers;
  for (const VarDecl *V : Locals)
    Numbers.try_emplace(V->getCanonicalDecl(), Numbers.size());
  std::vector<BlockUses> Uses(Blocks, BlockUses(Numbers));
  for (const CFGBlock *Block : *B.Graph) {
    BlockUses &U = Uses[Block->getBlockID()];
    for (const CFGElement &E : *Block) {
      if (auto S = E.getAs<CFGStmt>())
        U.add(S->getStmt());
      else if (auto I = E.getAs<CFGInitializer>())
        U.add(I->getInitializer()->getInit());
    }
    U.add(Block->getTerminatorCondition(/*StripParens=*/false));
  }
  llvm::BitVector None(Numbers.size());
  std::vector<llvm::BitVector> In(Blocks, None), Out(Blocks, None);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const CFGBlock *Block : *B.Graph) {
      unsigned Id = Block->getBlockID();
      for (const CFGBlock *Next : Block->succs())
        if (Next)
          Out[Id] |= In[Next->getBlockID()];
      llvm::BitVector Now = Out[Id];
      Now.reset(Uses[Id].Writes);
      Now |= Uses[Id].Reads;
      if (Now != In[Id]) {
        In[Id] = std::move(Now);
        Changed = true;
      }
    }
  }
  for (const CFGBlock *Block : *B.Graph) {
    unsigned Id = Block->getBlockID();
    llvm::BitVector Over(None);
    for (const CFGBlock *Before : Block->preds())
      if (Before) {
        Over |= In[Before->getBlockID()];
        Over |= Out[Before->getBlockID()];
        Over |= Uses[Before->getBlockID()].Writes;
      }
    Over.reset(In[Id]);
    for (const VarDecl *V : Locals)
      if (Over.test(Numbers.lookup(V->getCanonicalDecl())))
        B.Unread[Id].push_back(V);
  }
}

namespace {
/// Finds the numbers that the bodies count, and those that they use otherwise.
class CountFinder : public RecursiveASTVisitor<CountFinder> {
public:
  llvm::DenseSet<const ValueDecl *> Counted, Used;
  bool TraverseUnaryOperator(UnaryOperator *E) {
    const Expr *Sub = E->getSubExpr()->IgnoreParens();
    if (E->isIncrementDecrementOp())
      if (const ValueDecl *D = named(Sub)) {
        Counted.insert(D);
        const auto *M = dyn_cast<MemberExpr>(Sub);
        return !M || TraverseStmt(M->getBase());
      }
    return RecursiveASTVisitor::TraverseUnaryOperator(E);
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return use(E); }
  bool VisitMemberExpr(MemberExpr *E) { return use(E); }
  static const ValueDecl *named(const Expr *E) {
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      return cast<ValueDecl>(D->getDecl()->getCanonicalDecl());
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return cast<ValueDecl>(M->getMemberDecl()->getCanonicalDecl());
    return nullptr;
  }

private:
  bool use(const Expr *E) {
    Used.insert(named(E));
    return true;
  }
};
} // namespace

/// True if \p E is a number that the unit counts and nobody ever looks at: a
/// statistic that was never finished.
bool Engine::isOnlyCounted(const Expr *E) {
  const ValueDecl *D = CountFinder::named(E->IgnoreParens());
  if (!D || !D->getType()->isIntegralOrEnumerationType())
    return false;
  // Others may look at what they can see.
  const auto *V = dyn_cast<VarDecl>(D);
  const auto *F = dyn_cast<FieldDecl>(D);
  if (!(V && !V->isExternallyVisible()) &&
      !(F && F->getAccess() == AS_private && !F->getParent()->isTemplated()))
    return false;
  if (!OnlyCounted) {
    OnlyCounted.emplace();
    CountFinder All;
    for (const FunctionDecl *Each : U.functions())
      All.TraverseStmt(Each->getBody());
    for (const ValueDecl *Each : All.Counted)
      if (!All.Used.contains(Each))
        OnlyCounted->insert(Each);
  }
  return OnlyCounted->contains(D);
}
