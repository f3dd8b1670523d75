//===--- Output.h - files that are written whole ----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_OUTPUT_H
#define COMMSEC_REPORT_OUTPUT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <functional>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace commsec::report {

/// Writes \p Path, all of it or nothing; what is no file but a pipe or a device
/// is written to directly. A disk that is full is an error:
/// llvm::writeToOutput() ends the process then.
llvm::Error
writeWhole(llvm::StringRef Path,
           const std::function<llvm::Error(llvm::raw_ostream &)> &Write);

} // namespace commsec::report

#endif // COMMSEC_REPORT_OUTPUT_H
