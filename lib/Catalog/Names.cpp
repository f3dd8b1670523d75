//===--- Names.cpp - the words that facts may refer to --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Names.h"

using namespace llvm;

namespace commsec {

static constexpr StringLiteral Checks[] = {
#define CHECK(CLASS, NAME, DESCRIPTION, SEVERITY, PRECISION) NAME,
#include "../../checks/Checks.def"
};

static constexpr StringLiteral Articles[] = {
#define ARTICLE(NAME, TITLE) NAME,
#include "../../checks/Articles.def"
};

static constexpr Yield Yields[] = {
#define YIELDS(NAME, TO, WHERE) {NAME, TO, Yield::WHERE},
#include "../../checks/Checks.def"
};

static constexpr Remark Remarks[] = {
#define REMARK(NAME, PREDICATE, TEXT) {NAME, PREDICATE, TEXT},
#include "../../checks/Checks.def"
};

ArrayRef<StringLiteral> checkNames() { return Checks; }
ArrayRef<StringLiteral> articleNames() { return Articles; }
ArrayRef<Yield> yields() { return Yields; }
ArrayRef<Remark> remarks() { return Remarks; }

} // namespace commsec
