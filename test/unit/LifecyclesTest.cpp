//===--- LifecyclesTest.cpp - what was done to a handle, in which order --===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalysisFixture.h"

using namespace commsec::unittest;

namespace {

using Lifecycles = AnalysisTest;

TEST_F(Lifecycles, TheLastWriteWins) {
  expectBoth(R"(
void a(void) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERIFY, 0);
  ex_set(h, EX_OPT_VERIFY, 1);
  ex_connect(h);
  ex_free(h);
}
void b(void) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERIFY, 1);
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
  ex_connect(h);
  ex_free(h);
}
void c(void) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
  ex_connect(h);
  ex_set(h, EX_OPT_VERIFY, 1);
  ex_free(h);
}
void d(void) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERIFY, 0);
  ex_reset(h);
  ex_name(h, "example.org");
  ex_connect(h);
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, OverwrittenOnOnePath) {
  expectBoth(R"(
void a(int strict) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
  if (strict)
    ex_set(h, EX_OPT_VERIFY, 1);
  ex_connect(h);
  ex_free(h);
}
void b(int old) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_set(h, EX_OPT_VERSION, EX_TLS1_0);
  if (old)
    ex_set(h, EX_OPT_VERSION, 0x303);
  else
    ex_set(h, EX_OPT_VERSION, 0x304);
  ex_connect(h);
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, NeverSetBeforeTheSink) {
  expectBoth(R"(
void a(void) {
  ex *h = ex_new();
  ex_connect(h); // BAD:disabled-hostname-verification
  ex_free(h);
}
void b(void) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  ex_connect(h);
  ex_free(h);
}
void c(void) {
  ex *h = ex_new();
  ex_name(h, NULL);
  ex_connect(h); // BAD:disabled-hostname-verification
  ex_free(h);
}
void d(ex *h) {
  ex_connect(h);
}
void e(const char *host) {
  ex *h = ex_new();
  ex_name(h, host);
  ex_connect(h);
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, NotRepeatedWhereTheChainIsReported) {
  expectBoth(R"(
void a(void) {
  ex *h = ex_new();
  ex_set(h, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  ex_connect(h);
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, EscapeToUnseenCode) {
  expectBoth(R"(
void prepare(ex *h);
ex *make(void);
void keep(ex **h);
void a(void) {
  ex *h = ex_new();
  prepare(h);
  ex_connect(h);
  ex_free(h);
}
void b(void) {
  ex *h = make();
  ex_connect(h);
}
void c(void) {
  ex *h = ex_new();
  prepare(h);
  ex_set(h, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  ex_connect(h);
  ex_free(h);
}
void d(void) {
  ex *h = ex_new();
  ex_connect(h); // BAD:disabled-hostname-verification
  prepare(h);
}
ex *e(void) {
  ex *h = ex_new();
  ex_set(h, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  return h;
}
ex *f(void) {
  ex *h = ex_new();
  return h;
}
)");
}

TEST_F(Lifecycles, HelperOrder) {
  expectBoth(R"(
static void strict(ex *h) {
  ex_set(h, EX_OPT_VERIFY, 1);
  ex_name(h, "example.org");
}
static void go(ex *h) { ex_connect(h); }
void a(void) {
  ex *h = ex_new();
  strict(h);
  go(h);
  ex_free(h);
}
static ex *create(void) {
  ex *h = ex_new();
  ex_name(h, "example.org");
  return h;
}
void b(void) {
  ex *h = create();
  go(h);
  ex_free(h);
}
)");
  expectBoth(R"(
static void trust_all(ex *h) {
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
}
static void go(ex *h) { ex_connect(h); }
void a(void) {
  ex *h = ex_new();
  trust_all(h);
  go(h);
  ex_free(h);
}
)");
  expectBoth(R"(
static void go(ex *h) {
  ex_connect(h); // BAD:disabled-hostname-verification
}
void a(void) {
  ex *h = ex_new();
  go(h);
  ex_name(h, "example.org");
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, ErrorPaths) {
  expectBoth(R"(
int a(const char *host) {
  ex *h = ex_new();
  if (!h)
    return -1;
  if (ex_set(h, EX_OPT_VERIFY, 0) < 0) {
    ex_free(h);
    return -1;
  }
  ex_name(h, host);
  ex_set(h, EX_OPT_VERIFY, 1);
  ex_connect(h);
  ex_free(h);
  return 0;
}
int b(const char *host) {
  int result = -1;
  ex *h = ex_new();
  if (!h)
    goto out;
  if (ex_name(h, host) != 1)
    goto out;
  result = ex_connect(h);
out:
  ex_free(h);
  return result;
}
)");
}

TEST_F(Lifecycles, NeverUsed) {
  expectBoth(R"(
void a(void) {
  ex *h = ex_new();
  ex_free(h);
}
void b(void) {
  ex *h;
  if (!ex_open(&h))
    return;
  ex_connect(h); // BAD:disabled-hostname-verification
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, MembersAcrossMethods) {
  expectCxx(R"(
class Secure {
  ex *H;
public:
  Secure() : H(ex_new()) { ex_name(H, "example.org"); }
  ~Secure() { ex_free(H); }
  void open() { ex_connect(H); }
};
class Forgets {
  ex *H;
public:
  Forgets() : H(ex_new()) {}
  ~Forgets() { ex_free(H); }
  void open() {
    ex_connect(H); // BAD:disabled-hostname-verification
  }
};
class Later {
  ex *H;
public:
  Later() { H = ex_new(); }
  void setHost(const char *Host) { ex_name(H, Host); }
  void open() { ex_connect(H); }
};
class Given {
  ex *H;
public:
  explicit Given(ex *H) : H(H) {}
  void open() { ex_connect(H); }
};
)");
}

TEST_F(Lifecycles, MembersOfTwoClassesAreTold) {
  expectCxx(R"(
class Off {
  ex *H;
public:
  Off() : H(ex_new()) {
    ex_name(H, "example.org");
    ex_set(H, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  }
  void open() { ex_connect(H); }
};
class Forgets {
  ex *H;
public:
  Forgets() : H(ex_new()) {}
  ~Forgets() { ex_free(H); }
  void open() {
    ex_connect(H); // BAD:disabled-hostname-verification
  }
};
)");
}

TEST_F(Lifecycles, MembersWithDefaultInitialisers) {
  expectCxx(R"(
class Off {
  ex *H = ex_new();
public:
  Off() {
    ex_name(H, "example.org");
    ex_set(H, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  }
  void open() { ex_connect(H); }
};
class Named {
  ex *H = ex_new();
public:
  Named() { ex_name(H, "example.org"); }
  void open() { ex_connect(H); }
};
)");
}

TEST_F(Lifecycles, ParentsAndChildren) {
  expectBoth(R"(
void a(void) {
  ex_ctx *c = ex_ctx_new();
  ex_ctx_verify(c, 0); // BAD:disabled-cert-verification
  ex *h = ex_from(c);
  ex_connect(h);
  ex_free(h);
  ex_ctx_free(c);
}
void b(void) {
  ex_ctx *c = ex_ctx_new();
  ex_ctx_verify(c, 1);
  ex *h = ex_from(c);
  ex_connect(h); // BAD:disabled-hostname-verification
  ex_free(h);
  ex_ctx_free(c);
}
void d(void) {
  ex_ctx *c = ex_ctx_new();
  ex_ctx_verify(c, 1);
  ex *h = ex_from(c);
  ex_set(h, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  ex_connect(h);
  ex_free(h);
  ex_ctx_free(c);
}
void e(ex_ctx *c) {
  ex *h = ex_from(c);
  ex_connect(h);
  ex_free(h);
}
)");
}

TEST_F(Lifecycles, SmartPointersAndHandles) {
  expectCxx(R"(
struct Free { void operator()(ex *H) const { ex_free(H); } };
using Ptr = std::unique_ptr<ex, Free>;
void a() {
  Ptr H(ex_new());
  ex_set(H.get(), EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  ex_connect(H.get());
}
void b() {
  Ptr H(ex_new());
  ex_name(H.get(), "example.org");
  ex_connect(H.get());
}
void c() {
  Ptr H(ex_new());
  ex_connect(H.get()); // BAD:disabled-hostname-verification
}
void d() {
  exx::Client C;
  C.setVerify(false); // BAD:disabled-cert-verification
  C.connect();
}
void e() {
  exx::Client C;
  C.setVerify(false);
  C.setVerify(true);
  C.connect();
}
void f() {
  exx::Client C;
  ex_set(C.handle(), EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
  C.connect();
}
void g() {
  exx::Client C;
  C.setVerify(false);
  ex_set(C.handle(), EX_OPT_VERIFY, 1);
  C.connect();
}
)");
}

TEST_F(Lifecycles, RetryReportsTheSetterOnce) {
  expectBoth(R"(
int a(const char *host) {
  ex *h = ex_new();
  ex_name(h, host);
  int r = ex_connect(h);
  if (r != 1) {
    ex_set(h, EX_OPT_VERIFY, 0); // BAD:disabled-cert-verification
    r = ex_connect(h);
  }
  ex_free(h);
  return r;
}
)");
}

TEST_F(Lifecycles, TwoHandlesAreTold) {
  expectBoth(R"(
void a(void) {
  ex *good = ex_new(), *bad = ex_new();
  ex_name(good, "example.org");
  ex_name(bad, "example.org");
  ex_set(good, EX_OPT_VERIFY, 1);
  ex_set(bad, EX_OPT_VERIFY, 0); // BAD
  ex_set(good, EX_OPT_VERSION, 0x303);
  ex_connect(good);
  ex_connect(bad);
  ex_free(good);
  ex_free(bad);
}
)");
}

} // namespace
