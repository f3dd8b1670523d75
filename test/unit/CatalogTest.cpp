//===--- CatalogTest.cpp - tests of Catalog/Catalog.h -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Catalog/Loader.h"
#include "Catalog/Names.h"
#include "Text/Predicate.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace commsec;

namespace {

Library library(llvm::StringRef Text, KnownNames &Known) {
  std::optional<Library> L = loadLibrary(
      llvm::MemoryBufferRef(Text, "t.yaml"),
      [](const std::string &E) { ADD_FAILURE() << E; }, &Known);
  return L ? std::move(*L) : Library();
}

constexpr llvm::StringLiteral First = R"(
library: one
holders: [ns::Ptr]
logging: [log_line, "ERR_print_*", "ns::Logger::log*"]
contracts:
- name: c
  accept-calls: [accept_it]
  reject-calls: [reject_it]
  verifies: [verify_it, verify_it]
  neutral: [depth]
  error-call: get_error
flow:
- {call: make, creates: x, select: [{arg: 1, calls: method_a}]}
- {construct: ns::Context, creates: context}
facts:
- {id: one-call, role: sets, call: [connect_it, connect_it]}
- {id: one-method, role: sink, call: ns::Context::run}
- {id: one-construct, role: sets, construct: ns::Context}
- {id: one-write, role: sets, write: ns::Options::verify}
- {id: one-override, role: sets, override: ns::Handler::check}
- {id: one-use, role: sets, use: OLD_METHOD}
- {id: one-when, role: sets, call: set_md,
   when: [{arg: 1, any: [{calls: [EVP_md5]}]}]}
- {id: one-err, role: sets, call: ERR_print_errors}
)";

constexpr llvm::StringLiteral Second = R"(
library: two
contracts: [{name: d}]
facts: [{id: two-call, role: sets, call: connect_it}]
)";

std::unique_ptr<Catalog> both() {
  KnownNames Known;
  std::vector<Library> Libs;
  Libs.push_back(library(First, Known));
  Libs.push_back(library(Second, Known));
  return std::make_unique<Catalog>(std::move(Libs));
}

TEST(Catalog, Facts) {
  auto C = both();
  const Entry *E = C->find("connect_it");
  ASSERT_TRUE(E);
  ASSERT_EQ(E->Facts.size(), 2u);
  EXPECT_EQ(E->Facts[0]->Id, "one-call");
  EXPECT_EQ(E->Facts[1]->Id, "two-call");
  EXPECT_EQ(E->Owner, &C->libraries()[0]);
  for (auto [Name, Id] : {std::pair("ns::Context::run", "one-method"),
                          std::pair("ns::Context", "one-construct"),
                          std::pair("ns::Options::verify", "one-write"),
                          std::pair("ns::Handler::check", "one-override"),
                          std::pair("OLD_METHOD", "one-use")}) {
    E = C->find(Name);
    ASSERT_TRUE(E) << Name;
    ASSERT_EQ(E->Facts.size(), 1u) << Name;
    EXPECT_EQ(E->Facts[0]->Id, Id);
    EXPECT_EQ(C->fact(Id), E->Facts[0]);
  }
  EXPECT_EQ(C->fact("nope"), nullptr);
}

TEST(Catalog, OtherEntries) {
  auto C = both();
  EXPECT_EQ(C->find("make")->Flows.size(), 1u);
  EXPECT_EQ(C->find("ns::Context")->Flows.size(), 1u);
  for (const char *Name :
       {"accept_it", "reject_it", "verify_it", "depth", "get_error"}) {
    ASSERT_TRUE(C->find(Name)) << Name;
    ASSERT_EQ(C->find(Name)->Contracts.size(), 1u) << Name;
    EXPECT_EQ(C->find(Name)->Contracts[0], C->contract("c"));
  }
  EXPECT_TRUE(C->contract("d"));
  EXPECT_FALSE(C->contract("e"));
  EXPECT_TRUE(C->find("EVP_md5"));
  EXPECT_TRUE(C->find("method_a"));
  EXPECT_TRUE(C->find("ns::Ptr")->Holder);
  EXPECT_FALSE(C->find("connect_it")->Logging);
  EXPECT_FALSE(C->find("unheard_of"));
  EXPECT_FALSE(C->find("Context"));
  EXPECT_FALSE(C->find(""));
}

TEST(Catalog, Logging) {
  auto C = both();
  EXPECT_TRUE(C->find("log_line")->Logging);
  ASSERT_TRUE(C->find("ERR_print_errors_fp"));
  EXPECT_TRUE(C->find("ERR_print_errors_fp")->Logging);
  EXPECT_EQ(C->find("ERR_print_errors_fp")->Owner, &C->libraries()[0]);
  EXPECT_TRUE(C->find("ERR_print_errors")->Logging) << "a fact and a prefix";
  EXPECT_EQ(C->find("ERR_print_errors")->Facts.size(), 1u);
  EXPECT_TRUE(C->find("ns::Logger::logWarning")->Logging);
  EXPECT_FALSE(C->find("ERR_prin"));
}

TEST(Catalog, Mentions) {
  auto C = both();
  for (const char *I : {"connect_it", "run", "Context", "verify", "check",
                        "OLD_METHOD", "EVP_md5", "ERR_print_errors_fp", "Ptr"})
    EXPECT_TRUE(C->mentions(I)) << I;
  for (const char *I : {"Options", "ns::Context", "unheard_of", "ERR_prin"})
    EXPECT_FALSE(C->mentions(I)) << I;
}

TEST(Catalog, EmbeddedFilesAreRight) {
  std::vector<std::string> Errors;
  auto C =
      Catalog::load({}, [&](const std::string &E) { Errors.push_back(E); });
  ASSERT_TRUE(C);
  EXPECT_EQ(llvm::join(Errors, "\n"), "");
  EXPECT_EQ(C, Catalog::load({}, [](const std::string &) {})) << "read once";
}

TEST(Catalog, RulesAmongChecksNameWhatExists) {
  auto IsCheck = [](llvm::StringRef Name) {
    return llvm::is_contained(checkNames(), Name);
  };
  EXPECT_FALSE(yields().empty());
  for (const Yield &Y : yields())
    EXPECT_TRUE(IsCheck(Y.Check) && IsCheck(Y.To)) << Y.Check.str();
  EXPECT_FALSE(remarks().empty());
  for (const Remark &R : remarks()) {
    EXPECT_TRUE(IsCheck(R.Check)) << R.Check.str();
    EXPECT_TRUE(isTextPredicate(R.Predicate) &&
                !textPredicateTakesWords(R.Predicate))
        << R.Predicate.str();
    EXPECT_FALSE(R.Text.empty());
  }
}

TEST(Catalog, ExtraFiles) {
  llvm::SmallString<128> Path;
  int Fd;
  ASSERT_FALSE(llvm::sys::fs::createTemporaryFile("commsec", "yaml", Fd, Path));
  llvm::FileRemover Remover(Path);
  {
    llvm::raw_fd_ostream OS(Fd, /*shouldClose=*/true);
    OS << "library: own\nfacts:\n"
          "- {id: own-a, role: sets, call: commsec_test_own}\n"
          "- {id: own-b, role: stes, call: commsec_test_own}\n";
  }
  std::vector<std::string> Errors;
  auto C = Catalog::load({Path.str().str(), "/nonexistent/x.yaml"},
                         [&](const std::string &E) { Errors.push_back(E); });
  ASSERT_TRUE(C);
  ASSERT_EQ(Errors.size(), 2u) << llvm::join(Errors, "\n");
  EXPECT_EQ(Errors[0],
            (Path + ":4:21: unknown role 'stes'; did you mean 'sets'?").str());
  EXPECT_EQ(Errors[1].rfind("/nonexistent/x.yaml:1:1: can't be read: ", 0), 0u);
  ASSERT_TRUE(C->find("commsec_test_own"));
  EXPECT_EQ(C->find("commsec_test_own")->Facts.size(), 1u);
  EXPECT_FALSE(
      Catalog::load({}, [](const std::string &) {})->find("commsec_test_own"));
}

} // namespace
