//===--- Details.h - what sources and catalog tell of a scan ----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_DETAILS_H
#define COMMSEC_REPORT_DETAILS_H

#include "Report/Model.h"

namespace commsec {
class Catalog;
} // namespace commsec

namespace commsec::report {

/// Adds to \p S what its files tell (columns in UTF-16 units, the text of
/// places, fingerprints, hashes), and what \p Facts, which may be null, tells
/// of the facts (weaknesses, articles). After this a scan can be written
/// without its sources. What is there already is kept.
void addDetails(Scan &S, const Catalog *Facts);

/// The commit of the repository \p Root is in, and where it comes from, as git
/// tells. Nothing if it is in none, or if that has no remote.
std::optional<Revision> revisionOf(llvm::StringRef Root);

} // namespace commsec::report

#endif // COMMSEC_REPORT_DETAILS_H
