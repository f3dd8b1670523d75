//===--- CompileCatalog.cpp - the catalog at build time -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// Used by the build only: reads the catalog's YAML files, says what is wrong
/// with them, and writes each as the bytes that the products carry.
///
///   commsec-compile-catalog FOLDER FILE.yaml...   writes FOLDER/FILE.bin ...
///
//===----------------------------------------------------------------------===//

#include "Catalog/Archive.h"
#include "Catalog/Loader.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

int main(int Count, char **Arguments) {
  bool Failed = Count < 2;
  commsec::KnownNames Known;
  for (int I = 2; I < Count; ++I) {
    auto Buffer = llvm::MemoryBuffer::getFile(Arguments[I], /*IsText=*/true);
    if (!Buffer) {
      llvm::errs() << Arguments[I]
                   << ":1:1: can't be read: " << Buffer.getError().message()
                   << '\n';
      return 1;
    }
    llvm::StringRef Name = llvm::sys::path::filename(Arguments[I]);
    std::optional<commsec::Library> L = commsec::loadLibrary(
        llvm::MemoryBufferRef((*Buffer)->getBuffer(), Name),
        [&](const std::string &Error) {
          llvm::errs() << Error << '\n';
          Failed = true;
        },
        &Known);
    llvm::SmallString<128> Path(Arguments[1]);
    llvm::sys::path::append(Path, llvm::sys::path::stem(Name) + ".bin");
    std::error_code Error;
    llvm::raw_fd_ostream Out(Path, Error);
    if (Error) {
      llvm::errs() << Path << ": " << Error.message() << '\n';
      return 1;
    }
    if (L)
      Out << commsec::writeLibrary(*L);
  }
  return Failed;
}
