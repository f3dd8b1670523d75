//===--- AnalyzeOne.h - analyses one translation unit -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_ANALYZEONE_H
#define COMMSEC_TOOLS_ANALYZEONE_H

#include "Project/Jobs.h"
#include "Report/Model.h"

namespace commsec {

/// Runs the checks on the unit of \p J in this process, as clang-tidy would.
report::Unit analyzeOne(const project::Job &J);

} // namespace commsec

#endif // COMMSEC_TOOLS_ANALYZEONE_H
