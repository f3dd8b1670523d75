//===--- Bind.cpp - functions that are given arguments before the call ----===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace commsec;
using namespace clang;

static bool isMethod(const FunctionDecl *F) {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  return M && M->isInstance() && !M->getParent()->isLambda();
}

/// The global of a system header that \p Given names: a placeholder.
static const VarDecl *placeholder(const Expr *Given, const Unit &U) {
  const auto *D = dyn_cast<DeclRefExpr>(Given->IgnoreParenImpCasts());
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  return V && V->hasGlobalStorage() && U.inSystemHeader(V) ? V : nullptr;
}

/// The argument that the placeholder \p V stands for, counted from one: the
/// number in its type. Zero if that tells none.
static unsigned numberOf(const VarDecl *V) {
  const auto *Of = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      V->getType().getNonReferenceType()->getAsCXXRecordDecl());
  if (!Of || Of->getTemplateArgs().size() != 1 ||
      Of->getTemplateArgs()[0].getKind() != TemplateArgument::Integral)
    return 0;
  return Of->getTemplateArgs()[0].getAsIntegral().getLimitedValue(~0u);
}

/// What is copied where \p V, which \p E refers to, is kept.
Value Engine::copied(const Expr *E, const Value &V, const Frame *Scope,
                     State &S) {
  QualType T = E->getType();
  if (!E->isGLValue() || T->isRecordType() || T->isFunctionType() ||
      T->isArrayType())
    return V;
  const Region *R = lvalue(E, Scope, S);
  return R ? load(R, T, S) : V;
}

/// The function in \p Operand will be called with the operands behind it. What
/// the catalog says of that call is said here, as far as they are known; and
/// the result remembers them for who calls it in view.
void Engine::bindLater(int Operand, const CallSite &C, State &S,
                       Value &Result) {
  Value Fn = resolve(operandValue(Operand, C, S), S);
  Result = Fn;
  if (Fn.K != Value::Function || !Fn.Callee)
    return;
  CallSite Later;
  Later.E = C.E;
  Later.Scope = C.Scope;
  Later.Callee = Fn.Callee;
  Later.Known = Naming.find(Fn.Callee);
  Later.Target = Regions.created(C.E, C.Scope);
  for (unsigned I = Operand; I < C.Args.size(); ++I) {
    Value Now = placeholder(C.Args[I], U)
                    ? Value::address(Regions.created(
                          C.Args[I]->IgnoreParenImpCasts(), C.Scope))
                    : copied(C.Args[I], C.Values[I], C.Scope, S);
    store(Regions.element(Later.Target, I), Now, S);
    if (isMethod(Fn.Callee) && !Later.Object) {
      Later.Object = C.Args[I];
      Later.ObjectValue = Now;
      continue;
    }
    Later.Args.push_back(C.Args[I]);
    Later.Values.push_back(Now);
  }
  Result.Source = C.E;
  if (!Later.Known || Later.Known->Facts.empty())
    return;
  Value Answer;
  applyFacts(Later, S, Answer);
  noteEscaped(Answer);
}

/// \p C calls what bindLater() made: gives it the arguments that \p Fn has,
/// in place of those that it is written with.
void Engine::spreadBound(const Value &Fn, CallSite &C, State &S) {
  const auto *At = dyn_cast_or_null<CallExpr>(Fn.Source);
  auto Keeps = [&](const Frame *In) {
    const Region *R = Regions.created(At, In);
    for (unsigned I = 0; I < At->getNumArgs(); ++I)
      if (S.Env.lookup(Regions.element(R, I)))
        return R;
    return static_cast<const Region *>(nullptr);
  };
  const Region *Kept = nullptr;
  for (const Frame *F = C.Scope; At && F && !Kept; F = F->Parent)
    Kept = Keeps(F);
  if (!Kept)
    return;
  const llvm::SmallVector<const Expr *, 6> Given = std::move(C.Args);
  const llvm::SmallVector<Value, 6> Values = std::move(C.Values);
  C.Args.clear();
  C.Values.clear();
  unsigned Open = 0;
  auto Add = [&](const Expr *E, const Value &V) {
    if (isMethod(C.Callee) && !C.Object) {
      C.Object = E;
      C.ObjectValue = V;
      return;
    }
    C.Args.push_back(E);
    C.Values.push_back(V);
  };
  for (unsigned I = 0; I < At->getNumArgs(); ++I) {
    const Value *Now = S.Env.lookup(Regions.element(Kept, I));
    if (!Now)
      continue; // The function itself.
    const VarDecl *V = placeholder(At->getArg(I), U);
    unsigned N = V ? numberOf(V) : 0;
    Open += V != nullptr;
    if (N && N <= Given.size())
      Add(Given[N - 1], Values[N - 1]);
    else
      Add(At->getArg(I), *Now);
  }
  // Behind those that were bound come the others, where none was left open.
  for (unsigned I = 0;
       !Open && I < Given.size() && C.Args.size() < C.Callee->getNumParams();
       ++I)
    Add(Given[I], Values[I]);
}
