//===--- RunnerTest.cpp - tests of jobs and the runner --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Runner.h"
#include "Project/Jobs.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"
#include <csignal>

using namespace commsec;
using namespace llvm;

namespace {

project::Job job(StringRef File, std::vector<std::string> Command = {"cc"}) {
  project::Job J;
  J.File = File.str();
  J.Directory = "/";
  J.Command = std::move(Command);
  return J;
}

/// Runs \p Jobs by a shell script that has each job as standard input.
project::RunResult run(std::vector<project::Job> Jobs, StringRef Script,
                       unsigned Processes = 2, unsigned Timeout = 60) {
  project::RunOptions Options;
  Options.Worker.Command = {"/bin/sh", "-c", Script.str()};
  Options.Worker.Timeout = std::chrono::seconds(Timeout);
  Options.Processes = Processes;
  return project::runJobs(Jobs, Options, [](const project::Progress &) {});
}

constexpr StringLiteral Answer =
    R"({"file": "/x", "status": "analysed", "errors": 0, "problem": "",
        "log": [], "configurationErrors": [], "suppressed": 0,
        "budgetHits": 0, "leftOut": "", "firstTry": "",
        "droppedFlags": [], "judged": [], "directives": [],
        "findings": []})";

std::string answering() {
  return ("cat >/dev/null; echo '" + Answer + "'").str();
}

TEST(Jobs, SurviveJson) {
  project::Job J = job("/a.c", {"cc", "-DX=\"1\"", "a.c"});
  J.Options.Catalogs = {"/net.yaml"};
  J.Options.AllSends = true;
  project::Job Read;
  json::Path::Root Root;
  ASSERT_TRUE(fromJSON(toJSON(J), Read, Root));
  EXPECT_EQ(formatv("{0}", toJSON(Read)).str(),
            formatv("{0}", toJSON(J)).str());
}

TEST(Jobs, RootHoldsAllFiles) {
  EXPECT_EQ(project::findRoot({job("/no/such/a.c"), job("/no/such/b/c.c")},
                              "/elsewhere"),
            "/no/such");
  EXPECT_EQ(project::findRoot({job("/no/such/a.c"), job("/no/suchlike/c.c")},
                              "/elsewhere"),
            "/no");
  EXPECT_EQ(project::findRoot({job("/no/such/a/b.c")}, "/no/such"), "/no/such");
}

TEST(Runner, KeepsTheOrderOfJobs) {
  std::vector<project::Job> Jobs;
  for (int I = 0; I != 20; ++I)
    Jobs.push_back(job(formatv("/{0}.c", I).str()));
  // The answer's file is the job's.
  auto Result = run(Jobs,
                    R"sh(F=$(sed 's/.*"file":"\([^"]*\)".*/\1/')
printf '{"file": "%s", "status": "analysed", "errors": 0, "problem": "",
"log": [], "configurationErrors": [], "suppressed": 0,
"budgetHits": 0, "leftOut": "", "firstTry": "",
"droppedFlags": [], "judged": [], "directives": [],
"findings": []
}' $F)sh",
                    4);
  ASSERT_EQ(Result.Units.size(), 20U);
  for (int I = 0; I != 20; ++I) {
    EXPECT_EQ(Result.Units[I].Problem, "");
    EXPECT_EQ(Result.Units[I].File, formatv("/{0}.c", I).str());
  }
}

TEST(Runner, CrashIsOneUnitsAffair) {
  auto Result = run({job("/bad.c"), job("/good.c")},
                    "if grep -q bad; then echo last words >&2; kill -SEGV $$; "
                    "fi; " +
                        answering());
  EXPECT_EQ(Result.Units[0].Status, report::UnitStatus::Crashed);
  EXPECT_NE(Result.Units[0].Problem.find("signal 11"), std::string::npos);
  EXPECT_EQ(Result.Units[0].Log, std::vector<std::string>{"last words"});
  EXPECT_EQ(Result.Units[1].Status, report::UnitStatus::Analysed);
}

TEST(Runner, TimeLimitKillsTheWholeGroup) {
  auto Start = std::chrono::steady_clock::now();
  auto Result = run({job("/a.c")}, "sleep 100 & sleep 100", 1, 1);
  EXPECT_EQ(Result.Units[0].Status, report::UnitStatus::TimedOut);
  EXPECT_LT(std::chrono::steady_clock::now() - Start, std::chrono::seconds(50));
}

TEST(Runner, WrongAnswersAreFailures) {
  EXPECT_EQ(run({job("/a.c")}, "echo no json").Units[0].Status,
            report::UnitStatus::Failed);
  EXPECT_EQ(run({job("/a.c")}, "echo '{}'").Units[0].Status,
            report::UnitStatus::Failed);
  EXPECT_EQ(run({job("/a.c")}, "exit 7").Units[0].Problem,
            "the worker ended with status 7");
  project::RunOptions Options;
  Options.Worker.Command = {"/no/such/program"};
  auto Result = project::runJobs({job("/a.c")}, Options,
                                 [](const project::Progress &) {});
  EXPECT_EQ(Result.Units[0].Status, report::UnitStatus::Failed);
}

TEST(Runner, LargeJobsAndAnswersPass) {
  std::vector<std::string> Command(40000, "-DSOME_LONG_DEFINITION");
  // Reads slowly, and writes before it has read all.
  auto Result = run({job("/a.c", Command)},
                    "head -c 1000 >/dev/null; head -c 1000000 /dev/zero | "
                    "tr '\\0' ' '; " +
                        answering());
  EXPECT_EQ(Result.Units[0].Problem, "");
}

TEST(Runner, InterruptionLeavesNothingBehind) {
  project::RunOptions Options;
  Options.Worker.Command = {"/bin/sh", "-c",
                            "if grep -q one; then cat >/dev/null; echo '" +
                                Answer.str() + "'; else sleep 100; fi"};
  bool First = true;
  auto Result = project::runJobs({job("/one.c"), job("/two.c")}, Options,
                                 [&](const project::Progress &P) {
                                   if (P.Done == 1 && First) {
                                     First = false;
                                     raise(SIGTERM);
                                   }
                                 });
  EXPECT_EQ(Result.Signal, SIGTERM);
  EXPECT_EQ(Result.Units[0].Status, report::UnitStatus::Analysed);
  EXPECT_EQ(Result.Units[1].Status, report::UnitStatus::Interrupted);
}

TEST(Runner, ExcerptOfAStackDump) {
  EXPECT_EQ(project::excerpt("noise\nStack dump:\n0.\targs\n1.\tat f\n"
                             "2.\tin g\n #0 0x1 frame\n"),
            (std::vector<std::string>{"1.\tat f", "2.\tin g"}));
  EXPECT_EQ(project::excerpt("a\n\nb\n"), (std::vector<std::string>{"a", "b"}));
}

} // namespace
