//===--- Merge.cpp - where ways become one again --------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"

using namespace commsec;
using namespace clang;

/// Does anything that a function does depend on the test \p G?
bool Engine::mayMatter(const Guard &G) {
  const CFGBlock *At = blockOf(G);
  return !At || mayMatter(At, G.Scope);
}

/// The paths that \p From leads to differ from others in what they do: the
/// results that were tested on the way matter, unless the difference can't
/// come from the test.
void Engine::noteEffective(const Guard *From, const Guard *Until) {
  if (Muted || Outcomes.empty())
    return;
  for (; From && From != Until; From = From->Previous) {
    for (const Guard *Way : From->Ways)
      noteEffective(Way, From->Previous);
    if (From->Sym)
      if (auto It = Outcomes.find(From->Sym->base());
          It != Outcomes.end() && !It->second.Effective)
        It->second.Effective = mayMatter(*From);
  }
}

/// What the path \p From does behind \p Until is lost: the results that were
/// tested on it may matter.
void Engine::noteLost(const Guard *From, const Guard *Until) {
  if (Muted || Outcomes.empty())
    return;
  for (; From && From != Until; From = From->Previous) {
    for (const Guard *Way : From->Ways)
      noteLost(Way, From->Previous);
    auto It = From->Sym ? Outcomes.find(From->Sym->base()) : Outcomes.end();
    if (It == Outcomes.end() || It->second.Lost)
      continue;
    It->second.Lost = mayMatter(*From);
  }
}

static bool areComplements(const Guard *A, const Guard *B) {
  return A && B && A != B && A->Previous == B->Previous &&
         A->Condition == B->Condition && A->Scope == B->Scope &&
         A->Taken != B->Taken && !A->CaseLabel && !B->CaseLabel;
}

/// True if \p V is the result of a call that some fact takes for insecure: a
/// weak digest, whichever call then gets it.
bool Engine::isTold(const Value &V) const {
  const Entry *Known = V.ResultOf ? Naming.find(V.ResultOf) : nullptr;
  return Known && Known->Told;
}

/// True if nothing that a report could tell, nor a condition decide, is lost
/// with the value \p V: it is a name for what is unknown.
bool Engine::isOpen(const Value *V) const {
  if (!V || V->K == Value::Unknown)
    return true;
  if (V->K != Value::Symbolic || isTold(*V))
    return false;
  return Outcomes.find(V->Sym->base()) == Outcomes.end();
}

/// True if two ways on which \p R holds \p A and \p B may become one: neither
/// is known, or they are numbers that no operand of the catalog is made from.
bool Engine::mayBeOne(const Region *R, const Value *A, const Value *B) const {
  bool OpenA = isOpen(A), OpenB = isOpen(B);
  bool Bits = (A && A->hasKnownBits()) || (B && B->hasKnownBits());
  if (OpenA && OpenB && !Bits)
    return true;
  if (!(OpenA || A->isInt()) || !(OpenB || B->isInt()))
    return false;
  bool Local = R->K == Region::Variable && R->Scope;
  while (R && !R->decl())
    R = R->Base;
  if (!R || Operanded.contains(R->decl()))
    return false;
  if (!Local || (OpenA && OpenB))
    return true;
  // What went wrong is not decided by much, whether something did is.
  return A && B && A->isInt() && B->isInt() &&
         (A->I == B->I || (A->I != 0 && B->I != 0 && (A->I < 0) == (B->I < 0)));
}

/// True if \p A and \p B are the same, guards and the like aside, or differ in
/// nothing but what may become one in memory: \p All tells in what.
bool Engine::differOpenly(const State &A, const State &B, Differences &All) {
  if (!A.sameAside(B))
    return false;
  // How a callback decides is taken apart.
  auto Open = [&](const Region *R, const Value *VA, const Value *VB) {
    return !Judging && mayBeOne(R, VA, VB);
  };
  // What kept two states apart mostly keeps the next two apart as well.
  if (KeptApart) {
    const Value *VA = A.Env.lookup(KeptApart), *VB = B.Env.lookup(KeptApart);
    if (VA != VB && !(VA && VB && *VA == *VB) && !Open(KeptApart, VA, VB))
      return false;
  }
  return eachDifference(A.Env, B.Env,
                        [&](const Region *R, const Value *VA, const Value *VB) {
                          All.push_back({R, VA, VB});
                          if (Open(R, VA, VB))
                            return true;
                          KeptApart = R;
                          return false;
                        });
}

/// Gives what two ways know different things of one name in \p S.
void Engine::nameDifferences(llvm::ArrayRef<Difference> All, State &S) {
  llvm::SmallVector<std::pair<const Region *, Value>, 8> Named;
  for (const Difference &D : All) {
    bool Numbers = D.A && D.B && D.A->isInt() && D.B->isInt();
    if (Numbers && D.A->I == D.B->I) {
      Named.push_back({D.Place, *D.A});
      continue;
    }
    Symbol Key;
    Key.K = Symbol::Merge;
    Key.Place = D.Place;
    for (const Value *V : {D.A, D.B}) {
      // Other functions find what one of the ways knew.
      if (V && !Judging && !Muted && D.Place->decl() && D.Place->isShared())
        publish(D.Place, *V, S);
      Value Now = V ? *V : loadInitial(D.Place, QualType(), S);
      if (Now.K == Value::Unknown)
        Key.Evidence = true;
      if (Now.K != Value::Symbolic)
        continue;
      Key.Evidence |= Now.Sym->Evidence;
      Key.Constant |= isChoice(*Now.Sym->base());
    }
    const Symbol *Sym = freshSymbol(Key, S);
    if (Numbers && D.A->I != 0 && D.B->I != 0)
      learn(S, Sym, Constraint{false, 0});
    Named.push_back({D.Place, Value::symbolic(Sym)});
  }
  for (auto &[Place, V] : Named)
    S.Env = EnvFactory.add(S.Env, Place, V);
}

/// True if all that can follow from \p S at a block followed from one of the
/// states \p Before that were there: a loop found nothing new. Else \p S is one
/// of them from now on.
bool Engine::wasHere(llvm::SmallVectorImpl<State> &Before, const State &S) {
  for (const State &P : Before) {
    Differences All;
    if (!differOpenly(P, S, All) || !llvm::all_of(All, [](const Difference &D) {
          return D.A && D.A->K == Value::Symbolic &&
                 D.A->Sym->K == Symbol::Merge && D.A->Sym->Place == D.Place;
        }))
      continue;
    if (Judging && P.Guards != S.Guards)
      continue;
    bool KnewMore = false;
    for (auto It = P.Constraints.begin();
         It != P.Constraints.end() && !KnewMore; ++It) {
      const Constraint *Now = S.Constraints.lookup(It.getKey());
      KnewMore = !Now || !(*Now == It.getData());
    }
    if (KnewMore)
      continue;
    const Guard *Common = commonGuards(P.Guards, S.Guards);
    noteEffective(P.Guards, Common);
    noteEffective(S.Guards, Common);
    return true;
  }
  Before.push_back(S);
  return false;
}

/// \p A and \p B, which hold the same, meet, and with them the ways that they
/// are made of. Answers all of those.
std::shared_ptr<const MetWays> Engine::noteMeetings(const State &A,
                                                    const State &B) {
  constexpr size_t Most = 6;
  auto WaysOf = [](const State &S) {
    return S.Met ? *S.Met : MetWays{{S.Guards, S.Effects}};
  };
  MetWays All = WaysOf(A);
  const size_t OfA = All.size();
  for (const auto &[Guards, Effects] : WaysOf(B)) {
    for (size_t I = 0; I < OfA; ++I)
      if (All[I].second == Effects && All[I].first != Guards)
        noteMeeting(All[I].first, Guards, commonGuards(All[I].first, Guards));
    if (All.size() < Most)
      All.push_back({Guards, Effects});
  }
  return std::make_shared<const MetWays>(std::move(All));
}

/// Adds a state to those that wait at a block. States that differ only in
/// which way an unknown condition went are one state: what happened on the
/// two ways has no lasting effect.
void Engine::addState(llvm::SmallVectorImpl<State> &Pending, State S,
                      unsigned Cap, const Frame *Scope) {
  for (unsigned I = 0; I < Pending.size();) {
    State &P = Pending[I];
    Differences Open;
    if (!differOpenly(P, S, Open)) {
      ++I;
      continue;
    }
    const Guard *Common = commonGuards(P.Guards, S.Guards);
    // Which conditions led here only matters where a callback's decision is
    // taken apart; elsewhere, what is the same from here on is the same.
    bool Exact = !Judging || P.Guards == S.Guards ||
                 areComplements(P.Guards, S.Guards) || Common == P.Guards ||
                 Common == S.Guards;
    bool Lossy = !Exact && Pending.size() + 1 >= Cap;
    if (!Exact && !Lossy) {
      ++I;
      continue;
    }
    bool Differ = llvm::any_of(Open, [](const Difference &D) {
      return !D.A || !D.B || !D.A->same(*D.B);
    });
    std::shared_ptr<const MetWays> Met;
    if (!Differ && !Muted && !Outcomes.empty())
      Met = noteMeetings(P, S);
    if (Differ || P.Effects != S.Effects) {
      noteEffective(P.Guards, Common);
      noteEffective(S.Guards, Common);
      S.Effects = llvm::hash_combine(std::min(P.Effects, S.Effects),
                                     std::max(P.Effects, S.Effects));
    }
    if (Exact)
      S.Guards = Judging ? Common : mergedGuards(P.Guards, S.Guards, Common);
    else if (evidenceIn(P.Guards, Common) <= evidenceIn(S.Guards, Common))
      S.Guards = P.Guards;
    if (!State::same(P.Constraints, S.Constraints)) {
      auto Kept = ConstraintFactory.getEmptyMap();
      for (auto It = P.Constraints.begin(); It != P.Constraints.end(); ++It)
        if (const Constraint *Other = S.Constraints.lookup(It.getKey()))
          if (*Other == It.getData())
            Kept = ConstraintFactory.add(Kept, It.getKey(), It.getData());
      S.Constraints = Kept;
    }
    if (!State::same(P.Causes, S.Causes))
      S.Causes = DecisionFactory.getEmptyMap();
    nameDifferences(Open, S);
    S.Met = std::move(Met);
    // The merged state may now be the complement of another one.
    Pending.erase(Pending.begin() + I);
    I = 0;
  }
  if (Pending.size() < Cap) {
    Pending.push_back(std::move(S));
    return;
  }
  // What differs is lost in one of them. What the current activation found out
  // last is what the next call may be judged by: it is kept as long as there
  // are two that agree on it.
  auto Distance = [&](const State &A, const State &B, unsigned Least) {
    unsigned D = State::same(A.Slots, B.Slots) ? 0 : 1;
    D += State::same(A.Decisions, B.Decisions) ? 0 : 2;
    D += A.Returned.same(B.Returned) ? 0 : 2;
    if (D < Least)
      D += A.Exprs == B.Exprs ? 0 : 2;
    if (D < Least)
      eachDifference(A.Env, B.Env,
                     [&](const Region *R, const Value *VA, const Value *VB) {
                       const Region *Root = R->root();
                       if (Root->K == Region::Variable &&
                           Root->Scope == Scope && !mayBeOne(R, VA, VB))
                         D += 2;
                       return D < Least;
                     });
    return D;
  };
  constexpr unsigned Near = 2;
  Pending.push_back(std::move(S));
  size_t First = 0, Second = Pending.size() - 1;
  unsigned Least = ~0u;
  auto Try = [&](size_t I, size_t J) {
    if (unsigned D = Distance(Pending[I], Pending[J], Least); D < Least) {
      Least = D;
      First = I;
      Second = J;
    }
  };
  for (size_t I = 0; I + 1 < Pending.size() && Least >= Near; ++I)
    Try(I, Pending.size() - 1);
  // Those that came one after the other are most alike.
  for (size_t I = 0; I + 2 < Pending.size() && Least >= Near; ++I)
    Try(I, I + 1);
  State A = std::move(Pending[First]), B = std::move(Pending[Second]);
  Pending.erase(Pending.begin() + Second);
  Pending.erase(Pending.begin() + First);
  addState(Pending, join(A, B), Cap, Scope);
}

/// One state in place of two, when there are too many: what differs becomes
/// unknown.
State Engine::join(const State &A, const State &B) {
  State S = A;
  Differences All;
  const Guard *Common = commonGuards(A.Guards, B.Guards);
  noteLost(A.Guards, Common);
  noteLost(B.Guards, Common);
  S.Guards = Judging ? likelierGuards(A.Guards, B.Guards, Common)
                     : mergedGuards(A.Guards, B.Guards, Common);
  eachDifference(A.Env, B.Env,
                 [&](const Region *R, const Value *VA, const Value *VB) {
                   if (!VA || !VB || !VA->same(*VB))
                     All.push_back({R, VA, VB});
                   return true;
                 });
  for (auto It = A.Exprs.begin(); It != A.Exprs.end(); ++It) {
    const Value *Other = B.Exprs.lookup(It.getKey());
    if (!Other || !Other->same(It.getData()))
      S.Exprs = ExprFactory.add(S.Exprs, It.getKey(), Value::unknown());
  }
  for (auto It = A.Slots.begin(); It != A.Slots.end(); ++It) {
    const Slot *Other = B.Slots.lookup(It.getKey());
    if (!Other || !(*Other == It.getData())) {
      // An explicit insecure write must not get lost.
      Slot Kept{Slot::Unknown, nullptr};
      bool Alike = Other && Other->K == It.getData().K && !Other->Result &&
                   !It.getData().Result;
      if (Alike || It.getData().K == Slot::Insecure) {
        Kept = It.getData();
        // Each of two is reported.
        if (Other && Other->K == Slot::Insecure && Other->Where && !Muted)
          CutShort.insert({Other->Where, It.getKey().first, false});
      } else if (Other && Other->K == Slot::Insecure)
        Kept = *Other;
      S.Slots = SlotFactory.add(S.Slots, It.getKey(), Kept);
    }
  }
  for (auto It = B.Slots.begin(); It != B.Slots.end(); ++It)
    if (!A.Slots.lookup(It.getKey()))
      S.Slots = SlotFactory.add(S.Slots, It.getKey(),
                                It.getData().K == Slot::Insecure
                                    ? It.getData()
                                    : Slot{Slot::Unknown, nullptr});
  for (auto It = B.Objects.begin(); It != B.Objects.end(); ++It) {
    Object O = It.getData();
    if (const Object *Other = A.Objects.lookup(It.getKey())) {
      O.Escaped |= Other->Escaped;
      O.Used |= Other->Used;
    }
    S.Objects = ObjectFactory.add(S.Objects, It.getKey(), O);
  }
  S.Constraints = ConstraintFactory.getEmptyMap();
  nameDifferences(All, S);
  if (!State::same(A.Decisions, B.Decisions))
    S.Decisions = DecisionFactory.getEmptyMap();
  S.Causes = DecisionFactory.getEmptyMap();
  S.Caller = join(A.Caller, B.Caller);
  if (!A.Returned.same(B.Returned))
    S.Returned = Value::unknown();
  S.Effects = llvm::hash_combine(A.Effects, B.Effects);
  S.Accepted = A.Accepted && B.Accepted;
  S.Rejected = A.Rejected || B.Rejected;
  return S;
}

/// One in place of two: what differs becomes unknown.
llvm::IntrusiveRefCntPtr<Suspended>
Engine::join(const llvm::IntrusiveRefCntPtr<Suspended> &A,
             const llvm::IntrusiveRefCntPtr<Suspended> &B) {
  if (A == B || !A || !B)
    return A;
  A->Joined = B->Joined = true;
  auto Both = llvm::makeIntrusiveRefCnt<Suspended>(*A);
  for (auto It = A->Exprs.begin(); It != A->Exprs.end(); ++It) {
    const Value *Other = B->Exprs.lookup(It.getKey());
    if (!Other || !Other->same(It.getData()))
      Both->Exprs = ExprFactory.add(Both->Exprs, It.getKey(), Value::unknown());
  }
  if (!State::same(A->Decisions, B->Decisions))
    Both->Decisions = DecisionFactory.getEmptyMap();
  if (!State::same(A->Causes, B->Causes))
    Both->Causes = DecisionFactory.getEmptyMap();
  Both->Guards = commonGuards(A->Guards, B->Guards);
  if (!A->Returned.same(B->Returned))
    Both->Returned = Value::unknown();
  Both->Outer = join(A->Outer, B->Outer);
  return Both;
}
