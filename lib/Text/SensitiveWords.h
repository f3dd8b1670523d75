//===--- SensitiveWords.h - names of what must not leak ---------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_SENSITIVEWORDS_H
#define COMMSEC_TEXT_SENSITIVEWORDS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace commsec {

/// The words of an identifier, in lower case: "userPassword2" is "user",
/// "password", "2".
std::vector<std::string> splitIdentifier(llvm::StringRef Identifier);

/// True if a variable of this name holds a secret or personal data:
/// "user_password", "apiKey", but neither "compass" nor "token_len".
bool isSensitiveIdentifier(llvm::StringRef Identifier);

/// The same of a variable that is a number: "card_number" and "pin", but not
/// the "cookie" of a protocol.
bool isSensitiveNumber(llvm::StringRef Identifier);

/// True if a literal announces or is a secret: "PASS %s\r\n",
/// "Authorization: Bearer ", "password=".
bool isSensitiveLiteral(llvm::StringRef Literal);

} // namespace commsec

#endif // COMMSEC_TEXT_SENSITIVEWORDS_H
