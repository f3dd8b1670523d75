//===--- UnitCommand.h - a unit's command, for our Clang ----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_UNITCOMMAND_H
#define COMMSEC_TOOLS_UNITCOMMAND_H

#include "Project/Jobs.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <string>
#include <vector>

namespace commsec {

/// The compile command of \p J as the linked-in Clang takes it: its own
/// headers, no warnings of the compiler, and nothing that turns a warning into
/// an error.
clang::tooling::CompileCommand commandFor(const project::Job &J);

/// Removes from \p Command what caused \p Errors: options that Clang does not
/// know, which are added to \p Dropped, and precompiled headers of another
/// compiler. True if it was changed.
bool dropRejected(clang::tooling::CompileCommand &Command,
                  llvm::ArrayRef<std::string> Errors,
                  std::vector<std::string> &Dropped);

/// A database of one command.
class OneCommand final : public clang::tooling::CompilationDatabase {
public:
  OneCommand(clang::tooling::CompileCommand Command)
      : Command(std::move(Command)) {}
  std::vector<clang::tooling::CompileCommand>
  getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }
  std::vector<std::string> getAllFiles() const override {
    return {Command.Filename};
  }
  std::vector<clang::tooling::CompileCommand>
  getAllCompileCommands() const override {
    return {Command};
  }

private:
  clang::tooling::CompileCommand Command;
};

} // namespace commsec

#endif // COMMSEC_TOOLS_UNITCOMMAND_H
