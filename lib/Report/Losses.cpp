//===--- Losses.cpp - what a scan could not look at -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Losses.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace commsec::report {

std::string plural(size_t Count, StringRef Word) {
  return (Twine(Count) + " " + Word + (Count == 1 ? "" : "s")).str();
}

std::string describeLoss(const Unit &U) {
  if (U.complete())
    return "";
  bool Analysed =
      U.Status == UnitStatus::Analysed || U.Status == UnitStatus::Errors;
  std::string Out = Analysed ? "analysed" : "not analysed";
  if (U.Status == UnitStatus::Errors)
    Out += " with " + plural(U.Errors, "error") + " of the compiler";
  if (Analysed && !U.LeftOut.empty())
    Out += (U.Errors ? " and without " : " without ") + U.LeftOut;
  ListSeparator Separator("; ");
  Out += ": ";
  if (!U.Problem.empty())
    Out += (StringRef(Separator) + U.Problem).str();
  if (!U.FirstTry.empty() && U.FirstTry == U.Problem && U.LeftOut.empty()) {
    Out += ", twice";
  } else if (!U.FirstTry.empty()) {
    Out += StringRef(Separator);
    Out += "the first try was " + U.FirstTry;
    if (!Analysed && !U.LeftOut.empty())
      Out += ", the second one left out " + U.LeftOut;
  }
  return Out;
}

std::string describeDroppedFlags(const Scan &S) {
  std::string Out;
  for (const auto &[Flag, Units] : S.droppedFlags()) {
    Out += Out.empty() ? "flags that Clang does not know were dropped: " : ", ";
    Out += Flag + " (" + plural(Units, "unit") + ")";
  }
  return Out;
}

} // namespace commsec::report
