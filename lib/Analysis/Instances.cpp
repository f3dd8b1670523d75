//===--- Instances.cpp - what system headers may instantiate --------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Instances.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace commsec;
using namespace clang;

namespace {

/// Looks for what gives the instances of one pattern a part in the analysis: a
/// name that triggers, a call to a relevant function, and, in a unit where
/// anything is relevant, a write to what others see and the answer of a
/// callback. Names that depend on the arguments are taken for whatever they
/// may be.
class PatternReader : public RecursiveASTVisitor<PatternReader> {
public:
  PatternReader(Names &N, const Unit &U) : N(N), U(U) {
    for (const FunctionDecl *F : U.functions())
      if (const IdentifierInfo *II = F->getIdentifier(); II && U.isRelevant(F))
        RelevantNames.insert(II);
  }

  bool matters(const FunctionDecl *F) {
    Pattern = F;
    Found = false;
    const auto *M = dyn_cast<CXXMethodDecl>(F);
    IsLambda = M && M->getParent()->isLambda();
    if (M && !IsLambda) {
      // It may override a catalogued method, perhaps of a base yet unknown.
      if (M->isVirtual() || M->getParent()->hasAnyDependentBases())
        name(F->getDeclName());
      if (N.find(M))
        Found = true;
    }
    if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *I : C->inits())
        if (I->isAnyMemberInitializer() && I->isWritten())
          changes();
    TraverseDecl(const_cast<FunctionDecl *>(F));
    return Found;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) { return decl(E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return decl(E->getMemberDecl()); }
  bool VisitOverloadExpr(OverloadExpr *E) {
    for (const NamedDecl *D : E->decls())
      decl(D);
    return name(E->getName());
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *E) {
    return name(E->getDeclName());
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) {
    return name(E->getMember());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    for (const Expr *A : E->arguments())
      passed(A);
    return decl(E->getConstructor()->getParent());
  }
  bool VisitCXXUnresolvedConstructExpr(CXXUnresolvedConstructExpr *E) {
    for (const Expr *A : E->arguments())
      passed(A);
    return !Found;
  }
  bool VisitTypeLoc(TypeLoc L) {
    QualType T = L.getType();
    if (const auto *R = T->getAsCXXRecordDecl())
      return decl(R);
    if (const auto *S = T->getAs<TemplateSpecializationType>())
      if (const TemplateDecl *D = S->getTemplateName().getAsTemplateDecl())
        return decl(D->getTemplatedDecl());
    return !Found;
  }
  bool VisitCallExpr(CallExpr *E) {
    for (const Expr *A : E->arguments())
      passed(A);
    return !Found;
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isAssignmentOp())
      written(E->getLHS());
    return !Found;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->isIncrementDecrementOp() || E->getOpcode() == UO_AddrOf)
      written(E->getSubExpr());
    return !Found;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->getType()->isReferenceType() && V->getInit() &&
        !V->getType()->getPointeeType().isConstQualified())
      written(V->getInit());
    return !Found;
  }
  bool VisitInitListExpr(InitListExpr *E) {
    // It may fill the members of a class that the user defined.
    QualType T = E->getType();
    const auto *R = T.isNull() ? nullptr : T->getAsRecordDecl();
    if (T.isNull() || T->isVoidType() || T->isDependentType() ||
        (R && !U.inSystemHeader(R)))
      changes();
    return !Found;
  }
  bool VisitReturnStmt(ReturnStmt *R) {
    // Handed to a library, a lambda may be a callback that decides.
    return IsLambda && R->getRetValue() ? changes() : !Found;
  }

private:
  // All of these answer whether to go on.
  bool changes() {
    Found |= U.anyRelevant();
    return !Found;
  }

  bool decl(const NamedDecl *D) {
    if (!D || isLocal(D))
      return !Found;
    if (const auto *T = dyn_cast<TemplateDecl>(D))
      D = T->getTemplatedDecl();
    const Entry *Known = N.find(D);
    Found |= Known && Known->Triggers;
    if (const auto *F = dyn_cast_or_null<FunctionDecl>(D))
      Found |= U.isRelevant(F);
    return !Found;
  }

  bool name(DeclarationName Name) {
    if (const IdentifierInfo *II = Name.getAsIdentifierInfo())
      Found |= N.triggers(II->getName()) || RelevantNames.contains(II);
    return !Found;
  }

  bool isLocal(const Decl *D) const {
    for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent())
      if (C == Pattern)
        return true;
    return false;
  }

  /// \p E, or the variable or member behind it, may be written to.
  void written(const Expr *E) {
    while (E) {
      E = E->IgnoreParenCasts();
      if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
        // A lambda's parameter may be how it answers.
        if (!isLocal(D->getDecl()) ||
            (IsLambda && isa<ParmVarDecl>(D->getDecl())))
          changes();
        return;
      }
      if (isa<MemberExpr, CXXDependentScopeMemberExpr, CXXThisExpr>(E)) {
        changes();
        return;
      }
      if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
        E = A->getBase();
      else if (const auto *UO = dyn_cast<UnaryOperator>(E))
        E = UO->getSubExpr();
      else
        return;
    }
  }
  void passed(const Expr *E) {
    const Expr *Plain = E->IgnoreParens();
    bool Decays = false;
    if (const auto *C = dyn_cast<ImplicitCastExpr>(Plain))
      Decays = C->getCastKind() == CK_ArrayToPointerDecay;
    if (Decays || (Plain->isGLValue() && !Plain->getType().isConstQualified() &&
                   !Plain->getType()->isFunctionType()))
      written(Plain);
  }

  Names &N;
  const Unit &U;
  llvm::DenseSet<const IdentifierInfo *> RelevantNames;
  const FunctionDecl *Pattern = nullptr;
  bool IsLambda = false;
  bool Found = false;
};

} // namespace

bool commsec::mayLackInstances(ASTContext &Context, Names &N, const Unit &U) {
  if (!Context.getLangOpts().CPlusPlus)
    return U.anyRelevant() && U.callsSkipped();
  if (U.anyRelevant() && (U.callsSkipped() || U.hasLazyValues()))
    return true;
  PatternReader Reader(N, U);
  return llvm::any_of(U.patterns(),
                      [&](const FunctionDecl *F) { return Reader.matters(F); });
}
