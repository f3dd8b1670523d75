//===--- Empty.cpp - loops over nothing -----------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// A comparison in a loop over a constant table that is empty never runs, so no
/// path leads to it: it is found by its form.
///
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "Text/SensitiveWords.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace commsec;
using namespace clang;

namespace {
/// Finds the calls and the tables of a function.
struct TableUses : RecursiveASTVisitor<TableUses> {
  llvm::SmallVector<const CallExpr *, 8> Calls;
  llvm::SmallVector<const VarDecl *, 4> Tables;
  bool VisitCallExpr(CallExpr *E) {
    Calls.push_back(E);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *V = dyn_cast<VarDecl>(E->getDecl());
    if (V && (V->hasGlobalStorage() || V->getType().isConstQualified()) &&
        (V->getType()->isArrayType() || V->getType()->isRecordType()))
      Tables.push_back(V);
    return true;
  }
};
} // namespace

/// True if \p V has no elements.
static bool isEmptyTable(const VarDecl *V, const ASTContext &Context) {
  if (const auto *A = Context.getAsConstantArrayType(V->getType()))
    return A->isZeroSize();
  if (!V->getType().isConstQualified() || !V->hasInit())
    return false;
  const auto *Made = dyn_cast<CXXConstructExpr>(V->getInit()->IgnoreImplicit());
  return Made && Made->getConstructor()->isDefaultConstructor();
}

/// True if the condition of \p Loop says that it runs never: a number below
/// nought of a constant.
static bool neverRuns(const ForStmt *Loop, const ASTContext &Context) {
  const auto *Test = dyn_cast_or_null<BinaryOperator>(
      Loop->getCond() ? Loop->getCond()->IgnoreParenImpCasts() : nullptr);
  if (!Test || (Test->getOpcode() != BO_LT && Test->getOpcode() != BO_NE) ||
      Test->getRHS()->isValueDependent())
    return false;
  Expr::EvalResult R;
  return Test->getRHS()->EvaluateAsInt(R, Context) && R.Val.getInt() == 0;
}

void Engine::findEmptyLoops() {
  llvm::DenseMap<const Entry *, const Fact *> Asked;
  for (const Entry *Each : U.named())
    for (const Fact *F : Each->Facts)
      if (!F->OverEmpty.empty())
        Asked[Each] = F;
  if (Asked.empty())
    return;
  for (const FunctionDecl *F : U.functions()) {
    TableUses All;
    All.TraverseStmt(F->getBody());
    for (const CallExpr *Call : All.Calls) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const Fact *Known = Callee ? Asked.lookup(Naming.find(Callee)) : nullptr;
      const Body *B = Known ? body(F) : nullptr;
      if (!B)
        continue;
      auto IsMeant = [&](const VarDecl *V) {
        return llvm::any_of(splitIdentifier(V->getName()),
                            [&](const std::string &Word) {
                              return llvm::is_contained(Known->OverEmpty, Word);
                            });
      };
      bool Empty = false;
      for (const Stmt *P = B->Parents->getParent(Call); P && !Empty;
           P = B->Parents->getParent(P)) {
        TableUses Used;
        if (const auto *Range = dyn_cast<CXXForRangeStmt>(P)) {
          Used.TraverseStmt(const_cast<Expr *>(Range->getRangeInit()));
          Empty = llvm::any_of(Used.Tables, [&](const VarDecl *V) {
            return IsMeant(V) && isEmptyTable(V, Context);
          });
        } else if (const auto *Loop = dyn_cast<ForStmt>(P)) {
          Used.TraverseStmt(const_cast<CallExpr *>(Call));
          Empty = llvm::any_of(Used.Tables, [&](const VarDecl *V) {
            return IsMeant(V) &&
                   (isEmptyTable(V, Context) || neverRuns(Loop, Context));
          });
        }
      }
      if (!Empty)
        continue;
      Occurrence Key;
      Key.F = Known;
      Key.Call = Call;
      Key.Scope = Regions.frame(nullptr, nullptr, F);
      Candidate C;
      C.Where = makeUnique(Occurrences, Key, Memory).first;
      Waiting.push_back(C);
    }
  }
}
