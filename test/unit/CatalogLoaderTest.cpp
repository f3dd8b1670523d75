//===--- CatalogLoaderTest.cpp - tests of Catalog/Loader.h ------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Loader.h"
#include "Catalog/Names.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace commsec;

namespace {

struct Loaded {
  std::optional<Library> Lib;
  std::vector<std::string> Errors;
  std::string errors() const { return llvm::join(Errors, "\n"); }
};

Loaded load(llvm::StringRef Text, KnownNames *Known = nullptr,
            llvm::StringRef Name = "t.yaml") {
  Loaded L;
  L.Lib = loadLibrary(
      llvm::MemoryBufferRef(Text, Name),
      [&](const std::string &E) { L.Errors.push_back(E); }, Known);
  return L;
}

std::vector<int64_t> values(const std::vector<Constant> &Cs) {
  std::vector<int64_t> V;
  for (const Constant &C : Cs)
    V.push_back(C.Value);
  return V;
}

TEST(CatalogLoader, ReadsEverything) {
  Loaded L = load(R"(
library: libexample
language: C++
package: libexample-dev
headers: [a.h, b.h]
constants: {EX_NONE: 0, EX_PEER: 1, EX_ALL: 0xff, EX_MINUS: -2,
            EX_BIG: 0xffffffffffffffff}
holders: ex::Ptr
containers: [ex::List]
logging: [ex_log, "EX_err_*"]
logging-words: [log, warn]
name-words: hostname
message-words: error
idle: [ex_free]
departures: [ex_exec]
assertions: [EX_ASSERT]
linked: [result]
contracts:
- name: ex-verify
  failure-param: 1
  failure-value: EX_NONE
  accepts: listed
  accepting: [EX_PEER, 2]
  verdict-param: 4
  accept-calls: ex_accept
  reject-calls: [ex_reject]
  verifies: [ex_verify]
  verify-fails: [0, -1]
  neutral: [ex_depth]
  name-checks: ex_check_host
  error-call: ex_error
  forgives:
  - {errors: [10, 11], fact: ex-forgives, named: true}
flow:
- call: ex_new
  select: [{arg: 1, null: false}]
  creates: session
  out: 2
  from: 1
- {call: ex::Ptr::reset, holds: 1}
- {call: [ex_copy], merges: 2, into: 1}
- {call: ex_htons, returns: 1}
- {call: ex_get, aliases: this}
- {call: ex_reset, resets: 1}
- {call: ex_free, releases: 1}
- {call: ex::Ptr::get, gives: this}
- {call: ex::make, constructs: true}
- {call: ex_getenv, chosen: true}
- {call: ex::Table::end, element-of: this, index: end}
- {call: ex::Table::at, element-of: this, index: 1}
- {call: ex::Table::size, size-of: this}
- {construct: ex::Pair, fields: [first, second]}
- {call: ex_strcpy, copies: 2, into: 1, returns: 1}
- {call: ex::String::append, appends: 1, into: this}
- {call: ex::plus, joins: 1}
- {call: ex::format, formats: 1, style: braces}
- {call: ex_printf, formats: 2, into: 1}
- {construct: ex::String, empties: result}
- {call: ex_pair, creates: socket, out: 4, elements: 2}
- {call: ex_post, invokes: 2, passes: 3}
- {call: ex::Map::at, element-of: this, key: 1, member: second}
- {call: ex::Map::find, element-of: this, index: any, or-end: true}
- {call: 'ex::bind', binds: 1}
facts:
- id: ex-verify-none
  check: disabled-cert-verification
  articles: [x509-ssltls]
  cwe: [295]
  severity: high
  header: a.h
  call: [ex_set_verify, ex::Session::setVerify]
  handle: 1
  select: [{arg: 2, is: EX_NONE}]
  when:
  - {arg: 2, is: [EX_NONE, -1], mask: EX_ALL}
  - arg: 3
    field: mode
    lacks: EX_PEER
    has: [EX_PEER]
    has-all: [EX_PEER, 0x10]
    holds: [7]
    not: 3
    below: 2048
    above: -1
    null: false
    constant: true
    calls: ex_md5
    type: [ex::A]
    not-type: ex::B
    sensitive: true
    created: false
  - {arg: value, text: scheme, words: [http, ws]}
  - arg: result
    any: [{is: 0}, {arg: program, is: true}]
  slot: verify
  implied: true
  result: {out: 3, good: 1, bad: [0, -1], discarded: true, conflated: true, logged: true,
           tested: true, forgiven: [18, 19], told: [5, 9], sought: true,
           no-proof: true, skips: dropped}
  state: {unset: a, set: [b], secure: [c], insecure: [d], not-failed: f, not-set: [g], some-path: true, chosen-path: true}
  unless: [a, "b+c"]
  only-if: ["d+e"]
  by-scheme: true
  unguarded: true
  neutral: ex::depth
  told-by: ex::code
  told: [3, 4]
  over-empty: [pin, pins]
  at: "slot:uid"
  api: EX_set_verify
  message: "the peer is not verified: anybody can answer"
  instead: pass EX_PEER
  fix: {replace: 2, with: EX_PEER}
  notes: |
    Long text.
  on-request: true
  everywhere: true
- {id: ex-peer, role: secures, call: ex_set_verify, handle: 1, slot: verify}
- {id: ex-connect, role: sink, call: ex_connect, handle: this}
- {id: ex-uid, role: sets, write: ex::Options::uid, slot: uid, succeeds: [0],
   unless-only: read, passed-with: [int (ex *)]}
- id: ex-forgives
  check: accepting-verify-callback
  override: ex::Handler::verify
  contract: ex-verify
  message: m
- {id: ex-cb, check: accepting-verify-callback, construct: ex::Cb, callback: 1,
   contract: ex-verify, message: m}
- {id: ex-use, check: weak-tls-version, use: EX_SSL3, message: m,
   fix: {rename: [a, b]}}
- {id: ex-list, check: weak-cipher-suite, call: ex_list, message: m,
   fix: {replace: 2, remove-items: true}}
- {id: ex-high, check: weak-cipher-suite, call: ex_list, message: m,
   fix: {replace: 2, append: ":!x"}}
- {id: ex-beside, check: weak-cipher-suite, call: ex_connect, message: m,
   fix: {beside: uid, insert-before: "f($1);"}}
)");
  EXPECT_EQ(L.errors(), "");
  ASSERT_TRUE(L.Lib);
  const Library &Lib = *L.Lib;
  EXPECT_EQ(Lib.Name, "libexample");
  EXPECT_EQ(Lib.Language, "C++");
  EXPECT_EQ(Lib.Package, "libexample-dev");
  EXPECT_EQ(Lib.File, "t.yaml");
  EXPECT_EQ(Lib.Headers, (std::vector<std::string>{"a.h", "b.h"}));
  EXPECT_EQ(values(Lib.Constants), (std::vector<int64_t>{0, 1, 255, -2, -1}));
  EXPECT_EQ(Lib.Holders, (std::vector<std::string>{"ex::Ptr"}));
  EXPECT_EQ(Lib.Containers, (std::vector<std::string>{"ex::List"}));
  EXPECT_EQ(Lib.Logging, (std::vector<std::string>{"ex_log", "EX_err_*"}));
  EXPECT_EQ(Lib.LoggingWords, (std::vector<std::string>{"log", "warn"}));
  EXPECT_EQ(Lib.NameWords, (std::vector<std::string>{"hostname"}));
  EXPECT_EQ(Lib.MessageWords, (std::vector<std::string>{"error"}));
  EXPECT_EQ(Lib.Idle, (std::vector<std::string>{"ex_free"}));
  EXPECT_EQ(Lib.Departures, (std::vector<std::string>{"ex_exec"}));
  EXPECT_EQ(Lib.Assertions, (std::vector<std::string>{"EX_ASSERT"}));
  EXPECT_EQ(Lib.Linked, (std::vector<std::string>{"result"}));

  ASSERT_EQ(Lib.Contracts.size(), 1u);
  const Contract &C = Lib.Contracts[0];
  EXPECT_EQ(C.FailureParam, 1);
  EXPECT_EQ(C.FailureValue.Name, "EX_NONE");
  EXPECT_EQ(C.Accepts, "listed");
  EXPECT_EQ(values(C.Accepting), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(C.VerdictParam, 4);
  EXPECT_EQ(C.AcceptCalls, (std::vector<std::string>{"ex_accept"}));
  EXPECT_EQ(values(C.VerifyFails), (std::vector<int64_t>{0, -1}));
  EXPECT_EQ(C.ErrorCall, "ex_error");
  ASSERT_EQ(C.Forgives.size(), 1u);
  EXPECT_EQ(C.Forgives[0].Fact, "ex-forgives");
  EXPECT_TRUE(C.Forgives[0].Named);
  EXPECT_EQ(C.NameChecks, (std::vector<std::string>{"ex_check_host"}));

  ASSERT_EQ(Lib.Flows.size(), 25u);
  EXPECT_EQ(Lib.Flows[22].Key, 1);
  EXPECT_EQ(Lib.Flows[22].Member, "second");
  EXPECT_EQ(Lib.Flows[23].Index, OperandAny);
  EXPECT_EQ(Lib.Flows[24].Binds, 1);
  EXPECT_TRUE(Lib.Flows[23].OrEnd && !Lib.Flows[22].OrEnd);
  EXPECT_EQ(Lib.Flows[0].Creates, "session");
  EXPECT_EQ(Lib.Flows[0].Out, 2);
  EXPECT_EQ(Lib.Flows[0].From, 1);
  EXPECT_EQ(Lib.Flows[1].Holds, 1);
  EXPECT_EQ(Lib.Flows[2].Into, 1);
  EXPECT_EQ(Lib.Flows[4].Aliases, OperandThis);
  EXPECT_TRUE(Lib.Flows[4].concernsObjects());
  EXPECT_EQ(Lib.Flows[7].Gives, OperandThis);
  EXPECT_FALSE(Lib.Flows[7].concernsObjects());
  EXPECT_TRUE(Lib.Flows[8].Constructs);
  EXPECT_TRUE(Lib.Flows[9].Chosen);
  EXPECT_EQ(Lib.Flows[10].ElementOf, OperandThis);
  EXPECT_EQ(Lib.Flows[10].Index, OperandEnd);
  EXPECT_EQ(Lib.Flows[11].Index, 1);
  EXPECT_EQ(Lib.Flows[12].SizeOf, OperandThis);
  EXPECT_EQ(Lib.Flows[13].Fields,
            (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(Lib.Flows[14].Copies, 2);
  EXPECT_EQ(Lib.Flows[14].Into, 1);
  EXPECT_EQ(Lib.Flows[14].Returns, 1);
  EXPECT_EQ(Lib.Flows[15].Appends, 1);
  EXPECT_EQ(Lib.Flows[16].Joins, 1);
  EXPECT_EQ(Lib.Flows[17].Style, "braces");
  EXPECT_EQ(Lib.Flows[18].Formats, 2);
  EXPECT_EQ(Lib.Flows[18].Style, "printf");
  EXPECT_EQ(Lib.Flows[19].Empties, OperandResult);
  for (unsigned I = 14; I < 20; ++I)
    EXPECT_TRUE(Lib.Flows[I].movesText()) << I;
  EXPECT_EQ(Lib.Flows[20].Elements, 2);
  EXPECT_EQ(Lib.Flows[21].Invokes, 2);
  EXPECT_EQ(Lib.Flows[21].Passes, 3);

  ASSERT_EQ(Lib.Facts.size(), 10u);
  const Fact &F = Lib.Facts[0];
  EXPECT_EQ(F.Check, "disabled-cert-verification");
  EXPECT_EQ(F.Articles, (std::vector<std::string>{"x509-ssltls"}));
  EXPECT_EQ(F.Cwe, (std::vector<int>{295}));
  EXPECT_EQ(F.Level, Severity::High);
  EXPECT_EQ(F.Call.size(), 2u);
  EXPECT_EQ(F.Handle, 1);
  ASSERT_EQ(F.Select.size(), 1u);
  EXPECT_EQ(F.Select[0].Is[0].Name, "EX_NONE");
  ASSERT_EQ(F.When.size(), 4u);
  EXPECT_EQ(values(F.When[0].Is), (std::vector<int64_t>{0, -1}));
  EXPECT_EQ(F.When[0].Mask->Value, 255);
  EXPECT_EQ(F.When[1].Field, "mode");
  EXPECT_EQ(values(F.When[1].HasAll), (std::vector<int64_t>{1, 16}));
  EXPECT_EQ(values(F.When[1].Holds), (std::vector<int64_t>{7}));
  EXPECT_EQ(F.Neutral, (std::vector<std::string>{"ex::depth"}));
  EXPECT_EQ(F.ToldBy, (std::vector<std::string>{"ex::code"}));
  EXPECT_EQ(values(F.Told), (std::vector<int64_t>{3, 4}));
  EXPECT_EQ(F.When[1].Below->Value, 2048);
  EXPECT_EQ(F.When[1].Null, false);
  EXPECT_EQ(F.When[1].Constant_, true);
  EXPECT_EQ(F.When[1].Sensitive, true);
  EXPECT_EQ(F.When[1].Created, false);
  EXPECT_EQ(F.When[2].Arg, OperandValue);
  EXPECT_EQ(F.When[2].Words, (std::vector<std::string>{"http", "ws"}));
  ASSERT_EQ(F.When[3].Any.size(), 2u);
  EXPECT_EQ(F.When[3].Any[0].Arg, OperandResult) << "taken from outside";
  EXPECT_EQ(F.When[3].Any[1].Arg, OperandProgram);
  EXPECT_EQ(values(F.When[3].Any[1].Is), (std::vector<int64_t>{1}));
  EXPECT_TRUE(F.Implied && F.ByScheme && F.Unguarded && F.OnRequest &&
              F.Everywhere);
  EXPECT_EQ(F.OverEmpty, (std::vector<std::string>{"pin", "pins"}));
  ASSERT_TRUE(F.Result);
  EXPECT_EQ(F.Result->Out, 3);
  EXPECT_EQ(values(F.Result->Told), (std::vector<int64_t>{5, 9}));
  EXPECT_EQ(values(F.Result->Good), (std::vector<int64_t>{1}));
  EXPECT_TRUE(F.Result->Discarded && F.Result->Conflated && F.Result->Logged);
  EXPECT_TRUE(F.Result->Tested && F.Result->Sought && F.Result->NoProof);
  EXPECT_EQ(F.Result->Skips, "dropped");
  ASSERT_EQ(F.Result->Forgiven.size(), 2U);
  EXPECT_EQ(F.Result->Forgiven[1].Value, 19);
  EXPECT_EQ(F.State.Unset, (std::vector<std::string>{"a"}));
  EXPECT_EQ(F.State.NotFailed, (std::vector<std::string>{"f"}));
  EXPECT_EQ(F.State.NotSet, (std::vector<std::string>{"g"}));
  EXPECT_TRUE(F.State.SomePath);
  EXPECT_TRUE(F.State.ChosenPath);
  EXPECT_EQ(F.Unless, (std::vector<std::string>{"a", "b+c"}));
  EXPECT_EQ(F.OnlyIf, (std::vector<std::string>{"d+e"}));
  EXPECT_EQ(F.At, "slot:uid");
  EXPECT_EQ(F.Message, "the peer is not verified: anybody can answer");
  EXPECT_EQ(F.Repair.Replace, 2);
  EXPECT_EQ(F.Repair.With, "EX_PEER");
  EXPECT_TRUE(Lib.Facts[7].Repair.RemoveItems);
  EXPECT_EQ(Lib.Facts[8].Repair.Append, ":!x");
  EXPECT_EQ(Lib.Facts[9].Repair.Beside, "uid");
  EXPECT_EQ(F.Notes, "Long text.");
  EXPECT_EQ(Lib.Facts[1].Kind, Role::Secures);
  EXPECT_EQ(Lib.Facts[2].Kind, Role::Sink);
  EXPECT_EQ(Lib.Facts[2].Handle, OperandThis);
  EXPECT_EQ(Lib.Facts[3].Kind, Role::Sets);
  EXPECT_EQ(values(Lib.Facts[3].Succeeds), (std::vector<int64_t>{0}));
  EXPECT_EQ(Lib.Facts[3].UnlessOnly, "read");
  EXPECT_EQ(Lib.Facts[3].PassedWith, (std::vector<std::string>{"int (ex *)"}));
}

TEST(CatalogLoader, ConstantsMayComeLast) {
  Loaded L = load("facts:\n"
                  "- {id: a, role: sets, call: f, when: [{arg: 1, is: A}]}\n"
                  "constants: {A: 7}\n"
                  "library: t\n");
  EXPECT_EQ(L.errors(), "");
  ASSERT_TRUE(L.Lib);
  EXPECT_EQ(L.Lib->Facts[0].When[0].Is[0].Value, 7);
}

/// One line of a fact, and the error it gives. The other facts have to work.
struct Mistake {
  const char *Line;
  const char *Error;
};

TEST(CatalogLoader, MistakesInFacts) {
  const Mistake Mistakes[] = {
      {"  calll: f", "t.yaml:6:3: unknown key in a fact 'calll'; did you mean "
                     "'call'?"},
      {"  severity: severe",
       "t.yaml:6:13: unknown severity 'severe', expected one of: low, medium, "
       "high"},
      {"  severity: hihg",
       "t.yaml:6:13: unknown severity 'hihg'; did you mean 'high'?"},
      {"  role: [sets]", "t.yaml:6:9: found a list, expected a role"},
      {"  articles: x509",
       "t.yaml:6:13: unknown article 'x509', expected one of: "},
      {"  cwe: abc", "t.yaml:6:8: found 'abc', expected a CWE number"},
      {"  handle: 0", "t.yaml:6:11: found '0', expected an operand: "},
      {"  handle: that", "t.yaml:6:11: found 'that', expected an operand: "},
      {"  handle:", "t.yaml:6:3: found nothing, expected an operand: "},
      {"  implied: maybe",
       "t.yaml:6:12: found 'maybe', expected true or false"},
      {"  when: [{arg: 1, is: NOPE}]",
       "t.yaml:6:23: found 'NOPE', expected an integer or a name out of "
       "'constants'"},
      {"  when: [{arg: 1, is: {a: b}}]",
       "t.yaml:6:23: found a mapping, expected an integer or the name of a "
       "constant"},
      {"  when: [{arg: 1, text: schema, words: [a]}]",
       "t.yaml:6:25: unknown text predicate 'schema'; did you mean 'scheme'?"},
      {"  when: [{arg: 1, text: scheme}]",
       "t.yaml:6:25: found 'scheme' without 'words', expected a list of them"},
      {"  when: [{arg: 1, text: empty, words: [a]}]",
       "t.yaml:6:25: found 'empty' with 'words', expected none"},
      {"  when: [{arg: 1}]", ": found a condition that tests nothing, "},
      {"  when: [{is: 1}]", ": found a condition without 'arg', "},
      {"  when: [{arg: 1, mask: 3}]", ": found 'mask' alone, "},
      {"  when: [{arg: 1, row: [key], field: f, is: 1}]", ": found 'row' "},
      {"  when: [{arg: 1, row: [key, a], is: 1}]", ": found 'row' "},
      {"  when: [{arg: 1, words: [a], is: 1}]", ": found 'words' alone, "},
      {"  when: [{arg: 1, any: []}]",
       "t.yaml:6:24: found a list, expected at least one condition"},
      {"  when: 3", "t.yaml:6:9: found '3', expected a mapping (a condition)"},
      {"  contract: nope",
       "t.yaml:6:13: found 'nope', expected a name out of 'contracts'"},
      {"  callback: 1", ": found 'callback' alone, expected 'contract'"},
      {"  named-like: [a]", ": found 'named-like' on a fact of another role "},
      {"  defined: [\"int (int)\"]", ": found 'defined' without 'callback', "},
      {"  contract: good",
       ": found 'contract' alone, expected 'callback' or 'override'"},
      {"  at: slot",
       "t.yaml:6:7: found 'slot', expected 'call', 'handle', 'slot:NAME' "
       "or 'value:NAME'"},
      {"  use: g", ": found more than one detector, expected exactly one of "},
      {"  call: g", "t.yaml:6:3: found 'call' a second time, "},
      {"  fix: {replace: 1}", ": found 'replace' with nothing, expected "},
      {"  fix: {with: x}", ": found 'with' alone, expected 'replace'"},
      {"  fix: {remove-items: true}", ": found 'items' alone, expected "},
      {"  fix: {replace: 1, with: x, append: y}",
       ": found 'replace' with several contents, expected one of "},
      {"  fix: {}", ": found 0 actions in a fix, expected exactly one"},
      {"  fix: {scheme: true, remove-call: true}",
       ": found 2 actions in a fix, expected exactly one"},
      {"  fix: {rename: [a]}", ": found an odd number of names in 'rename'"},
      {"  fix: {replace: 1, add-bits: 3}",
       "t.yaml:6:31: found '3', expected the name of a constant"},
      {"  state: {}", ": found a state without slots, "},
      {"  result: {good: 1}", ": found a result without a fault, "},
      {"  result: {conflated: true}", ": found 'conflated' without results, "},
      {"  result: {forgiven: [18]}", ": found 'forgiven' without 'good', "},
      {"  result: {discarded: true, told: 1}",
       ": found a 'told' of 1 results, expected two"},
      {"  passed-with: [f]",
       ": found 'passed-with' alone, expected 'slot' with it"},
      {"  passed-with: [f]\n  slot: a\n  role: secures",
       ": found 'passed-with' on a fact of another role, expected"},
      {"  told: 3", ": found 'told' alone, expected 'told-by' with it"},
      {"  told-by: f", ": found 'told-by' alone, expected 'told' with it"},
      {"  when: *anchor", "t.yaml:6:3: found an alias, expected a condition"},
  };
  for (const Mistake &M : Mistakes) {
    SCOPED_TRACE(M.Line);
    // The mistake stands in the sixth line, behind the fact's first one.
    std::string Text =
        std::string("library: t\n"
                    "contracts: [{name: good}]\n"
                    "facts:\n"
                    "- {id: first, role: sets, call: f}\n"
                    "- call: f\n") +
        M.Line + "\n  id: bad\n" +
        (llvm::StringRef(M.Line).contains("role:") ? "" : "  role: sets\n") +
        "- {id: last, role: sets, call: f}\n";
    Loaded L = load(Text);
    ASSERT_TRUE(L.Lib) << L.errors();
    ASSERT_FALSE(L.Errors.empty());
    EXPECT_NE(L.Errors[0].find(M.Error), std::string::npos) << L.errors();
    EXPECT_EQ(L.Errors[0].rfind("t.yaml:", 0), 0u) << L.errors();
    EXPECT_EQ(L.Errors.size(), 1u) << L.errors();
    ASSERT_EQ(L.Lib->Facts.size(), 2u);
    EXPECT_EQ(L.Lib->Facts[0].Id, "first");
    EXPECT_EQ(L.Lib->Facts[1].Id, "last");
  }
}

TEST(CatalogLoader, MissingKeys) {
  const Mistake Mistakes[] = {
      {"{role: sets, call: f}", "t.yaml:3:3: found a fact without 'id'"},
      {"{id: a, call: f, message: m}",
       "t.yaml:3:3: found a fact without 'check', expected one in 'a'"},
      {"{id: a, call: f, check: plaintext-url}",
       "t.yaml:3:3: found a fact without 'message', expected one in 'a'"},
      {"{id: a, call: f, check: plaintext-url, message: ''}",
       "found a fact without 'message'"},
      {"{id: a, role: sets}", "found no detector, expected exactly one of "},
      {"{id: a, role: sets, call: []}",
       "found an empty list, expected at least one name"},
      {"{id: a, call: f, check: commsec-plaintext-url, message: m}",
       "t.yaml:3:27: found 'commsec-plaintext-url', expected the check's name "
       "without 'commsec-'"},
      {"{id: a, call: f, check: plaintext, message: m}",
       "t.yaml:3:27: unknown check 'plaintext', expected one of: accepting-"},
      {"{id: a, role: sets, call: '::f'}",
       "t.yaml:3:29: found '::f', expected a qualified name without a leading"},
      {"{id: a, role: sets, call: 'A<int>::f'}", "expected a qualified name"},
      {"just text",
       "t.yaml:3:3: found 'just text', expected a mapping (a fact)"},
  };
  for (const Mistake &M : Mistakes) {
    SCOPED_TRACE(M.Line);
    Loaded L = load(std::string("library: t\nfacts:\n- ") + M.Line +
                    "\n- {id: z, role: sets, call: f}\n");
    ASSERT_TRUE(L.Lib) << L.errors();
    ASSERT_EQ(L.Errors.size(), 1u) << L.errors();
    EXPECT_NE(L.Errors[0].find(M.Error), std::string::npos) << L.errors();
    EXPECT_EQ(L.Lib->Facts.size(), 1u);
  }
}

TEST(CatalogLoader, OperatorsAreNames) {
  Loaded L = load("library: t\nfacts:\n- {id: a, role: sets, call: "
                  "['A::operator<<', 'A::operator bool', 'A::~A']}\n");
  EXPECT_EQ(L.errors(), "");
}

TEST(CatalogLoader, MistakesElsewhere) {
  const Mistake Mistakes[] = {
      {"language: Rust",
       "t.yaml:2:11: unknown language 'Rust', expected one of: C, C++"},
      {"constants: {A: x}", "t.yaml:2:16: found 'x', expected an integer"},
      {"constants: {A: 1, A: 2}",
       "t.yaml:2:19: found constant 'A' a second time"},
      {"constants: [A]", "t.yaml:2:12: found a list, expected a mapping of"},
      {"logging: ['ns::*']", "t.yaml:2:11: found 'ns::*', expected the begin"},
      {"headers: {a: b}", "t.yaml:2:10: found a mapping, expected a string"},
      {"colour: red", "t.yaml:2:1: unknown key in a catalog file 'colour', "},
      {"contracts: [{accepts: nonzero}]",
       "found a contract without 'name', expected one"},
      {"contracts: [{name: a, accepts: always}]",
       "unknown way to accept 'always', expected one of: nonzero, "},
      {"contracts: [{name: a, accepts: listed}]",
       "found 'accepts: listed' alone, expected 'accepting' with it"},
      {"contracts: [{name: a, accepting: 1}]",
       "found 'accepting' alone, expected 'accepts: listed' with it"},
      {"contracts: [{name: a, accepts: never}]",
       "found 'accepts: never' alone"},
      {"contracts: [{name: a, failure-value: 1}]",
       "found 'failure-value' alone"},
      {"contracts: [{name: a, failure-param: 0}]",
       "found '0', expected a parameter number"},
      {"contracts: [{name: a, error-call: e, forgives: [{errors: 1, fact: "
       "q}]}]",
       "found 'q', expected the id of a fact"},
      {"contracts: [{name: a}, {name: a}]",
       "t.yaml:2:31: found contract 'a' a second time"},
      {"contracts: {name: a}", "expected a list of contracts"},
      {"flow: [{creates: s}]",
       "found neither 'call' and 'construct', expected exactly one"},
      {"flow: [{call: f}]", "found a flow without an effect"},
      {"flow: [{call: f, merges: 1}]",
       "found 'merges' alone, expected 'into' with it"},
      {"flow: [{call: f, releases: 1, elements: 2}]",
       "found 'elements' alone, expected 'out' with it"},
      {"flow: [{call: f, into: 1}]", "found 'into' alone, expected 'merges'"},
      {"flow: [{call: f, appends: 1}]",
       "found 'appends' alone, expected 'into' with it"},
      {"flow: [{call: f, invokes: 1}]",
       "found one of 'invokes' and 'passes', expected both"},
      {"flow: [{call: f, element-of: 1}]",
       "found one of 'element-of' and 'index' or 'key', expected both"},
      {"flow: [{call: f, element-of: 1, index: 1, key: 2}]",
       "found both 'index' and 'key', expected one"},
      {"flow: [{call: f, or-null: true, returns: 1}]",
       "found 'or-null' alone, expected 'aliases' with it"},
      {"flow: [{call: f, or-end: true, returns: 1}]",
       "found 'or-end' alone, expected 'element-of' with it"},
      {"flow: [{call: f, member: m, returns: 1}]",
       "found 'member' alone, expected 'element-of' with it"},
      {"flow: [{call: f, element-of: 1, index: last}]",
       "found 'last', expected 'first', 'end', 'any' or an operand"},
      {"flow: [{call: f, copies: 1, style: list}]",
       "found 'style' alone, expected 'formats' with it"},
      {"flow: [{call: f, formats: 1, style: braced}]",
       "unknown style of formats 'braced'; did you mean 'braces'?"},
      {"flow: [{construct: A, holds: 1}]",
       "found 'gives' or 'holds' with 'construct', expected the class among "
       "'holders'"},
      {"flow: [{call: f, fields: a}]",
       "found 'fields' with 'call', expected 'construct'"},
  };
  for (const Mistake &M : Mistakes) {
    SCOPED_TRACE(M.Line);
    Loaded L = load(std::string("library: t\n") + M.Line +
                    "\nfacts:\n- {id: z, role: sets, call: f}\n");
    ASSERT_TRUE(L.Lib) << L.errors();
    ASSERT_EQ(L.Errors.size(), 1u) << L.errors();
    EXPECT_NE(L.Errors[0].find(M.Error), std::string::npos) << L.errors();
    EXPECT_EQ(L.Lib->Facts.size(), 1u);
  }
}

TEST(CatalogLoader, DuplicateFacts) {
  Loaded L = load("library: t\nfacts:\n- {id: a, role: sets, call: f}\n"
                  "- {id: a, role: sets, call: g}\n");
  EXPECT_EQ(L.errors(), "t.yaml:4:8: found fact 'a' a second time, expected an "
                        "id that is not yet defined in t.yaml");
  EXPECT_EQ(L.Lib->Facts.size(), 1u);
}

TEST(CatalogLoader, BadContractsTakeTheirFactsAlong) {
  Loaded L = load("library: t\n"
                  "contracts: [{name: c, acepts: zero}]\n"
                  "facts:\n"
                  "- {id: a, check: accepting-verify-callback, call: f, "
                  "callback: 1, contract: c, message: m}\n");
  ASSERT_EQ(L.Errors.size(), 2u) << L.errors();
  EXPECT_NE(L.Errors[1].find("contract 'c' can't be used because of the error "
                             "in its definition"),
            std::string::npos);
  EXPECT_TRUE(L.Lib->Facts.empty());
}

TEST(CatalogLoader, ForgivenFactsWithErrorsAreForgotten) {
  Loaded L = load("library: t\n"
                  "contracts: [{name: c, error-call: e, forgives: "
                  "[{errors: 1, fact: a}]}]\n"
                  "facts:\n- {id: a, call: f}\n");
  ASSERT_EQ(L.Lib->Contracts.size(), 1u);
  EXPECT_TRUE(L.Lib->Contracts[0].Forgives.empty());
}

TEST(CatalogLoader, KnownNames) {
  KnownNames Known;
  load("library: a\ncontracts: [{name: c}]\n"
       "facts:\n- {id: a, role: sets, call: f}\n",
       &Known, "a.yaml");
  Loaded L = load("library: b\ncontracts: [{name: c}]\n"
                  "facts:\n"
                  "- {id: a, role: sets, call: f}\n"
                  "- {id: b, check: accepting-verify-callback, call: g, "
                  "callback: 1, contract: c, message: m}\n",
                  &Known, "b.yaml");
  ASSERT_EQ(L.Errors.size(), 2u) << L.errors();
  EXPECT_NE(L.Errors[0].find("b.yaml:2:20: found contract 'c' a second time"),
            std::string::npos);
  EXPECT_NE(L.Errors[1].find("not yet defined in a.yaml"), std::string::npos);
  ASSERT_EQ(L.Lib->Facts.size(), 1u);
  EXPECT_EQ(L.Lib->Facts[0].Contract, "c");
}

TEST(CatalogLoader, UnusableFiles) {
  const Mistake Mistakes[] = {
      {"", "t.yaml:1:1: found nothing, expected a mapping that begins with"},
      {"# nothing\n", "expected a mapping that begins with"},
      {"- a\n", "t.yaml:1:1: found a list, expected a mapping"},
      {"text", "t.yaml:1:1: found 'text', expected a mapping"},
      {"language: C\n", "t.yaml:1:1: found no library name"},
      {"library: t\nfacts: [", "not YAML: "},
      {"library: t\nfacts:\n- {id: a\n- b", "not YAML: "},
      {"library: \"x", "not YAML: "},
      {"library: t\n  facts: x\n", "not YAML: "},
  };
  for (const Mistake &M : Mistakes) {
    SCOPED_TRACE(M.Line);
    Loaded L = load(M.Line);
    EXPECT_FALSE(L.Lib);
    ASSERT_FALSE(L.Errors.empty());
    EXPECT_NE(L.Errors[0].find(M.Error), std::string::npos) << L.errors();
    EXPECT_EQ(L.Errors[0].rfind("t.yaml:", 0), 0u);
  }
  Loaded Deep = load("library: t\nfacts: " + std::string(5000, '['));
  EXPECT_FALSE(Deep.Lib);
  EXPECT_FALSE(Deep.Errors.empty());
}

TEST(CatalogLoader, SecondDocument) {
  Loaded L = load("library: t\n---\nlibrary: u\n");
  ASSERT_TRUE(L.Lib);
  EXPECT_EQ(L.errors(), "t.yaml:3:1: found a second document, expected one");
}

TEST(CatalogLoader, Vocabulary) {
  EXPECT_EQ(checkNames().size(), 21u);
  EXPECT_EQ(articleNames().size(), 21u);
}

} // namespace
