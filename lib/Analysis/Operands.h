//===--- Operands.h - which values reach what the catalog names -*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_OPERANDS_H
#define COMMSEC_ANALYSIS_OPERANDS_H

#include "Analysis/Names.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"

namespace commsec {

/// The variables and members whose value may become, in whatever way, an
/// operand of a catalogued call or write somewhere in the given functions. Of
/// all others only what the program decides by them matters. Control flow is
/// not looked at: this errs to the side of too many.
class Operands {
public:
  Operands(llvm::ArrayRef<const clang::FunctionDecl *> Functions, Names &N);

  bool contains(const clang::ValueDecl *D) const {
    return Reaching.contains(
        llvm::cast<clang::ValueDecl>(D->getCanonicalDecl()));
  }

private:
  llvm::DenseSet<const clang::ValueDecl *> Reaching;
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_OPERANDS_H
