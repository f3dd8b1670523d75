//===--- Excuses.cpp - which reports does something else excuse -----------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"

using namespace commsec;
using namespace clang;

/// Did code that is not seen get \p R, or what was made from it?
bool Engine::isGivenAway(const Region *R) const {
  auto It = SlotIds.find(UnseenMark);
  return It != SlotIds.end() && mayHave(R, It->second, true);
}

/// \p From is the activation that is to be excused.
bool Engine::excusedBy(llvm::StringRef Names, const Region *Handle,
                       bool WholeUnit, const Frame *From,
                       const CXXRecordDecl *Class) {
  llvm::SmallVector<llvm::StringRef, 2> All;
  Names.split(All, '+');
  for (llvm::StringRef Name : All) {
    bool Lacks = Name.consume_front("!");
    bool Here = Name.starts_with("here.");
    bool Peer = Name.starts_with("peer.");
    const Region *R = slotOwner(Name, Handle);
    if (!R)
      return false;
    unsigned Id = slotId(Name);
    bool Has = mayHave(R, Id, true);
    if (!Has && WholeUnit && Peer) {
      Has = PeerSlots.count({Id, nullptr});
      for (const Frame *F = From; F && !Has; F = F->Parent)
        if (const auto *M = dyn_cast_or_null<CXXMethodDecl>(F->Function))
          Has = PeerSlots.count({Id, M->getParent()->getCanonicalDecl()});
    } else if (!Has && WholeUnit && !Here) {
      llvm::SmallPtrSet<const Region *, 4> Seen;
      for (const Region *X = R; X && Seen.insert(X).second && !Has;
           X = AllParents.lookup(X)) {
        auto It = Shared.find(sharedName(X));
        // What else was made from its parents says nothing of it.
        Has = It != Shared.end() && (X == R ? It->second.Slots : It->second.Own)
                                        .contains(Id, holder(It->first, Class));
      }
      llvm::SmallSetVector<const Region *, 4> Made;
      Made.insert(sharedName(R));
      for (size_t I = 0; I < Made.size() && !Has; ++I) {
        auto It = Shared.find(Made[I]);
        Has = It != Shared.end() &&
              It->second.Slots.contains(Id, holder(It->first, Class));
        if (auto Its = AllChildren.find(Made[I]); Its != AllChildren.end())
          Made.insert_range(Its->second);
      }
    }
    if (Has == Lacks)
      return false;
  }
  return true;
}

/// The budget ended a path in state \p S: what was switched off before is
/// reported unless some other path shows that it is overwritten. What keeps the
/// path apart from others may matter yet.
void Engine::cutShort(const State &S, const Frame *Scope,
                      const CFGBlock *Block) {
  if (Muted)
    return;
  Cuts.insert({Scope, Block});
  // A path that began midway says nothing of results that it does not follow
  // to their end.
  if (Midway)
    for (auto It = S.Env.begin(); It != S.Env.end(); ++It)
      noteEscaped(It.getData());
  noteLost(S.Guards, nullptr);
  bool Chosen = false;
  for (const Guard *G = S.Guards; G; G = G->Previous)
    Chosen |= isChoice(*G);
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
    if (It.getData().K == Slot::Insecure && It.getData().Where)
      CutShort.insert({It.getData().Where, It.getKey().first, Chosen});
}

/// The path is over for \p R: what is insecure by now stays so.
void Engine::endLife(const Region *R, const State &S) {
  for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It) {
    const Slot &V = It.getData();
    if (It.getKey().first != R || V.K != Slot::Insecure || !V.Where)
      continue;
    // A path that ends early, before the value that another path sets, is an
    // error path, unless somebody chose it. What led to the insecure value, or
    // was decided before, is no such choice.
    bool Chosen = false;
    for (const Guard *G = S.Guards; G; G = G->Previous)
      Chosen |= isChoice(*G) && !encloses(*G, V.Where->Call, V.Where->Scope) &&
                !WrittenUnder.count({V.Where, G->Condition});
    if (!Chosen && Overwritten.count({V.Where, R}))
      continue;
    Candidate C;
    C.Where = V.Where;
    C.Handle = R;
    reportNow(C);
  }
}

/// Does everything of slot \p Name that would excuse \p C stand nearer to
/// another candidate of the same fact? Then it excuses that one: of two
/// downloads, only the function of one computes a digest.
bool Engine::belongsToAnother(llvm::StringRef Name, const Candidate &C) const {
  if (!Name.consume_front("here."))
    return false;
  auto Id = SlotIds.find(Name);
  auto It = Id == SlotIds.end() ? WrittenIn.end() : WrittenIn.find(Id->second);
  if (It == WrittenIn.end())
    return false;
  return llvm::all_of(It->second, [&](const Frame *At) {
    unsigned Near = sharedDepth(At, C.Where->Scope);
    return llvm::any_of(Candidates, [&](const auto &Each) {
      const Candidate &Other = Each.second;
      return Other.Where->F == C.Where->F &&
             sharedDepth(At, Other.Where->Scope) > Near;
    });
  });
}

void Engine::endRoot(States &Ends) {
  noteEndings(Ends);
  for (State &S : Ends) {
    noteEffective(S.Guards, nullptr);
    noteEscaped(S.Returned);
    llvm::SmallSetVector<const Region *, 8> Live;
    for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
      if (It.getData().K == Slot::Insecure)
        Live.insert(It.getKey().first);
    for (const Region *R : Live)
      endLife(R, S);
    if (const Region *R = pointedTo(S.Returned)) {
      noteMay(objectOf(R, S), slotId(LeftMark), S);
      // A smart pointer takes what it holds along.
      if (const Value *Held = S.Env.lookup(R))
        if (const Region *Inner = pointedTo(*Held))
          noteMay(objectOf(Inner, S), slotId(LeftMark), S);
    }
    for (auto It = S.Env.begin(); It != S.Env.end(); ++It)
      if (It.getKey()->decl())
        publish(It.getKey(), It.getData(), S);
    for (auto It = S.Slots.begin(); It != S.Slots.end(); ++It)
      if (const Region *Name = sharedName(It.getKey().first)) {
        SharedObject &Known = Shared[Name];
        Known.Slots.insert(It.getKey().second, holder(Name, RootClass));
        Known.Own.insert(It.getKey().second, holder(Name, RootClass));
        if (It.getData().K == Slot::Secure)
          Known.Secure.insert(It.getKey().second);
      }
  }
  for (auto &[Where, R, Chosen] : CutShort) {
    if (!Chosen && Overwritten.count({Where, R}))
      continue;
    Candidate C;
    C.Where = Where;
    C.Handle = R;
    C.Cut = true;
    reportNow(C);
  }
  for (auto &[Sym, K, R, Id] : ResultSlots)
    if (isProper(Sym, *K))
      noteMay(R, Id, Ends.empty() ? emptyState() : Ends.front());
  publishAll();
  for (auto &[Child, Parent] : ParentOf) {
    AllParents.try_emplace(Child, Parent);
    const Region *Name = sharedName(Child), *Of = sharedName(Parent);
    if (Name && Of)
      AllChildren[Of].insert(Name);
  }
  linkPlaces();
  for (auto &[Key, C] : Candidates) {
    const Fact &F = *C.Where->F;
    // A callback that accepts is wrong whoever registers it; that somebody
    // passes a flag that switches something off is not known.
    if (OnlyLeft &&
        (!C.Where->Callback || Called.lookup(C.Where->Call) != RootNumber))
      continue;
    // A loop that sends the rest of what the caller gave.
    if (C.Where->Chooser == C.Where->Scope &&
        llvm::any_of(Candidates, [&](const auto &Each) {
          const Occurrence &Other = *Each.second.Where;
          return Other.F == &F && Other.Call == C.Where->Call &&
                 Other.Scope == C.Where->Scope && Other.Chooser != Other.Scope;
        }))
      continue;
    if (C.OnlyIfNeverUsed && UsedSomewhere.contains(C.Handle)) {
      silence(F, C.Where->Call, "it was undone before the handle was used");
      continue;
    }
    if (C.Result && !isMisused(C.Result, *F.Result)) {
      silence(F, C.Where->Call, "the result is handled");
      if (const Frame *In = C.Result->Scope;
          In && In->Parent && In->Function &&
          isExcusedByLoss(C.Result, *F.Result))
        Unsure.insert(In->Function->getCanonicalDecl());
      continue;
    }
    if (!F.UnlessOnly.empty() && C.Handle && C.Handle->site() &&
        excusedBy(F.UnlessOnly, C.Handle, false) &&
        !UsedSomewhere.contains(C.Handle) && !Merged.contains(C.Handle) &&
        !excusedBy(UnseenMark, C.Handle, false) &&
        !excusedBy(LeftMark, C.Handle, false)) {
      silence(F, C.Where->Call, "the object is used for nothing else");
      continue;
    }
    bool Excused = false;
    for (const std::string &Names : F.Unless)
      if (!Excused && excusedBy(Names, C.Handle, false) &&
          !belongsToAnother(Names, C)) {
        Excused = true;
        silence(F, C.Where->Call,
                "another call on the handle excuses it (" + Names + ")");
      }
    // Unseen code that gets the handle may do what excuses it.
    if (C.Handle && !F.State.Unset.empty() && !F.Unless.empty())
      Excused |= excusedBy(UnseenMark, C.Handle, false);
    if (C.Handle && F.Implied)
      Excused |= excusedBy(UnseenMark, C.Handle, false) ||
                 excusedBy(LeftMark, C.Handle, false);
    if (F.State.SomePath || (F.State.ChosenPath && C.OnlyChosen))
      for (llvm::StringRef Name : F.State.Unset) {
        const Region *R = slotOwner(Name, C.Handle);
        // It counts if it led here, not to some other call.
        Excused |= R && mayHave(R, slotId(Name), false) &&
                   (BudgetHit || SetAt.count({C.Where->Call, R, slotId(Name)}));
      }
    if (Excused) {
      silence(F, C.Where->Call, "another call on the handle excuses it");
      continue;
    }
    for (const std::string &Names : F.OnlyIf)
      C.Met |= excusedBy(Names, C.Handle, false);
    if (!F.Unless.empty() || !F.OnlyIf.empty()) {
      C.Places = placesOf(C.Handle);
      C.PlacesAbove = placesAbove(C.Handle);
      C.GivenAway = C.Handle && isGivenAway(C.Handle);
    }
    C.Class = RootClass;
    Waiting.push_back(C);
  }
  Candidates.clear();
}

/// True if the unit creates the shared object \p R, and those that it was
/// made from, and gives none of them away.
bool Engine::wholeLifeSeen(const Region *R) {
  llvm::SmallPtrSet<const Region *, 4> Seen;
  while (R && Seen.insert(R).second) {
    const SharedObject &O = Shared[R];
    if (!O.Created || O.Escaped)
      return false;
    R = O.Parent;
  }
  return true;
}

void Engine::endUnit() {
  findEmptyLoops();
  MayOwn.clear();
  MayUp.clear();
  Shared[Regions.program()].Created = true;
  llvm::SmallVector<Finding, 8> All;
  // A text that some path completes is judged where it is put together.
  std::set<std::tuple<const Fact *, const Expr *, const Expr *>> InPieces;
  for (const Candidate &C : Waiting)
    if (C.Where->Source && C.Where->At == C.Where->Source)
      InPieces.insert({C.Where->F, C.Where->Call, C.Where->Source});
  for (const Candidate &C : Waiting) {
    const Fact &F = *C.Where->F;
    if (C.Where->Source && C.Where->At != C.Where->Source &&
        InPieces.count({C.Where->F, C.Where->Call, C.Where->Source}))
      continue;
    bool Holds = true;
    for (auto &[R, Id] : C.NeedsUnset)
      Holds &=
          wholeLifeSeen(R) && !Shared[R].Slots.contains(Id, holder(R, C.Class));
    for (auto &[R, Id] : C.NeedsKnown)
      Holds &= !Shared[R].Slots.contains(Id, holder(R, C.Class)) ||
               Shared[R].Secure.contains(Id);
    // What an object was made into tells nothing of it: the digest of a
    // certificate is not in the certificate.
    for (auto &[R, Id] : C.NeedsSet)
      Holds &= Shared[R].Own.contains(Id, holder(R, C.Class));
    for (auto &[R, Id] : C.NeedsSecure)
      Holds &= Shared[R].Secure.contains(Id);
    for (const std::string &Names : F.Unless)
      if (excusedBy(Names, C.Handle, true, C.Where->Scope, C.Class) ||
          excusedElsewhere(Names, C) || (C.Cut && mentionsSlot(Names)) ||
          (C.Midway && (mentionsSlot(Names) || namesSlot(Names, C.Midway)))) {
        Holds = false;
        silence(F, C.Where->Call,
                "another function of the file decides (" + Names + ")");
      }
    Holds &= F.OnlyIf.empty() || C.Met ||
             llvm::any_of(F.OnlyIf, [&](const std::string &Names) {
               return excusedBy(Names, C.Handle, true, nullptr, C.Class) ||
                      excusedElsewhere(Names, C);
             });
    if (!Holds) {
      silence(F, C.Where->Call, "another function of the file decides");
      continue;
    }
    if (C.Where->Conditional && !Options.ReportConditional) {
      silence(F, C.Where->Call, "it is conditional");
      continue;
    }
    if (std::optional<Finding> Found = finding(C))
      All.push_back(std::move(*Found));
  }
  select(All);
}
