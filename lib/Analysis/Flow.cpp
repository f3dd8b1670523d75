//===--- Flow.cpp - what a call does to objects and values ----------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace commsec;
using namespace clang;

/// The memory that a call fills through the operand \p Out, where that is
/// what it makes (a digest, a text), rather than a pointer to an object.
const Region *Engine::filledMemory(int Out, const CallSite &C, State &S) {
  const Region *Place = pointedTo(operandValue(Out, C, S));
  if (!Place || !C.Callee || Out < 1 ||
      static_cast<unsigned>(Out) > C.Callee->getNumParams())
    return nullptr;
  QualType Filled =
      C.Callee->getParamDecl(Out - 1)->getType()->getPointeeType();
  if (!Filled.isNull() && Filled->isPointerType()) {
    // A buffer of the caller's, which the pointer walks through.
    if (Filled->getPointeeType()->isRecordType())
      return nullptr;
    const Value *Now = S.Env.lookup(Place);
    Place = Now && Now->K == Value::Address ? Now->Place : nullptr;
    if (Place && Place->K == Region::Element)
      Place = Place->Base;
    const ValueDecl *D = Place ? Place->decl() : nullptr;
    return D && D->getType()->isArrayType() ? Place : nullptr;
  }
  if (Filled.isNull() || Filled->isRecordType())
    return nullptr;
  return Place->K == Region::Element ? Place->Base : Place;
}

/// Does what the catalog's flows say of the call. Answers whether they told
/// what it writes to the memory it is given.
bool Engine::applyFlow(CallSite &C, State &S, Value &Result) {
  bool Filled = false;
  for (const Flow *F : C.Known->Flows) {
    if (!C.Class && F->Call.empty())
      continue;
    if (C.Class && F->Construct.empty())
      continue;
    if (holds(F->Select, C, S).T != Tri::Yes)
      continue;
    auto Give = [&](const Region *R) {
      Value V = Value::address(R);
      V.ResultOf = C.Callee;
      if (F->Out != OperandNone) {
        if (const Region *Place = pointedTo(operandValue(F->Out, C, S))) {
          store(Place, V, S);
          bool Inside = Place->K == Region::Element;
          for (int I = 0; F->Elements > 1 && I < F->Elements; ++I)
            store(Regions.element(Inside ? Place->Base : Place,
                                  (Inside ? Place->Index : 0) + I),
                  V, S);
        }
        if (!C.Class)
          C.Target = R;
      } else if (!C.Class) {
        Result = V;
        C.Target = R;
      } else {
        // The object stands for the other one.
        store(C.Target, Value::address(R), S);
        Result = Value::address(R);
      }
    };
    if (!F->Creates.empty()) {
      const Region *Given = filledMemory(F->Out, C, S);
      const Region *R = C.Class ? C.Target
                        : Given ? Given
                                : Regions.created(C.E, C.Scope);
      // A loop creates a new object at the same place each time.
      llvm::SmallVector<SlotKey, 8> Old;
      for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
        if (It.getKey().first == R)
          Old.push_back(It.getKey());
      for (const SlotKey &K : Old)
        S.Slots = SlotFactory.remove(S.Slots, K);
      Object O;
      O.Site = C.E;
      if (F->From != OperandNone)
        O.Parent = operandRegion(F->From, C, S);
      S.Objects = ObjectFactory.add(S.Objects, R, O);
      if (O.Parent) {
        copySlots(O.Parent, R, S, /*Inherits=*/true);
        ParentOf[R] = O.Parent;
      }
      if (const Region *Name = sharedName(R)) {
        Shared[Name].Created = true;
        noteParent(Shared[Name], O, S);
      }
      if (Given)
        C.Target = R;
      else if (!C.Class)
        Give(R);
    }
    if (F->Aliases != OperandNone)
      if (const Region *R = operandRegion(F->Aliases, C, S))
        Give(R);
    if (F->Merges != OperandNone) {
      const Region *From = operandRegion(F->Merges, C, S);
      const Region *To = operandRegion(F->Into, C, S);
      if (From && To && From != To) {
        copySlots(From, To, S);
        ParentOf.try_emplace(From, To);
      }
    }
    if (F->Resets != OperandNone)
      if (const Region *R = operandRegion(F->Resets, C, S))
        release(R, S, /*Ends=*/false);
    if (F->Releases != OperandNone)
      if (const Region *R = operandRegion(F->Releases, C, S))
        release(R, S, /*Ends=*/true);
    applyValueFlow(*F, C, S, Result);
    Filled |= applyTextFlow(*F, C, S, Result);
  }
  return Filled;
}

/// The flow's words on values.
void Engine::applyValueFlow(const Flow &F, CallSite &C, State &S,
                            Value &Result) {
  if (F.Constructs)
    construct(C, S, Result);
  if (F.ElementOf != OperandNone)
    Result = elementOf(F, C, S);
  if (F.SizeOf != OperandNone)
    if (const ConstantArrayType *A = nullptr; tableOf(F.SizeOf, C, S, A))
      Result = Value::integer(A->getSize().getZExtValue(), C.E, C.Scope);
  if (F.Returns == OperandNone)
    return;
  Value V = operandValue(F.Returns, C, S);
  if (F.Out != OperandNone) {
    if (const Region *Place = pointedTo(operandValue(F.Out, C, S)))
      store(Place, V, S);
    return;
  }
  const Expr *E = operandExpr(F.Returns, C);
  if (F.Returns == OperandThis) {
    const Region *This = E ? lvalue(E, C.Scope, S) : nullptr;
    V = Value::address(This ? This : thisRegion(C.Scope, S));
  } else if ((V.K == Value::Unknown || V.K == Value::Symbolic) && E &&
             E->isGLValue() && E->getType()->isRecordType()) {
    // An object stands for itself.
    if (const Region *R = lvalue(E, C.Scope, S))
      V = Value::address(R);
  }
  Result = V;
  if (const Region *R = pointedTo(V))
    C.Target = R;
}

/// The result is a new object of the first template argument.
void Engine::construct(const CallSite &C, State &S, Value &Result) {
  Result = Value::address(Regions.created(C.E, C.Scope));
  const auto *Args =
      C.Callee ? C.Callee->getTemplateSpecializationArgs() : nullptr;
  const CXXRecordDecl *T =
      Args && Args->size() && Args->get(0).getKind() == TemplateArgument::Type
          ? Args->get(0).getAsType()->getAsCXXRecordDecl()
          : nullptr;
  const Entry *Known = T ? Naming.find(T) : nullptr;
  if (!Known)
    return;
  CallSite Made = C;
  Made.Class = T;
  Made.Callee = nullptr;
  Made.Object = nullptr;
  Made.Target = Result.Place;
  Made.Known = Known;
  Value Ignored;
  applyFlow(Made, S, Ignored);
  applyFacts(Made, S, Ignored);
}

/// The array that operand \p Operand is, or has as its only member.
const Region *Engine::tableOf(int Operand, const CallSite &C, State &S,
                              const ConstantArrayType *&Type) {
  const Expr *E = operandExpr(Operand, C);
  const Region *R = E && E->isGLValue() ? lvalue(E, C.Scope, S) : nullptr;
  if (!R)
    return nullptr;
  QualType T = E->getType();
  if (const auto *Class = T->getAsCXXRecordDecl()) {
    if (!Class->hasDefinition() || Class->field_empty() ||
        std::next(Class->field_begin()) != Class->field_end())
      return nullptr;
    R = Regions.field(R, *Class->field_begin());
    T = Class->field_begin()->getType();
  }
  Type = Context.getAsConstantArrayType(T);
  return Type ? R : nullptr;
}

/// The element that the flow names, or unknown.
Value Engine::elementOf(const Flow &F, const CallSite &C, State &S) {
  const ConstantArrayType *A = nullptr;
  const Region *Table = tableOf(F.ElementOf, C, S, A);
  if (!Table)
    return Value::unknown();
  if (F.Index == OperandFirst)
    return Value::address(Regions.element(Table, 0));
  if (F.Index == OperandEnd)
    return Value::address(Regions.element(Table, A->getSize().getZExtValue()));
  Value I = resolve(operandValue(F.Index, C, S), S);
  return I.isInt() ? Value::address(Regions.element(Table, I.I))
                   : Value::unknown();
}
