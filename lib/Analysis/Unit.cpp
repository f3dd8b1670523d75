//===--- Unit.cpp - what one translation unit defines ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Unit.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"

using namespace commsec;
using namespace clang;

bool Unit::inSystemHeader(const Decl *D) const {
  SourceLocation L = D->getLocation();
  return L.isInvalid() || Context.getSourceManager().isInSystemHeader(
                              Context.getSourceManager().getExpansionLoc(L));
}

bool Unit::neverWritten(const VarDecl *V) const {
  if (V->getType().isConstQualified() || V->isConstexpr())
    return true;
  // Only this unit can write to what no other unit can name.
  if (V->hasGlobalStorage() && V->isExternallyVisible())
    return false;
  return !Written.contains(V->getCanonicalDecl());
}

llvm::ArrayRef<const Expr *> Unit::onlyValues(const FieldDecl *F) const {
  F = F->getCanonicalDecl();
  if (Written.contains(F))
    return {};
  // Whoever else defines an object of the class may fill a public member.
  const SourceManager &SM = Context.getSourceManager();
  if (!F->getType().isConstQualified() &&
      (F->getAccess() != AS_private ||
       !SM.isInMainFile(SM.getExpansionLoc(F->getLocation()))))
    return {};
  return listed(Initialisers, F);
}

llvm::SmallVector<llvm::ArrayRef<const Expr *>, 4>
Unit::callsOf(const FunctionDecl *F) const {
  llvm::SmallVector<llvm::ArrayRef<const Expr *>, 4> All;
  if (auto It = CallArguments.find(F->getCanonicalDecl());
      It != CallArguments.end())
    All.append(It->second.begin(), It->second.end());
  if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
    if (auto It = MadeOf.find(C->getParent()->getCanonicalDecl());
        It != MadeOf.end())
      for (const Arguments &A : It->second)
        if (A.size() == C->getNumParams() && !C->isCopyOrMoveConstructor())
          All.push_back(A);
  return All;
}

llvm::ArrayRef<const CXXMethodDecl *>
Unit::overridersOf(const CXXMethodDecl *M) const {
  auto It = Overriders.find(M->getCanonicalDecl());
  return It == Overriders.end() ? llvm::ArrayRef<const CXXMethodDecl *>()
                                : llvm::ArrayRef(It->second);
}

namespace commsec {

/// Walks the user's declarations once.
class UnitBuilder : public RecursiveASTVisitor<UnitBuilder> {
public:
  UnitBuilder(Unit &U, Names &N) : U(U), N(N) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(Decl *D) {
    if (!D)
      return true;
    if (isa<TranslationUnitDecl>(D) || isa<LinkageSpecDecl>(D) ||
        isa<NamespaceDecl>(D))
      return RecursiveASTVisitor::TraverseDecl(D);
    if (D->getLexicalDeclContext()->isFileContext() && U.inSystemHeader(D))
      return true;
    auto *F = dyn_cast<FunctionDecl>(D);
    if (!F || !F->doesThisDeclarationHaveABody())
      return RecursiveASTVisitor::TraverseDecl(D);
    if (F->isDependentContext()) {
      // Only its instantiations have a meaning; they are reached elsewhere.
      U.Patterns.push_back(F);
      return true;
    }
    const FunctionDecl *Outer = Current;
    enter(F);
    bool Result = RecursiveASTVisitor::TraverseDecl(D);
    Current = Outer;
    return Result;
  }

  bool TraverseVarDecl(VarDecl *V) {
    if (Current || !V->hasInit() || !V->isFileVarDecl() ||
        V->getType()->isDependentType())
      return RecursiveASTVisitor::TraverseVarDecl(V);
    return initialised(V,
                       [&] { return RecursiveASTVisitor::TraverseVarDecl(V); });
  }

  bool TraverseFieldDecl(FieldDecl *F) {
    const auto *Class = dyn_cast<CXXRecordDecl>(F->getParent());
    if (Current || !F->hasInClassInitializer() || !Class ||
        Class->isDependentContext() || Class->hasUserDeclaredConstructor())
      return RecursiveASTVisitor::TraverseFieldDecl(F);
    return initialised(
        F, [&] { return RecursiveASTVisitor::TraverseFieldDecl(F); });
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    const FunctionDecl *Outer = Current;
    if (CXXMethodDecl *M = L->getCallOperator();
        M && !M->isDependentContext()) {
      if (Outer)
        Calls[Outer->getCanonicalDecl()].insert(M->getCanonicalDecl());
      enter(M);
      TraverseStmt(L->getBody());
    } else if (FunctionTemplateDecl *T =
                   M ? M->getDescribedFunctionTemplate() : nullptr) {
      U.Patterns.push_back(M);
      for (FunctionDecl *Instance : T->specializations())
        if (Instance->hasBody()) {
          if (Outer)
            Calls[Outer->getCanonicalDecl()].insert(
                Instance->getCanonicalDecl());
          enter(Instance);
          TraverseStmt(Instance->getBody());
        }
    }
    Current = Outer;
    for (unsigned I = 0; I < L->capture_size(); ++I)
      if (L->capture_init_begin()[I] &&
          L->isInitCapture(&L->capture_begin()[I]))
        TraverseStmt(L->capture_init_begin()[I]);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    noteUse(E->getDecl());
    if (const auto *F = dyn_cast<FunctionDecl>(E->getDecl())) {
      if (Current && F->hasBody() && !U.inSystemHeader(F))
        Calls[Current->getCanonicalDecl()].insert(F->getCanonicalDecl());
    }
    return true;
  }

  bool VisitMemberExpr(MemberExpr *E) {
    noteUse(E->getMemberDecl());
    return true;
  }

  bool VisitCallExpr(CallExpr *E) {
    if (const FunctionDecl *F = E->getDirectCallee()) {
      llvm::ArrayRef<Expr *> Args(E->getArgs(), E->getNumArgs());
      if (isa<CXXOperatorCallExpr>(E) && isa<CXXMethodDecl>(F) && !Args.empty())
        Args = Args.drop_front();
      call(F, Args);
      noteArguments(F, Args);
      // An object is assigned by its operator.
      if (F->getOverloadedOperator() == OO_Equal && E->getNumArgs() == 2 &&
          isa<CXXOperatorCallExpr>(E))
        assigned(E->getArg(0), E->getArg(1));
    }
    for (Expr *A : E->arguments())
      passed(A);
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    noteUse(E->getConstructor()->getParent());
    call(E->getConstructor(), {E->getArgs(), E->getNumArgs()});
    noteArguments(E->getConstructor(), {E->getArgs(), E->getNumArgs()});
    for (Expr *A : E->arguments())
      passed(A);
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isAssignmentOp())
      written(E->getLHS());
    if (E->getOpcode() == BO_Assign)
      assigned(E->getLHS(), E->getRHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->isIncrementDecrementOp() || E->getOpcode() == UO_AddrOf)
      written(E->getSubExpr());
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->getType()->isReferenceType() && V->getInit() &&
        !V->getType()->getPointeeType().isConstQualified())
      written(V->getInit());
    if (const auto *R = V->getType()->getAsCXXRecordDecl())
      noteUse(R);
    return true;
  }
  bool VisitFieldDecl(FieldDecl *F) {
    if (!F->hasInClassInitializer() ||
        F->getDeclContext()->isDependentContext())
      return true;
    if (Expr *Init = F->getInClassInitializer())
      U.Initialisers[F->getCanonicalDecl()].push_back(Init);
    else
      U.LazyValues = true;
    return true;
  }
  bool VisitInitListExpr(InitListExpr *E) {
    // Values of an aggregate's members; whoever defines one decides.
    const InitListExpr *S = E->isSemanticForm() ? E : E->getSemanticForm();
    if (S)
      if (const auto *R = S->getType()->getAsRecordDecl()) {
        unsigned I = 0;
        if (const auto *Class = dyn_cast<CXXRecordDecl>(R))
          I += Class->getNumBases();
        for (const FieldDecl *F : R->fields()) {
          U.Written.insert(F->getCanonicalDecl());
          noteUse(F);
          if (F->isUnnamedBitField() || R->isUnion())
            continue;
          if (I < S->getNumInits())
            if (const Expr *Item = S->getInit(I);
                Item && !isa<ImplicitValueInitExpr, CXXDefaultInitExpr>(Item))
              U.Items[F->getCanonicalDecl()].push_back(Item);
          ++I;
        }
      }
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *C) {
    if (C->isDependentContext())
      return true;
    for (const CXXCtorInitializer *I : C->inits())
      if (const auto *D = dyn_cast_or_null<CXXDefaultInitExpr>(I->getInit()))
        TraverseStmt(const_cast<Expr *>(D->getExpr()));
    // Members that are constructed without being named.
    for (const CXXCtorInitializer *I : C->inits())
      if (!I->isWritten())
        if (auto *E = dyn_cast_or_null<CXXConstructExpr>(I->getInit()))
          VisitCXXConstructExpr(E);
    for (const CXXCtorInitializer *I : C->inits())
      if (I->isAnyMemberInitializer() && I->isWritten() && I->getInit())
        U.Initialisers[I->getAnyMember()->getCanonicalDecl()].push_back(
            I->getInit());
    return true;
  }

  void finish() {
    relevantByState();
    // Relevance and unseen callees flow from callees to callers.
    llvm::DenseMap<const FunctionDecl *,
                   llvm::SmallVector<const FunctionDecl *, 4>>
        Callers;
    for (auto &[Caller, Set] : Calls)
      for (const FunctionDecl *Callee : Set)
        Callers[Callee].push_back(Caller);
    for (auto *Set : {&U.Relevant, &U.Mentions, &U.Unseen}) {
      llvm::SmallVector<const FunctionDecl *, 32> Work(Set->begin(),
                                                       Set->end());
      while (!Work.empty())
        for (const FunctionDecl *Caller : Callers[Work.pop_back_val()])
          if (Set->insert(Caller).second)
            Work.push_back(Caller);
    }
  }

private:
  void enter(const FunctionDecl *F) {
    Current = F;
    if (Entered.insert(F->getCanonicalDecl()).second)
      U.Functions.push_back(F);
    if (!N.definedLike(F).empty())
      U.Relevant.insert(F->getCanonicalDecl());
    if (const auto *M = dyn_cast<CXXMethodDecl>(F))
      overrides(M, M);
    if (const auto *M = dyn_cast<CXXMethodDecl>(F))
      if (const Entry *Known =
              M->size_overridden_methods() ? N.find(M) : nullptr) {
        noteUse(Known);
        U.Relevant.insert(M->getCanonicalDecl());
      }
  }

  template <typename Traverse>
  bool initialised(const ValueDecl *D, Traverse Go) {
    Triggered = false;
    bool Result = Go();
    if (Triggered)
      U.Initialised.push_back(D);
    Triggered = false;
    return Result;
  }

  void noteUse(const NamedDecl *D) { noteUse(N.find(D)); }
  void noteUse(const Entry *Known) {
    if (!Current && Known && Known->Triggers)
      Triggered = true;
    if (!Known || !Known->Matters)
      return;
    U.Named.insert(Known);
    if (!Current)
      return;
    U.Mentions.insert(Current->getCanonicalDecl());
    if (Known->Triggers)
      U.Relevant.insert(Current->getCanonicalDecl());
    else
      for (const Fact *F : Known->Facts)
        if (F->Handle == OperandThis)
          Waiting.insert({Current->getCanonicalDecl(), F});
  }

  /// True if \p E is a member, or what a method of one answers.
  static bool namesMember(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      E = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
    return isa<MemberExpr>(E);
  }

  /// A method of an object, or a function on a member, that other functions of
  /// the unit may have brought into the state that a fact speaks of: members
  /// outlive functions.
  void relevantByState() {
    llvm::StringSet<> Slots;
    for (const Entry *Known : U.Named)
      for (const Fact *F : Known->Facts)
        if (!F->Slot.empty())
          Slots.insert(F->Slot);
    auto MayHold = [&](const Fact *F) {
      return llvm::all_of(
                 F->State.Set,
                 [&](llvm::StringRef Name) { return Slots.contains(Name); }) &&
             llvm::all_of(F->State.Secure, [&](llvm::StringRef Name) {
               return Slots.contains(Name);
             });
    };
    for (auto &[Function, F] : Waiting)
      if (MayHold(F))
        U.Relevant.insert(Function);
  }

  void overrides(const CXXMethodDecl *M, const CXXMethodDecl *By) {
    for (const CXXMethodDecl *Base : M->overridden_methods()) {
      auto &All = U.Overriders[Base->getCanonicalDecl()];
      if (!llvm::is_contained(All, By))
        All.push_back(By);
      overrides(Base, By);
    }
  }

  void noteArguments(const FunctionDecl *F, llvm::ArrayRef<Expr *> Args) {
    if (U.inSystemHeader(F)) {
      const Entry *Known = N.find(F);
      if (const CXXRecordDecl *Made = Known ? madeBy(F, *Known) : nullptr)
        if (!U.inSystemHeader(Made))
          U.MadeOf[Made->getCanonicalDecl()].emplace_back(Args.begin(),
                                                          Args.end());
      return;
    }
    if (!Args.empty())
      U.CallArguments[F->getCanonicalDecl()].emplace_back(Args.begin(),
                                                          Args.end());
  }

  /// The class that `std::make_unique<T>(...)` and the like construct.
  static const CXXRecordDecl *madeBy(const FunctionDecl *F,
                                     const Entry &Known) {
    if (llvm::none_of(Known.Flows,
                      [](const Flow *Each) { return Each->Constructs; }))
      return nullptr;
    return madeClass(F);
  }

  /// \p To, a member or a variable, is assigned \p What.
  void assigned(const Expr *To, const Expr *What) {
    To = To->IgnoreParenImpCasts();
    const ValueDecl *D = nullptr;
    if (const auto *M = dyn_cast<MemberExpr>(To))
      D = dyn_cast<FieldDecl>(M->getMemberDecl());
    else if (const auto *R = dyn_cast<DeclRefExpr>(To))
      D = dyn_cast<VarDecl>(R->getDecl());
    const auto *V = dyn_cast_or_null<VarDecl>(D);
    if (D && (!V || V->hasGlobalStorage()))
      U.Assigned[cast<ValueDecl>(D->getCanonicalDecl())].push_back(What);
  }

  void call(const FunctionDecl *F, llvm::ArrayRef<Expr *> Args) {
    const Entry *Known = N.find(F);
    noteUse(Known);
    if (Known && Current && Known->Matters && !Known->Triggers)
      for (const Fact *Each : Known->Facts)
        if (Each->Handle >= 1 &&
            static_cast<size_t>(Each->Handle) <= Args.size() &&
            namesMember(Args[Each->Handle - 1]))
          Waiting.insert({Current->getCanonicalDecl(), Each});
    // std::make_unique<T>(...) constructs a T.
    if (const CXXRecordDecl *Made = Known ? madeBy(F, *Known) : nullptr) {
      noteUse(Made);
      // What its constructors do, the call does.
      if (Current && !U.inSystemHeader(Made))
        for (const CXXConstructorDecl *C : Made->ctors())
          if (C->hasBody())
            Calls[Current->getCanonicalDecl()].insert(C->getCanonicalDecl());
    }
    if (Current && Current->getCanonicalDecl() != F->getCanonicalDecl())
      U.Called.insert(F->getCanonicalDecl());
    if (!Current)
      return;
    if (F->hasBody()) {
      if (!U.inSystemHeader(F))
        Calls[Current->getCanonicalDecl()].insert(F->getCanonicalDecl());
    } else if (!U.inSystemHeader(F)) {
      const FunctionDecl *Definition = nullptr;
      U.Skipped |= F->isDefined(Definition) && Definition->hasSkippedBody();
      if (!Known)
        U.Unseen.insert(Current->getCanonicalDecl());
    }
  }

  /// \p E, or the variable or member behind it, may be written to.
  void written(const Expr *E) {
    while (E) {
      E = E->IgnoreParenCasts();
      if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
        U.Written.insert(cast<ValueDecl>(D->getDecl()->getCanonicalDecl()));
        return;
      }
      if (const auto *M = dyn_cast<MemberExpr>(E)) {
        U.Written.insert(
            cast<ValueDecl>(M->getMemberDecl()->getCanonicalDecl()));
        E = M->isArrow() ? nullptr : M->getBase();
      } else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
        E = A->getBase();
      } else if (const auto *UO = dyn_cast<UnaryOperator>(E)) {
        E = UO->getSubExpr();
      } else {
        return;
      }
    }
  }
  /// An argument that is bound to a non-const reference may be written to.
  void passed(const Expr *E) {
    const Expr *Plain = E->IgnoreParens();
    if (Plain->isGLValue() && !Plain->getType().isConstQualified() &&
        !Plain->getType()->isFunctionType())
      written(Plain);
    else if (Plain->getType()->isPointerType() &&
             !Plain->getType()->getPointeeType().isConstQualified())
      if (const auto *C = dyn_cast<ImplicitCastExpr>(Plain);
          C && C->getCastKind() == CK_ArrayToPointerDecay)
        written(C->getSubExpr());
  }

  Unit &U;
  Names &N;
  const FunctionDecl *Current = nullptr;
  bool Triggered = false; ///< Outside of functions: something known is used.
  llvm::DenseSet<const FunctionDecl *> Entered;
  /// Functions that use names which only mean something on an object that is in
  /// some state, and the facts that speak of it.
  llvm::DenseSet<std::pair<const FunctionDecl *, const Fact *>> Waiting;
  llvm::DenseMap<const FunctionDecl *, llvm::DenseSet<const FunctionDecl *>>
      Calls;
};

} // namespace commsec

Unit::Unit(ASTContext &Context, Names &N) : Context(Context) {
  UnitBuilder B(*this, N);
  for (Decl *D : Context.getTraversalScope())
    if (isa<TranslationUnitDecl>(D)) {
      for (Decl *Top : cast<TranslationUnitDecl>(D)->decls())
        B.TraverseDecl(Top);
    } else {
      B.TraverseDecl(D);
    }
  B.finish();
}
