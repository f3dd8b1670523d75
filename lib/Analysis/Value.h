//===--- Value.h - what an expression can be --------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_VALUE_H
#define COMMSEC_ANALYSIS_VALUE_H

#include "Analysis/Region.h"
#include "clang/AST/Expr.h"
#include "clang/AST/OperationKinds.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace commsec {

/// An unknown value that has a name, so that what is learned of it on a path
/// holds wherever it is used. Unique, compared by pointer.
struct Symbol : Unique {
  enum Kind : unsigned {
    Call,  ///< The result of the call Site.
    Load,  ///< What place Place held before the root function began.
    Test,  ///< Operand Op Constant (a comparison, mask or negation).
    Merge, ///< What place Place holds where ways met that differ in it; a
           ///< choice if Constant is 1.
  };
  Kind K = Call;
  const clang::Expr *Site = nullptr;
  const Frame *Scope = nullptr;
  const Region *Place = nullptr;
  const Symbol *Operand = nullptr;
  clang::BinaryOperatorKind Op = clang::BO_EQ;
  int64_t Constant = 0;
  /// Derived from the parameters of the root function, or from a call on
  /// them: what a callback decides on.
  bool Evidence = false;

  /// The symbol at the bottom of a chain of tests.
  const Symbol *base() const {
    const Symbol *S = this;
    while (S->K == Test)
      S = S->Operand;
    return S;
  }
  /// The result of the tests if the base symbol were \p Base.
  int64_t evaluate(int64_t Base) const;

  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(static_cast<unsigned>(K));
    ID.AddPointer(Site);
    ID.AddPointer(Scope);
    ID.AddPointer(Place);
    ID.AddPointer(Operand);
    ID.AddInteger(static_cast<unsigned>(Op));
    ID.AddInteger(Constant);
    ID.AddBoolean(Evidence);
  }
};

/// A piece of a string, or the bits that were added to a number, and, before
/// it, the others. Unique.
struct Piece : Unique {
  const Piece *Previous = nullptr;
  const clang::Expr *Text = nullptr;
  bool Branched = false; ///< Added under a condition.
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Previous);
    ID.AddPointer(Text);
    ID.AddBoolean(Branched);
  }
};

/// The value of an expression on one path.
struct Value {
  enum Kind : unsigned {
    Unknown,
    Int,      ///< Integer (also bool, enum, null pointer: 0).
    String,   ///< Text, from its beginning.
    Address,  ///< A pointer to, or the object at, Place.
    Function, ///< A function, or a lambda's or functor's call operator.
    Symbolic, ///< Unknown, but named.
  };
  Kind K = Unknown;
  int64_t I = 0;
  llvm::StringRef Text; ///< Owned by the analysis.
  bool Complete = true; ///< For String: nothing unknown follows.
  const Region *Place = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  const commsec::Symbol *Sym = nullptr;
  /// Of a number that is only named: the bits that it certainly has, and lacks.
  uint64_t Ones = 0, Zeros = 0;

  /// Where a report on this value stands: the literal, or the expression
  /// that used a named constant.
  const clang::Expr *At = nullptr;
  /// The activation that At belongs to.
  const Frame *AtFrame = nullptr;
  /// At is a branch of a ternary, a member of an initializer or a piece of a
  /// string: it stays the place to report wherever the value goes.
  bool Sticky = false;
  /// A call whose result this is, for digests and the like.
  const clang::FunctionDecl *ResultOf = nullptr;
  /// The literal that the value comes from, wherever it is.
  const clang::Expr *Source = nullptr;
  /// The pieces that a string was put together from; null if it is of one.
  const Piece *Pieces = nullptr;
  /// Known only because a branch compared it: nobody wrote it.
  bool Learnt = false;
  const commsec::Symbol *LearntFrom = nullptr;
  /// Assigned under a condition, or a branch of an undecided ternary.
  bool Chosen = false;

  static Value unknown() { return Value(); }
  static Value integer(int64_t I, const clang::Expr *At, const Frame *F) {
    Value V;
    V.K = Int;
    V.I = I;
    V.At = At;
    V.AtFrame = F;
    return V;
  }
  static Value address(const Region *Place) {
    Value V;
    V.K = Address;
    V.Place = Place;
    return V;
  }
  static Value symbolic(const commsec::Symbol *S) {
    Value V;
    V.K = Symbolic;
    V.Sym = S;
    return V;
  }
  bool isInt() const { return K == Int; }
  bool isNull() const { return K == Int && I == 0; }
  bool hasKnownBits() const { return Ones || Zeros; }
  /// Takes over what is known of the bits of \p L \p Op \p R.
  void learnBits(clang::BinaryOperatorKind Op, const Value &L, const Value &R);
  bool isKnownNonNull() const {
    return K == String || (K == Address && !Sym) || K == Function;
  }
  /// What a test for null looks at: an address that may be null instead (it has
  /// a symbol, too) is as unknown as what is only named.
  Value nullness() const { return K == Address && Sym ? symbolic(Sym) : *this; }
  /// The same value, whatever its way.
  bool same(const Value &O) const {
    return K == O.K && I == O.I && Text == O.Text && Complete == O.Complete &&
           Place == O.Place && Callee == O.Callee && Sym == O.Sym &&
           Ones == O.Ones && Zeros == O.Zeros;
  }
  bool operator==(const Value &O) const {
    return same(O) && At == O.At && AtFrame == O.AtFrame &&
           Sticky == O.Sticky && ResultOf == O.ResultOf && Chosen == O.Chosen &&
           Source == O.Source && Pieces == O.Pieces && Learnt == O.Learnt &&
           LearntFrom == O.LearntFrom;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    // A hash, made for each change of a map: what seldom differs alone is left
    // to operator==. Equal values must have equal ones.
    ID.AddInteger(static_cast<unsigned>(K));
    ID.AddInteger(I);
    ID.AddInteger(Text.size());
    ID.AddPointer(Place);
    ID.AddPointer(Callee);
    ID.AddPointer(Sym);
    ID.AddPointer(At);
    ID.AddPointer(AtFrame);
  }
};

/// True if \p V is a constant that a caller passed: not what it read from its
/// options, nor what a branch found out.
bool isPassedConstant(const Value &V);

} // namespace commsec

#endif // COMMSEC_ANALYSIS_VALUE_H
