//===--- State.h - what is known at one point of one path -------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_STATE_H
#define COMMSEC_ANALYSIS_STATE_H

#include "Analysis/Value.h"
#include "Catalog/Fact.h"
#include "llvm/ADT/ImmutableMap.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <utility>

namespace commsec {

/// A branch that was taken although its condition is unknown. Guards form a
/// list from the newest to the oldest; equal lists are the same pointer.
struct Guard : Unique {
  const Guard *Previous = nullptr;
  const clang::Expr *Condition = nullptr;
  bool Taken = true;
  const Frame *Scope = nullptr;
  const Symbol *Sym = nullptr; ///< The condition's value; may be null.
  enum Kind : unsigned {
    Open,    ///< Either branch may be taken.
    Decided, ///< An earlier branch on the same value has decided.
    Chosen,  ///< The value is known, one of several that may be given.
    Either,  ///< A chain of && or || that several ways decided alike.
  };
  Kind K = Open;
  /// In a switch: the value of the case that was taken, or the default.
  std::optional<int64_t> Case;
  const clang::Stmt *CaseLabel = nullptr;
  /// Instead of a condition: the ways from Previous that became one here, as
  /// far as they tested results, while others went elsewhere. With Either: the
  /// ways through the chain that is the condition.
  llvm::ArrayRef<const Guard *> Ways;
  unsigned Length = 1;
  void Profile(llvm::FoldingSetNodeID &ID) const {
    for (const Guard *Way : Ways)
      ID.AddPointer(Way);
    ID.AddPointer(Previous);
    ID.AddPointer(Condition);
    ID.AddBoolean(Taken);
    ID.AddPointer(Scope);
    ID.AddPointer(Sym);
    ID.AddInteger(static_cast<unsigned>(K));
    ID.AddBoolean(Case.has_value());
    ID.AddInteger(Case.value_or(0));
    ID.AddPointer(CaseLabel);
  }
};

/// A place where a fact held: what a report will say.
struct Occurrence : Unique {
  const Fact *F = nullptr;
  const clang::Expr *Call = nullptr; ///< The call, construction or write.
  const Frame *Scope = nullptr;      ///< The activation that Call belongs to.
  const clang::Expr *At = nullptr;   ///< The expression to report; may be null.
  const clang::Expr *Source = nullptr;           ///< The literal behind it.
  const clang::FunctionDecl *Callback = nullptr; ///< The accepting callback.
  const clang::Stmt *Accepts = nullptr; ///< The return (or call) that accepts.
  /// The activation that chose the insecure value: that of the call, or of
  /// the caller that passed the constant.
  const Frame *Chooser = nullptr;
  bool Conditional = false;
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(F);
    ID.AddPointer(Call);
    ID.AddPointer(Scope);
    ID.AddPointer(At);
    ID.AddPointer(Callback);
    ID.AddPointer(Chooser);
    ID.AddBoolean(Conditional);
  }
};

/// What a slot of a handle holds.
struct Slot {
  enum Kind : unsigned { Unset, Secure, Insecure, Set, Unknown };
  Kind K = Unset;
  const Occurrence *Where = nullptr; ///< The write.
  /// The result that tells whether the write happened, and the fact that tells
  /// which ones do; null if it always does.
  const Symbol *Result = nullptr;
  const Fact *Writer = nullptr;
  bool operator==(const Slot &O) const {
    return K == O.K && Where == O.Where && Result == O.Result &&
           Writer == O.Writer;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(static_cast<unsigned>(K));
    ID.AddPointer(Where);
    ID.AddPointer(Result);
    ID.AddPointer(Writer);
  }
};

/// What is known of an object that a catalogued call created.
struct Object {
  const Region *Parent = nullptr; ///< The object it was made from.
  bool Escaped = false;           ///< Unseen code may have changed it.
  bool Used = false;              ///< It reached a sink.
  const clang::Expr *Site = nullptr;
  bool operator==(const Object &O) const {
    return Parent == O.Parent && Escaped == O.Escaped && Used == O.Used &&
           Site == O.Site;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Parent);
    ID.AddBoolean(Escaped);
    ID.AddBoolean(Used);
    ID.AddPointer(Site);
  }
};

/// What a branch taught about a symbol.
struct Constraint {
  bool Equal = true; ///< Equal to Constant, or else different from it.
  int64_t Constant = 0;
  bool operator==(const Constraint &O) const {
    return Equal == O.Equal && Constant == O.Constant;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddBoolean(Equal);
    ID.AddInteger(Constant);
  }
};

/// The branch that a `?:`, `&&` or `||` took, and the value that decided it.
struct Decision {
  bool Taken = false;
  Value Cause;
  bool operator==(const Decision &O) const {
    return Taken == O.Taken && Cause == O.Cause;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddBoolean(Taken);
    Cause.Profile(ID);
  }
};

/// One slot of one object.
struct SlotKey {
  const Region *first = nullptr;
  unsigned second = 0;
  bool operator==(const SlotKey &O) const {
    return first == O.first && second == O.second;
  }
  bool operator<(const SlotKey &O) const {
    return first != O.first ? std::less<>()(first, O.first) : second < O.second;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(first);
    ID.AddInteger(second);
  }
};

/// Calls \p Tell with each key of which \p A and \p B know different values,
/// null for none, in the order of the keys, as long as it answers true.
/// Answers whether it always did. What the maps share is not looked at.
template <typename Map, typename Function>
bool eachDifference(const Map &A, const Map &B, Function Tell) {
  using Tree = typename Map::TreeTy;
  // What is left of a map: subtrees, and nodes without theirs.
  using Rest = llvm::SmallVector<std::pair<const Tree *, bool>, 24>;
  Rest RA, RB;
  auto Push = [](Rest &R, const Tree *T) {
    if (T)
      R.push_back({T, true});
  };
  auto Open = [&](Rest &R) {
    const Tree *T = R.pop_back_val().first;
    Push(R, T->getRight());
    R.push_back({T, false});
    Push(R, T->getLeft());
  };
  auto Only = [&](Rest &R, bool OfA) {
    while (R.back().second)
      Open(R);
    const auto &Pair = R.pop_back_val().first->getValue();
    return OfA ? Tell(Pair.first, &Pair.second, nullptr)
               : Tell(Pair.first, nullptr, &Pair.second);
  };
  Push(RA, A.getRootWithoutRetain());
  Push(RB, B.getRootWithoutRetain());
  while (!RA.empty() && !RB.empty()) {
    auto [TA, WholeA] = RA.back();
    auto [TB, WholeB] = RB.back();
    if (TA == TB && WholeA == WholeB) {
      RA.pop_back();
      RB.pop_back();
    } else if (WholeA && (!WholeB || TA->getHeight() >= TB->getHeight())) {
      Open(RA);
    } else if (WholeB) {
      Open(RB);
    } else {
      const auto &PA = TA->getValue(), &PB = TB->getValue();
      std::less<std::decay_t<decltype(PA.first)>> Less;
      if (Less(PA.first, PB.first)) {
        if (!Only(RA, true))
          return false;
      } else if (Less(PB.first, PA.first)) {
        if (!Only(RB, false))
          return false;
      } else {
        RA.pop_back();
        RB.pop_back();
        if (!(PA.second == PB.second) &&
            !Tell(PA.first, &PA.second, &PB.second))
          return false;
      }
    }
  }
  while (!RA.empty())
    if (!Only(RA, true))
      return false;
  while (!RB.empty())
    if (!Only(RB, false))
      return false;
  return true;
}

struct Suspended;

/// The ways that became one state at a block, for those that come there next:
/// what each of them went through, and did.
using MetWays = llvm::SmallVector<std::pair<const Guard *, uint64_t>, 4>;

struct State {
  using EnvMap = llvm::ImmutableMap<const Region *, Value>;
  using ExprMap = llvm::ImmutableMap<const clang::Stmt *, Value>;
  using DecisionMap = llvm::ImmutableMap<const clang::Stmt *, Decision>;
  using SlotMap = llvm::ImmutableMap<SlotKey, Slot>;
  using ObjectMap = llvm::ImmutableMap<const Region *, Object>;
  using ConstraintMap = llvm::ImmutableMap<const Symbol *, Constraint>;

  EnvMap Env;            ///< Memory.
  ExprMap Exprs;         ///< Values of the current statement's parts.
  DecisionMap Decisions; ///< Branches within the current statement.
  DecisionMap Causes;    ///< `if`s that a caller's constant decided.
  SlotMap Slots;
  ObjectMap Objects;
  ConstraintMap Constraints;
  const Guard *Guards = nullptr;
  uint64_t Effects = 0; ///< Tells calls that do something from none.
  std::shared_ptr<const MetWays> Met; ///< Null if it is one way.
  Value Returned;
  bool HasReturned = false;
  const clang::Stmt *ReturnAt = nullptr;
  bool Accepted = false; ///< An accepting call of the contract was made.
  bool Rejected = false; ///< A rejecting call of the contract was made.
  const clang::Expr *AcceptedAt = nullptr;
  /// Where it goes on after the current activation.
  llvm::IntrusiveRefCntPtr<Suspended> Caller;

  State(EnvMap E, ExprMap X, DecisionMap D, DecisionMap C, SlotMap S,
        ObjectMap O, ConstraintMap K)
      : Env(std::move(E)), Exprs(std::move(X)), Decisions(std::move(D)),
        Causes(std::move(C)), Slots(std::move(S)), Objects(std::move(O)),
        Constraints(std::move(K)) {}

  /// Equality of two maps of one factory: that keeps a single tree for each
  /// content, which saves the walk that operator== is.
  template <typename Map> static bool same(const Map &A, const Map &B) {
    return A.getRootWithoutRetain() == B.getRootWithoutRetain();
  }
  /// Equal but for memory, guards, constraints and effects.
  bool sameAside(const State &O) const {
    return Caller == O.Caller && HasReturned == O.HasReturned &&
           Accepted == O.Accepted && Rejected == O.Rejected &&
           same(Decisions, O.Decisions) && same(Slots, O.Slots) &&
           same(Objects, O.Objects) && Returned.same(O.Returned) &&
           Exprs == O.Exprs;
  }
};

/// What a call interrupts in the activation that makes it. The states that
/// differ in other things only share one, and the callee is executed once for
/// all the states that wait at the call.
struct Suspended : llvm::RefCountedBase<Suspended> {
  State::ExprMap Exprs;
  State::DecisionMap Decisions, Causes;
  const Guard *Guards;
  Value Returned;
  bool HasReturned;
  const clang::Stmt *ReturnAt;
  llvm::IntrusiveRefCntPtr<Suspended> Outer;
  /// What the call constructs or yields; may be null.
  const Region *Target;
  /// A state that the callee has to return with was joined with another.
  bool Joined = false;

  Suspended(const State &S, const Region *Target)
      : Exprs(S.Exprs), Decisions(S.Decisions), Causes(S.Causes),
        Guards(S.Guards), Returned(S.Returned), HasReturned(S.HasReturned),
        ReturnAt(S.ReturnAt), Outer(S.Caller), Target(Target) {}
  /// True if \p S goes on at the same point with the same, guards aside.
  bool fits(const State &S, const Region *Of) const {
    return Target == Of && Outer == S.Caller && HasReturned == S.HasReturned &&
           ReturnAt == S.ReturnAt && Returned == S.Returned &&
           State::same(Decisions, S.Decisions) &&
           State::same(Causes, S.Causes) && Exprs == S.Exprs;
  }
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_STATE_H
