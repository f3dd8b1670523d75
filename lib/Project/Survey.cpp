//===--- Survey.cpp - which units have to be analysed ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Survey.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

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

/// Keeps the errors.
class ErrorKeeper final : public DiagnosticConsumer {
public:
  explicit ErrorKeeper(std::vector<std::string> &Errors) : Errors(Errors) {}
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Errors.emplace_back(Text);
  }

private:
  std::vector<std::string> &Errors;
};

/// A file of the unit.
struct Entered {
  sys::fs::UniqueID Id;
  StringRef Text;
  bool ByUser;
};

/// Follows the directives of one unit.
class FollowDirectives final : public tooling::ToolAction {
public:
  FollowDirectives(
      dependencies::DependencyScanningWorkerFilesystem &Files,
      function_ref<void(ArrayRef<Entered>, StringRef Definitions)> OnFiles)
      : Files(Files), OnFiles(OnFiles) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Manager,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Consumer) override {
    // What comes compiled can't be looked through.
    const HeaderSearchOptions &Search = Invocation->getHeaderSearchOpts();
    if (!Invocation->getPreprocessorOpts().ImplicitPCHInclude.empty() ||
        Search.ImplicitModuleMaps || !Search.PrebuiltModuleFiles.empty() ||
        !Invocation->getFrontendOpts().ModuleFiles.empty())
      return false;
    std::string Definitions;
    for (const auto &[Text, Undefined] :
         Invocation->getPreprocessorOpts().Macros)
      if (!Undefined) {
        auto [Name, Body] = StringRef(Text).split('=');
        Definitions += ("#define " + Name + " " + Body + "\n").str();
      }

    CompilerInstance Compiler(std::move(Invocation), std::move(Containers));
    Compiler.setVirtualFileSystem(Manager->getVirtualFileSystemPtr());
    Compiler.setFileManager(Manager);
    Compiler.createDiagnostics(Consumer, /*ShouldOwnClient=*/false);
    Compiler.createSourceManager();
    Compiler.setDependencyDirectivesGetter(std::make_unique<Directives>(Files));
    PreprocessOnlyAction Action;
    if (!Compiler.ExecuteAction(Action) || Consumer->getNumErrors())
      return false;

    const SourceManager &Sources = Compiler.getSourceManager();
    std::vector<Entered> All;
    for (unsigned I = 0; I != Sources.local_sloc_entry_size(); ++I) {
      const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
      if (!Entry.isFile())
        continue;
      const SrcMgr::ContentCache &Cache = Entry.getFile().getContentCache();
      if (!Cache.OrigEntry)
        continue;
      std::optional<StringRef> Text = Cache.getBufferDataIfLoaded();
      if (!Text)
        return false;
      All.push_back(
          {Cache.OrigEntry->getUniqueID(), *Text,
           Entry.getFile().getFileCharacteristic() == SrcMgr::C_User});
    }
    OnFiles(All, Definitions);
    return true;
  }

private:
  dependencies::DependencyScanningWorkerFilesystem &Files;
  function_ref<void(ArrayRef<Entered>, StringRef)> OnFiles;
};

} // namespace

Survey::Survey()
    : Files(llvm::makeIntrusiveRefCnt<
            dependencies::DependencyScanningWorkerFilesystem>(
          Cache, IntrusiveRefCntPtr<vfs::FileSystem>(
                     vfs::createPhysicalFileSystem().release()))) {}
Survey::~Survey() = default;

Survey::Content &Survey::content(sys::fs::UniqueID Id, StringRef Text) {
  std::unique_ptr<Content> &C = Contents[Id];
  if (!C) {
    C = std::make_unique<Content>();
    C->Text = Text;
    C->Words = wordsOf(Text, Words);
    Macros.resize(Words.size());
    Leads.resize(Words.size());
    for (unsigned I = 0; I != C->Words.Macros.size(); ++I) {
      const MacroWords &M = C->Words.Macros[I];
      Macros[M.Name].emplace_back(C.get(), I);
      for (Word W : M.Body)
        MentionedBy[W].push_back(M.Name);
      // Whatever it puts together may matter.
      if (M.Pastes || any_of(M.Body, [&](Word W) { return Leads[W]; }))
        lead(M.Name);
    }
  }
  return *C;
}

/// \p W may become a name that matters, also as the name of a macro.
void Survey::lead(Word W) {
  std::vector<Word> Work = {W};
  while (!Work.empty()) {
    Word Each = Work.back();
    Work.pop_back();
    if (Leads.size() < Words.size())
      Leads.resize(Words.size());
    if (Leads[Each])
      continue;
    Leads[Each] = true;
    Leading.push_back(Each);
    auto It = MentionedBy.find(Each);
    if (It != MentionedBy.end())
      append_range(Work, It->second);
  }
}

void Survey::expect(const Relevance &Needs) {
  for (const auto &[W, Name] : Needs.writtenNames())
    lead(W);
}

/// Notes in Has and Writes which words the unit has: in any of its files, and
/// where the user's code can use them.
void Survey::collect(ArrayRef<Content *> All, const FileWords &FromCommand) {
  std::vector<Word> Work;
  auto Add = [&](Word W) {
    Has[W] = Unit;
    if (Writes[W] == Unit)
      return;
    Writes[W] = Unit;
    if (!Macros[W].empty())
      Work.push_back(W);
  };
  // What a macro is made of is written by who uses the macro.
  std::vector<const MacroWords *> Used;
  bool Pastes = false;
  auto AddMacro = [&](const MacroWords &M) {
    Used.push_back(&M);
    Pastes |= M.Pastes;
    for (Word W : M.Body)
      Add(W);
  };
  for (const Content *C : All)
    for (Word W : C->Words.All)
      Has[W] = Unit;
  for (Word W : FromCommand.All)
    Add(W);
  for (const MacroWords &M : FromCommand.Macros)
    AddMacro(M);
  for (const Content *C : All)
    if (C->ByUser)
      for (Word W : C->Words.Plain)
        Add(W);
  for (size_t Pasting = 0;;) {
    while (!Work.empty()) {
      Word W = Work.back();
      Work.pop_back();
      for (const auto &[C, Index] : Macros[W])
        if (C->Unit == Unit)
          AddMacro(C->Words.Macros[Index]);
    }
    if (!Pastes || Pasting == Used.size())
      return;
    Pasting = Used.size();
    for (Word W : pasted(All, Used))
      Add(W);
  }
}

/// True if \p Name is two or more of \p Pieces, one after the other.
static bool isMadeOf(StringRef Name, const StringSet<> &Pieces) {
  SmallVector<bool, 64> Reached(Name.size() + 1);
  Reached[0] = true;
  for (size_t From = 0; From != Name.size(); ++From)
    for (size_t To = From + 1; Reached[From] && To <= Name.size(); ++To)
      if (!Reached[To] && (From || To != Name.size()))
        Reached[To] = Pieces.contains(Name.slice(From, To));
  return Reached[Name.size()];
}

/// The names that macros may put together: of what is written as arguments of
/// macros that paste, or use one that does, and of what these themselves write.
std::vector<Word> Survey::pasted(ArrayRef<Content *> All,
                                 ArrayRef<const MacroWords *> Used) {
  DenseSet<Word> Pasters;
  DenseSet<Word> Pieces;
  for (const MacroWords *M : Used)
    if (M->Pastes)
      Pasters.insert(M->Name);
  for (size_t Before = 0; Before != Pasters.size();) {
    Before = Pasters.size();
    for (const MacroWords *M : Used)
      if (any_of(M->Body, [&](Word W) { return Pasters.contains(W); }))
        Pasters.insert(M->Name);
  }
  for (const MacroWords *M : Used)
    if (Pasters.contains(M->Name))
      Pieces.insert(M->Body.begin(), M->Body.end());
  std::vector<Word> Key(Pasters.begin(), Pasters.end());
  llvm::sort(Key);
  for (Content *C : All) {
    if (!C->ByUser)
      continue;
    auto [It, New] = C->Arguments.try_emplace(Key);
    if (New)
      It->second = argumentWords(C->Text, Words,
                                 [&](Word W) { return Pasters.contains(W); });
    Pieces.insert(It->second.begin(), It->second.end());
  }
  StringSet<> Texts;
  for (Word W : Pieces)
    Texts.insert(Words.text(W));
  std::vector<Word> Out;
  for (Word W : Leading)
    if (Writes[W] != Unit && isMadeOf(Words.text(W), Texts))
      Out.push_back(W);
  return Out;
}

Survey::Answer Survey::look(const tooling::CompileCommand &Command,
                            const Options &O) {
  Answer Out;
  auto Recorder =
      llvm::makeIntrusiveRefCnt<RecordingFileSystem>(Files, &Digests);
  if (Recorder->setCurrentWorkingDirectory(Command.Directory)) {
    Out.Errors.push_back(Command.Directory + ": no such folder");
    return Out;
  }
  auto OnFiles = [&](ArrayRef<Entered> Entries, StringRef Definitions) {
    ++Unit;
    std::vector<Content *> All;
    for (const Entered &E : Entries) {
      Content &C = content(E.Id, E.Text);
      if (C.Unit != Unit) {
        C.Unit = Unit;
        C.ByUser = false;
        All.push_back(&C);
        Out.Files.push_back(E.Id);
      }
      C.ByUser |= E.ByUser;
    }
    FileWords FromCommand = wordsOf(Definitions, Words);
    Has.resize(Words.size());
    Writes.resize(Words.size());
    Macros.resize(Words.size());
    Leads.resize(Words.size());
    if (O.Needs) {
      collect(All, FromCommand);
      Out.Skip = !O.Needs->mayReport([&](Word W) { return Writes[W] == Unit; },
                                     [&](Word W) { return Has[W] == Unit; });
      if (O.KeepSuppressing)
        for (const Content *C : All)
          if (C->ByUser && C->Words.Suppresses)
            Out.Skip = false;
    }
    Out.Known = true;
  };

  using namespace clang::tooling;
  ArgumentsAdjuster Adjust =
      combineAdjusters(combineAdjusters(getClangStripOutputAdjuster(),
                                        getClangSyntaxOnlyAdjuster()),
                       combineAdjusters(getClangStripDependencyFileAdjuster(),
                                        getStripPluginsAdjuster()));
  FollowDirectives Action(*Files, OnFiles);
  auto Manager =
      llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), Recorder);
  ToolInvocation Invocation(Adjust(Command.CommandLine, Command.Filename),
                            &Action, Manager.get(),
                            std::make_shared<PCHContainerOperations>());
  ErrorKeeper Keeper(Out.Errors);
  Invocation.setDiagnosticConsumer(&Keeper);
  if (!Invocation.run() || !Out.Errors.empty())
    Out.Skip = Out.Known = false;
  Out.Read = Recorder->recorded();
  return Out;
}

} // namespace commsec::project
