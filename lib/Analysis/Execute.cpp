//===--- Execute.cpp - which paths are there ------------------------------===//
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

namespace {
/// Elements that one root function may take, calls followed included.
constexpr unsigned StepBudget = 20000;
/// Elements that all roots of a unit may take.
constexpr unsigned UnitBudget = 150000;
/// Blocks of a function that is worth following.
constexpr unsigned BlockBudget = 2500;
/// States that wait at one block before they are joined.
constexpr unsigned StateCap = 12;
/// Visits of one block in one activation.
constexpr unsigned VisitCap = 90;
/// Iterations of a loop whose condition is unknown. In the last one, what the
/// loop counts may be anything.
constexpr unsigned UnknownIterations = 2;
/// Nesting of followed calls.
constexpr unsigned DepthCap = 9;
} // namespace

static bool isControlExpr(const Stmt *S) {
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(S))
    return B->isLogicalOp();
  return isa_and_nonnull<AbstractConditionalOperator>(S);
}

/// The statement (or whole expression) that \p S is a part of.
static const Stmt *topOf(const Stmt *S, const ParentMap &Parents) {
  while (const Stmt *P = Parents.getParent(S)) {
    if (isa<DeclStmt>(P) || isa<ReturnStmt>(P))
      return P;
    if (!isa<Expr>(P))
      return S;
    S = P;
  }
  return S;
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
      Initialises[strip(I)] = V;
    if (V->getType()->isReferenceType() && V->getInit())
      taken(V->getInit());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->getOpcode() == UO_AddrOf)
      taken(E->getSubExpr());
    return true;
  }
  static const Expr *strip(const Expr *E) {
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
        B->InitField[BodyScanner::strip(Init)] = I->getAnyMember();
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

bool Engine::canFollow(const FunctionDecl *F, const Frame *Scope) const {
  if (!Scope || Scope->Depth >= DepthCap)
    return false;
  const FunctionDecl *Canonical = F->getCanonicalDecl();
  for (const Frame *S = Scope; S; S = S->Parent)
    if (S->Function && S->Function->getCanonicalDecl() == Canonical)
      return false;
  return true;
}

const Guard *Engine::guard(State &S, const Expr *Condition, bool Taken,
                           const Frame *Scope, const Symbol *Sym,
                           std::optional<int64_t> Case, const Stmt *Label) {
  Guard Key;
  Key.Previous = S.Guards;
  Key.Condition = Condition;
  Key.Taken = Taken;
  Key.Scope = Scope;
  Key.Sym = Sym;
  Key.Case = Case;
  Key.CaseLabel = Label;
  Key.Length = S.Guards ? S.Guards->Length + 1 : 1;
  S.Guards = makeUnique(GuardSet, Key, Memory).first;
  return S.Guards;
}

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

/// The paths that \p From leads to differ from others in what they do: the
/// results that were tested on the way matter.
void Engine::noteEffective(const Guard *From, const Guard *Until) {
  if (Muted)
    return;
  for (; From && From != Until; From = From->Previous)
    if (From->Sym) {
      auto It = Outcomes.find(From->Sym->base());
      if (It != Outcomes.end())
        It->second.Effective = true;
    }
}

static bool areComplements(const Guard *A, const Guard *B) {
  return A && B && A != B && A->Previous == B->Previous &&
         A->Condition == B->Condition && A->Scope == B->Scope &&
         A->Taken != B->Taken && !A->CaseLabel && !B->CaseLabel;
}

static unsigned evidenceIn(const Guard *G, const Guard *Until) {
  unsigned N = 0;
  for (; G && G != Until; G = G->Previous)
    N += !G->Sym || G->Sym->Evidence;
  return N;
}

/// True if nothing that a report could tell, nor a condition decide, is lost
/// with the value \p V: it is a name for what is unknown.
bool Engine::isOpen(const Value *V) const {
  if (!V || V->K == Value::Unknown)
    return true;
  if (V->K != Value::Symbolic)
    return false;
  return Outcomes.find(V->Sym->base()) == Outcomes.end();
}

/// True if two ways on which \p R holds \p A and \p B may become one: neither
/// is known, or they are numbers that no operand of the catalog is made from.
bool Engine::mayBeOne(const Region *R, const Value *A, const Value *B) const {
  bool OpenA = isOpen(A), OpenB = isOpen(B);
  if (OpenA && OpenB)
    return true;
  if (!(OpenA || A->isInt()) || !(OpenB || B->isInt()))
    return false;
  bool Local = R->K == Region::Variable && R->Scope;
  while (R && !R->decl())
    R = R->Base;
  if (!R || Operanded.contains(R->decl()))
    return false;
  if (!Local)
    return true;
  // What went wrong is not decided by much, whether something did is.
  return A && B && A->isInt() && B->isInt() &&
         (A->I == B->I || (A->I != 0 && B->I != 0 && (A->I < 0) == (B->I < 0)));
}

/// True if \p A and \p B are the same, guards and the like aside, or differ in
/// nothing but what may become one in memory: \p All tells in what.
bool Engine::differOpenly(const State &A, const State &B,
                          Differences &All) const {
  return A.sameAside(B) &&
         eachDifference(A.Env, B.Env,
                        [&](const Region *R, const Value *VA, const Value *VB) {
                          All.push_back({R, VA, VB});
                          // How a callback decides is taken apart.
                          return !Judging && mayBeOne(R, VA, VB);
                        });
}

/// Gives what two ways know different things of one name in \p S.
void Engine::nameDifferences(llvm::ArrayRef<Difference> All, State &S) {
  llvm::SmallVector<std::pair<const Region *, Value>, 8> Named;
  for (const Difference &D : All) {
    bool Numbers = D.A && D.B && D.A->isInt() && D.B->isInt();
    if (Numbers && D.A->I == D.B->I) {
      Named.push_back({D.Place, *D.A});
      continue;
    }
    Symbol Key;
    Key.K = Symbol::Merge;
    Key.Place = D.Place;
    for (const Value *V : {D.A, D.B}) {
      Value Now = V ? *V : loadInitial(D.Place, QualType(), S);
      if (Now.K == Value::Unknown)
        Key.Evidence = true;
      if (Now.K != Value::Symbolic)
        continue;
      Key.Evidence |= Now.Sym->Evidence;
      Key.Constant |= isChoice(*Now.Sym->base());
    }
    const Symbol *Sym = freshSymbol(Key, S);
    if (Numbers && D.A->I != 0 && D.B->I != 0)
      learn(S, Sym, Constraint{false, 0});
    Named.push_back({D.Place, Value::symbolic(Sym)});
  }
  for (auto &[Place, V] : Named)
    S.Env = EnvFactory.add(S.Env, Place, V);
}

/// True if all that can follow from \p S at a block followed from one of the
/// states \p Before that were there: a loop found nothing new. Else \p S is one
/// of them from now on.
bool Engine::wasHere(llvm::SmallVectorImpl<State> &Before, const State &S) {
  for (const State &P : Before) {
    Differences All;
    if (!differOpenly(P, S, All) || !llvm::all_of(All, [](const Difference &D) {
          return D.A && D.A->K == Value::Symbolic &&
                 D.A->Sym->K == Symbol::Merge && D.A->Sym->Place == D.Place;
        }))
      continue;
    if (Judging && P.Guards != S.Guards)
      continue;
    bool KnewMore = false;
    for (auto It = P.Constraints.begin();
         It != P.Constraints.end() && !KnewMore; ++It) {
      const Constraint *Now = S.Constraints.lookup(It.getKey());
      KnewMore = !Now || !(*Now == It.getData());
    }
    if (KnewMore)
      continue;
    const Guard *Common = commonGuards(P.Guards, S.Guards);
    noteEffective(P.Guards, Common);
    noteEffective(S.Guards, Common);
    return true;
  }
  Before.push_back(S);
  return false;
}

/// Adds a state to those that wait at a block. States that differ only in
/// which way an unknown condition went are one state: what happened on the
/// two ways has no lasting effect.
void Engine::addState(llvm::SmallVectorImpl<State> &Pending, State S,
                      unsigned Cap, const Frame *Scope) {
  for (unsigned I = 0; I < Pending.size();) {
    State &P = Pending[I];
    Differences Open;
    if (!differOpenly(P, S, Open)) {
      ++I;
      continue;
    }
    const Guard *Common = commonGuards(P.Guards, S.Guards);
    // Which conditions led here only matters where a callback's decision is
    // taken apart; elsewhere, what is the same from here on is the same.
    bool Exact = !Judging || P.Guards == S.Guards ||
                 areComplements(P.Guards, S.Guards) || Common == P.Guards ||
                 Common == S.Guards;
    bool Lossy = !Exact && Pending.size() + 1 >= Cap;
    if (!Exact && !Lossy) {
      ++I;
      continue;
    }
    bool Differ = llvm::any_of(Open, [](const Difference &D) {
      return !D.A || !D.B || !D.A->same(*D.B);
    });
    if (Differ || P.Effects != S.Effects) {
      noteEffective(P.Guards, Common);
      noteEffective(S.Guards, Common);
      S.Effects = llvm::hash_combine(std::min(P.Effects, S.Effects),
                                     std::max(P.Effects, S.Effects));
    } else if (P.Guards != S.Guards) {
      noteMeeting(P.Guards, S.Guards, Common);
    }
    if (Exact)
      S.Guards = Common;
    else if (evidenceIn(P.Guards, Common) <= evidenceIn(S.Guards, Common))
      S.Guards = P.Guards;
    if (!State::same(P.Constraints, S.Constraints)) {
      auto Kept = ConstraintFactory.getEmptyMap();
      for (auto It = P.Constraints.begin(); It != P.Constraints.end(); ++It)
        if (const Constraint *Other = S.Constraints.lookup(It.getKey()))
          if (*Other == It.getData())
            Kept = ConstraintFactory.add(Kept, It.getKey(), It.getData());
      S.Constraints = Kept;
    }
    if (!State::same(P.Causes, S.Causes))
      S.Causes = DecisionFactory.getEmptyMap();
    nameDifferences(Open, S);
    // The merged state may now be the complement of another one.
    Pending.erase(Pending.begin() + I);
    I = 0;
  }
  if (Pending.size() < Cap) {
    Pending.push_back(std::move(S));
    return;
  }
  // What differs is lost in one of them. What the current activation found out
  // last is what the next call may be judged by: it is kept as long as there
  // are two that agree on it.
  auto Distance = [&](const State &A, const State &B, unsigned Least) {
    unsigned D = State::same(A.Slots, B.Slots) ? 0 : 1;
    D += State::same(A.Decisions, B.Decisions) ? 0 : 2;
    D += A.Returned.same(B.Returned) ? 0 : 2;
    if (D < Least)
      D += A.Exprs == B.Exprs ? 0 : 2;
    if (D < Least)
      eachDifference(A.Env, B.Env,
                     [&](const Region *R, const Value *VA, const Value *VB) {
                       const Region *Root = R->root();
                       if (Root->K == Region::Variable &&
                           Root->Scope == Scope && !mayBeOne(R, VA, VB))
                         D += 2;
                       return D < Least;
                     });
    return D;
  };
  constexpr unsigned Near = 2;
  Pending.push_back(std::move(S));
  size_t First = 0, Second = Pending.size() - 1;
  unsigned Least = ~0u;
  auto Try = [&](size_t I, size_t J) {
    if (unsigned D = Distance(Pending[I], Pending[J], Least); D < Least) {
      Least = D;
      First = I;
      Second = J;
    }
  };
  for (size_t I = 0; I + 1 < Pending.size() && Least >= Near; ++I)
    Try(I, Pending.size() - 1);
  // Those that came one after the other are most alike.
  for (size_t I = 0; I + 2 < Pending.size() && Least >= Near; ++I)
    Try(I, I + 1);
  State A = std::move(Pending[First]), B = std::move(Pending[Second]);
  Pending.erase(Pending.begin() + Second);
  Pending.erase(Pending.begin() + First);
  addState(Pending, join(A, B), Cap, Scope);
}

/// One state in place of two, when there are too many: what differs becomes
/// unknown.
State Engine::join(const State &A, const State &B) {
  State S = A;
  Differences All;
  const Guard *Common = commonGuards(A.Guards, B.Guards);
  noteEffective(A.Guards, Common);
  noteEffective(B.Guards, Common);
  S.Guards = Common;
  eachDifference(A.Env, B.Env,
                 [&](const Region *R, const Value *VA, const Value *VB) {
                   if (!VA || !VB || !VA->same(*VB))
                     All.push_back({R, VA, VB});
                   return true;
                 });
  for (auto It = A.Exprs.begin(); It != A.Exprs.end(); ++It) {
    const Value *Other = B.Exprs.lookup(It.getKey());
    if (!Other || !Other->same(It.getData()))
      S.Exprs = ExprFactory.add(S.Exprs, It.getKey(), Value::unknown());
  }
  for (auto It = A.Slots.begin(); It != A.Slots.end(); ++It) {
    const Slot *Other = B.Slots.lookup(It.getKey());
    if (!Other || !(*Other == It.getData())) {
      // An explicit insecure write must not get lost.
      Slot Kept{Slot::Unknown, nullptr};
      if (It.getData().K == Slot::Insecure) {
        Kept = It.getData();
        // Each of two is reported.
        if (Other && Other->K == Slot::Insecure && Other->Where && !Muted)
          CutShort.insert({Other->Where, It.getKey().first, false});
      } else if (Other && Other->K == Slot::Insecure)
        Kept = *Other;
      S.Slots = SlotFactory.add(S.Slots, It.getKey(), Kept);
    }
  }
  for (auto It = B.Slots.begin(); It != B.Slots.end(); ++It)
    if (!A.Slots.lookup(It.getKey()))
      S.Slots = SlotFactory.add(S.Slots, It.getKey(),
                                It.getData().K == Slot::Insecure
                                    ? It.getData()
                                    : Slot{Slot::Unknown, nullptr});
  for (auto It = B.Objects.begin(); It != B.Objects.end(); ++It) {
    Object O = It.getData();
    if (const Object *Other = A.Objects.lookup(It.getKey())) {
      O.Escaped |= Other->Escaped;
      O.Used |= Other->Used;
    }
    S.Objects = ObjectFactory.add(S.Objects, It.getKey(), O);
  }
  S.Constraints = ConstraintFactory.getEmptyMap();
  nameDifferences(All, S);
  if (!State::same(A.Decisions, B.Decisions))
    S.Decisions = DecisionFactory.getEmptyMap();
  S.Causes = DecisionFactory.getEmptyMap();
  S.Caller = join(A.Caller, B.Caller);
  if (!A.Returned.same(B.Returned))
    S.Returned = Value::unknown();
  S.Effects = llvm::hash_combine(A.Effects, B.Effects);
  S.Accepted = A.Accepted && B.Accepted;
  S.Rejected = A.Rejected || B.Rejected;
  return S;
}

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

void Engine::pruneForBlock(State &S, const Body &B, const CFGBlock *Block) {
  const auto &Tops = B.BlockTops[Block->getBlockID()];
  auto Stale = [&](const Stmt *E) {
    return !Tops.contains(topOf(E, *B.Parents));
  };
  // Assignments inside of expressions happen anew each time.
  auto Happens = [](const Stmt *E) {
    const auto *A = dyn_cast<BinaryOperator>(E);
    const auto *U = dyn_cast<UnaryOperator>(E);
    return (A && A->isAssignmentOp()) || (U && U->isIncrementDecrementOp());
  };
  llvm::SmallVector<const Stmt *, 16> Drop;
  for (auto It = S.Exprs.begin(); It != S.Exprs.end(); ++It)
    if (B.Parents->hasParent(It.getKey()) &&
        (Stale(It.getKey()) || Happens(It.getKey())))
      Drop.push_back(It.getKey());
  for (const Stmt *E : Drop)
    S.Exprs = ExprFactory.remove(S.Exprs, E);
  Drop.clear();
  for (auto It = S.Decisions.begin(); It != S.Decisions.end(); ++It)
    if (B.Parents->hasParent(It.getKey()) && Stale(It.getKey()))
      Drop.push_back(It.getKey());
  for (const Stmt *E : Drop)
    S.Decisions = DecisionFactory.remove(S.Decisions, E);
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
                    State S, unsigned Round,
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
      Expr::EvalResult R;
      if (Case->getLHS()->isValueDependent() ||
          !Case->getLHS()->EvaluateAsInt(R, Context))
        continue;
      int64_t Wanted = R.Val.getInt().getExtValue();
      if (V.isInt()) {
        if (V.I != Wanted)
          continue;
        Matched = true;
        Go(Next, S);
        break;
      }
      Value Constant = Value::integer(Wanted, nullptr, nullptr);
      Value Is = compare(BO_EQ, V, Constant, Switch->getCond(), Scope, S);
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
  Value V = resolve(evaluate(Condition, Scope, S), S);
  noteTest(V, false);
  std::optional<bool> Known = truth(V, S);
  for (bool Taken : {true, false}) {
    const CFGBlock *Next = Successor(Taken ? 0 : 1);
    if (!Next || (Known && *Known != Taken))
      continue;
    bool Repeats = !Known && Taken && Round + 1 >= UnknownIterations &&
                   decidesLoop(T, *B.Parents);
    if (Repeats && Round >= UnknownIterations)
      continue;
    State Way = S;
    if (Repeats)
      uncount(T, Scope, B, Way);
    if (!Known) {
      guard(Way, Condition, Taken, Scope,
            V.K == Value::Symbolic ? V.Sym : nullptr);
      assume(Way, V, Taken);
    } else if (const Symbol *Earlier =
                   V.K == Value::Symbolic ? V.Sym : V.LearntFrom) {
      // Decided by an earlier branch on the same value: still a choice.
      guard(Way, Condition, Taken, Scope, Earlier);
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

void Engine::declare(const DeclStmt *D, const Frame *Scope, State &S) {
  for (const Decl *Each : D->decls()) {
    const auto *V = dyn_cast<VarDecl>(Each);
    if (!V || V->isInvalidDecl())
      continue;
    const Region *R = Regions.variable(V, Scope);
    if (V->isStaticLocal())
      continue;
    // An object was constructed there just before; anything else is new.
    if (!V->getType()->isRecordType() || !V->getInit() ||
        !isa<CXXConstructExpr>(BodyScanner::strip(V->getInit())))
      S.Env = EnvFactory.remove(S.Env, R);
    if (const Expr *Init = V->getInit())
      initialise(R, V->getType(), Init, Scope, S);
  }
}

void Engine::initialise(const Region *R, QualType T, const Expr *Init,
                        const Frame *Scope, State &S) {
  if (const auto *D = dyn_cast<CXXDefaultInitExpr>(Init))
    Init = D->getExpr();
  const Expr *Plain = Init->IgnoreImplicit()->IgnoreParens();
  if (T->isReferenceType()) {
    if (const Region *Place = lvalue(Init, Scope, S))
      store(R, Value::address(Place), S);
    else
      store(R, evaluate(Init, Scope, S), S);
    return;
  }
  if (const auto *C = dyn_cast<CompoundLiteralExpr>(Plain))
    Plain = C->getInitializer()->IgnoreParens();
  if (const auto *L = dyn_cast<InitListExpr>(Plain)) {
    if (const InitListExpr *Semantic = L->getSemanticForm())
      L = Semantic;
    if (L->isTransparent() && L->getNumInits() == 1) {
      initialise(R, T, L->getInit(0), Scope, S);
      return;
    }
    auto Part = [&](const Region *Place, QualType PT, const Expr *E) {
      initialiseElement(Place, PT, E, L, Scope, S);
    };
    if (const auto *Record = T->getAsRecordDecl()) {
      unsigned I = 0;
      if (Record->isUnion()) {
        if (const FieldDecl *F = L->getInitializedFieldInUnion())
          if (L->getNumInits())
            Part(Regions.field(R, F), F->getType(), L->getInit(0));
        return;
      }
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
        I += Class->getNumBases();
      for (const FieldDecl *F : Record->fields()) {
        if (F->isUnnamedBitField())
          continue;
        if (I >= L->getNumInits())
          break;
        const Expr *E = L->getInit(I++);
        if (const auto *D = dyn_cast<CXXDefaultInitExpr>(E))
          E = D->getExpr();
        Part(Regions.field(R, F), F->getType(), E);
        if (Naming.find(F))
          writeField(F, E, E, evaluate(E, Scope, S), R, Scope, S);
      }
      return;
    }
    if (const auto *A = Context.getAsArrayType(T)) {
      for (unsigned I = 0; I < L->getNumInits() && I < 256; ++I)
        Part(Regions.element(R, I), A->getElementType(), L->getInit(I));
      return;
    }
    if (L->getNumInits() == 1)
      initialise(R, T, L->getInit(0), Scope, S);
    return;
  }
  Value V = evaluate(Init, Scope, S);
  if (V.K == Value::Address && T->isRecordType()) {
    if (V.Place == R)
      return;
    const Region *From = forward(V.Place, S);
    if (From == R)
      return;
    // An aggregate is copied; a handle object, a string or a smart pointer
    // goes by its identity.
    const auto *CopiedClass = T->getAsCXXRecordDecl();
    bool ByParts =
        !CopiedClass || CopiedClass->isAggregate() || hasFields(CopiedClass);
    if (ByParts && !S.Objects.lookup(From)) {
      llvm::SmallVector<std::pair<const FieldDecl *, Value>, 8> Members;
      if (const RecordDecl *RD = T->getAsRecordDecl())
        for (const FieldDecl *Member : RD->fields())
          Members.push_back({Member, load(Regions.field(From, Member),
                                          Member->getType(), S)});
      for (auto &[Member, MemberValue] : Members)
        store(Regions.field(R, Member), MemberValue, S);
      return;
    }
  }
  store(R, V, S);
}

Engine::States Engine::executeElement(const CFGElement &E, const Frame *Scope,
                                      const Body &B, State S) {
  ++Steps;
  if (auto I = E.getAs<CFGInitializer>()) {
    const CXXCtorInitializer *Init = I->getInitializer();
    if (!Init->isAnyMemberInitializer() || !Init->getInit())
      return {std::move(S)};
    const FieldDecl *F = Init->getAnyMember();
    const Region *Place = Regions.field(thisRegion(Scope, S), F);
    initialise(Place, F->getType(), Init->getInit(), Scope, S);
    return {std::move(S)};
  }
  auto CS = E.getAs<CFGStmt>();
  if (!CS)
    return {std::move(S)};
  const Stmt *St = CS->getStmt();
  if (const auto *D = dyn_cast<DeclStmt>(St)) {
    declare(D, Scope, S);
    return {std::move(S)};
  }
  if (const auto *R = dyn_cast<ReturnStmt>(St)) {
    S.HasReturned = true;
    S.ReturnAt = R;
    if (const Expr *V = R->getRetValue()) {
      if (Scope->Function &&
          Scope->Function->getReturnType()->isReferenceType()) {
        const Region *Place = lvalue(V, Scope, S);
        S.Returned = Place ? Value::address(Place) : evaluate(V, Scope, S);
      } else {
        S.Returned = resolve(evaluate(V, Scope, S), S);
        // Which call it is the result of may matter (a digest).
        if (S.Returned.K == Value::Symbolic && S.Returned.ResultOf &&
            !S.Returned.At) {
          S.Returned.At = V;
          S.Returned.AtFrame = Scope;
        }
        // A constant of the caller chose which constant comes back.
        if (S.Returned.AtFrame == Scope && !S.Causes.isEmpty())
          for (const Stmt *P = B.Parents->getParent(R); P;
               P = B.Parents->getParent(P))
            if (const Decision *D = S.Causes.lookup(P)) {
              S.Returned.At = D->Cause.At;
              S.Returned.AtFrame = D->Cause.AtFrame;
              break;
            }
      }
    }
    return {std::move(S)};
  }
  if (const auto *X = dyn_cast<Expr>(St))
    return executeExpr(X, Scope, std::move(S));
  return {std::move(S)};
}

/// True if \p E stands under an `if` or `switch` of its function.
bool Engine::underBranch(const Expr *E, const Frame *Scope) {
  const Body *B = Scope->Function ? body(Scope->Function) : nullptr;
  if (!B)
    return false;
  for (const Stmt *P = B->Parents->getParent(E); P;
       P = B->Parents->getParent(P))
    if (isa<IfStmt>(P) || isa<SwitchStmt>(P))
      return true;
  return false;
}

/// True if a choice of the person who runs the program leads to \p E.
bool Engine::underChoice(const Expr *E, const Frame *Scope, const State &S) {
  for (const Guard *G = S.Guards; G; G = G->Previous)
    if (isChoice(*G) && encloses(*G, E, Scope))
      return true;
  return false;
}

/// Assigns, and answers what was assigned.
Value Engine::assign(const BinaryOperator *B, const Frame *Scope, State &S) {
  Value V = resolve(evaluate(B->getRHS(), Scope, S), S);
  const Region *Place = lvalue(B->getLHS(), Scope, S);
  const Expr *Left = B->getLHS()->IgnoreParenImpCasts();
  if (B->isCompoundAssignmentOp()) {
    noteEscaped(V);
    Value Old = resolve(evaluate(B->getLHS(), Scope, S), S);
    noteEscaped(Old);
    Value New = Value::unknown();
    if (Old.isInt() && V.isInt()) {
      New = V;
      switch (B->getOpcode()) {
      case BO_OrAssign:
        New.I = Old.I | V.I;
        break;
      case BO_AndAssign:
        New.I = Old.I & V.I;
        break;
      case BO_AddAssign:
        New.I = Old.I + V.I;
        break;
      case BO_SubAssign:
        New.I = Old.I - V.I;
        break;
      case BO_XorAssign:
        New.I = Old.I ^ V.I;
        break;
      default:
        New = Value::unknown();
      }
      // The piece that was added is the place, unless a caller gave it.
      if (New.isInt() && V.isInt() && V.I == 0) {
        New = Old;
      } else if (New.isInt() && New.AtFrame == Scope) {
        if (!V.Sticky)
          New.At = B->getRHS();
        New.Sticky = true;
        New.Chosen |= underChoice(B, Scope, S);
      }
    }
    V = New;
  } else if (isa<DeclRefExpr>(Left) && V.AtFrame == Scope &&
             (V.isInt() || V.K == Value::String) && underBranch(B, Scope)) {
    // A local that a branch sets: the branch is the place.
    V.Sticky = true;
    V.Chosen |= underChoice(B, Scope, S);
  } else if (isa<MemberExpr>(Left) || isa<ArraySubscriptExpr>(Left)) {
    // The line that fills the member is the line to change.
    if (!V.AtFrame || V.AtFrame == Scope) {
      if (!V.Sticky)
        V.At = B->getRHS();
      V.AtFrame = Scope;
      V.Sticky = true;
      V.Chosen |= underChoice(B, Scope, S);
    }
  }
  // Whoever looks at anything but a local may test it.
  if (!Place || Place->isShared() || !isa<DeclRefExpr>(Left))
    noteEscaped(V);
  if (Place) {
    store(Place, V, S);
    notePlace(Place, V, S);
  }
  if (const auto *M = dyn_cast<MemberExpr>(Left)) {
    if (Naming.find(M->getMemberDecl()))
      writeField(M->getMemberDecl(), B, B->getRHS(), V,
                 lvalue(M->getBase(), Scope, S), Scope, S);
    // Others reach the object there, later: only what is given to unseen code
    // before it is used is out of sight.
    bool Outside = Place && Place->isShared();
    for (const Region *X = Place; X; X = X->Base)
      Outside |= X->K == Region::Pointee;
    if (Outside)
      if (const Region *R = pointedTo(V))
        markLeft(R, S);
  }
  S.Exprs = ExprFactory.add(S.Exprs, B, V);
  return V;
}

static bool isCall(const Stmt *S) {
  return isa<CallExpr, CXXConstructExpr, CXXNewExpr>(S);
}

static bool isUnclear(const Expr *E) {
  return E->isValueDependent() || E->isTypeDependent() || E->containsErrors();
}

Engine::States Engine::executeExpr(const Expr *E, const Frame *Scope, State S) {
  if (isUnclear(E))
    return {std::move(S)};
  if (isCall(E)) {
    States Now;
    Now.push_back(std::move(S));
    return executeCalls(E, Scope, std::move(Now));
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp()) {
    assign(B, Scope, S);
    return {std::move(S)};
  }
  Value V = evaluate(E, Scope, S, /*Force=*/true);
  if (isa<DeclRefExpr>(E))
    useName(cast<DeclRefExpr>(E), Scope, S);
  S.Exprs = ExprFactory.add(S.Exprs, E, V);
  return {std::move(S)};
}

static bool throws(const CFGBlock &Block) {
  return llvm::any_of(Block, [](const CFGElement &E) {
    auto S = E.getAs<CFGStmt>();
    return S && isa<CXXThrowExpr>(S->getStmt());
  });
}

/// \p S enters another activation; \p By holds what it leaves.
void Engine::suspend(State &S, llvm::IntrusiveRefCntPtr<Suspended> By) {
  S.Caller = std::move(By);
  S.Exprs = ExprFactory.getEmptyMap();
  S.Decisions = DecisionFactory.getEmptyMap();
  S.HasReturned = false;
  S.Returned = Value::unknown();
  S.ReturnAt = nullptr;
}

/// One in place of two: what differs becomes unknown.
llvm::IntrusiveRefCntPtr<Suspended>
Engine::join(const llvm::IntrusiveRefCntPtr<Suspended> &A,
             const llvm::IntrusiveRefCntPtr<Suspended> &B) {
  if (A == B || !A || !B)
    return A;
  A->Joined = B->Joined = true;
  auto Both = llvm::makeIntrusiveRefCnt<Suspended>(*A);
  for (auto It = A->Exprs.begin(); It != A->Exprs.end(); ++It) {
    const Value *Other = B->Exprs.lookup(It.getKey());
    if (!Other || !Other->same(It.getData()))
      Both->Exprs = ExprFactory.add(Both->Exprs, It.getKey(), Value::unknown());
  }
  if (!State::same(A->Decisions, B->Decisions))
    Both->Decisions = DecisionFactory.getEmptyMap();
  if (!State::same(A->Causes, B->Causes))
    Both->Causes = DecisionFactory.getEmptyMap();
  Both->Guards = commonGuards(A->Guards, B->Guards);
  if (!A->Returned.same(B->Returned))
    Both->Returned = Value::unknown();
  Both->Outer = join(A->Outer, B->Outer);
  return Both;
}

Engine::States Engine::execute(const FunctionDecl *F, const Frame *Scope,
                               State Entry) {
  States Entries;
  auto By = llvm::makeIntrusiveRefCnt<Suspended>(Entry, nullptr);
  suspend(Entry, std::move(By));
  Entries.push_back(std::move(Entry));
  return execute(F, Scope, std::move(Entries));
}

/// The states with which \p F ends when it begins with \p Entries, which are
/// suspended. They still tell who suspended them.
Engine::States Engine::execute(const FunctionDecl *F, const Frame *Scope,
                               States Entries) {
  const Body *B = body(F);
  if (!B)
    return {};
  Activity Doing(B->Name);
  Covered.insert(F->getCanonicalDecl());
  std::map<unsigned, std::pair<const CFGBlock *, llvm::SmallVector<State, 4>>>
      Work;
  llvm::DenseMap<const CFGBlock *, unsigned> Visits, Rounds;
  llvm::DenseMap<const CFGBlock *, llvm::SmallVector<State, 4>> Before;
  States Ends;
  const CFGBlock *Exit = &B->Graph->getExit();
  auto Go = [&](const CFGBlock *Next, State S) {
    if (Next == Exit) {
      S.Exprs = S.Caller->Exprs;
      S.Decisions = S.Caller->Decisions;
      S.Causes = S.Caller->Causes;
      addState(Ends, std::move(S), StateCap, Scope);
      return;
    }
    pruneForBlock(S, *B, Next);
    for (const VarDecl *V : B->Unread[Next->getBlockID()])
      S.Env = EnvFactory.remove(S.Env, Regions.variable(V, Scope));
    auto &Slot = Work[B->Order[Next->getBlockID()]];
    Slot.first = Next;
    addState(Slot.second, std::move(S), StateCap, Scope);
  };
  for (State &Entry : Entries)
    Go(&B->Graph->getEntry(), std::move(Entry));
  while (!Work.empty()) {
    auto It = Work.begin();
    const CFGBlock *Block = It->second.first;
    llvm::SmallVector<State, 4> Batch = std::move(It->second.second);
    Work.erase(It);
    unsigned Round = Rounds[Block]++;
    States Now;
    for (State &S : Batch) {
      if (B->LoopHeads.test(Block->getBlockID()) && wasHere(Before[Block], S))
        continue;
      if (Steps > StepBudget || UnitSteps + Steps > UnitBudget ||
          ++Visits[Block] > VisitCap) {
        BudgetHit = true;
        cutShort(S);
        continue;
      }
      Now.push_back(std::move(S));
    }
    const Stmt *Last = Block->getTerminatorCondition(false);
    const Stmt *Kept = Last ? topOf(Last, *B->Parents) : nullptr;
    for (const CFGElement &E : *Block) {
      if (Now.empty())
        break;
      auto St = E.getAs<CFGStmt>();
      // The values of its parts go with a whole statement.
      bool Whole = St && St->getStmt() != Kept &&
                   B->Parents->getParent(St->getStmt()) &&
                   topOf(St->getStmt(), *B->Parents) == St->getStmt();
      States Next;
      if (!B->Choices.empty()) {
        for (State &Each : Now)
          Next.append(choose(E, Scope, *B, std::move(Each)));
        Now = std::move(Next);
        Next.clear();
      }
      if (St && isCall(St->getStmt()) &&
          !isUnclear(cast<Expr>(St->getStmt()))) {
        Steps += Now.size();
        States After =
            executeCalls(cast<Expr>(St->getStmt()), Scope, std::move(Now));
        if (After.size() <= StateCap)
          Next = std::move(After);
        else
          for (State &Each : After)
            addState(Next, std::move(Each), StateCap, Scope);
      } else {
        for (State &Each : Now)
          Next.append(executeElement(E, Scope, *B, std::move(Each)));
      }
      if (Whole)
        for (State &Each : Next)
          Each.Exprs = ExprFactory.getEmptyMap();
      Now = std::move(Next);
    }
    bool IsLast = Block->hasNoReturnElement() || throws(*Block);
    for (State &Each : Now) {
      // Where the path ends, whatever led to it matters.
      if (IsLast)
        noteEffective(Each.Guards, nullptr);
      else
        branch(Block, Scope, *B, std::move(Each), Round, Go);
    }
  }
  // What lived in this activation ends with it.
  if (Scope->Parent) {
    States Left;
    for (State &S : Ends) {
      forget(S, Scope);
      addState(Left, std::move(S), StateCap, Scope);
    }
    return Left;
  }
  return Ends;
}

/// Drops what nothing refers to any more once the activation \p Scope is
/// over, so that paths that only differed in that become one again.
void Engine::forget(State &S, const Frame *Scope) {
  const Region *Result = pointedTo(S.Returned);
  auto IsLocal = [&](const Region *R) {
    const Region *Root = R->root();
    return Root->K == Region::Variable && Root->Scope == Scope &&
           (!Result || Result->root() != Root);
  };
  llvm::SmallVector<const Region *, 16> Drop;
  llvm::SmallPtrSet<const Region *, 16> Reached;
  auto Reach = [&](const Region *R) {
    for (; R && Reached.insert(R).second; R = R->Base)
      for (const Object *O = S.Objects.lookup(R); O && O->Parent;
           O = S.Objects.lookup(O->Parent))
        if (!Reached.insert(O->Parent).second)
          break;
  };
  for (auto It = S.Env.begin(); It != S.Env.end(); ++It) {
    const Region *R = It.getKey();
    if (IsLocal(R) || (R->K == Region::This && R->Scope == Scope)) {
      Drop.push_back(R);
      continue;
    }
    Reach(R);
    Reach(pointedTo(It.getData()));
  }
  for (auto It = S.Exprs.begin(); It != S.Exprs.end(); ++It)
    Reach(pointedTo(It.getData()));
  if (Result)
    Reach(Result);
  for (const Region *R : Drop)
    S.Env = EnvFactory.remove(S.Env, R);
  llvm::SmallVector<const Region *, 8> Dead;
  for (auto It = S.Objects.begin(); It != S.Objects.end(); ++It) {
    const Region *R = It.getKey();
    if (R->isShared() || Reached.contains(R))
      continue;
    // An object whose creating call stands further out is still in use.
    if (IsLocal(R) ||
        (R->root()->K == Region::Created && isWithin(R->root()->Scope, Scope)))
      Dead.push_back(R);
  }
  for (const Region *R : Dead) {
    endLife(R, S);
    S.Objects = ObjectFactory.remove(S.Objects, R);
  }
  llvm::SmallVector<SlotKey, 8> Keys;
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It) {
    const Region *R = It.getKey().first;
    if (!R->isShared() && (IsLocal(R) || llvm::is_contained(Dead, R)))
      Keys.push_back(It.getKey());
  }
  for (const SlotKey &K : Keys)
    if (!llvm::is_contained(Dead, K.first))
      endLife(K.first, S);
  for (const SlotKey &K : Keys)
    S.Slots = SlotFactory.remove(S.Slots, K);
}

void Engine::beginRoot() {
  Candidates.clear();
  MayOwn.clear();
  MayUp.clear();
  MayBefore.clear();
  Overwritten.clear();
  ParentOf.clear();
  KeptIn.clear();
  CutShort.clear();
  SecretFrames.clear();
  Outcomes.clear();
  Verdicts.clear();
  ResultSlots.clear();
  UsedSomewhere.clear();
  UnitSteps += Steps;
  Steps = 0;
  BudgetHit = false;
}

/// The calls and constructions of an initial value, in the order in which
/// they run; lambdas wait for who calls them.
static void callsOf(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Out) {
  if (!E || isa<LambdaExpr>(E) || isa<UnaryExprOrTypeTraitExpr>(E))
    return;
  for (const Stmt *Child : E->children())
    callsOf(dyn_cast_or_null<Expr>(Child), Out);
  if (isa<CallExpr>(E) || isa<CXXConstructExpr>(E) || isa<CXXNewExpr>(E))
    Out.push_back(E);
}

/// A global, or a member with a value of its own, is initialised by no
/// function that could be followed.
void Engine::runInitialiser(const ValueDecl *D) {
  const auto *V = dyn_cast<VarDecl>(D);
  const auto *F = dyn_cast<FieldDecl>(D);
  const Expr *Init = V ? V->getInit() : F->getInClassInitializer();
  if (!Init || Init->isValueDependent() || Init->containsErrors())
    return;
  const Region *Place =
      V ? Regions.variable(V, nullptr) : Regions.field(Regions.thisObject(), F);
  const Frame *Scope = Regions.frame(nullptr, nullptr, nullptr);
  beginRoot();
  Initialises = {BodyScanner::strip(Init), Place};
  llvm::SmallVector<const Expr *, 8> Calls;
  callsOf(Init, Calls);
  States Now;
  Now.push_back(emptyState());
  for (const Expr *E : Calls) {
    States Next;
    for (State &S : Now)
      for (State &After : executeExpr(E, Scope, std::move(S)))
        addState(Next, std::move(After), StateCap, Scope);
    Now = std::move(Next);
  }
  for (State &S : Now)
    if (!isa<CXXConstructExpr>(Initialises.first))
      initialise(Place, D->getType(), Init, Scope, S);
  Initialises = {};
  endRoot(Now);
}

/// Gives the parameters of \p F their default arguments. Answers whether any
/// has one that is known.
bool Engine::bindDefaults(const FunctionDecl *F, const Frame *Scope, State &S) {
  bool Any = false;
  for (const ParmVarDecl *P : F->parameters()) {
    if (!P->hasDefaultArg() || P->hasUninstantiatedDefaultArg() ||
        P->hasUnparsedDefaultArg())
      continue;
    const Expr *Default = P->getDefaultArg();
    if (!Default || Default->isValueDependent() || Default->containsErrors())
      continue;
    const Region *R = Regions.variable(P, Scope);
    const Region *Whole = Regions.created(Default, Scope);
    QualType T = P->getType().getNonReferenceType();
    const auto *Class = T->getAsCXXRecordDecl();
    if (Class && Class->isAggregate()) {
      initialise(Whole, T, Default, Scope, S);
      store(R, Value::address(Whole), S);
      Any = true;
      continue;
    }
    Value V = evaluate(Default, Scope, S);
    if (!V.isInt() && V.K != Value::String && V.K != Value::Function)
      continue;
    V.At = Default;
    V.AtFrame = Scope;
    V.Sticky = true;
    V.Chosen = true;
    store(R, V, S);
    Any = true;
  }
  return Any;
}

void Engine::runRoot(const FunctionDecl *F) {
  std::string Name = F->getQualifiedNameAsString();
  if (LLVM_UNLIKELY(isOmittedFunction(Name)))
    return;
  Activity Doing(Name);
  const Frame *Scope = Regions.frame(nullptr, nullptr, F);
  beginRoot();
  judgeOverrides(F);
  States Ends = execute(F, Scope, emptyState());
  // Whoever leaves out an argument gets the default.
  State Left = emptyState();
  if (bindDefaults(F, Scope, Left))
    for (State &End : execute(F, Scope, Left))
      Ends.push_back(std::move(End));
  if (BudgetHit)
    ++Told.BudgetHits;
  endRoot(Ends);
}

State Engine::emptyState() {
  return State(EnvFactory.getEmptyMap(), ExprFactory.getEmptyMap(),
               DecisionFactory.getEmptyMap(), DecisionFactory.getEmptyMap(),
               SlotFactory.getEmptyMap(), ObjectFactory.getEmptyMap(),
               ConstraintFactory.getEmptyMap());
}

Engine::Engine(ASTContext &Context, const Catalog &C, Names &N, const Unit &U,
               const AnalysisOptions &Options, bool Explain)
    : Context(Context), Cat(C), Naming(N), U(U), Options(Options),
      Explain(Explain), Operanded(U.functions(), N),
      Contexts(Context, /*useUnoptimizedCFG=*/false,
               /*addImplicitDtors=*/false, /*addInitializers=*/true) {
  Contexts.getCFGBuildOptions().AddCXXDefaultInitExprInCtors = true;
  for (const Library &L : Cat.libraries())
    for (const Fact &F : L.Facts)
      if (llvm::StringRef At = F.At; At.consume_front("slot:")) {
        At.consume_front("program.");
        LocatedSlots.insert(At);
      }
  for (const Library &L : Cat.libraries())
    for (const Fact &F : L.Facts)
      if (!F.Repair.Beside.empty())
        LocatedSlots.insert(F.Repair.Beside);
  for (const Library &L : Cat.libraries())
    for (const std::string &Name : L.Linked)
      LinkedSlots.insert(slotId(Name));
}

Engine::~Engine() = default;

UnitResult Engine::run() {
  for (const ValueDecl *D : U.initialised())
    runInitialiser(D);
  // A function that others of the unit call is judged where they call it:
  // there its parameters are known. What is left over then is judged alone.
  for (const FunctionDecl *F : U.functions())
    if (U.isRelevant(F) && !U.hasCaller(F) && !isLambdaBody(F))
      runRoot(F);
  for (const FunctionDecl *F : U.functions())
    if (U.isRelevant(F) && !Covered.contains(F->getCanonicalDecl()))
      runRoot(F);
  endUnit();
  return std::move(Told);
}
