//===--- Merge.h - the parts of a scan, put together ------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_MERGE_H
#define COMMSEC_REPORT_MERGE_H

#include "Report/Model.h"
#include "llvm/Support/Error.h"

namespace commsec::report {

/// Reads the SARIF files \p Paths, at least one, as one scan: what all shards
/// of a scan give together is what the scan gives. Fails if a file can't be
/// read, or if they can't belong together. A shard that is missing makes the
/// scan incomplete.
llvm::Expected<Scan> mergeSarif(llvm::ArrayRef<std::string> Paths);

} // namespace commsec::report

#endif // COMMSEC_REPORT_MERGE_H
