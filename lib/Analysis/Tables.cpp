//===--- Tables.cpp - what stands in a row --------------------------------===//
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

/// Elements that a loop, or somebody who picks one of them, is followed
/// through.
static constexpr uint64_t LongestTable = 64;
/// Elements of which nobody knows which one is meant.
static constexpr uint64_t MostAlternatives = 12;

/// The items of \p Init, the initial value of a container.
const InitListExpr *Engine::listOf(const Expr *Init) {
  Init = Init->IgnoreImplicit()->IgnoreParens();
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
    Init = Cast->getSubExpr()->IgnoreImplicit();
  if (const auto *C = dyn_cast<CXXConstructExpr>(Init)) {
    if (C->isElidable() && C->getNumArgs() == 1)
      return listOf(C->getArg(0));
    if (!C->getNumArgs() ||
        !Naming.isContainer(C->getConstructor()->getParent()))
      return nullptr;
    Init = C->getArg(0)->IgnoreImplicit();
  }
  const auto *List = dyn_cast<CXXStdInitializerListExpr>(Init);
  return List ? dyn_cast<InitListExpr>(List->getSubExpr()->IgnoreImplicit())
              : nullptr;
}

/// The table at \p R, of type \p T: an array, a class whose only member is one,
/// or a container whose items are known.
std::optional<Table> Engine::tableAt(const Region *R, QualType T, State &S) {
  if (!R || T.isNull())
    return std::nullopt;
  if (const auto *Class = T->getAsCXXRecordDecl()) {
    if (Naming.isContainer(Class)) {
      uint64_t Size = 0;
      while (Size < LongestTable && S.Env.lookup(Regions.element(R, Size)))
        ++Size;
      bool Implicit = false;
      if (!Size)
        if (const Expr *Init = initialiserOf(R, Implicit))
          if (const InitListExpr *L = listOf(Init))
            Size = L->getNumInits();
      if (!Size)
        return std::nullopt;
      return Table{R, Size};
    }
    if (!Class->hasDefinition() || Class->field_empty() ||
        std::next(Class->field_begin()) != Class->field_end())
      return std::nullopt;
    R = Regions.field(R, *Class->field_begin());
    T = Class->field_begin()->getType();
  }
  const ConstantArrayType *A = Context.getAsConstantArrayType(T);
  if (!A)
    return std::nullopt;
  return Table{R, A->getSize().getZExtValue()};
}

/// The table that operand \p Operand is, or that it points into.
std::optional<Table> Engine::tableOf(int Operand, const CallSite &C, State &S) {
  const Expr *E = operandExpr(Operand, C);
  if (!E)
    return std::nullopt;
  if (E->isGLValue())
    if (std::optional<Table> T =
            tableAt(lvalue(E, C.Scope, S), E->getType(), S))
      return T;
  const Region *R = pointedTo(operandValue(Operand, C, S));
  // The object that a pointer leads to.
  if (R && Operand == OperandThis && E->getType()->isPointerType())
    if (std::optional<Table> T =
            tableAt(forward(R, S), E->getType()->getPointeeType(), S))
      return T;
  if (!R || R->K != Region::Element)
    return std::nullopt;
  R = R->Base;
  return R->decl() ? tableAt(R, R->decl()->getType().getNonReferenceType(), S)
                   : std::nullopt;
}

static const FieldDecl *memberNamed(const CXXRecordDecl *R,
                                    llvm::StringRef Name) {
  for (const FieldDecl *F : R->fields())
    if (F->getName() == Name)
      return F;
  return nullptr;
}

/// The class of the elements of the container \p T.
static const CXXRecordDecl *memberClass(QualType T) {
  const auto *R = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  const auto *Elements = R ? R->getDefinition() : nullptr;
  if (!Elements)
    return nullptr;
  for (const Decl *D : Elements->decls())
    if (const auto *Name = dyn_cast<TypedefNameDecl>(D);
        Name && Name->getName() == "value_type")
      return Name->getUnderlyingType()->getAsCXXRecordDecl();
  return nullptr;
}

/// The element that the flow names, or unknown. Where any one may be meant, the
/// call is told all of them.
Value Engine::elementOf(const Flow &F, CallSite &C, State &S) {
  std::optional<Table> T = tableOf(F.ElementOf, C, S);
  if (!T) {
    // Where the first one is, is known of any.
    const Region *R = F.Index == OperandFirst && F.Member.empty()
                          ? operandRegion(F.ElementOf, C, S)
                          : nullptr;
    return R ? Value::address(R->K == Region::Element ? R
                                                      : Regions.element(R, 0))
             : Value::unknown();
  }
  const FieldDecl *Member = nullptr;
  if (!F.Member.empty()) {
    const auto *Class =
        memberClass(C.Object ? C.Object->getType() : QualType());
    Member = Class ? memberNamed(Class, F.Member) : nullptr;
    if (!Member)
      return Value::unknown();
  }
  auto At = [&](uint64_t I) {
    const Region *R = Regions.element(T->Place, I);
    return Value::address(Member ? Regions.field(R, Member) : R);
  };
  if (F.Index == OperandFirst)
    return At(0);
  if (F.Index == OperandEnd)
    return At(T->Size);
  if (F.Index != OperandAny && F.Key == OperandNone) {
    Value I = resolve(operandValue(F.Index, C, S), S);
    if (I.isInt())
      return At(I.I);
  }
  if (Judging)
    return Value::unknown();
  llvm::SmallVector<uint64_t, 8> Fitting;
  bool Wanted = false;
  PartialText Key{"", false};
  Value KeyValue;
  if (F.Key != OperandNone) {
    KeyValue = resolve(operandValue(F.Key, C, S), S);
    Key = text(KeyValue, S, Wanted);
    Wanted &= Key.Complete;
  }
  for (uint64_t I = 0; I < T->Size; ++I) {
    if (Wanted || KeyValue.isInt()) {
      Value First = firstMember(Regions.element(T->Place, I), S);
      bool Known = false;
      PartialText Its = text(First, S, Known);
      if (Wanted && Known && Its.Complete && Its.Text != Key.Text)
        continue;
      if (KeyValue.isInt() && First.isInt() && First.I != KeyValue.I)
        continue;
    }
    Fitting.push_back(I);
  }
  if (F.OrEnd)
    Fitting.push_back(T->Size);
  if (Fitting.empty() || Fitting.size() > MostAlternatives)
    return Value::unknown();
  if (Fitting.size() > 1)
    for (uint64_t I : Fitting)
      C.Alternatives.push_back(At(I));
  return At(Fitting.front());
}

/// What the first member of the element \p R of a table is: a map's key.
Value Engine::firstMember(const Region *R, State &S) {
  for (auto It = S.Env.begin(); It != S.Env.end(); ++It) {
    const Region *Part = It.getKey();
    if (Part->K == Region::Field && Part->Base == R &&
        cast<FieldDecl>(Part->decl())->getFieldIndex() == 0)
      return It.getData();
  }
  bool Implicit = false;
  const Expr *Init = initialiserOf(R, Implicit);
  const auto *C =
      Init ? dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit()->IgnoreParens())
           : nullptr;
  if (!C)
    return Value::unknown();
  for (const FieldDecl *F : C->getConstructor()->getParent()->fields())
    return load(Regions.field(R, F), F->getType(), S);
  return Value::unknown();
}

/// The fields flow of the class that \p R is; null if it has none.
static const Flow *fieldsOf(const CXXRecordDecl *R, Names &Naming) {
  const Entry *Known = R ? Naming.find(R) : nullptr;
  if (Known)
    for (const Flow *F : Known->Flows)
      if (!F->Fields.empty())
        return F;
  return nullptr;
}

bool Engine::hasFields(const CXXRecordDecl *R) {
  return fieldsOf(R, Naming) != nullptr;
}

/// The argument of \p C that becomes the member \p F.
const Expr *Engine::fieldOperand(const CXXConstructExpr *C,
                                 const FieldDecl *F) {
  const Flow *Known = fieldsOf(C->getConstructor()->getParent(), Naming);
  if (Known && Known->Fields.size() == C->getNumArgs())
    for (unsigned I = 0; I < Known->Fields.size(); ++I)
      if (F->getName() == Known->Fields[I])
        return C->getArg(I);
  return nullptr;
}

/// The member that \p B, a name for a part of a tuple-like object, stands for.
const FieldDecl *Engine::bindingField(const BindingDecl *B) {
  const auto *Whole = dyn_cast<DecompositionDecl>(B->getDecomposedDecl());
  const CXXRecordDecl *R =
      Whole ? Whole->getType().getNonReferenceType()->getAsCXXRecordDecl()
            : nullptr;
  const Flow *Known = fieldsOf(R, Naming);
  if (!Known)
    return nullptr;
  for (unsigned I = 0; I < Whole->bindings().size(); ++I)
    if (Whole->bindings()[I] == B && I < Known->Fields.size())
      return memberNamed(R, Known->Fields[I]);
  return nullptr;
}

/// The operands of \p C become members of what it constructs.
void Engine::fillFields(const Flow &F, const CallSite &C, State &S) {
  if (!C.Class || !C.Target || C.Args.size() != F.Fields.size())
    return;
  for (unsigned I = 0; I < F.Fields.size(); ++I)
    if (const FieldDecl *Member = memberNamed(C.Class, F.Fields[I])) {
      Value V = stringValue(C.Values[I], S);
      if (!V.AtFrame || V.AtFrame == C.Scope) {
        V.At = C.Args[I];
        V.AtFrame = C.Scope;
        V.Sticky = true;
      }
      store(Regions.field(C.Target, Member), V, S);
    }
}

/// One item of an initialiser list: its line is the one to change.
void Engine::initialiseElement(const Region *Place, QualType T, const Expr *E,
                               const InitListExpr *L, const Frame *Scope,
                               State &S) {
  if (!E)
    return;
  const auto *Class = T->getAsCXXRecordDecl();
  const Entry *Known = Class ? Naming.find(Class) : nullptr;
  bool IsText = Known && Known->Text;
  if (!IsText && (isa<InitListExpr>(E->IgnoreParens()) || T->isRecordType() ||
                  T->isArrayType())) {
    initialise(Place, T, E, Scope, S);
    return;
  }
  Value V = isa<ImplicitValueInitExpr>(E) ? Value::integer(0, L, Scope)
                                          : evaluate(E, Scope, S);
  if (IsText) {
    V = stringValue(V, S);
    if (V.K != Value::String) {
      initialise(Place, T, E, Scope, S);
      return;
    }
  }
  if (!isa<ImplicitValueInitExpr>(E) && (!V.AtFrame || V.AtFrame == Scope)) {
    V.At = E;
    V.AtFrame = Scope;
    V.Sticky = true;
  }
  store(Place, V, S);
}

/// A container that is made of an initialiser list holds its items.
bool Engine::fillContainer(const CallSite &C, State &S, Value &Result) {
  if (!C.Class || !C.Target || !Naming.isContainer(C.Class))
    return false;
  const InitListExpr *L = listOf(C.E);
  if (!L || L->getNumInits() > LongestTable)
    return false;
  for (unsigned I = 0; I < L->getNumInits(); ++I) {
    const Expr *E = L->getInit(I);
    const Region *Place = Regions.element(C.Target, I);
    // What was there before, in an earlier round of a loop, is gone.
    store(Place, Value::address(Place), S);
    initialiseElement(Place, E->getType(), E, L, C.Scope, S);
  }
  Result = Value::address(C.Target);
  return true;
}
