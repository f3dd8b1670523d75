//===--- CommsecClangd.cpp - clangd with the checks linked in -------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "llvm/ADT/StringRef.h"
#include <memory>

namespace clang::clangd {

// libclangdMain.a comes without headers; these are its declarations.
class SymbolIndex;
int clangdMain(int Argc, char *Argv[]);

namespace remote {

// The remote index needs gRPC, which no check needs. Without a client clangd
// works on with its own index.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef Address,
                                       llvm::StringRef ProjectRoot) {
  return nullptr;
}

} // namespace remote
} // namespace clang::clangd

// The linker sends clangd's question "is this check fast?" here (--wrap), as
// its answer is a table that was measured for the stock checks only, and a
// check that is not in it is silently off.
bool isFastStockCheck(llvm::StringRef Check) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
bool isFastCheck(llvm::StringRef Check) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

bool isFastCheck(llvm::StringRef Check) {
  return Check.starts_with("commsec-") || isFastStockCheck(Check);
}

int main(int Argc, char *Argv[]) {
  return clang::clangd::clangdMain(Argc, Argv);
}
