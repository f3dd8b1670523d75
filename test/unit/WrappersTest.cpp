//===--- WrappersTest.cpp - functions that pass parameters on -------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalysisFixture.h"

using namespace commsec::unittest;

namespace {

using Wrappers = AnalysisTest;

TEST_F(Wrappers, TheCallerIsThePlace) {
  expectBoth(R"(
static void set_verify(ex *h, int v) {
  ex_set(h, EX_OPT_VERIFY, v);
}
void a(ex *h) {
  set_verify(h, 0); // BAD
}
void b(ex *h) {
  set_verify(h, 1);
}
void c(ex *h, int v) {
  set_verify(h, v);
}
)");
}

TEST_F(Wrappers, Nested) {
  expectBoth(R"(
static void inner(ex *h, int option, int v) { ex_set(h, option, v); }
static void outer(ex *h, int v) { inner(h, EX_OPT_VERIFY, v); }
static void both(ex *h, int verify, int version) {
  outer(h, verify);
  inner(h, EX_OPT_VERSION, version);
}
void a(ex *h) {
  both(h,
       0,          // BAD:disabled-cert-verification
       EX_TLS1_0); // BAD:weak-tls-version
}
void b(ex *h) { both(h, 1, EX_TLS1_2); }
)");
}

TEST_F(Wrappers, EachCallerForItself) {
  expectBoth(R"(
static void open_with(int verify) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERIFY, verify);
  ex_connect(h);
  ex_free(h);
}
void a(void) { open_with(1); }
void b(void) { open_with(0); } // BAD
void c(int choice) {
  if (choice)
    open_with(0); // COND
  else
    open_with(1);
}
)");
}

TEST_F(Wrappers, ConstantInsideIsTheWrapper) {
  expectBoth(R"(
static void insecure(ex *h) {
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
}
void a(ex *h) { insecure(h); }
void b(ex *h) { insecure(h); }
)");
}

TEST_F(Wrappers, TernaryDecidedByTheCaller) {
  expectBoth(R"(
static void set_checked(ex *h, int check) {
  ex_set(h, EX_OPT_VERIFY, check ? EX_VERIFY_PEER : EX_VERIFY_NONE);
}
void a(ex *h) {
  set_checked(h, 0); // BAD
}
void b(ex *h) {
  set_checked(h, 1);
}
)");
}

TEST_F(Wrappers, BranchDecidedByTheCaller) {
  expectBoth(R"(
static void set_checked(ex *h, int check) {
  if (!check)
    ex_set(h, EX_OPT_VERIFY, EX_VERIFY_NONE);
}
void a(ex *h) {
  set_checked(h, 0); // BAD
}
void b(ex *h) {
  set_checked(h, 1);
}
)");
}

TEST_F(Wrappers, EnumToMode) {
  expectBoth(R"(
enum trust { TRUST_NOBODY, TRUST_ALL };
static int mode_of(enum trust t) {
  switch (t) {
  case TRUST_ALL:
    return EX_VERIFY_NONE;
  default:
    return EX_VERIFY_PEER;
  }
}
static void apply(ex *h, enum trust t) {
  ex_set(h, EX_OPT_VERIFY, mode_of(t));
}
void a(ex *h) {
  apply(h, TRUST_ALL); // BAD
}
void b(ex *h) {
  apply(h, TRUST_NOBODY);
}
void c(ex *h, enum trust t) {
  (void)t;
}
)");
}

TEST_F(Wrappers, ModeFunctions) {
  expectBoth(R"(
static int mode(void) { return EX_VERIFY_NONE; }
static int good(void) { return EX_VERIFY_PEER; }
void a(ex *h) { ex_set(h, EX_OPT_VERIFY, mode()); } // BAD
void b(ex *h) { ex_set(h, EX_OPT_VERIFY, good()); }
)");
}

TEST_F(Wrappers, Strings) {
  expectBoth(R"(
static void fetch(ex *h, const char *url) {
  ex_url(h, url);
  ex_connect(h);
}
void a(ex *h) {
  fetch(h, "http://example.org/"); // BAD
  fetch(h, "https://example.org/");
}
)");
}

TEST_F(Wrappers, MethodsAndDefaults) {
  expectCxx(R"(
class Link {
  ex *H;
  void apply(int V) { ex_set(H, EX_OPT_VERIFY, V); }
public:
  explicit Link(ex *H, bool Verify = true) : H(H) { apply(Verify); }
  void trustAll() {
    apply(0); // BAD
  }
  void check() { apply(1); }
};
void a(ex *H) {
  Link L(H, false); // BAD
}
void b(ex *H) {
  Link L(H);
}
)");
}

TEST_F(Wrappers, ByReferenceAndAggregate) {
  expectCxx(R"(
struct Settings { bool Verify = true; int Version = EX_TLS1_2; };
static void apply(ex *H, const Settings &S) {
  ex_set(H, EX_OPT_VERIFY, S.Verify);
  ex_set(H, EX_OPT_VERSION, S.Version);
}
void a(ex *H) {
  Settings S;
  S.Verify = false; // BAD
  apply(H, S);
}
void b(ex *H) {
  Settings S;
  apply(H, S);
}
void c(ex *H) {
  apply(H, Settings{
               .Verify = true,
               .Version = EX_TLS1_0, // BAD:weak-tls-version
           });
}
)");
}

TEST_F(Wrappers, LambdasAndTemplates) {
  expectCxx(R"(
void a(ex *H) {
  auto Set = [H](int V) { ex_set(H, EX_OPT_VERIFY, V); };
  Set(0); // BAD
}
void b(ex *H) {
  auto Set = [H](int V) { ex_set(H, EX_OPT_VERIFY, V); };
  Set(1);
}
template <class T> void apply(ex *H, T V) { ex_set(H, EX_OPT_VERIFY, V); }
void c(ex *H) {
  apply(H, 0); // BAD
}
void d(ex *H) { apply(H, 1L); }
)");
}

TEST_F(Wrappers, AParameterThatNoCallerFixesIsSilent) {
  expectBoth(R"(
void set_verify(ex *h, int v) { ex_set(h, EX_OPT_VERIFY, v); }
void guarded(ex *h, int v) {
  if (v)
    ex_set(h, EX_OPT_VERIFY, v);
}
)");
}

TEST_F(Wrappers, Recursion) {
  expectBoth(R"(
static void again(ex *h, int v, int n) {
  ex_set(h, EX_OPT_VERIFY, v);
  if (n > 0)
    again(h, v, n - 1);
}
static void ping(ex *h, int n);
static void pong(ex *h, int n) { ping(h, n - 1); }
static void ping(ex *h, int n) {
  if (n)
    pong(h, n);
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
}
void a(ex *h) {
  again(h, 0, 3); // BAD
  ex_connect(h);
}
void b(ex *h) { ping(h, 2); }
)");
}

} // namespace
