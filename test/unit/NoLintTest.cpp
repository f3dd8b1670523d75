//===--- NoLintTest.cpp - tests of comments that silence findings ---------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/NoLint.h"
#include "gtest/gtest.h"

using namespace commsec;
using namespace commsec::report;
using namespace llvm;

namespace {

const Directive *at(NoLints &Comments, StringRef Text, StringRef Word,
                    StringRef Check = "commsec-plaintext-url") {
  return Comments.silencing(Text.find(Word), Check);
}

TEST(NoLint, ListsAreGlobs) {
  EXPECT_TRUE(listHolds("*", "commsec-a"));
  EXPECT_TRUE(listHolds("other, commsec-a", "commsec-a"));
  EXPECT_TRUE(listHolds("c*-*a", "commsec-a"));
  EXPECT_FALSE(listHolds("commsec", "commsec-a"));
  EXPECT_FALSE(listHolds("commsec-*b*c", "commsec-abd"));
  EXPECT_FALSE(listHolds("", "commsec-a"));
  // The last item that matches decides.
  EXPECT_FALSE(listHolds("commsec-*,-commsec-a", "commsec-a"));
  EXPECT_TRUE(listHolds("-commsec-a,commsec-*", "commsec-a"));
}

TEST(NoLint, NamesOfOurs) {
  EXPECT_EQ(ownItems("a, commsec-b ,commsec*,-commsec-d,*").size(), 2U);
  EXPECT_TRUE(namesOwnChecks("x // NOLINT\ny // NOLINTNEXTLINE(commsec-*)"));
  EXPECT_FALSE(namesOwnChecks("x // NOLINT(bugprone-*)\n// commsec-*"));
}

TEST(NoLint, OnTheLineAndAbove) {
  StringRef Text = "one(); // NOLINT(commsec-plaintext-url): because\n"
                   "two(); /* NOLINTNEXTLINE */\n"
                   "three();\n"
                   "four(); // NOLINTOTHER NOLINT(a\n"
                   "five(); // NOLINT()\n";
  NoLints Comments("f.c", Text);
  const Directive *D = at(Comments, Text, "one");
  ASSERT_TRUE(D);
  EXPECT_EQ(D->Reason, "because");
  EXPECT_EQ(D->At.Line, 1U);
  EXPECT_EQ(D->At.Column, 11U);
  EXPECT_EQ(D->At.EndColumn, 40U);
  EXPECT_FALSE(at(Comments, Text, "one", "commsec-other"));
  EXPECT_FALSE(at(Comments, Text, "two"));
  D = at(Comments, Text, "three");
  ASSERT_TRUE(D);
  EXPECT_EQ(D->Kind, "NOLINTNEXTLINE");
  EXPECT_EQ(D->Reason, "");
  // A list that is not closed is none, an empty one holds nothing.
  EXPECT_TRUE(at(Comments, Text, "four"));
  EXPECT_FALSE(at(Comments, Text, "five"));
}

TEST(NoLint, Blocks) {
  StringRef Text = "// NOLINTBEGIN(commsec-*) -- outer\n"
                   "one();\n"
                   "// NOLINTBEGIN\n"
                   "two();\n"
                   "// NOLINTEND(commsec-other)\n"
                   "three();\n"
                   "// NOLINTEND\n"
                   "four();\n"
                   "// NOLINTEND(commsec-*)\n"
                   "five();\n"
                   "// NOLINTBEGIN\n"
                   "six();\n";
  NoLints Comments("f.c", Text);
  ASSERT_TRUE(at(Comments, Text, "one"));
  EXPECT_EQ(at(Comments, Text, "one")->Reason, "outer");
  // The innermost one; an end of another list closes nothing.
  ASSERT_TRUE(at(Comments, Text, "three"));
  EXPECT_EQ(at(Comments, Text, "three")->At.Line, 3U);
  EXPECT_EQ(at(Comments, Text, "four")->At.Line, 1U);
  EXPECT_FALSE(at(Comments, Text, "five"));
  EXPECT_FALSE(at(Comments, Text, "six"));
}

TEST(NoLint, Reasons) {
  auto Reason = [](StringRef Text) {
    return NoLints("f.c", Text).directives().at(0).Reason;
  };
  EXPECT_EQ(Reason("// NOLINT(a): lab only\nmore"), "lab only");
  EXPECT_EQ(Reason("// NOLINT(a) -- lab only"), "lab only");
  EXPECT_EQ(Reason("// NOLINT lab only"), "lab only");
  EXPECT_EQ(Reason("/* NOLINT(a): lab only */ int B;"), "lab only");
  EXPECT_EQ(Reason("// NOLINT(a) NOLINT(b): lab only"), "");
  EXPECT_EQ(Reason("// NOLINT(a):\r\n"), "");
}

Unit unit(std::vector<std::string> Unused) {
  Unit U;
  Directive D;
  D.At.File = "/h.h";
  D.At.Line = 1;
  D.Kind = "NOLINT";
  D.Checks = "commsec-a,commsec-b";
  D.Unused = std::move(Unused);
  U.Directives.push_back(std::move(D));
  return U;
}

TEST(NoLint, WhatOneUnitNeedsIsNeeded) {
  Scan S = merge({unit({"commsec-a", "commsec-b"}), unit({"commsec-b"})}, "/");
  ASSERT_EQ(S.Directives.size(), 1U);
  EXPECT_EQ(S.Directives[0].Unused, std::vector<std::string>{"commsec-b"});
}

} // namespace
