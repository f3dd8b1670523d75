//===--- DatabaseCheck.h - is it a compile database? ------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_DATABASECHECK_H
#define COMMSEC_PROJECT_DATABASECHECK_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace commsec::project {

/// Reads \p Path as Clang does, and fails with "PATH:LINE:COLUMN: what is
/// wrong" if it is not a whole compile database. Clang's own reader tells no
/// line, and takes a file that ends too early for a shorter one.
llvm::Error checkDatabase(llvm::StringRef Path);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_DATABASECHECK_H
