//===--- Findings.h - what the analysis answers -----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_FINDINGS_H
#define COMMSEC_ANALYSIS_FINDINGS_H

#include "Catalog/Fact.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace commsec {

/// One step of the way to a finding.
struct Note {
  clang::SourceLocation Loc;
  std::string Text;
};

/// Replaces Range by Text; an empty range inserts.
struct FixEdit {
  clang::CharSourceRange Range;
  std::string Text;
};

/// One report.
struct Finding {
  const Fact *F = nullptr;
  std::string Check; ///< Without the `commsec-` prefix.
  clang::SourceLocation Loc;
  clang::SourceRange Range;
  std::string Message;
  bool Conditional = false; ///< Only on a path that a run-time choice takes.
  llvm::SmallVector<Note, 2> Notes;
  llvm::SmallVector<FixEdit, 1> Fixes;
};

/// Why a place was not reported, for `commsec why-not`.
struct Silence {
  clang::SourceLocation Loc;
  std::string Check;
  std::string FactId;
  std::string Why;
};

struct AnalysisOptions {
  std::vector<std::string> Catalogs; ///< The users' own catalog files.
  bool Pedantic = false;             ///< Report facts that are off by default.
  bool AllSends = false;             ///< Report every plaintext send.
  bool ReportConditional = true;     ///< Report what is insecure on some path.
  /// The parser left out the bodies of functions in system headers. The
  /// analysis never looks at them; it tells when they might have made
  /// instances of the user's templates that it would look at.
  bool BodiesLeftOut = false;
};

/// What the analysis of one translation unit yields.
struct UnitResult {
  std::vector<Finding> Findings; ///< In source order.
  std::vector<Silence> Silences; ///< Empty unless asked for.
  unsigned BudgetHits = 0;       ///< Functions whose analysis was cut short.
  /// The insecure facts whose names the unit uses, with those of what they
  /// need, and that the options ask for, by id: what it was judged on.
  std::vector<const Fact *> Judged;
  /// Nothing was analysed: it takes the bodies that were left out.
  bool NeedsBodies = false;
};

/// Reads the built-in catalog now, for all analyses of this process and of
/// those that are copied from it.
void readCatalog();

/// Analyses the unit of \p Context.
UnitResult analyzeUnit(clang::ASTContext &Context,
                       const AnalysisOptions &Options,
                       std::function<void(const std::string &)> OnCatalogError,
                       bool Explain = false);

/// What the unit of \p Context yields, analysed once however many checks ask.
/// The answer stays valid as long as one of the askers holds it.
std::shared_ptr<const UnitResult>
resultOf(clang::ASTContext &Context, const AnalysisOptions &Options,
         std::function<void(const std::string &)> OnCatalogError);

} // namespace commsec

#endif // COMMSEC_ANALYSIS_FINDINGS_H
