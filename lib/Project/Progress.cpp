//===--- Progress.cpp - how far a run is ----------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Progress.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>

using namespace llvm;

namespace commsec::project {

/// "0:20", "12:05", "1:02:05".
static std::string clock(size_t Seconds) {
  size_t Hours = Seconds / 3600, Minutes = Seconds / 60 % 60;
  std::string Rest = formatv("{0,0+2}", Seconds % 60).str();
  if (Hours)
    return formatv("{0}:{1,0+2}:{2}", Hours, Minutes, Rest);
  return formatv("{0}:{1}", Minutes, Rest);
}

std::string progressLine(size_t Done, size_t Total,
                         std::chrono::milliseconds Elapsed, StringRef Name) {
  std::string Width = utostr(Total);
  std::string Out = "[" + std::string(Width.size() - utostr(Done).size(), ' ') +
                    utostr(Done) + "/" + Width + "]";
  ListSeparator Comma;
  auto Add = [&](StringRef Part) {
    Out += StringRef(Comma).empty() ? " " : ", ";
    Out += Part;
  };
  if (Done != 0 && Elapsed.count() > 0) {
    double Rate = 1000.0 * static_cast<double>(Done) /
                  static_cast<double>(Elapsed.count());
    Add(formatv("{0:F1}/s", Rate).str());
    if (Done < Total)
      Add(clock(static_cast<size_t>(
              std::ceil(static_cast<double>(Total - Done) / Rate))) +
          " left");
  }
  if (!Name.empty())
    Add(Name);
  return Out;
}

} // namespace commsec::project
