//===--- FileLists.h - names of files in a file -----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_FILELISTS_H
#define COMMSEC_TOOLS_FILELISTS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace commsec {

/// The names in \p Path, one a line, empty lines left out; "-" is the standard
/// input.
llvm::Expected<std::vector<std::string>> readFileList(llvm::StringRef Path);

} // namespace commsec

#endif // COMMSEC_TOOLS_FILELISTS_H
