//===--- Names.h - the words that facts may refer to ------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_NAMES_H
#define COMMSEC_CATALOG_NAMES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace commsec {

/// All checks, without the `commsec-` prefix.
llvm::ArrayRef<llvm::StringLiteral> checkNames();

/// All articles of the communication-security frame.
llvm::ArrayRef<llvm::StringLiteral> articleNames();

} // namespace commsec

#endif // COMMSEC_CATALOG_NAMES_H
