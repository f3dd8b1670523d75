//===--- CipherFuzzer.cpp - random input for a parser -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/CipherString.h"
#include <cstdlib>
#include <string>

using namespace commsec;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  parseCipherList(Text);
  // Exclusions that come first are for good, whatever follows.
  CipherList L =
      parseCipherList("!aNULL:!ALL:!HIGH:!COMPLEMENTOFALL:" + Text.str());
  if (L.High || (L.All && !L.AnonymousExcluded))
    std::abort();
  isWeakCipherSuite(Text);
  return 0;
}
