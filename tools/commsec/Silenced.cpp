//===--- Silenced.cpp - findings that NOLINT comments silence -------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Silenced.h"
#include "Catalog/Names.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace commsec {

void Silenced::readComments(const ASTContext &Context) {
  if (std::exchange(Read, true))
    return;
  const SourceManager &Sources = Context.getSourceManager();
  std::map<std::string, size_t> Known; // A header may be included repeatedly.
  for (unsigned I = 0, N = Sources.local_sloc_entry_size(); I != N; ++I) {
    const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (!Entry.isFile() ||
        SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    FileID Id = Sources.getFileID(
        SourceLocation::getFromRawEncoding(Entry.getOffset()));
    auto Name = Sources.getNonBuiltinFilenameForID(Id);
    auto Text = Sources.getBufferDataOrNone(Id);
    if (!Name || !Text || !Text->contains("NOLINT"))
      continue;
    std::string Path = realPath(*Name, Directory);
    auto [It, New] = Known.try_emplace(Path, Files.size());
    if (New) {
      Files.push_back({Path, report::NoLints(Path, *Text), {}});
      Files.back().Uses.resize(Files.back().Comments.directives().size());
    }
    Index[Id] = It->second;
  }
}

void Silenced::record(const Finding &F, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  if (F.Loc.isInvalid() || Sources.isInSystemHeader(Sources.getFileLoc(F.Loc)))
    return;
  // As clang-tidy looks: where it is spelled, then out through the macros.
  for (SourceLocation Loc = F.Loc;;
       Loc = Sources.getImmediateExpansionRange(Loc).getBegin()) {
    auto [Id, Offset] = Sources.getDecomposedSpellingLoc(Loc);
    if (auto It = Index.find(Id); It != Index.end()) {
      File &In = Files[It->second];
      if (report::Directive *D =
              In.Comments.silencing(Offset, "commsec-" + F.Check)) {
        BackgroundMap None;
        Candidate C{Converter(None).convert(F, Context, Directory), It->second,
                    static_cast<size_t>(D - In.Comments.directives().data())};
        Candidates.insert_or_assign(keyOf(F, Context), std::move(C));
        return;
      }
    }
    if (!Loc.isMacroID())
      return;
  }
}

void Silenced::finish(report::Unit &U, const std::set<DiagnosticKey> &Shown) {
  for (auto &[Key, C] : Candidates) {
    if (Shown.count(Key))
      continue;
    File &In = Files[C.InFile];
    In.Uses[C.Comment].insert("commsec-" + C.F.Check);
    C.F.Silenced = In.Comments.directives()[C.Comment];
    U.Findings.push_back(std::move(C.F));
  }
  bool Whole = U.Status == report::UnitStatus::Analysed && !U.BudgetHits;
  for (File &In : Files)
    for (auto [D, Uses] : zip_equal(In.Comments.directives(), In.Uses)) {
      std::vector<StringRef> Own = report::ownItems(D.Checks);
      if (Own.empty() && Uses.empty())
        continue;
      // What was not looked for, or not everywhere, can't be called unused.
      for (StringRef Item : Own) {
        bool Judged = Whole && all_of(checkNames(), [&](StringRef Name) {
                        std::string Check = ("commsec-" + Name).str();
                        return !report::listHolds(Item, Check) ||
                               report::listHolds(Checks, Check);
                      });
        if (Judged && none_of(Uses, [&](const std::string &Check) {
              return report::listHolds(Item, Check);
            }))
          D.Unused.push_back(Item.str());
      }
      U.Directives.push_back(D);
    }
}

} // namespace commsec
