//===--- Call.cpp - where a call leads ------------------------------------===//
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
  Value Held;
  if (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
    C.Callee = K->getConstructor();
    C.Class = K->getConstructor()->getParent();
    C.Args.append(K->arg_begin(), K->arg_end());
    C.Target =
        E == Initialises.first ? Initialises.second : Regions.created(E, Scope);
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
  } else if (const auto *Plain = dyn_cast<CallExpr>(E)) {
    C.Callee = Plain->getDirectCallee();
    C.Args.append(Plain->arg_begin(), Plain->arg_end());
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(Plain)) {
      C.Object = M->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(Plain) && classOf(C.Callee) &&
               !C.Args.empty()) {
      C.Object = C.Args.front();
      C.Args.erase(C.Args.begin());
    }
    C.Target = Regions.created(E, Scope);
    // std::function and the like stand for the callable they hold.
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Plain);
        Op && Op->getOperator() == OO_Call && C.Object && C.Callee &&
        U.inSystemHeader(C.Callee))
      if (Value V = evaluate(C.Object, Scope, S);
          V.K == Value::Function && V.Callee) {
        C.Callee = V.Callee;
        C.Object = nullptr;
        Held = V;
      }
    if (!C.Callee) {
      Value V = evaluate(Plain->getCallee(), Scope, S);
      if (V.K == Value::Function) {
        C.Callee = V.Callee;
        if (V.Sticky)
          C.CalleeAt = V.At;
      }
    }
  }
  for (const Expr *A : C.Args)
    C.Values.push_back(evaluate(A, Scope, S));
  if (C.Object)
    C.ObjectValue = evaluate(C.Object, Scope, S);
  if (Held.Source)
    spreadBound(Held, C, S);
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
  // A buffer that a catalogued call filled is what that call made.
  if (R->K == Region::Element && R->Index == 0)
    if (const Value *Filled = S.Env.lookup(R); Filled &&
                                               Filled->K == Value::Address &&
                                               S.Objects.lookup(Filled->Place))
      R = Filled->Place;
  R = forward(R, S);
  const Region *Whole = objectOf(R, S);
  // A container of the library whose bytes a call filled through a pointer.
  const CXXRecordDecl *Class = Whole->K == Region::Variable && E
                                   ? E->getType()->getAsCXXRecordDecl()
                                   : nullptr;
  if (Class && U.inSystemHeader(Class))
    for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It) {
      const Region *Filled = It.getKey().first;
      if (Filled != Whole && Filled->Index == 0 && Filled->root() == Whole)
        return Filled;
    }
  return Whole;
}

/// Objects are also meant by their parts: `res->ai_addr` belongs to what
/// getaddrinfo made.
const Region *Engine::objectOf(const Region *R, const State &S) const {
  for (const Region *X = R; X; X = X->Base)
    if (S.Objects.lookup(X))
      return X;
  return R;
}

/// True if what \p F tells is no reason to accept a certificate that nobody
/// vouches for: a depth, or that it bears the right name.
bool Engine::provesNothing(const FunctionDecl *F) const {
  if (!Judging || !F)
    return false;
  if (Naming.isOneOf(F, Judging->Neutral) ||
      Naming.isOneOf(F, Judging->NameChecks))
    return true;
  // A project's own check of a name, by its name.
  return !Judging->NameChecks.empty() && !F->hasBody() &&
         !U.inSystemHeader(F) && F->getIdentifier() &&
         llvm::any_of(splitIdentifier(F->getName()),
                      [&](const std::string &W) { return Cat.isNameWord(W); });
}

/// The name of what the call returns.
const Symbol *Engine::callSymbol(const CallSite &C) {
  Symbol Key;
  Key.Site = C.E;
  Key.Scope = C.Scope;
  Key.Evidence = !provesNothing(C.Callee);
  return symbol(Key);
}

Value Engine::callResult(const CallSite &C, State &S) {
  // Each execution yields a new result.
  const Symbol *Sym = callSymbol(C);
  unlearn(S, Sym);
  Value V = Value::symbolic(Sym);
  V.ResultOf = C.Callee;
  return V;
}

/// What the call stores through \p Operand: a new value at each execution.
Value Engine::storedResult(const CallSite &C, int Operand, State &S) {
  const Region *Place = pointedTo(operandValue(Operand, C, S));
  const Expr *E = operandExpr(Operand, C);
  if (!Place || !E)
    return Value::unknown();
  Symbol Key;
  Key.Site = E;
  Key.Scope = C.Scope;
  Key.Evidence = true;
  const Symbol *Sym = symbol(Key);
  unlearn(S, Sym);
  // An assignment to a variable is no use of it yet.
  S.Env = EnvFactory.add(S.Env, Place, Value::symbolic(Sym));
  return Value::symbolic(Sym);
}

/// \p S with the arguments in the parameters of the activation \p Inner.
State Engine::bind(const CallSite &C, const FunctionDecl *Definition,
                   const Frame *Inner, State S) {
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
  return S;
}

/// Gives \p Inner, the call of the callable argument \p Callable of \p C, the
/// arguments that the catalog says it gets.
void Engine::passArguments(const CallSite &C, unsigned Callable,
                           CallSite &Inner, State &S) {
  if (!C.Known)
    return;
  const auto *M = dyn_cast<CXXMethodDecl>(Inner.Callee);
  for (const Flow *F : C.Known->Flows) {
    if (F->Invokes != static_cast<int>(Callable) + 1 ||
        holds(F->Select, C, S).T != Tri::Yes)
      continue;
    unsigned I = F->Passes - 1;
    // A method gets its object first.
    if (M && M->isInstance() && !M->getParent()->isLambda() &&
        I < C.Args.size()) {
      Inner.Object = C.Args[I];
      Inner.ObjectValue = C.Values[I++];
    }
    for (; I < C.Args.size(); ++I) {
      Inner.Args.push_back(C.Args[I]);
      Inner.Values.push_back(C.Values[I]);
    }
    return;
  }
}

/// A callable that goes to code we don't see runs there, now or later: what
/// it does counts, but not for what follows here. It runs once for all the
/// states that come to the call.
void Engine::followCallables(llvm::ArrayRef<Call> At) {
  struct Run {
    unsigned Argument;
    const FunctionDecl *Callee;
    States Entries;
    llvm::SmallVector<const State *, 4> Before;
  };
  llvm::SmallVector<Run, 2> Runs;
  for (const Call &Each : At) {
    const CallSite &C = Each.C;
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
      State Entry = Each.Before;
      passArguments(C, I, Inner, Entry);
      const FunctionDecl *Definition = nullptr;
      V.Callee->hasBody(Definition);
      Entry = bind(Inner, Definition,
                   Regions.frame(Inner.Scope, Inner.E, Definition),
                   std::move(Entry));
      auto It = llvm::find_if(Runs, [&](const Run &R) {
        return R.Argument == I && R.Callee == Definition;
      });
      if (It == Runs.end())
        It = Runs.insert(Runs.end(), {I, Definition, {}, {}});
      // It returns to nobody.
      suspend(Entry, It->Entries.empty()
                         ? llvm::makeIntrusiveRefCnt<Suspended>(Entry, nullptr)
                         : It->Entries.front().Caller);
      It->Entries.push_back(std::move(Entry));
      It->Before.push_back(&Each.Before);
    }
  }
  for (Run &R : Runs) {
    const CallSite &C = At.front().C;
    const Frame *Within = Regions.frame(C.Scope, C.Args[R.Argument], R.Callee);
    States Ends = execute(R.Callee, Within, std::move(R.Entries));
    leave(Ends);
    for (State &End : Ends)
      for (auto It = End.Slots.begin(); It != End.Slots.end(); ++It)
        if (It.getData().K == Slot::Insecure &&
            llvm::none_of(R.Before, [&](const State *S) {
              const Slot *Old = S->Slots.lookup(It.getKey());
              return Old && *Old == It.getData();
            }))
          observe(It.getKey().first, End, false);
  }
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

/// Adds to \p Out what \p C, a call to a virtual method that answers a plain
/// value, answers in the classes of the unit that have their own idea of it.
void Engine::followOverriders(const CallSite &C, const State &S, States &Out) {
  constexpr unsigned MostOverriders = 6, SmallFunction = 12;
  const auto *M = cast<CXXMethodDecl>(C.Callee);
  QualType Answer = M->getReturnType();
  llvm::ArrayRef<const CXXMethodDecl *> All = U.overridersOf(M);
  if (Judging || All.empty() || All.size() > MostOverriders ||
      !(Answer->isIntegralOrEnumerationType() || Answer->isPointerType()))
    return;
  // An object that was made in view has its own class.
  State Copy = S;
  const Region *Object = C.Object ? operandRegion(OperandThis, C, Copy)
                                  : thisRegion(C.Scope, Copy);
  if (!Object || (Object->K == Region::Created && Object->site()))
    return;
  if (const ValueDecl *D = Object->decl();
      D && D->getType()->isRecordType() && Object->K == Region::Variable)
    return;
  for (const CXXMethodDecl *Each : All) {
    const Body *B = canFollow(Each, C.Scope) ? body(Each) : nullptr;
    if (!B || B->Graph->getNumBlockIDs() > SmallFunction)
      continue;
    CallSite Its = C;
    Its.Callee = Each;
    State Way = S;
    guard(Way, C.E, true, C.Scope, callSymbol(C), Out.size() + 1, C.E);
    for (State &End : follow(Its, std::move(Way))) {
      Value V = End.Returned;
      if (!V.isInt() && V.K != Value::String && !V.ResultOf)
        continue;
      resume(End);
      // Its own line is the one to change.
      V.Sticky = true;
      V.Chosen = true;
      End.Exprs = ExprFactory.add(End.Exprs, C.E, V);
      Out.push_back(std::move(End));
    }
  }
}

/// The constructor that the library call \p C runs for the user's class that
/// it makes an object of; null if it is not known.
const CXXConstructorDecl *Engine::madeConstructor(const CallSite &C) {
  if (!C.Known || !C.Callee || llvm::none_of(C.Known->Flows, [](const Flow *F) {
        return F->Constructs;
      }))
    return nullptr;
  const CXXRecordDecl *Class = madeClass(C.Callee);
  if (!Class || U.inSystemHeader(Class) || !Class->hasDefinition())
    return nullptr;
  const CXXConstructorDecl *Only = nullptr;
  for (const CXXConstructorDecl *Each : Class->getDefinition()->ctors()) {
    if (Each->isCopyOrMoveConstructor() || !Each->hasBody() ||
        Each->getNumParams() != C.Args.size())
      continue;
    if (Only)
      return nullptr;
    Only = Each;
  }
  return Only;
}

/// The states with which the callee of \p C ends when it is called with \p S
/// alone. They are suspended still, and tell what it returned.
Engine::States Engine::follow(const CallSite &C, State S) {
  const FunctionDecl *Definition = nullptr;
  C.Callee->hasBody(Definition);
  const Frame *Inner = Regions.frame(C.Scope, C.E, Definition);
  States Entries;
  Entries.push_back(bind(C, Definition, Inner, S));
  suspend(Entries.front(), llvm::makeIntrusiveRefCnt<Suspended>(S, C.Target));
  return execute(Definition, Inner, std::move(Entries));
}

/// \p End goes on with what was suspended for the callee.
void Engine::resume(State &End) {
  llvm::IntrusiveRefCntPtr<Suspended> To = End.Caller;
  End.HasReturned = To->HasReturned;
  End.Returned = To->Returned;
  End.ReturnAt = To->ReturnAt;
  End.Caller = To->Outer;
}

/// Executes a call for all the states that come to it. A callee that is
/// followed is executed once for all of them: its work does not multiply with
/// that of its callers.
Engine::States Engine::executeCalls(const Expr *E, const Frame *Scope,
                                    States Now) {
  States Out;
  llvm::SmallVector<Call, 4> Followed, Passed;
  for (State &S : Now)
    beginCall(E, Scope, std::move(S), Out, Followed, Passed);
  while (!Followed.empty()) {
    // Most calls have one callee.
    const FunctionDecl *Definition = nullptr;
    Followed.front().C.Callee->hasBody(Definition);
    llvm::SmallVector<Call, 4> Same, Others;
    for (Call &Each : Followed) {
      const FunctionDecl *Its = nullptr;
      Each.C.Callee->hasBody(Its);
      (Its == Definition ? Same : Others).push_back(std::move(Each));
    }
    Followed = std::move(Others);
    const Frame *Inner = Regions.frame(Scope, E, Definition);
    llvm::SmallVector<llvm::IntrusiveRefCntPtr<Suspended>, 4> Callers;
    States Entries;
    for (const Call &Each : Same) {
      State Entry = bind(Each.C, Definition, Inner, Each.Before);
      llvm::IntrusiveRefCntPtr<Suspended> By;
      for (const auto &Known : Callers)
        if (Known->fits(Each.Before, Each.C.Target))
          By = Known;
      if (By)
        By->Guards = commonGuards(By->Guards, Each.Before.Guards);
      else
        By = llvm::makeIntrusiveRefCnt<Suspended>(Each.Before, Each.C.Target);
      Callers.push_back(By);
      suspend(Entry, By);
      Entries.push_back(std::move(Entry));
    }
    States Ends = execute(Definition, Inner, std::move(Entries));
    llvm::SmallPtrSet<const Suspended *, 4> Left;
    for (State &End : Ends) {
      Left.insert(End.Caller.get());
      returnFrom(Definition, Same.front().C, std::move(End), Out);
    }
    for (unsigned I = 0; I < Same.size(); ++I) {
      if (Left.contains(Callers[I].get()) || Callers[I]->Joined)
        continue;
      if (BudgetHit)
        passOver(std::move(Same[I]), Out, Passed);
      else // It never returns.
        noteEffective(Same[I].Before.Guards, nullptr);
    }
  }
  followCallables(Passed);
  for (Call &Each : Passed)
    finishAll(Each.C, std::move(Each.Before), Each.Result, Out);
  return Out;
}

/// Goes on with each value that the call \p C may have: \p Result is the first.
void Engine::finishAll(const CallSite &C, State S, Value Result, States &Out) {
  for (unsigned I = 1; I < C.Alternatives.size(); ++I) {
    State Way = S;
    guard(Way, C.E, true, C.Scope, callSymbol(C), I, C.E);
    finishCall(C, std::move(Way), C.Alternatives[I], Out);
  }
  if (!C.Alternatives.empty())
    guard(S, C.E, true, C.Scope, callSymbol(C), 0, C.E);
  finishCall(C, std::move(S), Result, Out);
}

void Engine::finishCall(const CallSite &C, State S, Value Result, States &Out) {
  if (Result.K == Value::Unknown && !C.Class)
    Result = callResult(C, S);
  if (!Result.ResultOf)
    Result.ResultOf = C.Callee;
  S.Exprs = ExprFactory.add(S.Exprs, C.E, Result);
  Out.push_back(std::move(S));
}

/// Goes on behind the call \p C with \p End, with which \p Callee ended.
void Engine::returnFrom(const FunctionDecl *Callee, const CallSite &C,
                        State End, States &Out) {
  const Frame *Scope = C.Scope;
  const Frame *Inner = Regions.frame(Scope, C.E, Callee);
  llvm::IntrusiveRefCntPtr<Suspended> To = End.Caller;
  auto Since = [&](llvm::function_ref<bool(const Guard &)> Test) {
    for (const Guard *G = End.Guards; G && G != To->Guards; G = G->Previous)
      if (isWithin(G->Scope, Inner) && Test(*G))
        return true;
    return false;
  };
  Value V = C.Class ? Value::address(To->Target) : End.Returned;
  if (V.AtFrame && V.AtFrame->Depth > Scope->Depth && !V.Sticky) {
    // Of the returns of a helper, the one that was chosen is to change.
    if ((V.isInt() || V.K == Value::String || V.ResultOf) &&
        Since([](const Guard &) { return true; })) {
      V.Sticky = true;
    } else {
      V.At = C.E;
      V.AtFrame = Scope;
    }
  }
  noteReturned(End.Returned);
  if (V.isInt() || V.K == Value::String)
    V.Chosen |= Since([&](const Guard &G) { return isChoice(G); });
  resume(End);
  finishCall(C, std::move(End), V, Out);
}

/// Executes a call for the state \p S. Where the callee is to be followed,
/// that waits in \p Followed.
void Engine::beginCall(const Expr *E, const Frame *Scope, State S, States &Out,
                       llvm::SmallVectorImpl<Call> &Followed,
                       llvm::SmallVectorImpl<Call> &Passed) {
  if (const auto *New = dyn_cast<CXXNewExpr>(E)) {
    const Region *R = Regions.created(New, Scope);
    S.Exprs = ExprFactory.add(S.Exprs, E, Value::address(R));
    Out.push_back(std::move(S));
    return;
  }
  if (const auto *L = dyn_cast<UserDefinedLiteral>(E);
      L && L->getType()->isRecordType() && L->getDirectCallee() &&
      U.inSystemHeader(L->getDirectCallee())) {
    // `"text"s` is the text.
    S.Exprs = ExprFactory.add(S.Exprs, E, evaluate(L, Scope, S, true));
    Out.push_back(std::move(S));
    return;
  }
  CallSite C = describe(E, Scope, S);
  Value Result = Value::unknown();
  if (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
    Result = Value::address(C.Target);
    if (K->getConstructor()->isCopyOrMoveConstructor() &&
        !(C.Known && C.Known->Text) && !C.Values.empty()) {
      // The object goes on under its first place.
      const Value &From = C.Values[0];
      if (From.K == Value::Address || From.K == Value::Function) {
        if (From.K == Value::Function || !C.Class->isAggregate()) {
          store(C.Target, From, S);
          Result = From;
        } else {
          Result = From;
        }
        finishCall(C, std::move(S), Result, Out);
        return;
      }
    }
    // std::function and the like stand for the callable they hold.
    if (!C.Values.empty() && C.Values[0].K == Value::Address && !C.Known &&
        U.inSystemHeader(C.Class) && C.Args[0]->getType()->isRecordType())
      if (const FunctionDecl *F = callableOf(C.Values[0], C.Args[0])) {
        C.Values[0].K = Value::Function;
        C.Values[0].Callee = F;
      }
    if (!C.Values.empty() && C.Values[0].K == Value::Function && !C.Known &&
        U.inSystemHeader(C.Class)) {
      store(C.Target, C.Values[0], S);
      finishCall(C, std::move(S), C.Values[0], Out);
      return;
    }
  }
  if (C.Callee && isa<CXXConversionDecl>(C.Callee) &&
      classOf(C.Callee)->isLambda()) {
    finishCall(C, std::move(S), C.ObjectValue, Out);
    return;
  }
  applyHolder(C, S, Result);
  // A plain struct that is assigned a constant one becomes that one.
  if (const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
      M && M->isTrivial() && M->isCopyAssignmentOperator() && C.Object &&
      C.Args.size() == 1)
    if (const auto *D = dyn_cast<DeclRefExpr>(C.Args[0]->IgnoreParenImpCasts()))
      if (const auto *From = dyn_cast<VarDecl>(D->getDecl());
          From && From->hasGlobalStorage() &&
          From->getType().isConstQualified())
        store(lvalue(C.Object, Scope, S),
              Value::address(Regions.variable(From, nullptr)), S);
  // So does std::function, and what is like it, that is assigned a callable.
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      Op && Op->getOperator() == OO_Equal && C.Object && C.Callee &&
      C.Args.size() == 1 && U.inSystemHeader(C.Callee))
    if (Value V = resolve(C.Values[0], S); V.K == Value::Function)
      store(lvalue(C.Object, Scope, S), V, S);
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
  compareHolders(C, S, Result);
  bool Filled = convertText(C, S, Result) || fillContainer(C, S, Result);
  if (C.Known && !IsPart) {
    Filled |= applyFlow(C, S, Result);
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
        finishCall(C, S, Value::integer(K.Value, E, Scope), Out);
      return;
    }
  }
  for (const Value &V : C.Values) {
    if (Logs)
      noteLogged(V);
    else if (Known)
      notePassed(V);
  }
  bool HasBody = C.Callee && C.Callee->hasBody() &&
                 !U.inSystemHeader(C.Callee) && !C.Callee->isPureVirtual();
  bool Follows = !Known && !Logs && HasBody &&
                 isWorthFollowing(C.Callee, Scope) &&
                 canFollow(C.Callee, Scope) && body(C.Callee);
  // What derived classes answer comes beside what this one does.
  if (const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
      Follows && M && M->isVirtual())
    followOverriders(C, S, Out);
  Call This{std::move(C), std::move(S), Result, Filled};
  if (Follows)
    Followed.push_back(std::move(This));
  else
    passOver(std::move(This), Out, Passed);
}

/// Goes on behind a call whose callee is not followed. Where it is given
/// callables, they have to run first: it waits in \p Passed.
void Engine::passOver(Call Of, States &Out,
                      llvm::SmallVectorImpl<Call> &Passed) {
  CallSite &C = Of.C;
  State &S = Of.Before;
  const Value &Result = Of.Result;
  const Expr *E = C.E;
  const Frame *Scope = C.Scope;
  bool Known = C.Known && (!C.Known->Facts.empty() || !C.Known->Flows.empty());
  bool Logs = isLogging(C);
  bool HasBody = C.Callee && C.Callee->hasBody() &&
                 !U.inSystemHeader(C.Callee) && !C.Callee->isPureVirtual();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
  if (const CXXConstructorDecl *Made = madeConstructor(C);
      Made && canFollow(Made, Scope) && body(Made)) {
    // std::make_unique<T>(...) runs a constructor of T.
    CallSite Inner = C;
    Inner.Class = Made->getParent();
    Inner.Callee = Made;
    Inner.Object = nullptr;
    Inner.Target = pointedTo(Result);
    States Ends = follow(Inner, S);
    for (State &End : Ends) {
      resume(End);
      finishCall(C, std::move(End), Result, Out);
    }
    if (!Ends.empty())
      return;
  }
  if (Method && Method->isVirtual())
    followOverriders(C, S, Out);
  bool System = C.Callee && U.inSystemHeader(C.Callee);
  bool ForLog = !Logs && isForLog(E, Scope);
  bool Unseen = !Known && !Logs && !System && !ForLog;
  if (HasBody && !(U.callsUnseen(C.Callee) || U.isRelevant(C.Callee)))
    Unseen = false;
  if (Method && Method->isTrivial())
    Unseen = false;
  if (Unseen) {
    notePassedWith(C, S);
    noteNamedLike(C, S);
  }
  if (Of.Filled)
    ; // What it writes is known.
  else if (!Logs && !ForLog && !Known && Result.K == Value::Unknown)
    invalidate(C, S, Unseen);
  else if (Unseen)
    invalidate(C, S, Unseen);
  else if (Known)
    invalidateOutputs(C, S);
  if ((System || Known) && C.Callee && !C.Class && !Logs && !ForLog)
    noteKept(C, S);
  if (C.Known && C.Known->Departure)
    noteDeparture(S);
  if (!Logs && !isIdle(C) && !C.Class && !ForLog)
    S.Effects = llvm::hash_combine(S.Effects, E);
  if (HasBody && !Known && neverReturns(C.Callee)) {
    noteEffective(S.Guards, nullptr);
    noteDeath(S, nullptr);
    return;
  }
  if ((!HasBody || Known) && llvm::any_of(C.Values, [](const Value &V) {
        return V.K == Value::Function;
      }))
    Passed.push_back(std::move(Of));
  else
    finishAll(C, std::move(S), Result, Out);
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
