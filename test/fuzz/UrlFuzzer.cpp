//===--- UrlFuzzer.cpp - random input for a parser --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/HttpHeader.h"
#include "Text/Predicate.h"
#include "Text/SensitiveWords.h"
#include "Text/Url.h"
#include <cstdlib>

using namespace commsec;

static bool isWithin(llvm::StringRef Part, llvm::StringRef Whole) {
  return Part.empty() ||
         (Part.begin() >= Whole.begin() && Part.end() <= Whole.end());
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  Url U = parseUrl(Text);
  for (llvm::StringRef Part : {U.Scheme, U.User, U.Host, U.Port, U.Path})
    if (!isWithin(Part, Text))
      std::abort();
  isIdentityEndpoint(Text);
  isNamespaceLike(Text);
  isLocalAddress(Text);
  isSensitiveIdentifier(Text);
  isSensitiveLiteral(Text);
  parseHsts(Text);
  parseRequestLine(Text);
  for (llvm::StringRef Name : textPredicates()) {
    textHolds(Name, {Text.str(), true}, {"http", "0"});
    textHolds(Name, {Text.str(), false}, {"http", "0"});
  }
  return 0;
}
