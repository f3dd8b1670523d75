//===--- ErrorKeeper.h - keeps a compiler's errors --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_ERRORKEEPER_H
#define COMMSEC_PROJECT_ERRORKEEPER_H

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallString.h"
#include <string>
#include <vector>

namespace commsec::project {

/// Keeps the texts of errors, and drops what else is said.
class ErrorKeeper final : public clang::DiagnosticConsumer {
public:
  explicit ErrorKeeper(std::vector<std::string> &Errors) : Errors(Errors) {}
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Errors.emplace_back(Text);
  }

private:
  std::vector<std::string> &Errors;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_ERRORKEEPER_H
