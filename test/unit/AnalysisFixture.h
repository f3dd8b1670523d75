//===--- AnalysisFixture.h - analyses an invented library -------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The tests of the engines speak of a library that does not exist: nothing
/// but its catalog, written below, tells the engines what its calls mean. Its
/// header and a few lines of the standard library are virtual system headers,
/// so that a test depends on nothing that is installed.
///
/// A test marks the lines that it expects to be reported, and no others are:
///   // BAD    always insecure       // COND   insecure on a path chosen at run
///   time
///   // NOTE   a note stands here (only compared if the source has one)
/// A mark may be repeated (two reports on one line), and may name the check:
/// `BAD:weak-tls-version`.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEST_UNIT_ANALYSISFIXTURE_H
#define COMMSEC_TEST_UNIT_ANALYSISFIXTURE_H

#include "Analysis/Findings.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <set>

namespace commsec::unittest {

/// The header of the invented library.
inline constexpr llvm::StringLiteral ExHeader = R"(
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
typedef unsigned long size_t;
typedef struct ex_st ex;
typedef struct ex_ctx_st ex_ctx;
typedef struct ex_evidence_st ex_evidence;
#ifdef __cplusplus
#define NULL nullptr
#else
#define NULL ((void *)0)
#endif
#define EX_VERIFY_NONE 0
#define EX_VERIFY_PEER 1
enum ex_option { EX_OPT_VERIFY = 1, EX_OPT_VERSION = 2, EX_OPT_FLAGS = 3 };
enum { EX_TLS1_0 = 0x301, EX_TLS1_2 = 0x303 };
enum { EX_NO_REVOKE = 2, EX_SESSIONS = 4 };
enum { EX_ERR_EXPIRED = 10, EX_ERR_SELF_SIGNED = 18 };
struct ex_config { int version; int verify; const char *url; };
ex_ctx *ex_ctx_new(void);
void ex_ctx_free(ex_ctx *);
int ex_ctx_verify(ex_ctx *, int);
int ex_ctx_ca(ex_ctx *, const char *);
ex *ex_from(ex_ctx *);
ex *ex_new(void);
int ex_open(ex **);
void ex_free(ex *);
void ex_reset(ex *);
int ex_set(ex *, int option, ...);
int ex_set_at(ex *, int option, const int *value);
int ex_set_text(ex *, const char *key, const char *value);
int ex_set_level(ex *, int level);
int ex_level(int bits);
int ex_name(ex *, const char *host);
int ex_url(ex *, const char *url);
int ex_get(const char *url);
int ex_connect(ex *);
int ex_verify(ex *);
struct ex_file { int descriptor; };
int ex_write(ex *, void *to);
int ex_config_use(ex *, const struct ex_config *);
typedef int (*ex_callback)(int ok, ex_evidence *);
void ex_set_callback(ex *, ex_callback);
int ex_evidence_error(ex_evidence *);
int ex_evidence_depth(ex_evidence *);
const char *ex_evidence_digest(ex_evidence *);
void ex_evidence_accept(ex_evidence *);
void ex_log(const char *, ...);
int printf(const char *, ...);
int snprintf(char *, size_t, const char *, ...);
char *strcpy(char *, const char *);
char *strcat(char *, const char *);
int strcmp(const char *, const char *);
char *getenv(const char *);
int rand(void);
__attribute__((noreturn)) void abort(void);
#ifdef __cplusplus
}
namespace exx {
class Evidence {
public:
  int error() const;
  void ignore(bool);
};
class Handler {
public:
  virtual ~Handler();
  virtual bool onFailure(Evidence &) { return false; }
};
}
#endif
)";

/// What the tests need of the C++ standard library.
inline constexpr llvm::StringLiteral StdHeader = R"(
#pragma once
#include <ex.h>
namespace std {
template <class T> struct char_traits;
template <class T> class allocator;
template <class C, class T = char_traits<C>, class A = allocator<C>>
class basic_string {
public:
  basic_string();
  basic_string(const C *);
  basic_string(const basic_string &);
  basic_string(basic_string &&);
  ~basic_string();
  basic_string &operator=(const basic_string &);
  basic_string &operator=(const C *);
  basic_string &operator+=(const basic_string &);
  basic_string &operator+=(const C *);
  basic_string &append(const C *);
  const C *c_str() const;
  bool empty() const;
};
template <class C, class T, class A>
basic_string<C, T, A> operator+(const basic_string<C, T, A> &,
                                const basic_string<C, T, A> &);
template <class C, class T, class A>
basic_string<C, T, A> operator+(const basic_string<C, T, A> &, const C *);
template <class C, class T, class A>
basic_string<C, T, A> operator+(const C *, const basic_string<C, T, A> &);
typedef basic_string<char> string;
template <class... A> string format(const char *, A &&...);
string to_string(int);
template <class T> struct remove_ref { typedef T type; };
template <class T> struct remove_ref<T &> { typedef T type; };
template <class T> typename remove_ref<T>::type &&move(T &&);
template <class S> class function;
template <class R, class... A> class function<R(A...)> {
public:
  function();
  template <class F> function(F &&) {}
  R operator()(A...) const;
};
struct bound {
  template <class... A> int operator()(A...) const;
};
template <class F, class... A> bound bind(F &&, A...) { return {}; }
namespace placeholders { struct any {}; extern any _1, _2; }
template <class T> struct default_delete { void operator()(T *) const; };
template <class T, class D = default_delete<T>> class unique_ptr {
public:
  unique_ptr();
  explicit unique_ptr(T *);
  unique_ptr(unique_ptr &&);
  ~unique_ptr();
  unique_ptr &operator=(unique_ptr &&);
  T *get() const;
  T *operator->() const;
  void reset(T * = nullptr);
  T *release();
  explicit operator bool() const;
};
template <class T> class initializer_list {
  const T *Begin;
  size_t Size;
public:
  const T *begin() const;
  const T *end() const;
};
template <class T> class vector {
public:
  vector(initializer_list<T>);
  const T *begin() const;
  const T *end() const;
};
}
namespace exx {
class Client {
public:
  Client();
  ~Client();
  void setVerify(bool);
  void setCallback(std::function<bool(bool, Evidence &)>);
  void setUrl(const std::string &);
  void connect();
  ex *handle();
};
}
)";

/// What the engines are told of it.
inline constexpr llvm::StringLiteral ExCatalog = R"(
library: ex
language: C++
constants: {EX_VERIFY_NONE: 0, EX_OPT_VERIFY: 1, EX_OPT_VERSION: 2,
  EX_OPT_FLAGS: 3, EX_TLS1_2: 0x303, EX_NO_REVOKE: 2, EX_ERR_EXPIRED: 10,
  EX_ERR_SELF_SIGNED: 18}
logging: [ex_log, printf]
contracts:
- name: ex-callback
  failure-param: 1
  failure-value: 0
  neutral: [ex_evidence_depth]
  accept-calls: [ex_evidence_accept]
  error-call: ex_evidence_error
  forgives:
  - {errors: [EX_ERR_EXPIRED], fact: ex-forgives-date}
  - {errors: [EX_ERR_SELF_SIGNED], fact: ex-forgives-trust}
- {name: ex-method}
- {name: ex-handler, accepts: never, accept-calls: ["exx::Evidence::ignore"]}
flow:
- {call: ex_ctx_new, creates: ctx}
- {call: ex_ctx_free, releases: 1}
- {call: ex_new, creates: ex}
- {call: ex_open, creates: ex, out: 1}
- {call: ex_from, creates: ex, from: 1}
- {call: ex_free, releases: 1}
- {call: ex_reset, resets: 1}
- {construct: "exx::Client", creates: ex}
- {call: "exx::Client::handle", aliases: this}
facts:
- {id: ex-verify-off, check: disabled-cert-verification, call: ex_set,
   handle: 1, select: [{arg: 2, is: EX_OPT_VERIFY}], when: [{arg: 3, is: 0}],
   slot: verify, message: "verification is off", instead: "pass 1"}
- {id: ex-verify-at-off, check: disabled-cert-verification, call: ex_set_at,
   handle: 1, select: [{arg: 2, is: EX_OPT_VERIFY}], when: [{arg: 3, is: 0}],
   slot: verify, message: "verification is off"}
- {id: ex-ctx-verify-off, check: disabled-cert-verification,
   call: ex_ctx_verify, handle: 1, when: [{arg: 2, is: 0}], slot: verify,
   message: "verification is off"}
- {id: ex-ctx-ca, role: sets, call: ex_ctx_ca, handle: 1, slot: ca}
- {id: ex-version, check: weak-tls-version, call: ex_set, handle: 1,
   select: [{arg: 2, is: EX_OPT_VERSION}],
   when: [{arg: 3, below: EX_TLS1_2}], slot: version,
   message: "an old version is allowed"}
- {id: ex-flags, check: weak-certificate-policy, call: ex_set, handle: 1,
   select: [{arg: 2, is: EX_OPT_FLAGS}], when: [{arg: 3, has: EX_NO_REVOKE}],
   slot: flags, message: "revocation is off"}
- {id: ex-text, check: disabled-cert-verification, call: ex_set_text,
   handle: 1, select: [{arg: 2, text: equals, words: [verify]}],
   when: [{arg: 3, text: equals, words: [none]}], slot: text,
   message: "verification is off"}
- {id: ex-level, check: weak-certificate-policy, call: ex_set_level,
   handle: 1, when: [{arg: 2, below: 2048}], message: "the key is short"}
- {id: ex-config, check: disabled-cert-verification, write: "ex_config::verify",
   when: [{arg: value, is: 0}], message: "verification is off"}
- {id: ex-write, check: plaintext-socket, call: ex_write, handle: 1,
   when: [{arg: 2, type: [ex_file]}], message: "to a file"}
- {id: ex-url, check: plaintext-url, call: ex_url,
   when: [{arg: 2, text: scheme, words: [http]}], message: "plaintext"}
- {id: ex-get, check: plaintext-url, call: ex_get,
   when: [{arg: 1, text: scheme, words: [http]}], message: "plaintext"}
- {id: ex-name, role: secures, call: ex_name, handle: 1,
   when: [{arg: 2, null: false}], slot: name}
- {id: ex-connect, role: sink, call: ex_connect, handle: 1}
- {id: ex-no-name, check: disabled-hostname-verification, call: ex_connect,
   handle: 1, state: {unset: [name], known: [verify]},
   message: "the name is not checked"}
- {id: ex-callback, check: accepting-verify-callback, call: ex_set_callback,
   handle: 1, callback: 2, contract: ex-callback, slot: callback,
   message: "accepts"}
- {id: ex-forgives-date, check: weak-certificate-policy,
   call: ex_set_callback, contract-only: true, message: "ignores dates"}
- {id: ex-forgives-trust, check: accepting-verify-callback,
   call: ex_set_callback, contract-only: true, message: "forgives trust"}
- {id: ex-result, check: ignored-verification-result, call: ex_verify,
   result: {good: [1], bad: [0, -1], discarded: true, conflated: true,
   logged: true}, message: "the result is lost", instead: "compare with 1"}
- {id: exx-verify, check: disabled-cert-verification,
   call: "exx::Client::setVerify", handle: this, when: [{arg: 1, is: 0}],
   slot: verify, message: "verification is off"}
- {id: exx-callback, check: accepting-verify-callback,
   call: "exx::Client::setCallback", handle: this, callback: 1,
   contract: ex-callback, slot: callback, message: "accepts"}
- {id: exx-handler, check: accepting-verify-callback,
   override: "exx::Handler::onFailure", contract: ex-method,
   message: "accepts"}
- {id: exx-ignore, check: accepting-verify-callback,
   call: "exx::Evidence::ignore", when: [{arg: 1, is: 1}], unguarded: true,
   message: "ignores the error"}
- {id: exx-url, check: plaintext-url, call: "exx::Client::setUrl",
   when: [{arg: 1, text: scheme, words: [http]}], message: "plaintext"}
- {id: exx-connect, role: sink, call: "exx::Client::connect", handle: this}
)";

/// One report, with lines in place of locations.
struct Told {
  unsigned Line = 0, Column = 0;
  std::string Check, Message;
  bool Conditional = false;
  std::vector<std::pair<unsigned, std::string>> Notes;
};

enum class Lang { C, Cxx };

class AnalysisTest : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    llvm::SmallString<128> Path;
    int Fd;
    ASSERT_FALSE(
        llvm::sys::fs::createTemporaryFile("commsec-ex", "yaml", Fd, Path));
    llvm::raw_fd_ostream(Fd, /*shouldClose=*/true) << ExCatalog;
    catalogFile() = Path.str().str();
  }
  static void TearDownTestSuite() { llvm::sys::fs::remove(catalogFile()); }

  /// Analyses \p Code. Unless \p Broken, it must compile.
  void analyze(llvm::StringRef Code, Lang L, bool Broken = false) {
    Reports.clear();
    std::string Includes = "#include <ex.h>\n";
    std::vector<std::string> Args = {"-isystem", "/virtual", "-nostdinc", "-w"};
    if (L == Lang::Cxx) {
      Args.insert(Args.end(), {"-std=c++20", "-nostdinc++", "-xc++"});
      Includes = "#include <std.h>\n";
    } else {
      Args.insert(Args.end(), {"-std=c11", "-xc"});
    }
    std::string Source = Includes + Code.str();
    clang::IgnoringDiagConsumer Quiet;
    std::unique_ptr<clang::ASTUnit> Unit =
        clang::tooling::buildASTFromCodeWithArgs(
            Source, Args, L == Lang::Cxx ? "test.cpp" : "test.c", "clang-tool",
            std::make_shared<clang::PCHContainerOperations>(),
            clang::tooling::getClangStripDependencyFileAdjuster(),
            {{"/virtual/ex.h", ExHeader.str()},
             {"/virtual/std.h", StdHeader.str()}},
            &Quiet, llvm::vfs::getRealFileSystem(),
            clang::CaptureDiagsKind::All);
    ASSERT_TRUE(Unit);
    if (!Broken)
      ASSERT_FALSE(Unit->getDiagnostics().hasUncompilableErrorOccurred())
          << "the test's source does not compile:" << errorsOf(*Unit);
    Options.Catalogs = {catalogFile()};
    UnitResult R =
        analyzeUnit(Unit->getASTContext(), Options,
                    [](const std::string &Error) { ADD_FAILURE() << Error; });
    BudgetHits = R.BudgetHits;
    const clang::SourceManager &SM = Unit->getSourceManager();
    // The include is no line of the test's text.
    auto LineOf = [&](clang::SourceLocation At) {
      return SM.getExpansionLineNumber(At) - 1;
    };
    for (const Finding &F : R.Findings) {
      Told T;
      T.Line = LineOf(F.Loc);
      T.Column = SM.getExpansionColumnNumber(F.Loc);
      T.Check = F.Check;
      T.Message = F.Message;
      T.Conditional = F.Conditional;
      for (const Note &N : F.Notes)
        T.Notes.push_back({LineOf(N.Loc), N.Text});
      Reports.push_back(std::move(T));
    }
  }

  /// Analyses \p Code and compares the reports with its marks.
  void expect(llvm::StringRef Code, Lang L) {
    analyze(Code, L);
    if (HasFatalFailure())
      return;
    std::vector<std::string> Want, Have;
    std::set<unsigned> WantNotes, HaveNotes;
    llvm::SmallVector<llvm::StringRef, 64> Lines;
    Code.split(Lines, '\n');
    for (unsigned I = 0; I < Lines.size(); ++I) {
      llvm::SmallVector<llvm::StringRef, 4> Words;
      Lines[I].split("// ").second.split(Words, ' ', -1, false);
      for (llvm::StringRef W : Words)
        if (W == "NOTE")
          WantNotes.insert(I + 1);
        else if (W.starts_with("BAD") || W.starts_with("COND"))
          Want.push_back(describe(I + 1, W, Lines[I]));
    }
    for (const Told &T : Reports) {
      // A mark without a check stands for any.
      std::string Kind = T.Conditional ? "COND" : "BAD";
      std::string Exact = Kind + ":" + T.Check;
      bool Named =
          T.Line && T.Line <= Lines.size() && Lines[T.Line - 1].contains(Exact);
      Have.push_back(describe(T.Line, Named ? Exact : Kind,
                              T.Line && T.Line <= Lines.size()
                                  ? Lines[T.Line - 1]
                                  : llvm::StringRef("(outside)")));
      for (auto &[Line, Text] : T.Notes)
        HaveNotes.insert(Line);
    }
    llvm::sort(Want);
    llvm::sort(Have);
    EXPECT_EQ(llvm::join(Want, "\n"), llvm::join(Have, "\n"))
        << "expected first, found second";
    if (!WantNotes.empty())
      EXPECT_EQ(WantNotes, HaveNotes) << "lines of notes";
  }
  void expectC(llvm::StringRef Code) { expect(Code, Lang::C); }
  void expectCxx(llvm::StringRef Code) { expect(Code, Lang::Cxx); }
  /// The same in both languages.
  void expectBoth(llvm::StringRef Code) {
    expectC(Code);
    expectCxx(Code);
  }

  AnalysisOptions Options;
  std::vector<Told> Reports;
  unsigned BudgetHits = 0;

private:
  static std::string &catalogFile() {
    static std::string File;
    return File;
  }
  static std::string errorsOf(clang::ASTUnit &Unit) {
    std::string All;
    for (auto It = Unit.stored_diag_begin(); It != Unit.stored_diag_end(); ++It)
      All += "\n  " + It->getMessage().str();
    return All;
  }
  static std::string describe(unsigned Line, llvm::StringRef Kind,
                              llvm::StringRef Text) {
    return (llvm::Twine(Line < 10    ? "  "
                        : Line < 100 ? " "
                                     : "") +
            llvm::Twine(Line) + ": " + Kind + "  " + Text.trim())
        .str();
  }
};

} // namespace commsec::unittest

#endif // COMMSEC_TEST_UNIT_ANALYSISFIXTURE_H
