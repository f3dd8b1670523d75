//===--- Evaluate.cpp - what can this expression be -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/ConvertUTF.h"

using namespace commsec;
using namespace clang;

llvm::StringRef Engine::intern(llvm::StringRef Text) {
  return Texts.try_emplace(Text, 0).first->getKey();
}

const Symbol *Engine::symbol(Symbol Key) {
  return makeUnique(Symbols, Key, Memory).first;
}

/// A symbol that gets its value here, of which nothing is known yet.
const Symbol *Engine::freshSymbol(Symbol Key, State &S) {
  auto [Sym, New] = makeUnique(Symbols, Key, Memory);
  if (!New)
    unlearn(S, Sym);
  return Sym;
}

/// A symbol of which this path knows the value is that value.
Value Engine::resolve(Value V, const State &S) const {
  if (V.K != Value::Symbolic)
    return V;
  auto Known = [&](int64_t I) {
    Value R = V;
    R.K = Value::Int;
    R.I = I;
    R.Sym = nullptr;
    R.Ones = R.Zeros = 0;
    R.Learnt = true;
    R.LearntFrom = V.Sym;
    return R;
  };
  if (const Constraint *C = S.Constraints.lookup(V.Sym)) {
    if (C->Equal)
      return Known(C->Constant);
  }
  if (V.Sym->K != Symbol::Test)
    return V;
  const Constraint *C = S.Constraints.lookup(V.Sym->Operand);
  if (!C) {
    // The operand may itself follow from what is known.
    Value Inner = resolve(Value::symbolic(V.Sym->Operand), S);
    if (Inner.isInt()) {
      Symbol Probe = *V.Sym;
      Symbol Leaf;
      Probe.Operand = &Leaf;
      return Known(Probe.evaluate(Inner.I));
    }
    return V;
  }
  if (C->Equal) {
    Symbol Probe = *V.Sym;
    Symbol Leaf;
    Probe.Operand = &Leaf;
    return Known(Probe.evaluate(C->Constant));
  }
  if (C->Constant == V.Sym->Constant) {
    if (V.Sym->Op == BO_EQ)
      return Known(0);
    if (V.Sym->Op == BO_NE)
      return Known(1);
  }
  return V;
}

std::optional<bool> Engine::truth(const Value &V0, const State &S) const {
  Value V = resolve(V0.nullness(), S);
  if (V.isInt())
    return V.I != 0;
  if (V.isKnownNonNull())
    return true;
  if (V.K == Value::Symbolic)
    if (const Constraint *C = S.Constraints.lookup(V.Sym))
      if (!C->Equal && C->Constant == 0)
        return true;
  return std::nullopt;
}

const Region *Engine::thisRegion(const Frame *Scope, State &S) {
  for (const Frame *F = Scope; F; F = F->Parent) {
    if (const auto *M = dyn_cast_or_null<CXXMethodDecl>(F->Function);
        M && M->getParent()->isLambda())
      continue;
    if (const Value *V = S.Env.lookup(Regions.thisPointer(F)))
      if (V->K == Value::Address)
        return V->Place;
    break;
  }
  return Regions.thisObject();
}

/// The activation that \p V belongs to: a lambda's body uses variables of
/// the function around it.
const Frame *Engine::scopeOf(const VarDecl *V, const Frame *Scope) const {
  const DeclContext *Home = V->getDeclContext();
  for (const Frame *F = Scope; F; F = F->Parent)
    if (F->Function && Home->getPrimaryContext() ==
                           cast<DeclContext>(F->Function)->getPrimaryContext())
      return F;
  for (const Frame *F = Scope; F; F = F->Parent)
    if (F->Function &&
        F->Function->getCanonicalDecl() ==
            dyn_cast_or_null<FunctionDecl>(Decl::castFromDeclContext(Home)))
      return F;
  return Scope;
}

/// Objects that were moved or returned are known under their first place.
const Region *Engine::forward(const Region *R, const State &S) const {
  for (unsigned I = 0; I < 8 && R; ++I) {
    const ValueDecl *D = R->decl();
    if (!D || D->getType()->isPointerType())
      return R;
    const Value *V = S.Env.lookup(R);
    if (!V || V->K != Value::Address || V->Place == R)
      return R;
    if (!D->getType()->isRecordType() && !D->getType()->isReferenceType())
      return R;
    R = V->Place;
  }
  return R;
}

const Region *Engine::pointedTo(const Value &V) {
  if (V.K == Value::Address)
    return V.Place;
  if (V.K != Value::Symbolic)
    return nullptr;
  if (V.Sym->K == Symbol::Load || V.Sym->K == Symbol::Merge)
    return Regions.pointee(V.Sym->Place);
  if (V.Sym->K == Symbol::Call)
    return Regions.created(V.Sym->Site, V.Sym->Scope);
  return nullptr;
}

const Region *Engine::lvalue(const Expr *E, const Frame *Scope, State &S) {
  if (!E)
    return nullptr;
  E = E->IgnoreParens();
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
    return lvalue(M->getSubExpr(), Scope, S);
  if (const auto *C = dyn_cast<ExprWithCleanups>(E))
    return lvalue(C->getSubExpr(), Scope, S);
  if (const auto *C = dyn_cast<CXXBindTemporaryExpr>(E))
    return lvalue(C->getSubExpr(), Scope, S);
  if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *B = dyn_cast<BindingDecl>(D->getDecl())) {
      // `auto &[key, value] = pair;`
      const auto *Whole = dyn_cast<VarDecl>(B->getDecomposedDecl());
      if (!B->getHoldingVar() || !Whole)
        return lvalue(B->getBinding(), Scope, S);
      const FieldDecl *F = bindingField(B);
      const Region *R = Regions.variable(Whole, scopeOf(Whole, Scope));
      if (Whole->getType()->isReferenceType())
        R = pointedTo(load(R, Whole->getType(), S));
      return F && R ? forward(Regions.field(R, F), S) : nullptr;
    }
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    if (!V)
      return nullptr;
    const Region *R =
        Regions.variable(V, V->isInitCapture() ? nullptr : scopeOf(V, Scope));
    if (V->getType()->isReferenceType()) {
      Value Bound = load(R, V->getType(), S);
      return pointedTo(Bound);
    }
    return forward(R, S);
  }
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
    if (!F) {
      if (const auto *V = dyn_cast<VarDecl>(M->getMemberDecl()))
        return Regions.variable(V, nullptr);
      return nullptr;
    }
    const Region *Base = nullptr;
    if (M->isArrow())
      Base = pointedTo(evaluate(M->getBase(), Scope, S));
    else
      Base = lvalue(M->getBase(), Scope, S);
    if (!Base)
      return nullptr;
    // Members of anonymous structs and unions belong to the one around.
    const Region *R = Regions.field(Base, F);
    if (F->getType()->isReferenceType())
      return pointedTo(load(R, F->getType(), S));
    return forward(R, S);
  }
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
    Value Base = evaluate(A->getBase(), Scope, S);
    Value Index = resolve(evaluate(A->getIdx(), Scope, S), S);
    const Region *R = pointedTo(Base);
    if (R && Index.K == Value::Symbolic && A->getType()->isPointerType())
      return Regions.some(R, Index.Sym);
    if (!R || !Index.isInt())
      return nullptr;
    if (R->K == Region::Element)
      return Regions.element(R->Base, R->Index + Index.I);
    return Regions.element(R, Index.I);
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      return pointedTo(evaluate(Unary->getSubExpr(), Scope, S));
    if (Unary->isIncrementDecrementOp()) {
      evaluate(Unary, Scope, S);
      return lvalue(Unary->getSubExpr(), Scope, S);
    }
    return nullptr;
  }
  if (const auto *C = dyn_cast<CastExpr>(E)) {
    if (C->getCastKind() == CK_LValueToRValue)
      return pointedTo(evaluate(E, Scope, S));
    if (E->isGLValue() || C->getType()->isRecordType())
      return lvalue(C->getSubExpr(), Scope, S);
    return pointedTo(evaluate(E, Scope, S));
  }
  if (isa<CXXThisExpr>(E))
    return thisRegion(Scope, S);
  if (const auto *L = dyn_cast<CompoundLiteralExpr>(E)) {
    const Region *R = Regions.created(L, Scope);
    initialise(R, L->getType(), L->getInitializer(), Scope, S);
    return R;
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    if (const Decision *D = S.Decisions.lookup(C))
      return lvalue(D->Taken ? C->getTrueExpr() : C->getFalseExpr(), Scope, S);
    return nullptr;
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->isAssignmentOp()) {
      evaluate(B, Scope, S);
      return lvalue(B->getLHS(), Scope, S);
    }
    if (B->getOpcode() == BO_Comma)
      return lvalue(B->getRHS(), Scope, S);
    return nullptr;
  }
  return pointedTo(evaluate(E, Scope, S));
}

/// The initialiser of \p R, a (part of a) variable that nothing writes to.
const Expr *Engine::initialiserOf(const Region *R, bool &Implicit) {
  if (R->K == Region::Variable) {
    const auto *V = dyn_cast<VarDecl>(R->decl());
    if (!V || !V->hasGlobalStorage() || !U.neverWritten(V))
      return nullptr;
    const Expr *Init = V->getAnyInitializer();
    if (!Init || Init->isValueDependent())
      return nullptr;
    return Init;
  }
  if (R->K != Region::Field && R->K != Region::Element)
    return nullptr;
  if (!R->Base)
    return nullptr;
  const Expr *Outer = initialiserOf(R->Base, Implicit);
  if (!Outer)
    return nullptr;
  Outer = Outer->IgnoreImplicit()->IgnoreParens();
  if (const auto *C = dyn_cast<CXXConstructExpr>(Outer);
      C && R->K == Region::Field)
    return fieldOperand(C, cast<FieldDecl>(R->decl()));
  const auto *L = dyn_cast<InitListExpr>(Outer);
  if (!L && R->K == Region::Element)
    L = listOf(Outer);
  if (!L)
    return nullptr;
  if (const InitListExpr *Semantic = L->getSemanticForm())
    L = Semantic;
  if (R->K == Region::Element) {
    if (L->isTransparent() && L->getNumInits())
      return L->getInit(0);
    if (R->Index < L->getNumInits())
      return L->getInit(R->Index);
    return nullptr;
  }
  const auto *F = cast<FieldDecl>(R->decl());
  const RecordDecl *Record = F->getParent();
  unsigned I = 0;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
    I += Class->getNumBases();
  for (const FieldDecl *Each : Record->fields()) {
    if (Each->isUnnamedBitField())
      continue;
    if (Each->getCanonicalDecl() == F->getCanonicalDecl()) {
      if (I >= L->getNumInits())
        return nullptr;
      const Expr *E = L->getInit(I);
      if (isa<ImplicitValueInitExpr>(E)) {
        Implicit = true;
        return L;
      }
      return E;
    }
    ++I;
  }
  return nullptr;
}

Value Engine::loadInitial(const Region *R, QualType T, State &S) {
  bool Implicit = false;
  if (const Expr *Init = initialiserOf(R, Implicit)) {
    if (Implicit) {
      Value V = Value::integer(0, Init, nullptr);
      V.Sticky = true;
      return V;
    }
    const Expr *Plain = Init->IgnoreImplicit()->IgnoreParens();
    if (isa<InitListExpr>(Plain) ||
        (!T.isNull() && (T->isArrayType() || T->isRecordType()) &&
         !isa<StringLiteral>(Plain) && !isa<CXXConstructExpr>(Plain) &&
         !isa<LambdaExpr>(Plain)))
      return Value::address(R);
    State Fresh = emptyState();
    const Frame *Global = Regions.frame(nullptr, nullptr, nullptr);
    Value V = evaluate(Init, Global, Fresh);
    if (const auto *C = dyn_cast<CXXConstructExpr>(Plain);
        C && C->getNumArgs() >= 1 && V.K != Value::Function)
      V = evaluate(C->getArg(0), Global, Fresh);
    if (V.K == Value::Unknown || V.K == Value::Symbolic)
      return V;
    V.At = Init;
    V.AtFrame = nullptr;
    V.Sticky = R->K != Region::Variable;
    return V;
  }
  if (R->K == Region::Field) {
    const auto *F = cast<FieldDecl>(R->decl());
    llvm::ArrayRef<const Expr *> Values = U.onlyValues(F);
    if (Values.size() == 1 && !F->getType()->isRecordType()) {
      State Fresh = emptyState();
      Value V =
          evaluate(Values[0], Regions.frame(nullptr, nullptr, nullptr), Fresh);
      if (V.isInt() || V.K == Value::String || V.K == Value::Function) {
        V.At = Values[0];
        V.AtFrame = nullptr;
        V.Sticky = true;
        return V;
      }
    }
  }
  Symbol Key;
  Key.K = Symbol::Load;
  Key.Place = R;
  const Region *Root = R->root();
  Key.Evidence = Root->K == Region::Variable && Root->decl() &&
                 isa<ParmVarDecl>(Root->decl()) &&
                 (!JudgedFrame || Root->Scope == JudgedFrame) &&
                 // What the program passes along for itself is its own.
                 !Root->decl()->getType()->isVoidPointerType();
  if (Root->K == Region::Created && Root->site() &&
      !isa<CXXNewExpr>(Root->site())) {
    // What an unknown call returned is evidence if the call was. What a call
    // leads to that is told nothing is the program's own.
    Key.Evidence = true;
    if (const auto *Call = dyn_cast<CallExpr>(Root->site()))
      Key.Evidence = !provesNothing(Call->getDirectCallee()) &&
                     (Call->getNumArgs() != 0 || isa<CXXMemberCallExpr>(Call));
  }
  return Value::symbolic(symbol(Key));
}

Value Engine::load(const Region *R, QualType T, State &S) {
  if (!R)
    return Value::unknown();
  if (const Value *V = S.Env.lookup(R))
    return *V;
  // A whole object stands for itself.
  if (!T.isNull() && (T->isRecordType() || T->isArrayType())) {
    bool Implicit = false;
    const Expr *Init = initialiserOf(R, Implicit);
    if (!Init)
      return Value::address(R);
  }
  return loadInitial(R, T, S);
}

void Engine::store(const Region *R, Value V, State &S) {
  if (!R)
    return;
  noteStored(V);
  S.Env = EnvFactory.add(S.Env, R, V);
}

/// The text behind \p V, a pointer to characters or a string object. \p Known
/// is false if nothing is known of it.
PartialText Engine::text(const Value &V, State &S, bool &Known) {
  Known = true;
  if (V.K == Value::String)
    return {V.Text.str(), V.Complete};
  const Region *R = pointedTo(V);
  for (unsigned I = 0; R && I < 4; ++I) {
    if (R->K == Region::Element && R->Index == 0)
      R = R->Base;
    Value Inner = load(R, QualType(), S);
    if (Inner.K == Value::String)
      return {Inner.Text.str(), Inner.Complete};
    if (Inner.K != Value::Address || Inner.Place == R)
      break;
    R = Inner.Place;
  }
  Known = false;
  return {"", false};
}

Value Engine::textValue(const PartialText &T, const Expr *At,
                        const Frame *Scope, const Expr *Source) {
  Value V;
  V.K = Value::String;
  V.Text = intern(T.Text);
  V.Complete = T.Complete;
  V.At = At;
  V.AtFrame = Scope;
  V.Source = Source;
  return V;
}

static std::string literalText(const clang::StringLiteral *L) {
  if (L->getCharByteWidth() == 1)
    return L->getBytes().str();
  std::string Out;
  for (unsigned I = 0; I < L->getLength(); ++I) {
    uint32_t C = L->getCodeUnit(I);
    Out += C < 0x80 ? static_cast<char>(C) : '?';
  }
  return Out;
}

/// True if numbers of type \p T that are kept as negative ones are large.
static bool isWideUnsigned(QualType T, const ASTContext &Context) {
  return T->isUnsignedIntegerType() && Context.getTypeSize(T) == 64;
}

Value Engine::compare(BinaryOperatorKind Op, const Value &L0, const Value &R0,
                      const Expr *At, const Frame *Scope, State &S) {
  Value L = resolve(L0, S), R = resolve(R0, S);
  if (L.isNull() || R.isNull()) {
    L = resolve(L.nullness(), S);
    R = resolve(R.nullness(), S);
  }
  auto Decided = [&](bool B) {
    // The constant of a caller decides: keep its place.
    const Value &Why = L.AtFrame && L.AtFrame != Scope ? L : R;
    Value V = Value::integer(B, At, Scope);
    V.Learnt = L.Learnt || R.Learnt;
    V.LearntFrom = L.LearntFrom ? L.LearntFrom : R.LearntFrom;
    if (Why.AtFrame && Why.AtFrame != Scope) {
      V.At = Why.At;
      V.AtFrame = Why.AtFrame;
    }
    return V;
  };
  if (L.isInt() && R.isInt()) {
    // 64 bits without a sign: the order is another one.
    if (const auto *B = dyn_cast_or_null<BinaryOperator>(At);
        B && isWideUnsigned(B->getLHS()->getType(), Context) &&
        (L.I < 0) != (R.I < 0) && BinaryOperator::isRelationalOp(Op))
      std::swap(L, R);
    switch (Op) {
    case BO_EQ:
      return Decided(L.I == R.I);
    case BO_NE:
      return Decided(L.I != R.I);
    case BO_LT:
      return Decided(L.I < R.I);
    case BO_LE:
      return Decided(L.I <= R.I);
    case BO_GT:
      return Decided(L.I > R.I);
    case BO_GE:
      return Decided(L.I >= R.I);
    default:
      return Value::unknown();
    }
  }
  if ((Op == BO_EQ || Op == BO_NE)) {
    if ((L.isKnownNonNull() && R.isNull()) ||
        (R.isKnownNonNull() && L.isNull()))
      return Decided(Op == BO_NE);
    if (L.K == Value::Address && R.K == Value::Address) {
      // What two calls answer may be two parts of one object.
      const bool Parts = L.ResultOf && R.ResultOf && L.ResultOf != R.ResultOf &&
                         L.Place->K != Region::Element;
      if (L.Place == R.Place && !Parts)
        return Decided(Op == BO_EQ);
      if (L.Place->K == Region::Element && R.Place->K == Region::Element &&
          L.Place->Base == R.Place->Base)
        return Decided((L.Place->Index == R.Place->Index) == (Op == BO_EQ));
    }
  }
  if (R.K == Value::Symbolic && L.isInt()) {
    std::swap(L, R);
    switch (Op) {
    case BO_LT:
      Op = BO_GT;
      break;
    case BO_GT:
      Op = BO_LT;
      break;
    case BO_LE:
      Op = BO_GE;
      break;
    case BO_GE:
      Op = BO_LE;
      break;
    default:
      break;
    }
  }
  Symbol Key;
  Key.K = Symbol::Test;
  if (L.K == Value::Symbolic && R.isInt()) {
    Key.Op = Op;
    Key.Operand = L.Sym;
    Key.Constant = R.I;
    Key.Evidence = L.Sym->Evidence;
    Value V = Value::symbolic(symbol(Key));
    V.At = At;
    V.AtFrame = Scope;
    return resolve(V, S);
  }
  // Two unknowns: the comparison is a decision of its own.
  noteEscaped(L);
  noteEscaped(R);
  Key.K = Symbol::Call;
  Key.Site = At;
  Key.Scope = Scope;
  Key.Evidence = (L.K == Value::Symbolic && L.Sym->Evidence) ||
                 (R.K == Value::Symbolic && R.Sym->Evidence) ||
                 L.K == Value::Unknown || R.K == Value::Unknown;
  return Value::symbolic(freshSymbol(Key, S));
}

Value Engine::evaluateBinary(const BinaryOperator *E, const Frame *Scope,
                             State &S) {
  if (E->getOpcode() == BO_Comma)
    return evaluate(E->getRHS(), Scope, S);
  if (E->isAssignmentOp())
    return assign(E, Scope, S);
  if (E->isLogicalOp()) {
    if (const Decision *D = S.Decisions.lookup(E)) {
      if (D->Taken == (E->getOpcode() == BO_LOr))
        return [&] {
          Value V = Value::integer(D->Taken, E, Scope);
          if (D->Cause.AtFrame && D->Cause.AtFrame != Scope &&
              isPassedConstant(D->Cause)) {
            V.At = D->Cause.At;
            V.AtFrame = D->Cause.AtFrame;
          }
          return V;
        }();
      Value V = resolve(evaluate(E->getRHS(), Scope, S), S);
      if (std::optional<bool> B = truth(V, S)) {
        Value Result = V;
        Result.K = Value::Int;
        Result.I = *B;
        return Result;
      }
      return V;
    }
    // Evaluated outside of its own control flow (a constant expression).
    Value L = resolve(evaluate(E->getLHS(), Scope, S), S);
    std::optional<bool> LB = truth(L, S);
    if (LB && *LB == (E->getOpcode() == BO_LOr))
      return Value::integer(*LB, E, Scope);
    if (LB)
      return evaluate(E->getRHS(), Scope, S);
    return Value::unknown();
  }
  Value L = resolve(evaluate(E->getLHS(), Scope, S), S);
  Value R = resolve(evaluate(E->getRHS(), Scope, S), S);
  if (E->isComparisonOp())
    return compare(E->getOpcode(), L, R, E, Scope, S);
  // Pointer arithmetic inside an array.
  if (E->isAdditiveOp() && L.K == Value::Address && R.isInt() &&
      L.Place->K == Region::Element) {
    Value V = L;
    V.Place = Regions.element(L.Place->Base, E->getOpcode() == BO_Add
                                                 ? L.Place->Index + R.I
                                                 : L.Place->Index - R.I);
    return V;
  }
  if (L.isInt() && R.isInt()) {
    Value V = Value::integer(0, E, Scope);
    const Value &Far = L.AtFrame && L.AtFrame != Scope ? L : R;
    if (Far.AtFrame && Far.AtFrame != Scope) {
      V.At = Far.At;
      V.AtFrame = Far.AtFrame;
    } else if (L.Sticky && !R.Sticky) {
      V.At = L.At;
      V.Sticky = true;
    } else if (R.Sticky && !L.Sticky) {
      V.At = R.At;
      V.Sticky = true;
    }
    V.Chosen = L.Chosen || R.Chosen;
    V.Learnt = L.Learnt || R.Learnt;
    // The operand that the user wrote, where a macro adds another one.
    const SourceManager &SM = Context.getSourceManager();
    V.Source = L.Source;
    if (!V.Source ||
        (R.Source && SM.isMacroBodyExpansion(V.Source->getBeginLoc())))
      V.Source = R.Source;
    switch (E->getOpcode()) {
    case BO_Or:
      V.I = L.I | R.I;
      return V;
    case BO_And:
      V.I = L.I & R.I;
      return V;
    case BO_Xor:
      V.I = L.I ^ R.I;
      return V;
    case BO_Add:
      V.I = static_cast<uint64_t>(L.I) + static_cast<uint64_t>(R.I);
      return V;
    case BO_Sub:
      V.I = static_cast<uint64_t>(L.I) - static_cast<uint64_t>(R.I);
      return V;
    case BO_Mul:
      V.I = static_cast<uint64_t>(L.I) * static_cast<uint64_t>(R.I);
      return V;
    case BO_Shl:
      V.I = R.I >= 0 && R.I < 63 ? static_cast<uint64_t>(L.I) << R.I : 0;
      return V;
    case BO_Shr:
      if (R.I < 0 || R.I > 63)
        V.I = 0;
      else
        V.I = isWideUnsigned(E->getType(), Context)
                  ? static_cast<int64_t>(static_cast<uint64_t>(L.I) >> R.I)
                  : L.I >> R.I;
      return V;
    case BO_Div:
    case BO_Rem: {
      bool Rest = E->getOpcode() == BO_Rem;
      if (R.I == 0)
        return Value::unknown();
      if (isWideUnsigned(E->getType(), Context)) {
        auto A = static_cast<uint64_t>(L.I), B = static_cast<uint64_t>(R.I);
        V.I = static_cast<int64_t>(Rest ? A % B : A / B);
      } else if (R.I == -1) {
        V.I = Rest ? 0 : static_cast<int64_t>(0 - static_cast<uint64_t>(L.I));
      } else {
        V.I = Rest ? L.I % R.I : L.I / R.I;
      }
      return V;
    }
    default:
      return Value::unknown();
    }
  }
  // What a zero adds nothing to, or leaves nothing of.
  if (const Value &Other = L.isNull() ? R : L;
      (L.isNull() || R.isNull()) && Other.K == Value::Symbolic &&
      E->getType()->isIntegralOrEnumerationType()) {
    if (E->getOpcode() == BO_Or || E->getOpcode() == BO_Xor ||
        E->getOpcode() == BO_Add)
      return Other;
    if (E->getOpcode() == BO_And || E->getOpcode() == BO_Mul)
      return Value::integer(0, E, Scope);
  }
  if (E->getOpcode() == BO_And && L.K == Value::Symbolic && R.isInt()) {
    Symbol Key;
    Key.K = Symbol::Test;
    Key.Op = BO_And;
    Key.Operand = L.Sym;
    Key.Constant = R.I;
    Key.Evidence = L.Sym->Evidence;
    Value V = Value::symbolic(symbol(Key));
    V.learnBits(BO_And, L, R);
    return V;
  }
  if (L.K == Value::Symbolic)
    noteEscaped(L);
  if (R.K == Value::Symbolic)
    noteEscaped(R);
  // An unknown number that still has a name.
  Symbol Key;
  Key.Site = E;
  Key.Scope = Scope;
  Key.Evidence = (L.K == Value::Symbolic && L.Sym->Evidence) ||
                 (R.K == Value::Symbolic && R.Sym->Evidence);
  Value V = Value::symbolic(freshSymbol(Key, S));
  V.learnBits(E->getOpcode(), L, R);
  return V;
}

Value Engine::evaluateUnary(const UnaryOperator *E, const Frame *Scope,
                            State &S, bool Force) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf: {
    if (const auto *D = dyn_cast<DeclRefExpr>(Sub->IgnoreParens()))
      if (isa<FunctionDecl>(D->getDecl()))
        return functionValue(D, Scope, S);
    if (const Region *R = lvalue(Sub, Scope, S))
      return Value::address(R);
    return Value::unknown();
  }
  case UO_Deref: {
    Value V = evaluate(Sub, Scope, S);
    if (V.K == Value::Function || V.K == Value::String)
      return V;
    if (const Region *R = pointedTo(V))
      return load(R, E->getType(), S);
    return Value::unknown();
  }
  case UO_LNot: {
    Value V = resolve(evaluate(Sub, Scope, S), S);
    return compare(BO_EQ, V, Value::integer(0, E, Scope), E, Scope, S);
  }
  case UO_Minus:
  case UO_Not:
  case UO_Plus: {
    Value V = resolve(evaluate(Sub, Scope, S), S);
    if (E->getOpcode() == UO_Plus && V.K == Value::Function)
      return V;
    if (!V.isInt())
      return Value::unknown();
    if (E->getOpcode() == UO_Minus)
      V.I = -static_cast<uint64_t>(V.I);
    else if (E->getOpcode() == UO_Not)
      V.I = ~V.I;
    if (V.AtFrame == Scope && !V.Sticky)
      V.At = E;
    return V;
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    const Region *R = lvalue(Sub, Scope, S);
    if (!R)
      return Value::unknown();
    Value Old = resolve(load(R, Sub->getType(), S), S);
    Value New = Old;
    int Step = E->isIncrementOp() ? 1 : -1;
    if (Old.isInt())
      New.I += Step;
    else if (Old.K == Value::Address && Old.Place->K == Region::Element)
      New.Place = Regions.element(Old.Place->Base, Old.Place->Index + Step);
    else
      New = Value::unknown();
    if (!isOnlyCounted(Sub))
      store(R, New, S);
    // A part of a larger expression happens once, however often it is asked.
    Value Answer = E->isPrefix() ? New : Old;
    S.Exprs = ExprFactory.add(S.Exprs, E, Answer);
    return Answer;
  }
  case UO_Extension:
  case UO_Real:
    return evaluate(Sub, Scope, S);
  default:
    return Value::unknown();
  }
}

Value Engine::functionValue(const Expr *E, const Frame *Scope, State &S) {
  Value V;
  V.K = Value::Function;
  V.At = E;
  V.AtFrame = Scope;
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    V.Callee = cast<FunctionDecl>(D->getDecl());
  return V;
}

/// What \p E, a reference to something that has no place of its own (a
/// literal, a temporary text), stands for.
Value Engine::boundValue(const Expr *E, const Frame *Scope, State &S) {
  const auto *D = dyn_cast<DeclRefExpr>(E);
  const auto *Var = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  if (!Var || !Var->getType()->isReferenceType())
    return Value::unknown();
  Value Bound =
      load(Regions.variable(Var, scopeOf(Var, Scope)), Var->getType(), S);
  return Bound.isInt() || Bound.K == Value::String || Bound.K == Value::Function
             ? Bound
             : Value::unknown();
}

Value Engine::evaluateCast(const CastExpr *E, const Frame *Scope, State &S) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_LValueToRValue: {
    const Expr *Place = Sub->IgnoreParens();
    if (const Value *Known = S.Exprs.lookup(Place); Known && !Place->isLValue())
      return *Known;
    // Reading an enumerator or constant variable: through its value.
    if (const auto *C = dyn_cast<ConditionalOperator>(Place))
      return evaluateConditional(C, Scope, S);
    const Region *R = lvalue(Sub, Scope, S);
    if (!R) {
      if (Value Bound = boundValue(Place, Scope, S); Bound.K != Value::Unknown)
        return Bound;
      // An unknown element or unknown object: still one name for the read.
      Symbol Key;
      Key.Site = E;
      Key.Scope = Scope;
      Key.Evidence = true;
      return Value::symbolic(symbol(Key));
    }
    Value V = load(R, E->getType(), S);
    const auto *D = dyn_cast<DeclRefExpr>(Place);
    const VarDecl *Var = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    if (Var && !isa<ParmVarDecl>(Var) && !V.Sticky &&
        (!V.AtFrame || V.AtFrame == Scope)) {
      V.At = D;
      V.AtFrame = Scope;
    } else if (!Var && !V.Sticky && isa<MemberExpr>(Place) && V.isInt() &&
               (!V.AtFrame)) {
      V.At = Place;
      V.AtFrame = Scope;
    }
    return V;
  }
  case CK_ArrayToPointerDecay: {
    const Expr *Array = Sub->IgnoreParens();
    if (isa<StringLiteral>(Array) || isa<PredefinedExpr>(Array) ||
        isa<AbstractConditionalOperator>(Array))
      return evaluate(Array, Scope, S);
    const Region *R = lvalue(Sub, Scope, S);
    if (!R)
      return boundValue(Array, Scope, S);
    // The text of a character array goes along.
    Value Inner = load(R, QualType(), S);
    if (Inner.K == Value::String) {
      const auto *D = dyn_cast<DeclRefExpr>(Array);
      if (D && !Inner.Sticky && (!Inner.AtFrame || Inner.AtFrame == Scope)) {
        Inner.At = D;
        Inner.AtFrame = Scope;
      }
      // Whoever gets the address may write to it, so keep the place too.
      Inner.Place = R;
      return Inner;
    }
    return Value::address(Regions.element(R, 0));
  }
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
  case CK_NoOp:
  case CK_BitCast:
  case CK_LValueBitCast:
  case CK_AddressSpaceConversion:
  case CK_UserDefinedConversion:
  case CK_ConstructorConversion:
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_BaseToDerived:
  case CK_Dynamic:
  case CK_ToUnion:
  case CK_AtomicToNonAtomic:
  case CK_NonAtomicToAtomic: {
    Value V = evaluate(Sub, Scope, S);
    // What a record is cast to stays the same object.
    if (V.K == Value::Unknown && Sub->isGLValue())
      if (const Region *R = lvalue(Sub, Scope, S))
        return Value::address(R);
    return V;
  }
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    return Value::integer(0, E, Scope);
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean:
  case CK_FloatingToBoolean: {
    Value V = resolve(evaluate(Sub, Scope, S), S);
    if (V.isInt()) {
      V.I = V.I != 0;
      return V;
    }
    if (V.isKnownNonNull())
      return Value::integer(1, E, Scope);
    return compare(BO_NE, V, Value::integer(0, E, Scope), E, Scope, S);
  }
  case CK_IntegralCast:
  case CK_BooleanToSignedIntegral: {
    Value V = resolve(evaluate(Sub, Scope, S), S);
    if (V.isInt() && E->getType()->isIntegralOrEnumerationType() &&
        !E->getType()->isBooleanType()) {
      unsigned Width = Context.getIntWidth(E->getType());
      if (Width < 64) {
        uint64_t Bits =
            static_cast<uint64_t>(V.I) & ((uint64_t(1) << Width) - 1);
        if (E->getType()->isSignedIntegerOrEnumerationType() &&
            (Bits >> (Width - 1)))
          Bits |= ~((uint64_t(1) << Width) - 1);
        V.I = static_cast<int64_t>(Bits);
      }
    }
    return V;
  }
  case CK_IntegralToPointer:
  case CK_PointerToIntegral:
    return evaluate(Sub, Scope, S);
  case CK_ToVoid:
    return Value::unknown();
  default:
    return Value::unknown();
  }
}

Value Engine::evaluateConditional(const AbstractConditionalOperator *E,
                                  const Frame *Scope, State &S) {
  auto Branch = [&](bool Taken, const Value *Cause) {
    const Expr *Way = Taken ? E->getTrueExpr() : E->getFalseExpr();
    Value V = resolve(evaluate(Way, Scope, S), S);
    if (Cause && isPassedConstant(*Cause) && Cause->AtFrame &&
        Cause->AtFrame != Scope) {
      // The caller's constant decided.
      V.At = Cause->At;
      V.AtFrame = Cause->AtFrame;
      return V;
    }
    if (!V.AtFrame || V.AtFrame == Scope) {
      if (!V.Sticky) {
        V.At = Way;
        V.AtFrame = Scope;
      }
      V.Sticky = true;
    }
    V.Chosen |= !Cause || Cause->Chosen;
    return V;
  };
  if (const Decision *D = S.Decisions.lookup(E)) {
    Decision Copy = *D;
    return Branch(Copy.Taken, &Copy.Cause);
  }
  Value C = resolve(evaluate(E->getCond(), Scope, S), S);
  if (std::optional<bool> B = truth(C, S)) {
    C.Chosen = false;
    return Branch(*B, &C);
  }
  return Value::unknown();
}

Value Engine::evaluate(const Expr *E, const Frame *Scope, State &S,
                       bool Force) {
  if (!E)
    return Value::unknown();
  E = E->IgnoreParens();
  if (!Force)
    if (const Value *Known = S.Exprs.lookup(E))
      return *Known;
  if (E->isTypeDependent() || E->isValueDependent() || E->containsErrors())
    return Value::unknown();
  if (const auto *L = dyn_cast<IntegerLiteral>(E)) {
    Value V =
        Value::integer(L->getValue().getBitWidth() <= 64
                           ? static_cast<int64_t>(L->getValue().getZExtValue())
                           : 0,
                       E, Scope);
    V.Source = E;
    return V;
  }
  if (const auto *L = dyn_cast<CXXBoolLiteralExpr>(E)) {
    Value V = Value::integer(L->getValue(), E, Scope);
    V.Source = E;
    return V;
  }
  if (const auto *L = dyn_cast<CharacterLiteral>(E))
    return Value::integer(L->getValue(), E, Scope);
  if (isa<CXXNullPtrLiteralExpr>(E) || isa<GNUNullExpr>(E))
    return Value::integer(0, E, Scope);
  if (const auto *L = dyn_cast<StringLiteral>(E))
    return textValue({literalText(L), true}, E, Scope, E);
  if (const auto *P = dyn_cast<PredefinedExpr>(E))
    return P->getFunctionName()
               ? textValue({literalText(P->getFunctionName()), true}, E, Scope,
                           nullptr)
               : Value::unknown();
  if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
    if (isa<FunctionDecl>(D->getDecl()))
      return functionValue(D, Scope, S);
    if (const auto *C = dyn_cast<EnumConstantDecl>(D->getDecl())) {
      Value V = Value::integer(C->getInitVal().getExtValue(), E, Scope);
      V.Source = E;
      return V;
    }
    if (const Region *R = lvalue(E, Scope, S)) {
      const auto *Var = dyn_cast<VarDecl>(D->getDecl());
      Value V = load(R, D->getType(), S);
      if ((V.K == Value::String || V.K == Value::Function || V.isInt()) &&
          D->getType()->isRecordType()) {
        if (Var && !isa<ParmVarDecl>(Var) && !V.Sticky &&
            (!V.AtFrame || V.AtFrame == Scope)) {
          V.At = D;
          V.AtFrame = Scope;
        }
        V.Place = R;
        return V;
      }
      if (D->getType()->isRecordType() || D->getType()->isArrayType())
        return Value::address(R);
      return V;
    }
    return boundValue(D, Scope, S);
  }
  if (isa<MemberExpr>(E) || isa<ArraySubscriptExpr>(E)) {
    if (const auto *M = dyn_cast<MemberExpr>(E))
      if (const auto *F = dyn_cast<CXXMethodDecl>(M->getMemberDecl())) {
        Value V;
        V.K = Value::Function;
        V.Callee = F;
        return V;
      }
    const Region *R = lvalue(E, Scope, S);
    if (!R)
      return Value::unknown();
    Value V = load(R, E->getType(), S);
    if (E->getType()->isRecordType() &&
        (V.K == Value::Unknown || V.K == Value::Symbolic))
      return Value::address(R);
    if (V.K == Value::String && E->getType()->isRecordType())
      V.Place = R;
    return V;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return evaluateUnary(Unary, Scope, S, Force);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return evaluateBinary(B, Scope, S);
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E))
    return evaluateConditional(C, Scope, S);
  if (const auto *C = dyn_cast<CastExpr>(E))
    return evaluateCast(C, Scope, S);
  if (isa<CXXThisExpr>(E))
    return Value::address(thisRegion(Scope, S));
  if (const auto *L = dyn_cast<LambdaExpr>(E)) {
    Value V;
    V.K = Value::Function;
    V.At = E;
    V.AtFrame = Scope;
    V.Callee = L->getCallOperator();
    // `[self = shared_from_this()]`: captured where the lambda is written.
    for (const LambdaCapture &C : L->captures())
      if (L->isInitCapture(&C))
        if (const auto *Captured = dyn_cast<VarDecl>(C.getCapturedVar()))
          if (const Expr *Init = Captured->getInit())
            store(Regions.variable(Captured, nullptr), evaluate(Init, Scope, S),
                  S);
    if (V.Callee && V.Callee->isDependentContext()) {
      // A generic lambda: any instantiation shows its body.
      V.Callee = nullptr;
      if (FunctionTemplateDecl *T = L->getDependentCallOperator())
        for (FunctionDecl *Each : T->specializations())
          if (Each->hasBody())
            V.Callee = Each;
      if (!V.Callee)
        return Value::unknown();
    }
    return V;
  }
  if (const auto *C = dyn_cast<CompoundLiteralExpr>(E)) {
    // glibc passes socket addresses as transparent unions.
    const auto *L = dyn_cast<InitListExpr>(C->getInitializer());
    if (const RecordDecl *R = C->getType()->getAsRecordDecl();
        R && L && L->getNumInits() == 1 && R->hasAttr<TransparentUnionAttr>())
      return evaluate(L->getInit(0), Scope, S);
    return Value::address(lvalue(C, Scope, S));
  }
  if (const auto *L = dyn_cast<InitListExpr>(E)) {
    if (L->getNumInits() == 1 && !L->getType()->isRecordType() &&
        !L->getType()->isArrayType())
      return evaluate(L->getInit(0), Scope, S);
    const Region *R = Regions.created(L, Scope);
    initialise(R, L->getType(), L, Scope, S);
    return Value::address(R);
  }
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
    return evaluate(M->getSubExpr(), Scope, S);
  if (const auto *C = dyn_cast<FullExpr>(E))
    return evaluate(C->getSubExpr(), Scope, S);
  if (const auto *C = dyn_cast<CXXBindTemporaryExpr>(E))
    return evaluate(C->getSubExpr(), Scope, S);
  if (const auto *C = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return evaluate(C->getReplacement(), Scope, S);
  if (const auto *C = dyn_cast<CXXDefaultArgExpr>(E)) {
    Value V = evaluate(C->getExpr(), Scope, S);
    V.At = nullptr;
    return V;
  }
  if (const auto *C = dyn_cast<CXXDefaultInitExpr>(E))
    return evaluate(C->getExpr(), Scope, S);
  if (const auto *C = dyn_cast<GenericSelectionExpr>(E))
    return evaluate(C->getResultExpr(), Scope, S);
  if (const auto *C = dyn_cast<ChooseExpr>(E))
    return evaluate(C->getChosenSubExpr(), Scope, S);
  if (const auto *C = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return evaluate(C->getSemanticForm(), Scope, S);
  if (const auto *L = dyn_cast<CXXStdInitializerListExpr>(E)) {
    const Region *R = Regions.created(L, Scope);
    const Expr *Items = L->getSubExpr()->IgnoreImplicit();
    initialise(R, Items->getType(), Items, Scope, S);
    return Value::address(R);
  }
  if (const auto *C = dyn_cast<OpaqueValueExpr>(E))
    return evaluate(C->getSourceExpr(), Scope, S);
  if (const auto *C = dyn_cast<UserDefinedLiteral>(E)) {
    if (C->getNumArgs() && isa<StringLiteral>(C->getArg(0)->IgnoreImplicit()))
      return evaluate(C->getArg(0), Scope, S);
    return Value::unknown();
  }
  if (const auto *St = dyn_cast<StmtExpr>(E)) {
    const auto *Body = St->getSubStmt();
    if (Body->body_empty())
      return Value::unknown();
    if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
      return evaluate(Last, Scope, S);
    return Value::unknown();
  }
  if (isa<ImplicitValueInitExpr>(E) || isa<CXXScalarValueInitExpr>(E))
    return E->getType()->isScalarType() ? Value::integer(0, E, Scope)
                                        : Value::unknown();
  // A copy or a conversion that is no statement of its own: in a constant
  // initialiser, or elided.
  if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getNumArgs() >= 1 &&
        (C->getConstructor()->isCopyOrMoveConstructor() ||
         C->getConstructor()->isConvertingConstructor(false)))
      return evaluate(C->getArg(0), Scope, S);
    return Value::unknown();
  }
  if (E->getType()->isIntegralOrEnumerationType() && !isa<CallExpr>(E)) {
    Expr::EvalResult R;
    if (E->EvaluateAsInt(R, Context, Expr::SE_NoSideEffects))
      return Value::integer(R.Val.getInt().getExtValue(), E, Scope);
  }
  return Value::unknown();
}
