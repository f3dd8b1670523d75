//===--- SarifTool.cpp - what SARIF says of the tool ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/SarifTool.h"
#include "Catalog/Catalog.h"
#include "Report/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

using namespace llvm;

namespace commsec::report {

/// Uploads keep ten tags of a rule: `security`, then weaknesses, then articles.
static constexpr size_t MaxWeaknesses = 5;
/// GitHub's limit of a rule's descriptions.
static constexpr size_t MaxDescription = 1024;

static constexpr std::pair<int, StringLiteral> Weaknesses[] = {
#define WEAKNESS(NUMBER, NAME) {NUMBER, NAME},
#include "Weaknesses.def"
#undef WEAKNESS
};

static constexpr std::pair<StringLiteral, StringLiteral> Notifications[] = {
    {"unit-errors", "A unit has errors of the compiler; it was analysed as far "
                    "as these could be repaired."},
    {"unit-failed", "A unit was not analysed."},
    {"unit-crashed", "The analysis of a unit crashed."},
    {"unit-timed-out", "The analysis of a unit took too long."},
    {"unit-out-of-memory", "The analysis of a unit took too much memory."},
    {"unit-interrupted", "The run was ended before a unit was analysed."},
    {"dropped-flags", "Flags that Clang does not know were dropped."},
    {"unit-in-part", "A unit was analysed without a check that had ended its "
                     "analysis."},
    {"analysis-cut-short",
     "Functions of a unit are too large to be followed to "
     "their end."},
    {"unit-remark", "Something is to be said about how a unit was analysed."},
    {"configuration", "A catalog or a setting is wrong."},
};

std::string notificationId(const Unit &U) {
  if (U.Status != UnitStatus::Analysed)
    return ("unit-" + statusName(U.Status)).str();
  if (!U.LeftOut.empty())
    return "unit-in-part";
  if (U.BudgetHits)
    return "analysis-cut-short";
  Unit Plain;
  Plain.File = U.File;
  Plain.DroppedFlags = U.DroppedFlags; // Told of all units together.
  return toJSON(U) == toJSON(Plain) ? "" : "unit-remark";
}

static json::Object message(StringRef Text) {
  return json::Object{{"text", json::fixUTF8(Text)}};
}

/// What it does, as a sentence: "Finds ...".
static std::string sentence(StringRef Text) {
  std::string Out = Text.str();
  if (!Out.empty())
    Out[0] = toUpper(Out[0]);
  return Out + ".";
}

/// \p Text, cut behind a word if it is too long.
static std::string shortened(StringRef Text) {
  if (Text.size() <= MaxDescription)
    return Text.str();
  Text = Text.take_front(MaxDescription - 3);
  return (Text.slice(0, Text.rfind(' ')) + "...").str();
}

namespace {

/// What the facts of one check are about.
struct Subject {
  std::vector<int> Weaknesses; ///< The most frequent first.
  std::set<std::string> Articles;
};

} // namespace

static Subject subjectOf(StringRef Check, const Catalog *Facts) {
  Subject Out;
  std::map<int, int> Counts;
  if (Facts)
    for (const Library &L : Facts->libraries())
      for (const Fact &F : L.Facts)
        if (F.Check == Check) {
          for (int Cwe : F.Cwe)
            ++Counts[Cwe];
          Out.Articles.insert(F.Articles.begin(), F.Articles.end());
        }
  std::vector<std::pair<int, int>> ByCount;
  ByCount.reserve(Counts.size());
  for (auto [Cwe, Count] : Counts)
    ByCount.emplace_back(-Count, Cwe);
  sort(ByCount);
  for (auto [Count, Cwe] : ByCount)
    Out.Weaknesses.push_back(Cwe);
  return Out;
}

static json::Object taxonomyReference() {
  return json::Object{{"name", "CWE"}, {"index", 0}};
}

/// "weak-tls-version" as "WeakTlsVersion": a name must differ from the id.
static std::string pascalCase(StringRef Name) {
  std::string Out;
  for (StringRef Word : split(Name, '-'))
    Out += (Twine(toUpper(Word.front())) + Word.drop_front()).str();
  return Out;
}

static json::Object ruleObject(const Rule &R, const Subject &About,
                               const std::map<int, size_t> &Taxa) {
  std::string Id = ("commsec-" + R.Name).str();
  std::string Short = sentence(R.Description);
  json::Array Tags, Relationships;
  if (R.SecuritySeverity.empty()) {
    Tags.push_back("maintainability");
  } else {
    Tags.push_back("security");
    for (int Cwe : ArrayRef(About.Weaknesses).take_front(MaxWeaknesses))
      Tags.push_back(("external/cwe/cwe-" + Twine(Cwe)).str());
    for (const std::string &Article : About.Articles)
      Tags.push_back("article/" + Article);
  }
  for (int Cwe : About.Weaknesses)
    Relationships.push_back(json::Object{
        {"target", json::Object{{"id", utostr(static_cast<unsigned>(Cwe))},
                                {"index", static_cast<int64_t>(Taxa.at(Cwe))},
                                {"toolComponent", taxonomyReference()}}},
        {"kinds", json::Array{"superset"}}});
  json::Object Properties{{"precision", R.Precision},
                          {"problem.severity", "warning"},
                          {"tags", std::move(Tags)}};
  if (R.SecuritySeverity.empty())
    Properties["problem.severity"] = "recommendation";
  else
    Properties["security-severity"] = R.SecuritySeverity;
  json::Object Out{
      {"id", Id},
      {"name", pascalCase(R.Name)},
      {"shortDescription", message(Short)},
      {"fullDescription", message(shortened(Short + " " + R.Help))},
      {"help", json::Object{{"text", R.Help}, {"markdown", R.Markdown}}},
      {"defaultConfiguration",
       json::Object{
           {"level", R.SecuritySeverity.empty() ? "note" : "warning"}}},
      {"properties", std::move(Properties)}};
  if (!Relationships.empty())
    Out["relationships"] = std::move(Relationships);
  return Out;
}

json::Object sarifFrame(const SarifOptions &Options) {
  std::vector<Subject> Subjects;
  std::map<int, size_t> Taxa;
  for (const Rule &R : rules()) {
    Subjects.push_back(subjectOf(R.Name, Options.Facts));
    for (int Cwe : Subjects.back().Weaknesses)
      Taxa[Cwe] = 0;
  }
  json::Array TaxaList;
  for (auto &[Cwe, Index] : Taxa) {
    Index = TaxaList.size();
    std::string Id = utostr(static_cast<unsigned>(Cwe));
    json::Object Taxon{
        {"id", Id},
        {"helpUri", "https://cwe.mitre.org/data/definitions/" + Id + ".html"}};
    for (const auto &[Number, Name] : Weaknesses)
      if (Number == Cwe)
        Taxon["shortDescription"] = message(Name);
    TaxaList.push_back(std::move(Taxon));
  }
  json::Array RuleList, Descriptors;
  for (const auto &[R, About] : zip_equal(rules(), Subjects))
    RuleList.push_back(ruleObject(R, About, Taxa));
  for (const auto &[Id, Text] : Notifications)
    Descriptors.push_back(json::Object{{"id", Id},
                                       {"shortDescription", message(Text)},
                                       {"fullDescription", message(Text)},
                                       {"help", message(Text)}});

  json::Object Driver{
      {"name", "commsec"},
      {"shortDescription",
       message("Finds communication-security misuse in C and C++.")},
      {"semanticVersion", Options.Version},
      {"version", Options.Version},
      {"rules", std::move(RuleList)},
      {"notifications", std::move(Descriptors)},
      {"supportedTaxonomies", json::Array{taxonomyReference()}}};
  json::Object Taxonomy{
      {"name", "CWE"},
      {"organization", "MITRE"},
      {"informationUri", "https://cwe.mitre.org/"},
      {"shortDescription", message("The Common Weakness Enumeration.")},
      {"isComprehensive", false},
      {"taxa", std::move(TaxaList)}};
  return json::Object{{"tool", json::Object{{"driver", std::move(Driver)}}},
                      {"taxonomies", json::Array{std::move(Taxonomy)}}};
}

} // namespace commsec::report
