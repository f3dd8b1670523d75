//===--- CacheTest.cpp - tests of the cache and of changes ----------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Cache.h"
#include "Project/Changes.h"
#include "Project/Identity.h"
#include "Project/RecordingFileSystem.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace commsec;
using namespace commsec::project;
using namespace llvm;

namespace {

/// A folder that goes with the test.
class CacheTest : public ::testing::Test {
protected:
  CacheTest() {
    EXPECT_FALSE(sys::fs::createUniqueDirectory("commsec-test", Folder));
    J.File = file("a.c", "int a;");
    J.Directory = Folder.str().str();
    J.Command = {"cc", "a.c"};
    U.File = J.File;
    U.BudgetHits = 3;
  }
  ~CacheTest() override { sys::fs::remove_directories(Folder); }

  std::string path(StringRef Name) {
    SmallString<128> Path(Folder);
    sys::path::append(Path, Name);
    return Path.str().str();
  }
  std::string file(StringRef Name, StringRef Text) {
    std::error_code Error;
    raw_fd_ostream(path(Name), Error) << Text;
    EXPECT_FALSE(Error);
    return path(Name);
  }
  /// What is recorded when the files and what is missing are looked at.
  std::string inputs(ArrayRef<StringRef> Names) {
    RecordingFileSystem Files(IntrusiveRefCntPtr<vfs::FileSystem>(
        vfs::createPhysicalFileSystem().release()));
    for (StringRef Name : Names)
      (void)Files.getBufferForFile(path(Name));
    return Files.recorded().encode();
  }
  bool isStill(StringRef Bytes) {
    FileStates Now;
    return forEachInput(Bytes, [&](StringRef Path, const InputState &Then) {
      return Now.isStill(Path, Then);
    });
  }
  Cache cache() {
    return Cache(path("cache"),
                 [&](const std::string &Text) { Problems.push_back(Text); });
  }
  bool finds() {
    FileStates Now;
    auto Found = cache().find(J, Now);
    return Found && Found->U.BudgetHits == U.BudgetHits;
  }

  SmallString<128> Folder;
  Job J;
  report::Unit U;
  std::vector<std::string> Problems;
};

TEST_F(CacheTest, InputsAreOrderedAndWhole) {
  std::string Bytes = inputs({"a.c", "b/c.h", "b"});
  EXPECT_EQ(Bytes, inputs({"b", "b/c.h", "a.c"}));
  std::vector<std::pair<std::string, char>> Seen;
  EXPECT_TRUE(forEachInput(Bytes, [&](StringRef Path, const InputState &S) {
    Seen.emplace_back(Path.str(), S.K);
    return true;
  }));
  EXPECT_EQ(Seen,
            (std::vector<std::pair<std::string, char>>{
                {path("a.c"), 'c'}, {path("b"), 'a'}, {path("b/c.h"), 'a'}}));
  for (size_t Size = 1; Size < Bytes.size(); ++Size) {
    // Cut anywhere, it is damaged, or holds less.
    size_t Count = 0;
    forEachInput(StringRef(Bytes).take_front(Size),
                 [&](StringRef, const InputState &) { return ++Count, true; });
    EXPECT_LT(Count, 3u);
  }
}

TEST_F(CacheTest, InputsAreCompared) {
  std::string Bytes = inputs({"a.c", "b"});
  EXPECT_TRUE(isStill(Bytes));
  file("a.c", "int b;");
  EXPECT_FALSE(isStill(Bytes));
  file("a.c", "int a;");
  EXPECT_TRUE(isStill(Bytes));
  sys::fs::create_directory(path("b"));
  EXPECT_FALSE(isStill(Bytes));
  sys::fs::remove(path("b"));
  sys::fs::remove(path("a.c"));
  EXPECT_FALSE(isStill(Bytes));
}

TEST_F(CacheTest, ListingsAreCompared) {
  auto List = [&] {
    RecordingFileSystem Files(IntrusiveRefCntPtr<vfs::FileSystem>(
        vfs::createPhysicalFileSystem().release()));
    std::error_code Error;
    Files.dir_begin(Folder, Error);
    return Files.recorded().encode();
  };
  std::string Bytes = List();
  EXPECT_TRUE(isStill(Bytes));
  file("b.c", "");
  EXPECT_FALSE(isStill(Bytes));
}

TEST_F(CacheTest, FindsWhatIsStored) {
  EXPECT_FALSE(finds());
  cache().store(J, U, inputs({"a.c"}));
  EXPECT_TRUE(finds());
  J.Options.Pedantic = true;
  EXPECT_FALSE(finds());
  J.Options.Pedantic = false;
  J.Command.push_back("-DX");
  EXPECT_FALSE(finds());
}

TEST_F(CacheTest, KeepsSeveralAnswers) {
  for (unsigned I = 0; I != Cache::MaxAnswers + 1; ++I) {
    file("a.c", std::to_string(I));
    U.BudgetHits = I;
    cache().store(J, U, inputs({"a.c"}));
  }
  for (unsigned I = 0; I != Cache::MaxAnswers + 1; ++I) {
    file("a.c", std::to_string(I));
    U.BudgetHits = I;
    EXPECT_EQ(finds(), I != 0);
  }
}

TEST_F(CacheTest, KeepsOnlyWholeAnswers) {
  for (auto Status :
       {report::UnitStatus::Failed, report::UnitStatus::Crashed,
        report::UnitStatus::TimedOut, report::UnitStatus::OutOfMemory}) {
    U.Status = Status;
    cache().store(J, U, inputs({"a.c"}));
    EXPECT_FALSE(finds());
  }
  U.Status = report::UnitStatus::Analysed;
  U.LeftOut = "commsec-weak-tls-version";
  cache().store(J, U, inputs({"a.c"}));
  EXPECT_FALSE(finds());
  U.LeftOut.clear();
  cache().store(J, U, "");
  EXPECT_FALSE(finds());
}

TEST_F(CacheTest, TheSameInputsGiveTheSameBytes) {
  cache().store(J, U, inputs({"a.c"}));
  std::error_code Error;
  sys::fs::directory_iterator I(path("cache"), Error);
  std::string Entry = I->path();
  std::optional<std::string> First = readFile(Entry);
  cache().store(J, U, inputs({"a.c"}));
  EXPECT_EQ(readFile(Entry), First);
  // Whatever is broken in it counts as not there.
  for (size_t At = 0; At < First->size(); At += 7) {
    std::string Broken = *First;
    Broken[At] ^= 0x20;
    std::error_code Ignored;
    raw_fd_ostream(Entry, Ignored) << Broken;
    EXPECT_FALSE(finds());
  }
  cache().store(J, U, inputs({"a.c"}));
  EXPECT_EQ(readFile(Entry), First);
}

TEST_F(CacheTest, SaysOnceThatItCannotWrite) {
  file("cache", "");
  Cache C = cache();
  C.store(J, U, inputs({"a.c"}));
  C.store(J, U, inputs({"a.c"}));
  EXPECT_EQ(Problems.size(), 1u);
}

TEST(Identity, IsOfAllThatIsLoaded) {
  EXPECT_GE(StringRef(buildIdentity()).count('\n'), 3u);
}

//===----------------------------------------------------------------------===//
// Changes
//===----------------------------------------------------------------------===//

TEST(Changes, AreReadFromADiff) {
  auto C = parseDiff("diff --git a/x.c b/x.c\n"
                     "--- a/x.c\n+++ b/x.c\n"
                     "@@ -3,0 +4,2 @@ int f()\n+++ b/y.c\n+@@ -1 +1 @@\n"
                     "@@ -9,2 +11,0 @@\n--- a/z.c\n-x\n"
                     "@@ -20 +20 @@\n-a\n+b\n"
                     "--- a/gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
                     "--- \"a/\\303\\244 \\\"b\\\".c\"\t\n"
                     "+++ \"b/\\303\\244 \\\"b\\\".c\"\t\n@@ -0,0 +1 @@\n+a\n",
                     "/nowhere");
  ASSERT_TRUE(static_cast<bool>(C));
  EXPECT_EQ(C->files(), (std::vector<std::string>{
                            "/nowhere/x.c", "/nowhere/\xc3\xa4 \"b\".c"}));
  EXPECT_FALSE(C->touch("/nowhere/x.c", 3, 3));
  EXPECT_TRUE(C->touch("/nowhere/x.c", 3, 4));
  EXPECT_TRUE(C->touch("/nowhere/x.c", 5, 5));
  EXPECT_FALSE(C->touch("/nowhere/x.c", 6, 19));
  EXPECT_TRUE(C->touch("/nowhere/x.c", 20, 20));
  EXPECT_FALSE(C->touch("/nowhere/y.c", 1, 1));
}

TEST(Changes, WhatCannotBeReadIsAnError) {
  auto C = parseDiff("--- a/x.c\n+++ b/x.c\n@@ what @@\n", "/nowhere");
  ASSERT_FALSE(static_cast<bool>(C));
  consumeError(C.takeError());
}

} // namespace
