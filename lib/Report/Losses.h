//===--- Losses.h - what a scan could not look at ---------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_LOSSES_H
#define COMMSEC_REPORT_LOSSES_H

#include "Report/Model.h"

namespace commsec::report {

/// One line that says what of \p U was not, or not wholly, analysed, and why:
/// "not analysed: killed after 300 seconds". Empty if nothing was lost. All
/// reports use these words.
std::string describeLoss(const Unit &U);

/// "flags that Clang does not know were dropped: -fno-foo (37 units)"; empty if
/// there were none.
std::string describeDroppedFlags(const Scan &S);

/// "1 unit", "2 units".
std::string plural(size_t Count, llvm::StringRef Word);

} // namespace commsec::report

#endif // COMMSEC_REPORT_LOSSES_H
