//===--- Verdict.cpp - what does this callback decide ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Activity.h"
#include "Analysis/Engine.h"
#include "Text/SensitiveWords.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ScopeExit.h"

using namespace commsec;
using namespace clang;

/// Activations that nobody in view goes on from: what they return is judged
/// by whoever called them, and their differences matter.
void Engine::leave(const States &Ends) {
  bool Differ = false;
  for (const State &E : Ends)
    Differ |= !E.Returned.same(Ends.front().Returned) ||
              E.Accepted != Ends.front().Accepted;
  for (const State &E : Ends) {
    noteEscaped(E.Returned);
    if (Differ)
      noteEffective(E.Guards, nullptr);
  }
}

/// The function that runs when \p V, written as \p E, is called; null if its
/// body is not seen.
const FunctionDecl *Engine::callableOf(const Value &V, const Expr *E) {
  const FunctionDecl *F = V.K == Value::Function ? V.Callee : nullptr;
  if (!F && E) {
    // A function object: by its class.
    const Expr *Plain = E->IgnoreParenImpCasts();
    QualType T = Plain->getType();
    if (const Region *R = pointedTo(V))
      if (R->K == Region::Created && R->site())
        T = R->site()->getType();
    const auto *Class = T->getAsCXXRecordDecl();
    if (Class && Class->hasDefinition() && !U.inSystemHeader(Class))
      for (const CXXMethodDecl *M : Class->methods())
        if (M->getOverloadedOperator() == OO_Call)
          F = M;
  }
  if (!F || U.inSystemHeader(F))
    return nullptr;
  const FunctionDecl *Definition = nullptr;
  return F->hasBody(Definition) ? Definition : nullptr;
}

static std::optional<bool> accepts(const Contract &K, int64_t I) {
  llvm::StringRef A = K.Accepts;
  if (A == "nonzero")
    return I != 0;
  if (A == "zero")
    return I == 0;
  if (A == "positive")
    return I > 0;
  if (A == "nonnegative")
    return I >= 0;
  if (A == "listed")
    return llvm::any_of(K.Accepting,
                        [&](const Constant &C) { return C.Value == I; });
  return std::nullopt;
}

/// A callback runs later than it is registered: what a member or global held
/// then, but for what the unit never changes, is not known. Nor is it evidence.
void Engine::forgetSettings(State &S) {
  auto IsFixed = [&](const ValueDecl *D, int64_t I) {
    llvm::ArrayRef<Value> All = valuesOf(D);
    return All.size() == U.assigned(D).size() &&
           llvm::all_of(All,
                        [&](const Value &V) { return V.isInt() && V.I == I; });
  };
  llvm::SmallVector<const Region *, 16> Drop;
  for (auto It = S.Env.begin(); It != S.Env.end(); ++It) {
    const Region *R = It.getKey();
    const Value &V = It.getData();
    const ValueDecl *D = R->decl();
    if (R->root()->isShared() && D &&
        (V.K == Value::Unknown || V.K == Value::Symbolic ||
         (V.isInt() && !IsFixed(D, V.I))))
      Drop.push_back(R);
  }
  for (const Region *R : Drop)
    S.Env = EnvFactory.remove(S.Env, R);
}

/// May \p G be the wish of whoever made a setting? What is only said about
/// messages is none; nor is verification that is asked for, or that nobody
/// asked to go without.
bool Engine::mayBeWish(const Guard &G) const {
  const Symbol *Base = G.Sym ? G.Sym->base() : nullptr;
  const ValueDecl *D =
      Base && Base->K == Symbol::Load ? Base->Place->decl() : nullptr;
  if (!D || !D->getIdentifier())
    return true;
  auto Has = [&](bool (Catalog::*Is)(llvm::StringRef) const) {
    return llvm::any_of(splitIdentifier(D->getName()),
                        [&](const std::string &W) { return (Cat.*Is)(W); });
  };
  if (namesLogging(D->getName()))
    return false;
  auto Passes = [&](int64_t I) { return (G.Sym->evaluate(I) != 0) == G.Taken; };
  if (Has(&Catalog::isLaxWord))
    return Passes(1);
  return !Has(&Catalog::isStrictWord) || Passes(0);
}

/// True if somebody in view registers \p F as a callback that \p K judges.
bool Engine::isJudged(const FunctionDecl *F, const Contract &K) const {
  auto It = Verdicts.lower_bound(
      std::make_tuple(F, &K, static_cast<const Region *>(nullptr)));
  return It != Verdicts.end() && std::get<0>(It->first) == F &&
         std::get<1>(It->first) == &K;
}

Verdict Engine::judgeFunction(const FunctionDecl *F, const Contract &K,
                              const Region *Handle, const Frame *Scope,
                              const State &S0) {
  auto Key = std::make_tuple(F, &K, Handle);
  // Where no handle is meant, it decides as it does for any.
  if (auto It = Verdicts.lower_bound(Key);
      It != Verdicts.end() && std::get<0>(It->first) == F &&
      std::get<1>(It->first) == &K &&
      (!Handle || std::get<2>(It->first) == Handle))
    return It->second;
  Verdict Result;
  if (!body(F) || !canFollow(F, Scope))
    return Result;
  const Frame *Inner = Regions.frame(Scope, nullptr, F);
  State S = S0;
  S.Guards = nullptr;
  S.Accepted = S.Rejected = false;
  S.AcceptedAt = nullptr;
  const Region *Verdicted = nullptr;
  bool Bound = false;
  for (unsigned I = 0; I < F->getNumParams(); ++I) {
    const ParmVarDecl *P = F->getParamDecl(I);
    const Region *R = Regions.variable(P, Inner);
    S.Env = EnvFactory.remove(S.Env, R);
    int Number = static_cast<int>(I) + 1;
    QualType T = P->getType();
    if (Number == K.FailureParam) {
      store(R, Value::integer(K.FailureValue.Value, nullptr, nullptr), S);
      continue;
    }
    if (Number == K.VerdictParam) {
      Verdicted = Regions.pointee(R);
      store(R, Value::address(Verdicted), S);
      continue;
    }
    bool Refers = T->isPointerType() || T->isReferenceType();
    if (Refers && !Bound && Handle && T->getPointeeType()->isRecordType()) {
      // What the callback is told about belongs to the handle.
      store(R, Value::address(Handle), S);
      Bound = true;
      continue;
    }
    if (T->isReferenceType())
      store(R, Value::address(Regions.pointee(R)), S);
  }
  const Contract *OuterContract = Judging;
  const Frame *OuterFrame = JudgedFrame;
  bool OuterBudget = BudgetHit;
  BudgetHit = false;
  llvm::scope_exit Restore([&] {
    Judging = OuterContract;
    JudgedFrame = OuterFrame;
  });
  // First as it is called, whatever it is told: the calls in its body are
  // judged like any others.
  if (!Muted) {
    State Before = S;
    for (const ParmVarDecl *P : F->parameters())
      if (P->getFunctionScopeIndex() + 1 ==
          static_cast<unsigned>(std::max(K.FailureParam, 0)))
        Before.Env = EnvFactory.remove(Before.Env, Regions.variable(P, Inner));
    States Ends = execute(F, Inner, Before);
    leave(Ends);
  }
  // Then as it is told of a failure: nothing but its decision counts.
  Judging = &K;
  JudgedFrame = Inner;
  forgetSettings(S);
  bool OuterMuted = Muted;
  Muted = true;
  States Ends = execute(F, Inner, S);
  Muted = OuterMuted;
  bool RanOut = BudgetHit;
  BudgetHit |= OuterBudget;

  // A comparison that is returned is a decision, too.
  for (unsigned I = 0, N = Ends.size(); I < N; ++I) {
    Value V = resolve(Ends[I].Returned, Ends[I]);
    if (V.K != Value::Symbolic || V.Sym->Op == BO_And || Verdicted)
      continue;
    const Expr *At = V.At ? V.At : nullptr;
    State Yes = Ends[I];
    guard(Yes, At, true, Inner, V.Sym);
    Yes.Returned = Value::integer(1, V.At, Inner);
    guard(Ends[I], At, false, Inner, V.Sym);
    Ends[I].Returned = Value::integer(0, V.At, Inner);
    Ends.push_back(std::move(Yes));
  }

  struct End {
    std::optional<bool> Accepts;
    const State *S;
  };
  llvm::SmallVector<End, 8> All;
  for (const State &E : Ends) {
    std::optional<bool> A;
    if (K.Accepts == "returns") {
      A = !E.Rejected;
    } else if (K.Accepts == "never") {
      A = E.Accepted;
    } else {
      Value V = E.Returned;
      if (Verdicted) {
        State Copy = E;
        V = load(Verdicted, QualType(), Copy);
      }
      V = resolve(V, E);
      if (E.Accepted)
        A = true;
      else if (E.Rejected)
        A = false;
      else if (V.isInt())
        A = accepts(K, V.I);
    }
    All.push_back({A, &E});
  }
  auto AcceptedAt = [](const State &E) -> const Stmt * {
    return E.AcceptedAt ? static_cast<const Stmt *>(E.AcceptedAt) : E.ReturnAt;
  };
  if (All.empty()) {
    Result.K = RanOut ? Verdict::Unknown : Verdict::Rejects;
  } else if (!RanOut && llvm::all_of(All, [](const End &E) {
               return E.Accepts && *E.Accepts;
             })) {
    Result.K = Verdict::Accepts;
    Result.At = AcceptedAt(*All.front().S);
  } else {
    Result.K =
        llvm::all_of(All, [](const End &E) { return E.Accepts && !*E.Accepts; })
            ? Verdict::Rejects
            : Verdict::Unknown;
    Result.Propagates = !RanOut;
    // What is accepted whichever way a condition goes, is not accepted for it.
    auto IsMoot = [&](const Guard *G) {
      bool Other = false;
      for (const End &E : All)
        for (const Guard *H = E.S->Guards; H; H = H->Previous)
          if (H->Previous == G->Previous && H->Condition == G->Condition &&
              H->Scope == G->Scope && H->Taken != G->Taken && !H->CaseLabel &&
              !G->CaseLabel) {
            if (!E.Accepts || !*E.Accepts)
              return false;
            Other = true;
          }
      return Other;
    };
    for (const End &E : All) {
      if (!E.Accepts || !*E.Accepts)
        continue;
      // Which unknown conditions lead here?
      bool OtherEvidence = false, NameTold = false, Chosen = false,
           Setting = false;
      llvm::SmallVector<std::pair<int64_t, const Stmt *>, 2> Errors;
      for (const Guard *G = E.S->Guards; G; G = G->Previous) {
        const Symbol *Base = G->Sym ? G->Sym->base() : nullptr;
        const auto *Call =
            Base ? dyn_cast_or_null<CallExpr>(Base->Site) : nullptr;
        bool IsError = Call && !K.ErrorCall.empty() &&
                       Call->getDirectCallee() &&
                       Naming.isOneOf(Call->getDirectCallee(), K.ErrorCall);
        if (IsError) {
          if (G->Case) {
            const Stmt *Label = G->CaseLabel;
            Errors.push_back({*G->Case, Label});
          } else if (G->Sym->K == Symbol::Test && !G->CaseLabel &&
                     ((G->Sym->Op == BO_EQ && G->Taken) ||
                      (G->Sym->Op == BO_NE && !G->Taken)) &&
                     G->Sym->Operand == Base) {
            Errors.push_back({G->Sym->Constant, G->Condition});
          }
          continue;
        }
        if (isEvidence(*G) && !IsMoot(G))
          OtherEvidence = true;
        Chosen |= G->Sym && !G->Sym->Evidence && isChoice(*G) && !IsMoot(G) &&
                  mayBeWish(*G);
        Setting |=
            !IsMoot(G) && mayBeWish(*G) &&
            !(Call && Naming.isOneOf(Call->getDirectCallee(), K.Neutral));
        NameTold |= Call &&
                    !Naming.isOneOf(Call->getDirectCallee(), K.Neutral) &&
                    provesNothing(Call->getDirectCallee());
      }
      if (OtherEvidence || leavesWord(S, *E.S, Inner))
        continue;
      if (Errors.empty()) {
        Result.K = Verdict::Sometimes;
        Result.At = AcceptedAt(*E.S);
        Result.Unasked |= !Setting;
        continue;
      }
      for (auto &[Error, Where] : Errors)
        for (const Contract::Forgiven &Class : K.Forgives)
          if (!(NameTold && Class.Named) &&
              llvm::any_of(Class.Errors, [&, Value = Error](const Constant &C) {
                return C.Value == Value;
              }))
            if (const Fact *Named = Cat.fact(Class.Fact)) {
              auto *Known = llvm::find_if(
                  Result.Forgiven, [&, W = Where](const auto &Each) {
                    return Each.F == Named && Each.Where == W;
                  });
              if (Known == Result.Forgiven.end())
                Result.Forgiven.push_back({Named, Where, Chosen});
              else
                Known->Chosen &= Chosen;
            }
    }
    if (Result.K == Verdict::Unknown && !Result.Forgiven.empty())
      Result.K = Verdict::Forgives;
  }
  Verdicts[Key] = Result;
  return Result;
}

/// Reports what \p Callback, which \p F judged to be \p V, forgives.
void Engine::reportForgiven(const Fact &F, const Verdict &V, const CallSite &C,
                            const Region *Handle, const FunctionDecl *Callback,
                            State &S) {
  for (const Verdict::Exception &Each : V.Forgiven) {
    if (Each.F->OnRequest && !Options.Pedantic)
      continue;
    Answer At;
    const Expr *Named = dyn_cast<Expr>(Each.Where);
    if (const auto *Case = dyn_cast<CaseStmt>(Each.Where))
      Named = Case->getLHS();
    At.OperandExpr = Named;
    At.Operand = Value::integer(0, Named, C.Scope);
    At.Operand.Sticky = true;
    At.Operand.Chosen = Each.Chosen;
    Answer Whoever;
    Whoever.Operand.Chosen = Each.Chosen;
    Candidate Found;
    // Forgiving what the callback is there to refuse is a fault of the
    // callback; a policy or name that it waives, one of that line.
    bool Whole = Each.F->Check == F.Check;
    Found.Where = Whole ? occurrence(*Each.F, C, Whoever, S, nullptr, Callback)
                        : occurrence(*Each.F, C, At, S, nullptr, nullptr);
    Found.Handle = Handle;
    reportNow(Found);
  }
}

/// Nobody in view may have registered \p F, which has the type of a callback:
/// another unit does. One that lets all pass may leave the decision to whoever
/// asks for the result there; one that refuses some and lets others pass
/// decides by itself.
void Engine::judgeDefined(const FunctionDecl *F) {
  // What only this unit could register, and does not, is never called.
  if (U.hasCaller(F) || (!F->isExternallyVisible() && !F->isReferenced()))
    return;
  for (const Fact *Each : Naming.definedLike(F)) {
    const Contract *K = Cat.contract(Each->Contract);
    if (!K || isOmittedCheck(Each->Check) || isJudged(F, *K))
      continue;
    Activity Doing(Each->Id, Each->Check);
    beginRoot(F);
    const Frame *Outer = Regions.frame(nullptr, nullptr, nullptr);
    Verdict V = judgeFunction(F, *K, nullptr, Outer, emptyState());
    CallSite C;
    C.Scope = Regions.frame(nullptr, nullptr, F);
    State S = emptyState();
    // The settings that it asks for may be the user's wish.
    llvm::erase_if(V.Forgiven,
                   [](const Verdict::Exception &E) { return E.Chosen; });
    if (V.K == Verdict::Sometimes && V.Unasked) {
      Candidate Found;
      Found.Where = occurrence(*Each, C, Answer(), S, &V, F);
      reportNow(Found);
    }
    reportForgiven(*Each, V, C, nullptr, F, S);
    States None;
    endRoot(None);
  }
}

/// \p F may itself be an override that a fact judges.
void Engine::judgeOverrides(const FunctionDecl *F) {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  if (!M || !M->size_overridden_methods())
    return;
  const Entry *Known = Naming.find(M);
  if (!Known)
    return;
  const Frame *Scope = Regions.frame(nullptr, nullptr, F);
  for (const Fact *Each : Known->Facts) {
    if (Each->Override.empty() || (Each->OnRequest && !Options.Pedantic))
      continue;
    const Contract *K = Cat.contract(Each->Contract);
    if (!K || isOmittedCheck(Each->Check))
      continue;
    Activity Doing(Each->Id, Each->Check);
    const Frame *Outer = Regions.frame(nullptr, nullptr, nullptr);
    Verdict V = judgeFunction(F, *K, nullptr, Outer, emptyState());
    if (V.K != Verdict::Accepts && V.K != Verdict::Sometimes)
      continue;
    CallSite C;
    C.Scope = Scope;
    State S = emptyState();
    Candidate Found;
    Found.Where = occurrence(*Each, C, Answer(), S, &V, F);
    reportNow(Found);
  }
}
