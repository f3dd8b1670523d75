//===--- SurveyTest.cpp - tests of words, needs and the survey ------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Survey.h"
#include "Catalog/Catalog.h"
#include "Project/SurveyRun.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace commsec;
using namespace commsec::project;
using namespace llvm;

namespace {

std::vector<std::string> texts(ArrayRef<Word> Which, const Vocabulary &In) {
  std::vector<std::string> Out;
  for (Word W : Which)
    Out.push_back(In.text(W).str());
  llvm::sort(Out);
  return Out;
}

std::vector<std::string> plainWords(StringRef Text) {
  Vocabulary In;
  return texts(wordsOf(Text, {}, In).Plain, In);
}

using Strings = std::vector<std::string>;

TEST(Words, AreOutsideOfCommentsAndLiterals) {
  EXPECT_EQ(plainWords("a /* b */ \"c\" 'd' // e\nf"), (Strings{"a", "f"}));
  EXPECT_EQ(plainWords("/* a\n * b */ c"), (Strings{"c"}));
  EXPECT_EQ(plainWords("\"\\\" a\" b"), (Strings{"b"}));
  EXPECT_EQ(plainWords("// a \\\n b\nc"), (Strings{"c"}));
}

TEST(Words, MayBeContinued) {
  EXPECT_EQ(plainWords("SSL_\\\nconnect"), (Strings{"SSL_connect"}));
  EXPECT_EQ(plainWords("SSL_\\\r\nco\\\nnnect x"),
            (Strings{"SSL_connect", "x"}));
}

TEST(Words, SurviveWhatLooksLikeLiterals) {
  // A separator of digits opens nothing, an apostrophe in a dropped part or a
  // message only the rest of its line.
  EXPECT_EQ(plainWords("1'000 a"), (Strings{"1'000", "a"}));
  EXPECT_EQ(plainWords("#if 0\ndon't a\n#endif\nb"), (Strings{"b", "don"}));
  EXPECT_EQ(plainWords("#error don't\nb"), (Strings{"b"}));
  // In C, R may be a macro.
  EXPECT_EQ(plainWords("R\"x(a \" b)x\" c"), (Strings{"a", "b", "c", "x"}));
  EXPECT_EQ(plainWords("R\"(a\" b"), (Strings{"b"}));
}

TEST(Words, OfConditionsAndDefinitionsAreNotPlain) {
  EXPECT_EQ(
      plainWords("#ifdef a\n#include <b>\n#define c d\n#endif\n#pragma e"),
      (Strings{"e"}));
}

TEST(Words, OfMacros) {
  Vocabulary In;
  FileWords F = wordsOf("#define A(x, y) x + B \\\n + C(1)\n"
                        "#define D\n# define E(x, ...) x##F\n",
                        {}, In);
  ASSERT_EQ(F.Macros.size(), 3u);
  EXPECT_EQ(In.text(F.Macros[0].Name), "A");
  EXPECT_EQ(texts(F.Macros[0].Body, In), (Strings{"1", "B", "C"}));
  EXPECT_FALSE(F.Macros[0].Pastes);
  EXPECT_TRUE(F.Macros[1].Body.empty());
  EXPECT_EQ(In.text(F.Macros[2].Name), "E");
  EXPECT_TRUE(F.Macros[2].Pastes);
}

TEST(Words, OfArguments) {
  Vocabulary In;
  Word Glue = In.number("GLUE");
  EXPECT_EQ(texts(argumentWords("a(b); GLUE(c,\n d(e)) f; GLUE g(h)", {}, In,
                                [&](Word W) { return W == Glue; }),
                  In),
            (Strings{"c", "d", "e"}));
}

TEST(Words, TellOfSuppressions) {
  Vocabulary In;
  EXPECT_TRUE(
      wordsOf("a; // NOLINT(commsec-weak-tls-version)", {}, In).Suppresses);
  EXPECT_FALSE(wordsOf("a; // NOLINT(bugprone-x)", {}, In).Suppresses);
}

Fact fact(StringRef Id, std::vector<std::string> Call, Role Kind) {
  Fact F;
  F.Id = Id.str();
  F.Check = "weak-tls-version";
  F.Call = std::move(Call);
  F.Kind = Kind;
  F.Handle = 1;
  return F;
}

/// What the facts of a small library need.
class RelevanceTest : public ::testing::Test {
protected:
  bool mayReport(std::vector<std::string> Written,
                 std::vector<std::string> Declared,
                 StringRef Check = "weak-tls-version", bool Pedantic = false) {
    Library L;
    L.Name = "x";
    L.Facts = Facts;
    Catalog C({L});
    Vocabulary In;
    Relevance R(
        C, {[&](StringRef Name) { return Name == Check; }, Pedantic, false},
        In);
    append_range(Declared, Written);
    return R.mayReport(
        [&](Word W) { return is_contained(Written, In.text(W)); },
        [&](Word W) { return is_contained(Declared, In.text(W)); });
  }
  std::vector<Fact> Facts;
};

TEST_F(RelevanceTest, ACallIsWritten) {
  Facts = {fact("a", {"ns::C::open"}, Role::Insecure)};
  EXPECT_TRUE(mayReport({"open"}, {"ns", "C"}));
  EXPECT_FALSE(mayReport({}, {"ns", "C", "open"}));
  EXPECT_FALSE(mayReport({"open"}, {"ns"}));
}

TEST_F(RelevanceTest, WhatIsImplicitIsOnlyDeclared) {
  Facts = {fact("a", {"C::operator bool"}, Role::Insecure)};
  EXPECT_TRUE(mayReport({}, {"C"}));
  Facts[0].Call.clear();
  Facts[0].Construct = {"ns::C"};
  EXPECT_TRUE(mayReport({}, {"ns", "C"}));
  EXPECT_FALSE(mayReport({"C"}, {}));
}

TEST_F(RelevanceTest, TypesAreDeclared) {
  Facts = {fact("a", {"std::operator<<"}, Role::Insecure)};
  EXPECT_TRUE(mayReport({}, {"std"}));
  Condition C;
  C.Type = {"net::Stream<net::tcp>", "net::Other"};
  Facts[0].Select = {C};
  EXPECT_FALSE(mayReport({}, {"std", "net"}));
  EXPECT_TRUE(mayReport({}, {"std", "net", "Stream"}));
  EXPECT_TRUE(mayReport({}, {"std", "net", "Other"}));
}

TEST_F(RelevanceTest, SlotsHaveToBeWritten) {
  Facts = {fact("a", {"compare"}, Role::Insecure),
           fact("b", {"digest"}, Role::Sets), fact("c", {"hash"}, Role::Sets)};
  Facts[0].State.Set = {"digest"};
  Facts[1].Slot = "digest";
  EXPECT_FALSE(mayReport({"compare"}, {}));
  EXPECT_FALSE(mayReport({"compare", "hash"}, {}));
  EXPECT_TRUE(mayReport({"compare", "digest"}, {}));
  // In turn.
  Facts[1].State.Set = {"begun"};
  Facts[2].Slot = "begun";
  EXPECT_FALSE(mayReport({"compare", "digest"}, {}));
  EXPECT_TRUE(mayReport({"compare", "digest", "hash"}, {}));
  // The slots of the process are others.
  Facts[2].Handle = OperandProgram;
  EXPECT_FALSE(mayReport({"compare", "digest", "hash"}, {}));
  Facts[1].State.Set = {"program.begun"};
  EXPECT_TRUE(mayReport({"compare", "digest", "hash"}, {}));
}

TEST_F(RelevanceTest, OnlyWhatIsAskedFor) {
  Facts = {fact("a", {"open"}, Role::Insecure),
           fact("b", {"close"}, Role::Secures)};
  EXPECT_FALSE(mayReport({"close"}, {}));
  EXPECT_FALSE(mayReport({"open"}, {}, "plaintext-url"));
  Facts[0].OnRequest = true;
  EXPECT_FALSE(mayReport({"open"}, {}));
  EXPECT_TRUE(mayReport({"open"}, {}, "weak-tls-version", true));
}

//===----------------------------------------------------------------------===//
// Surveys in other processes
//===----------------------------------------------------------------------===//

std::vector<Surveyed> survey(size_t Count, StringRef Script,
                             unsigned Timeout = 60) {
  std::vector<Job> Jobs(Count);
  std::vector<const Job *> Pointers;
  for (Job &J : Jobs)
    Pointers.push_back(&J);
  SurveyRunOptions Options;
  Options.Command = {"/bin/sh", "-c", Script.str()};
  Options.Timeout = std::chrono::seconds(Timeout);
  std::vector<Surveyed> Out(Count);
  std::vector<unsigned> Calls(Count);
  runSurvey(
      Pointers, {}, Options,
      [&](size_t I, const Surveyed &S) {
        Out[I] = S;
        ++Calls[I];
      },
      [] {});
  EXPECT_TRUE(all_of(Calls, [](unsigned N) { return N == 1; }));
  return Out;
}

TEST(SurveyRun, TakesAnswers) {
  auto Out = survey(2, "cat >/dev/null; printf 'begin 0\\nanswer 0 1 1 0 3 2\\n"
                       "a\\nb-xbegin 1\\nanswer 1 0 1 1 0 0\\n'");
  EXPECT_TRUE(Out[0].Skip);
  EXPECT_EQ(Out[0].Inputs, "a\nb");
  EXPECT_EQ(Out[0].DroppedFlags, (Strings{"-x"}));
  EXPECT_FALSE(Out[1].Skip);
  EXPECT_TRUE(Out[1].ReadsChanged);
}

TEST(SurveyRun, GoesOnBehindACrash) {
  // Each process does one unit and dies in the next.
  auto Out = survey(5, "read S; printf 'begin 0\\nanswer 0 1 1 0 0 0\\n"
                       "begin 1\\n'; kill -SEGV $$");
  EXPECT_TRUE(Out[0].Skip);
  EXPECT_FALSE(Out[1].Known);
  EXPECT_TRUE(Out[2].Skip);
  EXPECT_FALSE(Out[3].Known);
  EXPECT_TRUE(Out[4].Skip);
}

TEST(SurveyRun, EndsWhereNothingWorks) {
  for (StringRef Script : {"exit 1", "echo nonsense", "exec sleep 60"}) {
    auto Out = survey(3, Script, Script.starts_with("exec") ? 0 : 60);
    EXPECT_TRUE(none_of(Out, [](const Surveyed &S) { return S.Known; }));
  }
}

} // namespace
