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

/// The class of the object that \p F, which a flow says constructs one,
/// constructs; null if it is none.
const clang::CXXRecordDecl *madeClass(const clang::FunctionDecl *F);

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
  /// What the unit assigns to \p D, a member or a variable, anywhere.
  llvm::ArrayRef<const clang::Expr *>
  assigned(const clang::ValueDecl *D) const {
    return listed(Assigned, D);
  }
  /// The initial values that the unit gives \p F: in the class, in
  /// constructors, and, of a plain struct, where objects are defined.
  llvm::ArrayRef<const clang::Expr *>
  initialValues(const clang::FieldDecl *F) const {
    return listed(Initialisers, F);
  }
  llvm::ArrayRef<const clang::Expr *>
  listedValues(const clang::FieldDecl *F) const {
    return listed(Items, F);
  }
  /// The arguments of each call to \p F that the user wrote, with those of
  /// library calls that construct (`std::make_unique`).
  llvm::SmallVector<llvm::ArrayRef<const clang::Expr *>, 4>
  callsOf(const clang::FunctionDecl *F) const;
  /// The methods of the unit that override \p M, directly or not.
  llvm::ArrayRef<const clang::CXXMethodDecl *>
  overridersOf(const clang::CXXMethodDecl *M) const;
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
  using ValueLists = llvm::DenseMap<const clang::ValueDecl *,
                                    llvm::SmallVector<const clang::Expr *, 2>>;
  static llvm::ArrayRef<const clang::Expr *> listed(const ValueLists &In,
                                                    const clang::ValueDecl *D) {
    auto It = In.find(clang::cast<clang::ValueDecl>(D->getCanonicalDecl()));
    return It == In.end() ? llvm::ArrayRef<const clang::Expr *>()
                          : llvm::ArrayRef(It->second);
  }
  ValueLists Initialisers, Items, Assigned;
  using Arguments = llvm::SmallVector<const clang::Expr *, 4>;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Arguments, 1>>
      CallArguments;
  llvm::DenseMap<const clang::CXXRecordDecl *, llvm::SmallVector<Arguments, 1>>
      MadeOf;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overriders;
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_UNIT_H
