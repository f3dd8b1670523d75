//===--- FollowDirectives.h - what a unit includes --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_FOLLOWDIRECTIVES_H
#define COMMSEC_PROJECT_FOLLOWDIRECTIVES_H

#include "Project/Words.h"
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <optional>
#include <string>
#include <vector>

namespace commsec::project {

/// A file of the unit, each time it is included.
struct Entered {
  llvm::sys::fs::UniqueID Id;
  llvm::StringRef Text;
  bool ByUser;
  Ranges Skipped;
  /// Where it is included: the number of the file among all that were entered,
  /// and the place in it. None for the main file and what the command includes.
  std::optional<size_t> By;
  size_t At = 0;
};

/// What was entered.
struct EnteredFiles {
  std::vector<Entered> All;
  std::string Definitions; ///< Of the command, as directives.
  bool IsC = false;
};

/// Follows the preprocessor's directives through one unit, without looking at
/// the code between them.
class FollowDirectives final : public clang::tooling::ToolAction {
public:
  /// \p OnFiles is called unless there are errors, or something is included
  /// that comes compiled.
  FollowDirectives(
      clang::dependencies::DependencyScanningWorkerFilesystem &Files,
      llvm::function_ref<void(EnteredFiles)> OnFiles)
      : Files(Files), OnFiles(OnFiles) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Manager,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Consumer) override;

private:
  clang::dependencies::DependencyScanningWorkerFilesystem &Files;
  llvm::function_ref<void(EnteredFiles)> OnFiles;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_FOLLOWDIRECTIVES_H
