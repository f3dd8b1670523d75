//===--- SarifTool.h - what SARIF says of the tool --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_SARIFTOOL_H
#define COMMSEC_REPORT_SARIFTOOL_H

#include "Report/Model.h"
#include "Report/Sarif.h"

namespace commsec::report {

/// A run's `tool` and `taxonomies`: the checks with their help, what can be
/// said of units, and the weaknesses.
llvm::json::Object sarifFrame(const SarifOptions &Options);

/// The identifier of the notification about \p U; empty if there is nothing to
/// say.
std::string notificationId(const Unit &U);

} // namespace commsec::report

#endif // COMMSEC_REPORT_SARIFTOOL_H
