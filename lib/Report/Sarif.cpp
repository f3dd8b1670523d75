//===--- Sarif.cpp - a scan as SARIF 2.1.0 --------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Sarif.h"
#include "Report/Details.h"
#include "Report/Fingerprint.h"
#include "Report/Losses.h"
#include "Report/Output.h"
#include "Report/Rules.h"
#include "Report/SarifTool.h"
#include "Report/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace llvm;

namespace commsec::report {

static json::Object message(StringRef Text) {
  return json::Object{{"text", json::fixUTF8(Text)}};
}

static json::Array texts(ArrayRef<std::string> Strings) {
  json::Array Out;
  for (const std::string &S : Strings)
    Out.push_back(json::fixUTF8(S));
  return Out;
}

/// The position of each object of \p List by its \p Key.
static StringMap<int64_t> indexOf(const json::Array *List, StringRef Key) {
  StringMap<int64_t> Out;
  if (List)
    for (const auto &[I, V] : enumerate(*List))
      if (const json::Object *O = V.getAsObject())
        Out[O->getString(Key).value_or("")] = static_cast<int64_t>(I);
  return Out;
}

namespace {

class Writer {
public:
  Writer(const Scan &S, const SarifOptions &Options) : S(S), Options(Options) {
    Frame = S.Frame ? *S.Frame : sarifFrame(Options);
    const json::Object *Tool = Frame.getObject("tool");
    const json::Object *Driver = Tool ? Tool->getObject("driver") : nullptr;
    if (Driver) {
      RuleIndex = indexOf(Driver->getArray("rules"), "id");
      NotificationIndex = indexOf(Driver->getArray("notifications"), "id");
    }
    if (const json::Array *Taxonomies = Frame.getArray("taxonomies"))
      if (!Taxonomies->empty() && Taxonomies->front().getAsObject())
        TaxonIndex =
            indexOf(Taxonomies->front().getAsObject()->getArray("taxa"), "id");
  }

  json::Value run() {
    json::Object Run = std::move(Frame);
    Run["automationDetails"] = json::Object{{"id", "commsec/"}};
    Run["columnKind"] = "utf16CodeUnits";
    Run["originalUriBaseIds"] =
        json::Object{{"SRCROOT", json::Object{{"uri", rootUri()}}}};
    if (S.State)
      Run["versionControlProvenance"] = json::Array{
          json::Object{{"repositoryUri", S.State->Repository},
                       {"revisionId", S.State->Id},
                       {"mappedTo", json::Object{{"uriBaseId", "SRCROOT"}}}}};
    Run["invocations"] = json::Array{invocation()};
    Run["results"] = results();
    Run["artifacts"] = artifacts();
    if (json::Object Own = properties(); !Own.empty())
      Run["properties"] = json::Object{{"commsec", std::move(Own)}};
    return json::Object{
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs", json::Array{std::move(Run)}}};
  }

private:
  bool shown(const Finding &F) const { return !Options.OpenOnly || F.active(); }

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

  static json::Object region(const Place &P) {
    json::Object Out{{"startLine", std::max(P.Line, 1U)},
                     {"startColumn", std::max(P.Column16, 1U)},
                     {"endLine", std::max({P.EndLine, P.Line, 1U})},
                     {"endColumn", std::max(P.EndColumn16, 1U)}};
    if (!P.Text.empty())
      Out["snippet"] = message(P.Text);
    return Out;
  }

  json::Object location(const Place &P, StringRef Text = {}, int Id = 0) const {
    json::Object Physical{{"artifactLocation", artifact(P.File)},
                          {"region", region(P)}};
    if (!P.Lines.empty())
      Physical["contextRegion"] =
          json::Object{{"startLine", P.Line},
                       {"endLine", std::max(P.Line, P.EndLine)},
                       {"snippet", message(P.Lines)}};
    json::Object Out{{"physicalLocation", std::move(Physical)}};
    if (Id)
      Out["id"] = Id;
    if (!Text.empty())
      Out["message"] = message(Text);
    return Out;
  }

  //===--- Results --------------------------------------------------------===//

  json::Array fixes(const Finding &F) const {
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

  json::Array suppressions(const Finding &F) const {
    json::Array Out;
    if (F.Silenced) {
      const Directive &D = *F.Silenced;
      json::Object Comment{
          {"kind", "inSource"},
          {"location", location(D.At)},
          {"properties", json::Object{{"comment", D.Kind},
                                      {"checks", json::fixUTF8(D.Checks)}}}};
      if (!D.Reason.empty())
        Comment["justification"] = json::fixUTF8(D.Reason);
      Out.push_back(std::move(Comment));
    }
    if (F.Age == Novelty::Known)
      Out.push_back(json::Object{{"kind", "external"},
                                 {"justification", "known: in the baseline"}});
    return Out;
  }

  json::Array taxa(const Finding &F) const {
    json::Array Out;
    for (int Cwe : F.Weaknesses) {
      std::string Id = utostr(static_cast<unsigned>(Cwe));
      auto It = TaxonIndex.find(Id);
      if (It != TaxonIndex.end())
        Out.push_back(json::Object{
            {"id", Id},
            {"index", It->second},
            {"toolComponent", json::Object{{"name", "CWE"}, {"index", 0}}}});
    }
    return Out;
  }

  void setRule(json::Object &Result, StringRef Check) const {
    std::string Id = ("commsec-" + Check).str();
    auto Index = RuleIndex.find(Id);
    if (Index != RuleIndex.end())
      Result["ruleIndex"] = Index->second;
    Result["ruleId"] = std::move(Id);
  }

  json::Object result(const Finding &F, const std::string &Fingerprint) const {
    // A way that only a run-time choice takes is a remark for most readers.
    bool Remark = F.Conditional || F.Severity == "low";
    json::Object Location = location(F.At);
    if (!F.Function.empty())
      Location["logicalLocations"] = json::Array{
          json::Object{{"fullyQualifiedName", json::fixUTF8(F.Function)},
                       {"kind", "function"}}};
    json::Object Fingerprints{{"commsecFingerprint/v1", Fingerprint}};
    if (!F.LineHash.empty())
      Fingerprints["primaryLocationLineHash"] = F.LineHash;
    json::Object Properties{{"fact", json::fixUTF8(F.Fact)},
                            {"severity", F.Severity},
                            {"conditional", F.Conditional}};
    if (!F.Articles.empty())
      Properties["articles"] = texts(F.Articles);
    json::Object Out{{"level", Remark ? "note" : "warning"},
                     {"message", message(F.Message)},
                     {"locations", json::Array{std::move(Location)}},
                     {"partialFingerprints", std::move(Fingerprints)},
                     {"properties", std::move(Properties)}};
    setRule(Out, F.Check);
    if (json::Array Taxa = taxa(F); !Taxa.empty())
      Out["taxa"] = std::move(Taxa);
    json::Array Related, Steps;
    for (const Note &N : F.Notes) {
      if (N.At.File.empty())
        continue;
      Related.push_back(
          location(N.At, N.Text, static_cast<int>(Related.size()) + 1));
      Steps.push_back(json::Object{{"location", location(N.At, N.Text)}});
    }
    if (!Related.empty()) {
      Steps.push_back(json::Object{{"location", location(F.At, F.Message)}});
      Out["relatedLocations"] = std::move(Related);
      Out["codeFlows"] = json::Array{json::Object{
          {"threadFlows",
           json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
    }
    if (json::Array Fixes = fixes(F); !Fixes.empty())
      Out["fixes"] = std::move(Fixes);
    if (json::Array Suppressions = suppressions(F); !Suppressions.empty())
      Out["suppressions"] = std::move(Suppressions);
    if (S.HasBaseline)
      Out["baselineState"] = F.Age == Novelty::Known ? "unchanged" : "new";
    return Out;
  }

  /// What a baseline has and the scan has not. Nobody knows where it was.
  json::Object absent(const Known &K, unsigned Found) const {
    json::Object Location{
        {"physicalLocation",
         json::Object{{"artifactLocation", artifact(K.File)}}}};
    if (!K.Function.empty())
      Location["logicalLocations"] = json::Array{
          json::Object{{"fullyQualifiedName", json::fixUTF8(K.Function)},
                       {"kind", "function"}}};
    json::Object Out{
        {"level", "note"},
        {"message", message(K.Message)},
        {"locations", json::Array{std::move(Location)}},
        {"partialFingerprints",
         json::Object{
             {"commsecFingerprint/v1", K.Print + ":" + utostr(Found + 1)}}},
        {"baselineState", "absent"},
        {"properties",
         json::Object{{"fact", json::fixUTF8(K.Fact)}, {"count", K.Count}}}};
    setRule(Out, K.Check);
    return Out;
  }

  json::Array results() const {
    json::Array Out;
    StringMap<unsigned> Counts;
    std::vector<std::string> Prints = numberedPrints(S.Findings);
    for (const auto &[F, Print] : zip_equal(S.Findings, Prints)) {
      ++Counts[F.Print];
      if (shown(F))
        Out.push_back(result(F, Print));
    }
    if (S.conclusive() && !Options.OpenOnly)
      for (const Known &K : S.Missing)
        Out.push_back(absent(K, Counts.lookup(K.Print)));
    return Out;
  }

  //===--- Files ----------------------------------------------------------===//

  json::Array artifacts() const {
    struct Entry {
      unsigned Units = 0; ///< Of which there is nothing else to say.
      bool IsUnit = false;
      json::Array Dropped; ///< Flags, of each unit where there are some.
    };
    std::map<std::string, Entry> Entries;
    for (const Unit &U : S.Units) {
      Entry &E = Entries[U.File];
      E.IsUnit = true;
      if (!notificationId(U).empty())
        continue;
      ++E.Units;
      if (!U.DroppedFlags.empty())
        E.Dropped.push_back(texts(U.DroppedFlags));
    }
    for (const Finding &F : S.Findings)
      if (shown(F))
        Entries[F.At.File];
    if (S.SuppressionsChecked)
      for (const Directive &D : S.Directives)
        Entries[D.At.File];
    json::Array Out;
    for (auto &[File, E] : Entries) {
      json::Object O{{"location", artifact(File)}};
      O["roles"] = json::Array{E.IsUnit ? "analysisTarget" : "resultFile"};
      if (auto It = S.Hashes.find(File); It != S.Hashes.end())
        O["hashes"] = json::Object{{"sha-256", It->second}};
      if (E.Units) {
        json::Object Properties{{"units", E.Units}};
        if (!E.Dropped.empty())
          Properties["droppedFlags"] = std::move(E.Dropped);
        O["properties"] = std::move(Properties);
      }
      Out.push_back(std::move(O));
    }
    return Out;
  }

  //===--- What could not be analysed -------------------------------------===//

  json::Object descriptor(StringRef Id) const {
    json::Object Out{{"id", Id.str()}};
    auto It = NotificationIndex.find(Id);
    if (It != NotificationIndex.end())
      Out["index"] = It->second;
    return Out;
  }

  /// What the model has of a unit, without what stands elsewhere.
  static json::Object unitProperties(const Unit &U) {
    json::Object Out = *toJSON(U).getAsObject();
    for (StringRef Key :
         {"file", "findings", "directives", "judged", "configurationErrors"})
      Out.erase(Key);
    return Out;
  }

  static std::string textOf(const Unit &U) {
    SmallVector<std::string, 4> Lines;
    if (std::string Loss = describeLoss(U); !Loss.empty())
      Lines.push_back(Loss);
    if (U.BudgetHits)
      Lines.push_back("the analysis of " + plural(U.BudgetHits, "function") +
                      " was cut short");
    append_range(Lines, U.Log);
    if (Lines.empty())
      Lines.push_back("see the properties");
    return join(Lines, "\n");
  }

  json::Object notification(const Unit &U, StringRef Id) const {
    StringRef Level = "error";
    if (U.Status == UnitStatus::Analysed)
      Level = U.LeftOut.empty() ? "note" : "warning";
    else if (U.Status == UnitStatus::Errors)
      Level = "warning";
    return json::Object{
        {"level", Level},
        {"descriptor", descriptor(Id)},
        {"message", message(textOf(U))},
        {"locations",
         json::Array{json::Object{
             {"physicalLocation",
              json::Object{{"artifactLocation", artifact(U.File)}}}}}},
        {"properties", json::Object{{"unit", unitProperties(U)}}}};
  }

  json::Object invocation() const {
    json::Array Execution, Configuration;
    for (const Unit &U : S.Units)
      if (std::string Id = notificationId(U); !Id.empty())
        Execution.push_back(notification(U, Id));
    if (std::string Dropped = describeDroppedFlags(S); !Dropped.empty())
      Execution.push_back(
          json::Object{{"level", "note"},
                       {"descriptor", descriptor("dropped-flags")},
                       {"message", message(Dropped)}});
    for (const std::string &Error : S.ConfigurationErrors)
      Configuration.push_back(
          json::Object{{"level", "error"},
                       {"descriptor", descriptor("configuration")},
                       {"message", message(Error)}});
    return json::Object{
        {"executionSuccessful", S.complete()},
        {"toolExecutionNotifications", std::move(Execution)},
        {"toolConfigurationNotifications", std::move(Configuration)}};
  }

  //===--- What only commsec reads ----------------------------------------===//

  json::Object properties() const {
    json::Object Out;
    if (!S.Part.Whole)
      Out["whole"] = false;
    if (S.Part.Shards)
      Out["shard"] =
          json::Object{{"number", S.Part.Shard}, {"of", S.Part.Shards}};
    if (!S.Judged.empty())
      Out["judged"] = texts(S.Judged);
    if (S.SuppressionsChecked) {
      json::Array Comments;
      for (const Directive &D : S.Directives)
        Comments.push_back(json::Object{{"location", location(D.At)},
                                        {"comment", D.Kind},
                                        {"checks", json::fixUTF8(D.Checks)},
                                        {"reason", json::fixUTF8(D.Reason)},
                                        {"lineHash", D.LineHash},
                                        {"unused", texts(D.Unused)}});
      Out["comments"] = std::move(Comments);
    }
    if (S.HasBaseline) {
      // Of a part nobody can say what is gone; who puts the parts together can.
      json::Array Missing;
      if (!S.conclusive())
        for (const Known &K : S.Missing)
          Missing.push_back(absent(K, 0));
      Out["baseline"] = json::Object{{"notFound", std::move(Missing)}};
    }
    return Out;
  }

  const Scan &S;
  const SarifOptions &Options;
  json::Object Frame;
  StringMap<int64_t> RuleIndex, NotificationIndex, TaxonIndex;
};

} // namespace

json::Value sarif(Scan S, const SarifOptions &Options) {
  addDetails(S, Options.Facts);
  return Writer(S, Options).run();
}

Error writeSarif(StringRef Path, const Scan &S, const SarifOptions &Options) {
  return writeWhole(Path, [&](raw_ostream &OS) -> Error {
    OS << formatv("{0:2}\n", sarif(S, Options));
    return Error::success();
  });
}

} // namespace commsec::report
