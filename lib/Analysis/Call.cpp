//===--- Call.cpp - what a call does to what it touches -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "Text/SensitiveWords.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/SourceManager.h"

using namespace commsec;
using namespace clang;

static const CXXRecordDecl *classOf(const FunctionDecl *F) {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(F);
  return M ? M->getParent() : nullptr;
}

CallSite Engine::describe(const Expr *E, const Frame *Scope, State &S) {
  CallSite C;
  C.E = E;
  C.Scope = Scope;
  if (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
    C.Callee = K->getConstructor();
    C.Class = K->getConstructor()->getParent();
    C.Args.append(K->arg_begin(), K->arg_end());
    C.Target = Regions.created(E, Scope);
    if (const Body *B = Scope->Function ? body(Scope->Function) : nullptr) {
      if (const VarDecl *V = B->Initialises.lookup(E)) {
        if (!V->getType()->isReferenceType())
          C.Target = Regions.variable(V, Scope);
      } else if (const FieldDecl *F = B->InitField.lookup(E)) {
        C.Target = Regions.field(thisRegion(Scope, S), F);
      } else if (const auto *New =
                     dyn_cast_or_null<CXXNewExpr>(B->Parents->getParent(E))) {
        C.Target = Regions.created(New, Scope);
      }
    }
  } else if (const auto *K = dyn_cast<CallExpr>(E)) {
    C.Callee = K->getDirectCallee();
    C.Args.append(K->arg_begin(), K->arg_end());
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(K)) {
      C.Object = M->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(K) && classOf(C.Callee) &&
               !C.Args.empty()) {
      C.Object = C.Args.front();
      C.Args.erase(C.Args.begin());
    }
    C.Target = Regions.created(E, Scope);
    if (!C.Callee) {
      Value V = evaluate(K->getCallee(), Scope, S);
      if (V.K == Value::Function)
        C.Callee = V.Callee;
    }
  }
  for (const Expr *A : C.Args)
    C.Values.push_back(evaluate(A, Scope, S));
  if (C.Object)
    C.ObjectValue = evaluate(C.Object, Scope, S);
  if (C.Class)
    C.Known = Naming.find(C.Class);
  else if (C.Callee)
    C.Known = Naming.find(C.Callee);
  return C;
}

const Expr *Engine::operandExpr(int Operand, const CallSite &C) const {
  if (Operand == OperandThis)
    return C.Object;
  if (Operand == OperandValue)
    return C.WrittenExpr;
  if (Operand >= 1 && static_cast<unsigned>(Operand) <= C.Args.size())
    return C.Args[Operand - 1];
  return nullptr;
}

Value Engine::operandValue(int Operand, const CallSite &C, State &S) {
  if (Operand == OperandThis)
    return C.ObjectValue;
  if (Operand == OperandValue)
    return C.Written;
  if (Operand >= 1 && static_cast<unsigned>(Operand) <= C.Values.size())
    return C.Values[Operand - 1];
  if (Operand == OperandResult && C.Target)
    return Value::address(C.Target);
  return Value::unknown();
}

const Region *Engine::operandRegion(int Operand, const CallSite &C, State &S) {
  if (Operand == OperandProgram)
    return Regions.program();
  if (Operand == OperandResult)
    return C.Target;
  if (Operand == OperandThis && !C.Object)
    return C.Target ? C.Target : nullptr;
  Value V = operandValue(Operand, C, S);
  const Region *R = pointedTo(V);
  if (!R && V.Place)
    R = V.Place;
  const Expr *E = operandExpr(Operand, C);
  if (!R && V.isNull() && E) {
    // No object, but still one name for it: what is set on it counts.
    const Expr *Plain = E->IgnoreParenImpCasts();
    R = isa<DeclRefExpr>(Plain) ? lvalue(Plain, C.Scope, S) : nullptr;
    return R ? R : Regions.created(E, C.Scope);
  }
  if (!R && E && (E->isGLValue() || E->getType()->isRecordType()))
    R = lvalue(E, C.Scope, S);
  if (!R)
    return nullptr;
  R = forward(R, S);
  return objectOf(R, S);
}

/// Objects are also meant by their parts: `res->ai_addr` belongs to what
/// getaddrinfo made.
const Region *Engine::objectOf(const Region *R, const State &S) const {
  for (const Region *X = R; X; X = X->Base)
    if (S.Objects.lookup(X))
      return X;
  return R;
}

bool Engine::isLogging(const CallSite &C) const {
  if (C.Known && C.Known->Logging)
    return true;
  if (!C.Callee)
    return false;
  if (C.Callee->getOverloadedOperator() == OO_LessLess)
    return true;
  if (C.Callee->hasBody() || U.inSystemHeader(C.Callee))
    return false;
  // A project's own logging function: nothing else is called so.
  if (!C.Callee->getIdentifier())
    return false;
  for (llvm::StringRef W : splitIdentifier(C.Callee->getName()))
    if (W == "log" || W == "warn" || W == "warning" || W == "print" ||
        W == "printf" || W == "debug" || W == "trace" || W == "syslog" ||
        W == "logf" || W == "dbg" || W == "logger")
      return true;
  return false;
}

Value Engine::callResult(const CallSite &C, State &S) {
  Symbol Key;
  Key.Site = C.E;
  Key.Scope = C.Scope;
  Key.Evidence = true;
  if (Judging && C.Callee && Naming.isOneOf(C.Callee, Judging->Neutral))
    Key.Evidence = false;
  const Symbol *Sym = symbol(Key);
  // Each execution yields a new result; nothing is known of it yet.
  unlearn(S, Sym);
  Value V = Value::symbolic(Sym);
  V.ResultOf = C.Callee;
  return V;
}

bool Engine::applyFlow(CallSite &C, State &S, Value &Result) {
  bool Applied = false;
  for (const Flow *F : C.Known->Flows) {
    if (!C.Class && F->Call.empty())
      continue;
    if (C.Class && F->Construct.empty())
      continue;
    if (holds(F->Select, C, S).T != Tri::Yes)
      continue;
    Applied = true;
    auto Give = [&](const Region *R) {
      Value V = Value::address(R);
      V.ResultOf = C.Callee;
      if (F->Out != OperandNone) {
        if (const Region *Place = pointedTo(operandValue(F->Out, C, S)))
          store(Place, V, S);
      } else if (!C.Class) {
        Result = V;
        C.Target = R;
      }
    };
    if (!F->Creates.empty()) {
      const Region *R = C.Class ? C.Target : Regions.created(C.E, C.Scope);
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
        copySlots(O.Parent, R, S);
        ParentOf[R] = O.Parent;
      }
      if (const Region *Name = sharedName(R)) {
        Shared[Name].Created = true;
        noteParent(Shared[Name], O, S);
      }
      if (!C.Class)
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
    if (F->Returns != OperandNone) {
      Value V = operandValue(F->Returns, C, S);
      if (F->Out != OperandNone) {
        if (const Region *Place = pointedTo(operandValue(F->Out, C, S)))
          store(Place, V, S);
      } else {
        Result = V;
        if (const Region *R = pointedTo(V))
          C.Target = R;
      }
    }
    if (F->Resets != OperandNone)
      if (const Region *R = operandRegion(F->Resets, C, S))
        release(R, S, /*Ends=*/false);
    if (F->Releases != OperandNone)
      if (const Region *R = operandRegion(F->Releases, C, S))
        release(R, S, /*Ends=*/true);
  }
  return Applied;
}

/// True if \p R is (or derives from nothing but) a standard string class.
static bool isStringClass(const CXXRecordDecl *R) {
  if (!R || !R->getIdentifier())
    return false;
  return R->isInStdNamespace() && (R->getName() == "basic_string" ||
                                   R->getName() == "basic_string_view");
}

static std::string afterFormat(llvm::StringRef Format) {
  return Format.split('%').first.str();
}

/// The text behind \p V with its way, where \p V is a string object.
Value Engine::stringValue(const Value &V, State &S) {
  if (V.K != Value::Address)
    return V;
  Value Inner = load(V.Place, QualType(), S);
  return Inner.K == Value::String ? Inner : V;
}

const Piece *Engine::addPiece(const Piece *Before, const Expr *E) {
  if (!E || (Before && Before->Text == E))
    return Before;
  Piece Key;
  Key.Previous = Before;
  Key.Text = E;
  llvm::FoldingSetNodeID ID;
  Key.Profile(ID);
  void *Position = nullptr;
  if (Piece *Found = Pieces.FindNodeOrInsertPos(ID, Position))
    return Found;
  auto *New = new (Memory.Allocate<Piece>()) Piece(Key);
  Pieces.InsertNode(New, Position);
  return New;
}

/// The parts of the C and C++ standard libraries that values and handles
/// travel through: smart pointers, strings, moves and binds. Answers whether
/// it told what the call writes to the memory it is given.
bool Engine::standardLibrary(const CallSite &C, State &S, Value &Result) {
  const FunctionDecl *F = C.Callee;
  if (!F)
    return false;
  const CXXRecordDecl *Class = C.Class ? C.Class : classOf(F);
  if (Class && Class->isLambda() && isa<CXXConversionDecl>(F)) {
    Result = C.ObjectValue;
    return false;
  }
  if (Class && Class->isInStdNamespace() && F->getIdentifier() &&
      F->getName() == "shared_from_this") {
    const Region *This = C.Object ? lvalue(C.Object, C.Scope, S) : nullptr;
    Result = Value::address(This ? This : thisRegion(C.Scope, S));
    return false;
  }
  // Methods may be inherited from a base that only the library names.
  if (!C.Class && C.Object)
    if (const auto *Written =
            C.Object->IgnoreParenImpCasts()->getType()->getAsCXXRecordDecl())
      if (Naming.isHolder(Written))
        Class = Written;
  if (Class && Naming.isHolder(Class)) {
    if (C.Class) {
      if (!C.Values.empty() && C.Target) {
        Value Held = C.Values[0];
        if (Held.K == Value::Address && C.Args[0]->isGLValue())
          Held = Value::address(forward(Held.Place, S));
        store(C.Target, Held, S);
        Result = Value::address(C.Target);
      }
      return false;
    }
    const Region *R = C.Object ? lvalue(C.Object, C.Scope, S) : nullptr;
    Value Held = Value::unknown();
    if (C.Object) {
      const Expr *Plain = C.Object->IgnoreParenImpCasts();
      const Region *Place = nullptr;
      if (const auto *D = dyn_cast<DeclRefExpr>(Plain)) {
        if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
          if (!V->getType()->isReferenceType())
            Place = Regions.variable(
                V, V->isInitCapture() ? nullptr : scopeOf(V, C.Scope));
      } else if (const auto *M = dyn_cast<MemberExpr>(Plain)) {
        if (const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl())) {
          const Region *Base =
              M->isArrow() ? pointedTo(evaluate(M->getBase(), C.Scope, S))
                           : lvalue(M->getBase(), C.Scope, S);
          if (Base)
            Place = Regions.field(Base, Field);
        }
      }
      if (!Place)
        Place = R;
      if (!Place)
        Held = C.ObjectValue;
      if (F->getOverloadedOperator() == OO_Equal ||
          (F->getIdentifier() && F->getName() == "reset")) {
        if (Place && !C.Values.empty()) {
          Value New = C.Values[0];
          if (New.K == Value::Address)
            New = Value::address(forward(New.Place, S));
          store(Place, New, S);
          // A member of the object is reached by its other methods too.
          if (Place->isShared())
            publish(Place, New, S);
        }
        Result = Value::address(Place);
        return false;
      }
      if (Place)
        if (const Value *V = S.Env.lookup(Place))
          Held = *V;
      if (Place && Held.K != Value::Address) {
        // An unknown smart pointer holds what everybody finds in it.
        Held = Value::address(Regions.pointee(Place));
      } else if (Held.K == Value::Address) {
        Held = Value::address(forward(Held.Place, S));
      }
    }
    bool Gets = F->getOverloadedOperator() == OO_Arrow ||
                F->getOverloadedOperator() == OO_Star ||
                isa<CXXConversionDecl>(F) ||
                (F->getIdentifier() &&
                 (F->getName() == "get" || F->getName() == "release" ||
                  F->getName() == "value"));
    if (Gets &&
        !(isa<CXXConversionDecl>(F) && F->getReturnType()->isBooleanType()))
      Result = Held;
    else if (isa<CXXConversionDecl>(F) && Held.isKnownNonNull())
      Result = Value::integer(1, C.E, C.Scope);
    return false;
  }
  auto TextOf = [&](unsigned I, bool &Known) {
    return I < C.Values.size() ? text(C.Values[I], S, Known)
                               : (Known = false, PartialText{"", false});
  };
  auto Taint = [&](const Region *R) {
    if (!R)
      return;
    for (const Expr *A : C.Args)
      if (sensitive(A, C.Scope, S)) {
        writeSlot(R, slotId("sensitive"), Slot{Slot::Set, nullptr}, S);
        return;
      }
  };
  if (Class && !C.Class && Class->isInStdNamespace() &&
      Class->getIdentifier() && Class->getName() == "array" && C.Object) {
    // A constant table: its elements.
    const Region *R = lvalue(C.Object, C.Scope, S);
    const FieldDecl *Elements =
        Class->field_empty() ? nullptr : *Class->field_begin();
    const auto *A = Elements
                        ? Context.getAsConstantArrayType(Elements->getType())
                        : nullptr;
    if (R && A) {
      const Region *All = Regions.field(R, Elements);
      llvm::StringRef Name = F->getIdentifier() ? F->getName() : "";
      if (Name == "begin" || Name == "cbegin" || Name == "data")
        Result = Value::address(Regions.element(All, 0));
      else if (Name == "end" || Name == "cend")
        Result =
            Value::address(Regions.element(All, A->getSize().getZExtValue()));
      else if (Name == "size")
        Result = Value::integer(A->getSize().getZExtValue(), C.E, C.Scope);
      else if ((F->getOverloadedOperator() == OO_Subscript || Name == "at") &&
               !C.Values.empty())
        if (Value I = resolve(C.Values[0], S); I.isInt())
          Result = Value::address(Regions.element(All, I.I));
    }
    return false;
  }
  if (Class && isStringClass(Class)) {
    const Region *R = C.Class    ? C.Target
                      : C.Object ? lvalue(C.Object, C.Scope, S)
                                 : nullptr;
    OverloadedOperatorKind Op = F->getOverloadedOperator();
    llvm::StringRef Name = F->getIdentifier() ? F->getName() : "";
    if (C.Class && R && llvm::all_of(C.Args, [](const Expr *A) {
          return isa<CXXDefaultArgExpr>(A);
        })) {
      store(R, textValue({"", true}, nullptr, nullptr, nullptr), S);
      Result = Value::address(R);
      return false;
    }
    if (C.Class || Op == OO_Equal || Name == "assign") {
      bool Known = false;
      if (!C.Values.empty() && R) {
        PartialText T = TextOf(0, Known);
        if (Known) {
          Value V = stringValue(C.Values[0], S);
          Value New =
              textValue(T, V.At ? V.At : C.Args[0], V.At ? V.AtFrame : C.Scope,
                        V.Source ? V.Source : nullptr);
          New.Sticky = V.Sticky;
          New.Pieces = V.Pieces;
          New.Chosen = V.Chosen;
          store(R, New, S);
        } else {
          store(R, Value::unknown(), S);
        }
        Taint(R);
      }
      Result = R ? Value::address(R) : Value::unknown();
      return false;
    }
    if (Op == OO_PlusEqual || Name == "append" || Name == "push_back") {
      bool Known = false;
      if (R) {
        PartialText Old = text(Value::address(R), S, Known);
        Value Before = load(R, QualType(), S);
        if (Known && Old.Complete) {
          bool More = false;
          PartialText Tail = TextOf(0, More);
          Value New = textValue({Old.Text + Tail.Text, More && Tail.Complete},
                                Before.At, Before.AtFrame, Before.Source);
          if (Old.Text.empty() && More) {
            New.At = C.Values[0].At ? C.Values[0].At : C.Args[0];
            New.AtFrame = C.Values[0].At ? C.Values[0].AtFrame : C.Scope;
            New.Source = C.Values[0].Source;
          } else if (Before.Source) {
            New.At = Before.Source;
            New.AtFrame = Before.AtFrame;
          }
          const Value Added = stringValue(C.Values[0], S);
          New.Pieces = addPiece(addPiece(Before.Pieces, Before.Source),
                                Added.Source ? Added.Source : C.Args[0]);
          New.Sticky = true;
          New.Chosen =
              Before.Chosen || Added.Chosen || underChoice(C.E, C.Scope, S);
          store(R, New, S);
        }
        Taint(R);
      }
      Result = R ? Value::address(R) : Value::unknown();
      return false;
    }
    if (Name == "c_str" || Name == "data" || isa<CXXConversionDecl>(F)) {
      Value V = R ? load(R, QualType(), S) : Value::unknown();
      if (V.K != Value::String)
        V = C.ObjectValue;
      if (V.K == Value::String && C.Object) {
        if (!V.Sticky && (!V.AtFrame || V.AtFrame == C.Scope)) {
          V.At = C.E;
          V.AtFrame = C.Scope;
        }
        V.Place = R;
      }
      Result = V;
      return false;
    }
  }
  if (!F->getIdentifier()) {
    if (F->getOverloadedOperator() == OO_Plus && C.Values.size() == 2 &&
        isStringClass(F->getReturnType()->getAsCXXRecordDecl())) {
      bool Known = false, More = false;
      PartialText L = TextOf(0, Known), R = TextOf(1, More);
      if (Known) {
        PartialText T = L;
        if (L.Complete)
          T = {L.Text + (More ? R.Text : ""), More && R.Complete};
        const Value LV = stringValue(C.Values[0], S);
        const Value RV = stringValue(C.Values[1], S);
        Value V =
            textValue(T, LV.Source ? LV.Source : LV.At, LV.AtFrame, LV.Source);
        if (LV.Sticky)
          V.At = LV.At;
        // A piece of a string is the line to change; a constant that is used
        // for the beginning is not.
        V.Sticky = true;
        V.Pieces = addPiece(addPiece(LV.Pieces, LV.Source),
                            RV.Source ? RV.Source : C.Args[1]);
        V.Chosen = LV.Chosen || RV.Chosen;
        if (!LV.Sticky && LV.Source && LV.AtFrame != C.Scope) {
          V.At = LV.At;
          V.AtFrame = LV.AtFrame;
        }
        Result = V;
      }
    }
    return false;
  }
  llvm::StringRef Name = F->getName();
  if (F->isInStdNamespace()) {
    if (Name == "move" || Name == "forward" || Name == "ref" ||
        Name == "cref" || Name == "bind" || Name == "addressof" ||
        Name == "mem_fn" || Name == "bind_front") {
      if (!C.Values.empty()) {
        Result = C.Values[0];
        if (Result.K == Value::Unknown || Result.K == Value::Symbolic)
          if (const Region *R = lvalue(C.Args[0], C.Scope, S))
            if (C.Args[0]->getType()->isRecordType())
              Result = Value::address(R);
      }
      return false;
    }
    if (Name == "to_string") {
      Result = textValue({"", false}, C.E, C.Scope, nullptr);
      return false;
    }
    if (Name == "make_unique" || Name == "make_shared") {
      Result = Value::address(Regions.created(C.E, C.Scope));
      return false;
    }
    if (Name == "format" && !C.Values.empty()) {
      bool Known = false;
      PartialText T = TextOf(0, Known);
      if (Known) {
        auto [Head, Tail] = llvm::StringRef(T.Text).split('{');
        Value V = textValue({Head.str(), Tail.empty() && T.Complete}, C.Args[0],
                            C.Scope, C.Values[0].Source);
        V.Sticky = true;
        Result = V;
      }
      return false;
    }
  }
  if (classOf(F))
    return false;
  // Text that is put together in a buffer.
  unsigned FormatAt = ~0u;
  if (Name == "snprintf" || Name == "__builtin___snprintf_chk")
    FormatAt = 2;
  else if (Name == "sprintf" || Name == "asprintf")
    FormatAt = 1;
  if (FormatAt != ~0u && C.Values.size() > FormatAt) {
    bool Known = false;
    PartialText T = TextOf(FormatAt, Known);
    const Region *R = operandRegion(1, C, S);
    if (R && R->K == Region::Element && R->Index == 0)
      R = R->Base;
    if (R) {
      if (Known) {
        const Value &FV = C.Values[FormatAt];
        std::string Head = afterFormat(T.Text);
        bool Complete = Head.size() == T.Text.size() && T.Complete;
        // "%s://..." starts with its first argument.
        if (Head.empty() && llvm::StringRef(T.Text).starts_with("%s") &&
            C.Values.size() > FormatAt + 1) {
          bool First = false;
          PartialText A = TextOf(FormatAt + 1, First);
          if (First && A.Complete) {
            std::string Rest = afterFormat(llvm::StringRef(T.Text).substr(2));
            Value V = textValue(
                {A.Text + Rest, false}, C.Values[FormatAt + 1].At,
                C.Values[FormatAt + 1].AtFrame, C.Values[FormatAt + 1].Source);
            V.Sticky = true;
            store(R, V, S);
            Taint(R);
            return true;
          }
        }
        Value V = textValue(
            {Head, Complete},
            FV.AtFrame && FV.AtFrame != C.Scope ? FV.At : C.Args[FormatAt],
            FV.AtFrame ? FV.AtFrame : C.Scope, FV.Source);
        V.Sticky = true;
        store(R, V, S);
      } else {
        store(R, Value::unknown(), S);
      }
      Taint(R);
      if (Name == "asprintf")
        if (Value P = operandValue(1, C, S); P.K == Value::Address)
          store(P.Place, load(R, QualType(), S), S);
    }
    return true;
  }
  if (Name == "strcpy" || Name == "strncpy" || Name == "memcpy" ||
      Name == "strcat" || Name == "strncat" || Name == "stpcpy" ||
      Name == "strlcpy" || Name == "strlcat" || Name == "memmove") {
    const Region *R = operandRegion(1, C, S);
    if (R && R->K == Region::Element && R->Index == 0)
      R = R->Base;
    if (!R)
      return true;
    bool Known = false;
    PartialText T = TextOf(1, Known);
    if (Name.contains("cat")) {
      bool Had = false;
      PartialText Old = text(Value::address(R), S, Had);
      if (Had && Old.Complete) {
        Value Before = load(R, QualType(), S);
        Value V = textValue({Old.Text + T.Text, Known && T.Complete}, Before.At,
                            Before.AtFrame, Before.Source);
        V.Sticky = true;
        store(R, V, S);
      }
    } else if (Known) {
      Value V = textValue(T, C.Values[1].At ? C.Values[1].At : C.Args[1],
                          C.Values[1].At ? C.Values[1].AtFrame : C.Scope,
                          C.Values[1].Source);
      V.Sticky = true;
      store(R, V, S);
    } else {
      store(R, Value::unknown(), S);
    }
    Taint(R);
    Result = Value::address(R);
    return true;
  }
  if ((Name == "strdup" || Name == "g_strdup" || Name == "strndup") &&
      !C.Values.empty()) {
    bool Known = false;
    PartialText T = TextOf(0, Known);
    if (Known) {
      Value V = C.Values[0];
      V.K = Value::String;
      V.Text = intern(T.Text);
      V.Complete = T.Complete;
      Result = V;
    }
  }
  return false;
}

/// What the call may have changed: memory behind pointers and references,
/// and, if its code is unseen, the objects it was given.
void Engine::invalidate(const CallSite &C, State &S, bool Unseen) {
  auto Touch = [&](const Value &V, const Expr *E, QualType Param) {
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
      if (const Region *O = objectOf(R, S))
        escape(O, S, /*ToCode=*/true);
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
      for (const Region *X = It.getKey(); X; X = X->Base)
        if (X == R) {
          Parts.push_back(It.getKey());
          break;
        }
    for (const Region *P : Parts)
      S.Env = EnvFactory.remove(S.Env, P);
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
    Key.Evidence = true;
    if (Judging && C.Callee && Naming.isOneOf(C.Callee, Judging->Neutral))
      Key.Evidence = false;
    store(R, Value::symbolic(symbol(Key)), S);
  };
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    QualType Param;
    if (C.Callee && I < C.Callee->getNumParams())
      Param = C.Callee->getParamDecl(I)->getType();
    else if (!C.Args[I]->isGLValue())
      Param = C.Args[I]->getType();
    Touch(C.Values[I], C.Args[I], Param);
  }
  if (C.Object && Unseen)
    if (const Region *R = operandRegion(OperandThis, C, S))
      escape(R, S, /*ToCode=*/true);
}

Engine::States Engine::follow(const CallSite &C, State S) {
  const FunctionDecl *Definition = nullptr;
  C.Callee->hasBody(Definition);
  const Frame *Inner = Regions.frame(C.Scope, C.E, Definition);
  for (unsigned I = 0; I < Definition->getNumParams(); ++I) {
    const ParmVarDecl *P = Definition->getParamDecl(I);
    const Region *R = Regions.variable(P, Inner);
    S.Env = EnvFactory.remove(S.Env, R);
    if (I >= C.Args.size())
      continue;
    Value V = C.Values[I];
    if (P->getType()->isReferenceType()) {
      if (const Region *Place = lvalue(C.Args[I], C.Scope, S))
        V = Value::address(Place);
    }
    if (V.K == Value::Unknown) {
      Symbol Key;
      Key.Site = C.Args[I];
      Key.Scope = C.Scope;
      Key.Evidence = true;
      V = Value::symbolic(symbol(Key));
    }
    if (!V.AtFrame && V.At == nullptr) {
      V.At = C.Args[I];
      V.AtFrame = C.Scope;
    } else if (!V.AtFrame) {
      // A constant of the file: the call that passes it is the place.
      V.At = V.Sticky ? V.At : C.Args[I];
      V.AtFrame = C.Scope;
    }
    store(R, V, S);
  }
  if (const auto *M = dyn_cast<CXXMethodDecl>(Definition);
      M && M->isInstance() && !M->getParent()->isLambda()) {
    const Region *This = C.Class ? C.Target : nullptr;
    if (!This && C.Object)
      This = operandRegion(OperandThis, C, S);
    if (!This && !C.Object)
      This = thisRegion(C.Scope, S);
    if (This)
      store(Regions.thisPointer(Inner), Value::address(This), S);
  }
  return execute(Definition, Inner, std::move(S));
}

/// A callable that goes to code we don't see runs there, now or later: what
/// it does counts, but not for what follows here.
Engine::States Engine::followCallables(const CallSite &C, State S) {
  for (unsigned I = 0; I < C.Values.size(); ++I) {
    const Value &V = C.Values[I];
    if (V.K != Value::Function || !V.Callee || !V.Callee->hasBody() ||
        !canFollow(V.Callee, C.Scope) || !U.isRelevant(V.Callee))
      continue;
    // A callback that a fact judges was run for that.
    if (C.Known && llvm::any_of(C.Known->Facts, [&](const Fact *F) {
          return F->Callback && *F->Callback == static_cast<int>(I) + 1;
        }))
      continue;
    CallSite Inner;
    Inner.E = C.Args[I];
    Inner.Scope = C.Scope;
    Inner.Callee = V.Callee;
    State Later = S;
    States Ends = follow(Inner, Later);
    leave(Ends);
    for (State &End : Ends)
      for (auto It = End.Slots.begin(); It != End.Slots.end(); ++It) {
        const Slot *Before = S.Slots.lookup(It.getKey());
        if (It.getData().K == Slot::Insecure &&
            !(Before && *Before == It.getData()))
          observe(It.getKey().first, End, false);
      }
  }
  States Result;
  Result.push_back(std::move(S));
  return Result;
}

void Engine::callConstructed(const CallSite &C, State &S) {
  // std::make_unique<T>(...) constructs a T.
  const auto *Args =
      C.Callee ? C.Callee->getTemplateSpecializationArgs() : nullptr;
  if (!Args || !Args->size() ||
      Args->get(0).getKind() != TemplateArgument::Type)
    return;
  const CXXRecordDecl *T = Args->get(0).getAsType()->getAsCXXRecordDecl();
  if (!T)
    return;
  CallSite Made = C;
  Made.Class = T;
  Made.Callee = nullptr;
  Made.Object = nullptr;
  Made.Target = Regions.created(C.E, C.Scope);
  Made.Known = Naming.find(T);
  if (!Made.Known)
    return;
  Value Ignored;
  applyFlow(Made, S, Ignored);
  applyFacts(Made, S, Ignored);
}

/// True if the catalog knows something that \p F uses, or it is so small that
/// it may just compute a value.
bool Engine::isWorthFollowing(const FunctionDecl *F, const Frame *Scope) {
  auto Matters = [&](const FunctionDecl *Each) {
    return U.isRelevant(Each) || U.mentionsKnown(Each);
  };
  if (Matters(F))
    return true;
  // From one such function it does not go on to the next, unless a callback
  // is judged: its decision may come from anywhere.
  if (!Judging && Scope->Parent && Scope->Function && !Matters(Scope->Function))
    return false;
  constexpr unsigned SmallFunction = 24;
  const Body *B = body(F);
  return B && B->Graph->getNumBlockIDs() <= SmallFunction;
}

Engine::States Engine::executeCall(const Expr *E, const Frame *Scope, State S) {
  if (const auto *New = dyn_cast<CXXNewExpr>(E)) {
    const Region *R = Regions.created(New, Scope);
    S.Exprs = ExprFactory.add(S.Exprs, E, Value::address(R));
    return {std::move(S)};
  }
  CallSite C = describe(E, Scope, S);
  Value Result = Value::unknown();
  States Out;
  auto Finish = [&](State Now, Value V) {
    if (V.K == Value::Unknown && !C.Class)
      V = callResult(C, Now);
    if (!V.ResultOf)
      V.ResultOf = C.Callee;
    Now.Exprs = ExprFactory.add(Now.Exprs, E, V);
    Out.push_back(std::move(Now));
  };
  if (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
    Result = Value::address(C.Target);
    if (K->getConstructor()->isCopyOrMoveConstructor() &&
        !isStringClass(C.Class) && !C.Values.empty()) {
      // The object goes on under its first place.
      const Value &From = C.Values[0];
      if (From.K == Value::Address || From.K == Value::Function) {
        if (From.K == Value::Function || !C.Class->isAggregate()) {
          store(C.Target, From, S);
          Result = From;
        } else {
          Result = From;
        }
        Finish(std::move(S), Result);
        return Out;
      }
    }
    // std::function and the like stand for the callable they hold.
    if (C.Values.size() >= 1 && C.Values[0].K == Value::Address && !C.Known &&
        U.inSystemHeader(C.Class) && C.Args[0]->getType()->isRecordType())
      if (const FunctionDecl *F = callableOf(C.Values[0], C.Args[0])) {
        C.Values[0].K = Value::Function;
        C.Values[0].Callee = F;
      }
    if (C.Values.size() >= 1 && C.Values[0].K == Value::Function && !C.Known &&
        U.inSystemHeader(C.Class)) {
      store(C.Target, C.Values[0], S);
      Finish(std::move(S), C.Values[0]);
      return Out;
    }
  }
  bool Filled = standardLibrary(C, S, Result);
  if (C.Callee && isa<CXXConversionDecl>(C.Callee) &&
      classOf(C.Callee)->isLambda()) {
    Finish(std::move(S), Result);
    return Out;
  }
  if (C.Callee && C.Callee->isInStdNamespace())
    callConstructed(C, S);
  // A member that is an object is written by its assignment operator.
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      Op && Op->getOperator() == OO_Equal && C.Object && !C.Args.empty())
    if (const auto *M = dyn_cast<MemberExpr>(C.Object->IgnoreParenImpCasts()))
      if (Naming.find(M->getMemberDecl()))
        writeField(M->getMemberDecl(), E, C.Args[0],
                   stringValue(C.Values[0], S),
                   M->isArrow() ? pointedTo(evaluate(M->getBase(), Scope, S))
                                : lvalue(M->getBase(), Scope, S),
                   Scope, S);
  bool Known = C.Known && (!C.Known->Facts.empty() || !C.Known->Flows.empty());
  bool Logs = isLogging(C);
  // A base class within a derived object is no object of its own.
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  bool IsPart = Construct && Construct->getConstructionKind() !=
                                 CXXConstructionKind::Complete;
  if (C.Known && !IsPart) {
    applyFlow(C, S, Result);
    applyFacts(C, S, Result);
  }
  if (Judging && C.Callee) {
    auto Truthy = [&] {
      if (C.Values.empty())
        return true;
      std::optional<bool> B = truth(C.Values[0], S);
      return !C.Args[0]->getType()->isBooleanType() || (B && *B);
    };
    if (Naming.isOneOf(C.Callee, Judging->AcceptCalls)) {
      bool Yes = Truthy();
      S.Accepted = Yes;
      S.AcceptedAt = Yes ? E : nullptr;
    }
    if (Naming.isOneOf(C.Callee, Judging->RejectCalls)) {
      S.Rejected = true;
      S.Accepted = false;
    }
    if (Naming.isOneOf(C.Callee, Judging->Verifies)) {
      for (const Constant &K : Judging->VerifyFails)
        Finish(S, Value::integer(K.Value, E, Scope));
      return Out;
    }
  }
  if (Logs)
    for (const Value &V : C.Values)
      noteLogged(V);
  bool HasBody = C.Callee && C.Callee->hasBody() &&
                 !U.inSystemHeader(C.Callee) && !C.Callee->isPureVirtual();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
  if (!Known && !Logs && HasBody && isWorthFollowing(C.Callee, Scope) &&
      canFollow(C.Callee, Scope) && body(C.Callee)) {
    State Before = S;
    States Ends = follow(C, std::move(S));
    if (Ends.empty() && !BudgetHit) {
      // It never returns.
      noteEffective(Before.Guards, nullptr);
      return Out;
    }
    for (State &End : Ends) {
      Value V = C.Class ? Value::address(C.Target) : End.Returned;
      if (V.AtFrame && V.AtFrame->Depth > Scope->Depth && !V.Sticky) {
        V.At = E;
        V.AtFrame = Scope;
      }
      noteReturned(End.Returned);
      if (V.isInt() || V.K == Value::String)
        for (const Guard *G = End.Guards; G && G != Before.Guards;
             G = G->Previous)
          V.Chosen |= isChoice(*G);
      End.HasReturned = Before.HasReturned;
      End.Returned = Before.Returned;
      End.ReturnAt = Before.ReturnAt;
      Finish(std::move(End), V);
    }
    if (!Ends.empty())
      return Out;
    S = Before;
  }
  bool System = C.Callee && U.inSystemHeader(C.Callee);
  bool Unseen = !Known && !Logs && !System;
  if (HasBody && !(U.callsUnseen(C.Callee) || U.isRelevant(C.Callee)))
    Unseen = false;
  if (Method && Method->isTrivial())
    Unseen = false;
  if (Filled)
    ; // What it writes is known.
  else if (!Logs && !Known && Result.K == Value::Unknown)
    invalidate(C, S, Unseen);
  else if (Unseen)
    invalidate(C, S, Unseen);
  else if (Known)
    invalidateOutputs(C, S);
  if (!Logs) {
    bool ForLog = false;
    if (const Body *B = Scope->Function ? body(Scope->Function) : nullptr)
      for (const Stmt *P = B->Parents->getParent(E); P && isa<Expr>(P);
           P = B->Parents->getParent(P))
        if (const auto *Call = dyn_cast<CallExpr>(P)) {
          CallSite Outer;
          Outer.E = Call;
          Outer.Callee = Call->getDirectCallee();
          if (Outer.Callee)
            Outer.Known = Naming.find(Outer.Callee);
          ForLog = isLogging(Outer);
          break;
        }
    if (!ForLog && !C.Class)
      S.Effects = llvm::hash_combine(S.Effects, E);
  }
  States Ready;
  if (!HasBody || Known)
    Ready = followCallables(C, std::move(S));
  else
    Ready.push_back(std::move(S));
  for (State &Now : Ready)
    Finish(std::move(Now), Result);
  return Out;
}

/// A catalogued call fills what it is given a pointer to, unless the flow
/// already said what with.
void Engine::invalidateOutputs(const CallSite &C, State &S) {
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    if (!C.Callee || I >= C.Callee->getNumParams())
      continue;
    if (llvm::any_of(C.Known->Flows, [&](const Flow *F) {
          return F->Out == static_cast<int>(I) + 1;
        }))
      continue; // The flow said what is stored there.
    QualType Param = C.Callee->getParamDecl(I)->getType();
    if (!Param->isPointerType() || Param->getPointeeType().isConstQualified())
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

void Engine::writeField(const ValueDecl *Field, const Expr *At,
                        const Expr *ValueExpr, Value V, const Region *Place,
                        const Frame *Scope, State &S) {
  CallSite C;
  C.E = At;
  C.Scope = Scope;
  C.Known = Naming.find(Field);
  if (!C.Known)
    return;
  C.Written = V;
  C.WrittenExpr = ValueExpr;
  C.ObjectValue = Place ? Value::address(Place) : Value::unknown();
  C.Target = Place;
  Value Ignored;
  applyFacts(C, S, Ignored);
}

void Engine::useName(const DeclRefExpr *E, const Frame *Scope, State &S) {
  if (isa<FunctionDecl>(E->getDecl()))
    return;
  CallSite C;
  C.E = E;
  C.Scope = Scope;
  C.Known = Naming.find(E->getDecl());
  if (!C.Known)
    return;
  Value Ignored;
  applyFacts(C, S, Ignored);
}
