//===--- UnitCommand.cpp - a unit's compile command, for our Clang --------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnitCommand.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

namespace commsec {

/// Where Clang's own headers are.
static std::string resourceFolder() {
  // Beside this program, as it was installed ...
  SmallString<256> Beside(
      sys::path::parent_path(sys::path::parent_path(sys::fs::getMainExecutable(
          nullptr, reinterpret_cast<void *>(&commandFor)))));
  sys::path::append(Beside, "lib", "clang",
                    sys::path::filename(COMMSEC_RESOURCE_DIR));
  SmallString<256> Proof(Beside);
  sys::path::append(Proof, "include", "stddef.h");
  // ... or where the LLVM is that it was built with.
  return sys::fs::exists(Proof) ? Beside.str().str() : COMMSEC_RESOURCE_DIR;
}

tooling::CompileCommand commandFor(const project::Job &J) {
  tooling::CompileCommand C(J.Directory, J.File, J.Command, "");
  std::vector<std::string> &Line = C.CommandLine;
  if (Line.empty())
    Line = {"clang", J.File};
  llvm::erase_if(Line, [](StringRef Argument) {
    return Argument == "-Werror" || Argument.starts_with("-Werror=") ||
           Argument == "-pedantic-errors" || Argument == "--pedantic-errors";
  });
  std::vector<std::string> Ours = {
      "-w", "-Wno-unknown-warning-option", "-Qunused-arguments",
      // Errors in Clang, warnings in the GCC that a project is built with.
      "-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int",
      "-Wno-error=int-conversion", "-Wno-error=incompatible-pointer-types",
      "-Wno-error=incompatible-function-pointer-types",
      "-Wno-error=return-mismatch", "-Wno-error=c++11-narrowing",
      "-Wno-error=register", "-Wno-error=reserved-user-defined-literal"};
  if (none_of(Line, [](StringRef Argument) {
        return Argument.starts_with("-resource-dir") ||
               Argument.starts_with("--resource-dir");
      }))
    Ours.push_back("-resource-dir=" + resourceFolder());
  // Nothing after "--" is an option.
  Line.insert(llvm::find(Line, "--"), Ours.begin(), Ours.end());
  return C;
}

/// Removes the pairs `-Xclang -include-pch -Xclang FILE` and `-include-pch
/// FILE`. The header itself is included, too.
static bool dropPrecompiled(std::vector<std::string> &Line) {
  auto Option = llvm::find(Line, "-include-pch");
  if (Option == Line.end())
    return false;
  auto First = Option, Last = std::next(Option);
  if (First != Line.begin() && *std::prev(First) == "-Xclang")
    --First;
  if (Last != Line.end() && *Last == "-Xclang")
    ++Last;
  if (Last != Line.end())
    ++Last;
  Line.erase(First, Last);
  return true;
}

bool dropRejected(tooling::CompileCommand &Command,
                  ArrayRef<std::string> Errors,
                  std::vector<std::string> &Dropped) {
  std::vector<std::string> &Line = Command.CommandLine;
  bool Changed = false;
  for (StringRef Error : Errors) {
    if (Error.contains("PCH file") || Error.contains("precompiled file") ||
        Error.contains("precompiled header")) {
      while (dropPrecompiled(Line))
        Changed = true;
      continue;
    }
    if (!Error.contains("unknown argument") &&
        !Error.contains("unsupported option") &&
        !Error.contains("unsupported argument") &&
        !Error.contains("invalid argument") &&
        !Error.contains("invalid value") &&
        !Error.contains("unknown target CPU") &&
        !Error.contains("does not support '"))
      continue;
    // 'VALUE' to option 'OPTION', or the option as it was written.
    SmallVector<StringRef, 4> Parts;
    Error.split(Parts, '\'');
    for (size_t I = 1; I < Parts.size(); I += 2) {
      StringRef Named = Parts[I];
      size_t Before = Line.size();
      if (Named.size() < 2)
        continue;
      llvm::erase_if(Line, [&](StringRef Argument) {
        if (!Argument.starts_with("-"))
          return false;
        bool Rejected = Argument == Named ||
                        (Named.starts_with("-") && Named.ends_with("=") &&
                         Argument.starts_with(Named)) ||
                        (!Named.starts_with("-") &&
                         Argument.ends_with(("=" + Named).str()));
        if (Rejected && !is_contained(Dropped, Argument))
          Dropped.push_back(Argument.str());
        return Rejected;
      });
      if (Line.size() != Before) {
        Changed = true;
        break;
      }
    }
  }
  return Changed;
}

} // namespace commsec
