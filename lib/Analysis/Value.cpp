//===--- Value.cpp - what an expression can be ----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Value.h"

using namespace commsec;
using namespace clang;

int64_t Symbol::evaluate(int64_t Base) const {
  if (K != Test)
    return Base;
  int64_t V = Operand->evaluate(Base);
  switch (Op) {
  case BO_EQ:
    return V == Constant;
  case BO_NE:
    return V != Constant;
  case BO_LT:
    return V < Constant;
  case BO_LE:
    return V <= Constant;
  case BO_GT:
    return V > Constant;
  case BO_GE:
    return V >= Constant;
  case BO_And:
    return V & Constant;
  default:
    return V;
  }
}

bool commsec::isPassedConstant(const Value &V) {
  return !V.Sticky && !V.Chosen && !V.Learnt;
}
