//===--- Lifecycle.cpp - what was done to a handle before it is used ------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Activity.h"
#include "Analysis/Engine.h"
#include "Text/Url.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/SourceManager.h"

using namespace commsec;
using namespace clang;

unsigned Engine::slotId(llvm::StringRef Name) {
  return SlotIds.try_emplace(Name, SlotIds.size() + 1).first->second;
}

void Engine::noteMay(const Region *R, unsigned Id, const State &S) {
  MayOwn[R].insert(Id);
  if (const Object *O = S.Objects.lookup(R); !O || !O->Used)
    MayBefore[R].insert(Id);
  if (const Region *Name = sharedName(R)) {
    Shared[Name].Slots.insert(Id, holder(Name, RootClass));
    Shared[Name].Own.insert(Id, holder(Name, RootClass));
  }
  if (R == Regions.program()) {
    const auto *Undoes = dyn_cast_or_null<CXXDestructorDecl>(RootFunction);
    PeerSlots.insert(
        {Id, Undoes ? Undoes->getParent()->getCanonicalDecl() : nullptr});
  }
  // An object tells those that it was made from.
  llvm::SmallPtrSet<const Region *, 8> Seen{R};
  const Region *X = R;
  for (unsigned I = 0; I < 8; ++I) {
    const Region *Up = ParentOf.lookup(X);
    if (!Up)
      if (const Object *O = S.Objects.lookup(X))
        Up = O->Parent;
    if (!Up || !Seen.insert(Up).second)
      break;
    MayUp[Up].insert(Id);
    if (const Region *Name = sharedName(Up))
      Shared[Name].Slots.insert(Id, holder(Name, RootClass));
    X = Up;
  }
}

/// \p Class, if its methods find the place \p Name in their own object.
const CXXRecordDecl *Engine::holder(const Region *Name,
                                    const CXXRecordDecl *Class) {
  const Region *Outer = Name;
  while (Outer &&
         !(Outer->K == Region::Field && Outer->Base == Regions.thisObject()))
    Outer = Outer->Base;
  const auto *Of =
      Outer && Class ? dyn_cast<CXXRecordDecl>(Outer->decl()->getDeclContext())
                     : nullptr;
  return Of && (declaresSameEntity(Class, Of) || Class->isDerivedFrom(Of))
             ? Class
             : nullptr;
}

bool Engine::WrittenSlots::contains(unsigned Id,
                                    const CXXRecordDecl *For) const {
  for (auto It = All.lower_bound({Id, nullptr});
       It != All.end() && It->first == Id; ++It)
    if (!For || !It->second || For == It->second ||
        For->isDerivedFrom(It->second) || It->second->isDerivedFrom(For))
      return true;
  return false;
}

/// May \p R, an object made from it, or one that it was made from, have the
/// slot on any path of this root?
bool Engine::mayHave(const Region *R, unsigned Id, bool Children) const {
  // Without the children, only what came before the first use counts.
  const auto &Mine = Children ? MayOwn : MayBefore;
  llvm::SmallPtrSet<const Region *, 8> Seen;
  for (const Region *X = R; X && Seen.insert(X).second;
       X = ParentOf.lookup(X)) {
    auto Own = Mine.find(X);
    if (Own != Mine.end() && Own->second.contains(Id))
      return true;
    if (X == R && Children) {
      auto Up = MayUp.find(X);
      if (Up != MayUp.end() && Up->second.contains(Id))
        return true;
    }
  }
  return false;
}

void Engine::writeSlot(const Region *R, unsigned Id, Slot V, State &S) {
  if (const Slot *Old = S.Slots.lookup({R, Id});
      Old && Old->K == Slot::Insecure && V.K != Slot::Insecure)
    Overwritten.insert({Old->Where, R});
  if (V.K == Slot::Insecure && V.Where)
    for (const Guard *G = S.Guards; G; G = G->Previous)
      WrittenUnder.insert({V.Where, G->Condition});
  S.Slots = SlotFactory.add(S.Slots, {R, Id}, V);
  noteMay(R, Id, S);
}

/// \p Inherits tells that \p To is made from \p From: what that has is known
/// of it already.
void Engine::copySlots(const Region *From, const Region *To, State &S,
                       bool Inherits) {
  llvm::SmallVector<std::pair<unsigned, Slot>, 8> Copied;
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
    if (It.getKey().first == From)
      Copied.push_back({It.getKey().second, It.getData()});
  for (auto &[Id, V] : Copied) {
    S.Slots = SlotFactory.add(S.Slots, {To, Id}, V);
    if (V.K != Slot::Insecure && !Inherits)
      noteMay(To, Id, S);
  }
}

/// True if the call that wrote \p V is known to have failed on this path: none
/// of the results that mean success goes with what the branches taught.
bool Engine::hasFailed(const Slot &V,
                       const State::ConstraintMap &Learnt) const {
  if (!V.Result)
    return false;
  return llvm::none_of(V.Writer->Succeeds, [&](const Constant &Good) {
    for (auto It = Learnt.begin(); It != Learnt.end(); ++It)
      if (It.getKey()->base() == V.Result) {
        int64_t Would = It.getKey()->evaluate(Good.Value);
        if ((Would == It.getData().Constant) != It.getData().Equal)
          return false;
      }
    return true;
  });
}

/// The slot of \p R. Unset is only said of an object whose whole life is
/// seen, or (then \p SharedPart is set) may be, once the unit is known.
Slot Engine::slotOf(const Region *R, unsigned Id, const State &S,
                    const Region *&SharedPart) {
  SharedPart = nullptr;
  if (const Slot *Known = S.Slots.lookup({R, Id});
      Known && !hasFailed(*Known, S.Constraints))
    return *Known;
  llvm::SmallPtrSet<const Region *, 4> Seen;
  for (const Region *X = R; X && Seen.insert(X).second;) {
    const Object *O = S.Objects.lookup(X);
    if (!O) {
      if (const Region *Name = sharedName(X)) {
        SharedPart = Name;
        return Slot{Slot::Unset, nullptr};
      }
      return Slot{Slot::Unknown, nullptr};
    }
    if (O->Escaped)
      return Slot{Slot::Unknown, nullptr};
    if (!O->Parent) {
      if (X->isShared())
        SharedPart = X;
      return Slot{Slot::Unset, nullptr};
    }
    if (X->isShared())
      SharedPart = X;
    X = O->Parent;
  }
  return Slot{Slot::Unset, nullptr};
}

/// Whose slot \p Name is, and its own name. \p WholeUnit tells that any
/// function of the unit may have set it: the order of calls on the process
/// only means something within one function and what it calls.
const Region *Engine::slotOwner(llvm::StringRef &Name, const Region *Handle,
                                bool *WholeUnit) {
  bool Prefixed = Name.consume_front("program.");
  bool Here = Name.consume_front("here.");
  Prefixed |= Name.consume_front("peer.");
  const Region *R = Prefixed || Here ? Regions.program() : Handle;
  if (WholeUnit)
    *WholeUnit = Prefixed || (!Here && R != Regions.program());
  return R;
}

Tri Engine::stateHolds(const Fact &F, const Region *Handle, const Expr *Call,
                       State &S, Candidate &Needs) {
  auto Each = [&](llvm::ArrayRef<std::string> Names,
                  llvm::function_ref<Tri(const Region *, unsigned, Slot,
                                         const Region *)>
                      Test) {
    Tri All = Tri::Yes;
    for (llvm::StringRef Name : Names) {
      bool WholeUnit = true;
      const Region *R = slotOwner(Name, Handle, &WholeUnit);
      if (!R)
        return Tri::Unknown;
      unsigned Id = slotId(Name);
      const Region *SharedPart = nullptr;
      Slot V = slotOf(R, Id, S, SharedPart);
      if (!WholeUnit)
        SharedPart = nullptr;
      Tri T = Test(R, Id, V, SharedPart);
      if (T != Tri::Yes && Needs.Unmet.empty())
        Needs.Unmet = Name;
      if (T == Tri::No)
        return T;
      if (T == Tri::Unknown)
        All = T;
    }
    return All;
  };
  auto And = [](Tri A, Tri B) {
    return A == Tri::No || B == Tri::No             ? Tri::No
           : A == Tri::Unknown || B == Tri::Unknown ? Tri::Unknown
                                                    : Tri::Yes;
  };
  for (llvm::StringRef Name : F.State.NotFailed) {
    const Region *R = slotOwner(Name, Handle);
    const Slot *V = R ? S.Slots.lookup({R, slotId(Name)}) : nullptr;
    if (V && hasFailed(*V, S.Constraints))
      return Tri::No;
  }
  for (llvm::StringRef Name : F.State.NotSet) {
    const Region *R = slotOwner(Name, Handle);
    const Slot *V = R ? S.Slots.lookup({R, slotId(Name)}) : nullptr;
    if (V && V->K != Slot::Unset && V->K != Slot::Insecure)
      return Tri::No;
  }
  Tri T = Each(F.State.Set, [&](const Region *R, unsigned Id, Slot V,
                                const Region *SharedPart) {
    if (V.K != Slot::Unset && V.K != Slot::Unknown)
      return Tri::Yes;
    if (V.K == Slot::Unknown)
      return S.Slots.lookup({R, Id}) ? Tri::Yes : Tri::Unknown;
    if (SharedPart) {
      Needs.NeedsSet.insert({SharedPart, Id});
      return Tri::Yes;
    }
    return Tri::No;
  });
  T = And(T, Each(F.State.Secure, [&](const Region *R, unsigned Id, Slot V,
                                      const Region *SharedPart) {
            if (V.K == Slot::Secure)
              return Tri::Yes;
            if (V.K == Slot::Unset && SharedPart) {
              Needs.NeedsSecure.insert({SharedPart, Id});
              return Tri::Yes;
            }
            return V.K == Slot::Unknown ? Tri::Unknown : Tri::No;
          }));
  T = And(T, Each(F.State.Insecure,
                  [&](const Region *R, unsigned Id, Slot V, const Region *) {
                    return V.K == Slot::Insecure  ? Tri::Yes
                           : V.K == Slot::Unknown ? Tri::Unknown
                                                  : Tri::No;
                  }));
  T = And(T, Each(F.State.Known, [&](const Region *R, unsigned Id, Slot V,
                                     const Region *SharedPart) {
            // Never written is known; what unseen code may have written is
            // the business of `unset`.
            if (V.K == Slot::Insecure)
              return Tri::No;
            if (V.K == Slot::Unset && SharedPart)
              Needs.NeedsKnown.insert({SharedPart, Id});
            return V.K == Slot::Unknown && S.Slots.lookup({R, Id})
                       ? Tri::Unknown
                       : Tri::Yes;
          }));
  T = And(T, Each(F.State.Unset, [&](const Region *R, unsigned Id, Slot V,
                                     const Region *SharedPart) {
            if (V.K != Slot::Unset)
              SetAt.insert({Call, R, Id});
            if (V.K == Slot::Unknown)
              return Tri::Unknown;
            if (V.K != Slot::Unset)
              return Tri::No;
            if (SharedPart)
              Needs.NeedsUnset.insert({SharedPart, Id});
            return Tri::Yes;
          }));
  return T;
}

bool Engine::isChoice(const Guard &G) const {
  return onEveryWay(G, [&](const Guard &Each) {
    return Each.K == Guard::Chosen || (Each.Sym && isChoice(*Each.Sym->base()));
  });
}

bool Engine::isChoice(const Symbol &Of) const {
  const Symbol *Base = &Of;
  if (Base->K == Symbol::Merge)
    return Base->Constant != 0;
  if (Base->K == Symbol::Load) {
    const ValueDecl *D = Base->Place->decl();
    // A test for null is no choice of the person who runs the program, nor is
    // what a function remembers of itself.
    const auto *V = dyn_cast_or_null<VarDecl>(D);
    return D && !(V && V->isStaticLocal()) && !D->getType()->isPointerType() &&
           D->getType()->isIntegralOrEnumerationType();
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Base->Site);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return false;
  const Entry *Known = Naming.find(F);
  return F->getReturnType()->isBooleanType() ||
         (Known && llvm::any_of(Known->Flows,
                                [](const Flow *Each) { return Each->Chosen; }));
}

/// True if the condition of \p G decides whether \p Call runs: it is that of
/// an `if`, `switch` or `?:` around it. A check that ends the function early
/// is none.
bool Engine::encloses(const Guard &G, const Expr *Call, const Frame *Scope) {
  while (Scope && Scope != G.Scope) {
    Call = Scope->Call;
    Scope = Scope->Parent;
  }
  const Body *B =
      Scope && Scope->Function && Call ? body(Scope->Function) : nullptr;
  if (!B || !G.Condition)
    return false;
  llvm::SmallPtrSet<const Stmt *, 8> Deciders;
  for (const Stmt *P = B->Parents->getParent(G.Condition); P;
       P = B->Parents->getParent(P)) {
    if (isa<IfStmt>(P) || isa<SwitchStmt>(P) ||
        isa<AbstractConditionalOperator>(P)) {
      Deciders.insert(P);
      break;
    }
    if (!isa<Expr>(P))
      break;
  }
  for (const Stmt *P = B->Parents->getParent(Call); P && !Deciders.empty();
       P = B->Parents->getParent(P))
    if (Deciders.contains(P))
      return true;
  return false;
}

bool Engine::isConditional(const State &S, const Value &V, const Expr *Call,
                           const Frame *Scope) {
  if (V.Chosen)
    return true;
  for (const Guard *G = S.Guards; G; G = G->Previous)
    if (isChoice(*G) && encloses(*G, Call, Scope))
      return true;
  if (!Midway)
    return false;
  // What the path began behind is not known, but for what stands around it.
  for (; Scope->Parent; Scope = Scope->Parent)
    Call = Scope->Call;
  return underBranch(Call, Scope);
}

/// The activation that chose the value of \p A, or else \p Scope.
static const Frame *chooser(const Answer &A, const Frame *Scope) {
  const Frame *From = A.OperandExpr ? A.Operand.AtFrame : nullptr;
  for (const Frame *F = Scope; From && F; F = F->Parent)
    if (F == From)
      return From;
  return Scope;
}

/// True if \p G only tests what one of the calls \p In tells.
bool Engine::isNeutral(const Guard &G, llvm::ArrayRef<std::string> In) const {
  const Symbol *Base = G.Sym ? G.Sym->base() : nullptr;
  const auto *Call =
      Base && Base->Site ? dyn_cast<CallExpr>(Base->Site) : nullptr;
  return Call && Call->getDirectCallee() &&
         Naming.isOneOf(Call->getDirectCallee(), In);
}

/// True if \p F depends on the class of an operand.
static bool namesType(const Fact &F) {
  for (const auto *All : {&F.Select, &F.When})
    for (const Condition &K : *All)
      if (!K.Type.empty() || !K.NotType.empty())
        return true;
  return false;
}

/// True if neither activation is within the other.
static bool areSiblings(const Frame *A, const Frame *B) {
  return !isWithin(A, B) && !isWithin(B, A);
}

/// True if \p E is what a variable gets in a branch of its function, what
/// stands in for a value that is not known, or a null pointer, which leaves
/// something out: no wish of whoever passes it.
bool Engine::isFallback(const Expr *E, const Frame *Scope) {
  const Expr *Plain = E->IgnoreParenImpCasts();
  if ((Plain->getType()->isPointerType() || isa<GNUNullExpr>(Plain) ||
       isa<CXXNullPtrLiteralExpr>(Plain)) &&
      Plain->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent))
    return true;
  const Body *B = Scope && Scope->Function ? body(Scope->Function) : nullptr;
  if (!B)
    return false;
  const Stmt *Below = E;
  for (const Stmt *P = B->Parents->getParent(E); P;
       Below = P, P = B->Parents->getParent(P)) {
    const auto *Assigned = dyn_cast<BinaryOperator>(P);
    if (Assigned && Assigned->isAssignmentOp())
      return isa<DeclRefExpr>(Assigned->getLHS()->IgnoreParens()) &&
             underBranch(Assigned, Scope);
    if (const auto *Either = dyn_cast<ConditionalOperator>(P)) {
      const Expr *Other = Below == Either->getTrueExpr()
                              ? Either->getFalseExpr()
                              : Either->getTrueExpr();
      return !Other->isValueDependent() && !Other->isEvaluatable(Context);
    }
    if (!isa<ImplicitCastExpr, ParenExpr>(P))
      return false;
  }
  return false;
}

const Occurrence *Engine::occurrence(const Fact &F, const CallSite &C,
                                     const Answer &A, State &S,
                                     const Verdict *V,
                                     const FunctionDecl *Callback) {
  Occurrence Key;
  Key.F = &F;
  Key.Call = C.E;
  Key.Scope = C.Scope;
  Key.Callback = Callback;
  if (V)
    Key.Accepts = V->At;
  // A value has a place of its own; a result, or the state of a handle, is a
  // matter of the call, unless the call itself is what nobody should wish for.
  bool HasValue = A.Operand.isInt() || A.Operand.K == Value::String ||
                  A.Operand.K == Value::Function || A.Operand.ResultOf ||
                  A.Operand.hasKnownBits();
  if (!Callback && A.OperandExpr && HasValue &&
      (!F.Result || F.Result->Sought)) {
    const Value &Op = A.Operand;
    Key.Source = Op.Source;
    // What a lambda captured is a local of its own.
    const auto *Read =
        dyn_cast<DeclRefExpr>(A.OperandExpr->IgnoreParenImpCasts());
    bool Captured = Read && Read->refersToEnclosingVariableOrCapture() &&
                    !isa<ParmVarDecl>(Read->getDecl());
    if (Op.At &&
        (Op.Sticky || (Op.AtFrame && Op.AtFrame != C.Scope && !Captured)))
      Key.At = Op.At;
    else
      Key.At = A.OperandExpr;
  }
  if (!Callback && !A.OperandExpr)
    Key.At = C.CalleeAt;
  // Where a caller's constant decided the branch that another constant stands
  // in, the caller is the place. A text says by itself what is wrong with it,
  // and what is wrong with a call that has none is wrong for every caller.
  bool FromHere =
      !Key.At || Key.At == A.OperandExpr || A.Operand.AtFrame == C.Scope;
  // Where the class of an argument is the matter, a template is not to blame,
  // but who instantiates it.
  if (!Callback && C.Scope->Function && C.Scope->Call &&
      C.Scope->Function->isTemplateInstantiation() && namesType(F)) {
    Key.At = C.Scope->Call;
    FromHere = false;
  }
  // A result is handled where it is, whoever chose the branch.
  if (FromHere && !Callback && !F.Result && A.Operand.isInt() &&
      !S.Causes.isEmpty())
    if (const Body *B = C.Scope->Function ? body(C.Scope->Function) : nullptr)
      for (const Stmt *P = B->Parents->getParent(C.E); P;
           P = B->Parents->getParent(P))
        if (const Decision *D = S.Causes.lookup(P)) {
          // What a branch of the caller sets is no wish of the caller's, nor is
          // what this function was told by one that it called.
          if (D->Cause.At && isWithin(C.Scope, D->Cause.AtFrame) &&
              !isFallback(D->Cause.At, D->Cause.AtFrame))
            Key.At = D->Cause.At;
          break;
        }
  Key.Chooser = chooser(A, C.Scope);
  Key.Conditional = isConditional(S, A.Operand, C.E, C.Scope) ||
                    (V && V->K == Verdict::Sometimes);
  return makeUnique(Occurrences, Key, Memory).first;
}

void Engine::reportNow(const Candidate &Proto) {
  if (Muted)
    return;
  auto [It, New] =
      Candidates.try_emplace({Proto.Where, Proto.Handle, Proto.Result}, Proto);
  if (!New && !Proto.OnlyIfNeverUsed)
    It->second.OnlyIfNeverUsed = false;
  if (New)
    It->second.Midway = Midway;
  if (!New && !Proto.Cut)
    It->second.Cut = false;
  if (!New && !Proto.OnlyChosen)
    It->second.OnlyChosen = false;
}

void Engine::observe(const Region *R, State &S, bool Sink) {
  llvm::SmallVector<const Occurrence *, 4> Found;
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
    if (It.getKey().first == R && It.getData().K == Slot::Insecure &&
        It.getData().Where)
      Found.push_back(It.getData().Where);
  for (const Occurrence *O : Found) {
    Candidate C;
    C.Where = O;
    C.Handle = R;
    reportNow(C);
  }
  if (!Sink)
    return;
  llvm::SmallPtrSet<const Region *, 4> Seen;
  for (const Region *X = R; X && Seen.insert(X).second;) {
    UsedSomewhere.insert(X);
    const Object *O = S.Objects.lookup(X);
    if (O && X == R && !O->Used) {
      Object Now = *O;
      Now.Used = true;
      S.Objects = ObjectFactory.add(S.Objects, X, Now);
      O = S.Objects.lookup(X);
    }
    X = O ? O->Parent : nullptr;
  }
}

void Engine::markLeft(const Region *R, State &S) {
  noteMay(objectOf(R, S), slotId(LeftMark), S);
}

/// The name under which all functions of the unit know the place \p R: a
/// member or global itself, or the same field of whatever object, if the
/// structure is this file's own. Null if there is none.
const Region *Engine::sharedName(const Region *R) {
  if (!R)
    return nullptr;
  if (R->isShared())
    return R;
  // The outermost field of an object that came from outside.
  llvm::SmallVector<const Region *, 4> Path;
  const Region *Outer = nullptr;
  for (const Region *X = R; X; X = X->Base) {
    Path.push_back(X);
    if (X->K == Region::Field && X->Base && X->Base->K == Region::Pointee)
      Outer = X;
  }
  if (!Outer)
    return nullptr;
  const SourceManager &SM = Context.getSourceManager();
  if (!SM.isInMainFile(SM.getExpansionLoc(Outer->decl()->getLocation())))
    return nullptr;
  const Region *Named = nullptr;
  for (const Region *X : llvm::reverse(Path)) {
    if (X == Outer)
      Named = Regions.field(Regions.thisObject(), cast<FieldDecl>(X->decl()));
    else if (Named && X->K == Region::Field)
      Named = Regions.field(Named, cast<FieldDecl>(X->decl()));
    else if (Named && X->K == Region::Pointee)
      Named = Regions.pointee(Named);
    else if (Named && X->K == Region::Element)
      Named = Regions.element(Named, X->Index);
  }
  return Named;
}

void Engine::escape(const Region *R, State &S) {
  // What the escaping place refers to escapes too.
  llvm::SmallVector<const Region *, 4> Escaping{R};
  const SourceManager &SM = Context.getSourceManager();
  for (auto It = S.Env.begin(); It != S.Env.end(); ++It) {
    if (It.getData().K != Value::Address ||
        !S.Objects.lookup(It.getData().Place))
      continue;
    for (const Region *X = It.getKey(); X; X = X->Base) {
      if (X == R) {
        Escaping.push_back(It.getData().Place);
        break;
      }
      // Other files don't know the members of what this file defines.
      if (X->K == Region::Field &&
          SM.isInMainFile(SM.getExpansionLoc(X->decl()->getLocation())))
        break;
    }
  }
  for (const Region *Each : Escaping) {
    llvm::SmallVector<SlotKey, 4> Implied;
    for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
      if (It.getKey().first == Each && It.getData().Where &&
          It.getData().Where->F->Implied)
        Implied.push_back(It.getKey());
    for (const SlotKey &K : Implied)
      S.Slots = SlotFactory.add(S.Slots, K, Slot{Slot::Unknown, nullptr});
    noteMay(Each, slotId(UnseenMark), S);
    if (const Object *O = S.Objects.lookup(Each)) {
      Object Now = *O;
      Now.Escaped = true;
      S.Objects = ObjectFactory.add(S.Objects, Each, Now);
    }
    if (const Region *Name = sharedName(Each))
      Shared[Name].Escaped = true;
    observe(Each, S, false);
  }
}

void Engine::release(const Region *R, State &S, bool Ends) {
  llvm::SmallVector<SlotKey, 8> Keys;
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
    if (It.getKey().first == R) {
      Keys.push_back(It.getKey());
      if (Ends && It.getData().K == Slot::Insecure && It.getData().Where) {
        // Reported only if no path ever uses the object: examples that only
        // configure are judged, error paths are not.
        Candidate C;
        C.Where = It.getData().Where;
        C.Handle = R;
        C.OnlyIfNeverUsed = true;
        reportNow(C);
      }
    }
  for (const SlotKey &K : Keys)
    S.Slots = SlotFactory.remove(S.Slots, K);
}

/// A shared object is known as far as what it was made from is.
void Engine::noteParent(SharedObject &Known, const Object &O, const State &S) {
  // A handle that a loop makes of the one before is made of itself.
  llvm::SmallPtrSet<const Region *, 4> Seen;
  for (const Region *P = O.Parent; P && Seen.insert(P).second;) {
    const Object *Up = S.Objects.lookup(P);
    if (const Region *Name = sharedName(P)) {
      Known.Parent = Name;
      return;
    }
    if (!Up || Up->Escaped) {
      Known.Escaped = true;
      return;
    }
    P = Up->Parent;
  }
}

/// \p V becomes what the other functions of the unit find at \p Place.
void Engine::publish(const Region *Place, const Value &V, State &S) {
  if (V.K != Value::Address)
    return;
  const Region *Name = sharedName(Place);
  if (!Name)
    return;
  const Object *O = S.Objects.lookup(V.Place);
  SharedObject &Known = Shared[Regions.pointee(Name)];
  const CXXRecordDecl *By = holder(Name, RootClass);
  if (!O) {
    if (!sharedName(V.Place))
      Known.Escaped = true;
    return;
  }
  Known.Created = true;
  Known.Escaped |= O->Escaped;
  noteParent(Known, *O, S);
  Published.insert({Name, V.Place});
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
    if (It.getKey().first == V.Place) {
      Known.Slots.insert(It.getKey().second, By);
      Known.Own.insert(It.getKey().second, By);
      if (It.getData().K == Slot::Secure)
        Known.Secure.insert(It.getKey().second);
    }
}

/// What was published on some way has what other ways did to it, too.
void Engine::publishAll() {
  for (auto &[Name, R] : Published) {
    SharedObject &Known = Shared[Regions.pointee(Name)];
    const CXXRecordDecl *By = holder(Name, RootClass);
    for (auto *May : {&MayOwn, &MayUp})
      for (unsigned Id : May->lookup(R)) {
        Known.Slots.insert(Id, By);
        if (May == &MayOwn)
          Known.Own.insert(Id, By);
      }
    Known.Escaped |= MayOwn.lookup(R).contains(slotId(UnseenMark));
  }
}

/// True if \p E, or what the variable in it was set to, names the scheme of a
/// URL: `Uri.getScheme() == "https"`.
static bool namesScheme(const Stmt *E, unsigned Depth = 0) {
  if (!E || Depth > 12)
    return false;
  if (const auto *L = dyn_cast<StringLiteral>(E)) {
    if (L->getCharByteWidth() != 1)
      return false;
    std::string Lower = L->getString().lower();
    llvm::StringRef Scheme = Lower;
    Scheme.consume_back("://");
    return !tlsTwin(Scheme).empty() ||
           (Scheme.ends_with("s") && tlsTwin(Scheme.drop_back()) == Scheme);
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(D->getDecl());
        V && V->hasLocalStorage() && !isa<ParmVarDecl>(V))
      return namesScheme(V->getInit(), Depth + 4);
  return llvm::any_of(E->children(), [&](const Stmt *Child) {
    return namesScheme(Child, Depth + 1);
  });
}

/// True if the scheme of a URL chose this path.
bool Engine::underScheme(const State &S) const {
  for (const Guard *G = S.Guards; G; G = G->Previous)
    if (G->Condition && namesScheme(G->Condition))
      return true;
  return false;
}

/// \p O where its fact says that it stands: at the call, or where the object
/// or what a slot of it holds comes from.
const Occurrence *Engine::placed(const Occurrence &O, const Region *Handle,
                                 const State &S) {
  llvm::StringRef At = O.F->At;
  if (At == "handle") {
    const Object *Made = Handle ? S.Objects.lookup(Handle) : nullptr;
    return Made ? elsewhere(O, Made->Site) : &O;
  }
  bool AtValue = At.consume_front("value:");
  if (!AtValue && !At.consume_front("slot:"))
    return &O;
  const Region *Owner = slotOwner(At, Handle);
  const Slot *W = Owner ? S.Slots.lookup({Owner, slotId(At)}) : nullptr;
  if (!W || !W->Where)
    return &O;
  return elsewhere(O, W->Where->Call, AtValue ? W->Where->At : nullptr);
}

void Engine::applyFacts(CallSite &C, State &S, Value &Result) {
  struct Group {
    Group(llvm::StringRef Name, const Region *Handle)
        : Name(Name), Handle(Handle) {}
    llvm::StringRef Name;
    const Region *Handle;
    const Occurrence *Insecure = nullptr;
    bool InsecureNo = false, InsecureUnknown = false, HasOthers = false;
    bool Secures = false, Sets = false, Unsets = false;
    const Fact *ResultFact = nullptr;
    const Symbol *Judged = nullptr;
    const Fact *Writer = nullptr;
    Answer Written; ///< What Writer was told by.
    const Frame *Chooser = nullptr;
  };
  llvm::SmallVector<Group, 4> Groups;
  // A call that is made again has a new result.
  const State::ConstraintMap Before = S.Constraints;
  auto GroupOf = [&](llvm::StringRef Name, const Region *Handle) -> Group & {
    for (Group &G : Groups)
      if (G.Name == Name && G.Handle == Handle)
        return G;
    return Groups.emplace_back(Name, Handle);
  };
  for (const Fact *F : C.Known->Facts) {
    if (F->ContractOnly || !F->OverEmpty.empty())
      continue;
    if (LLVM_UNLIKELY(isOmittedCheck(F->Check))) {
      // What it would have said of the handle is unknown.
      if (!F->Slot.empty() && F->Handle != OperandNone)
        if (const Region *Handle = operandRegion(F->Handle, C, S))
          GroupOf(F->Slot, Handle).InsecureUnknown = true;
      continue;
    }
    Activity Doing(F->Id, F->Check);
    if (C.WrittenExpr                        ? F->Write.empty()
        : C.Class                            ? F->Construct.empty()
        : isa<DeclRefExpr>(C.E) && !C.Callee ? F->Use.empty()
                                             : F->Call.empty())
      continue;
    Answer Selected = holds(F->Select, C, S);
    if (Selected.T != Tri::Yes)
      continue;
    // A descriptor below zero tells of a failure: the call does nothing.
    if (F->Handle > 0)
      if (Value V = operandValue(F->Handle, C, S); V.isInt() && V.I < 0)
        continue;
    const Region *Handle =
        F->Handle == OperandNone ? nullptr : operandRegion(F->Handle, C, S);
    // What the call stores through the operand is what the fact speaks of.
    if (Handle && Handle->decl() &&
        Handle->decl()->getType()->isPointerType() &&
        llvm::any_of(C.Known->Flows,
                     [&](const Flow *Each) { return Each->Out == F->Handle; }))
      if (const Value *Stored = S.Env.lookup(Handle);
          Stored && Stored->K == Value::Address &&
          S.Objects.lookup(Stored->Place))
        Handle = Stored->Place;
    if (F->Kind == Role::Sink) {
      if (Handle && holds(F->When, C, S).T == Tri::Yes) {
        observe(Handle, S, true);
        forgetKept(S);
      }
      if (F->Slot.empty())
        continue;
    }
    bool Silent =
        F->Kind == Role::Insecure && ((F->OnRequest && !Options.Pedantic) ||
                                      (F->Everywhere && !Options.AllSends));
    Answer A = holds(F->When, C, S);
    Verdict V;
    const FunctionDecl *Callback = nullptr;
    if (F->Callback && A.T != Tri::No) {
      Value Fn = resolve(operandValue(*F->Callback, C, S), S);
      const Expr *FnExpr = operandExpr(*F->Callback, C);
      if (Fn.isNull() || !FnExpr) {
        if (F->Kind == Role::Insecure)
          A.T = Tri::No;
      } else if (const Contract *K = Cat.contract(F->Contract)) {
        Callback = callableOf(Fn, FnExpr);
        const Region *Subject = F->Handle == OperandProgram ? nullptr : Handle;
        V = Callback ? judgeFunction(Callback, *K, Subject, C.Scope, S)
                     : Verdict();
        if (!Callback && Handle && F->Kind == Role::Insecure)
          A.T = Tri::Unknown;
        if (F->Kind != Role::Insecure)
          A.T = V.K == Verdict::Accepts ? Tri::No : A.T;
        else if (V.K == Verdict::Accepts || V.K == Verdict::Sometimes)
          ;
        else if (V.K == Verdict::Unknown && !V.Propagates)
          A.T = Tri::Unknown;
        else
          A.T = Tri::No;
        if (F->Kind == Role::Insecure)
          reportForgiven(*F, V, C, Handle, Callback, S);
      }
    }
    Candidate Cand;
    if (F->State.ChosenPath)
      for (const Guard *G = S.Guards; G; G = G->Previous)
        Cand.OnlyChosen |= isChoice(*G);
    if (!F->State.empty() && A.T != Tri::No) {
      Tri T = stateHolds(*F, Handle, C.E, S, Cand);
      // A slot does not wait for what other functions do.
      if (!F->Slot.empty() && T == Tri::Yes && Cand.waits())
        T = Tri::Unknown;
      // What may not even be meant excuses nothing.
      if (T != Tri::Yes)
        A.T = F->Kind == Role::Secures ? Tri::No : T;
    }
    if (!F->Succeeds.empty() && A.T != Tri::No && !C.Class &&
        Result.K == Value::Unknown)
      Result = callResult(C, S);
    Value Judged;
    if (F->Result && A.T != Tri::No && !C.Class) {
      if (F->Result->Out) {
        Judged = storedResult(C, F->Result->Out, S);
      } else {
        if (Result.K == Value::Unknown)
          Result = callResult(C, S);
        Judged = Result;
      }
      if (Judged.K == Value::Symbolic) {
        Outcomes[Judged.Sym].Sought |= F->Result->asksForEnds();
        if (!F->Result->Skips.empty() && Handle && !Muted)
          Skips[Judged.Sym] = {&*F->Result, Handle, slotId(F->Result->Skips)};
      }
    }
    if (F->Unguarded && A.T == Tri::Yes)
      for (const Guard *G = S.Guards; G; G = G->Previous)
        if (onEveryWay(*G, [&](const Guard &Each) {
              return Each.Condition && (!Each.Sym || Each.Sym->Evidence) &&
                     !isNeutral(Each, F->Neutral);
            }))
          A.T = Tri::No;
    if (!F->ToldBy.empty() && A.T == Tri::Yes) {
      // The line that names the value is the one to change.
      const Guard *Test = toldBy(*F, S);
      A.T = Test ? Tri::Yes : Tri::No;
      if (Test && Test->Condition && Test->Scope == C.Scope) {
        const auto *Label = dyn_cast_or_null<CaseStmt>(Test->CaseLabel);
        A.OperandExpr = Label ? Label->getLHS() : Test->Condition;
        A.Operand.At = A.OperandExpr;
        A.Operand.AtFrame = Test->Scope;
        A.Operand.Source = nullptr;
      }
    }
    if (F->ByScheme && A.T == Tri::Yes && underScheme(S))
      A.T = Tri::No;
    if (F->Kind == Role::Insecure && A.T != Tri::Yes)
      explainCondition(*F, C.E, A.T, Cand.Unmet);
    if (F->Slot.empty()) {
      if (F->Kind != Role::Insecure || A.T != Tri::Yes || Silent)
        continue;
      if (F->Result && Judged.K != Value::Symbolic)
        continue;
      bool IsWish = F->Result && F->Result->Sought;
      Cand.Where = occurrence(*F, C, IsWish ? Selected : A, S, &V, Callback);
      Cand.Handle = Handle;
      Cand.Result = F->Result ? Judged.Sym : nullptr;
      if (F->At == "call") {
        Answer Here;
        // A wrapper sends what it is told to: who names the secret, sends it.
        const Frame *Secret = A.Secret ? A.Secret : Selected.Secret;
        for (const Frame *Inner = C.Scope; Secret && Inner;
             Inner = Inner->Parent)
          if (Inner->Parent == Secret && Inner->Call) {
            Here.OperandExpr = Inner->Call;
            Here.Operand = Value::address(Handle);
            Here.Operand.At = Inner->Call;
            Here.Operand.AtFrame = Secret;
            Here.Operand.ResultOf = Inner->Function;
            break;
          }
        Cand.Where = occurrence(*F, C, Here, S, &V, Callback);
      } else {
        Cand.Where = placed(*Cand.Where, Handle, S);
      }
      if (Handle && !F->Repair.Beside.empty())
        if (const Slot *W = S.Slots.lookup({Handle, slotId(F->Repair.Beside)}))
          Cand.Beside = W->Where;
      reportNow(Cand);
      continue;
    }
    if (!Handle)
      continue;
    Group &G = GroupOf(F->Slot, Handle);
    G.Chooser = chooser(A, C.Scope);
    switch (F->Kind) {
    case Role::Insecure:
      if (Silent) {
        if (A.T == Tri::Yes)
          G.Sets = G.HasOthers = true;
        else
          G.InsecureNo = true;
        break;
      }
      // The fact that says most of the call speaks for the slot.
      if (A.T == Tri::Yes &&
          (!G.Insecure || F->Select.size() > G.Insecure->F->Select.size())) {
        G.Insecure = placed(*occurrence(*F, C, A, S, &V, Callback), Handle, S);
        // A callback that accepts is wrong wherever it is registered.
        if (Callback) {
          Cand.Where = G.Insecure;
          Cand.Handle = Handle;
          reportNow(Cand);
        }
      } else if (A.T == Tri::Unknown) {
        G.InsecureUnknown = true;
      } else {
        G.InsecureNo = true;
      }
      break;
    case Role::Secures:
      Reached.insert(C.E);
      G.HasOthers = true;
      if (A.T != Tri::No) {
        G.Secures = true;
        G.Writer = F;
        if (F->Result && Judged.K == Value::Symbolic) {
          G.ResultFact = F;
          G.Judged = Judged.Sym;
        }
      }
      break;
    case Role::Sets:
    case Role::Sink:
      Reached.insert(C.E);
      G.HasOthers = true;
      if (A.T == Tri::Yes) {
        G.Sets = true;
        G.Writer = F;
        G.Written = Selected;
      }
      break;
    case Role::Unsets:
      G.HasOthers = true;
      G.Unsets |= A.T == Tri::Yes;
      break;
    }
  }
  auto Stood = [&](const Group &G) {
    const Slot *Old = S.Slots.lookup({G.Handle, slotId(G.Name)});
    return Old && !hasFailed(*Old, Before);
  };
  for (Group &G : Groups) {
    Slot V;
    if (G.Insecure)
      V = {Slot::Insecure, G.Insecure};
    else if (G.InsecureUnknown)
      V = {Slot::Unknown, nullptr};
    else if (G.Secures || (G.InsecureNo && !G.HasOthers))
      V = {Slot::Secure, nullptr};
    else if (G.Sets)
      V = {Slot::Set, nullptr};
    else if (G.Unsets) {
      if (const Slot *Old = S.Slots.lookup({G.Handle, slotId(G.Name)});
          Old && Old->K == Slot::Insecure && Old->Where)
        explainOverwritten(*Old->Where, C.E);
      S.Slots = SlotFactory.remove(S.Slots, {G.Handle, slotId(G.Name)});
      continue;
    } else
      continue;
    // What was written before stays if this call fails.
    if (G.Writer && !G.Writer->Succeeds.empty() && V.K != Slot::Insecure &&
        Result.K == Value::Symbolic && !Stood(G)) {
      V.Result = Result.Sym;
      V.Writer = G.Writer;
    }
    if (!V.Where && G.Writer && LocatedSlots.contains(G.Name))
      V.Where = occurrence(*G.Writer, C, G.Written, S);
    unsigned Id = slotId(G.Name);
    if (G.Handle == Regions.program() && C.Scope)
      WrittenIn[Id].insert(C.Scope);
    // What one helper sets is not undone by what an unrelated one sets later:
    // each is answerable for its own line.
    if (const Slot *Old = S.Slots.lookup({G.Handle, Id});
        Old && Old->K == Slot::Insecure && Old->Where) {
      if (areSiblings(Old->Where->Chooser, G.Chooser) ||
          // A table that is looped into the setter: each row stands alone.
          (Old->Where->Call == C.E && Old->Where->Scope == C.Scope)) {
        Candidate Kept;
        Kept.Where = Old->Where;
        Kept.Handle = G.Handle;
        reportNow(Kept);
      } else {
        explainOverwritten(*Old->Where, C.E);
      }
    }
    if (G.ResultFact && !G.Insecure) {
      if (const Slot *Old = S.Slots.lookup({G.Handle, Id});
          Old && Old->K == Slot::Insecure)
        Overwritten.insert({Old->Where, G.Handle});
      S.Slots = SlotFactory.add(S.Slots, {G.Handle, Id}, V);
      ResultSlots.push_back({G.Judged, &*G.ResultFact->Result, G.Handle, Id});
      continue;
    }
    writeSlot(G.Handle, Id, V, S);
  }
}
