//===--- GitLab.cpp - a scan for GitLab -----------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/GitLab.h"
#include "Report/Fingerprint.h"
#include "Report/Rules.h"
#include "Report/SarifTool.h"
#include "Report/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"
#include <ctime>

using namespace llvm;

namespace commsec::report {

/// 0 for what a run-time choice makes of a low one, 3 for high.
static unsigned rank(const Finding &F) {
  unsigned Rank = F.Severity == "high" ? 3 : F.Severity == "medium" ? 2 : 1;
  return F.Conditional ? Rank - 1 : Rank;
}

static std::string path(const Finding &F, const Scan &S) {
  return json::fixUTF8(relativePath(F.At.File, S.Root));
}

json::Value codeQuality(const Scan &S) {
  static constexpr StringLiteral Severities[] = {"info", "minor", "major",
                                                 "critical"};
  json::Array Out;
  std::vector<std::string> Prints = numberedPrints(S.Findings);
  for (const auto &[F, Print] : zip_equal(S.Findings, Prints)) {
    if (!F.active())
      continue;
    Out.push_back(json::Object{
        {"type", "issue"},
        {"check_name", "commsec-" + F.Check},
        {"description", json::fixUTF8(F.Message)},
        {"categories", json::Array{"Security"}},
        {"severity", Severities[rank(F)]},
        {"fingerprint", Print},
        {"location",
         json::Object{
             {"path", path(F, S)},
             {"lines", json::Object{{"begin", std::max(F.At.Line, 1U)},
                                    {"end", std::max({F.At.EndLine, F.At.Line,
                                                      1U})}}}}}});
  }
  return Out;
}

/// A UUID made of \p Name: the same for the same finding in every scan.
static std::string uuid(StringRef Name) {
  auto Hash = SHA256::hash(arrayRefFromStringRef(Name));
  Hash[6] = (Hash[6] & 0x0F) | 0x80; // Version 8: made in a way of our own.
  Hash[8] = (Hash[8] & 0x3F) | 0x80;
  std::string Hex = toHex(Hash, /*LowerCase=*/true);
  StringRef H = Hex;
  return (H.substr(0, 8) + "-" + H.substr(8, 4) + "-" + H.substr(12, 4) + "-" +
          H.substr(16, 4) + "-" + H.substr(20, 12))
      .str();
}

static std::string time(int64_t Seconds) {
  std::time_t T = static_cast<std::time_t>(Seconds);
  std::tm Fields = {};
  gmtime_r(&T, &Fields);
  char Text[32];
  return {Text, strftime(Text, sizeof(Text), "%Y-%m-%dT%H:%M:%S", &Fields)};
}

static json::Array identifiers(const Finding &F) {
  // The first one is the primary one, by which GitLab tells findings apart.
  std::string Id = "commsec-" + F.Check;
  json::Array Out{
      json::Object{{"type", "commsec_check"}, {"name", Id}, {"value", Id}}};
  if (!F.Fact.empty())
    Out.push_back(json::Object{{"type", "commsec_fact"},
                               {"name", json::fixUTF8(F.Fact)},
                               {"value", json::fixUTF8(F.Fact)}});
  for (int Cwe : F.Weaknesses) {
    std::string Number = utostr(static_cast<unsigned>(Cwe));
    Out.push_back(json::Object{
        {"type", "cwe"},
        {"name", "CWE-" + Number},
        {"value", Number},
        {"url", "https://cwe.mitre.org/data/definitions/" + Number + ".html"}});
  }
  return Out;
}

static json::Object vulnerability(const Finding &F, const std::string &Print,
                                  const Scan &S) {
  static constexpr StringLiteral Severities[] = {"Info", "Low", "Medium",
                                                 "High"};
  std::string File = path(F, S);
  unsigned Line = std::max(F.At.Line, 1U);
  unsigned EndLine = std::max(F.At.EndLine, Line);
  json::Object Location{
      {"file", File}, {"start_line", Line}, {"end_line", EndLine}};
  if (!F.Function.empty())
    Location["method"] = json::fixUTF8(F.Function);
  const auto *Rule = llvm::find_if(
      rules(), [&](const report::Rule &R) { return R.Name == F.Check; });
  std::string Help = Rule == rules().end() ? "" : Rule->Help;
  json::Object Out{
      {"id", uuid(Print)},
      {"name",
       Rule == rules().end() ? "commsec-" + F.Check : Rule->Description.str()},
      {"description", json::fixUTF8(F.Message + "\n\n" + Help)},
      {"severity", Severities[rank(F)]},
      {"location", std::move(Location)},
      {"identifiers", identifiers(F)},
      {"tracking",
       json::Object{{"type", "source"},
                    {"items", json::Array{json::Object{
                                  {"file", File},
                                  {"start_line", Line},
                                  {"end_line", EndLine},
                                  {"signatures",
                                   json::Array{json::Object{
                                       {"algorithm", "scope_offset"},
                                       {"value", File + "|" + Print}}}}}}}}}};
  for (const Edit &E : F.Fixes) {
    Out["solution"] = json::fixUTF8(
        E.At.Text.empty() ? "insert '" + E.Text + "'"
                          : "replace '" + E.At.Text + "' by '" + E.Text + "'");
    break;
  }
  return Out;
}

json::Value gitlabSast(const Scan &S, StringRef Version, Duration Time) {
  json::Array Vulnerabilities, Messages;
  std::vector<std::string> Prints = numberedPrints(S.Findings);
  for (const auto &[F, Print] : zip_equal(S.Findings, Prints))
    if (F.active())
      Vulnerabilities.push_back(vulnerability(F, Print, S));
  for (const std::string &Error : S.ConfigurationErrors)
    Messages.push_back(
        json::Object{{"level", "fatal"}, {"value", json::fixUTF8(Error)}});
  for (const Unit &U : S.Units)
    if (std::string Id = notificationId(U);
        !Id.empty() && U.Status != UnitStatus::Analysed)
      Messages.push_back(json::Object{
          {"level", U.Status == UnitStatus::Errors ? "warn" : "fatal"},
          {"value",
           json::fixUTF8(relativePath(U.File, S.Root) + ": " + U.Problem)}});
  json::Object Tool{{"id", "commsec"},
                    {"name", "commsec"},
                    {"version", Version},
                    {"vendor", json::Object{{"name", "commsec"}}}};
  json::Object Scan{{"analyzer", json::Object(Tool)},
                    {"scanner", std::move(Tool)},
                    {"type", "sast"},
                    {"start_time", time(Time.Begin)},
                    {"end_time", time(Time.End)},
                    {"status", "success"}};
  if (!Messages.empty())
    Scan["messages"] = std::move(Messages);
  return json::Object{
      {"version", "15.0.7"},
      {"schema",
       "https://gitlab.com/gitlab-org/security-products/security-report-schemas"
       "/-/raw/v15.0.7/dist/sast-report-format.json"},
      {"scan", std::move(Scan)},
      {"vulnerabilities", std::move(Vulnerabilities)}};
}

Error writeJson(StringRef Path, const json::Value &V) {
  return writeToOutput(Path, [&](raw_ostream &OS) -> Error {
    OS << formatv("{0:2}\n", V);
    return Error::success();
  });
}

} // namespace commsec::report
