//===--- DistributionTest.cpp - tests of shards, progress, jobs ----------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Progress.h"
#include "Project/Shard.h"
#include "Report/Bytes.h"
#include "Text/ActivityLog.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"
#include <set>

using namespace commsec;
using namespace llvm;

namespace {

TEST(Bytes, AnyStringSurvivesJson) {
  for (StringRef Text :
       {"", "plain", "caf\xc3\xa9", "caf\xe9", "\xff\xfe\x01"}) {
    json::Value V = json::Object{{"text", report::bytesJSON(Text)}};
    // Through the text, as between processes.
    Expected<json::Value> Read = json::parse(formatv("{0}", V).str());
    ASSERT_TRUE(static_cast<bool>(Read));
    std::string Out;
    json::Path::Root Root;
    EXPECT_TRUE(report::mapBytes(*Read, "text", Out, Root));
    EXPECT_EQ(Out, Text);
  }
  std::string Out;
  json::Path::Root Root;
  EXPECT_FALSE(report::mapBytes(json::Object{}, "text", Out, Root));
  EXPECT_FALSE(report::mapBytes(json::Object{{"text", 1}}, "text", Out, Root));
  EXPECT_FALSE(
      report::mapBytes(json::Object{{"text", json::Object{{"base64", "?"}}}},
                       "text", Out, Root));
}

TEST(ActivityLog, NamesTheInnermost) {
  auto C = activity::culpritOf("0.\tProgram arguments: commsec: function no\n"
                               "1.\tcommsec: function main\n"
                               "2.\tcommsec: function ns::set up\n"
                               "3.\tcommsec: fact a-b of commsec-weak-tls\n");
  EXPECT_EQ(C.Check, "weak-tls");
  EXPECT_EQ(C.Function, "ns::set up");
  // What a callback does by itself is not the affair of the fact that asked.
  C = activity::culpritOf("commsec: function main\n"
                          "commsec: fact a-b of commsec-weak-tls\n"
                          "commsec: function callback\n");
  EXPECT_EQ(C.Check, "");
  EXPECT_EQ(C.Function, "callback");
  EXPECT_EQ(C.Root, "main");
  C = activity::culpritOf("commsec: function f\ncommsec: fact without-check\n");
  EXPECT_EQ(C.Check, "");
  EXPECT_EQ(C.Function, "f");
  EXPECT_EQ(activity::culpritOf("1.\t<eof> parser at end of file\n").Function,
            "");
}

TEST(Progress, TellsRateAndTimeLeft) {
  using std::chrono::milliseconds;
  EXPECT_EQ(project::progressLine(37, 120, milliseconds(9024), "src/x.c"),
            "[ 37/120] 4.1/s, 0:21 left, src/x.c");
  EXPECT_EQ(project::progressLine(0, 120, milliseconds(500), ""), "[  0/120]");
  EXPECT_EQ(project::progressLine(9, 9, milliseconds(3000), "x.c"),
            "[9/9] 3.0/s, x.c");
  EXPECT_EQ(project::progressLine(10, 80000, milliseconds(5000), ""),
            "[   10/80000] 2.0/s, 11:06:35 left");
}

project::Job job(const Twine &File, std::vector<std::string> Command = {"cc"}) {
  project::Job J;
  J.File = File.str();
  J.Directory = "/src";
  J.Command = std::move(Command);
  return J;
}

TEST(Shards, HoldEachUnitOnce) {
  std::vector<project::Job> Jobs;
  for (int I = 0; I != 200; ++I)
    Jobs.push_back(job("/src/" + Twine(I) + ".c"));
  size_t Sum = 0;
  for (unsigned K = 1; K <= 4; ++K) {
    auto Part = project::jobsOfShard(Jobs, "/src", {K, 4});
    EXPECT_GT(Part.size(), 25U);
    Sum += Part.size();
  }
  EXPECT_EQ(Sum, Jobs.size());
  EXPECT_EQ(project::jobsOfShard(Jobs, "/src", {1, 1}).size(), Jobs.size());
}

TEST(Shards, DependOnTheUnitAsSeenFromTheRoot) {
  project::Job Here = job("/src/a.c", {"cc", "-I/src/inc", "-I/usr/inc"});
  project::Job There =
      job("/home/me/src/a.c", {"cc", "-I/home/me/src/inc", "-I/usr/inc"});
  There.Directory = "/home/me/src";
  std::set<unsigned> ByCommand;
  for (unsigned Of = 1; Of != 50; ++Of)
    EXPECT_EQ(project::shardOf(Here, "/src", Of),
              project::shardOf(There, "/home/me/src/", Of));
  for (StringRef Flag : {"-DA", "-DB", "-DC", "-DD", "-DE"})
    ByCommand.insert(
        project::shardOf(job("/src/a.c", {"cc", Flag.str()}), "/src", 1000));
  EXPECT_EQ(ByCommand.size(), 5U);
  // It must not change from one version to the next.
  EXPECT_EQ(project::shardOf(job("/src/a.c"), "/src", 1000000), 927639U);
}

TEST(Shards, AreReadFromText) {
  EXPECT_EQ(cantFail(project::parseShard("2/4")).name(), "2/4");
  for (StringRef Wrong :
       {"", "2", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/2/3"}) {
    auto S = project::parseShard(Wrong);
    EXPECT_FALSE(static_cast<bool>(S)) << Wrong.str();
    consumeError(S.takeError());
  }
}

} // namespace
