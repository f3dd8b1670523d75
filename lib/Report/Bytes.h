//===--- Bytes.h - strings of any bytes in JSON -----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_BYTES_H
#define COMMSEC_REPORT_BYTES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <string>
#include <vector>

namespace commsec::report {

/// Paths, arguments and pieces of source may hold any bytes, JSON strings may
/// not. What is not UTF-8 becomes `{"base64": "..."}`, anything else a string.
llvm::json::Value bytesJSON(llvm::StringRef Bytes);
llvm::json::Array bytesArray(llvm::ArrayRef<std::string> Items);

/// Reads what bytesJSON() wrote from the member \p Key of \p Object. False,
/// and an error at \p P, if there is no such member or it is something else.
bool mapBytes(const llvm::json::Value &Object, llvm::StringLiteral Key,
              std::string &Bytes, llvm::json::Path P);
bool mapBytes(const llvm::json::Value &Object, llvm::StringLiteral Key,
              std::vector<std::string> &Items, llvm::json::Path P);

} // namespace commsec::report

#endif // COMMSEC_REPORT_BYTES_H
