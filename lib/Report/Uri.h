//===--- Uri.h - paths as reports write them --------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_URI_H
#define COMMSEC_REPORT_URI_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace commsec::report {

/// \p Path as part of a URI: what must not stand in one is written as %XX.
std::string percentEncode(llvm::StringRef Path);

/// The opposite of percentEncode().
std::string percentDecode(llvm::StringRef Uri);

/// \p Path as seen from \p Folder: relative if it is below.
std::string relativePath(llvm::StringRef Path, llvm::StringRef Folder);

} // namespace commsec::report

#endif // COMMSEC_REPORT_URI_H
