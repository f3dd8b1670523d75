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
      if (F->OrNull) {
        Symbol Key;
        Key.Site = C.E;
        Key.Scope = C.Scope;
        Key.Evidence = !provesNothing(C.Callee);
        V.Sym = freshSymbol(Key, S);
      }
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
        Merged.insert(From);
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
    if (std::optional<Table> T = tableOf(F.SizeOf, C, S))
      Result = Value::integer(T->Size, C.E, C.Scope);
  if (!F.Fields.empty())
    fillFields(F, C, S);
  if (F.Binds != OperandNone)
    bindLater(F.Binds, C, S, Result);
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

/// The class of the object that \p F constructs: its first template argument,
/// or, for a method of a class template, that of the class.
const CXXRecordDecl *commsec::madeClass(const FunctionDecl *F) {
  const TemplateArgumentList *Args = F->getTemplateSpecializationArgs();
  if (const auto *M = dyn_cast<CXXMethodDecl>(F)) {
    const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(M->getParent());
    Args = Of ? &Of->getTemplateArgs() : nullptr;
  }
  if (!Args || !Args->size() ||
      Args->get(0).getKind() != TemplateArgument::Type)
    return nullptr;
  return Args->get(0).getAsType()->getAsCXXRecordDecl();
}

/// The result is a new object of the first template argument.
void Engine::construct(const CallSite &C, State &S, Value &Result) {
  Result = Value::address(Regions.created(C.E, C.Scope));
  const CXXRecordDecl *T = C.Callee ? madeClass(C.Callee) : nullptr;
  if (C.Object && holderOf(C))
    if (const Region *Place = holderPlace(C.Object, C.Scope, S))
      store(Place, Result, S);
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
