//===--- Html.cpp - a scan as one page ------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Html.h"
#include "Catalog/Catalog.h"
#include "Report/Output.h"
#include "Report/Rules.h"
#include "Report/Sources.h"
#include "Report/TextReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

#pragma clang diagnostic ignored "-Wc23-extensions"

using namespace llvm;

namespace commsec::report {

static const char PageText[] = {
#embed "page/page.html" suffix(, )
    0};
static const char StyleText[] = {
#embed "page/page.css" suffix(, )
    0};
static const char ScriptText[] = {
#embed "page/page.js" suffix(, )
    0};

/// Lines shown before and after each place.
static constexpr unsigned Around = 8;
/// Nobody reads further, and generated files have lines of megabytes.
static constexpr size_t MaxLine = 500;

namespace {

struct Article {
  StringLiteral Name;
  StringLiteral Title;
};

/// A fact and the library it is in.
struct KnownFact {
  const Fact *F = nullptr;
  StringRef Library;
};

} // namespace

static constexpr Article Articles[] = {
#define ARTICLE(NAME, TITLE) {NAME, TITLE},
#include "../../checks/Articles.def"
};

static StringMap<KnownFact> factsById(const Catalog *Facts) {
  StringMap<KnownFact> Out;
  if (Facts)
    for (const Library &L : Facts->libraries())
      for (const Fact &F : L.Facts)
        Out[F.Id] = {&F, L.Name};
  return Out;
}

static ArticleState stateOf(StringRef Name, const Scan &S,
                            const StringMap<KnownFact> &Facts) {
  auto Serves = [&](StringRef Id) {
    auto It = Facts.find(Id);
    return It != Facts.end() && is_contained(It->second.F->Articles, Name);
  };
  ArticleState State =
      any_of(S.Judged, Serves) ? ArticleState::Met : ArticleState::NotJudged;
  for (const Finding &F : S.Findings)
    if (!F.Silenced && Serves(F.Fact))
      State = std::max(State, F.Conditional ? ArticleState::Conditional
                                            : ArticleState::Missed);
  return State;
}

ArticleState articleState(const Scan &S, const Catalog &Facts, StringRef Name) {
  return stateOf(Name, S, factsById(&Facts));
}

namespace {

class PageData {
public:
  PageData(const Scan &S, const HtmlOptions &Options)
      : S(S), Options(Options), Facts(factsById(Options.Facts)) {}

  json::Value run() {
    json::Array Findings;
    for (const Finding &F : S.Findings)
      Findings.push_back(finding(F));
    return json::Object{{"title", json::fixUTF8(sys::path::filename(S.Root))},
                        {"version", Options.Version},
                        {"units", units()},
                        {"problems", problems()},
                        {"rules", ruleTable()},
                        {"articles", articles()},
                        {"findings", std::move(Findings)},
                        {"files", files()}};
  }

private:
  std::string name(StringRef File) const {
    return json::fixUTF8(relativePath(File, S.Root));
  }

  json::Object place(const Place &P) {
    note(P);
    return json::Object{
        {"file", name(P.File)},
        {"line", P.Line},
        {"column", Files.utf16Column(P.File, P.Line, P.Column)},
        {"endLine", P.EndLine},
        {"endColumn", Files.utf16Column(P.File, P.EndLine, P.EndColumn)}};
  }

  /// Keeps the lines around \p P for files().
  void note(const Place &P) {
    if (P.File.empty() || P.Line == 0)
      return;
    std::set<unsigned> &Lines = Shown[P.File];
    unsigned From = P.Line > Around ? P.Line - Around : 1;
    for (unsigned L = From; L <= std::max(P.Line, P.EndLine) + Around; ++L)
      Lines.insert(L);
  }

  json::Object finding(const Finding &F) {
    json::Array Steps, Fixes, Articles, Weaknesses;
    for (const Note &N : F.Notes)
      if (!N.At.File.empty())
        Steps.push_back(
            json::Object{{"at", place(N.At)}, {"text", json::fixUTF8(N.Text)}});
    for (const Edit &E : F.Fixes)
      Fixes.push_back(
          json::Object{{"at", place(E.At)}, {"text", json::fixUTF8(E.Text)}});
    StringRef Library;
    if (auto It = Facts.find(F.Fact); It != Facts.end()) {
      Library = It->second.Library;
      for (const std::string &A : It->second.F->Articles)
        Articles.push_back(A);
      for (int Cwe : It->second.F->Cwe)
        Weaknesses.push_back(Cwe);
    }
    json::Object Out{{"check", F.Check},
                     {"fact", json::fixUTF8(F.Fact)},
                     {"library", json::fixUTF8(Library)},
                     {"articles", std::move(Articles)},
                     {"cwe", std::move(Weaknesses)},
                     {"severity", F.Severity},
                     {"conditional", F.Conditional},
                     {"message", json::fixUTF8(F.Message)},
                     {"function", json::fixUTF8(F.Function)},
                     {"at", place(F.At)},
                     {"steps", std::move(Steps)},
                     {"fixes", std::move(Fixes)}};
    if (F.Age == Novelty::Known)
      Out["state"] = "known";
    if (F.Silenced)
      Out["silenced"] = json::fixUTF8(F.Silenced->Reason);
    return Out;
  }

  /// For each file its lines in runs: the number of the first, and the texts.
  json::Object files() {
    json::Object Out;
    for (const auto &[File, Lines] : Shown) {
      json::Array Runs;
      json::Array *Texts = nullptr;
      unsigned Last = 0;
      for (unsigned Line : Lines) {
        StringRef Text = Files.line(File, Line);
        if (Text.data() == nullptr) // Behind the end of the file.
          break;
        if (!Texts || Line != Last + 1) {
          Runs.push_back(
              json::Object{{"first", Line}, {"lines", json::Array()}});
          Texts = Runs.back().getAsObject()->getArray("lines");
        }
        Texts->push_back(json::fixUTF8(Text.take_front(MaxLine)));
        Last = Line;
      }
      Out[name(File)] = std::move(Runs);
    }
    return Out;
  }

  json::Object units() const {
    json::Object Out{{"all", static_cast<int64_t>(S.Units.size())}};
    for (UnitStatus Status :
         {UnitStatus::Analysed, UnitStatus::Errors, UnitStatus::Failed,
          UnitStatus::Crashed, UnitStatus::TimedOut, UnitStatus::OutOfMemory})
      Out[statusName(Status)] = S.count(Status);
    return Out;
  }

  json::Array problems() const {
    json::Array Out;
    for (const std::string &Error : S.ConfigurationErrors)
      Out.push_back(json::Object{{"file", ""},
                                 {"status", "configuration"},
                                 {"text", json::fixUTF8(Error)},
                                 {"log", ""}});
    for (const Unit &U : S.Units)
      if (U.Status != UnitStatus::Analysed)
        Out.push_back(json::Object{{"file", name(U.File)},
                                   {"status", statusName(U.Status)},
                                   {"text", json::fixUTF8(U.Problem)},
                                   {"log", json::fixUTF8(join(U.Log, "\n"))}});
    return Out;
  }

  static json::Object ruleTable() {
    json::Object Out;
    for (const Rule &R : rules())
      Out[R.Name] =
          json::Object{{"description", R.Description}, {"help", R.Help}};
    return Out;
  }

  json::Array articles() const {
    json::Array Out;
    for (const Article &A : Articles) {
      std::set<StringRef> Checks;
      for (const auto &Known : Facts)
        if (is_contained(Known.second.F->Articles, A.Name) &&
            !Known.second.F->Check.empty())
          Checks.insert(Known.second.F->Check);
      json::Array Names;
      for (StringRef Check : Checks)
        Names.push_back(Check);
      Out.push_back(
          json::Object{{"name", A.Name},
                       {"title", A.Title},
                       {"state", stateName(stateOf(A.Name, S, Facts))},
                       {"checks", std::move(Names)}});
    }
    return Out;
  }

  static StringRef stateName(ArticleState State) {
    switch (State) {
    case ArticleState::NotJudged:
      return "not judged";
    case ArticleState::Met:
      return "met";
    case ArticleState::Conditional:
      return "conditional";
    case ArticleState::Missed:
      return "missed";
    }
    llvm_unreachable("no such state");
  }

  const Scan &S;
  const HtmlOptions &Options;
  StringMap<KnownFact> Facts;
  Sources Files;
  std::map<std::string, std::set<unsigned>> Shown;
};

} // namespace

json::Value htmlData(const Scan &S, const HtmlOptions &Options) {
  return PageData(S, Options).run();
}

/// JSON inside a script element: nothing in it may end the element.
static std::string forScript(const json::Value &V) {
  std::string Out;
  for (char C : formatv("{0}", V).str()) {
    if (C == '<')
      Out += "\\u003c";
    else
      Out += C;
  }
  return Out;
}

Error writeHtml(StringRef Path, const Scan &S, const HtmlOptions &Options) {
  return writeWhole(Path, [&](raw_ostream &OS) -> Error {
    StringRef Rest = PageText;
    auto Until = [&](StringRef Mark) {
      auto [Before, After] = Rest.split(Mark);
      OS << Before;
      Rest = After;
    };
    Until("/*style*/");
    OS << StyleText;
    Until("/*data*/");
    OS << forScript(htmlData(S, Options));
    Until("/*script*/");
    OS << ScriptText << Rest;
    return Error::success();
  });
}

} // namespace commsec::report
