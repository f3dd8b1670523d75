//===--- Reachable.h - facts that others make possible ----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_REACHABLE_H
#define COMMSEC_CATALOG_REACHABLE_H

#include "Catalog/Fact.h"
#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace commsec {

/// The facts of \p Named, those whose names a unit uses, that can hold there: a
/// fact that asks for slots needs others that can write them, and these theirs
/// in turn.
std::vector<const Fact *> reachable(llvm::ArrayRef<const Fact *> Named);

} // namespace commsec

#endif // COMMSEC_CATALOG_REACHABLE_H
