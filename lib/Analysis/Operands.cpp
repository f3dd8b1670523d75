//===--- Operands.cpp - which values reach what the catalog names ---------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Operands.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace commsec;
using namespace clang;

namespace {

using Decls = llvm::SmallVector<const ValueDecl *, 8>;

const ValueDecl *canonical(const ValueDecl *D) {
  return cast<ValueDecl>(D->getCanonicalDecl());
}

/// Whatever is named in \p S.
void namedIn(const Stmt *S, Decls &Out) {
  if (!S)
    return;
  if (const auto *D = dyn_cast<DeclRefExpr>(S)) {
    if (!isa<EnumConstantDecl>(D->getDecl()))
      Out.push_back(canonical(D->getDecl()));
  } else if (const auto *M = dyn_cast<MemberExpr>(S)) {
    Out.push_back(canonical(M->getMemberDecl()));
  } else if (const auto *O = dyn_cast<OpaqueValueExpr>(S)) {
    namedIn(O->getSourceExpr(), Out);
  }
  for (const Stmt *Child : S->children())
    namedIn(Child, Out);
}

/// What an assignment to \p E fills.
void filledBy(const Expr *E, Decls &Out) {
  E = E->IgnoreParenCasts();
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    Out.push_back(canonical(D->getDecl()));
  else if (const auto *M = dyn_cast<MemberExpr>(E))
    Out.push_back(canonical(M->getMemberDecl()));
  else
    namedIn(E, Out);
}

/// Follows who gets its value from whom, backwards from the operands.
class Builder {
public:
  Builder(Names &N, llvm::DenseSet<const ValueDecl *> &Reaching)
      : N(N), Reaching(Reaching) {}

  void addFunction(const FunctionDecl *F) {
    Current = F;
    if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *I : C->inits())
        if (I->getInit()) {
          if (I->isAnyMemberInitializer())
            flow({canonical(I->getAnyMember())}, I->getInit());
          visit(I->getInit());
        }
    visit(F->getBody());
  }

  void finish() {
    while (!Work.empty())
      for (const ValueDecl *From : Sources.lookup(Work.pop_back_val()))
        reach(From);
  }

private:
  void reach(const ValueDecl *D) {
    if (Reaching.insert(D).second)
      Work.push_back(D);
  }
  void reachAll(const Stmt *S) {
    Decls All;
    namedIn(S, All);
    for (const ValueDecl *D : All)
      reach(D);
  }
  /// A fact may ask for the members of what it is given.
  void reachMembers(QualType T) {
    if (const RecordDecl *R = T->getAsRecordDecl())
      if (const RecordDecl *Definition = R->getDefinition())
        for (const FieldDecl *F : Definition->fields()) {
          if (Reaching.contains(canonical(F)))
            continue;
          reach(canonical(F));
          reachMembers(F->getType());
        }
  }
  void flow(llvm::ArrayRef<const ValueDecl *> To, const Decls &From) {
    for (const ValueDecl *T : To) {
      auto &Known = Sources[T];
      Known.append(From.begin(), From.end());
    }
  }
  /// \p To gets \p From and, if that lets it be written to, gives it as well.
  void flow(Decls To, const Expr *From) {
    Decls All;
    namedIn(From, All);
    flow(To, All);
    if (From->getType()->isPointerType() || From->isGLValue())
      flow(All, To);
  }

  void call(const Expr *E, const FunctionDecl *Callee, const NamedDecl *Name,
            llvm::ArrayRef<const Expr *> Arguments) {
    const Entry *Known = N.find(Name);
    if (Known && (Known->Triggers || !Known->Facts.empty() ||
                  !Known->Contracts.empty())) {
      reachAll(E);
      for (const Expr *A : Arguments) {
        QualType T = A->IgnoreParenCasts()->getType();
        reachMembers(T->isPointerType() ? T->getPointeeType() : T);
      }
      return;
    }
    if (!Callee || !Callee->hasBody()) {
      // What goes in may come out wherever it is written to.
      Decls All;
      namedIn(E, All);
      if (Known)
        flow(All, All);
      return;
    }
    const FunctionDecl *Definition = nullptr;
    Callee->hasBody(Definition);
    for (unsigned I = 0; I < Arguments.size() && I < Definition->getNumParams();
         ++I)
      flow({canonical(Definition->getParamDecl(I))}, Arguments[I]);
  }

  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *C = dyn_cast<CallExpr>(S)) {
      llvm::SmallVector<const Expr *, 8> Arguments(C->arg_begin(),
                                                   C->arg_end());
      const FunctionDecl *F = C->getDirectCallee();
      if (isa<CXXOperatorCallExpr>(C) && isa_and_nonnull<CXXMethodDecl>(F) &&
          !Arguments.empty())
        Arguments.erase(Arguments.begin());
      call(C, F, F, Arguments);
    } else if (const auto *K = dyn_cast<CXXConstructExpr>(S)) {
      llvm::SmallVector<const Expr *, 8> Arguments(K->arg_begin(),
                                                   K->arg_end());
      call(K, K->getConstructor(), K->getConstructor()->getParent(), Arguments);
    } else if (const auto *B = dyn_cast<BinaryOperator>(S)) {
      if (B->isAssignmentOp()) {
        Decls To;
        filledBy(B->getLHS(), To);
        flow(To, B->getRHS());
        for (const ValueDecl *D : To)
          if (N.find(D))
            reachAll(B);
      }
    } else if (const auto *D = dyn_cast<DeclStmt>(S)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getInit())
          flow({canonical(V)}, V->getInit());
    } else if (const auto *R = dyn_cast<ReturnStmt>(S)) {
      if (R->getRetValue())
        flow({canonical(Current)}, R->getRetValue());
    } else if (const auto *L = dyn_cast<InitListExpr>(S)) {
      const InitListExpr *Semantic =
          L->isSemanticForm() ? L : L->getSemanticForm();
      const RecordDecl *Record =
          Semantic ? Semantic->getType()->getAsRecordDecl() : nullptr;
      if (Record && !Record->isUnion()) {
        unsigned I = 0;
        if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
          I += Class->getNumBases();
        for (const FieldDecl *F : Record->fields()) {
          if (F->isUnnamedBitField())
            continue;
          if (I >= Semantic->getNumInits())
            break;
          const Expr *Init = Semantic->getInit(I++);
          flow({canonical(F)}, Init);
          if (N.find(F))
            reachAll(Init);
        }
      }
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  Names &N;
  llvm::DenseSet<const ValueDecl *> &Reaching;
  const FunctionDecl *Current = nullptr;
  llvm::DenseMap<const ValueDecl *, Decls> Sources;
  llvm::SmallVector<const ValueDecl *, 32> Work;
};

} // namespace

Operands::Operands(llvm::ArrayRef<const FunctionDecl *> Functions, Names &N) {
  Builder B(N, Reaching);
  for (const FunctionDecl *F : Functions)
    B.addFunction(F);
  B.finish();
}
