//===--- Unit.h - what one translation unit defines -------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_UNIT_H
#define COMMSEC_ANALYSIS_UNIT_H

#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace commsec {

/// One pass over the user's own declarations of a unit (not the system
/// headers): which functions there are, who calls whom, what is written to,
/// and which functions mention a catalogued name at all.
class Unit {
public:
  Unit(clang::ASTContext &Context, Names &N);

  /// Functions with a body, in source order: also methods, lambdas' call
  /// operators and template instantiations.
  llvm::ArrayRef<const clang::FunctionDecl *> functions() const {
    return Functions;
  }
  /// Function definitions that wait for template arguments, in source order;
  /// generic lambdas' call operators, too. functions() has their instances.
  llvm::ArrayRef<const clang::FunctionDecl *> patterns() const {
    return Patterns;
  }
  /// True if \p F, or a function of the unit that it calls, uses a catalogued
  /// name.
  bool isRelevant(const clang::FunctionDecl *F) const {
    return Relevant.contains(F->getCanonicalDecl());
  }
  /// True if \p F, or a function that it calls, uses any catalogued name, also
  /// one that means nothing by itself (`strcmp`, `close`).
  bool mentionsKnown(const clang::FunctionDecl *F) const {
    return Mentions.contains(F->getCanonicalDecl());
  }
  /// True if \p F calls, directly or not, a project function without a body.
  bool callsUnseen(const clang::FunctionDecl *F) const {
    return Unseen.contains(F->getCanonicalDecl());
  }
  /// True if some function of the unit calls \p F directly.
  bool hasCaller(const clang::FunctionDecl *F) const {
    return Called.contains(F->getCanonicalDecl());
  }
  /// True if nothing in the unit writes to \p V after its initialisation and
  /// nothing outside can.
  bool neverWritten(const clang::VarDecl *V) const;
  /// The initial values of \p F if its class is defined in this file and
  /// nothing but initialisers writes to it; empty if that is not known.
  llvm::ArrayRef<const clang::Expr *>
  onlyValues(const clang::FieldDecl *F) const;
  /// Globals, and members of classes without constructors of their own, whose
  /// initial values use a catalogued name. No function runs them.
  llvm::ArrayRef<const clang::ValueDecl *> initialised() const {
    return Initialised;
  }
  /// True if any function, or initial value, is relevant.
  bool anyRelevant() const { return !Relevant.empty() || !Initialised.empty(); }
  /// What the catalog knows of the names that the user's code uses.
  const llvm::SmallPtrSetImpl<const Entry *> &named() const { return Named; }
  bool inSystemHeader(const clang::Decl *D) const;
  /// True if a function that is declared outside of the system headers was
  /// called, and its body is in one and was not parsed.
  bool callsSkipped() const { return Skipped; }
  /// True if a member of an instance of a class template has an initial value
  /// that nothing has asked for yet.
  bool hasLazyValues() const { return LazyValues; }

private:
  friend class UnitBuilder;

  clang::ASTContext &Context;
  std::vector<const clang::FunctionDecl *> Functions, Patterns;
  std::vector<const clang::ValueDecl *> Initialised;
  bool Skipped = false, LazyValues = false;
  llvm::DenseSet<const clang::FunctionDecl *> Relevant, Mentions, Unseen,
      Called;
  llvm::DenseSet<const clang::ValueDecl *> Written;
  llvm::SmallPtrSet<const Entry *, 32> Named;
  llvm::DenseMap<const clang::FieldDecl *,
                 llvm::SmallVector<const clang::Expr *, 2>>
      Initialisers;
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_UNIT_H
