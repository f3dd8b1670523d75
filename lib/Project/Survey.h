//===--- Survey.h - which units have to be analysed -------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_SURVEY_H
#define COMMSEC_PROJECT_SURVEY_H

#include "Project/RecordingFileSystem.h"
#include "Project/Relevance.h"
#include "Project/Words.h"
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <map>

namespace commsec::project {

/// Looks through units without parsing them: follows their preprocessor
/// directives, and looks for the words that a report needs in what they
/// include. Every file is read once, however many units include it.
class Survey {
public:
  Survey();
  ~Survey();

  Vocabulary &vocabulary() { return Words; }

  /// Has to be told of \p Needs before it is used.
  void expect(const Relevance &Needs);

  struct Options {
    const Relevance *Needs = nullptr;
    /// Units with a NOLINT comment that names a check of ours have to be
    /// analysed as well.
    bool KeepSuppressing = false;
  };

  struct Answer {
    /// It was looked through, and nothing can be reported in it.
    bool Skip = false;
    /// It could be looked through: Read and Files are complete.
    bool Known = false;
    /// What the answer depends on.
    Inputs Read;
    /// The main file and what it includes.
    std::vector<llvm::sys::fs::UniqueID> Files;
    /// Errors of the compiler's driver and of the preprocessor.
    std::vector<std::string> Errors;
  };

  Answer look(const clang::tooling::CompileCommand &Command, const Options &O);

private:
  /// A file, with the same parts skipped.
  struct Content {
    llvm::StringRef Text; ///< Lives as long as Files.
    Ranges Skipped;
    FileWords Words;
    /// What is written as arguments of certain macros, by these.
    std::map<std::vector<Word>, std::vector<Word>> Arguments;
    unsigned Unit = 0;   ///< The last unit that had it.
    bool ByUser = false; ///< Not as a system header.
    /// It was included in the middle of a declaration.
    bool IsInner = false;
  };
  /// The words of a unit.
  class Collection;
  Content &content(llvm::sys::fs::UniqueID Id, llvm::StringRef Text,
                   Ranges Skipped);
  void lead(Word W);

  clang::dependencies::DependencyScanningFilesystemSharedCache Cache;
  llvm::IntrusiveRefCntPtr<
      clang::dependencies::DependencyScanningWorkerFilesystem>
      Files;
  DigestMemo Digests;
  Vocabulary Words;
  llvm::DenseMap<llvm::sys::fs::UniqueID, std::vector<std::unique_ptr<Content>>>
      Contents;
  /// By word: where a macro of this name is defined.
  std::vector<std::vector<std::pair<Content *, unsigned>>> Macros;
  /// By word: it is a name that matters.
  std::vector<bool> Names;
  /// By word: it is one, or a macro of any unit that may lead to one.
  std::vector<bool> Leads;
  std::vector<Word> Leading;
  llvm::DenseMap<Word, std::vector<Word>> MentionedBy;
  /// By word: the last unit that had it, and in which the user wrote it.
  std::vector<unsigned> Has, Writes;
  unsigned Unit = 0;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_SURVEY_H
