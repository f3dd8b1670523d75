//===--- Endings.cpp - where do the ways end that a result takes ----------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace commsec;
using namespace clang;

/// Does \p Condition stand in a macro that tests it in some builds only?
bool Engine::isAsserted(const Expr *Condition) const {
  if (!Cat.hasAssertions())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation L = Condition->getBeginLoc();
  for (; L.isMacroID(); L = SM.getImmediateMacroCallerLoc(L))
    if (Cat.isAssertion(
            Lexer::getImmediateMacroName(L, SM, Context.getLangOpts())))
      return true;
  return false;
}

/// Does every way through \p F end in a call that never returns, or throw?
bool Engine::neverReturns(const FunctionDecl *F, unsigned Depth) {
  constexpr unsigned Deepest = 3;
  const FunctionDecl *Definition = nullptr;
  if (F->isNoReturn())
    return true;
  if (Depth > Deepest || !F->hasBody(Definition) ||
      U.inSystemHeader(Definition))
    return false;
  auto [It, New] = NeverReturning.try_emplace(Definition, false);
  if (!New)
    return It->second;
  const Body *B = body(Definition);
  if (!B)
    return false;
  llvm::SmallVector<const CFGBlock *, 8> Open{&B->Graph->getEntry()};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  auto Stops = [&](const CFGBlock &Block) {
    return Block.hasNoReturnElement() ||
           llvm::any_of(Block, [&](const CFGElement &E) {
             auto S = E.getAs<CFGStmt>();
             if (!S)
               return false;
             const auto *Call = dyn_cast<CallExpr>(S->getStmt());
             const FunctionDecl *To = Call ? Call->getDirectCallee() : nullptr;
             return isa<CXXThrowExpr>(S->getStmt()) ||
                    (To && neverReturns(To, Depth + 1));
           });
  };
  while (!Open.empty()) {
    const CFGBlock *Block = Open.pop_back_val();
    if (Block == &B->Graph->getExit())
      return false;
    if (!Seen.insert(Block).second || Stops(*Block))
      continue;
    for (const auto &Next : Block->succs())
      if (const CFGBlock *To = Next.getReachableBlock())
        Open.push_back(To);
  }
  return NeverReturning[Definition] = true;
}

/// True if \p Block, which never returns, ends the program with success.
static bool endsWell(const CFGBlock &Block, const ASTContext &Context) {
  for (const CFGElement &E : llvm::reverse(Block)) {
    auto S = E.getAs<CFGStmt>();
    const auto *Call = S ? dyn_cast<CallExpr>(S->getStmt()) : nullptr;
    const FunctionDecl *To = Call ? Call->getDirectCallee() : nullptr;
    if (!To || !To->isNoReturn())
      continue;
    Expr::EvalResult Status;
    return Call->getNumArgs() == 1 && !Call->getArg(0)->isValueDependent() &&
           Call->getArg(0)->getType()->isIntegerType() &&
           Call->getArg(0)->EvaluateAsInt(Status, Context) &&
           Status.Val.getInt() == 0;
  }
  return false;
}

static constexpr size_t MostWays = 64;

/// The way of \p S ends with what it returned, or with the program: \p Dies. If
/// \p Near is given, only that activation ends, and only what was asked for in
/// it is told.
void Engine::noteWay(const State &S, const Value &Returned, bool Dies,
                     const Frame *Near) {
  llvm::SmallPtrSet<const Symbol *, 4> Seen;
  auto Note = [&](const Symbol *Of) {
    auto It = Outcomes.find(Of->base());
    if (It == Outcomes.end() || !It->second.Sought ||
        (Near && It->first->Scope != Near))
      return;
    auto &Ways = Near ? It->second.Near : It->second.Ways;
    if (Ways.size() < MostWays && Seen.insert(It->first).second)
      Ways.push_back({S.Guards, Returned, Dies});
  };
  for (const Guard *G = S.Guards; G; G = G->Previous)
    if (G->Sym)
      Note(G->Sym);
  if (Returned.K == Value::Symbolic)
    Note(Returned.Sym);
}

/// The way of \p S ends here, in \p Block or in a call (then null).
void Engine::noteDeath(const State &S, const CFGBlock *Block) {
  if (!Muted && !Outcomes.empty())
    noteWay(S, Value::unknown(), !Block || !endsWell(*Block, Context));
}

/// The way of \p S ends well if the process goes on as another program here.
void Engine::noteDeparture(const State &S) {
  if (!Muted && !Outcomes.empty())
    noteWay(S, Value::unknown(), /*Dies=*/false);
}

/// The activation \p Scope ends in state \p S, which has not yet become one
/// with others.
void Engine::noteEnd(const State &S, const Frame *Scope) {
  if (!Muted && !Outcomes.empty())
    noteWay(S, S.Returned, false, Scope->Parent ? Scope : nullptr);
}

WayEnds Engine::endsOf(const Symbol *Result, const ResultContract &K,
                       llvm::ArrayRef<Outcome::Way> Ways,
                       const FunctionDecl *In) const {
  QualType T = In ? In->getReturnType() : QualType();
  // What a function returns that failed: false, null, or another number than
  // 0, which is success for most.
  auto Fails = [&](const Value &V, int64_t I) {
    if (T.isNull() || !(T->isIntegralOrEnumerationType() || T->isPointerType()))
      return false;
    if (V.K == Value::Symbolic && V.Sym->base() == Result)
      I = V.Sym->evaluate(I);
    else if (V.isInt())
      I = V.I;
    else
      return false;
    return T->isBooleanType() || T->isPointerType() ? I == 0 : I != 0;
  };
  WayEnds Ends;
  for (bool Good : {false, true})
    for (const Constant &I : Good ? K.Good : K.Bad)
      for (const Outcome::Way &W : Ways) {
        bool Tells =
            W.Returned.K == Value::Symbolic && W.Returned.Sym->base() == Result;
        if (!admits(W.G, nullptr, Result, I.Value, Context) && !Tells)
          continue;
        bool Bad = W.Dies || Fails(W.Returned, I.Value);
        auto &Of = Good ? Ends.Good : Ends.Bad;
        Of.Told = true;
        Of.Lives |= !Bad;
        Of.Fails |=
            Bad && (Tells || (W.G && W.G->Sym && W.G->Sym->base() == Result));
      }
  return Ends;
}

/// How the ways end; where the root does not tell, as in a service that never
/// ends, or where they met others, those of the function that asked.
WayEnds Engine::endsOf(const Symbol *Result, const ResultContract &K,
                       const Outcome &O) const {
  WayEnds Ends = endsOf(Result, K, O.Ways, RootFunction);
  if ((Ends.Good.Told && Ends.Bad.Told) || !Result->Scope)
    return Ends;
  WayEnds Near = endsOf(Result, K, O.Near, Result->Scope->Function);
  bool Better = Near.Good.Told + Near.Bad.Told > Ends.Good.Told + Ends.Bad.Told;
  return Better ? Near : Ends;
}

/// Does code go on with a good result, and take a bad one for a failure? What
/// is thrown away is meant to be good, as is what is handed on as it is; what
/// is only logged is not asked for.
bool Engine::isSought(const Symbol *Result, const ResultContract &K,
                      const Outcome &O) const {
  if (O.Tests.empty())
    return !(O.Escaped || O.Logged) ||
           llvm::any_of(O.Ways, [&](const Outcome::Way &W) {
             return W.Returned.K == Value::Symbolic && W.Returned.Sym == Result;
           });
  WayEnds Ends = endsOf(Result, K, O);
  // Ways with a bad result that met others no longer tell how they end.
  if (Ends.Bad.Lives != Ends.Good.Lives)
    return Ends.Good.Lives && Ends.Bad.Told;
  return !Ends.Bad.Lives && Ends.Bad.Fails && !Ends.Good.Fails;
}

/// Does code take a good result for a failure?
bool Engine::isProof(const Symbol *Result, const ResultContract &K,
                     const Outcome &O) const {
  if (O.Tests.empty())
    return false;
  WayEnds Ends = endsOf(Result, K, O);
  if (Ends.Bad.Lives != Ends.Good.Lives)
    return Ends.Bad.Lives;
  return Ends.Good.Fails && !Ends.Bad.Fails;
}

/// Is \p Call there for nothing but a message, or without any effect?
bool Engine::onlyInforms(const CallExpr *Call, const Frame *Scope) {
  CallSite C = named(Call);
  return isLogging(C) || (C.Known && C.Known->Idle) ||
         (C.Callee &&
          (C.Callee->hasAttr<PureAttr>() || C.Callee->hasAttr<ConstAttr>())) ||
         isForLog(Call, Scope);
}

/// Does what \p Block alone does tell somebody else that something went
/// wrong: by a call that does not only log, or in what outlives the function?
bool Engine::tells(const CFGBlock &Block, const Frame *Scope) {
  for (const CFGElement &E : Block) {
    auto St = E.getAs<CFGStmt>();
    if (!St)
      continue;
    if (const auto *A = dyn_cast<BinaryOperator>(St->getStmt());
        A && A->isAssignmentOp()) {
      const auto *To = dyn_cast<DeclRefExpr>(A->getLHS()->IgnoreParens());
      const auto *V = To ? dyn_cast<VarDecl>(To->getDecl()) : nullptr;
      if (!V || !V->hasLocalStorage() || V->getType()->isReferenceType())
        return true;
    }
    if (const auto *Call = dyn_cast<CallExpr>(St->getStmt());
        Call && !onlyInforms(Call, Scope))
      return true;
  }
  return false;
}

/// Does \p Block do anything but inform somebody?
bool Engine::acts(const CFGBlock &Block, const Frame *Scope) {
  return Block.hasNoReturnElement() ||
         llvm::any_of(Block, [&](const CFGElement &E) {
           auto St = E.getAs<CFGStmt>();
           if (!St)
             return !E.getAs<CFGLifetimeEnds>() && !E.getAs<CFGScopeEnd>();
           const Stmt *Each = St->getStmt();
           if (servesMessage(Each))
             return false;
           if (const auto *Call = dyn_cast<CallExpr>(Each))
             return !onlyInforms(Call, Scope);
           if (const auto *B = dyn_cast<BinaryOperator>(Each))
             return B->isAssignmentOp() && !isMessageVar(B->getLHS(), Scope);
           if (const auto *O = dyn_cast<UnaryOperator>(Each))
             return O->isIncrementDecrementOp();
           return isa<ReturnStmt, CXXThrowExpr, CXXConstructExpr, CXXNewExpr,
                      CXXDeleteExpr, AsmStmt, StmtExpr>(Each);
         });
}

/// Is there a call in \p Block that the catalog may speak of?
bool Engine::asks(const CFGBlock &Block) const {
  return llvm::any_of(Block, [&](const CFGElement &E) {
    auto St = E.getAs<CFGStmt>();
    const auto *Call = St ? dyn_cast<CallExpr>(St->getStmt()) : nullptr;
    return Call && Call->getDirectCallee() && isOfConcern(Call);
  });
}

/// The blocks that are reached from the branch \p Taken of \p At.
static llvm::SmallPtrSet<const CFGBlock *, 16> reachedFrom(const CFGBlock *At,
                                                           bool Taken) {
  llvm::SmallPtrSet<const CFGBlock *, 16> Reached;
  llvm::SmallVector<const CFGBlock *, 8> Open;
  const auto &First = *std::next(At->succ_begin(), Taken ? 0 : 1);
  if (const CFGBlock *To = First.getReachableBlock())
    Open.push_back(To);
  while (!Open.empty()) {
    const CFGBlock *Block = Open.pop_back_val();
    if (!Reached.insert(Block).second)
      continue;
    for (const auto &Next : Block->succs())
      if (const CFGBlock *To = Next.getReachableBlock())
        Open.push_back(To);
  }
  return Reached;
}

/// The block that branches on the condition of \p G; null if it is not found.
const CFGBlock *Engine::blockOf(const Guard &G) {
  const Body *B =
      G.Scope && G.Scope->Function ? body(G.Scope->Function) : nullptr;
  if (!B || !G.Condition || G.CaseLabel)
    return nullptr;
  for (const CFGBlock *Block : *B->Graph)
    if (Block->succ_size() == 2 && Block->getTerminatorStmt() &&
        Block->getLastCondition() == G.Condition)
      return Block;
  return nullptr;
}

/// True if \p Branch decides what statements run, and makes no value.
static bool onlyChooses(const Stmt *Branch, const ParentMap &Parents) {
  while (isa_and_nonnull<Expr>(Branch)) {
    const auto *B = dyn_cast<BinaryOperator>(Branch);
    if (!isa<ParenExpr, CastExpr, UnaryOperator, ExprWithCleanups>(Branch) &&
        !(B && B->isLogicalOp()))
      return false;
    Branch = Parents.getParent(Branch);
  }
  return isa_and_nonnull<IfStmt, WhileStmt, ForStmt, DoStmt>(Branch);
}

/// What a function does between \p At, which branches, and where its branches
/// meet again.
Engine::Between Engine::behind(const CFGBlock *At, const Frame *Scope) {
  const Body *B = Scope->Function ? body(Scope->Function) : nullptr;
  if (!B || !onlyChooses(At->getTerminatorStmt(), *B->Parents))
    return Between();
  auto [It, New] = Branches.try_emplace({At, Scope});
  if (!New)
    return It->second;
  auto &Tree = PostDominators[B];
  if (!Tree)
    Tree = std::make_unique<CFGPostDomTree>(const_cast<CFG *>(B->Graph));
  const auto *Node = Tree->getBase().getNode(const_cast<CFGBlock *>(At));
  const auto *Meet = Node ? Node->getIDom() : nullptr;
  if (!Meet)
    return Between();
  Between Result{false, Meet->getBlock()};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen{Meet->getBlock()};
  llvm::SmallVector<const CFGBlock *, 8> Open;
  auto Follow = [&](const CFGBlock *From) {
    for (const auto &Next : From->succs())
      if (const CFGBlock *To = Next.getReachableBlock())
        if (Seen.insert(To).second)
          Open.push_back(To);
  };
  Follow(At);
  while (!Open.empty()) {
    const CFGBlock *Block = Open.pop_back_val();
    if (acts(*Block, Scope))
      return Between();
    if (asks(*Block))
      Result.Meet = nullptr;
    Follow(Block);
  }
  return Branches[{At, Scope}] = Result;
}

/// Is there anything that a function does between \p At, which branches, and
/// where its branches meet again?
bool Engine::mayMatter(const CFGBlock *At, const Frame *Scope) {
  return behind(At, Scope).Acts;
}

/// On the way of \p S, is somebody told of the value of \p Result by what the
/// other value does not lead to?
bool Engine::tellsElsewhere(const State &S, const Symbol *Result) {
  for (const Guard *G = S.Guards; G; G = G->Previous) {
    if (!G->Sym || G->Sym->base() != Result)
      continue;
    const CFGBlock *At = blockOf(*G);
    if (!At)
      return true;
    auto Others = reachedFrom(At, !G->Taken);
    for (const CFGBlock *Block : reachedFrom(At, G->Taken))
      if (!Others.contains(Block) && tells(*Block, G->Scope))
        return true;
    return false;
  }
  return true;
}

/// An activation ends with \p Ends. If a way on which a result is bad ends like
/// one on which it is good and a slot is set, without having set that slot,
/// nobody notices that it was skipped.
void Engine::noteSkips(const States &Ends, const Frame *Scope) {
  if (Muted || Judging)
    return;
  for (auto &Each : Skips) {
    const Symbol *Result = Each.first;
    const Skip &K = Each.second;
    Outcome &O = Outcomes[Result];
    if (O.Skipped || !isWithin(Result->Scope, Scope))
      continue;
    auto MayBe = [&](const State &S, llvm::ArrayRef<Constant> Any) {
      return llvm::any_of(Any, [&](const Constant &Value) {
        for (auto It = S.Constraints.begin(); It != S.Constraints.end(); ++It)
          if (It.getKey()->base() == Result &&
              (It.getKey()->evaluate(Value.Value) == It.getData().Constant) !=
                  It.getData().Equal)
            return false;
        return true;
      });
    };
    auto Set = [&](const State &S) -> const commsec::Slot * {
      const commsec::Slot *V = S.Slots.lookup({K.Handle, K.Slot});
      return V && V->K != Slot::Unset && !hasFailed(*V, S.Constraints)
                 ? V
                 : nullptr;
    };
    auto ReturnsLike = [&](const State &A, const State &B,
                           const commsec::Slot &V) {
      if (!Scope->Function || Scope->Function->getReturnType()->isVoidType())
        return true;
      // `return setuid(uid)` is success where the slot is set.
      const Value &R = B.Returned;
      if (A.Returned.isInt() && R.K == Value::Symbolic && V.Result &&
          R.Sym->base() == V.Result)
        return llvm::any_of(V.Writer->Succeeds, [&](const Constant &Good) {
          return R.Sym->evaluate(Good.Value) == A.Returned.I;
        });
      return A.Returned.same(R) &&
             (R.isInt() || (R.K == Value::Symbolic && R.Sym->base() != Result));
    };
    // The caller is told what it is told where another step fails.
    auto Fails = [&](const State &A) {
      return A.Returned.isInt() && llvm::any_of(Ends, [&](const State &Other) {
               return MayBe(Other, K.Of->Good) && !MayBe(Other, K.Of->Bad) &&
                      !Set(Other) && Other.Returned.same(A.Returned);
             });
    };
    for (const State &A : Ends) {
      if (!MayBe(A, K.Of->Bad) || MayBe(A, K.Of->Good) || Set(A) || Fails(A))
        continue;
      for (const State &B : Ends)
        if (const commsec::Slot *V = Set(B);
            V && MayBe(B, K.Of->Good) && !MayBe(B, K.Of->Bad) &&
            ReturnsLike(A, B, *V) && !tellsElsewhere(A, Result))
          O.Skipped = true;
    }
  }
}
