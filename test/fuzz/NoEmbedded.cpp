//===--- NoEmbedded.cpp - an empty built-in catalog -------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Embedded.h"

// The fuzzer feeds the loader itself.
llvm::ArrayRef<commsec::EmbeddedFile> commsec::embeddedCatalog() { return {}; }
