//===--- Invalidation.cpp - what a call may have changed ------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "Text/SensitiveWords.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace commsec;
using namespace clang;

/// True if the library's function only keeps argument \p I: a pointer to a
/// struct of the program, whose members it cannot know, given neither a size
/// nor a function that does.
static bool onlyKeeps(const CallSite &C, unsigned I, const Unit &U) {
  if (!C.Callee || !U.inSystemHeader(C.Callee) || C.Callee->isVariadic() ||
      I >= C.Callee->getNumParams())
    return false;
  QualType Param = C.Callee->getParamDecl(I)->getType();
  const Expr *Given = C.Args[I]->IgnoreParenImpCasts();
  const RecordDecl *Of =
      Given->getType()->isPointerType()
          ? Given->getType()->getPointeeType()->getAsRecordDecl()
          : nullptr;
  if (!Param->isVoidPointerType() || !Of || U.inSystemHeader(Of))
    return false;
  for (unsigned J = 0; J < C.Callee->getNumParams(); ++J) {
    QualType T = C.Callee->getParamDecl(J)->getType();
    if (T->isFunctionPointerType() || (J > I && T->isIntegerType()))
      return false;
  }
  return true;
}

/// True if argument \p I of a call to a function that is not seen is for the
/// callback that it is given, too: it does not know what is behind it.
static bool isUserData(const CallSite &C, unsigned I) {
  if (!C.Callee || I >= C.Callee->getNumParams() ||
      !C.Callee->getParamDecl(I)->getType()->isVoidPointerType())
    return false;
  for (unsigned J = 0; J < C.Callee->getNumParams() && J < C.Values.size(); ++J)
    if (C.Callee->getParamDecl(J)->getType()->isFunctionPointerType() &&
        C.Values[J].K == Value::Function)
      return true;
  return false;
}

/// Pseudo-slot: a library keeps a pointer to this structure of the program.
static constexpr llvm::StringLiteral KeptMark = "(kept)";

/// A library that is given a pointer to a structure of the program, without
/// knowing what is in it, gives it to the program's callbacks.
void Engine::noteKept(const CallSite &C, State &S) {
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    QualType Given = C.Args[I]->IgnoreParenImpCasts()->getType();
    bool Opaque = I >= C.Callee->getNumParams() ||
                  C.Callee->getParamDecl(I)->getType()->isVoidPointerType();
    const RecordDecl *Of = Opaque && Given->isPointerType()
                               ? Given->getPointeeType()->getAsRecordDecl()
                               : nullptr;
    const Region *R = Of && !Given->getPointeeType().isConstQualified() &&
                              !U.inSystemHeader(Of)
                          ? pointedTo(C.Values[I])
                          : nullptr;
    if (R && !S.Objects.lookup(R))
      S.Slots = SlotFactory.add(S.Slots, {R, slotId(KeptMark)},
                                Slot{Slot::Set, nullptr});
  }
}

/// A handle is used, and callbacks run: what the library keeps may have been
/// changed by them, but for the objects in it.
void Engine::forgetKept(State &S) {
  auto Id = SlotIds.find(KeptMark);
  if (Id == SlotIds.end())
    return;
  llvm::SmallVector<const Region *, 8> Parts;
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
    if (It.getKey().second == Id->second)
      for (auto Each = S.Env.begin(); Each != S.Env.end(); ++Each)
        if (isPartOf(Each.getKey(), It.getKey().first) &&
            Each.getData().K != Value::Address)
          Parts.push_back(Each.getKey());
  for (const Region *P : Parts)
    S.Env = EnvFactory.remove(S.Env, P);
}

/// Unseen code that gets a handle and a callback which only one call takes will
/// make that call.
void Engine::notePassedWith(const CallSite &C, State &S) {
  if (!Cat.hasPassedWith())
    return;
  PrintingPolicy Plain(Context.getLangOpts());
  Plain.SuppressTagKeyword = true;
  for (const Expr *Each : C.Args) {
    QualType T = Each->IgnoreParenImpCasts()->getType();
    if (T->isFunctionPointerType())
      T = T->getPointeeType();
    if (!T->isFunctionType())
      continue;
    llvm::ArrayRef<const Fact *> Facts =
        Cat.passedWith(T.getCanonicalType().getAsString(Plain));
    if (Facts.empty())
      continue;
    for (unsigned I = 0; I < C.Args.size(); ++I)
      if (const Region *R = pointedTo(C.Values[I]))
        if (const Region *O = objectOf(forward(R, S), S))
          for (const Fact *F : Facts)
            writeSlot(O, slotId(F->Slot), Slot{Slot::Set, nullptr}, S);
  }
}

/// Unseen code that is named after a call makes it.
void Engine::noteNamedLike(const CallSite &C, State &S) {
  if (!C.Callee || !C.Callee->getIdentifier())
    return;
  for (const std::string &Word : splitIdentifier(C.Callee->getName()))
    for (const Fact *F : Cat.namedLike(Word))
      writeSlot(Regions.program(), slotId(F->Slot), Slot{Slot::Set, nullptr},
                S);
}

/// What the call may have changed: memory behind pointers and references,
/// and, if its code is unseen, the objects it was given.
void Engine::invalidate(const CallSite &C, State &S, bool Unseen) {
  auto Touch = [&](const Value &V, const Expr *E, QualType Param,
                   bool KeepsHandles) {
    noteEscaped(V);
    const Region *R = pointedTo(V);
    if (!R && V.K == Value::String)
      R = V.Place;
    if (!R && E && E->isGLValue())
      R = lvalue(E, C.Scope, S);
    if (!R)
      return;
    R = forward(R, S);
    if (Unseen)
      if (const Region *O = objectOf(R, S);
          O && (!KeepsHandles || S.Objects.lookup(O)))
        escape(O, S);
    if (Param.isNull() || !(Param->isPointerType() || Param->isReferenceType()))
      return;
    QualType To = Param->getPointeeType();
    if (To.isConstQualified() || To->isFunctionType())
      return;
    // Handles are opaque: what they stand for is told by the catalog.
    if (S.Objects.lookup(R))
      return;
    if (R->K == Region::Element)
      R = R->Base;
    llvm::SmallVector<const Region *, 8> Parts;
    for (auto It = S.Env.begin(); It != S.Env.end(); ++It)
      if (isPartOf(It.getKey(), R) &&
          !(KeepsHandles && It.getData().K == Value::Address &&
            S.Objects.lookup(It.getData().Place)))
        Parts.push_back(It.getKey());
    for (const Region *P : Parts)
      S.Env = EnvFactory.remove(S.Env, P);
    if (KeepsHandles)
      return;
    if (R->K == Region::Created && !R->site()->getType()->isRecordType())
      return;
    const ValueDecl *D = R->decl();
    if (D && (D->getType()->isRecordType() || D->getType()->isArrayType())) {
      if (D->getType()->isArrayType())
        store(R, Value::unknown(), S);
      return;
    }
    Symbol Key;
    Key.Site = E;
    Key.Scope = C.Scope;
    Key.Evidence = !provesNothing(C.Callee);
    store(R, Value::symbolic(symbol(Key)), S);
  };
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    QualType Param;
    if (C.Callee && I < C.Callee->getNumParams())
      Param = C.Callee->getParamDecl(I)->getType();
    else if (!C.Args[I]->isGLValue())
      Param = C.Args[I]->getType();
    if (onlyKeeps(C, I, U))
      Param = QualType();
    Touch(C.Values[I], C.Args[I], Param, isUserData(C, I));
  }
  if (C.Object && Unseen)
    if (const Region *R = operandRegion(OperandThis, C, S))
      escape(R, S);
}

/// A catalogued call fills what it is given a pointer to, unless the flow
/// already said what with.
void Engine::invalidateOutputs(const CallSite &C, State &S) {
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    if (!C.Callee)
      continue;
    if (llvm::any_of(C.Known->Flows, [&](const Flow *F) {
          return F->Out == static_cast<int>(I) + 1;
        }))
      continue; // The flow said what is stored there.
    bool Variadic = I >= C.Callee->getNumParams();
    QualType Param =
        Variadic ? C.Args[I]->getType() : C.Callee->getParamDecl(I)->getType();
    if (!Param->isPointerType() || Param->getPointeeType().isConstQualified())
      continue;
    // Among variable arguments only the address of a number is there to be
    // filled: texts are read.
    if (Variadic && (!Param->getPointeeType()->isArithmeticType() ||
                     Param->getPointeeType()->isAnyCharacterType()))
      continue;
    const Value &V = C.Values[I];
    const Region *R = V.K == Value::Address  ? V.Place
                      : V.K == Value::String ? V.Place
                                             : nullptr;
    if (!R || S.Objects.lookup(R) || R->K == Region::Created)
      continue;
    if (R->K == Region::Element)
      R = R->Base;
    const Value *Now = S.Env.lookup(R);
    if (Now && Now->K == Value::Address)
      continue; // The flow stored an object there.
    if (Now && (Now->isInt() || Now->K == Value::String))
      store(R, Value::unknown(), S);
  }
}
