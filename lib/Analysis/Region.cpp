//===--- Region.cpp - places in memory ------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Region.h"

using namespace commsec;

const Region *RegionManager::make(Region::Kind K, const Region *Base,
                                  const void *Pointer, const Frame *Scope,
                                  uint64_t Index) {
  Region Key;
  Key.K = K;
  Key.Base = Base;
  Key.Root = Base ? Base->root() : nullptr;
  Key.Pointer = Pointer;
  Key.Scope = Scope;
  Key.Index = Index;
  return makeUnique(Regions, Key, Memory).first;
}

const Frame *RegionManager::frame(const Frame *Parent, const clang::Expr *Call,
                                  const clang::FunctionDecl *Function) {
  Frame Key;
  Key.Parent = Parent;
  Key.Call = Call;
  Key.Function = Function;
  Key.Depth = Parent ? Parent->Depth + 1 : 0;
  return makeUnique(Frames, Key, Memory).first;
}
