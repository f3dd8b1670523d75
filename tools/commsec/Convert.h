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

/// By file, offset, check and message of the diagnostic.
using BackgroundMap =
    std::map<std::tuple<std::string, unsigned, std::string, std::string>,
             Background>;

/// Keeps what is known of \p F until its diagnostic comes.
void record(BackgroundMap &Into, const Finding &F,
            const clang::ASTContext &Context);

/// Makes findings of clang-tidy's diagnostics.
class Converter {
public:
  explicit Converter(const BackgroundMap &Known) : Known(Known) {}

  report::Finding convert(const clang::tidy::ClangTidyError &E);

private:
  report::Place place(const clang::tooling::DiagnosticMessage &M,
                      llvm::StringRef Directory);
  report::Place range(llvm::StringRef Path, size_t Begin, size_t End);

  const BackgroundMap &Known;
  report::Sources Files;
};

/// "FILE:LINE:COLUMN: text" of an error of the compiler.
std::string describe(const clang::tidy::ClangTidyError &E);

} // namespace commsec

#endif // COMMSEC_TOOLS_CONVERT_H
