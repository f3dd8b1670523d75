//===--- Model.cpp - what a scan has found --------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Model.h"
#include "Report/Bytes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"
#include <set>
#include <tuple>

using namespace llvm;

namespace commsec::report {

static constexpr std::pair<UnitStatus, StringLiteral> StatusNames[] = {
    {UnitStatus::Analysed, "analysed"},
    {UnitStatus::Errors, "errors"},
    {UnitStatus::Failed, "failed"},
    {UnitStatus::Crashed, "crashed"},
    {UnitStatus::TimedOut, "timed-out"},
    {UnitStatus::OutOfMemory, "out-of-memory"},
    {UnitStatus::Interrupted, "interrupted"},
};

StringRef statusName(UnitStatus Status) {
  for (const auto &[S, Name] : StatusNames)
    if (S == Status)
      return Name;
  llvm_unreachable("a status without a name");
}

unsigned Scan::count(UnitStatus Status) const {
  return count_if(Units, [&](const Unit &U) { return U.Status == Status; });
}

size_t Scan::active() const {
  return count_if(Findings, [](const Finding &F) { return F.active(); });
}

bool Scan::conclusive() const {
  return complete() && Part.Whole && Part.Shards == 0;
}

bool Scan::complete() const {
  return ConfigurationErrors.empty() &&
         all_of(Units, [](const Unit &U) { return U.complete(); });
}

std::map<std::string, size_t> Scan::droppedFlags() const {
  std::map<std::string, size_t> Out;
  for (const Unit &U : Units)
    for (const std::string &Flag :
         std::set<std::string>(U.DroppedFlags.begin(), U.DroppedFlags.end()))
      ++Out[Flag];
  return Out;
}

//===----------------------------------------------------------------------===//
// Merging
//===----------------------------------------------------------------------===//

/// Places of one scan have either columns of bytes only, or both. On one line
/// they give the same order.
static auto placeKey(const Place &P) {
  return std::make_tuple(StringRef(P.File), P.Line,
                         P.Column16 ? P.Column16 : P.Column);
}

static bool isBefore(const Note &A, const Note &B) {
  return std::tuple_cat(placeKey(A.At), std::tie(A.Text)) <
         std::tuple_cat(placeKey(B.At), std::tie(B.Text));
}

static bool isBefore(const Edit &A, const Edit &B) {
  return std::tuple_cat(placeKey(A.At), std::tie(A.Text)) <
         std::tuple_cat(placeKey(B.At), std::tie(B.Text));
}

template <typename T>
static int compare(const std::vector<T> &A, const std::vector<T> &B) {
  auto Before = [](const T &X, const T &Y) { return isBefore(X, Y); };
  if (std::lexicographical_compare(A.begin(), A.end(), B.begin(), B.end(),
                                   Before))
    return -1;
  return std::lexicographical_compare(B.begin(), B.end(), A.begin(), A.end(),
                                      Before);
}

/// By place and check. A header may be judged differently in two units: the
/// finding that is shown and unconditional comes first; the other members only
/// make the choice independent of the order.
static bool isBefore(const Finding &A, const Finding &B) {
  auto Key = [](const Finding &F) {
    return std::tuple_cat(placeKey(F.At),
                          std::make_tuple(StringRef(F.Check),
                                          F.Silenced.has_value(),
                                          F.Conditional),
                          std::tie(F.Message, F.Fact, F.Function, F.Severity));
  };
  if (Key(A) != Key(B))
    return Key(A) < Key(B);
  if (int Order = compare(A.Notes, B.Notes))
    return Order < 0;
  return compare(A.Fixes, B.Fixes) < 0;
}

static bool isBefore(const Unit &A, const Unit &B) {
  auto Key = [](const Unit &U) {
    return std::tie(U.File, U.Status, U.Errors, U.Problem, U.Log, U.BudgetHits,
                    U.LeftOut, U.FirstTry, U.DroppedFlags);
  };
  return Key(A) < Key(B);
}

static bool isBefore(const Directive &A, const Directive &B) {
  return std::tuple_cat(placeKey(A.At), std::tie(A.Kind, A.Checks, A.Reason)) <
         std::tuple_cat(placeKey(B.At), std::tie(B.Kind, B.Checks, B.Reason));
}

/// One directive for each place. What one unit needed is needed.
static void mergeDirectives(std::vector<Directive> &Directives) {
  std::vector<Directive> Out;
  for (Directive &D : Directives) {
    if (Out.empty() || placeKey(Out.back().At) != placeKey(D.At)) {
      Out.push_back(std::move(D));
      continue;
    }
    llvm::erase_if(Out.back().Unused, [&](const std::string &Item) {
      return !is_contained(D.Unused, Item);
    });
  }
  Directives = std::move(Out);
}

static void sortUnique(std::vector<std::string> &Texts) {
  sort(Texts);
  Texts.erase(llvm::unique(Texts), Texts.end());
}

void normalise(Scan &S) {
  auto Before = [](const auto &A, const auto &B) { return isBefore(A, B); };
  sort(S.Directives, Before);
  mergeDirectives(S.Directives);
  sort(S.Findings, Before);
  S.Findings.erase(llvm::unique(S.Findings,
                                [](const Finding &A, const Finding &B) {
                                  return placeKey(A.At) == placeKey(B.At) &&
                                         A.Check == B.Check;
                                }),
                   S.Findings.end());
  sort(S.Units, Before);
  sortUnique(S.ConfigurationErrors);
  sortUnique(S.Judged);
}

Scan merge(std::vector<Unit> Units, std::string Root) {
  Scan S;
  S.Root = std::move(Root);
  for (Unit &U : Units) {
    append_range(S.Findings, std::move(U.Findings));
    append_range(S.Directives, std::move(U.Directives));
    append_range(S.ConfigurationErrors, std::move(U.ConfigurationErrors));
    append_range(S.Judged, std::move(U.Judged));
    U.Findings.clear();
    U.Directives.clear();
    U.ConfigurationErrors.clear();
    U.Judged.clear();
  }
  S.Units = std::move(Units);
  normalise(S);
  return S;
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

/// Sources and paths may hold any bytes, JSON may not.
static json::Value text(StringRef S) { return json::fixUTF8(S); }

static json::Array texts(ArrayRef<std::string> Strings) {
  json::Array Out;
  for (const std::string &S : Strings)
    Out.push_back(text(S));
  return Out;
}

static json::Object placeJSON(const Place &P) {
  return json::Object{{"file", bytesJSON(P.File)},
                      {"line", P.Line},
                      {"column", P.Column},
                      {"endLine", P.EndLine},
                      {"endColumn", P.EndColumn}};
}

static bool fromJSON(const json::Value &V, Place &P, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && mapBytes(V, "file", P.File, Path) && O.map("line", P.Line) &&
         O.map("column", P.Column) && O.map("endLine", P.EndLine) &&
         O.map("endColumn", P.EndColumn);
}

static bool fromJSON(const json::Value &V, Note &N, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("at", N.At) && O.map("text", N.Text);
}

static bool fromJSON(const json::Value &V, Edit &E, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("at", E.At) && mapBytes(V, "text", E.Text, Path);
}

static json::Object directiveJSON(const Directive &D) {
  return json::Object{{"at", placeJSON(D.At)},
                      {"kind", text(D.Kind)},
                      {"checks", text(D.Checks)},
                      {"reason", text(D.Reason)},
                      {"unused", texts(D.Unused)}};
}

static bool fromJSON(const json::Value &V, Directive &D, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("at", D.At) && O.map("kind", D.Kind) &&
         O.map("checks", D.Checks) && O.map("reason", D.Reason) &&
         O.map("unused", D.Unused);
}

static bool fromJSON(const json::Value &V, Finding &F, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("check", F.Check) && O.map("fact", F.Fact) &&
         O.map("severity", F.Severity) && O.map("conditional", F.Conditional) &&
         O.map("at", F.At) && O.map("message", F.Message) &&
         O.map("function", F.Function) && O.map("notes", F.Notes) &&
         O.map("fixes", F.Fixes) && O.mapOptional("silenced", F.Silenced);
}

json::Value toJSON(const Unit &U) {
  json::Array Findings;
  for (const Finding &F : U.Findings) {
    json::Array Notes, Fixes;
    for (const Note &N : F.Notes)
      Notes.push_back(
          json::Object{{"at", placeJSON(N.At)}, {"text", text(N.Text)}});
    for (const Edit &E : F.Fixes)
      Fixes.push_back(
          json::Object{{"at", placeJSON(E.At)}, {"text", bytesJSON(E.Text)}});
    json::Object Out{
        {"check", text(F.Check)},       {"fact", text(F.Fact)},
        {"severity", text(F.Severity)}, {"conditional", F.Conditional},
        {"at", placeJSON(F.At)},        {"message", text(F.Message)},
        {"function", text(F.Function)}, {"notes", std::move(Notes)},
        {"fixes", std::move(Fixes)}};
    if (F.Silenced)
      Out["silenced"] = directiveJSON(*F.Silenced);
    Findings.push_back(std::move(Out));
  }
  json::Array Directives;
  for (const Directive &D : U.Directives)
    Directives.push_back(directiveJSON(D));
  json::Object Out{{"file", bytesJSON(U.File)},
                   {"status", statusName(U.Status)},
                   {"errors", U.Errors},
                   {"problem", text(U.Problem)},
                   {"log", texts(U.Log)},
                   {"configurationErrors", texts(U.ConfigurationErrors)},
                   {"budgetHits", U.BudgetHits},
                   {"leftOut", text(U.LeftOut)},
                   {"firstTry", text(U.FirstTry)},
                   {"droppedFlags", texts(U.DroppedFlags)},
                   {"judged", texts(U.Judged)},
                   {"directives", std::move(Directives)},
                   {"findings", std::move(Findings)}};
  if (!U.Inputs.empty())
    Out["inputs"] = encodeBase64(U.Inputs);
  return Out;
}

bool fromJSON(const json::Value &V, Unit &U, json::Path P) {
  std::string Status;
  json::ObjectMapper O(V, P);
  if (!O || !mapBytes(V, "file", U.File, P) || !O.map("status", Status) ||
      !O.map("errors", U.Errors) || !O.map("problem", U.Problem) ||
      !O.map("log", U.Log) ||
      !O.map("configurationErrors", U.ConfigurationErrors) ||
      !O.map("budgetHits", U.BudgetHits) || !O.map("leftOut", U.LeftOut) ||
      !O.map("firstTry", U.FirstTry) ||
      !O.map("droppedFlags", U.DroppedFlags) || !O.map("judged", U.Judged) ||
      !O.map("directives", U.Directives) || !O.map("findings", U.Findings))
    return false;
  if (std::optional<StringRef> Inputs = V.getAsObject()->getString("inputs")) {
    std::vector<char> Bytes;
    if (Error E = decodeBase64(*Inputs, Bytes)) {
      consumeError(std::move(E));
      P.field("inputs").report("expected base64");
      return false;
    }
    U.Inputs.assign(Bytes.begin(), Bytes.end());
  }
  for (const auto &[S, Name] : StatusNames)
    if (Name == Status) {
      U.Status = S;
      return true;
    }
  P.field("status").report("unknown status");
  return false;
}

} // namespace commsec::report
