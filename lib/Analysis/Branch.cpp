//===--- Branch.cpp - which ways a condition leaves open ------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace commsec;
using namespace clang;

/// Iterations of a loop whose condition is unknown. In the last one, what the
/// loop counts may be anything.
static constexpr unsigned UnknownIterations = 2;

/// \p Sym gets a new value: nothing is known of it, nor of tests of it.
void Engine::unlearn(State &S, const Symbol *Sym) {
  llvm::SmallVector<const Symbol *, 4> Drop;
  for (auto It = S.Constraints.begin(); It != S.Constraints.end(); ++It)
    if (It.getKey()->base() == Sym)
      Drop.push_back(It.getKey());
  for (const Symbol *Each : Drop)
    S.Constraints = ConstraintFactory.remove(S.Constraints, Each);
}

void Engine::learn(State &S, const Symbol *Sym, Constraint C) {
  S.Constraints = ConstraintFactory.add(S.Constraints, Sym, C);
}

void Engine::assume(State &S, const Value &V, bool Taken) {
  if (V.K != Value::Symbolic)
    return;
  const Symbol *Sym = V.Sym;
  learn(S, Sym, Taken ? Constraint{false, 0} : Constraint{true, 0});
  while (Sym->K == Symbol::Test) {
    bool Equal = (Sym->Op == BO_EQ && Taken) || (Sym->Op == BO_NE && !Taken);
    bool Differs = (Sym->Op == BO_EQ && !Taken) || (Sym->Op == BO_NE && Taken);
    if (!Equal && !Differs)
      return;
    learn(S, Sym->Operand, Constraint{Equal, Sym->Constant});
    // A test of a test goes on only with a definite truth value.
    if (Sym->Constant != 0)
      return;
    Taken = Differs;
    Sym = Sym->Operand;
  }
}

static bool isLoop(const Stmt *T) {
  return isa_and_nonnull<WhileStmt, ForStmt, DoStmt, CXXForRangeStmt>(T);
}

static const Expr *conditionOf(const Stmt *Loop) {
  if (const auto *F = dyn_cast<ForStmt>(Loop))
    return F->getCond();
  if (const auto *W = dyn_cast<WhileStmt>(Loop))
    return W->getCond();
  if (const auto *D = dyn_cast<DoStmt>(Loop))
    return D->getCond();
  return nullptr;
}

/// True if the branch at \p T decides whether a loop goes on: at the loop
/// itself, or at an `&&` or `||` of its condition.
static bool decidesLoop(const Stmt *T, const ParentMap &Parents) {
  if (isLoop(T))
    return true;
  for (const Stmt *Up = T; Up; Up = Parents.getParent(T = Up)) {
    if (isLoop(Up))
      return conditionOf(Up) == T;
    const auto *Op = dyn_cast<BinaryOperator>(Up);
    if (!(Op && Op->isLogicalOp()) && !isa<ParenExpr, ImplicitCastExpr>(Up))
      return false;
  }
  return false;
}

/// True if the loop that the branch at \p T decides has a further condition
/// that is known in this round: it ends where that one ends, as a loop over a
/// table does that an error may leave early.
bool Engine::hasKnownEnd(const Stmt *T, const Expr *Asked, const Frame *Scope,
                         const Body &B, const State &S) {
  const Stmt *Loop = T;
  while (Loop && !isLoop(Loop))
    Loop = B.Parents->getParent(Loop);
  const Expr *Whole = Loop ? conditionOf(Loop) : nullptr;
  llvm::SmallVector<const Expr *, 4> Open;
  if (Whole)
    Open.push_back(Whole);
  while (!Open.empty()) {
    const Expr *E = Open.pop_back_val()->IgnoreParenImpCasts();
    if (E == Asked->IgnoreParenImpCasts())
      continue;
    if (const auto *Op = dyn_cast<BinaryOperator>(E);
        Op && Op->getOpcode() == BO_LAnd) {
      Open.push_back(Op->getLHS());
      Open.push_back(Op->getRHS());
      continue;
    }
    if (E->HasSideEffects(Context))
      continue;
    State Now = S;
    if (truth(resolve(evaluate(E, Scope, Now), Now), Now))
      return true;
  }
  return false;
}

namespace {
/// Finds the variables that a loop counts with.
class CounterFinder : public RecursiveASTVisitor<CounterFinder> {
public:
  explicit CounterFinder(llvm::SmallVectorImpl<const VarDecl *> &Found)
      : Found(Found) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->isIncrementDecrementOp())
      counts(E->getSubExpr());
    return true;
  }
  bool VisitCompoundAssignOperator(CompoundAssignOperator *E) {
    if (E->isAdditiveOp() || E->getOpcode() == BO_AddAssign ||
        E->getOpcode() == BO_SubAssign)
      counts(E->getLHS());
    return true;
  }

private:
  void counts(const Expr *E) {
    if (const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()))
      if (const auto *V = dyn_cast<VarDecl>(D->getDecl());
          V && V->getType()->isIntegerType())
        Found.push_back(V);
  }
  llvm::SmallVectorImpl<const VarDecl *> &Found;
};
} // namespace

/// A loop that goes on for a reason that nobody in view knows is followed only
/// for a while: what it counts may be anything in the last round.
void Engine::uncount(const Stmt *T, const Frame *Scope, const Body &B,
                     State &S) {
  const Stmt *Loop = T;
  while (Loop && !isLoop(Loop))
    Loop = B.Parents->getParent(Loop);
  if (!Loop)
    return;
  llvm::SmallVector<const VarDecl *, 2> Counters;
  CounterFinder(Counters).TraverseStmt(const_cast<Stmt *>(Loop));
  for (const VarDecl *V : Counters) {
    const Region *R = Regions.variable(V, scopeOf(V, Scope));
    const Value *Now = S.Env.lookup(R);
    if (!Now || !Now->isInt())
      continue;
    Symbol Key;
    Key.K = Symbol::Load;
    Key.Place = R;
    const Symbol *Sym = symbol(Key);
    unlearn(S, Sym);
    S.Env = EnvFactory.add(S.Env, R, Value::symbolic(Sym));
  }
}

void Engine::branch(const CFGBlock *Block, const Frame *Scope, const Body &B,
                    State S, unsigned Round, bool Tired,
                    llvm::function_ref<void(const CFGBlock *, State)> Go) {
  const Stmt *T = Block->getTerminatorStmt();
  auto Successor = [&](unsigned I) -> const CFGBlock * {
    auto It = Block->succ_begin();
    for (unsigned N = 0; It != Block->succ_end() && N < I; ++N)
      ++It;
    return It == Block->succ_end() ? nullptr : It->getReachableBlock();
  };
  if (!T || Block->succ_size() == 1) {
    if (const CFGBlock *Next = Successor(0))
      Go(Next, std::move(S));
    return;
  }
  if (const auto *Switch = dyn_cast<SwitchStmt>(T)) {
    Value V = resolve(evaluate(Switch->getCond(), Scope, S), S);
    if (V.isInt() && V.AtFrame && V.AtFrame != Scope && isPassedConstant(V)) {
      Decision D;
      D.Taken = true;
      D.Cause = V;
      S.Causes = DecisionFactory.add(S.Causes, Switch, D);
    }
    const CFGBlock *Default = nullptr;
    bool Matched = false;
    llvm::SmallVector<std::pair<const Symbol *, int64_t>, 8> Excluded;
    for (const auto &Succ : Block->succs()) {
      const CFGBlock *Next = Succ.getReachableBlock();
      if (!Next)
        continue;
      const auto *Case = dyn_cast_or_null<CaseStmt>(Next->getLabel());
      if (!Case) {
        Default = Next;
        continue;
      }
      // Consecutive labels share a block chain; each has its own value.
      std::optional<int64_t> Known = caseValue(Case, Context);
      if (!Known)
        continue;
      int64_t Wanted = *Known;
      if (V.isInt()) {
        if (V.I != Wanted)
          continue;
        Matched = true;
        Go(Next, S);
        break;
      }
      Value Constant = Value::integer(Wanted, nullptr, nullptr);
      Value Is = compare(BO_EQ, V, Constant, Switch->getCond(), Scope, S);
      if (Is = resolve(Is, S); Is.isInt() && Is.I == 0)
        continue;
      Value IsNot = compare(BO_NE, V, Constant, Switch->getCond(), Scope, S);
      noteTest(Is, false);
      if (Is.K == Value::Symbolic)
        Excluded.push_back({Is.Sym, 0});
      if (IsNot.K == Value::Symbolic)
        Excluded.push_back({IsNot.Sym, 1});
      State Taken = S;
      guard(Taken, Switch->getCond(), true, Scope,
            V.K == Value::Symbolic ? V.Sym : nullptr, Wanted, Case);
      if (V.K == Value::Symbolic)
        learn(Taken, V.Sym, Constraint{true, Wanted});
      Go(Next, std::move(Taken));
    }
    if (Default && !Matched) {
      if (!V.isInt())
        guard(S, Switch->getCond(), false, Scope,
              V.K == Value::Symbolic ? V.Sym : nullptr, std::nullopt, Switch);
      for (auto &[Test, Answer] : Excluded)
        learn(S, Test, Constraint{true, Answer});
      Go(Default, std::move(S));
    }
    return;
  }
  const Expr *Condition = Block->getLastCondition();
  if (!Condition || Block->succ_size() != 2) {
    for (const auto &Succ : Block->succs())
      if (const CFGBlock *Next = Succ.getReachableBlock())
        Go(Next, S);
    return;
  }
  Value V = resolve(evaluate(Condition, Scope, S).nullness(), S);
  // What is tested in some builds only is not tested.
  bool Asserted = isAsserted(Condition);
  if (!Asserted)
    noteTest(V, false);
  std::optional<bool> Known = truth(V, S);
  // The ways through a macro that logs are all the same, and mostly tell nobody
  // but its readers anything.
  bool AllSame = !Known && !Tired && !isLoop(T) && messageMacro(T).isValid();
  if (AllSame && !isForMessage(T, *B.Parents)) {
    Between Ways = behind(Block, Scope);
    if (Ways.Meet)
      return Go(Ways.Meet, std::move(S));
    AllSame = !Ways.Acts;
  }
  // What decides on messages only is no part of how a callback decides.
  bool Guards = !Asserted && !(Judging && !Known && !mayMatter(Block, Scope));
  if (Tired && Known && *Known && Successor(1) && decidesLoop(T, *B.Parents)) {
    uncount(T, Scope, B, S);
    Known = std::nullopt;
    V = Value::unknown();
  }
  for (bool Taken : {true, false}) {
    const CFGBlock *Next = Successor(Taken ? 0 : 1);
    if (!Next || (Known && *Known != Taken) || (AllSame && !Taken))
      continue;
    bool Repeats = !Known && Taken && Round + 1 >= UnknownIterations &&
                   decidesLoop(T, *B.Parents) &&
                   !hasKnownEnd(T, Condition, Scope, B, S);
    if (Repeats && Round >= UnknownIterations)
      continue;
    State Way = S;
    if (Repeats)
      uncount(T, Scope, B, Way);
    if (!Known) {
      if (Guards && !AllSame)
        guard(Way, Condition, Taken, Scope,
              V.K == Value::Symbolic ? V.Sym : nullptr);
      if (!AllSame)
        assume(Way, V, Taken);
    } else if (const Symbol *Earlier =
                   V.K == Value::Symbolic ? V.Sym : V.LearntFrom) {
      // Decided by an earlier branch on the same value: still a choice.
      guard(Way, Condition, Taken, Scope, Earlier, std::nullopt, nullptr,
            Guard::Decided);
    } else if (V.Chosen && !isLoop(T)) {
      guard(Way, Condition, Taken, Scope, nullptr, std::nullopt, nullptr,
            Guard::Chosen);
    }
    if (isControlExpr(T)) {
      Decision D;
      D.Taken = Taken;
      D.Cause = V;
      D.Cause.Chosen = !Known;
      Way.Decisions = DecisionFactory.add(Way.Decisions, T, D);
    } else if (Known && V.At && V.AtFrame && V.AtFrame != Scope &&
               isPassedConstant(V)) {
      Decision D;
      D.Taken = Taken;
      D.Cause = V;
      Way.Causes = DecisionFactory.add(Way.Causes, T, D);
    }
    Go(Next, std::move(Way));
  }
}
