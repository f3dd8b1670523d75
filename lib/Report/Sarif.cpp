//===--- Sarif.cpp - a scan as SARIF 2.1.0 --------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Sarif.h"
#include "Catalog/Catalog.h"
#include "Report/Fingerprint.h"
#include "Report/Losses.h"
#include "Report/Output.h"
#include "Report/Rules.h"
#include "Report/TextReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

using namespace llvm;

namespace commsec::report {

/// Uploads keep ten tags of a rule: `security`, then weaknesses, then articles.
static constexpr size_t MaxWeaknesses = 5;

static json::Object message(StringRef Text) {
  return json::Object{{"text", json::fixUTF8(Text)}};
}

/// What must not stand in a URI is written as %XX.
static std::string percentEncode(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (isAlnum(C) || StringRef("/-._~+@,=:").contains(C)) {
      Out += C;
      continue;
    }
    auto Byte = static_cast<unsigned char>(C);
    Out += '%';
    Out += hexdigit(Byte >> 4);
    Out += hexdigit(Byte & 15);
  }
  return Out;
}

/// What it does, as a sentence: "Finds ...".
static std::string sentence(StringRef Text) {
  std::string Out = Text.str();
  if (!Out.empty())
    Out[0] = toUpper(Out[0]);
  return Out + ".";
}

namespace {

class Writer {
public:
  Writer(const Scan &S, const SarifOptions &Options) : S(S), Options(Options) {
    for (const auto &[Index, R] : enumerate(rules()))
      RuleIndex[R.Name] = Index;
  }

  json::Value run() {
    json::Object Driver{{"name", "commsec"},
                        {"semanticVersion", Options.Version},
                        {"version", Options.Version},
                        {"rules", ruleList()}};
    json::Object Run{
        {"tool", json::Object{{"driver", std::move(Driver)}}},
        {"automationDetails", json::Object{{"id", "commsec/"}}},
        {"columnKind", "utf16CodeUnits"},
        {"originalUriBaseIds",
         json::Object{{"SRCROOT", json::Object{{"uri", rootUri()}}}}},
        {"invocations", json::Array{invocation()}},
        {"results", results()}};
    return json::Object{
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs", json::Array{std::move(Run)}}};
  }

private:
  //===--- Rules ----------------------------------------------------------===//

  json::Array tags(StringRef Check) {
    std::map<int, int> Weaknesses;
    std::set<std::string> Articles;
    if (Options.Facts)
      for (const Library &L : Options.Facts->libraries())
        for (const Fact &F : L.Facts)
          if (F.Check == Check) {
            for (int Cwe : F.Cwe)
              ++Weaknesses[Cwe];
            Articles.insert(F.Articles.begin(), F.Articles.end());
          }
    std::vector<std::pair<int, int>> ByCount;
    ByCount.reserve(Weaknesses.size());
    for (auto [Cwe, Count] : Weaknesses)
      ByCount.emplace_back(-Count, Cwe);
    sort(ByCount);
    json::Array Tags{"security"};
    for (auto [Count, Cwe] : ArrayRef(ByCount).take_front(MaxWeaknesses))
      Tags.push_back(("external/cwe/cwe-" + Twine(Cwe)).str());
    for (const std::string &Article : Articles)
      Tags.push_back("article/" + Article);
    return Tags;
  }

  json::Array ruleList() {
    json::Array Out;
    for (const Rule &R : rules()) {
      std::string Id = ("commsec-" + R.Name).str();
      std::string Short = sentence(R.Description);
      Out.push_back(json::Object{
          {"id", Id},
          {"name", Id},
          {"shortDescription", message(Short)},
          {"fullDescription", message((Short + " " + R.Help).str())},
          {"help", json::Object{{"text", R.Help},
                                {"markdown",
                                 ("**" + Short + "**\n\n" + R.Help).str()}}},
          {"defaultConfiguration", json::Object{{"level", "warning"}}},
          {"properties", json::Object{{"precision", "high"},
                                      {"problem.severity", "warning"},
                                      {"security-severity", R.SecuritySeverity},
                                      {"tags", tags(R.Name)}}}});
    }
    return Out;
  }

  //===--- Places ---------------------------------------------------------===//

  std::string rootUri() const {
    std::string Uri = "file://" + percentEncode(S.Root);
    return StringRef(Uri).ends_with("/") ? Uri : Uri + "/";
  }

  json::Object artifact(StringRef File) const {
    std::string Relative = relativePath(File, S.Root);
    if (sys::path::is_absolute(Relative))
      return json::Object{{"uri", "file://" + percentEncode(Relative)}};
    return json::Object{{"uri", percentEncode(Relative)},
                        {"uriBaseId", "SRCROOT"}};
  }

  json::Object region(const Place &P) {
    return json::Object{
        {"startLine", std::max(P.Line, 1U)},
        {"startColumn", Files.utf16Column(P.File, P.Line, P.Column)},
        {"endLine", std::max({P.EndLine, P.Line, 1U})},
        {"endColumn",
         Files.utf16Column(P.File, std::max(P.EndLine, P.Line), P.EndColumn)}};
  }

  json::Object location(const Place &P, StringRef Text = {}, int Id = 0) {
    json::Object Region = region(P);
    StringRef Line = Files.line(P.File, P.Line);
    if (P.Column && P.Line == P.EndLine)
      Region["snippet"] =
          message(Line.substr(P.Column - 1, P.EndColumn - P.Column));
    json::Object Out{{"physicalLocation",
                      json::Object{{"artifactLocation", artifact(P.File)},
                                   {"region", std::move(Region)}}}};
    if (Id)
      Out["id"] = Id;
    if (!Text.empty())
      Out["message"] = message(Text);
    return Out;
  }

  //===--- Results --------------------------------------------------------===//

  json::Array fixes(const Finding &F) {
    if (F.Fixes.empty())
      return {};
    std::map<std::string, json::Array> Changes;
    for (const Edit &E : F.Fixes)
      Changes[E.At.File].push_back(
          json::Object{{"deletedRegion", region(E.At)},
                       {"insertedContent", message(E.Text)}});
    json::Array Artifacts;
    for (auto &[File, Replacements] : Changes)
      Artifacts.push_back(
          json::Object{{"artifactLocation", artifact(File)},
                       {"replacements", std::move(Replacements)}});
    return json::Array{
        json::Object{{"description", message("Apply the secure setting.")},
                     {"artifactChanges", std::move(Artifacts)}}};
  }

  std::string lineHash(const Place &P) {
    auto [It, New] = Hashes.try_emplace(P.File);
    if (New)
      It->second = lineHashes(Files.text(P.File));
    return P.Line && P.Line <= It->second.size() ? It->second[P.Line - 1] : "";
  }

  json::Object suppression(const Directive &D) {
    json::Object Out{{"kind", "inSource"}, {"location", location(D.At)}};
    if (!D.Reason.empty())
      Out["justification"] = json::fixUTF8(D.Reason);
    return Out;
  }

  json::Object result(const Finding &F, const std::string &Fingerprint) {
    // A way that only a run-time choice takes is a remark for most readers.
    bool Remark = F.Conditional || F.Severity == "low";
    json::Object Location = location(F.At);
    if (!F.Function.empty())
      Location["logicalLocations"] = json::Array{
          json::Object{{"fullyQualifiedName", json::fixUTF8(F.Function)},
                       {"kind", "function"}}};
    json::Object Fingerprints{{"commsecFingerprint/v1", Fingerprint}};
    if (std::string Hash = lineHash(F.At); !Hash.empty())
      Fingerprints["primaryLocationLineHash"] = Hash;
    json::Object Out{
        {"ruleId", "commsec-" + F.Check},
        {"level", Remark ? "note" : "warning"},
        {"message", message(F.Message)},
        {"locations", json::Array{std::move(Location)}},
        {"partialFingerprints", std::move(Fingerprints)},
        {"properties", json::Object{{"fact", json::fixUTF8(F.Fact)},
                                    {"severity", F.Severity},
                                    {"conditional", F.Conditional}}}};
    auto Index = RuleIndex.find(F.Check);
    if (Index != RuleIndex.end())
      Out["ruleIndex"] = Index->second;
    if (!F.Notes.empty()) {
      json::Array Related, Steps;
      for (const auto &[I, N] : enumerate(F.Notes)) {
        if (N.At.File.empty())
          continue;
        Related.push_back(location(N.At, N.Text, static_cast<int>(I) + 1));
        Steps.push_back(json::Object{{"location", location(N.At, N.Text)}});
      }
      Steps.push_back(json::Object{{"location", location(F.At, F.Message)}});
      Out["relatedLocations"] = std::move(Related);
      Out["codeFlows"] = json::Array{json::Object{
          {"threadFlows",
           json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
    }
    if (json::Array Fixes = fixes(F); !Fixes.empty())
      Out["fixes"] = std::move(Fixes);
    if (F.Silenced)
      Out["suppressions"] = json::Array{suppression(*F.Silenced)};
    return Out;
  }

  json::Array results() {
    json::Array Out;
    std::vector<std::string> Prints = fingerprints(S.Findings, Files);
    for (const auto &[F, Print] : zip_equal(S.Findings, Prints))
      Out.push_back(result(F, Print));
    return Out;
  }

  //===--- What could not be analysed -------------------------------------===//

  json::Object invocation() {
    json::Array Execution, Configuration;
    auto Notify = [&](const Unit &U, StringRef Level, const Twine &Id,
                      StringRef Text) {
      Execution.push_back(json::Object{
          {"level", Level},
          {"descriptor", json::Object{{"id", Id.str()}}},
          {"message", message(Text)},
          {"locations",
           json::Array{json::Object{
               {"physicalLocation",
                json::Object{{"artifactLocation", artifact(U.File)}}}}}}});
    };
    for (const Unit &U : S.Units) {
      if (U.BudgetHits)
        Notify(U, "note", "analysis-cut-short",
               formatv("the analysis of {0} function{1} was cut short",
                       U.BudgetHits, U.BudgetHits == 1 ? "" : "s")
                   .str());
      if (U.complete())
        continue;
      std::string Text = describeLoss(U);
      for (const std::string &Line : U.Log)
        Text += "\n" + Line;
      Notify(U, U.Status == UnitStatus::Errors ? "warning" : "error",
             U.Status == UnitStatus::Analysed ? "unit-in-part"
                                              : "unit-" + statusName(U.Status),
             Text);
    }
    if (std::string Dropped = describeDroppedFlags(S); !Dropped.empty())
      Execution.push_back(
          json::Object{{"level", "note"},
                       {"descriptor", json::Object{{"id", "dropped-flags"}}},
                       {"message", message(Dropped)}});
    for (const std::string &Error : S.ConfigurationErrors)
      Configuration.push_back(
          json::Object{{"level", "error"},
                       {"descriptor", json::Object{{"id", "configuration"}}},
                       {"message", message(Error)}});
    return json::Object{
        {"executionSuccessful", S.complete()},
        {"toolExecutionNotifications", std::move(Execution)},
        {"toolConfigurationNotifications", std::move(Configuration)}};
  }

  const Scan &S;
  const SarifOptions &Options;
  Sources Files;
  StringMap<std::vector<std::string>> Hashes;
  StringMap<int64_t> RuleIndex;
};

} // namespace

json::Value sarif(const Scan &S, const SarifOptions &Options) {
  return Writer(S, Options).run();
}

Error writeSarif(StringRef Path, const Scan &S, const SarifOptions &Options) {
  return writeWhole(Path, [&](raw_ostream &OS) -> Error {
    OS << formatv("{0:2}\n", sarif(S, Options));
    return Error::success();
  });
}

} // namespace commsec::report
