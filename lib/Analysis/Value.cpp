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

void Value::learnBits(BinaryOperatorKind Op, const Value &L, const Value &R) {
  uint64_t LOnes = L.isInt() ? L.I : L.Ones,
           LZeros = L.isInt() ? ~L.I : L.Zeros;
  uint64_t ROnes = R.isInt() ? R.I : R.Ones,
           RZeros = R.isInt() ? ~R.I : R.Zeros;
  switch (Op) {
  case BO_Or:
  case BO_OrAssign:
    Ones = LOnes | ROnes;
    Zeros = LZeros & RZeros;
    return;
  case BO_And:
  case BO_AndAssign:
    Ones = LOnes & ROnes;
    Zeros = LZeros | RZeros;
    return;
  default:
    return;
  }
}

bool commsec::isPassedConstant(const Value &V) {
  return !V.Sticky && !V.Chosen && !V.Learnt;
}
