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
  /// Leave out what is silenced, in the baseline, or gone: for readers that
  /// take every result for a problem (GitHub, SonarQube).
  bool OpenOnly = false;
};

/// \p S as one SARIF run, the same for the same findings. Details that \p S has
/// not yet are added.
llvm::json::Value sarif(Scan S, const SarifOptions &Options);

/// Writes sarif(\p S) to \p Path, all of it or nothing.
llvm::Error writeSarif(llvm::StringRef Path, const Scan &S,
                       const SarifOptions &Options);

/// The scan that sarif() has written to \p Path, without the findings on NOLINT
/// comments. Its paths are seen from \p Root if that is not empty: parts of a
/// scan may come from several machines. The error names the file and the place
/// in it.
llvm::Expected<Scan> readSarif(llvm::StringRef Path, llvm::StringRef Root = {});

/// The same for \p Text, read from \p Path.
llvm::Expected<Scan> parseSarif(llvm::StringRef Text, llvm::StringRef Path,
                                llvm::StringRef Root = {});

} // namespace commsec::report

#endif // COMMSEC_REPORT_SARIF_H
