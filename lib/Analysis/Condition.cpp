//===--- Condition.cpp - does this condition of a fact hold ---------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace commsec;
using namespace clang;

static bool isOneOfValues(int64_t I, llvm::ArrayRef<Constant> List) {
  return llvm::any_of(List, [&](const Constant &K) { return K.Value == I; });
}

static bool anyBit(int64_t I, llvm::ArrayRef<Constant> List) {
  return llvm::any_of(List, [&](const Constant &K) {
    // A name of several bits counts only as a whole.
    return K.Value && (I & K.Value) == K.Value;
  });
}

static Tri of(bool B) { return B ? Tri::Yes : Tri::No; }

/// The static type of \p E as the user wrote it: casts to a base class don't
/// hide the derived one.
static QualType writtenType(const Expr *E) {
  for (;;) {
    const Expr *Plain = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(Plain))
      Plain = M->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(Plain))
      Plain = B->getSubExpr();
    else if (const auto *F = dyn_cast<FullExpr>(Plain))
      Plain = F->getSubExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(Plain);
             C && C->getNumArgs() == 1 &&
             C->getConstructor()->isCopyOrMoveConstructor())
      Plain = C->getArg(0);
    if (Plain == E)
      return E->getType();
    E = Plain;
  }
}

/// Did the user write the callee of \p E by one of these names, which the
/// library's macros turn into another one (`#define SSLv23_method TLS_method`)?
static bool isWrittenAs(const Expr *E, llvm::ArrayRef<std::string> Names,
                        const ASTContext &Context) {
  const auto *C = dyn_cast_or_null<CallExpr>(E ? E->IgnoreParenCasts() : E);
  if (!C)
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation L = C->getCallee()->getBeginLoc();
  for (; L.isMacroID(); L = SM.getImmediateMacroCallerLoc(L))
    if (llvm::is_contained(
            Names, Lexer::getImmediateMacroName(L, SM, Context.getLangOpts())))
      return true;
  return false;
}

/// Does the user's own code write a part of \p E with one of the macros
/// \p Names? What a library's macro is made of, nobody has written.
static bool isWrittenWith(const Expr *E, llvm::ArrayRef<std::string> Names,
                          const ASTContext &Context) {
  if (!E)
    return false;
  const SourceManager &SM = Context.getSourceManager();
  for (SourceLocation L = E->getBeginLoc(); L.isMacroID();) {
    llvm::StringRef Name =
        Lexer::getImmediateMacroName(L, SM, Context.getLangOpts());
    L = SM.getImmediateMacroCallerLoc(L);
    if (llvm::is_contained(Names, Name) &&
        !SM.isInSystemHeader(SM.getSpellingLoc(L)))
      return true;
  }
  return llvm::any_of(E->children(), [&](const Stmt *Child) {
    return isWrittenWith(dyn_cast_or_null<Expr>(Child), Names, Context);
  });
}

/// Is an item of the array that \p V points to one of \p Wanted? Then it is
/// \p Guilty.
Tri Engine::anyItem(const Value &V, llvm::ArrayRef<Constant> Wanted, State &S,
                    Value &Guilty) {
  const Region *R = pointedTo(V);
  if (R && R->K == Region::Element && R->Index == 0)
    R = R->Base;
  std::optional<Table> T =
      R && R->decl() ? tableAt(R, R->decl()->getType(), S) : std::nullopt;
  if (!T)
    return Tri::Unknown;
  Tri Found = Tri::No;
  for (uint64_t I = 0; I < T->Size; ++I) {
    Value Item = resolve(load(Regions.element(T->Place, I), QualType(), S), S);
    if (!Item.isInt())
      Found = Tri::Unknown;
    else if (isOneOfValues(Item.I, Wanted)) {
      Guilty = Item;
      return Tri::Yes;
    }
  }
  return Found;
}

/// The value of the field \p Fields (`outer.inner`) of the object at \p R.
Value Engine::fieldAt(const Region *R, llvm::StringRef Fields, State &S) {
  llvm::SmallVector<llvm::StringRef, 2> Steps;
  Fields.split(Steps, '.');
  Value V = Value::unknown();
  for (llvm::StringRef Step : Steps) {
    if (!R)
      break;
    // A row of a table has fields of its own.
    const ValueDecl *Rows =
        R->K == Region::Element && R->Base ? R->Base->decl() : nullptr;
    const ArrayType *Array =
        Rows ? Context.getAsArrayType(Rows->getType()) : nullptr;
    QualType T = Array && Array->getElementType()->isRecordType()
                     ? Array->getElementType()
                     : QualType();
    if (T.isNull() && R->K == Region::Element && R->Index == 0)
      R = R->Base;
    if (const ValueDecl *D = R->decl())
      T = D->getType();
    if (!T.isNull() && T->isPointerType())
      T = T->getPointeeType();
    const RecordDecl *Record = T.isNull() ? nullptr : T->getAsRecordDecl();
    const FieldDecl *Found = nullptr;
    if (Record)
      for (const FieldDecl *F : Record->fields())
        if (F->getName() == Step)
          Found = F;
    // An address that was parsed from text is that text.
    if (const Value *Whole = S.Env.lookup(R);
        Whole && Whole->K == Value::String)
      return *Whole;
    if (!Found)
      return V;
    R = Regions.field(R, Found);
    V = resolve(load(R, Found->getType(), S), S);
  }
  return V;
}

/// The first row of the table at \p R whose field \p Key is the text \p Name;
/// null if there is none, or if a row before it may be one.
const Region *Engine::rowNamed(const Region *R, llvm::StringRef Key,
                               llvm::StringRef Name, State &S) {
  if (R && R->K == Region::Element && R->Index == 0)
    R = R->Base;
  std::optional<Table> T =
      R && R->decl() ? tableAt(R, R->decl()->getType(), S) : std::nullopt;
  if (!T)
    return nullptr;
  for (uint64_t I = 0; I < T->Size; ++I) {
    const Region *Row = Regions.element(T->Place, I);
    bool Known = false;
    PartialText Its = text(fieldAt(Row, Key, S), S, Known);
    if (!Known || !Its.Complete)
      return nullptr;
    if (Its.Text == Name)
      return Row;
  }
  return nullptr;
}

Answer Engine::holds(llvm::ArrayRef<Condition> All, const CallSite &C,
                     State &S) {
  Answer Result;
  for (const Condition &K : All) {
    Answer A = holds(K, C, S);
    if (A.T == Tri::No)
      return A;
    if (A.T == Tri::Unknown)
      Result.T = Tri::Unknown;
    if (A.OperandExpr) {
      Result.Operand = A.Operand;
      Result.OperandExpr = A.OperandExpr;
    }
    if (A.Secret)
      Result.Secret = A.Secret;
  }
  return Result;
}

/// The bits that \p Added may add, as far as they are known.
static uint64_t bitsOf(const Expr *Added, const ASTContext &Context) {
  Added = Added->IgnoreParenImpCasts();
  if (const auto *Either = dyn_cast<AbstractConditionalOperator>(Added))
    return bitsOf(Either->getTrueExpr(), Context) |
           bitsOf(Either->getFalseExpr(), Context);
  Expr::EvalResult R;
  return Added->isValueDependent() || !Added->EvaluateAsInt(R, Context)
             ? 0
             : R.Val.getInt().getExtValue();
}

/// Of a number that bits were added to one after the other, the line that added
/// one of \p Guilty is the place.
static void placeAtPiece(Value &V, llvm::ArrayRef<Constant> Guilty,
                         const ASTContext &Context) {
  if (!V.Sticky || !V.Pieces || V.At != V.Pieces->Text)
    return;
  for (const Piece *P = V.Pieces; P; P = P->Previous)
    if (anyBit(bitsOf(P->Text, Context), Guilty)) {
      V.At = P->Text;
      return;
    }
}

/// True if the bits \p All of \p V were added under more than one condition,
/// none of which adds them all.
static bool isChosenOneByOne(const Value &V, llvm::ArrayRef<Constant> All,
                             const ASTContext &Context) {
  unsigned Some = 0;
  for (const Piece *P = V.Pieces; P; P = P->Previous) {
    if (!P->Branched)
      continue;
    uint64_t Added = bitsOf(P->Text, Context);
    auto Has = [&](const Constant &B) {
      return (static_cast<uint64_t>(B.Value) & ~Added) == 0;
    };
    if (llvm::all_of(All, Has))
      return false;
    Some += llvm::any_of(All, Has);
  }
  return Some > 1;
}

Answer Engine::holds(const Condition &K, const CallSite &C, State &S) {
  Answer Result;
  if (!K.Any.empty()) {
    Result.T = Tri::No;
    for (const Condition &Each : K.Any) {
      Answer A = holds(Each, C, S);
      if (A.T == Tri::Yes)
        return A;
      if (A.T == Tri::Unknown)
        Result = A;
    }
    return Result;
  }
  if (K.Args) {
    unsigned Written = 0;
    for (const Expr *A : C.Args)
      Written += !isa<CXXDefaultArgExpr>(A);
    Result.T = of(static_cast<int>(Written) == *K.Args);
    if (K.Arg == OperandNone || Result.T == Tri::No)
      return Result;
  }
  const Expr *E = operandExpr(K.Arg, C);
  if (!E && K.Arg != OperandResult && K.Arg != OperandThis &&
      K.Arg != OperandValue) {
    Result.T = Tri::No;
    return Result;
  }
  Value V = resolve(operandValue(K.Arg, C, S), S);
  if (!K.Field.empty()) {
    const Region *R = pointedTo(V);
    if (!R && E)
      R = lvalue(E, C.Scope, S);
    if (!K.Row.empty())
      R = rowNamed(R, K.Row[0], K.Row[1], S);
    V = fieldAt(R, K.Field, S);
  }
  // An integer that is passed by address: what stands there at the call.
  bool WantsInteger = !K.Is.empty() || !K.Not.empty() || !K.Has.empty() ||
                      !K.HasAll.empty() || !K.Lacks.empty() || K.Below ||
                      K.Above;
  if (WantsInteger && V.K == Value::Address && V.Place->decl() &&
      V.Place->decl()->getType()->isIntegralOrEnumerationType()) {
    V = resolve(load(V.Place, V.Place->decl()->getType(), S), S);
    // Reported at the call, unless a caller of this function chose the value.
    if (!V.AtFrame || V.AtFrame == C.Scope) {
      V.At = nullptr;
      V.Sticky = false;
    }
  }
  Result.Operand = V;
  Result.OperandExpr = E;
  auto Need = [&](Tri T) {
    if (T == Tri::No)
      Result.T = Tri::No;
    else if (T == Tri::Unknown && Result.T == Tri::Yes)
      Result.T = Tri::Unknown;
  };
  int64_t I = V.I;
  if (K.Mask)
    I &= K.Mask->Value;
  const Constraint *Learnt =
      V.K == Value::Symbolic ? S.Constraints.lookup(V.Sym) : nullptr;
  if (!K.Is.empty()) {
    if (V.isInt())
      Need(of(isOneOfValues(I, K.Is)));
    else if (V.isKnownNonNull())
      Need(Tri::No);
    else
      Need(Tri::Unknown);
  }
  if (!K.Not.empty()) {
    if (V.isInt())
      Need(of(!isOneOfValues(I, K.Not)));
    else if (V.isKnownNonNull())
      Need(Tri::Yes);
    else if (Learnt && !Learnt->Equal && K.Not.size() == 1 &&
             K.Not[0].Value == Learnt->Constant)
      Need(Tri::Yes);
    else
      Need(Tri::Unknown);
  }
  const uint64_t Ones = V.isInt() ? V.I : V.Ones;
  const uint64_t Zeros = V.isInt() ? ~V.I : V.Zeros;
  auto IsSet = [&](const Constant &B) {
    return (static_cast<uint64_t>(B.Value) & ~Ones) == 0;
  };
  auto IsClear = [&](const Constant &B) {
    return (static_cast<uint64_t>(B.Value) & Zeros) != 0;
  };
  if (K.Below)
    Need(V.isInt() ? of(V.I < K.Below->Value) : Tri::Unknown);
  if (K.Above)
    Need(V.isInt() ? of(V.I > K.Above->Value) : Tri::Unknown);
  if (!K.Has.empty())
    Need(anyBit(Ones, K.Has)                         ? Tri::Yes
         : V.isInt() || llvm::all_of(K.Has, IsClear) ? Tri::No
                                                     : Tri::Unknown);
  if (!K.Has.empty() && Result.T == Tri::Yes)
    placeAtPiece(Result.Operand, K.Has, Context);
  if (!K.HasAll.empty()) {
    Tri All = llvm::all_of(K.HasAll, IsSet)     ? Tri::Yes
              : llvm::any_of(K.HasAll, IsClear) ? Tri::No
                                                : Tri::Unknown;
    // Whoever asks for each of them alone means what comes of it.
    Need(All == Tri::Yes && isChosenOneByOne(V, K.HasAll, Context)
             ? Tri::Unknown
             : All);
  }
  if (!K.Lacks.empty())
    Need(llvm::any_of(K.Lacks,
                      [&](const Constant &B) { return B.Value && IsSet(B); })
             ? Tri::No
         : llvm::all_of(
               K.Lacks,
               [&](const Constant &B) { return !B.Value || IsClear(B); })
             ? Tri::Yes
             : Tri::Unknown);
  if (!K.Holds.empty()) {
    Value Guilty;
    Need(anyItem(V, K.Holds, S, Guilty));
    if (Result.T == Tri::Yes)
      Result.Operand = Guilty;
  }
  if (K.Null) {
    if (V.isInt())
      Need(of((V.I == 0) == *K.Null));
    else if (V.isKnownNonNull())
      Need(of(!*K.Null));
    else if (std::optional<bool> B = truth(V, S))
      Need(of(*B != *K.Null));
    else
      Need(Tri::Unknown);
  }
  if (K.Constant_) {
    bool IsConstant = V.isInt() || V.K == Value::String;
    if (V.K == Value::String && !V.Complete)
      IsConstant = false;
    Need(of(IsConstant == *K.Constant_));
  }
  if (!K.Text.empty()) {
    bool Known = false;
    PartialText T = text(V, S, Known);
    if (Known && V.K != Value::String) {
      // The place of the text, not that of the pointer to it.
      const Region *R = pointedTo(V);
      if (R && R->K == Region::Element && R->Index == 0)
        R = R->Base;
      if (R) {
        Value Inner = load(R, QualType(), S);
        if (Inner.K == Value::String) {
          if (Inner.Sticky)
            Result.Operand = Inner;
          else
            Result.Operand.Source = Inner.Source;
        }
      }
    }
    // A string object that nobody has given a text is not meant to be empty.
    bool Unwritten = Known && T.Text.empty() && T.Complete &&
                     !Result.Operand.Source && !Result.Operand.Pieces;
    if (V.isNull())
      Need(Tri::No);
    else if (!Known || Unwritten)
      Need(Tri::Unknown);
    else
      Need(textHolds(K.Text, T, K.Words));
    // Of a text in pieces, the one that makes it so.
    Value &Op = Result.Operand;
    if (Known && Op.Pieces && Result.T == Tri::Yes) {
      llvm::SmallVector<const Piece *, 4> All;
      for (const Piece *P = Op.Pieces; P; P = P->Previous)
        All.push_back(P);
      const Expr *Guilty = All.front()->Text;
      for (const Piece *P : llvm::reverse(All)) {
        const auto *L = dyn_cast<StringLiteral>(P->Text->IgnoreParenImpCasts());
        if (!L || L->getCharByteWidth() != 1)
          continue;
        std::string Alone = L->getString().str();
        if (textHolds(K.Text, {Alone, true}, K.Words) == Tri::Yes ||
            textHolds(K.Text, {Alone, false}, K.Words) == Tri::Yes) {
          Guilty = P->Text;
          break;
        }
      }
      Op.At = Guilty;
      Op.Source = Guilty;
      Op.Sticky = true;
    }
  }
  if (!K.Calls.empty()) {
    if (V.ResultOf)
      Need(of(Naming.isOneOf(V.ResultOf, K.Calls) ||
              isWrittenAs(V.Source ? V.Source : E, K.Calls, Context)));
    else if (V.K == Value::Symbolic || V.K == Value::Unknown)
      Need(Tri::Unknown);
    else
      Need(Tri::No);
  }
  if (!K.Names.empty()) {
    const Expr *Plain = E ? E->IgnoreParenCasts() : nullptr;
    const auto *D = dyn_cast_or_null<DeclRefExpr>(Plain);
    const ValueDecl *Named = D ? D->getDecl() : nullptr;
    if (!K.Field.empty())
      Named = V.K == Value::Address ? V.Place->decl() : nullptr;
    Need(of(Named && Naming.isOneOf(Named, K.Names)));
  }
  if (!K.Written.empty())
    Need(of(isWrittenWith(E, K.Written, Context)));
  if (!K.Type.empty() || !K.NotType.empty()) {
    QualType T;
    if (E)
      T = writtenType(E);
    if (T.isNull()) {
      Need(Tri::No);
    } else {
      if (!K.Type.empty())
        Need(of(Naming.isClass(T, K.Type)));
      if (!K.NotType.empty())
        Need(of(!Naming.isClass(T, K.NotType)));
    }
  }
  if (K.SameAs) {
    const Region *Mine = operandRegion(K.Arg, C, S);
    const Region *Other = operandRegion(*K.SameAs, C, S);
    Need(Mine && Other ? of(Mine == Other) : Tri::Unknown);
  }
  if (K.Created) {
    const Region *R = operandRegion(K.Arg, C, S);
    Need(of((R && S.Objects.lookup(objectOf(R, S))) == *K.Created));
  }
  // What a branch found out about a run-time value, nobody chose here.
  if (V.Learnt && Result.T == Tri::Yes &&
      (!K.Is.empty() || !K.Has.empty() || !K.HasAll.empty() || K.Below))
    Result.T = Tri::Unknown;
  if (K.Sensitive && E) {
    const Frame *Secret = secretIn(E, C.Scope, S);
    Need(of((Secret != nullptr) == *K.Sensitive));
    Result.Secret = Secret;
  }
  return Result;
}

/// The last test that tells that a call of `told-by` told one of the values of
/// \p F; null if there is none. What lets other values pass, too, tells no such
/// thing.
const Guard *Engine::toldBy(const Fact &F, const State &S) const {
  auto Tells = [&](const Guard &G) {
    if (!G.Sym || !isNeutral(G, F.ToldBy))
      return false;
    auto Passes = [&](int64_t I) {
      return G.Case ? *G.Case == I : (G.Sym->evaluate(I) != 0) == G.Taken;
    };
    // Codes that one would name are small.
    constexpr int64_t MostCodes = 128;
    for (int64_t I = 0; I < MostCodes; ++I)
      if (!isOneOfValues(I, F.Told) && Passes(I))
        return false;
    return llvm::any_of(F.Told,
                        [&](const Constant &K) { return Passes(K.Value); });
  };
  for (const Guard *G = S.Guards; G; G = G->Previous)
    if (onEveryWay(*G, Tells))
      return G;
  return nullptr;
}
