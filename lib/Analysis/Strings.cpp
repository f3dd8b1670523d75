//===--- Strings.cpp - where texts go, and what they become ---------------===//
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

/// The text behind \p V with its way, where \p V is a string object.
Value Engine::stringValue(const Value &V, State &S) {
  if (V.K != Value::Address)
    return V;
  Value Inner = load(V.Place, QualType(), S);
  return Inner.K == Value::String ? Inner : V;
}

const Piece *Engine::addPiece(const Piece *Before, const Expr *E,
                              bool Branched) {
  if (!E)
    return Before;
  // A loop adds the same again.
  for (const Piece *P = Before; P; P = P->Previous)
    if (P->Text == E)
      return Before;
  Piece Key;
  Key.Branched = Branched;
  Key.Previous = Before;
  Key.Text = E;
  return makeUnique(Pieces, Key, Memory).first;
}

/// A text on its way, with what is known of it.
struct Engine::TextOperand {
  Value V; ///< The text itself, where a string object holds it.
  PartialText Text{"", false};
  bool Known = false;
  const Expr *E = nullptr; ///< Null if the call has no such operand.
  /// Where a report on the text stands.
  const Expr *at() const { return V.At ? V.At : E; }
  const Frame *frame(const Frame *Scope) const {
    return V.At ? V.AtFrame : Scope;
  }
};

Engine::TextOperand Engine::textOperand(int Operand, const CallSite &C,
                                        State &S) {
  TextOperand T;
  T.E = operandExpr(Operand, C);
  if (!T.E || isa<CXXDefaultArgExpr>(T.E)) {
    T.E = nullptr;
    return T;
  }
  if (Operand == OperandThis) {
    const Region *R = lvalue(T.E, C.Scope, S);
    T.V = R ? load(R, QualType(), S) : Value::unknown();
    if (T.V.K != Value::String)
      T.V = C.ObjectValue;
    if (T.V.K == Value::String)
      T.V.Place = R;
    T.Text = text(T.V, S, T.Known);
  } else {
    T.V = operandValue(Operand, C, S);
    T.Text = text(T.V, S, T.Known);
    T.V = stringValue(T.V, S);
  }
  return T;
}

/// The buffer or string object that a flow's `into` names.
const Region *Engine::textPlace(int Operand, const CallSite &C, State &S) {
  if (C.Class)
    return C.Target;
  if (Operand == OperandThis)
    return C.Object ? lvalue(C.Object, C.Scope, S) : nullptr;
  const Region *R = operandRegion(Operand, C, S);
  return R && R->K == Region::Element && R->Index == 0 ? R->Base : R;
}

/// The text of \p T behind that of \p Before.
Value Engine::appended(const Value &Before, const PartialText &Old,
                       const TextOperand &T, const CallSite &C, State &S) {
  Value New = textValue({Old.Text + T.Text.Text, T.Known && T.Text.Complete},
                        Before.At, Before.AtFrame, Before.Source);
  if (Old.Text.empty() && T.Known) {
    New.At = T.at();
    New.AtFrame = T.frame(C.Scope);
    New.Source = T.V.Source;
  } else if (Before.Source) {
    New.At = Before.Source;
    New.AtFrame = Before.AtFrame;
  }
  New.Pieces = addPiece(addPiece(Before.Pieces, Before.Source),
                        T.V.Source ? T.V.Source : T.E);
  New.Sticky = true;
  New.Chosen = Before.Chosen || T.V.Chosen || underChoice(C.E, C.Scope, S);
  return New;
}

/// The texts of the operands from \p First on, one after the other.
Value Engine::joined(int First, const CallSite &C, State &S) {
  TextOperand L = textOperand(First, C, S);
  if (!L.Known)
    return Value::unknown();
  Value V = textValue(L.Text, L.V.Source ? L.V.Source : L.V.At, L.V.AtFrame,
                      L.V.Source);
  if (L.V.Sticky)
    V.At = L.V.At;
  // A piece of a string is the line to change; a constant that is used for the
  // beginning is not.
  V.Sticky = true;
  V.Chosen = L.V.Chosen;
  V.Pieces = addPiece(L.V.Pieces, L.V.Source);
  if (!L.V.Sticky && L.V.Source && L.V.AtFrame != C.Scope) {
    V.At = L.V.At;
    V.AtFrame = L.V.AtFrame;
  }
  PartialText All = L.Text;
  for (int Next = First + 1; Next <= static_cast<int>(C.Args.size()); ++Next) {
    TextOperand R = textOperand(Next, C, S);
    if (R.V.isNull())
      break; // The end of a list.
    if (All.Complete)
      All = {All.Text + (R.Known ? R.Text.Text : ""),
             R.Known && R.Text.Complete};
    V.Pieces = addPiece(V.Pieces, R.V.Source ? R.V.Source : R.E);
    V.Chosen |= R.V.Chosen;
  }
  V.Text = intern(All.Text);
  V.Complete = All.Complete;
  return V;
}

/// The format operand, filled by those behind it as far as they are known.
Value Engine::formatted(const Flow &F, const CallSite &C, State &S) {
  TextOperand Format = textOperand(F.Formats, C, S);
  if (!Format.Known)
    return Value::unknown();
  const bool Braces = F.Style == "braces", List = F.Style == "list";
  const char Mark = Braces ? '{' : '%';
  llvm::StringRef Rest = Format.Text.Text;
  PartialText All{"", Format.Text.Complete};
  std::optional<TextOperand> Beginning; // An operand, if the format has none.
  int Next = F.Formats;
  while (!Rest.empty()) {
    size_t At = Rest.find(Mark);
    All.Text += Rest.take_front(At).str();
    if (At == llvm::StringRef::npos)
      break;
    Rest = Rest.drop_front(At + 1);
    if (Rest.consume_front(llvm::StringRef(&Mark, 1))) {
      All.Text += Mark;
      continue;
    }
    // Only what stands for a whole text is filled in.
    bool Whole = Rest.consume_front(Braces ? "}" : "s") && !List;
    TextOperand T = Whole ? textOperand(++Next, C, S) : TextOperand();
    if (All.Text.empty() && T.Known)
      Beginning = T;
    All.Text += T.Text.Text;
    if (T.Known && T.Text.Complete)
      continue;
    // That it is a number tells what the name in front of it is worth.
    if (!Whole && !Braces && isSensitiveLiteral(All.Text)) {
      size_t End = Rest.find_first_not_of("0123456789.+-# hljztL");
      All.Text += Mark + Rest.take_front(End).str() + Rest.substr(End, 1).str();
    }
    All.Complete = false;
    break;
  }
  const Value &V = Format.V;
  Value Result =
      Beginning
          ? textValue(All, Beginning->V.At, Beginning->V.AtFrame,
                      Beginning->V.Source)
          : textValue(All, V.AtFrame && V.AtFrame != C.Scope ? V.At : Format.E,
                      V.AtFrame ? V.AtFrame : C.Scope, V.Source);
  Result.Sticky = true;
  return Result;
}

/// tells of one. What is filled anew holds nothing of before.
void Engine::keepSecret(const Flow &F, const Region *R, const CallSite &C,
                        State &S) {
  const Expr *Filled = operandExpr(F.Into, C);
  for (const Expr *A : C.Args) {
    if (A == Filled)
      continue;
    if (const Frame *Named = secretIn(A, C.Scope, S)) {
      SecretFrames[R] = Named;
      writeSlot(R, slotId("sensitive"), Slot{Slot::Set, nullptr}, S);
      return;
    }
  }
  if (F.Appends == OperandNone)
    S.Slots = SlotFactory.remove(S.Slots, {R, slotId("sensitive")});
}

/// What a loop over a range goes through, if \p E is its hidden iterator; else
/// \p E.
static const Expr *rangeOf(const Expr *E) {
  const Expr *Plain = E->IgnoreParenImpCasts();
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Plain))
    Plain = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  const auto *Read = dyn_cast<DeclRefExpr>(Plain);
  const auto *V = Read ? dyn_cast<VarDecl>(Read->getDecl()) : nullptr;
  return V && V->isImplicit() && V->hasInit() ? rangeOf(V->getInit()) : E;
}

/// The bytes and characters that \p E reads one by one: the arrays and
/// containers that they stand in.
static void elementsIn(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Out,
                       unsigned Depth = 0) {
  if (!E || Depth > 10 || isa<LambdaExpr, UnaryExprOrTypeTraitExpr>(E))
    return;
  const Expr *Array = nullptr;
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
    Array = A->getBase();
  else if (const auto *U = dyn_cast<UnaryOperator>(E);
           U && U->getOpcode() == UO_Deref)
    Array = U->getSubExpr();
  else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
           O && (O->getOperator() == OO_Subscript ||
                 (O->getOperator() == OO_Star && O->getNumArgs() == 1)))
    Array = O->getArg(0);
  if (Array && !E->getType()->isAnyCharacterType())
    Array = nullptr;
  // The variable of a loop over a range, or one that holds what was read.
  if (const auto *Read = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(Read->getDecl());
        V && V->hasLocalStorage() && V->hasInit() &&
        V->getType()->isAnyCharacterType()) {
      elementsIn(V->getInit(), Out, Depth + 1);
      return;
    }
  if (Array)
    Out.push_back(rangeOf(Array));
  for (const Stmt *Child : E->children())
    elementsIn(dyn_cast_or_null<Expr>(Child), Out, Depth + 1);
}

/// What is made of the bytes of a buffer one by one, as a text in hexadecimal
/// digits is, has the slots of the buffer. \p E is written to \p To.
void Engine::inheritFromElements(const Expr *E, const Region *To,
                                 const Frame *Scope, State &S) {
  if (S.Slots.isEmpty() || !To)
    return;
  llvm::SmallVector<const Expr *, 2> Arrays;
  elementsIn(E, Arrays);
  if (Arrays.empty())
    return;
  auto First = [&](const Region *R) {
    return Regions.element(R->K == Region::Element ? R->Base : R, 0);
  };
  // A text is known by its variable, an array by its first element.
  if (To->K == Region::Element)
    To = First(To);
  for (const Expr *Array : Arrays) {
    const Region *From = pointedTo(evaluate(Array, Scope, S));
    if (!From && Array->isGLValue())
      From = lvalue(Array, Scope, S);
    if (!From)
      continue;
    if (From = objectOf(First(From), S); From != To)
      copySlots(From, To, S);
  }
}

/// The flow's words on texts. Answers whether it has any.
bool Engine::applyTextFlow(const Flow &F, CallSite &C, State &S,
                           Value &Result) {
  if (!F.movesText())
    return false;
  const Region *R = F.Into != OperandNone      ? textPlace(F.Into, C, S)
                    : F.Empties != OperandNone ? textPlace(F.Empties, C, S)
                                               : nullptr;
  // What an object is made of, or assigned, keeps its way; what is written
  // through a pointer is a piece.
  bool IsObject = C.Class || F.Into == OperandThis;
  bool Changed = true;
  Value Text;
  if (F.Empties != OperandNone) {
    Text = textValue({"", true}, nullptr, nullptr, nullptr);
  } else if (F.Appends != OperandNone) {
    TextOperand T = textOperand(F.Appends, C, S);
    bool Had = false;
    PartialText Old = R ? text(Value::address(R), S, Had) : PartialText();
    // Behind an unknown end nothing more is known: what is written to a log
    // changes nothing.
    Changed = R && Had && Old.Complete;
    if (Changed)
      Text = appended(load(R, QualType(), S), Old, T, C, S);
  } else if (F.Joins != OperandNone) {
    Text = joined(F.Joins, C, S);
  } else if (F.Formats != OperandNone) {
    Text = formatted(F, C, S);
  } else {
    TextOperand T = textOperand(F.Copies, C, S);
    if (!T.E && C.Class)
      return false; // Another constructor.
    if (F.Into == OperandNone) {
      return copyText(T, F.Copies == OperandThis, C, Result);
    }
    if (T.Known) {
      Text = textValue(T.Text, T.at(), T.frame(C.Scope), T.V.Source);
      Text.Pieces = T.V.Pieces;
      Text.Chosen = T.V.Chosen;
      Text.Sticky = T.V.Sticky || !IsObject;
    }
  }
  if (F.Into == OperandNone && F.Empties == OperandNone) {
    Result = Text;
    return true;
  }
  if (R) {
    if (Changed)
      store(R, Text, S);
    keepSecret(F, R, C, S);
    for (const Expr *A : C.Args)
      inheritFromElements(A, R, C.Scope, S);
    // So has a copy of such a text. One that every function may write holds
    // something else each time.
    for (int Operand : {F.Copies, F.Appends})
      if (Operand != OperandNone && !S.Slots.isEmpty())
        if (const Region *From = operandRegion(Operand, C, S);
            From && From != R && !From->isShared())
          copySlots(From, R, S);
  }
  if (C.Class || IsObject || F.Returns == F.Into)
    Result = R ? Value::address(R) : Value::unknown();
  return true;
}

/// The result is the text \p T itself, of the object (\p OfObject) or of an
/// argument.
bool Engine::copyText(const TextOperand &T, bool OfObject, const CallSite &C,
                      Value &Result) {
  if (!T.Known && !OfObject)
    return true;
  Value V = T.V;
  if (T.Known) {
    V.K = Value::String;
    V.Text = intern(T.Text.Text);
    V.Complete = T.Text.Complete;
    if (OfObject && !V.Sticky && (!V.AtFrame || V.AtFrame == C.Scope)) {
      V.At = C.E;
      V.AtFrame = C.Scope;
    }
  }
  Result = V;
  return true;
}

/// A conversion of one text object to another: the language's own copy.
bool Engine::convertText(const CallSite &C, State &S, Value &Result) {
  const auto *F = dyn_cast_or_null<CXXConversionDecl>(C.Callee);
  const Entry *Class = F && C.Object ? Naming.find(F->getParent()) : nullptr;
  if (!Class || !Class->Text)
    return false;
  return copyText(textOperand(OperandThis, C, S), true, C, Result);
}
