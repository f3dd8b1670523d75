//===--- Uri.cpp - paths as reports write them ----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Uri.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace commsec::report {

std::string percentEncode(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (isAlnum(C) || StringRef("/-._~+@,=:").contains(C)) {
      Out += C;
      continue;
    }
    auto Byte = static_cast<unsigned char>(C);
    Out += '%';
    Out += hexdigit(Byte >> 4);
    Out += hexdigit(Byte & 15);
  }
  return Out;
}

std::string percentDecode(StringRef Uri) {
  std::string Out;
  for (size_t I = 0; I < Uri.size(); ++I) {
    uint8_t Byte = 0;
    if (Uri[I] == '%' && I + 2 < Uri.size() &&
        tryGetHexFromNibbles(Uri[I + 1], Uri[I + 2], Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Uri[I];
    }
  }
  return Out;
}

std::string relativePath(StringRef Path, StringRef Folder) {
  StringRef Rest = Path;
  Folder = Folder.rtrim('/');
  if (!Folder.empty() && Rest.consume_front(Folder) &&
      Rest.consume_front("/") && !Rest.empty())
    return Rest.str();
  return Path.str();
}

} // namespace commsec::report
