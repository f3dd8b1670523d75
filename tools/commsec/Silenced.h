//===--- Silenced.h - findings that NOLINT comments silence -----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_SILENCED_H
#define COMMSEC_TOOLS_SILENCED_H

#include "Convert.h"
#include "Report/NoLint.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include <map>
#include <set>
#include <string>

namespace commsec {

/// clang-tidy drops findings that a NOLINT comment silences, and tells nobody.
/// This keeps them, with the comment, for those who review what was silenced.
class Silenced {
public:
  /// \p Directory is the one that the unit's relative paths are seen from, \p
  /// Checks the globs of the checks that run.
  Silenced(llvm::StringRef Directory, llvm::StringRef Checks)
      : Directory(Directory), Checks(Checks) {}

  /// Reads the comments in the project's files of the unit; only the first call
  /// does anything.
  void readComments(const clang::ASTContext &Context);

  /// Keeps \p F if a comment is there that silences it.
  void record(const Finding &F, const clang::ASTContext &Context);

  /// Adds to \p U the findings that did not become one of clang-tidy's
  /// diagnostics \p Shown, and the comments.
  void finish(report::Unit &U, const std::set<DiagnosticKey> &Shown);

private:
  struct File {
    std::string Path;
    report::NoLints Comments;
    std::vector<std::set<std::string>> Uses; ///< One for each comment.
  };
  struct Candidate {
    report::Finding F;
    size_t InFile;
    size_t Comment;
  };

  std::string Directory;
  std::string Checks;
  bool Read = false;
  std::map<clang::FileID, size_t> Index;
  std::vector<File> Files;
  std::map<DiagnosticKey, Candidate> Candidates;
};

} // namespace commsec

#endif // COMMSEC_TOOLS_SILENCED_H
