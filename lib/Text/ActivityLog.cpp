//===--- ActivityLog.cpp - how an analysis tells where it is --------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/ActivityLog.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace commsec::activity {

Culprit culpritOf(StringRef Log) {
  Culprit Out;
  SmallVector<StringRef, 0> Lines;
  Log.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines) {
    // In a stack dump the lines are numbered.
    StringRef Rest = Line.substr(Line.find("commsec: ")).rtrim();
    if (Rest.consume_front(FunctionWord)) {
      Out.Function = Rest.str();
      if (Out.Root.empty())
        Out.Root = Out.Function;
      // What it does by itself is no fact's affair.
      Out.Check.clear();
    } else if (Rest.consume_front(FactWord)) {
      size_t Of = Rest.find(CheckWord);
      Out.Check =
          Of == StringRef::npos ? "" : Rest.substr(Of + CheckWord.size()).str();
    }
  }
  return Out;
}

} // namespace commsec::activity
