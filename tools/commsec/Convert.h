//===--- Convert.h - from diagnostics to findings -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_CONVERT_H
#define COMMSEC_TOOLS_CONVERT_H

#include "Analysis/Findings.h"
#include "Report/Model.h"
#include "Report/Sources.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include <map>
#include <string>
#include <tuple>

namespace commsec {

/// What the checks know of a finding and its diagnostic does not carry.
struct Background {
  std::string Fact;
  std::string Severity;
  bool Conditional = false;
  std::string Function;
};

/// File, offset, check and message of a diagnostic.
using DiagnosticKey =
    std::tuple<std::string, unsigned, std::string, std::string>;
using BackgroundMap = std::map<DiagnosticKey, Background>;

/// Of the diagnostic that \p F becomes.
DiagnosticKey keyOf(const Finding &F, const clang::ASTContext &Context);
DiagnosticKey keyOf(const clang::tidy::ClangTidyError &E);

/// Keeps what is known of \p F until its diagnostic comes.
void record(BackgroundMap &Into, const Finding &F,
            const clang::ASTContext &Context);

/// \p File, seen from \p Directory, without symbolic links.
std::string realPath(llvm::StringRef File, llvm::StringRef Directory);

/// Makes findings of clang-tidy's diagnostics, and of the analysis' findings.
class Converter {
public:
  explicit Converter(const BackgroundMap &Known) : Known(Known) {}

  report::Finding convert(const clang::tidy::ClangTidyError &E);
  /// Relative paths are seen from \p Directory.
  report::Finding convert(const Finding &F, const clang::ASTContext &Context,
                          llvm::StringRef Directory);

private:
  report::Place place(const clang::tooling::DiagnosticMessage &M,
                      llvm::StringRef Directory);
  report::Place place(clang::SourceLocation Loc, clang::CharSourceRange Range,
                      const clang::ASTContext &Context,
                      llvm::StringRef Directory);
  report::Place range(llvm::StringRef Path, size_t Begin, size_t End);

  const BackgroundMap &Known;
  report::Sources Files;
};

/// "FILE:LINE:COLUMN: text" of an error of the compiler.
std::string describe(const clang::tidy::ClangTidyError &E);

} // namespace commsec

#endif // COMMSEC_TOOLS_CONVERT_H
