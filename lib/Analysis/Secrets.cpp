//===--- Secrets.cpp - what holds a secret, by its name or its text -------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "Text/SensitiveWords.h"
#include "clang/AST/ExprCXX.h"

using namespace commsec;
using namespace clang;

/// Does the name of \p D tell of a secret, and can its type hold one? A flag
/// and an enumerator can't, and some names only speak of texts: the number
/// that marks a node's own packets is a "cookie", too.
static bool namesSecret(const ValueDecl *D) {
  if (!D || !D->getIdentifier())
    return false;
  QualType T = D->getType().getNonReferenceType();
  if (T->isBooleanType() || T->isEnumeralType() || T->isFunctionType())
    return false;
  return T->isArithmeticType() ? isSensitiveNumber(D->getName())
                               : isSensitiveIdentifier(D->getName());
}

/// The activation that named the secret which \p R holds, if it is marked.
const Frame *Engine::markedSecret(const Region *R, const Frame *Scope,
                                  const State &S) const {
  auto It = SlotIds.find("sensitive");
  if (It == SlotIds.end() || !S.Slots.lookup({R, It->second}))
    return nullptr;
  const Frame *Named = SecretFrames.lookup(R);
  return Named ? Named : Scope;
}

/// The activation that a local belongs to, or else \p Scope: so for what is
/// reached through a pointer, which says nothing of who named it.
static const Frame *homeOf(const Region *R, const Frame *Scope) {
  for (const Region *P = R; P; P = P->Base)
    if (P->K == Region::Pointee)
      return Scope;
  const Region *Root = R->root();
  return Root->K == Region::Variable && Root->Scope ? Root->Scope : Scope;
}

/// Was something of a sensitive name, or a sensitive text, stored in a part of
/// \p R (an iovec, a message)?
const Frame *Engine::heldSecret(const Region *R, const Frame *Scope,
                                const State &S, unsigned Depth) {
  if (Depth > 3)
    return nullptr;
  // What a pointer or reference of that name leads to has it, too.
  auto Named = [](const Region *P) {
    for (; P; P = P->K == Region::Pointee ? P->Base : nullptr)
      if (namesSecret(P->decl()))
        return true;
    return false;
  };
  for (auto It = S.Env.begin(); It != S.Env.end(); ++It) {
    if (It.getKey() == R)
      continue;
    bool Part = false;
    for (const Region *X = It.getKey(); X; X = X->Base)
      Part |= X == R;
    if (!Part)
      continue;
    if (const Frame *F = markedSecret(It.getKey(), Scope, S))
      return F;
    const Value &V = It.getData();
    if (V.K == Value::String && isSensitiveLiteral(V.Text))
      return homeOf(R, Scope);
    // The name by which it was put there.
    if (const auto *Put = dyn_cast_or_null<DeclRefExpr>(
            V.At ? V.At->IgnoreParenCasts() : nullptr);
        Put && V.AtFrame && isa<VarDecl>(Put->getDecl()) &&
        namesSecret(Put->getDecl()))
      return V.AtFrame;
    if (V.K == Value::Symbolic && V.Sym->K == Symbol::Load &&
        Named(V.Sym->Place))
      return homeOf(V.Sym->Place, Scope);
    const Region *To =
        V.K == Value::Address || V.K == Value::String ? V.Place : nullptr;
    if (To && To->K == Region::Element)
      To = To->Base;
    if (!To)
      continue;
    // Whoever wrote the name put it there.
    if (Named(To))
      return V.AtFrame ? V.AtFrame : homeOf(To, Scope);
    if (const Frame *F = markedSecret(To, homeOf(To, Scope), S))
      return F;
    if (To != R)
      if (const Frame *F = heldSecret(To, Scope, S, Depth + 1))
        return F;
  }
  return nullptr;
}

/// The argument that the call of \p Home gives for its parameter \p P; null
/// if it is not written there.
static const Expr *argumentOf(const ParmVarDecl &P, const Frame &Home) {
  unsigned I = P.getFunctionScopeIndex();
  if (!Home.Parent || !Home.Call ||
      P.getDeclContext() != cast<DeclContext>(Home.Function))
    return nullptr;
  if (const auto *C = dyn_cast<CXXConstructExpr>(Home.Call))
    return I < C->getNumArgs() ? C->getArg(I) : nullptr;
  const auto *C = dyn_cast<CallExpr>(Home.Call);
  if (!C)
    return nullptr;
  if (isa<CXXOperatorCallExpr>(C) && isa<CXXMethodDecl>(Home.Function))
    ++I;
  return I < C->getNumArgs() ? C->getArg(I) : nullptr;
}

/// The activation in which a name or literal that reaches \p E tells of a
/// secret: that of \p E, or one whose arguments do. Null if there is none.
const Frame *Engine::secretIn(const Expr *E, const Frame *Scope, State &S,
                              unsigned Depth) {
  if (!E || Depth > 8)
    return nullptr;
  auto FirstOf = [&](auto &&Parts) -> const Frame * {
    for (const Stmt *Part : Parts)
      if (const auto *X = dyn_cast_or_null<Expr>(Part))
        if (const Frame *F = secretIn(X, Scope, S, Depth + 1))
          return F;
    return nullptr;
  };
  E = E->IgnoreUnlessSpelledInSource();
  if (const auto *L = dyn_cast<StringLiteral>(E))
    return L->getCharByteWidth() == 1 && isSensitiveLiteral(L->getString())
               ? Scope
               : nullptr;
  if (isa<UnaryExprOrTypeTraitExpr>(E))
    return nullptr;
  if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    if (!V)
      return nullptr;
    if (namesSecret(V))
      return Scope;
    // A parameter stands for what the caller gave.
    if (const auto *P = dyn_cast<ParmVarDecl>(V)) {
      const Frame *Home = scopeOf(P, Scope);
      if (const Expr *Given = argumentOf(*P, *Home))
        if (const Frame *F = secretIn(Given, Home->Parent, S, Depth + 1))
          return F;
    }
    const Region *R = lvalue(D, Scope, S);
    if (!R)
      return nullptr;
    if (const Frame *F = markedSecret(R, homeOf(R, Scope), S))
      return F;
    if (const Frame *F = heldSecret(R, homeOf(R, Scope), S, 0))
      return F;
    // What a parameter of a followed call was bound to.
    Value Now = load(R, V->getType(), S);
    bool Known = false;
    PartialText T = text(Now, S, Known);
    if (Known && isSensitiveLiteral(T.Text))
      return Now.AtFrame ? Now.AtFrame : Scope;
    // A copy of a parameter stands for what the caller gave, too.
    const Expr *Init = !isa<ParmVarDecl>(V) && V->hasLocalStorage() && Depth < 4
                           ? V->getInit()
                           : nullptr;
    if (Init)
      if (const Frame *F = secretIn(Init, Scope, S, Depth + 2); F && F != Scope)
        return F;
    const Region *To =
        Now.K == Value::Address || Now.K == Value::String ? Now.Place : nullptr;
    if (To && To != R) {
      if (To->K == Region::Element)
        To = To->Base;
      if (const Frame *F = markedSecret(To, homeOf(To, Scope), S))
        return F;
      if (namesSecret(To->decl()))
        return homeOf(To, Scope);
    }
    return Init ? secretIn(Init, Scope, S, Depth + 2) : nullptr;
  }
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    if (const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl())) {
      if (namesSecret(F))
        return Scope;
      // msg.data, msg.text: what was put there counts, not the object's name.
      const Region *R = M->isGLValue() ? lvalue(M, Scope, S) : nullptr;
      if (!R)
        return nullptr;
      bool Known = false;
      PartialText T = text(Value::address(R), S, Known);
      if (Known && isSensitiveLiteral(T.Text))
        return Scope;
      if (const Frame *Marked = markedSecret(R, Scope, S))
        return Marked;
      if (const Frame *Held = heldSecret(R, Scope, S, 0))
        return Held;
      // What every constructor makes it of, if nothing else writes it.
      llvm::ArrayRef<const Expr *> Values = U.onlyValues(F);
      bool Made = Values.size() == 1 &&
                  secretIn(Values[0], Regions.frame(nullptr, nullptr, nullptr),
                           S, Depth + 2);
      return Made ? Scope : nullptr;
    }
    return secretIn(M->getBase(), Scope, S, Depth + 1);
  }
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    llvm::SmallVector<const Expr *, 4> Parts;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      Parts.push_back(M->getImplicitObjectArgument());
    Parts.append(C->arg_begin(), C->arg_end());
    // A number that tells something of a text (its length) is not the text.
    if (C->getType()->isArithmeticType())
      llvm::erase_if(Parts, [](const Expr *Part) {
        return !Part->getType()->isArithmeticType();
      });
    return FirstOf(Parts);
  }
  if (isa<LambdaExpr>(E) || isa<CXXThisExpr>(E))
    return nullptr;
  return FirstOf(E->children());
}

/// The pointer \p Place gets what \p E names, which may be the name of a
/// secret.
void Engine::keepName(const Region *Place, const Expr *E, const Frame *Scope,
                      State &S) {
  E = E->IgnoreParenCasts();
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    D = dyn_cast<VarDecl>(Ref->getDecl());
  else if (const auto *M = dyn_cast<MemberExpr>(E))
    D = dyn_cast<FieldDecl>(M->getMemberDecl());
  unsigned Id = slotId("sensitive");
  if (namesSecret(D)) {
    SecretFrames[Place] = Scope;
    writeSlot(Place, Id, Slot{Slot::Set, nullptr}, S);
  } else if (S.Slots.lookup({Place, Id})) {
    S.Slots = SlotFactory.remove(S.Slots, {Place, Id});
  }
}

/// The place \p R that \p F fills holds a secret if what it is filled with
