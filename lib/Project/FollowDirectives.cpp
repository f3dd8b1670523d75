//===--- FollowDirectives.cpp - what a unit includes ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/FollowDirectives.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace commsec::project {

namespace {

/// Gives the preprocessor the directives of a file in place of its text.
class Directives final : public DependencyDirectivesGetter {
public:
  explicit Directives(dependencies::DependencyScanningWorkerFilesystem &Files)
      : Files(Files) {}
  std::unique_ptr<DependencyDirectivesGetter> cloneFor(FileManager &) override {
    return std::make_unique<Directives>(Files);
  }
  std::optional<ArrayRef<dependency_directives_scan::Directive>>
  operator()(FileEntryRef File) override {
    return Files.getDirectiveTokens(File.getName());
  }

private:
  dependencies::DependencyScanningWorkerFilesystem &Files;
};

/// Keeps what is skipped in each file.
class SkippedParts final : public PPCallbacks {
public:
  SkippedParts(const SourceManager &Sources, DenseMap<FileID, Ranges> &Parts)
      : Sources(Sources), Parts(Parts) {}
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
    auto [Same, End] = Sources.getDecomposedLoc(Range.getEnd());
    if (File == Same)
      Parts[File].emplace_back(Begin, End);
  }

private:
  const SourceManager &Sources;
  DenseMap<FileID, Ranges> &Parts;
};

/// Preprocesses only.
class FollowAction final : public PreprocessOnlyAction {
public:
  DenseMap<FileID, Ranges> Skipped;

protected:
  bool BeginSourceFileAction(CompilerInstance &Compiler) override {
    Compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<SkippedParts>(Compiler.getSourceManager(), Skipped));
    return PreprocessOnlyAction::BeginSourceFileAction(Compiler);
  }
};

} // namespace

bool FollowDirectives::runInvocation(
    std::shared_ptr<CompilerInvocation> Invocation, FileManager *Manager,
    std::shared_ptr<PCHContainerOperations> Containers,
    DiagnosticConsumer *Consumer) {
  // What comes compiled can't be looked through.
  const HeaderSearchOptions &Search = Invocation->getHeaderSearchOpts();
  if (!Invocation->getPreprocessorOpts().ImplicitPCHInclude.empty() ||
      Search.ImplicitModuleMaps || !Search.PrebuiltModuleFiles.empty() ||
      !Invocation->getFrontendOpts().ModuleFiles.empty())
    return false;
  EnteredFiles Found;
  Found.IsC = !Invocation->getLangOpts().CPlusPlus;
  for (const auto &[Text, Undefined] : Invocation->getPreprocessorOpts().Macros)
    if (!Undefined) {
      auto [Name, Body] = StringRef(Text).split('=');
      Found.Definitions += ("#define " + Name + " " + Body + "\n").str();
    }

  CompilerInstance Compiler(std::move(Invocation), std::move(Containers));
  Compiler.setVirtualFileSystem(Manager->getVirtualFileSystemPtr());
  Compiler.setFileManager(Manager);
  Compiler.createDiagnostics(Consumer, /*ShouldOwnClient=*/false);
  Compiler.createSourceManager();
  Compiler.setDependencyDirectivesGetter(std::make_unique<Directives>(Files));
  FollowAction Action;
  if (!Compiler.ExecuteAction(Action) || Consumer->getNumErrors())
    return false;

  const SourceManager &Sources = Compiler.getSourceManager();
  DenseMap<FileID, size_t> Numbers;
  for (unsigned I = 0; I != Sources.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (!Entry.isFile())
      continue;
    const SrcMgr::FileInfo &File = Entry.getFile();
    const SrcMgr::ContentCache &Cache = File.getContentCache();
    if (!Cache.OrigEntry)
      continue;
    std::optional<StringRef> Text = Cache.getBufferDataIfLoaded();
    if (!Text)
      return false;
    FileID Id = Sources.getFileID(
        SourceLocation::getFromRawEncoding(Entry.getOffset()));
    Numbers[Id] = Found.All.size();
    Entered E = {Cache.OrigEntry->getUniqueID(), *Text,
                 File.getFileCharacteristic() == SrcMgr::C_User,
                 std::move(Action.Skipped[Id]), std::nullopt};
    if (File.getIncludeLoc().isValid()) {
      auto [By, At] = Sources.getDecomposedLoc(File.getIncludeLoc());
      auto It = Numbers.find(By);
      if (It != Numbers.end()) {
        E.By = It->second;
        E.At = At;
      }
    }
    Found.All.push_back(std::move(E));
  }
  OnFiles(std::move(Found));
  return true;
}

} // namespace commsec::project
