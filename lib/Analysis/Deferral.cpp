//===--- Deferral.cpp - callbacks that leave the decision to others -------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// A verify callback may note what failed, let the handshake go on to see all
/// failures, and leave the decision to a function that looks at them later.
/// What that decides is not followed: it is not known, so nothing is said.
///
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace commsec;
using namespace clang;

namespace {
/// Finds the members and globals that a body reads for more than to hand them
/// on: what is only an argument may be there to be logged, as is what a macro
/// that logs asks for.
class ReadFinder : public RecursiveASTVisitor<ReadFinder> {
public:
  ReadFinder(llvm::function_ref<void(const ValueDecl *)> Tell,
             llvm::function_ref<bool(const Expr *)> IsForMessage)
      : Tell(Tell), IsForMessage(IsForMessage) {}
  bool VisitCallExpr(CallExpr *E) {
    for (const Expr *A : E->arguments())
      Arguments.insert(A->IgnoreParenCasts());
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    if (E->getCastKind() != CK_LValueToRValue)
      return true;
    const Expr *Read = E->getSubExpr()->IgnoreParens();
    if (Arguments.contains(Read) || IsForMessage(Read))
      return true;
    if (const auto *M = dyn_cast<MemberExpr>(Read))
      Tell(M->getMemberDecl());
    else if (const auto *D = dyn_cast<DeclRefExpr>(Read))
      Tell(D->getDecl());
    return true;
  }

private:
  llvm::function_ref<void(const ValueDecl *)> Tell;
  llvm::function_ref<bool(const Expr *)> IsForMessage;
  llvm::SmallPtrSet<const Expr *, 16> Arguments;
};
} // namespace

/// The functions of the unit that read the member or global \p D.
bool Engine::isReadOutside(const ValueDecl *D, const FunctionDecl *Of) {
  if (!Readers) {
    Readers.emplace();
    for (const FunctionDecl *F : U.functions())
      if (const Stmt *Code = F->getBody())
        ReadFinder(
            [&](const ValueDecl *Read) {
              (*Readers)[cast<ValueDecl>(Read->getCanonicalDecl())].insert(
                  F->getCanonicalDecl());
            },
            [&](const Expr *E) { return messageMacro(E).isValid(); })
            .TraverseStmt(const_cast<Stmt *>(Code));
  }
  auto It = Readers->find(cast<ValueDecl>(D->getCanonicalDecl()));
  return It != Readers->end() &&
         llvm::any_of(It->second, [&](const FunctionDecl *F) {
           return F != Of->getCanonicalDecl();
         });
}

/// Did the activation \p Inner, which began in state \p Before and ended in
/// \p After, leave word of something that other functions look at?
bool Engine::leavesWord(const State &Before, const State &After,
                        const Frame *Inner) {
  bool Left = false;
  eachDifference(
      Before.Env, After.Env,
      [&](const Region *R, const Value *, const Value *Now) {
        const ValueDecl *D = R->decl();
        const Region *Root = R->root();
        bool Outlives =
            R->K == Region::Field
                ? R->Base && (R->Base->K != Region::Variable || R->isShared())
                : R->isShared();
        // What is as it was tells nothing.
        bool Same = Now && Now->K == Value::Symbolic &&
                    Now->Sym->K == Symbol::Load && Now->Sym->Place == R;
        if (Now && !Same && D && Outlives &&
            !(Root == R && Root->Scope == Inner) &&
            isReadOutside(D, Inner->Function))
          Left = true;
        return !Left;
      });
  return Left;
}
