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

/// "One cause, one report": where a check is silent because another one reports
/// the same cause.
struct Yield {
  enum Place {
    Function, ///< In a function that has a report of the other one.
    Callback, ///< Inside a callback that the other one reports as a whole.
  };
  llvm::StringRef Check, To;
  Place Where;
};
llvm::ArrayRef<Yield> yields();

/// What a check's messages say besides if the text predicate holds of the
/// literal that is reported.
struct Remark {
  llvm::StringRef Check, Predicate, Text;
};
llvm::ArrayRef<Remark> remarks();

} // namespace commsec

#endif // COMMSEC_CATALOG_NAMES_H
