//===--- Changes.h - which lines have changed -------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_CHANGES_H
#define COMMSEC_PROJECT_CHANGES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <utility>
#include <vector>

namespace commsec::project {

/// The lines that are new or different since a revision.
class Changes {
public:
  /// Lines \p First to \p Last of \p File have changed.
  void add(llvm::StringRef File, unsigned First, unsigned Last);
  void addWhole(llvm::StringRef File);

  /// True if one of the lines \p First to \p Last of \p File has changed.
  bool touch(llvm::StringRef File, unsigned First, unsigned Last) const;

  /// The files with changed lines, in order.
  std::vector<std::string> files() const;

private:
  llvm::StringMap<std::vector<std::pair<unsigned, unsigned>>> Lines;
};

/// Reads \p Diff, the output of `git diff -U0` with the prefixes a/ and b/,
/// about the repository \p Root. Files are named by their resolved paths; those
/// that are gone have no lines.
llvm::Expected<Changes> parseDiff(llvm::StringRef Diff, llvm::StringRef Root);

/// What differs between \p Revision and the working tree of the git repository
/// that \p Folder is in: committed or not, and files that git does not know yet
/// but does not ignore. The error says what is wrong with the repository or the
/// revision.
llvm::Expected<Changes> changesSince(llvm::StringRef Revision,
                                     llvm::StringRef Folder);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_CHANGES_H
