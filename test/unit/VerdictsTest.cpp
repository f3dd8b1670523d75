//===--- VerdictsTest.cpp - what a callback decides ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalysisFixture.h"

using namespace commsec::unittest;

namespace {

using Verdicts = AnalysisTest;

TEST_F(Verdicts, AlwaysAccepts) {
  expectBoth(R"(
static int yes(int ok, ex_evidence *e) { // BAD
  return 1; // NOTE
}
static int logs(int ok, ex_evidence *e) { // BAD
  if (!ok)
    ex_log("error %d", ex_evidence_error(e));
  return 1; // NOTE
}
static int both(int ok, ex_evidence *e) { // BAD
  if (ok)
    return 1;
  ex_log("failed");
  return 1; // NOTE
}
static int sets(int ok, ex_evidence *e) { // BAD
  ok = 1;
  return ok; // NOTE
}
static int negated(int ok, ex_evidence *e) { // BAD
  return ok || !ok; // NOTE
}
void a(ex *h) { ex_set_callback(h, yes); } // NOTE
void b(ex *h) { ex_set_callback(h, logs); } // NOTE
void c(ex *h) { ex_set_callback(h, both); } // NOTE
void d(ex *h) { ex_set_callback(h, sets); } // NOTE
void e(ex *h) { ex_set_callback(h, negated); } // NOTE
)");
}

TEST_F(Verdicts, AcceptsThroughHelpersAndCalls) {
  expectBoth(R"(
static int decide(int ok) { return ok ? ok : 1; }
static int helped(int ok, ex_evidence *e) { // BAD
  return decide(ok);
}
static int called(int ok, ex_evidence *e) { // BAD
  ex_evidence_accept(e);
  return 0;
}
void a(ex *h) { ex_set_callback(h, helped); }
void b(ex *h) { ex_set_callback(h, called); }
)");
}

TEST_F(Verdicts, Propagates) {
  expectBoth(R"(
static int plain(int ok, ex_evidence *e) { return ok; }
static int logged(int ok, ex_evidence *e) {
  if (!ok)
    ex_log("error %d at %d", ex_evidence_error(e), ex_evidence_depth(e));
  return ok;
}
static int more(int ok, ex_evidence *e) {
  if (ok && ex_evidence_depth(e) == 0)
    ok = strcmp(ex_evidence_digest(e), "AB") == 0;
  return ok;
}
static int helper(int ok) { return ok; }
static int helped(int ok, ex_evidence *e) { return helper(ok); }
void a(ex *h) {
  ex_set_callback(h, plain);
  ex_connect(h);
}
void b(ex *h) { ex_set_callback(h, logged); }
void c(ex *h) { ex_set_callback(h, more); }
void d(ex *h) { ex_set_callback(h, helped); }
void e(ex *h) { ex_set_callback(h, NULL); }
)");
}

TEST_F(Verdicts, Rejects) {
  expectBoth(R"(
static int no(int ok, ex_evidence *e) { return 0; }
static int only(int ok, ex_evidence *e) {
  if (!ok)
    return 0;
  return 1;
}
static int dies(int ok, ex_evidence *e) {
  if (!ok)
    abort();
  return 1;
}
void a(ex *h) { ex_set_callback(h, no); }
void b(ex *h) { ex_set_callback(h, only); }
void c(ex *h) { ex_set_callback(h, dies); }
)");
}

TEST_F(Verdicts, ForgivesOneError) {
  expectBoth(R"(
static int dates(int ok, ex_evidence *e) {
  if (!ok && ex_evidence_error(e) == EX_ERR_EXPIRED) // BAD:weak-certificate-policy
    return 1;
  return ok;
}
static int by_switch(int ok, ex_evidence *e) {
  switch (ex_evidence_error(e)) {
  case EX_ERR_EXPIRED: // BAD:weak-certificate-policy
    return 1;
  default:
    return ok;
  }
}
static int trust(int ok, ex_evidence *e) { // BAD:accepting-verify-callback
  if (!ok && ex_evidence_error(e) == EX_ERR_SELF_SIGNED)
    ok = 1;
  return ok;
}
static int unlisted(int ok, ex_evidence *e) {
  int error = ex_evidence_error(e);
  return error == 77 ? 1 : ok;
}
void a(ex *h) { ex_set_callback(h, dates); }
void b(ex *h) { ex_set_callback(h, by_switch); }
void c(ex *h) { ex_set_callback(h, trust); }
void d(ex *h) { ex_set_callback(h, unlisted); }
)");
}

TEST_F(Verdicts, PinsByEvidence) {
  expectBoth(R"(
static const char *pin = "AB:CD";
static int pinned(int ok, ex_evidence *e) {
  if (strcmp(ex_evidence_digest(e), pin) == 0)
    return 1;
  return 0;
}
static int only_own(int ok, ex_evidence *e) {
  if (ok)
    return 1;
  return strcmp(ex_evidence_digest(e), pin) == 0;
}
void a(ex *h) { ex_set_callback(h, pinned); }
void b(ex *h) { ex_set_callback(h, only_own); }
)");
}

TEST_F(Verdicts, AcceptsByChoice) {
  expectBoth(R"(
static int insecure;
void configure(int on) { insecure = on; }
static int maybe(int ok, ex_evidence *e) { // COND
  if (insecure)
    return 1; // NOTE
  return ok;
}
static int depth(int ok, ex_evidence *e) { // COND
  if (ex_evidence_depth(e) > 0)
    return 1; // NOTE
  return ok;
}
void a(ex *h) { ex_set_callback(h, maybe); } // NOTE
void b(ex *h) { ex_set_callback(h, depth); } // NOTE
)");
}

TEST_F(Verdicts, ConditionalRegistration) {
  expectBoth(R"(
static int yes(int ok, ex_evidence *e) { // COND
  return 1;
}
void a(ex *h, int insecure) {
  if (insecure)
    ex_set_callback(h, yes);
}
)");
}

TEST_F(Verdicts, ConditionalIsSilentOnRequest) {
  Options.ReportConditional = false;
  expectBoth(R"(
static int yes(int ok, ex_evidence *e) {
  return 1;
}
void a(ex *h, int insecure) {
  if (insecure)
    ex_set_callback(h, yes);
}
void b(ex *h, int insecure) {
  ex_set(h, EX_OPT_VERIFY, insecure ? 0 : 1);
}
void d(ex *h, int old) {
  if (old)
    ex_set(h, EX_OPT_VERSION, EX_TLS1_0);
}
void c(ex *h) {
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
}
)");
}

TEST_F(Verdicts, UnseenBodyIsUnknown) {
  expectBoth(R"(
int elsewhere(int ok, ex_evidence *e);
extern int judge(ex_evidence *e);
static int asks(int ok, ex_evidence *e) { return judge(e); }
void a(ex *h) { ex_set_callback(h, elsewhere); }
void b(ex *h, ex_callback given) { ex_set_callback(h, given); }
void c(ex *h) { ex_set_callback(h, asks); }
)");
}

TEST_F(Verdicts, ThroughPointersAndTernaries) {
  expectBoth(R"(
static int yes(int ok, ex_evidence *e) { return 1; } // BAD
static int other(int ok, ex_evidence *e) { return 1; } // BAD
static int third(int ok, ex_evidence *e) { return 1; } // BAD
static void install(ex *h, ex_callback cb) { ex_set_callback(h, cb); }
void a(ex *h) { ex_set_callback(h, &yes); }
void b(ex *h) {
  ex_callback cb = other;
  ex_set_callback(h, cb);
}
void c(ex *h) { install(h, third); }
)");
}

TEST_F(Verdicts, Lambdas) {
  expectCxx(R"(
void a(exx::Client &C) {
  C.setCallback([](bool Ok, exx::Evidence &) { return true; }); // BAD
}
void b(exx::Client &C) {
  C.setCallback([](bool Ok, exx::Evidence &) { return Ok; });
}
void c(exx::Client &C) {
  auto Check = [](bool, exx::Evidence &) { // BAD
    return true;
  };
  C.setCallback(Check);
}
void d(ex *H) {
  ex_set_callback(H, [](int, ex_evidence *) -> int { // BAD
    return 1;
  });
}
void e(exx::Client &C, bool Insecure) {
  C.setCallback([Insecure](bool Ok, exx::Evidence &) { // COND
    return Insecure || Ok;
  });
}
)");
}

TEST_F(Verdicts, FunctorsAndBind) {
  expectCxx(R"(
struct Checks {
  bool operator()(bool Ok, exx::Evidence &) const { return Ok; }
};
static bool freely(bool, exx::Evidence &) { return true; } // BAD
class Session {
public:
  bool verify(bool Ok, exx::Evidence &) { // BAD
    return true;
  }
  bool honest(bool Ok, exx::Evidence &) { return Ok; }
  static bool fixed(bool Ok, exx::Evidence &) { // BAD
    return true;
  }
  void a(exx::Client &C) {
    C.setCallback(std::bind(&Session::verify, this, std::placeholders::_1,
                            std::placeholders::_2));
  }
  void b(exx::Client &C) {
    C.setCallback(std::bind(&Session::honest, this, std::placeholders::_1,
                            std::placeholders::_2));
  }
  void c(exx::Client &C) { C.setCallback(&Session::fixed); }
};
void b(exx::Client &C) { C.setCallback(Checks()); }
void c(exx::Client &C) {
  C.setCallback(std::bind(freely, std::placeholders::_1,
                          std::placeholders::_2));
}
)");
}

TEST_F(Verdicts, FunctorsInStdFunction) {
  expectCxx(R"(
struct AcceptAll {
  bool operator()(bool Ok, exx::Evidence &) const { // BAD
    return true;
  }
};
struct AcceptToo {
  bool operator()(bool Ok, exx::Evidence &) const { // BAD
    return true;
  }
};
void a(exx::Client &C) { C.setCallback(AcceptAll()); }
void b(exx::Client &C) {
  AcceptToo Check;
  C.setCallback(Check);
}
)");
}

TEST_F(Verdicts, Overrides) {
  expectCxx(R"(
class Lax : public exx::Handler {
public:
  bool onFailure(exx::Evidence &) override { // BAD
    return true;
  }
};
class Strict : public exx::Handler {
public:
  bool onFailure(exx::Evidence &E) override {
    ex_log("error %d", E.error());
    return false;
  }
};
class Chosen : public exx::Handler {
  bool Insecure;
public:
  explicit Chosen(bool Insecure) : Insecure(Insecure) {}
  bool onFailure(exx::Evidence &E) override; // out of line below
};
bool Chosen::onFailure(exx::Evidence &E) { // COND
  return Insecure;
}
class Unrelated {
public:
  virtual bool onFailure(exx::Evidence &) { return true; }
};
class Unseen : public exx::Handler {
public:
  bool onFailure(exx::Evidence &E) override;
};
)");
}

TEST_F(Verdicts, ActionsInsideHandlers) {
  expectCxx(R"(
void a(exx::Evidence &E) {
  E.ignore(true); // BAD
}
void b(exx::Evidence &E) {
  E.ignore(false);
}
void c(exx::Evidence &E) {
  if (E.error() == 7)
    E.ignore(true);
}
)");
}

TEST_F(Verdicts, ACallbackIsReportedOnce) {
  expectBoth(R"(
static int yes(int ok, ex_evidence *e) { return 1; } // BAD
void a(ex *h) { ex_set_callback(h, yes); }
void b(ex *h) { ex_set_callback(h, yes); }
)");
}

TEST_F(Verdicts, RecursiveCallback) {
  expectBoth(R"(
static int again(int ok, ex_evidence *e) {
  if (ok)
    return 1;
  return again(ok, e);
}
void a(ex *h) { ex_set_callback(h, again); }
)");
}

} // namespace
