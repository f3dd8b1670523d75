//===--- Guards.cpp - what several ways went through ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ParentMap.h"

using namespace commsec;
using namespace clang;

const Guard *Engine::commonGuards(const Guard *A, const Guard *B) {
  while (A != B) {
    unsigned LA = A ? A->Length : 0, LB = B ? B->Length : 0;
    if (LA >= LB)
      A = A->Previous;
    if (LB >= LA)
      B = B->Previous;
  }
  return A;
}

/// The tests of results on the way \p G behind \p Until, from the last one on.
/// False if there are too many.
bool Engine::testsOf(const Guard *G, const Guard *Until,
                     llvm::SmallVectorImpl<const Guard *> &Tests) const {
  constexpr unsigned Most = 32;
  for (unsigned Seen = 0; G != Until; G = G->Previous) {
    if (++Seen > Most)
      return false;
    if ((!G->Ways.empty() && G->K != Guard::Either) ||
        (G->Sym && G->K != Guard::Decided && Outcomes.count(G->Sym->base())))
      Tests.push_back(G);
  }
  return true;
}

/// \p G as it is behind \p Previous.
const Guard *Engine::moved(const Guard *G, const Guard *Previous) {
  Guard Key = *G;
  Key.Previous = Previous;
  Key.Length = Previous ? Previous->Length + 1 : 1;
  return makeUnique(GuardSet, Key, Memory).first;
}

static bool areSameTest(const Guard &A, const Guard &B) {
  return A.Ways.empty() && B.Ways.empty() && A.Condition == B.Condition &&
         A.Scope == B.Scope && A.Sym == B.Sym && A.Taken == B.Taken &&
         A.Case == B.Case && A.CaseLabel == B.CaseLabel;
}

using Tests = llvm::SmallVector<const Guard *, 4>;

static bool contains(llvm::ArrayRef<const Guard *> All, const Guard *G) {
  return llvm::any_of(
      All, [&](const Guard *Each) { return areSameTest(*Each, *G); });
}

static void addTest(Tests &Way, const Guard *G) {
  if (!contains(Way, G))
    Way.push_back(G);
}

static void insertWay(llvm::SmallVectorImpl<Tests> &Ways, Tests Way) {
  auto IsSame = [&](const Tests &Other) {
    return Other.size() == Way.size() &&
           llvm::all_of(Other,
                        [&](const Guard *G) { return contains(Way, G); });
  };
  if (llvm::none_of(Ways, IsSame))
    Ways.push_back(std::move(Way));
}

/// The branch of the test of \p G that \p Way took, if it went through all of
/// \p Rest and nothing else; else null.
static const Guard *branchOf(const Tests &Way, const Guard *G,
                             const Tests &Rest) {
  if (Way.size() != Rest.size() + 1)
    return nullptr;
  const Guard *Branch = nullptr;
  for (const Guard *Each : Way)
    if (!contains(Rest, Each))
      Branch = Each;
  bool Same = Branch && Branch->Ways.empty() &&
              Branch->Condition == G->Condition && Branch->Scope == G->Scope &&
              Branch->Sym == G->Sym;
  return Same ? Branch : nullptr;
}

/// Makes one of the ways that differ in the branch of one test only, and take
/// all of them: both branches of a test are no test. Answers whether there
/// were such.
bool Engine::dropTest(llvm::SmallVectorImpl<Tests> &Ways, const Guard *Common) {
  for (const Tests &Way : Ways)
    for (const Guard *G : Way) {
      const auto *Switch = dyn_cast_or_null<SwitchStmt>(G->CaseLabel);
      if (!G->Ways.empty() || (G->CaseLabel && !Switch))
        continue;
      Tests Rest;
      for (const Guard *Each : Way)
        if (Each != G)
          Rest.push_back(Each);
      auto Took = [&](llvm::function_ref<bool(const Guard &)> Is) {
        return llvm::any_of(Ways, [&](const Tests &Other) {
          const Guard *Branch = branchOf(Other, G, Rest);
          return Branch && Is(*Branch);
        });
      };
      bool All = true;
      if (!Switch)
        All = Took([&](const Guard &B) {
          return !B.CaseLabel && B.Taken != G->Taken;
        });
      for (const SwitchCase *C = Switch ? Switch->getSwitchCaseList() : nullptr;
           C && All; C = C->getNextSwitchCase())
        if (std::optional<int64_t> I = caseValue(C, Context))
          All = Took([&](const Guard &B) { return B.Case == I; }) ||
                !isOpenTo(chained(Rest, Common), G->Sym->base(), *I, Context);
      if (!All)
        continue;
      llvm::erase_if(Ways, [&, G = G](const Tests &Each) {
        return branchOf(Each, G, Rest);
      });
      insertWay(Ways, std::move(Rest));
      return true;
    }
  return false;
}

/// \p All, behind \p Previous.
const Guard *Engine::chained(llvm::ArrayRef<const Guard *> All,
                             const Guard *Previous) {
  for (const Guard *G : All)
    Previous = moved(G, Previous);
  return Previous;
}

/// The chains of && and || that \p E is an operand of, from the whole one to
/// the innermost.
static llvm::SmallVector<const Expr *, 4> chainsOf(const Expr *E,
                                                   const ParentMap &Parents) {
  llvm::SmallVector<const Expr *, 4> Chains;
  for (const Stmt *P = Parents.getParent(E); P; P = Parents.getParent(P))
    if (const auto *Op = dyn_cast<BinaryOperator>(P); Op && Op->isLogicalOp())
      Chains.insert(Chains.begin(), Op);
    else if (!isa<ParenExpr, ImplicitCastExpr, ExprWithCleanups>(P))
      break;
  return Chains;
}

/// What \p E, a chain of && and ||, came to on the way whose guards are
/// \p Way. Unknown if it is not decided there.
static std::optional<bool> cameTo(const Expr *E,
                                  llvm::ArrayRef<const Guard *> Way) {
  E = E->IgnoreParenImpCasts();
  for (const Guard *G : Way)
    if (G->Condition && G->Condition->IgnoreParenImpCasts() == E)
      return G->Taken;
  const auto *Op = dyn_cast<BinaryOperator>(E);
  if (!Op || !Op->isLogicalOp())
    return std::nullopt;
  // The right side is only asked if the left one left it open.
  if (std::optional<bool> Right = cameTo(Op->getRHS(), Way))
    return Right;
  std::optional<bool> Left = cameTo(Op->getLHS(), Way);
  return Left == (Op->getOpcode() == BO_LOr) ? Left : std::nullopt;
}

/// What is known where the ways \p A and \p B, which part behind \p Common,
/// become one because different operands of one && or || decided it alike:
/// "insecure || testing" is as much of a choice as each of the two.
const Guard *Engine::decidedAlike(const Guard *A, const Guard *B,
                                  const Guard *Common) {
  constexpr unsigned Most = 8;
  llvm::SmallVector<const Guard *, Most> Own[2];
  for (unsigned I : {0, 1})
    for (const Guard *G = I ? B : A; G != Common; G = G->Previous)
      Own[I].insert(Own[I].begin(), G);
  if (Own[0].empty() || Own[1].empty() || !Own[0].front()->Condition ||
      Own[0].front()->Scope != Own[1].front()->Scope)
    return Common;
  const Guard &First = *Own[0].front();
  const Body *Home = First.Scope && First.Scope->Function
                         ? body(First.Scope->Function)
                         : nullptr;
  if (!Home)
    return Common;
  llvm::SmallVector<const Expr *, 4> Chains =
      chainsOf(First.Condition, *Home->Parents);
  if (First.K == Guard::Either)
    Chains.push_back(First.Condition);
  for (const Expr *Chain : Chains) {
    std::optional<bool> Taken = cameTo(Chain, Own[0]);
    if (!Taken || cameTo(Chain, Own[1]) != Taken)
      continue;
    llvm::SmallVector<const Guard *, Most> Ways;
    for (llvm::ArrayRef<const Guard *> Each : Own) {
      size_t Decided = 1;
      while (!cameTo(Chain, Each.take_front(Decided)))
        ++Decided;
      const Guard *Way = Each[Decided - 1];
      if (Decided == 1 && Way->K == Guard::Either && Way->Condition == Chain)
        Ways.append(Way->Ways.begin(), Way->Ways.end());
      else
        Ways.push_back(Way);
    }
    if (Ways.size() > Most)
      return Common;
    Guard Key;
    Key.K = Guard::Either;
    Key.Previous = Common;
    Key.Condition = Chain;
    Key.Taken = *Taken;
    Key.Scope = First.Scope;
    Key.Ways = llvm::ArrayRef<const Guard *>(Ways).copy(Memory);
    Key.Length = Common ? Common->Length + 1 : 1;
    return makeUnique(GuardSet, Key, Memory).first;
  }
  return Common;
}

/// What is known where the ways \p A and \p B, which part behind \p Common,
/// become one: the tests of results that both went through, in whatever order,
/// and for the others that each has its own.
const Guard *Engine::mergedGuards(const Guard *A, const Guard *B,
                                  const Guard *Common) {
  llvm::SmallVector<const Guard *, 8> Of[2];
  if (A == Common || B == Common)
    return Common;
  if (Outcomes.empty() || !testsOf(A, Common, Of[0]) ||
      !testsOf(B, Common, Of[1]) || (Of[0].empty() && Of[1].empty()))
    return decidedAlike(A, B, Common);
  Tests Own[2], Both;
  for (unsigned I : {0, 1})
    for (const Guard *G : llvm::reverse(Of[I])) {
      if (!contains(Of[1 - I], G))
        addTest(Own[I], G);
      else if (I == 0)
        addTest(Both, G);
    }
  Common = chained(Both, Common);
  constexpr unsigned Most = 8;
  llvm::SmallVector<Tests, Most> Ways;
  for (const Tests &Each : Own) {
    llvm::SmallVector<Tests, Most> Open{Tests()};
    for (const Guard *G : Each) {
      llvm::SmallVector<Tests, Most> Next;
      for (const Tests &Way : Open) {
        if (G->Ways.empty()) {
          Next.push_back(Way);
          addTest(Next.back(), G);
        }
        for (const Guard *Alternative : G->Ways) {
          llvm::SmallVector<const Guard *, 8> Inner;
          if (!testsOf(Alternative, G->Previous, Inner))
            return Common;
          Next.push_back(Way);
          for (const Guard *Test : llvm::reverse(Inner))
            addTest(Next.back(), Test);
        }
      }
      if (Next.size() > Most)
        return Common;
      Open = std::move(Next);
    }
    for (Tests &Way : Open)
      insertWay(Ways, std::move(Way));
  }
  while (dropTest(Ways, Common))
    ;
  if (Ways.size() == 1)
    return chained(Ways.front(), Common);
  if (Ways.size() > Most)
    return Common;
  llvm::SmallVector<const Guard *, Most> Chains;
  for (const Tests &Way : Ways)
    Chains.push_back(chained(Way, Common));
  Guard Key;
  Key.Previous = Common;
  Key.Length = Common ? Common->Length + 1 : 1;
  Key.Ways = llvm::ArrayRef<const Guard *>(Chains).copy(Memory);
  return makeUnique(GuardSet, Key, Memory).first;
}

/// True if \p G is of the sort \p Is, or, where several ways decided it, each
/// of them went through one that is.
bool Engine::onEveryWay(const Guard &G,
                        llvm::function_ref<bool(const Guard &)> Is) const {
  if (G.K != Guard::Either)
    return Is(G);
  return llvm::all_of(G.Ways, [&](const Guard *Way) {
    for (; Way != G.Previous; Way = Way->Previous)
      if (onEveryWay(*Way, Is))
        return true;
    return false;
  });
}

/// Does \p G depend on what the peer shows? Nobody knows what an unnamed value
/// depends on, but one that is known depends on nothing.
bool Engine::isEvidence(const Guard &G) {
  return G.Sym ? G.Sym->Evidence : G.K != Guard::Chosen;
}

unsigned Engine::evidenceIn(const Guard *G, const Guard *Until) {
  unsigned N = 0;
  for (; G && G != Until; G = G->Previous)
    N += isEvidence(*G);
  return N;
}

/// What led to where the ways \p A and \p B, which part behind \p Common,
/// become one, if a callback's decision is taken apart: a way that there is,
/// the one that less evidence leads to. What was true on one of them and false
/// on the other is no condition.
const Guard *Engine::likelierGuards(const Guard *A, const Guard *B,
                                    const Guard *Common) {
  llvm::SmallVector<const Guard *, 8> Own[2], Left[2];
  for (unsigned I : {0, 1})
    for (const Guard *G = I ? B : A; G != Common; G = G->Previous)
      Own[I].insert(Own[I].begin(), G);
  for (unsigned I : {0, 1})
    for (const Guard *G : Own[I])
      if (llvm::none_of(Own[1 - I], [&](const Guard *Other) {
            return G->Condition == Other->Condition &&
                   G->Scope == Other->Scope && G->Taken != Other->Taken &&
                   !G->CaseLabel && !Other->CaseLabel;
          }))
        Left[I].push_back(G);
  A = chained(Left[0], Common);
  B = chained(Left[1], Common);
  return evidenceIn(B, Common) < evidenceIn(A, Common) ? B : A;
}
