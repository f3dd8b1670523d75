//===--- Configuration.h - what .clang-tidy files say -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_CONFIGURATION_H
#define COMMSEC_TOOLS_CONFIGURATION_H

#include "Project/Inputs.h"
#include "Project/Jobs.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>

namespace commsec {

/// The options of the checks for the job's file. The project's .clang-tidy
/// files give them, as \p Files has them; which checks run and what is shown of
/// headers is for the command line.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
optionsFor(const project::JobOptions &Options,
           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// What the .clang-tidy files of one folder and those above say at most, before
/// the command line and before one overrides the other.
struct Configuration {
  std::vector<std::string> Catalogs;
  bool Pedantic = false;
  bool AllSends = false;
  /// Compilers' arguments are changed.
  bool ChangesCommands = false;
  /// What was read, also the catalogs.
  project::Inputs Read;
};

/// For the file \p File and the options of the command line.
Configuration configurationOf(llvm::StringRef File,
                              const project::JobOptions &Options);

} // namespace commsec

#endif // COMMSEC_TOOLS_CONFIGURATION_H
