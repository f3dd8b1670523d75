//===--- Suppressions.h - findings on NOLINT comments -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_SUPPRESSIONS_H
#define COMMSEC_REPORT_SUPPRESSIONS_H

#include "Report/Model.h"

namespace commsec::report {

/// Adds to \p S, which has its details, if its comments were asked about, a
/// finding for each NOLINT comment that names our checks and silences nothing,
/// and for each that silences one of ours and gives no reason. Of a header only
/// a whole project can tell that its comment is unused.
void addSuppressionFindings(Scan &S);

} // namespace commsec::report

#endif // COMMSEC_REPORT_SUPPRESSIONS_H
