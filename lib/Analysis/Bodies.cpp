//===--- Bodies.cpp - the graph of a function, and what is asked of it ----===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Activity.h"
#include "Analysis/Engine.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"

using namespace commsec;
using namespace clang;

/// Blocks of a function that is worth following.
static constexpr unsigned BlockBudget = 2500;

bool Engine::isControlExpr(const Stmt *S) {
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(S))
    return B->isLogicalOp();
  return isa_and_nonnull<AbstractConditionalOperator>(S);
}

/// The statement (or whole expression) that \p S is a part of.
const Stmt *Engine::topOf(const Stmt *S, const ParentMap &Parents) {
  while (const Stmt *P = Parents.getParent(S)) {
    if (isa<DeclStmt>(P) || isa<ReturnStmt>(P))
      return P;
    if (!isa<Expr>(P))
      return S;
    S = P;
  }
  return S;
}

const Expr *commsec::constructed(const Expr *E) {
  for (;;) {
    const Expr *Next = E->IgnoreImplicit()->IgnoreParens();
    if (const auto *C = dyn_cast<CXXConstructExpr>(Next);
        C && C->isElidable() && C->getNumArgs() == 1)
      Next = C->getArg(0);
    if (const auto *C = dyn_cast<CXXFunctionalCastExpr>(Next))
      Next = C->getSubExpr();
    if (Next == E)
      return E;
    E = Next;
  }
}

namespace {
/// Finds what each construction initialises, and whose address is taken.
class BodyScanner : public RecursiveASTVisitor<BodyScanner> {
public:
  BodyScanner(llvm::DenseMap<const Expr *, const VarDecl *> &Initialises,
              llvm::DenseSet<const VarDecl *> &AddressTaken)
      : Initialises(Initialises), AddressTaken(AddressTaken) {}
  llvm::SmallVector<const VarDecl *, 16> Locals;
  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (C.capturesVariable())
        if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
          AddressTaken.insert(V->getCanonicalDecl());
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->hasLocalStorage() && V->getType()->isScalarType())
      Locals.push_back(V);
    if (const Expr *I = V->getInit())
      Initialises[constructed(I)] = V;
    if (V->getType()->isReferenceType() && V->getInit())
      taken(V->getInit());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->getOpcode() == UO_AddrOf)
      taken(E->getSubExpr());
    return true;
  }

private:
  void taken(const Expr *E) {
    if (const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()))
      if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
        AddressTaken.insert(V->getCanonicalDecl());
  }
  llvm::DenseMap<const Expr *, const VarDecl *> &Initialises;
  llvm::DenseSet<const VarDecl *> &AddressTaken;
};
} // namespace

const Engine::Body *Engine::body(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || !Definition || Definition->isInvalidDecl() ||
      Definition->isDependentContext())
    return nullptr;
  auto [It, New] = Bodies.try_emplace(Definition);
  if (!New)
    return It->second ? It->second.get() : nullptr;
  std::string Name = Definition->getQualifiedNameAsString();
  if (LLVM_UNLIKELY(isOmittedFunction(Name)))
    return nullptr;
  Activity Doing(Name);
  AnalysisDeclContext *ADC = Contexts.getContext(Definition);
  const CFG *Graph = ADC ? ADC->getCFG() : nullptr;
  if (!Graph)
    return nullptr;
  if (Graph->getNumBlockIDs() > BlockBudget) {
    BudgetHit = true;
    return nullptr;
  }
  auto B = std::make_unique<Body>();
  B->Name = std::move(Name);
  B->Graph = Graph;
  B->Parents = &ADC->getParentMap();
  B->Order.assign(Graph->getNumBlockIDs(), Graph->getNumBlockIDs());
  unsigned N = 0;
  PostOrderCFGView View(Graph);
  for (const CFGBlock *Block : View)
    B->Order[Block->getBlockID()] = N++;
  B->LoopHeads.resize(Graph->getNumBlockIDs());
  for (const CFGBlock *Block : *Graph)
    for (const CFGBlock::AdjacentBlock &Next : Block->succs())
      if (const CFGBlock *To = Next.getReachableBlock())
        if (B->Order[To->getBlockID()] <= B->Order[Block->getBlockID()])
          B->LoopHeads.set(To->getBlockID());
  BodyScanner Scanner(B->Initialises, B->AddressTaken);
  Scanner.TraverseStmt(Definition->getBody());
  llvm::erase_if(Scanner.Locals, [&](const VarDecl *V) {
    return B->AddressTaken.contains(V->getCanonicalDecl());
  });
  findUnread(*B, Scanner.Locals);
  if (const auto *C = dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *I : C->inits())
      if (I->isAnyMemberInitializer() && I->getInit()) {
        const Expr *Init = I->getInit();
        if (const auto *D = dyn_cast<CXXDefaultInitExpr>(Init))
          Init = D->getExpr();
        B->InitField[constructed(Init)] = I->getAnyMember();
      }
  B->BlockTops.resize(Graph->getNumBlockIDs());
  for (const CFGBlock *Block : *Graph) {
    auto &Tops = B->BlockTops[Block->getBlockID()];
    for (const CFGElement &E : *Block)
      if (auto S = E.getAs<CFGStmt>())
        Tops.insert(topOf(S->getStmt(), *B->Parents));
    if (const Stmt *T = Block->getTerminatorStmt()) {
      if (isControlExpr(T))
        Tops.insert(topOf(T, *B->Parents));
      if (const Stmt *C = Block->getTerminatorCondition(false))
        Tops.insert(topOf(C, *B->Parents));
    }
  }
  findChoices(*B, Definition->getBody());
  It = Bodies.find(Definition);
  It->second = std::move(B);
  return It->second.get();
}
