//===--- Outcome.cpp - does the result of this call change anything -------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/Analyses/CFGReachabilityAnalysis.h"
#include "clang/Analysis/CFGStmtMap.h"

using namespace commsec;
using namespace clang;

void Engine::noteTest(const Value &V, bool Escapes) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It == Outcomes.end())
    return;
  It->second.Tests.insert(V.Sym);
  It->second.Sequence.push_back(V.Sym);
  It->second.Effective |= Escapes;
}

/// The only result that the ways \p A and \p B test behind \p Common; null if
/// there are several, or something else is tested as well.
static const Symbol *onlyTested(const Guard *A, const Guard *B,
                                const Guard *Common) {
  const Symbol *Base = nullptr;
  for (const Guard *Way : {A, B})
    for (const Guard *G = Way; G && G != Common; G = G->Previous) {
      if (!G->Sym || (Base && Base != G->Sym->base()))
        return nullptr;
      Base = G->Sym->base();
    }
  return Base;
}

/// The ways \p A and \p B, which part behind \p Common, meet again with
/// nothing between them but what they tested. If they tested more than one
/// result, they may meet for the other one's sake.
void Engine::noteMeeting(const Guard *A, const Guard *B, const Guard *Common) {
  constexpr size_t Enough = 64;
  if (Muted || Outcomes.empty())
    return;
  const Symbol *Base = onlyTested(A, B, Common);
  auto It = Outcomes.find(Base);
  if (It == Outcomes.end() || It->second.Meetings.size() >= Enough)
    return;
  Outcome::Meeting M{A, B, Common, It->second.Sequence.size()};
  auto Old = llvm::find(It->second.Meetings, M);
  if (Old == It->second.Meetings.end())
    It->second.Meetings.push_back(M);
  else
    Old->TestsBefore = M.TestsBefore;
}

/// Ways that do the same, and part only in what one result was tested for: if
/// they return the same, too, the results that take them are taken alike.
void Engine::noteEndings(const States &Ends) {
  constexpr size_t Most = 32;
  if (Muted || Outcomes.empty() || Ends.size() > Most)
    return;
  auto IsDecision = [](const Value &V, const Symbol *Base) {
    return V.isInt() || (V.K == Value::Symbolic && V.Sym->K == Symbol::Test &&
                         V.Sym->base() == Base);
  };
  for (size_t I = 0; I < Ends.size(); ++I)
    for (size_t J = I + 1; J < Ends.size(); ++J) {
      const State &A = Ends[I], &B = Ends[J];
      if (A.Effects != B.Effects)
        continue;
      const Guard *Common = commonGuards(A.Guards, B.Guards);
      const Symbol *Base = onlyTested(A.Guards, B.Guards, Common);
      auto It = Outcomes.find(Base);
      if (It != Outcomes.end() && IsDecision(A.Returned, Base) &&
          IsDecision(B.Returned, Base))
        It->second.Endings.push_back(
            {A.Guards, B.Guards, Common, A.Returned, B.Returned});
    }
}

void Engine::noteLogged(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Logged = true;
}

void Engine::notePassed(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Passed = true;
}

void Engine::noteReturned(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Returned = true;
}

void Engine::noteStored(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Stored = true;
}

/// \p V goes where it is no longer seen: somebody else may test it. A test
/// that goes there is known as such.
void Engine::noteEscaped(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It == Outcomes.end())
    return;
  if (V.Sym->K == Symbol::Test)
    noteTest(V, /*Escapes=*/true);
  else
    It->second.Escaped = true;
}

/// Do the tests that were made tell result \p A from result \p B?
static bool tellApart(const Outcome &O, int64_t A, int64_t B) {
  for (const Symbol *T : O.Tests)
    if (T->K == Symbol::Test) {
      if (T->evaluate(A) != T->evaluate(B))
        return true;
    } else if ((A != 0) != (B != 0)) {
      return true;
    }
  return false;
}

bool commsec::isOpenTo(const Guard *G, const Symbol *Base, int64_t I,
                       const ASTContext &Context) {
  for (; G; G = G->Previous) {
    if (!G->Sym || G->Sym->base() != Base)
      continue;
    if (G->Case) {
      if (G->Sym->evaluate(I) != *G->Case)
        return false;
    } else if (!G->CaseLabel) {
      int64_t V = G->Sym->K == Symbol::Test ? G->Sym->evaluate(I) : I;
      if ((V != 0) != G->Taken)
        return false;
    } else if (const auto *Switch = llvm::dyn_cast<SwitchStmt>(G->CaseLabel)) {
      // The default: none of the others.
      for (const SwitchCase *C = Switch->getSwitchCaseList(); C;
           C = C->getNextSwitchCase())
        if (caseValue(C, Context) == I)
          return false;
    }
  }
  return true;
}

bool commsec::admits(const Guard *G, const Guard *Common, const Symbol *Base,
                     int64_t I, const ASTContext &Context) {
  for (const Guard *Each = G; Each && Each != Common; Each = Each->Previous)
    if (Each->Sym && Each->Sym->base() == Base)
      return isOpenTo(G, Base, I, Context);
  return false;
}

std::optional<int64_t> commsec::caseValue(const SwitchCase *C,
                                          const ASTContext &Context) {
  const auto *Case = llvm::dyn_cast<CaseStmt>(C);
  Expr::EvalResult K;
  if (!Case || Case->getLHS()->isValueDependent() ||
      !Case->getLHS()->EvaluateAsInt(K, Context))
    return std::nullopt;
  return K.Val.getInt().getExtValue();
}

/// Did the ways that the results \p X and \p Y take meet, and was neither told
/// from the other afterwards?
static bool treatedAlike(const Outcome &O, const Symbol *Base, int64_t X,
                         int64_t Y, const ASTContext &Context) {
  return llvm::any_of(O.Meetings, [&](const Outcome::Meeting &M) {
    auto Takes = [&](const Guard *Way, int64_t I) {
      return admits(Way, M.Common, Base, I, Context);
    };
    if (!(Takes(M.A, X) && Takes(M.B, Y)) && !(Takes(M.A, Y) && Takes(M.B, X)))
      return false;
    for (size_t I = M.TestsBefore; I < O.Sequence.size(); ++I) {
      const Symbol *T = O.Sequence[I];
      int64_t A = T->K == Symbol::Test ? T->evaluate(X) : X != 0;
      int64_t B = T->K == Symbol::Test ? T->evaluate(Y) : Y != 0;
      if (A != B)
        return false;
    }
    return true;
  });
}

bool Engine::isProper(const Symbol *Result, const ResultContract &K) const {
  auto It = Outcomes.find(Result);
  if (It == Outcomes.end())
    return false;
  const Outcome &O = It->second;
  if (O.Escaped)
    return true;
  if (O.Tests.empty() || !O.matters())
    return false;
  for (const Constant &G : K.Good)
    for (const Constant &B : K.Bad)
      if (tellApart(O, G.Value, B.Value))
        return true;
  return false;
}

/// Does the root function end in the same way for the results \p X and \p Y?
static bool endAlike(const Outcome &O, const Symbol *Base, int64_t X, int64_t Y,
                     const ASTContext &Context) {
  auto Returned = [](const Value &V, int64_t Result) {
    return V.isInt() ? V.I : V.Sym->evaluate(Result);
  };
  return llvm::any_of(O.Endings, [&](const Outcome::Ending &E) {
    auto Ends = [&](int64_t A, int64_t B) {
      return admits(E.A, E.Common, Base, A, Context) &&
             admits(E.B, E.Common, Base, B, Context) &&
             Returned(E.ReturnedA, A) == Returned(E.ReturnedB, B);
    };
    return Ends(X, Y) || Ends(Y, X);
  });
}

/// Does \p T ask for the result \p Good, rather than for one of \p Others?
static bool asksFor(const Symbol *T, int64_t Good, ArrayRef<Constant> Others) {
  if (T->K != Symbol::Test)
    return true; // Zero or not, or a switch.
  int64_t Answer = T->evaluate(Good);
  return llvm::none_of(Others, [&](const Constant &Other) {
    return T->evaluate(Other.Value) == Answer;
  });
}

/// Does \p T ask for one failure of a kind, to name it?
static bool namesFailure(const Symbol *T, const ResultContract &K) {
  if (T->K != Symbol::Test || (T->Op != BO_EQ && T->Op != BO_NE))
    return false;
  auto [Least, Most] = std::minmax_element(
      K.Forgiven.begin(), K.Forgiven.end(),
      [](const Constant &A, const Constant &B) { return A.Value < B.Value; });
  return T->Constant >= Least->Value && T->Constant <= Most->Value;
}

/// Do the tests let one of the failures \p K.Forgiven pass like a success?
/// Tests that only tell some failures from others, to name them, do not.
static bool forgives(const Outcome &O, const Symbol *Base,
                     const ResultContract &K, const ASTContext &Context) {
  if (K.Forgiven.empty() || !O.matters())
    return false;
  for (const Constant &G : K.Good) {
    if (llvm::none_of(K.Forgiven,
                      [&](const Constant &F) {
                        return tellApart(O, G.Value, F.Value);
                      }) &&
        llvm::none_of(O.Tests,
                      [&](const Symbol *T) { return namesFailure(T, K); }))
      return true;
    if (llvm::none_of(O.Tests, [&](const Symbol *T) {
          return asksFor(T, G.Value, K.Forgiven);
        }))
      continue;
    for (const Constant &F : K.Forgiven)
      if (!tellApart(O, G.Value, F.Value) ||
          treatedAlike(O, Base, G.Value, F.Value, Context) ||
          endAlike(O, Base, G.Value, F.Value, Context))
        return true;
  }
  return false;
}

/// Could a path that the budget ended have come to the call of \p Result?
/// Then what it makes of that is not known.
bool Engine::wasCutBefore(const Symbol *Result) {
  auto ContextOf = [&](const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    F->hasBody(Definition);
    return Contexts.getContext(Definition);
  };
  auto BlockOf = [&](const Frame *In, const Expr *E) -> const CFGBlock * {
    if (!In || !In->Function || !E || !body(In->Function))
      return nullptr;
    return ContextOf(In->Function)->getCFGStmtMap()->getBlock(E);
  };
  return llvm::any_of(Cuts, [&](const auto &Cut) {
    // Both points as places in the innermost activation that they share.
    const Frame *Both = Cut.first;
    const CFGBlock *From = Cut.second;
    for (; Both && !isWithin(Result->Scope, Both); Both = Both->Parent)
      From = BlockOf(Both->Parent, Both->Call);
    if (!Both)
      return false;
    const Expr *Site = Result->Site;
    for (const Frame *F = Result->Scope; F != Both; F = F->Parent)
      Site = F->Call;
    const CFGBlock *To = BlockOf(Both, Site);
    return !From || !To || From == To ||
           ContextOf(Both->Function)
               ->getCFGReachablityAnalysis()
               ->isReachable(From, To);
  });
}

/// \p Result is tested, and handled as far as it is known; but may that be for
/// no other reason than that paths were lost?
bool Engine::isExcusedByLoss(const Symbol *Result,
                             const ResultContract &K) const {
  auto It = Outcomes.find(Result);
  return It != Outcomes.end() && K.Logged && It->second.Lost &&
         !It->second.Escaped && !It->second.Tests.empty();
}

bool Engine::isMisused(const Symbol *Result, const ResultContract &K) {
  auto It = Outcomes.find(Result);
  if (It == Outcomes.end())
    return false;
  const Outcome &O = It->second;
  if (!K.Skips.empty())
    return O.Skipped;
  if (K.Sought)
    return isSought(Result, K, O);
  if (K.NoProof)
    return !isProof(Result, K, O);
  if (O.Escaped)
    return false;
  if (O.Tests.empty() && K.Tested && O.Passed)
    return false;
  if (O.Tests.empty())
    return O.Logged   ? !K.Tested && (K.Logged || K.Discarded)
           : O.Stored ? !K.Tested && K.Logged && !O.Returned
                      : K.Discarded;
  if (!K.Told.empty() && !tellApart(O, K.Told[0].Value, K.Told[1].Value))
    return false;
  // The bare result as a condition, where zero is the good one.
  if (K.Inverted)
    for (const Symbol *T : O.Tests)
      if (T->K != Symbol::Test)
        return true;
  bool Apart = true;
  for (const Constant &G : K.Good)
    for (const Constant &B : K.Bad)
      Apart &=
          tellApart(O, G.Value, B.Value) &&
          !(O.matters() && treatedAlike(O, Result, G.Value, B.Value, Context));
  if ((!Apart && K.Conflated) || forgives(O, Result, K, Context))
    return true;
  return K.Logged && !O.matters() && !wasCutBefore(Result);
}
