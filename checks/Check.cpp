//===--- Check.cpp - the base of all checks -------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace commsec {

static FindingListener OnFinding;
static UnitListener OnUnit;

void setFindingListener(FindingListener L) { OnFinding = std::move(L); }
void setUnitListener(UnitListener L) { OnUnit = std::move(L); }

static constexpr llvm::StringLiteral CatalogsKey = "CommsecCatalogs";

/// The folder of the configuration file that gave the option \p Key the value
/// \p Value for \p File. clang-tidy does not hand it to the checks, so the
/// files are looked up again in its way. Empty if the option comes from the
/// command line.
static std::string configurationFolder(StringRef File, StringRef Key,
                                       StringRef Value) {
  FileOptionsProvider Provider({}, {}, {});
  auto Sources = Provider.getRawOptions(File);
  for (const auto &[Options, Source] : reverse(Sources)) {
    auto Option = Options.CheckOptions.find(Key);
    if (Option != Options.CheckOptions.end() && Option->second.Value == Value)
      return sys::path::parent_path(Source).str();
  }
  return {};
}

/// The paths in \p List, the relative ones seen from \p Folder.
static std::vector<std::string> splitPaths(StringRef List, StringRef Folder) {
  std::vector<std::string> Paths;
  for (StringRef Item : split(List, ';')) {
    Item = Item.trim();
    if (Item.empty())
      continue;
    SmallString<256> Path(Item);
    if (!Folder.empty() && sys::path::is_relative(Path)) {
      Path = Folder;
      sys::path::append(Path, Item);
    }
    Paths.emplace_back(Path);
  }
  return Paths;
}

Check::Check(StringRef TidyName, ClangTidyContext *Context, StringRef Name)
    : ClangTidyCheck(TidyName, Context), Name(Name),
      CatalogList(Options.getLocalOrGlobal(CatalogsKey, "")) {
  Analysis.Pedantic = readFlag("Pedantic", Analysis.Pedantic);
  Analysis.AllSends = readFlag("AllSends", Analysis.AllSends);
  Analysis.ReportConditional =
      readFlag("ReportConditional", Analysis.ReportConditional);
}

bool Check::readFlag(StringRef Key, bool Default) {
  if (std::optional<bool> Own = Options.get<bool>(Key))
    return *Own;
  return Options.getLocalOrGlobal<bool>(("Commsec" + Key).str(), Default);
}

void Check::storeOptions(ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "Pedantic", Analysis.Pedantic);
  Options.store(Map, "AllSends", Analysis.AllSends);
  Options.store(Map, "ReportConditional", Analysis.ReportConditional);
  Options.store(Map, CatalogsKey, CatalogList);
}

void Check::registerMatchers(MatchFinder *Finder) {
  // One match is enough to get at the unit. clangd limits the traversal to the
  // declarations of the open file, so the unit itself is not always visited.
  Finder->addMatcher(translationUnitDecl().bind("unit"), this);
  Finder->addMatcher(functionDecl(isDefinition()).bind("definition"), this);
  Finder->addMatcher(varDecl(hasGlobalStorage()).bind("definition"), this);
}

void Check::check(const MatchFinder::MatchResult &Match) {
  if (!Result) // clang-tidy and clangd create the checks anew for each unit.
    analyze(*Match.Context);
}

bool Check::analyze(ASTContext &Context, bool BodiesLeftOut) {
  if (!CatalogList.empty() && Analysis.Catalogs.empty())
    Analysis.Catalogs =
        splitPaths(CatalogList, configurationFolder(getCurrentMainFile(),
                                                    CatalogsKey, CatalogList));
  Analysis.BodiesLeftOut = BodiesLeftOut;
  Result = resultOf(Context, Analysis, [&](const std::string &Error) {
    configurationDiag("%0") << Error;
  });
  if (Result->NeedsBodies)
    return false;
  if (OnUnit)
    OnUnit(*Result, Context);
  for (const Finding &F : Result->Findings)
    if (F.Check == Name) {
      if (OnFinding)
        OnFinding(F, Context);
      report(F);
    }
  return true;
}

void Check::report(const Finding &F) {
  bool Writable = all_of(F.Fixes, [](const FixEdit &Edit) {
    return Edit.Range.isValid() && Edit.Range.getBegin().isFileID() &&
           Edit.Range.getEnd().isFileID();
  });
  {
    // The text is an argument: a percent sign in it must stay one.
    auto Warning = diag(F.Loc, "%0") << F.Message;
    if (F.Range.isValid())
      Warning << F.Range;
    if (Writable)
      for (const FixEdit &Edit : F.Fixes)
        Warning << FixItHint::CreateReplacement(Edit.Range, Edit.Text);
  }
  for (const Note &N : F.Notes)
    diag(N.Loc, "%0", DiagnosticIDs::Note) << N.Text;
}

} // namespace commsec
