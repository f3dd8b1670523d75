//===--- Html.h - a scan as one page ----------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_HTML_H
#define COMMSEC_REPORT_HTML_H

#include "Report/Model.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace commsec {
class Catalog;
} // namespace commsec

namespace commsec::report {

struct HtmlOptions {
  std::string Version;            ///< Of commsec.
  const Catalog *Facts = nullptr; ///< For libraries, articles and weaknesses.
};

/// What became of one article of the communication-security frame.
enum class ArticleState {
  NotJudged,   ///< No unit uses a name of a fact that serves it.
  Met,         ///< Facts that serve it were looked at, none was found broken.
  Conditional, ///< Broken only on paths that a run-time choice takes.
  Missed,      ///< Broken.
};

/// The state of the article \p Name ("x509-ssltls") in \p S: judged by the
/// facts whose names the units use, missed by the findings that are not
/// silenced.
ArticleState articleState(const Scan &S, const Catalog &Facts,
                          llvm::StringRef Name);

/// What the page shows: findings, the source around them, articles, units.
llvm::json::Value htmlData(const Scan &S, const HtmlOptions &Options);

/// Writes \p S to \p Path as one page that needs nothing else, neither files
/// nor a network; all of it or nothing.
llvm::Error writeHtml(llvm::StringRef Path, const Scan &S,
                      const HtmlOptions &Options);

} // namespace commsec::report

#endif // COMMSEC_REPORT_HTML_H
