//===--- Sarif.h - a scan as SARIF 2.1.0 ------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_SARIF_H
#define COMMSEC_REPORT_SARIF_H

#include "Report/Model.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace commsec {
class Catalog;
} // namespace commsec

namespace commsec::report {

struct SarifOptions {
  std::string Version;            ///< Of commsec.
  const Catalog *Facts = nullptr; ///< For articles and weakness numbers.
};

/// \p S as one SARIF run, the same for the same findings.
llvm::json::Value sarif(const Scan &S, const SarifOptions &Options);

/// Writes sarif(\p S) to \p Path, all of it or nothing.
llvm::Error writeSarif(llvm::StringRef Path, const Scan &S,
                       const SarifOptions &Options);

} // namespace commsec::report

#endif // COMMSEC_REPORT_SARIF_H
