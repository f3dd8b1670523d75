//===--- TidyRun.h - runs the checks over one unit --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_TIDYRUN_H
#define COMMSEC_TOOLS_TIDYRUN_H

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <vector>

namespace commsec {

/// Which function bodies are parsed.
enum class Bodies {
  All,
  /// Not those in system headers, unless their result depends on the body
  /// (constexpr, deduced return types). In Boost.Asio clients they are most of
  /// what there is to parse, and the engine never looks at them.
  Users,
};

struct TidyResult {
  /// In the order of their places; those that NOLINT silences are gone.
  std::vector<clang::tidy::ClangTidyError> Diagnostics;
  unsigned BudgetHits = 0; ///< Functions whose analysis was cut short.
  /// With Bodies::Users: it takes the others to know what there is to find, so
  /// no check has been run.
  bool NeedsAllBodies = false;
};

/// Does for \p Command what clang-tidy's runClangTidy() does with the checks
/// and options of \p Context, and less: checks that share our analysis get it
/// without a search through the AST, and nothing is freed. \p Files is where
/// everything is read.
TidyResult runTidy(clang::tidy::ClangTidyContext &Context,
                   const clang::tooling::CompileCommand &Command, Bodies Parsed,
                   llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

} // namespace commsec

#endif // COMMSEC_TOOLS_TIDYRUN_H
