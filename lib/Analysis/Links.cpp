//===--- Links.cpp - what do other functions do to what a member holds ----===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// A program that makes its session in one function and looks at it in another
/// hands it over in a member or a global. Which object is found there is not
/// known, so nothing is concluded from what is missing; but where one function
/// of the file keeps an object in a member, and another one does to what it
/// finds in the same member of any such structure what excuses it, that is
/// taken for one program's way. The same goes where one function gives the
/// object to code that is not seen, and another one, that nobody in view calls,
/// is given such an object: it is called back.
///
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace commsec;
using namespace clang;

/// The name of \p R by the last member, or the global, that leads to it,
/// whatever object the member belongs to. Null if there is none.
const Region *Engine::placeName(const Region *R) {
  llvm::SmallVector<const Region *, 4> Path;
  const Region *X = R;
  for (; X && (X->K == Region::Pointee || X->K == Region::Element ||
               X->K == Region::Some);
       X = X->Base)
    Path.push_back(X);
  if (!X)
    return nullptr;
  const Region *Named = nullptr;
  if (X->K == Region::Field)
    Named = Regions.field(Regions.thisObject(), cast<FieldDecl>(X->decl()));
  else if (X->K == Region::Variable && X->isShared())
    Named = X;
  // The elements of one table are alike.
  if (Named && llvm::any_of(Path, [](const Region *Each) {
        return Each->K == Region::Pointee;
      }))
    Named = Regions.pointee(Named);
  return Named;
}

/// \p V is kept in \p Place.
void Engine::notePlace(const Region *Place, const Value &V, const State &S) {
  const Region *R = pointedTo(V);
  if (!R || (R->K != Region::Pointee && R->K != Region::Created &&
             !S.Objects.lookup(R)))
    return;
  if (const Region *Name = placeName(Regions.pointee(Place)))
    KeptIn[objectOf(R, S)].insert(Name);
}

/// Adds the members and globals that hold \p R.
void Engine::addPlaces(const Region *R,
                       llvm::SmallPtrSet<const Region *, 2> &To) {
  if (const Region *Name = placeName(R))
    To.insert(Name);
  if (auto It = KeptIn.find(R); It != KeptIn.end())
    To.insert(It->second.begin(), It->second.end());
}

llvm::SmallPtrSet<const Region *, 2> Engine::placesOf(const Region *R) {
  llvm::SmallPtrSet<const Region *, 2> All;
  if (R)
    addPlaces(R, All);
  return All;
}

/// The members and globals that hold what \p R was made from.
llvm::SmallPtrSet<const Region *, 2> Engine::placesAbove(const Region *R) {
  llvm::SmallPtrSet<const Region *, 2> All;
  llvm::SmallPtrSet<const Region *, 4> Seen{R};
  while (R && (R = ParentOf.lookup(R)) && Seen.insert(R).second)
    addPlaces(R, All);
  return All;
}

/// True if \p R is what a parameter of a root function points to, and somebody
/// may call that.
static bool isGiven(const Region *R) {
  if (R->K != Region::Pointee || R->Base->K != Region::Variable ||
      !R->Base->decl() || !isa<ParmVarDecl>(R->Base->decl()) ||
      !R->Base->Scope || R->Base->Scope->Parent)
    return false;
  const FunctionDecl *F = R->Base->Scope->Function;
  return F && (F->isExternallyVisible() || F->isReferenced());
}

/// Adds what the root did to what the unit knows.
void Engine::linkPlaces() {
  for (auto &[R, Ids] : MayOwn)
    if (isGiven(R))
      for (unsigned Id : Ids)
        if (LinkedSlots.contains(Id))
          SlotsOfGiven.insert(Id);
  for (auto *May : {&MayOwn, &MayUp})
    for (auto &[R, Ids] : *May) {
      auto Mine = placesOf(R), Above = placesAbove(R);
      for (const auto *Names : {&Mine, &Above})
        for (const Region *Name : *Names) {
          if (isGivenAway(R))
            LinkedPlaces[Name].GivenAway = true;
          for (unsigned Id : Ids) {
            if (!LinkedSlots.contains(Id))
              continue;
            LinkedPlaces[Name].Slots.insert(Id, holder(Name, RootClass));
            if (May == &MayOwn && Names == &Mine)
              LinkedPlaces[Name].Own.insert(Id, holder(Name, RootClass));
          }
        }
    }
  for (auto &[Child, Parent] : ParentOf) {
    auto Up = placesOf(Parent);
    Up.insert_range(placesAbove(Parent));
    if (Up.empty())
      continue;
    for (const Region *Name : placesOf(Child))
      for (const Region *Each : Up)
        if (Each != Name)
          LinkedPlaces[Name].MadeFrom.insert(Each);
  }
}

namespace {
/// Finds the facts that could give an object a slot.
class SlotFinder : public RecursiveASTVisitor<SlotFinder> {
public:
  SlotFinder(Names &Naming,
             llvm::function_ref<void(const CallExpr *, const Fact &)> Found)
      : Naming(Naming), Found(Found) {}
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (const Entry *Known = F ? Naming.find(F) : nullptr)
      for (const Fact *Each : Known->Facts)
        if (Each->Kind == Role::Secures || Each->Kind == Role::Sets)
          Found(Call, *Each);
    return true;
  }

private:
  Names &Naming;
  llvm::function_ref<void(const CallExpr *, const Fact &)> Found;
};
} // namespace

/// True if \p Call plainly passes another constant, or the result of another
/// function, than those that \p F is about (another option, another role), or a
/// text that nobody can read there.
static bool passesOther(const CallExpr *Call, const Fact &F, Names &Naming,
                        const ASTContext &Context) {
  auto IsOther = [&](const Condition &K) {
    if (K.Arg < 1 || static_cast<unsigned>(K.Arg) > Call->getNumArgs() ||
        !K.Field.empty())
      return false;
    const Expr *Given = Call->getArg(K.Arg - 1)->IgnoreParenImpCasts();
    const auto *Made = dyn_cast<CallExpr>(Given);
    if (Made && !K.Calls.empty())
      return !Naming.isOneOf(Made->getDirectCallee(), K.Calls);
    if (!K.Text.empty())
      return Made || isa<MemberExpr, GNUNullExpr, CXXNullPtrLiteralExpr>(Given);
    Expr::EvalResult I;
    return !K.Is.empty() && !K.Mask && !Given->isValueDependent() &&
           Given->getType()->isIntegralOrEnumerationType() &&
           Given->EvaluateAsInt(I, Context) &&
           llvm::none_of(K.Is, [&](const Constant &Each) {
             return Each.Value == I.Val.getInt().getExtValue();
           });
  };
  // What only marks its slot does so where all its conditions certainly hold.
  return llvm::any_of(F.Select, IsOther) ||
         (F.Kind == Role::Sets && llvm::any_of(F.When, IsOther));
}

/// Is there a call in the unit that no path led to, and that could give an
/// object all of the linked slots \p Names?
bool Engine::mentionsSlot(llvm::StringRef Names) {
  if (!MentionedSlots) {
    MentionedSlots.emplace();
    auto Note = [&](const CallExpr *Call, const Fact &F) {
      // What was reached on some path was judged there.
      if (F.State.Set.empty() && !Reached.contains(Call) &&
          !passesOther(Call, F, Naming, Context))
        MentionedSlots->insert(slotId(F.Slot));
    };
    SlotFinder Visitor(Naming, Note);
    for (const FunctionDecl *F : U.functions())
      Visitor.TraverseStmt(F->getBody());
  }
  llvm::SmallVector<llvm::StringRef, 2> All;
  Names.split(All, '+');
  return llvm::all_of(All, [&](llvm::StringRef Name) {
    unsigned Id = slotId(Name);
    return LinkedSlots.contains(Id) && MentionedSlots->contains(Id);
  });
}

/// Is there a call in \p F that could give an object the slots \p Names?
bool Engine::namesSlot(llvm::StringRef Names, const FunctionDecl *F) {
  llvm::SmallVector<llvm::StringRef, 2> All;
  Names.split(All, '+');
  return llvm::all_of(All, [&](llvm::StringRef Name) {
    bool Named = Name.starts_with("!");
    auto Note = [&](const CallExpr *Call, const Fact &Each) {
      Named |= Each.Slot == Name && Each.State.Set.empty() &&
               !passesOther(Call, Each, Naming, Context);
    };
    if (!Named)
      SlotFinder(Naming, Note).TraverseStmt(F->getBody());
    return Named;
  });
}

/// Do other functions do what excuses \p C to what they find in the place
/// that holds its handle, or to what is made from it?
bool Engine::excusedElsewhere(llvm::StringRef Names, const Candidate &C) {
  llvm::SmallVector<llvm::StringRef, 2> All;
  Names.split(All, '+');
  bool GivenAway =
      C.GivenAway || llvm::any_of(LinkedPlaces, [&](const auto &Each) {
        return Each.second.GivenAway && (C.Places.contains(Each.first) ||
                                         C.PlacesAbove.contains(Each.first));
      });
  // What was handed in here is judged by what is done to it here.
  GivenAway &= !C.Handle || !isGiven(C.Handle);
  if (C.Places.empty() && C.PlacesAbove.empty() && !GivenAway)
    return false;
  return llvm::all_of(All, [&](llvm::StringRef Name) {
    unsigned Id = slotId(Name);
    if (!LinkedSlots.contains(Id))
      return false;
    if (GivenAway && SlotsOfGiven.contains(Id))
      return true;
    return llvm::any_of(LinkedPlaces, [&](const auto &Each) {
      // What was made from the same object says nothing of the handle.
      if (C.PlacesAbove.contains(Each.first) &&
          Each.second.Own.contains(Id, holder(Each.first, C.Class)))
        return true;
      if (!Each.second.Slots.contains(Id, holder(Each.first, C.Class)))
        return false;
      llvm::SmallPtrSet<const Region *, 4> Seen;
      llvm::SmallVector<const Region *, 4> Open{Each.first};
      while (!Open.empty()) {
        const Region *R = Open.pop_back_val();
        if (!Seen.insert(R).second)
          continue;
        if (C.Places.contains(R))
          return true;
        if (auto It = LinkedPlaces.find(R); It != LinkedPlaces.end())
          Open.append(It->second.MadeFrom.begin(), It->second.MadeFrom.end());
      }
      return false;
    });
  });
}
