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
/// Elements that a root may take that begins in the middle of a function, and
/// all of those.
constexpr unsigned MidwayBudget = 800;
constexpr unsigned AllMidwayBudget = 40000;
/// States that wait at one block before they are joined.
constexpr unsigned StateCap = 12;
/// The same in a callback whose decision is taken apart.
constexpr unsigned JudgedStateCap = 32;
/// Visits of one block in one activation.
constexpr unsigned VisitCap = 90;
/// From then on a loop whose end is known is only followed once more, whatever
/// it counts: behind it the path goes on.
constexpr unsigned TiredAfter = VisitCap - 3 * StateCap;
/// Nesting of followed calls.
constexpr unsigned DepthCap = 9;
} // namespace

/// True if the current root may go no further.
bool Engine::isSpent() const {
  if (Midway)
    return Steps > MidwayBudget || MidwaySteps + Steps > AllMidwayBudget;
  return Steps > StepBudget || UnitSteps + Steps > UnitBudget;
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
                           std::optional<int64_t> Case, const Stmt *Label,
                           Guard::Kind K) {
  Guard Key;
  Key.K = K;
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
        !isa<CXXConstructExpr>(constructed(V->getInit())))
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
      copyBuffers(From, R, S);
      return;
    }
  }
  // Others look at a member: a test of a result that stands there is made.
  if (R->K == Region::Field && V.K == Value::Symbolic &&
      V.Sym->K == Symbol::Test)
    noteEscaped(V);
  store(R, V, S);
}

/// The place in \p To that \p Part is in \p From; null if \p Part is no part of
/// that, or only reached from it.
static const Region *counterpart(const Region *Part, const Region *From,
                                 const Region *To, RegionManager &Regions) {
  if (!Part || Part == From)
    return Part ? To : nullptr;
  if (Part->K != Region::Field && Part->K != Region::Element)
    return nullptr;
  const Region *Base = counterpart(Part->Base, From, To, Regions);
  if (!Base)
    return nullptr;
  return Part->K == Region::Element
             ? Regions.element(Base, Part->Index)
             : Regions.field(Base, cast<FieldDecl>(Part->decl()));
}

/// A copy of an aggregate has what calls made in its arrays: a digest.
void Engine::copyBuffers(const Region *From, const Region *To, State &S) {
  llvm::SmallVector<std::pair<const Region *, const Region *>, 4> Parts;
  for (auto It = S.Objects.begin(); It != S.Objects.end(); ++It)
    if (const Region *R = It.getKey();
        R->K == Region::Element ||
        (R->K == Region::Field && R->decl()->getType()->isArrayType()))
      if (const Region *Copy = counterpart(R, From, To, Regions))
        Parts.push_back({R, Copy});
  for (auto &[R, Copy] : Parts) {
    S.Objects = ObjectFactory.add(S.Objects, Copy, *S.Objects.lookup(R));
    copySlots(R, Copy, S);
    if (const Region *Parent = ParentOf.lookup(R))
      ParentOf[Copy] = Parent;
  }
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
  const Stmt *Below = E;
  for (const Stmt *P = B->Parents->getParent(E); P;
       Below = P, P = B->Parents->getParent(P)) {
    if (isa<SwitchStmt>(P))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(P); If && If->getCond() != Below)
      return true;
  }
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
    BinaryOperatorKind Op = B->getOpcode();
    // The piece that was added is the place; what is taken out adds none.
    auto MoveTo = [&](Value &To) {
      To.Sticky = true;
      if (Op == BO_AndAssign && Old.Pieces) {
        To.At = Old.At;
        To.AtFrame = Old.AtFrame;
        To.Pieces = Old.Pieces;
        To.Chosen |= Old.Chosen;
        return;
      }
      if (!V.Sticky || !To.At)
        To.At = B->getRHS();
      To.AtFrame = Scope;
      To.Chosen |= underChoice(B, Scope, S);
      To.Pieces = addPiece(Old.Pieces, B->getRHS(),
                           underBranch(B, Scope) ||
                               isa<AbstractConditionalOperator>(
                                   B->getRHS()->IgnoreParenImpCasts()));
    };
    if (V.isInt() && V.I == 0 && !Old.isInt() &&
        (Op == BO_OrAssign || Op == BO_XorAssign || Op == BO_AddAssign ||
         Op == BO_SubAssign)) {
      New = Old;
    } else if (Old.isInt() && V.isInt()) {
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
      // Nothing was added; or a caller gave what was.
      if (New.isInt() && V.I == 0 && Op != BO_AndAssign)
        New = Old;
      else if (New.isInt() && New.AtFrame == Scope)
        MoveTo(New);
    } else if (Value Bits; Bits.learnBits(Op, Old, V), Bits.hasKnownBits()) {
      Symbol Key;
      Key.Site = B;
      Key.Scope = Scope;
      for (const Value *Each : {&Old, &V})
        Key.Evidence |= Each->K == Value::Unknown ||
                        (Each->K == Value::Symbolic && Each->Sym->Evidence);
      New = Value::symbolic(freshSymbol(Key, S));
      New.Ones = Bits.Ones;
      New.Zeros = Bits.Zeros;
      if (V.isInt() && (Op == BO_OrAssign || Old.Pieces))
        MoveTo(New);
    }
    V = New;
  } else if (isa<DeclRefExpr>(Left) &&
             ((V.AtFrame == Scope && (V.isInt() || V.K == Value::String)) ||
              (!V.At && isTold(V))) &&
             underBranch(B, Scope)) {
    // A local that a branch sets: the branch is the place.
    if (!V.At) {
      V.At = B->getRHS();
      V.AtFrame = Scope;
    }
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
    } else if (Place && Left->getType()->isPointerType()) {
      // What a caller gave has the name that it got here.
      keepName(Place, B->getRHS(), Scope, S);
    }
  }
  // Whoever looks at anything but a local may test it.
  if (!Place || Place->isShared() || !isa<DeclRefExpr>(Left))
    noteEscaped(V);
  if (Place) {
    store(Place, V, S);
    notePlace(Place, V, S);
  }
  if (Place && !isa<DeclRefExpr, MemberExpr>(Left) &&
      Left->getType()->isAnyCharacterType())
    inheritFromElements(B->getRHS(), Place, Scope, S);
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

Engine::States Engine::execute(const FunctionDecl *F, const Frame *Scope,
                               State Entry, const CFGBlock *From) {
  States Entries;
  auto By = llvm::makeIntrusiveRefCnt<Suspended>(Entry, nullptr);
  suspend(Entry, std::move(By));
  Entries.push_back(std::move(Entry));
  return execute(F, Scope, std::move(Entries), From);
}

/// The states with which \p F ends when it begins with \p Entries, which are
/// suspended, at its entry or at the block \p From. They still tell who
/// suspended them.
Engine::States Engine::execute(const FunctionDecl *F, const Frame *Scope,
                               States Entries, const CFGBlock *From) {
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
  const unsigned Cap = Judging ? JudgedStateCap : StateCap;
  const CFGBlock *Exit = &B->Graph->getExit();
  auto Go = [&](const CFGBlock *Next, State S) {
    for (const VarDecl *V : B->Unread[Next->getBlockID()])
      S.Env = EnvFactory.remove(S.Env, Regions.variable(V, Scope));
    if (Next == Exit) {
      noteEnd(S, Scope);
      S.Exprs = S.Caller->Exprs;
      S.Decisions = S.Caller->Decisions;
      S.Causes = S.Caller->Causes;
      addState(Ends, std::move(S), Cap, Scope);
      return;
    }
    pruneForBlock(S, *B, Next);
    auto &Slot = Work[B->Order[Next->getBlockID()]];
    Slot.first = Next;
    addState(Slot.second, std::move(S), Cap, Scope);
  };
  for (State &Entry : Entries)
    Go(From ? From : &B->Graph->getEntry(), std::move(Entry));
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
      if (isSpent() || ++Visits[Block] > VisitCap) {
        BudgetHit = true;
        CutIn.insert(F->getCanonicalDecl());
        cutShort(S, Scope, Block);
        continue;
      }
      S.Met.reset();
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
        Called.try_emplace(St->getStmt(), RootNumber);
        Steps += Now.size();
        States After =
            executeCalls(cast<Expr>(St->getStmt()), Scope, std::move(Now));
        if (After.size() <= Cap)
          Next = std::move(After);
        else
          for (State &Each : After)
            addState(Next, std::move(Each), Cap, Scope);
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
      if (IsLast) {
        noteEffective(Each.Guards, nullptr);
        noteDeath(Each, Block);
      } else {
        branch(Block, Scope, *B, std::move(Each), Round,
               Visits[Block] > TiredAfter, Go);
      }
    }
  }
  noteSkips(Ends, Scope);
  // What lived in this activation ends with it.
  if (Scope->Parent) {
    States Left;
    for (State &S : Ends) {
      forget(S, Scope);
      addState(Left, std::move(S), Cap, Scope);
    }
    return Left;
  }
  return Ends;
}

/// Drops what nothing refers to any more once the activation \p Scope is
/// over, so that paths that only differed in that become one again.
void Engine::forget(State &S, const Frame *Scope) {
  const Region *Result = pointedTo(S.Returned);
  // A text that is returned by value keeps what its object was told.
  if (!Result && S.Returned.K == Value::String)
    Result = S.Returned.Place;
  // An object that holds another by value (an optional) takes it along.
  const Region *Held = nullptr;
  if (const Value *V = Result ? S.Env.lookup(Result) : nullptr)
    Held = pointedTo(*V);
  auto IsLocal = [&](const Region *R) {
    const Region *Root = R->root();
    return Root->K == Region::Variable && Root->Scope == Scope &&
           (!Result || Result->root() != Root) &&
           (!Held || Held->root() != Root);
  };
  llvm::SmallVector<const Region *, 16> Drop;
  llvm::SmallPtrSet<const Region *, 16> Referred;
  auto Reach = [&](const Region *R) {
    for (; R && Referred.insert(R).second; R = R->Base)
      for (const Object *O = S.Objects.lookup(R); O && O->Parent;
           O = S.Objects.lookup(O->Parent))
        if (!Referred.insert(O->Parent).second)
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
    if (R->isShared() || Referred.contains(R))
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

/// The class that \p F, or the method which a lambda stands in, belongs to.
static const CXXRecordDecl *classOf(const FunctionDecl *F) {
  for (const DeclContext *D = F; D; D = D->getParent())
    if (const auto *M = dyn_cast<CXXMethodDecl>(D))
      if (!M->getParent()->isLambda())
        return M->getParent()->getCanonicalDecl();
  return nullptr;
}

/// Begins the analysis of \p F, or that of an initial value.
void Engine::beginRoot(const FunctionDecl *F) {
  RootFunction = F;
  RootClass = F ? classOf(F) : nullptr;
  Candidates.clear();
  MayOwn.clear();
  MayUp.clear();
  MayBefore.clear();
  SetAt.clear();
  WrittenIn.clear();
  Overwritten.clear();
  WrittenUnder.clear();
  ParentOf.clear();
  Merged.clear();
  KeptIn.clear();
  Published.clear();
  CutShort.clear();
  SecretFrames.clear();
  Outcomes.clear();
  Skips.clear();
  Verdicts.clear();
  ResultSlots.clear();
  UsedSomewhere.clear();
  (Midway ? MidwaySteps : UnitSteps) += Steps;
  Steps = 0;
  ++RootNumber;
  BudgetHit = false;
  Cuts.clear();
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
  beginRoot(nullptr);
  Initialises = {constructed(Init), Place};
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
  beginRoot(F);
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
      if (llvm::StringRef At = F.At;
          At.consume_front("slot:") || At.consume_front("value:")) {
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
    if (U.isRelevant(F) && (!Covered.contains(F->getCanonicalDecl()) ||
                            Unsure.contains(F->getCanonicalDecl())))
      runRoot(F);
  // Who calls it from another unit may register callbacks that no caller here
  // does.
  OnlyLeft = true;
  for (const FunctionDecl *F : U.functions())
    if (U.isRelevant(F) && U.hasCaller(F) && F->isExternallyVisible() &&
        hasLeftCallbacks(F))
      runRoot(F);
  OnlyLeft = false;
  runMidway();
  for (const FunctionDecl *F : U.functions())
    judgeDefined(F);
  endUnit();
  return std::move(Told);
}
