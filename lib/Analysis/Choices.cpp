//===--- Choices.cpp - values that nobody in view chose -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// A row of a table of which only the run tells the number, and a member or
/// variable that some other function of the unit writes, have one of a few
/// values. Where such a value goes into a call that matters, the path parts,
/// one way for each.
///
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace commsec;
using namespace clang;

namespace {
/// Values that one choice may be followed through.
constexpr unsigned MostValues = 12;
/// Parameters through which a constant is looked for.
constexpr unsigned MostSteps = 3;

/// Finds the places of one function where a choice may go into a call.
class ChoiceFinder : public RecursiveASTVisitor<ChoiceFinder> {
public:
  explicit ChoiceFinder(llvm::SmallVectorImpl<const Expr *> &Found)
      : Found(Found) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) {
    Found.push_back(E);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    if (isa<FieldDecl>(E->getMemberDecl()))
      Found.push_back(E);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *V = dyn_cast<VarDecl>(E->getDecl());
    if (V && V->hasGlobalStorage() && !V->getType().isConstQualified())
      Found.push_back(E);
    return true;
  }

private:
  llvm::SmallVectorImpl<const Expr *> &Found;
};
} // namespace

/// True if the call or construction \p E concerns the catalog.
bool Engine::isOfConcern(const Expr *E) const {
  const FunctionDecl *Callee = nullptr;
  const NamedDecl *Named = nullptr;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    Callee = Made->getConstructor();
    Named = Made->getConstructor()->getParent();
  } else if (const auto *Plain = dyn_cast<CallExpr>(E)) {
    Callee = Plain->getDirectCallee();
    Named = Callee;
    // Who is called may be what is chosen.
    if (!Callee)
      return true;
  }
  if (!Callee)
    return false;
  const Entry *Known = Naming.find(Named);
  // What is only logged decides nothing.
  bool Matters = Known && Known->Matters &&
                 !(Known->Logging && Known->Facts.empty() &&
                   Known->Flows.empty() && Known->Contracts.empty());
  return Matters || U.isRelevant(Callee);
}

/// True if \p Call makes a text of others.
bool Engine::makesText(const CallExpr *Call) const {
  const FunctionDecl *F = Call->getDirectCallee();
  const Entry *Known = F ? Naming.find(F) : nullptr;
  return Known && llvm::any_of(Known->Flows, [](const Flow *Each) {
           return Each->Formats != OperandNone;
         });
}

/// Notes where in \p B the paths may part for a choice.
void Engine::findChoices(Body &B, const Stmt *Root) {
  llvm::SmallVector<const Expr *, 16> Found;
  ChoiceFinder(Found).TraverseStmt(const_cast<Stmt *>(Root));
  if (Found.empty())
    return;
  llvm::SmallPtrSet<const Stmt *, 32> Elements;
  for (const CFGBlock *Block : *B.Graph)
    for (const CFGElement &E : *Block)
      if (auto S = E.getAs<CFGStmt>())
        Elements.insert(S->getStmt());
  for (const Expr *E : Found) {
    const Stmt *Owner = nullptr;
    bool Matters = false, Written = false;
    const Stmt *Below = E;
    for (const Stmt *P = B.Parents->getParent(E); P;
         Below = P, P = B.Parents->getParent(P)) {
      if (const auto *C = dyn_cast<AbstractConditionalOperator>(P)) {
        if (C->getCond() == Below)
          break;
      } else if (const auto *Op = dyn_cast<BinaryOperator>(P)) {
        // A truth value is no value that goes on.
        if (Op->isLogicalOp() || Op->isComparisonOp())
          break;
        if (Op->isAssignmentOp() && Op->getLHS() == Below) {
          Written = true;
          break;
        }
      } else if (const auto *Unary = dyn_cast<UnaryOperator>(P)) {
        Written |= Unary->isIncrementDecrementOp() ||
                   (Unary->getOpcode() == UO_AddrOf && isa<MemberExpr>(E));
      } else if (const auto *M = dyn_cast<MemberExpr>(P)) {
        // Only the member itself is read.
        if (!isa<ArraySubscriptExpr>(E) && isa<FieldDecl>(M->getMemberDecl()))
          Written = true;
      }
      if (!Owner && Elements.contains(P))
        Owner = P;
      if (const auto *Call = dyn_cast<Expr>(P);
          Call && (isa<CallExpr>(P) || isa<CXXConstructExpr>(P)))
        Matters |= isOfConcern(Call) ||
                   // The text of a member goes on into what is made of it.
                   (isa<MemberExpr>(E) && isa<CallExpr>(P) &&
                    makesText(cast<CallExpr>(P)));
      if (isa<DeclStmt>(P) || isa<ReturnStmt>(P)) {
        // Handed on as it is.
        const auto *Whole = dyn_cast<Expr>(Below);
        const Expr *Plain = Whole ? Whole->IgnoreParenImpCasts() : nullptr;
        // A pointer, or a reference, to a row is the row.
        if (const auto *Ref = dyn_cast_or_null<UnaryOperator>(Plain);
            Ref && Ref->getOpcode() == UO_AddrOf)
          Plain = Ref->getSubExpr()->IgnoreParenImpCasts();
        Matters |= Plain == E;
        break;
      }
      if (!isa<Expr>(P))
        break;
    }
    if (Owner && Matters && !Written)
      B.Choices[Owner].push_back(E);
  }
}

/// \p E without the outermost thing that leaves its value as it is.
const Expr *Engine::plainer(const Expr *E) const {
  const Expr *Plain = E->IgnoreParenImpCasts()->IgnoreImplicit();
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Plain))
    return Default->getExpr();
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Plain))
    return Default->getExpr();
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Plain);
      Made && Made->getNumArgs() == 1 &&
      (Made->getConstructor()->isCopyOrMoveConstructor() ||
       U.inSystemHeader(Made->getConstructor())))
    return Made->getArg(0);
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Plain))
    return Cast->getSubExpr();
  if (const auto *List = dyn_cast<InitListExpr>(Plain);
      List && List->getNumInits() == 1 && List->getType()->isScalarType())
    return List->getInit(0);
  if (const auto *Call = dyn_cast<CallExpr>(Plain);
      Call && Call->isCallToStdMove())
    return Call->getArg(0);
  return Plain;
}

/// The argument that \p Call answers as it is, or a copy of; null if none.
const Expr *Engine::handedOn(const CallExpr *Call) const {
  const FunctionDecl *F = Call->getDirectCallee();
  const Entry *Known = F ? Naming.find(F) : nullptr;
  if (!Known)
    return nullptr;
  for (const Flow *Each : Known->Flows) {
    if (Each->Into != OperandNone || Each->Out != OperandNone)
      continue;
    for (int Operand : {Each->Copies, Each->Returns})
      if (Operand > 0 && static_cast<unsigned>(Operand) <= Call->getNumArgs())
        return Call->getArg(Operand - 1);
  }
  return nullptr;
}

/// What \p E, an expression outside of any path, may be.
void Engine::constantsOf(const Expr *E, llvm::SmallVectorImpl<Value> &Out,
                         unsigned Step) {
  if (!E || E->isValueDependent() || E->isTypeDependent() ||
      E->containsErrors() || Out.size() > MostValues)
    return;
  const Expr *Plain = E;
  for (const Expr *Next = plainer(E); Next != Plain; Next = plainer(Plain))
    Plain = Next;
  if (const auto *C = dyn_cast<ConditionalOperator>(Plain)) {
    constantsOf(C->getTrueExpr(), Out, Step);
    constantsOf(C->getFalseExpr(), Out, Step);
    return;
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(Plain)) {
    if (const auto *P = dyn_cast<ParmVarDecl>(D->getDecl())) {
      const auto *F = dyn_cast<FunctionDecl>(P->getDeclContext());
      unsigned I = P->getFunctionScopeIndex();
      if (F && Step < MostSteps)
        for (llvm::ArrayRef<const Expr *> Args : U.callsOf(F))
          if (I < Args.size())
            constantsOf(Args[I], Out, Step + 1);
      return;
    }
    if (const auto *V = dyn_cast<VarDecl>(D->getDecl());
        V && V->hasLocalStorage() && V->getInit() && Step < MostSteps &&
        U.neverWritten(V)) {
      constantsOf(V->getInit(), Out, Step + 1);
      return;
    }
  }
  // A copy of a text is the text.
  if (const auto *C = dyn_cast<CallExpr>(Plain))
    if (const Expr *Given = handedOn(C)) {
      constantsOf(Given, Out, Step);
      return;
    }
  State Fresh = emptyState();
  const Frame *Global = Regions.frame(nullptr, nullptr, nullptr);
  Value V = evaluate(Plain, Global, Fresh);
  if (const auto *C = dyn_cast<CallExpr>(Plain)) {
    // Which call it is the result of may be what counts (a digest).
    const FunctionDecl *F = C->getDirectCallee();
    if (!F || C->getNumArgs() || !U.inSystemHeader(F))
      return;
    Symbol Key;
    Key.Site = C;
    Key.Scope = Global;
    V = Value::symbolic(symbol(Key));
    V.ResultOf = F;
  } else if (!V.isInt() && V.K != Value::String && V.K != Value::Function) {
    return;
  }
  V.At = E->IgnoreImplicit();
  if (const auto *D = dyn_cast<CXXDefaultArgExpr>(V.At))
    V.At = D->getExpr();
  V.AtFrame = nullptr;
  V.Sticky = true;
  V.Chosen = true;
  Out.push_back(V);
}

/// A neutral value that stands there until somebody sets another one.
static bool isPlaceholder(const Expr *E) {
  const Expr *Plain = E->IgnoreParenImpCasts()->IgnoreImplicit();
  if (const auto *I = dyn_cast<IntegerLiteral>(Plain))
    return I->getValue().isZero();
  if (const auto *S = dyn_cast<StringLiteral>(Plain))
    return S->getLength() == 0;
  return isa<CXXNullPtrLiteralExpr>(Plain) || isa<GNUNullExpr>(Plain) ||
         isa<ImplicitValueInitExpr>(Plain);
}

/// The values that the unit gives the member or variable \p D.
llvm::ArrayRef<Value> Engine::valuesOf(const ValueDecl *D) {
  D = cast<ValueDecl>(D->getCanonicalDecl());
  auto [It, New] = GivenValues.try_emplace(D);
  if (!New)
    return It->second;
  llvm::SmallVector<Value, 4> All;
  for (const Expr *E : U.assigned(D))
    constantsOf(E, All, 0);
  auto Initial = [&](const Expr *E) {
    if (E && !isPlaceholder(E))
      constantsOf(E, All, 0);
  };
  if (const auto *F = dyn_cast<FieldDecl>(D)) {
    // Whoever else makes an object of the class may fill a public member.
    if (F->getAccess() == AS_private || F->getAccess() == AS_protected)
      for (const Expr *E : U.initialValues(F))
        Initial(E);
    for (const Expr *E : U.listedValues(F))
      Initial(E);
  } else if (const auto *V = dyn_cast<VarDecl>(D);
             V && !V->isExternallyVisible()) {
    Initial(V->getAnyInitializer());
  }
  if (All.size() > MostValues)
    All.clear();
  return GivenValues[D] = std::move(All);
}

/// True if what the path knows of \p Sym leaves room for \p V.
static bool isPossible(const Symbol *Sym, const Value &V, const State &S) {
  if (!Sym || !V.isInt())
    return true;
  for (auto It = S.Constraints.begin(); It != S.Constraints.end(); ++It) {
    const Symbol *About = It.getKey();
    if (About->base() != Sym)
      continue;
    // A test of a test says no more than that test.
    if (About != Sym && (About->K != Symbol::Test || About->Operand != Sym))
      continue;
    int64_t Is = About == Sym ? V.I : About->evaluate(V.I);
    if ((Is == It.getData().Constant) != It.getData().Equal)
      return false;
  }
  return true;
}

/// The ways on which the choice at \p E is made; empty if there is none.
Engine::States Engine::waysOf(const Expr *E, const Frame *Scope, State &S) {
  States Ways;
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
    Value Index = resolve(evaluate(A->getIdx(), Scope, S), S);
    const Region *R = pointedTo(evaluate(A->getBase(), Scope, S));
    if (Index.isInt() || !R)
      return Ways;
    if (R->K == Region::Element && R->Index == 0)
      R = R->Base;
    if (!R->decl())
      return Ways;
    std::optional<Table> T =
        tableAt(R, R->decl()->getType().getNonReferenceType(), S);
    if (!T || T->Size < 2 || T->Size > MostValues)
      return Ways;
    bool Implicit = false;
    const Region *First = Regions.element(T->Place, 0);
    if (!initialiserOf(First, Implicit) && !S.Env.lookup(First))
      return Ways;
    const Symbol *Sym = Index.K == Value::Symbolic ? Index.Sym : nullptr;
    for (uint64_t I = 0; I < T->Size; ++I) {
      State Way = S;
      guard(Way, A->getIdx(), true, Scope, Sym, I, A);
      if (Sym)
        learn(Way, Sym, Constraint{true, static_cast<int64_t>(I)});
      Way.Exprs = ExprFactory.add(Way.Exprs, A->getIdx()->IgnoreParens(),
                                  Value::integer(I, A->getIdx(), Scope));
      Ways.push_back(std::move(Way));
    }
    return Ways;
  }
  const ValueDecl *D = nullptr;
  if (const auto *M = dyn_cast<MemberExpr>(E))
    D = M->getMemberDecl();
  else if (const auto *N = dyn_cast<DeclRefExpr>(E))
    D = N->getDecl();
  llvm::ArrayRef<Value> Values = valuesOf(D);
  if (Values.empty())
    return Ways;
  const Region *R = lvalue(E, Scope, S);
  if (!R || R->decl() != D || S.Env.lookup(R))
    return Ways;
  // What this path made, it has filled as far as is known.
  const Region *Root = R->root();
  if (Root->K == Region::Created ||
      (Root->K == Region::Variable && isa<FieldDecl>(D) &&
       !isa<ParmVarDecl>(Root->decl()) &&
       !cast<VarDecl>(Root->decl())->hasGlobalStorage() &&
       !Root->decl()->getType()->isPointerType()))
    return Ways;
  Value Now = load(R, D->getType(), S);
  if (Now.K != Value::Symbolic && Now.K != Value::Address)
    return Ways;
  const Symbol *Sym = Now.K == Value::Symbolic ? Now.Sym : nullptr;
  llvm::SmallVector<const Expr *, 4> Places;
  for (const Value &V : Values) {
    if (llvm::is_contained(Places, V.At) || !isPossible(Sym, V, S))
      continue;
    Places.push_back(V.At);
    State Way = S;
    guard(Way, E, true, Scope, Sym, Places.size(), E);
    Way.Env = EnvFactory.add(Way.Env, R, V);
    Ways.push_back(std::move(Way));
  }
  // Or something else.
  Ways.push_back(S);
  return Ways;
}

/// The states in which \p E is executed: \p S, or one for each value that is
/// chosen elsewhere and goes into it.
Engine::States Engine::choose(const CFGElement &E, const Frame *Scope,
                              const Body &B, State S) {
  States Now;
  Now.push_back(std::move(S));
  auto St = E.getAs<CFGStmt>();
  if (!St || Judging)
    return Now;
  auto It = B.Choices.find(St->getStmt());
  if (It == B.Choices.end())
    return Now;
  for (const Expr *Choice : It->second) {
    States Next;
    for (State &Each : Now) {
      States Ways = waysOf(Choice, Scope, Each);
      if (Ways.empty())
        Next.push_back(std::move(Each));
      for (State &Way : Ways)
        Next.push_back(std::move(Way));
    }
    Now = std::move(Next);
    if (Now.size() > MostValues)
      break;
  }
  return Now;
}
