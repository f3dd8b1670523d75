//===--- Check.h - the base of all checks -----------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CHECKS_CHECK_H
#define COMMSEC_CHECKS_CHECK_H

#include "Analysis/Findings.h"
#include "clang-tidy/ClangTidyCheck.h"

namespace commsec {

/// Told of each finding before it becomes a diagnostic: the way to learn which
/// fact is behind it.
using FindingListener =
    std::function<void(const Finding &, const clang::ASTContext &)>;
/// Sets the process' listener; null for none.
void setFindingListener(FindingListener Listener);

/// Told of a unit by each check that has looked at it, before its findings.
using UnitListener =
    std::function<void(const UnitResult &, const clang::ASTContext &)>;
/// Sets the process' listener; null for none.
void setUnitListener(UnitListener Listener);

/// Turns the findings of one name into clang-tidy diagnostics with fix-its. The
/// unit is analysed once, by the first check that asks.
///
/// Options, each as `commsec-<check>.NAME` or, for all checks, `CommsecNAME`:
/// - Pedantic: report also what is reported on request only
/// - AllSends: report every send over a plaintext socket
/// - ReportConditional: report what is insecure only on some path
/// and, for all checks only:
/// - CommsecCatalogs: further catalog files, separated by semicolons, relative
///   to the .clang-tidy file that names them, else to the working directory
class Check : public clang::tidy::ClangTidyCheck {
public:
  /// \p Name is the check's name in the catalog.
  Check(llvm::StringRef TidyName, clang::tidy::ClangTidyContext *Context,
        llvm::StringRef Name);

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Match) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

  /// Analyses the unit of \p Context, unless another check has, and reports
  /// what has this check's name. With \p BodiesLeftOut the bodies of functions
  /// in system headers were not parsed; false, and nothing is reported, if that
  /// might make a difference.
  bool analyze(clang::ASTContext &Context, bool BodiesLeftOut = false);
  /// What the analysis that all checks share has answered; null before it.
  const UnitResult *result() const { return Result.get(); }

private:
  bool readFlag(llvm::StringRef Key, bool Default);
  void report(const Finding &F);

  std::string Name;
  std::string CatalogList;
  AnalysisOptions Analysis;
  /// Held until the unit's last check is done: the analysis is shared by all
  /// that hold it.
  std::shared_ptr<const UnitResult> Result;
};

} // namespace commsec

#endif // COMMSEC_CHECKS_CHECK_H
