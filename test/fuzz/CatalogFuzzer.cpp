//===--- CatalogFuzzer.cpp - random input for a parser ----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Catalog/Loader.h"
#include <cstdlib>

using namespace commsec;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  unsigned Errors = 0;
  std::optional<Library> L = loadLibrary(
      llvm::MemoryBufferRef(Text, "fuzz.yaml"), [&](const std::string &E) {
        if (!llvm::StringRef(E).starts_with("fuzz.yaml:"))
          std::abort();
        ++Errors;
      });
  // A file that can't be used has to say why.
  if (!L && !Errors)
    std::abort();
  if (L) {
    std::vector<Library> Libs;
    Libs.push_back(std::move(*L));
    Catalog C(std::move(Libs));
    for (const Fact &F : C.libraries()[0].Facts)
      if (C.fact(F.Id) != &F)
        std::abort();
  }
  return 0;
}
