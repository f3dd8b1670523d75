//===--- Survey.cpp - which units have to be analysed ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Survey.h"
#include "Project/ErrorKeeper.h"
#include "Project/FollowDirectives.h"
#include "clang/Basic/FileManager.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>

using namespace clang;
using namespace llvm;

namespace commsec::project {

Survey::Survey()
    : Files(llvm::makeIntrusiveRefCnt<
            dependencies::DependencyScanningWorkerFilesystem>(
          Cache, IntrusiveRefCntPtr<vfs::FileSystem>(
                     vfs::createPhysicalFileSystem().release()))) {}
Survey::~Survey() = default;

Survey::Content &Survey::content(sys::fs::UniqueID Id, StringRef Text,
                                 Ranges Skipped) {
  std::vector<std::unique_ptr<Content>> &Known = Contents[Id];
  for (std::unique_ptr<Content> &C : Known)
    if (C->Skipped == Skipped)
      return *C;
  Known.push_back(std::make_unique<Content>());
  Content &C = *Known.back();
  C.Text = Text;
  C.Skipped = std::move(Skipped);
  C.Words = wordsOf(Text, C.Skipped, Words);
  Macros.resize(Words.size());
  Leads.resize(Words.size());
  for (unsigned I = 0; I != C.Words.Macros.size(); ++I) {
    const MacroWords &M = C.Words.Macros[I];
    Macros[M.Name].emplace_back(&C, I);
    for (Word W : M.Body)
      MentionedBy[W].push_back(M.Name);
    // Whatever it puts together may matter.
    if (M.Pastes || any_of(M.Body, [&](Word W) { return Leads[W]; }))
      lead(M.Name);
  }
  return C;
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
  for (const auto &[W, Name] : Needs.writtenNames()) {
    lead(W);
    if (Names.size() < Words.size())
      Names.resize(Words.size());
    Names[W] = true;
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

/// Notes in Has and Writes which words the unit has: in any of its files, and
/// where the user's code can use them.
class Survey::Collection {
public:
  Collection(Survey &Of, ArrayRef<Content *> All, const FileWords &FromCommand,
             bool IsC)
      : S(Of), All(All), FromCommand(FromCommand), IsC(IsC) {}

  void run() {
    for (const Content *C : All)
      for (Word W : C->Words.All)
        S.Has[W] = S.Unit;
    for (Word W : FromCommand.All)
      add(W);
    for (const MacroWords &M : FromCommand.Macros)
      add(M);
    for (const Content *C : All) {
      if (!C->ByUser)
        continue;
      for (Word W : C->Words.Plain)
        if (isOnlyDeclared(W, *C))
          Declared.push_back(W);
        else
          add(W);
    }
    follow();
    // What the declarations are is told by words, not by what macros make of
    // them.
    erase_if(Declared, [&](Word W) { return S.Writes[W] == S.Unit; });
    if (Declared.empty() || macrosHideNothing())
      return;
    for (Word W : Declared)
      add(W);
    follow();
  }

private:
  /// True if \p C has \p W, a name that matters, only in declarations.
  bool isOnlyDeclared(Word W, const Content &C) const {
    const std::vector<Word> &Known =
        IsC ? C.Words.DeclaredInC : C.Words.DeclaredInCxx;
    if (W >= S.Names.size() || !S.Names[W] || C.IsInner ||
        !std::binary_search(Known.begin(), Known.end(), W))
      return false;
    // In C++, what a macro makes of a declaration may hold an expression.
    bool IsMacro = false;
    forEachMacro(W, [&](const MacroWords &) { IsMacro = true; });
    return IsC || !IsMacro;
  }

  void forEachMacro(Word Name,
                    function_ref<void(const MacroWords &)> Do) const {
    for (const auto &[C, Index] : S.Macros[Name])
      if (C->Unit == S.Unit)
        Do(C->Words.Macros[Index]);
    for (const MacroWords &M : FromCommand.Macros)
      if (M.Name == Name)
        Do(M);
  }

  void add(Word W) {
    S.Has[W] = S.Unit;
    if (S.Writes[W] == S.Unit)
      return;
    S.Writes[W] = S.Unit;
    if (!S.Macros[W].empty())
      Work.push_back(W);
  }

  /// What a macro is made of is written by who uses the macro.
  void add(const MacroWords &M) {
    Used.push_back(&M);
    Pastes |= M.Pastes;
    for (Word W : M.Body)
      add(W);
  }

  void follow() {
    for (;;) {
      while (!Work.empty()) {
        Word W = Work.pop_back_val();
        for (const auto &[C, Index] : S.Macros[W])
          if (C->Unit == S.Unit)
            add(C->Words.Macros[Index]);
      }
      if (!Pastes || Pasted == Used.size())
        return;
      Pasted = Used.size();
      for (Word W : pasted())
        add(W);
    }
  }

  std::vector<Word> pasted();
  bool macrosHideNothing() const;

  Survey &S;
  ArrayRef<Content *> All;
  const FileWords &FromCommand;
  bool IsC;
  SmallVector<Word, 0> Work; ///< Macros that are used.
  std::vector<const MacroWords *> Used;
  std::vector<Word> Declared; ///< Names that are.
  bool Pastes = false;
  size_t Pasted = 0; ///< As many of Used were looked at for that.
};

/// The names that macros may put together: of what is written as arguments of
/// macros that paste, or use one that does, and of what these themselves write.
std::vector<Word> Survey::Collection::pasted() {
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
      It->second = argumentWords(C->Text, C->Skipped, S.Words,
                                 [&](Word W) { return Pasters.contains(W); });
    Pieces.insert(It->second.begin(), It->second.end());
  }
  StringSet<> Texts;
  for (Word W : Pieces)
    Texts.insert(S.Words.text(W));
  std::vector<Word> Out;
  for (Word W : S.Leading)
    if (S.Writes[W] != S.Unit && isMadeOf(S.Words.text(W), Texts))
      Out.push_back(W);
  return Out;
}

/// True if the declarations are what their text says: no macro has the braces
/// or the initializer of one, nor opens a body that goes on behind it.
bool Survey::Collection::macrosHideNothing() const {
  bool UserOpens = false;
  DenseSet<Word> Outer;
  SmallVector<Word, 0> Rest;
  for (const Content *C : All) {
    if (!C->ByUser)
      continue;
    if (!C->Words.IsWhole)
      return false;
    UserOpens |= any_of(C->Words.Macros, [](auto &M) { return M.Opens; });
    append_range(Rest, C->Words.Outer);
  }
  // What macros put together may be the name of one that opens a body.
  if (Pastes && UserOpens)
    return false;
  if (any_of(Used, [](const MacroWords *M) { return M->Opens; }))
    return false;
  bool Defines = false;
  while (!Rest.empty()) {
    Word W = Rest.pop_back_val();
    if (!Outer.insert(W).second)
      continue;
    forEachMacro(W, [&](const MacroWords &M) {
      Defines |= M.Defines || M.Pastes;
      append_range(Rest, M.Body);
    });
    if (Defines)
      return false;
  }
  return true;
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
  auto OnFiles = [&](EnteredFiles Found) {
    ++Unit;
    std::vector<Content *> All, Entries;
    for (Entered &E : Found.All) {
      Content &C = content(E.Id, E.Text, std::move(E.Skipped));
      if (C.Unit != Unit) {
        C.Unit = Unit;
        C.ByUser = C.IsInner = false;
        All.push_back(&C);
        Out.Files.push_back(E.Id);
      }
      C.ByUser |= E.ByUser;
      if (E.By) {
        const Content &By = *Entries[*E.By];
        C.IsInner |= By.IsInner || any_of(By.Words.InnerIncludes, [&](auto &R) {
                       return R.first <= E.At && E.At <= R.second;
                     });
      }
      Entries.push_back(&C);
    }
    FileWords FromCommand = wordsOf(Found.Definitions, {}, Words);
    Has.resize(Words.size());
    Writes.resize(Words.size());
    Macros.resize(Words.size());
    Leads.resize(Words.size());
    if (O.Needs) {
      Collection(*this, All, FromCommand, Found.IsC).run();
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
