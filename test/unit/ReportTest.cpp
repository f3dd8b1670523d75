//===--- ReportTest.cpp - tests of the reports ----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Report/Details.h"
#include "Report/Fingerprint.h"
#include "Report/Rules.h"
#include "Report/Sarif.h"
#include "Report/Statements.h"
#include "Report/TextReport.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace commsec;
using namespace llvm;

namespace {

/// A source file that is removed at the end.
class Source {
public:
  explicit Source(StringRef Text) {
    EXPECT_FALSE(sys::fs::createTemporaryFile("commsec report", "c", Path));
    write(Text);
    Remover.setFile(Path);
  }
  void write(StringRef Text) {
    std::error_code Error;
    raw_fd_ostream OS(Path, Error);
    OS << Text;
  }
  std::string path() const { return Path.str().str(); }
  std::string folder() const { return sys::path::parent_path(Path).str(); }
  std::string name() const { return sys::path::filename(Path).str(); }

private:
  SmallString<128> Path;
  FileRemover Remover;
};

report::Place place(StringRef File, unsigned Line, unsigned Column,
                    unsigned EndColumn) {
  report::Place P;
  P.File = File.str();
  P.Line = P.EndLine = Line;
  P.Column = Column;
  P.EndColumn = EndColumn;
  return P;
}

report::Finding finding(StringRef File, unsigned Line, unsigned Column,
                        unsigned EndColumn) {
  report::Finding F;
  F.Check = "weak-tls-version";
  F.Fact = "some-fact";
  F.At = place(File, Line, Column, EndColumn);
  F.Message = "too old";
  return F;
}

report::Unit unit(StringRef File, std::vector<report::Finding> Findings) {
  report::Unit U;
  U.File = File.str();
  U.Findings = std::move(Findings);
  return U;
}

std::string text(const report::Scan &S, StringRef Folder) {
  std::string Out;
  raw_string_ostream OS(Out);
  report::TextOptions Options;
  Options.WorkingDirectory = Folder.str();
  report::writeText(OS, S, Options);
  return Out;
}

std::string dump(const json::Value &V) { return formatv("{0:2}", V).str(); }

const json::Object &object(const json::Value &V) { return *V.getAsObject(); }

const json::Object &run(const json::Value &Log) {
  return object(object(Log).getArray("runs")->front());
}

const json::Object &result(const json::Value &Log, size_t I = 0) {
  return object((*run(Log).getArray("results"))[I]);
}

TEST(Model, MergesByPlaceAndCheck) {
  report::Finding A = finding("/p/b.h", 3, 1, 2);
  A.Conditional = true;
  report::Finding B = finding("/p/b.h", 3, 1, 2);
  report::Finding C = finding("/p/a.c", 9, 1, 2);
  report::Finding D = finding("/p/b.h", 3, 1, 2);
  D.Check = "weak-cipher-suite";
  report::Scan S =
      report::merge({unit("/p/a.c", {C, A}), unit("/p/c.c", {B, D})}, "/p");
  ASSERT_EQ(S.Findings.size(), 3U);
  EXPECT_EQ(S.Findings[0].At.File, "/p/a.c");
  EXPECT_EQ(S.Findings[1].Check, "weak-cipher-suite");
  // Of two verdicts the unconditional one is kept, whatever came first.
  EXPECT_FALSE(S.Findings[2].Conditional);
}

TEST(Model, UnitsSurviveJson) {
  report::Finding F = finding("/p/a.c", 3, 4, 5);
  F.Conditional = true;
  F.Severity = "high";
  F.Function = "n::f";
  F.Notes.push_back({F.At, "note"});
  F.Fixes.push_back({F.At, "text"});
  report::Unit U = unit("/p/a.c", {F});
  U.Status = report::UnitStatus::Errors;
  U.Errors = 2;
  U.Problem = "bad \xff byte";
  U.Log = {"line"};
  report::Unit Read;
  json::Path::Root Root;
  json::Value V = toJSON(U);
  ASSERT_TRUE(fromJSON(V, Read, Root));
  EXPECT_EQ(dump(toJSON(Read)), dump(V));
  EXPECT_EQ(Read.Status, report::UnitStatus::Errors);
  EXPECT_EQ(Read.Problem, "bad \xef\xbf\xbd byte");
  ASSERT_EQ(Read.Findings.size(), 1U);
  EXPECT_EQ(Read.Findings[0].Fixes[0].Text, "text");
  object(V);
  (*V.getAsObject())["status"] = "sleepy";
  EXPECT_FALSE(fromJSON(V, Read, Root));
}

TEST(TextReport, ShowsLineCaretAndFix) {
  Source File("int a;\n\tset(\"\xc3\xa4\", TLS1);\n");
  report::Finding F = finding(File.path(), 2, 12, 16);
  F.Fixes.push_back({F.At, "TLS1_2"});
  report::Note N;
  N.At = place(File.path(), 1, 5, 6);
  N.Text = "here";
  F.Notes.push_back(N);
  std::string Name = File.name();
  EXPECT_EQ(text(report::merge({unit(File.path(), {F})}, File.folder()),
                 File.folder()),
            Name + "\n" + Name +
                ":2:12: warning: too old [commsec-weak-tls-version]\n"
                "    2 | \tset(\"\xc3\xa4\", TLS1);\n"
                "      | \t         ^~~~\n"
                "  fix: replace 'TLS1' by 'TLS1_2'\n" +
                Name +
                ":1:5: note: here\n"
                "    1 | int a;\n"
                "      |     ^\n"
                "\n"
                "  commsec-weak-tls-version       1\n"
                "1 finding in 1 unit: 1 analysed, 0 with errors, 0 crashed, "
                "0 timed out\n");
}

TEST(TextReport, SaysWhatIsMissing) {
  report::Unit Crashed = unit("/p/a.c", {});
  Crashed.Status = report::UnitStatus::Crashed;
  Crashed.Problem = "killed by signal 11";
  Crashed.Log = {"1.\tparser at f"};
  report::Unit Errors = unit("/p/b.c", {});
  Errors.Status = report::UnitStatus::Errors;
  Errors.Errors = 2;
  Errors.Problem = "b.c:1:1: oops";
  report::Scan S = report::merge({Crashed, Errors}, "/p");
  EXPECT_FALSE(S.complete());
  EXPECT_EQ(text(S, "/p"),
            "error: a.c: not analysed: killed by signal 11\n"
            "    1.\tparser at f\n"
            "error: b.c: analysed with 2 errors of the compiler: b.c:1:1: "
            "oops\n"
            "\n"
            "0 findings in 2 units: 0 analysed, 1 with errors, 1 crashed, 0 "
            "timed out\n");
}

TEST(TextReport, SourceMayHaveChanged) {
  Source File("x\n");
  report::Finding F = finding(File.path(), 70, 80, 90);
  F.Fixes.push_back({F.At, "y"});
  EXPECT_NE(text(report::merge({unit(File.path(), {F})}, "/"), "/").find("70"),
            std::string::npos);
}

TEST(Sarif, HasWhatUploadsNeed) {
  Source File("int a;\nf(\"\xc3\xa4\", TLS1);\n");
  report::Finding F = finding(File.path(), 2, 9, 13);
  F.Function = "f";
  F.Notes.push_back({place(File.path(), 1, 5, 6), "here"});
  F.Fixes.push_back({F.At, "TLS1_2"});
  report::SarifOptions Options;
  Options.Version = "1.2.3";
  auto Facts = Catalog::load({}, [](const std::string &) {});
  Options.Facts = Facts.get();
  json::Value Log = report::sarif(
      report::merge({unit(File.path(), {F})}, File.folder()), Options);

  EXPECT_EQ(object(Log).getString("version"), "2.1.0");
  const json::Object &Driver = *run(Log).getObject("tool")->getObject("driver");
  EXPECT_EQ(Driver.getString("name"), "commsec");
  EXPECT_EQ(Driver.getString("semanticVersion"), "1.2.3");
  const json::Array &Rules = *Driver.getArray("rules");
  EXPECT_EQ(Rules.size(), report::rules().size());

  const json::Object &R = result(Log);
  EXPECT_EQ(R.getString("ruleId"), "commsec-weak-tls-version");
  EXPECT_EQ(R.getString("level"), "warning");
  const json::Object &Rule =
      object(Rules[static_cast<size_t>(*R.getInteger("ruleIndex"))]);
  EXPECT_EQ(Rule.getString("id"), R.getString("ruleId"));
  EXPECT_FALSE(Rule.getObject("help")->getString("text")->empty());
  const json::Object &Properties = *Rule.getObject("properties");
  EXPECT_EQ(Properties.getString("security-severity"), "5.9");
  const json::Array &Tags = *Properties.getArray("tags");
  EXPECT_EQ(Tags[0].getAsString(), "security");
  EXPECT_TRUE(Tags[1].getAsString()->starts_with("external/cwe/cwe-"));
  EXPECT_LE(Tags.size(), 20U);

  const json::Object &Physical =
      *object(R.getArray("locations")->front()).getObject("physicalLocation");
  const json::Object &Artifact = *Physical.getObject("artifactLocation");
  EXPECT_EQ(Artifact.getString("uriBaseId"), "SRCROOT");
  EXPECT_TRUE(Artifact.getString("uri")->starts_with("commsec%20report"));
  // Columns count UTF-16 units, not bytes.
  const json::Object &Region = *Physical.getObject("region");
  EXPECT_EQ(Region.getInteger("startColumn"), 8);
  EXPECT_EQ(Region.getInteger("endColumn"), 12);
  EXPECT_EQ(Region.getObject("snippet")->getString("text"), "TLS1");
  EXPECT_EQ(R.getArray("relatedLocations")->size(), 1U);
  EXPECT_EQ(R.getArray("codeFlows")->size(), 1U);
  EXPECT_EQ(R.getArray("fixes")->size(), 1U);
  const json::Object &Prints = *R.getObject("partialFingerprints");
  EXPECT_TRUE(Prints.getString("primaryLocationLineHash")->ends_with(":1"));
  EXPECT_TRUE(Prints.getString("commsecFingerprint/v1")->ends_with(":1"));
  EXPECT_EQ(*object(run(Log).getArray("invocations")->front())
                 .getBoolean("executionSuccessful"),
            true);
}

TEST(Sarif, SaysWhatIsMissing) {
  report::Unit Crashed = unit("/p/a b.c", {});
  Crashed.Status = report::UnitStatus::TimedOut;
  Crashed.Problem = "killed after 1 seconds";
  report::Scan S = report::merge({Crashed}, "/p");
  S.ConfigurationErrors = {"net.yaml:1:1: oops"};
  json::Value Log = report::sarif(S, {});
  const json::Object &Invocation =
      object(run(Log).getArray("invocations")->front());
  EXPECT_EQ(Invocation.getBoolean("executionSuccessful"), false);
  EXPECT_EQ(Invocation.getArray("toolConfigurationNotifications")->size(), 1U);
  const json::Array &Notes = *Invocation.getArray("toolExecutionNotifications");
  ASSERT_EQ(Notes.size(), 1U);
  EXPECT_EQ(object(Notes[0]).getObject("descriptor")->getString("id"),
            "unit-timed-out");
  EXPECT_NE(dump(Notes[0]).find("a%20b.c"), std::string::npos);
}

TEST(Sarif, SaysWhatWasCutShort) {
  report::Unit U = unit("/p/a.c", {});
  U.BudgetHits = 2;
  report::Scan S = report::merge({U, unit("/p/b.c", {})}, "/p");
  EXPECT_TRUE(S.complete());
  json::Value Log = report::sarif(S, {});
  const json::Object &Invocation =
      object(run(Log).getArray("invocations")->front());
  EXPECT_EQ(Invocation.getBoolean("executionSuccessful"), true);
  const json::Array &Notes = *Invocation.getArray("toolExecutionNotifications");
  ASSERT_EQ(Notes.size(), 1U);
  const json::Object &Note = object(Notes[0]);
  EXPECT_EQ(Note.getString("level"), "note");
  EXPECT_EQ(Note.getObject("message")->getString("text"),
            "the analysis of 2 functions was cut short");
}

TEST(Sarif, ConditionalAndLowAreNotes) {
  report::Finding A = finding("/p/a.c", 1, 1, 2);
  A.Conditional = true;
  report::Finding B = finding("/p/a.c", 2, 1, 2);
  B.Severity = "low";
  json::Value Log =
      report::sarif(report::merge({unit("/p/a.c", {A, B})}, "/p"), {});
  EXPECT_EQ(result(Log, 0).getString("level"), "note");
  EXPECT_EQ(result(Log, 1).getString("level"), "note");
}

TEST(Sarif, IsWrittenWholeOrNot) {
  SmallString<128> Folder;
  ASSERT_FALSE(sys::fs::createUniqueDirectory("commsec", Folder));
  std::string Path = (Folder + "/out.sarif").str();
  report::Scan S = report::merge({}, "/p");
  EXPECT_FALSE(errorToBool(report::writeSarif(Path, S, {})));
  EXPECT_TRUE(errorToBool(
      report::writeSarif((Folder + "/none/out.sarif").str(), S, {})));
  auto Buffer = MemoryBuffer::getFile(Path);
  ASSERT_TRUE(Buffer);
  EXPECT_TRUE(
      bool(cantFail(json::parse((*Buffer)->getBuffer())).getAsObject()));
  sys::fs::remove_directories(Folder);
}

TEST(Fingerprint, LinesAreHashedWithoutBlanks) {
  auto A = report::lineHashes("int a;\n  int b;\nint c;\n");
  auto B = report::lineHashes("int a;\r\nint\tb;\r\nint c;\r\n");
  EXPECT_EQ(A.size(), 4U);
  EXPECT_EQ(A, B);
  // What stands above does not matter, repetitions are counted.
  auto C = report::lineHashes("void new_one();\nint a;\n  int b;\nint c;\n");
  EXPECT_EQ(ArrayRef(C).drop_front(), ArrayRef(A));
  std::string Block(120, 'x');
  auto D = report::lineHashes(Block + "\n" + Block + "\n");
  EXPECT_TRUE(StringRef(D[0]).ends_with(":1"));
  EXPECT_TRUE(StringRef(D[1]).ends_with(":2"));
  EXPECT_EQ(StringRef(D[0]).split(':').first, StringRef(D[1]).split(':').first);
}

TEST(Fingerprint, SurvivesUnrelatedEdits) {
  Source File("  f(TLS1);\ng(TLS1);\nf(TLS1);\n");
  auto Prints = [&](ArrayRef<unsigned> Lines) {
    std::vector<report::Finding> Findings;
    for (unsigned Line : Lines)
      Findings.push_back(finding(File.path(), Line, 5, 9));
    report::Scan S = report::merge({unit(File.path(), Findings)}, "/");
    report::addDetails(S, nullptr);
    return report::numberedPrints(S.Findings);
  };
  auto Before = Prints({1, 2, 3});
  EXPECT_NE(Before[0], Before[1]);
  // The same text again: the same hash, but another number.
  EXPECT_NE(Before[0], Before[2]);
  EXPECT_EQ(StringRef(Before[0]).drop_back(), StringRef(Before[2]).drop_back());
  File.write("// new\n\nf(TLS1); // why\n   g(  TLS1);\nf(\n    TLS1\n);\n");
  EXPECT_EQ(Prints({3, 4, 6}), Before);
}

TEST(Statements, AreCutWhereTheyEnd) {
  StringRef Text = "#define A(x) \\\n  f(x); g(x)\n"
                   "int a = 1'000 /* ; */ + 'x'; // ;\n"
                   "s = R\"(;\")\" \"a;\\\";\"; f( 0 ,\n  1);}\n"
                   "last";
  report::Statements Pieces(Text);
  EXPECT_EQ(Pieces.at(Text.find("f(x)")), "#defineA(x)\\f(x);g(x)");
  EXPECT_EQ(Pieces.at(Text.find("int")), "inta=1'000+'x';");
  EXPECT_EQ(Pieces.at(Text.find("s =")), "s=R\"(;\")\"\"a;\\\";\";");
  EXPECT_EQ(Pieces.at(Text.find("0 ,")), "f(0,1);");
  EXPECT_EQ(Pieces.at(Text.find("last")), "last");
  EXPECT_EQ(Pieces.at(Text.size()), "");
  EXPECT_EQ(report::Statements("").at(0), "");
}

} // namespace
