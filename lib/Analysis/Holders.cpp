//===--- Holders.cpp - what a smart pointer holds -------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ExprCXX.h"

using namespace commsec;
using namespace clang;

/// The class of the catalog's `holders` that the call concerns: its own, or,
/// for a method that a base declares, the one that the user wrote.
const CXXRecordDecl *Engine::holderOf(const CallSite &C) {
  if (C.Class)
    return Naming.isHolder(C.Class) ? C.Class : nullptr;
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
  if (!M || !C.Object)
    return nullptr;
  const CXXRecordDecl *Written =
      C.Object->IgnoreParenImpCasts()->getType()->getAsCXXRecordDecl();
  if (Written && Naming.isHolder(Written))
    return Written;
  return Naming.isHolder(M->getParent()) ? M->getParent() : nullptr;
}

/// The variable or member that is the smart pointer itself; what `lvalue`
/// answers may already be what it holds.
const Region *Engine::holderPlace(const Expr *E, const Frame *Scope, State &S) {
  const Expr *Plain = E->IgnoreParenImpCasts();
  if (const auto *D = dyn_cast<DeclRefExpr>(Plain)) {
    if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
      if (!V->getType()->isReferenceType())
        return Regions.variable(V, V->isInitCapture() ? nullptr
                                                      : scopeOf(V, Scope));
  } else if (const auto *M = dyn_cast<MemberExpr>(Plain)) {
    if (const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl())) {
      const Region *Base = M->isArrow()
                               ? pointedTo(evaluate(M->getBase(), Scope, S))
                               : lvalue(M->getBase(), Scope, S);
      if (Base)
        return Regions.field(Base, Field);
    }
  }
  return lvalue(E, Scope, S);
}

/// Smart pointers stand for what they hold: they are built from it, assigned
/// and dereferenced, and methods that the catalog names give or take it.
void Engine::applyHolder(const CallSite &C, State &S, Value &Result) {
  if (!holderOf(C))
    return;
  auto Forwarded = [&](Value V) {
    return V.K == Value::Address ? Value::address(forward(V.Place, S)) : V;
  };
  if (C.Class) {
    if (!C.Values.empty() && C.Target) {
      store(C.Target,
            C.Args[0]->isGLValue() ? Forwarded(C.Values[0]) : C.Values[0], S);
      Result = Value::address(C.Target);
    }
    return;
  }
  OverloadedOperatorKind Op = C.Callee->getOverloadedOperator();
  bool Converts = isa<CXXConversionDecl>(C.Callee);
  bool Gives = Op == OO_Arrow || Op == OO_Star || Converts;
  int Holds = Op == OO_Equal ? 1 : OperandNone;
  if (C.Known)
    for (const Flow *F : C.Known->Flows) {
      bool Tells = F->Gives != OperandNone || F->Holds != OperandNone;
      if (!Tells || holds(F->Select, C, S).T != Tri::Yes)
        continue;
      Gives |= F->Gives != OperandNone;
      if (F->Holds != OperandNone)
        Holds = F->Holds;
    }
  // A temporary is what it was made from.
  const Region *Place = C.Object->IgnoreImplicit()->isGLValue()
                            ? holderPlace(C.Object, C.Scope, S)
                            : nullptr;
  if (Holds != OperandNone) {
    if (Place && operandExpr(Holds, C)) {
      Value New = Forwarded(operandValue(Holds, C, S));
      store(Place, New, S);
      // A member of the object is reached by its other methods too.
      if (Place->isShared())
        publish(Place, New, S);
    }
    Result = Value::address(Place);
    return;
  }
  Value Held = Place ? Value::unknown() : C.ObjectValue;
  if (Place)
    if (const Value *V = S.Env.lookup(Place))
      Held = *V;
  // What was made from another such object, or is a temporary one.
  if (Held.K == Value::Address && (!Place || Held.Place->K == Region::Created))
    if (const Value *V = S.Env.lookup(Held.Place); V && V->K == Value::Address)
      Held = *V;
  if (Op == OO_PlusPlus || Op == OO_MinusMinus) {
    // An iterator goes on in its table.
    if (Place && Held.K == Value::Address && Held.Place->K == Region::Element) {
      Value Next = Held;
      Next.Place = Regions.element(
          Held.Place->Base, Held.Place->Index + (Op == OO_PlusPlus ? 1 : -1));
      store(Place, Next, S);
      Result = C.Args.empty() ? Value::address(Place) : Held;
    } else if (Place) {
      S.Env = EnvFactory.remove(S.Env, Place);
    }
    return;
  }
  // An unknown smart pointer holds what everybody finds in it.
  if (Place && Held.K != Value::Address)
    Held = Value::address(Regions.pointee(Place));
  else
    Held = Forwarded(Held);
  if (Gives && !(Converts && C.Callee->getReturnType()->isBooleanType()))
    Result = Held;
  else if (Converts && Held.isKnownNonNull())
    Result = Value::integer(1, C.E, C.Scope);
}

/// `==` and `!=` of two smart pointers or iterators compare what they hold.
void Engine::compareHolders(const CallSite &C, State &S, Value &Result) {
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(C.E);
  if (!Op || Op->getNumArgs() != 2 ||
      (Op->getOperator() != OO_EqualEqual &&
       Op->getOperator() != OO_ExclaimEqual) ||
      !C.Callee || !U.inSystemHeader(C.Callee))
    return;
  Value Held[2];
  for (unsigned I = 0; I < 2; ++I) {
    const Expr *E = Op->getArg(I)->IgnoreParenImpCasts();
    const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
    if (!Class || !Naming.isHolder(Class))
      return;
    Held[I] = evaluate(E, C.Scope, S);
    if (E->isGLValue())
      if (const Region *Place = holderPlace(E, C.Scope, S))
        if (const Value *V = S.Env.lookup(Place))
          Held[I] = *V;
    if (Held[I].K != Value::Address || Held[I].Place->K != Region::Element)
      return;
  }
  Result = compare(Op->getOperator() == OO_EqualEqual ? BO_EQ : BO_NE, Held[0],
                   Held[1], C.E, C.Scope, S);
}
