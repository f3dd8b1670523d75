//===--- Names.h - from declarations to catalog entries ---------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_NAMES_H
#define COMMSEC_ANALYSIS_NAMES_H

#include "Catalog/Catalog.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace commsec {

/// The catalog's name for \p D: qualified, without template arguments, inline
/// and anonymous namespaces.
std::string qualifiedName(const clang::NamedDecl *D);

/// Finds what the catalog knows of a declaration; each declaration is looked
/// up once.
class Names {
public:
  explicit Names(const Catalog &C) : Cat(C) {}

  /// What is known of \p D or, for a method, of a method that it overrides.
  const Entry *find(const clang::NamedDecl *D);

  /// True if some catalogued name that ends in \p Identifier triggers.
  bool triggers(llvm::StringRef Identifier) const {
    return Cat.triggers(Identifier);
  }

  /// True if \p D, or a method that it overrides, has one of the names \p In.
  bool isOneOf(const clang::NamedDecl *D, llvm::ArrayRef<std::string> In);

  /// True if \p T (without pointers, references and smart pointers) is, or
  /// derives from, one of the classes \p In.
  bool isClass(clang::QualType T, llvm::ArrayRef<std::string> In);

  /// True if \p R is a smart pointer, or an iterator, that a catalog names.
  bool isHolder(const clang::CXXRecordDecl *R);

  /// True if \p R holds what its initialiser list has, as a catalog says.
  bool isContainer(const clang::CXXRecordDecl *R);

  /// The facts that judge \p F if nobody in view registers it.
  llvm::ArrayRef<const Fact *> definedLike(const clang::FunctionDecl *F) const;

  /// True if \p D, a function or a class, is part of the library that \p F
  /// speaks of.
  bool isPartOfLibrary(const clang::NamedDecl *D, const Fact &F) {
    return Cat.isPartOfLibrary(name(D), F);
  }

private:
  const std::string &name(const clang::NamedDecl *D);

  const Catalog &Cat;
  llvm::DenseMap<const clang::NamedDecl *, const Entry *> Found;
  llvm::DenseMap<const clang::NamedDecl *, std::string> Spelled;
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_NAMES_H
