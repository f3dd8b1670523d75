//===--- ActivityLog.h - how an analysis tells where it is ------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_ACTIVITYLOG_H
#define COMMSEC_TEXT_ACTIVITYLOG_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace commsec::activity {

// "commsec: fact ID of commsec-CHECK" and "commsec: function NAME": a line for
// each thing that is being done, the outermost first; in stack dumps with a
// number before it.
inline constexpr llvm::StringLiteral FactWord = "commsec: fact ";
inline constexpr llvm::StringLiteral CheckWord = " of commsec-";
inline constexpr llvm::StringLiteral FunctionWord = "commsec: function ";

/// What was going on when an analysis was ended.
struct Culprit {
  std::string Check; ///< Without the `commsec-` prefix; empty: none is named.
  std::string Function; ///< The innermost one; empty: none is named.
  std::string Root;     ///< The outermost one.
};

/// What \p Log, the output of an analysis that was ended, says of it.
Culprit culpritOf(llvm::StringRef Log);

} // namespace commsec::activity

#endif // COMMSEC_TEXT_ACTIVITYLOG_H
