//===--- GitLab.h - a scan for GitLab ---------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_GITLAB_H
#define COMMSEC_REPORT_GITLAB_H

#include "Report/Model.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace commsec::report {

/// The shown findings of \p S, which has its details, as a Code Quality report:
/// the CodeClimate format, as far as GitLab reads it.
llvm::json::Value codeQuality(const Scan &S);

/// When a scan began and ended, in seconds since 1970.
struct Duration {
  int64_t Begin = 0;
  int64_t End = 0;
};

/// The shown findings of \p S, which has its details, as a SAST report of
/// GitLab's schema 15. \p Version is that of commsec.
llvm::json::Value gitlabSast(const Scan &S, llvm::StringRef Version,
                             Duration Time);

/// Writes \p V to \p Path, all of it or nothing.
llvm::Error writeJson(llvm::StringRef Path, const llvm::json::Value &V);

} // namespace commsec::report

#endif // COMMSEC_REPORT_GITLAB_H
