//===--- Region.h - places in memory ----------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// Regions name the places that the interpreter keeps values for. They are
/// unique: two regions are the same place if and only if they are the same
/// pointer.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_REGION_H
#define COMMSEC_ANALYSIS_REGION_H

#include "Analysis/Unique.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace commsec {

/// One activation of a function: the root, or a call that was followed.
/// Unique by (parent, call), so that recursion through different calls does
/// not mix variables.
struct Frame : Unique {
  const Frame *Parent = nullptr;
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *Function = nullptr;
  unsigned Depth = 0;
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Parent);
    ID.AddPointer(Call);
    ID.AddPointer(Function);
  }
};

/// True if \p Inner is \p Outer or an activation that it led to.
inline bool isWithin(const Frame *Inner, const Frame *Outer) {
  for (; Inner; Inner = Inner->Parent)
    if (Inner == Outer)
      return true;
  return false;
}

/// How deep the innermost activation is that led to both \p A and \p B.
inline unsigned sharedDepth(const Frame *A, const Frame *B) {
  while (A && B && A != B)
    (A->Depth >= B->Depth ? A : B) = (A->Depth >= B->Depth ? A : B)->Parent;
  return A && B ? A->Depth : 0;
}

struct Region : Unique {
  enum Kind : unsigned {
    Variable, ///< A local variable or parameter (Decl, Scope) or a global.
    This,     ///< The object of the root method.
    Field,    ///< Field Decl of Base.
    Element,  ///< Element Index of Base.
    Some,     ///< The element of Base whose number is the symbol Pointer.
    Created,  ///< What the call or construction Site created in Scope.
    Pointee,  ///< What the unknown pointer stored in Base points to.
    Program,  ///< The process as a whole.
  };
  Kind K = Variable;
  const Region *Base = nullptr;
  const void *Pointer = nullptr; ///< The declaration or expression.
  const Frame *Scope = nullptr;
  uint64_t Index = 0;
  const Region *Root = nullptr; ///< That of Base; null if there is no Base.

  const clang::ValueDecl *decl() const {
    return K == Variable || K == Field
               ? static_cast<const clang::ValueDecl *>(Pointer)
               : nullptr;
  }
  const clang::Expr *site() const {
    return K == Created ? static_cast<const clang::Expr *>(Pointer) : nullptr;
  }
  /// The outermost region that this one is a part of or reached from.
  const Region *root() const { return Root ? Root : this; }
  /// True if other functions of the unit reach the same place under the same
  /// name: members of the root object, globals, and what they point to.
  bool isShared() const {
    const Region *R = root();
    if (R->K == This || R->K == Program)
      return true;
    if (R->K != Variable)
      return false;
    const auto *V = llvm::dyn_cast<clang::VarDecl>(R->decl());
    return V && V->hasGlobalStorage();
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(static_cast<unsigned>(K));
    ID.AddPointer(Base);
    ID.AddPointer(Pointer);
    ID.AddPointer(Scope);
    ID.AddInteger(Index);
  }
};

/// True if \p R is \p Of, a part of it, or reached from it.
inline bool isPartOf(const Region *R, const Region *Of) {
  if (R->root() != Of->root())
    return false;
  for (; R; R = R->Base)
    if (R == Of)
      return true;
  return false;
}

/// Makes regions and frames, and owns them.
class RegionManager {
public:
  const Region *variable(const clang::VarDecl *V, const Frame *Scope) {
    V = V->getCanonicalDecl();
    return make(Region::Variable, nullptr,
                static_cast<const clang::ValueDecl *>(V),
                V->hasGlobalStorage() ? nullptr : Scope);
  }
  const Region *thisObject() {
    return make(Region::This, nullptr, nullptr, nullptr);
  }
  /// The place that holds `this` in the activation \p Scope.
  const Region *thisPointer(const Frame *Scope) {
    return make(Region::This, nullptr, nullptr, Scope);
  }
  const Region *program() {
    return make(Region::Program, nullptr, nullptr, nullptr);
  }
  const Region *field(const Region *Base, const clang::FieldDecl *F) {
    return make(Region::Field, Base,
                static_cast<const clang::ValueDecl *>(F->getCanonicalDecl()),
                nullptr);
  }
  const Region *element(const Region *Base, uint64_t Index) {
    return make(Region::Element, Base, nullptr, nullptr, Index);
  }
  /// The element of \p Base that an unknown number, the symbol \p Index, tells:
  /// the same as long as that is the same.
  const Region *some(const Region *Base, const void *Index) {
    return make(Region::Some, Base, Index, nullptr);
  }
  const Region *created(const clang::Expr *Site, const Frame *Scope) {
    return make(Region::Created, nullptr, Site, Scope);
  }
  const Region *pointee(const Region *Base) {
    return make(Region::Pointee, Base, nullptr, nullptr);
  }
  const Frame *frame(const Frame *Parent, const clang::Expr *Call,
                     const clang::FunctionDecl *Function);

private:
  const Region *make(Region::Kind K, const Region *Base, const void *Pointer,
                     const Frame *Scope, uint64_t Index = 0);

  llvm::BumpPtrAllocator Memory;
  llvm::FoldingSet<Region> Regions;
  llvm::FoldingSet<Frame> Frames;
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_REGION_H
