//===--- Configuration.cpp - what .clang-tidy files say -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Configuration.h"
#include "Project/RecordingFileSystem.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace clang::tidy;
using namespace llvm;

namespace commsec {

std::unique_ptr<ClangTidyOptionsProvider>
optionsFor(const project::JobOptions &Options,
           IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  ClangTidyOptions Override;
  Override.Checks = "-*," + Options.Checks;
  Override.HeaderFilterRegex = ".*";
  Override.SystemHeaders = false;
  auto Set = [&](StringRef Key, StringRef Value) {
    Override.CheckOptions[Key] = ClangTidyOptions::ClangTidyValue(Value);
  };
  if (!Options.Catalogs.empty())
    Set("CommsecCatalogs", join(Options.Catalogs, ";"));
  if (Options.Pedantic)
    Set("CommsecPedantic", "true");
  if (Options.AllSends)
    Set("CommsecAllSends", "true");
  if (!Options.ReportConditional)
    Set("CommsecReportConditional", "false");
  return std::make_unique<FileOptionsProvider>(ClangTidyGlobalOptions(),
                                               ClangTidyOptions::getDefaults(),
                                               Override, std::move(Files));
}

static IntrusiveRefCntPtr<vfs::FileSystem> physicalFiles() {
  return IntrusiveRefCntPtr<vfs::FileSystem>(
      vfs::createPhysicalFileSystem().release());
}

Configuration configurationOf(StringRef File,
                              const project::JobOptions &Options) {
  Configuration Out;
  Out.Catalogs = Options.Catalogs;
  Out.Pedantic = Options.Pedantic;
  Out.AllSends = Options.AllSends;
  auto Files =
      makeIntrusiveRefCnt<project::RecordingFileSystem>(physicalFiles());
  FileOptionsProvider Provider({}, {}, {}, Files);
  for (const auto &[Said, Source] : Provider.getRawOptions(File)) {
    auto Any = [](const auto &Arguments) {
      return Arguments && !Arguments->empty();
    };
    Out.ChangesCommands |= Any(Said.ExtraArgs) || Any(Said.ExtraArgsBefore) ||
                           Any(Said.RemovedArgs);
    // Any check may have an option of its own: commsec-X.CommsecCatalogs.
    for (const auto &Option : Said.CheckOptions) {
      StringRef Key = Option.getKey(), Value = Option.getValue().Value;
      bool On = Value != "false" && Value != "0";
      if (Key.ends_with("Pedantic"))
        Out.Pedantic |= On;
      else if (Key.ends_with("AllSends"))
        Out.AllSends |= On;
      else if (Key == "CommsecCatalogs" && !Options.Catalogs.empty())
        continue; // The command line's take their place.
      else if (Key.ends_with("CommsecCatalogs"))
        for (StringRef Item : split(Value, ';')) {
          SmallString<256> Path(Item.trim());
          if (Path.empty())
            continue;
          if (sys::path::is_relative(Path)) {
            Path = sys::path::parent_path(Source);
            sys::path::append(Path, Item.trim());
          }
          if (!is_contained(Out.Catalogs, Path.str()))
            Out.Catalogs.emplace_back(Path);
        }
    }
  }
  for (const std::string &Path : Out.Catalogs)
    (void)Files->getBufferForFile(Path);
  Out.Read = Files->recorded();
  return Out;
}

} // namespace commsec
