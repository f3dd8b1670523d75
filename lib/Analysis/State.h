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
  /// In a switch: the value of the case that was taken, or the default.
  std::optional<int64_t> Case;
  const clang::Stmt *CaseLabel = nullptr;
  unsigned Length = 1;
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Previous);
    ID.AddPointer(Condition);
    ID.AddBoolean(Taken);
    ID.AddPointer(Scope);
    ID.AddPointer(Sym);
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
  Value Returned;
  bool HasReturned = false;
  const clang::Stmt *ReturnAt = nullptr;
  bool Accepted = false; ///< An accepting call of the contract was made.
  bool Rejected = false; ///< A rejecting call of the contract was made.
  const clang::Expr *AcceptedAt = nullptr;

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
  /// Equal but for guards, constraints and effects.
  bool sameCore(const State &O) const {
    return HasReturned == O.HasReturned && Accepted == O.Accepted &&
           Rejected == O.Rejected && same(Env, O.Env) &&
           same(Decisions, O.Decisions) && same(Slots, O.Slots) &&
           same(Objects, O.Objects) && Returned.same(O.Returned) &&
           Exprs == O.Exprs;
  }
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_STATE_H
