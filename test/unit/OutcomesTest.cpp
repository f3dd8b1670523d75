//===--- OutcomesTest.cpp - what becomes of a result ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalysisFixture.h"

using namespace commsec::unittest;

namespace {

using Outcomes = AnalysisTest;

TEST_F(Outcomes, Discarded) {
  expectBoth(R"(
void a(ex *h) {
  ex_verify(h); // BAD
}
void b(ex *h) {
  (void)ex_verify(h); // BAD
}
int c(ex *h) {
  return ex_verify(h);
}
int d(ex *h) {
  if (ex_verify(h) != 1)
    return -1;
  return 0;
}
)");
}

TEST_F(Outcomes, Conflated) {
  expectBoth(R"(
int a(ex *h) {
  if (ex_verify(h)) // BAD
    return 0;
  return -1;
}
int b(ex *h) {
  if (!ex_verify(h)) // BAD
    return -1;
  return 0;
}
int c(ex *h) {
  int r = ex_verify(h); // BAD
  if (r < 0)
    return -1;
  return 0;
}
int d(ex *h) {
  if (ex_verify(h) <= 0)
    return -1;
  return 0;
}
int e(ex *h) {
  int r = ex_verify(h);
  if (r < 0)
    return -2;
  if (r == 0)
    return -1;
  return 0;
}
int f(ex *h) {
  switch (ex_verify(h)) {
  case 1:
    return 0;
  default:
    return -1;
  }
}
)");
}

TEST_F(Outcomes, LoggedOnly) {
  expectBoth(R"(
void a(ex *h) {
  if (ex_verify(h) != 1) // BAD
    ex_log("not verified");
  ex_connect(h);
}
void b(ex *h) {
  ex_log("result %d", ex_verify(h)); // BAD
}
void c(ex *h) {
  if (ex_verify(h) != 1) {
    ex_log("not verified");
    abort();
  }
  ex_connect(h);
}
void d(ex *h) {
  if (ex_verify(h) == 1)
    ex_connect(h);
}
)");
}

TEST_F(Outcomes, Propagated) {
  expectBoth(R"(
struct state { int verified; };
extern int sink(int);
int a(ex *h) {
  int r = ex_verify(h);
  return r;
}
void b(ex *h, struct state *s) { s->verified = ex_verify(h); }
void c(ex *h) { sink(ex_verify(h)); }
void d(ex *h, int *out) { *out = ex_verify(h) == 1; }
int e(ex *h) { return ex_verify(h) == 1; }
)");
}

TEST_F(Outcomes, ThroughHelpers) {
  expectBoth(R"(
static int check(ex *h) { return ex_verify(h); }
static int strict(ex *h) { return ex_verify(h) == 1 ? 0 : -1; }
int a(ex *h) {
  if (check(h) != 1)
    return -1;
  return 0;
}
int b(ex *h) {
  if (strict(h))
    return -1;
  return 0;
}
)");
}

TEST_F(Outcomes, Exceptions) {
  expectCxx(R"(
struct Failed {};
void a(ex *H) {
  if (ex_verify(H) != 1)
    throw Failed();
  ex_connect(H);
}
bool b(ex *H) {
  return ex_verify(H) == 1;
}
bool c(ex *H) {
  return ex_verify(H); // BAD
}
)");
}

// --- robustness ------------------------------------------------------------

/// A function of \p Branches branches, each of which does something else that
/// the next ones know of.
std::string manyBranches(unsigned Branches) {
  std::string Code = "void many(ex *h, const int *c) {\n  int v = 1, n = 0;\n";
  for (unsigned I = 0; I < Branches; ++I) {
    std::string N = std::to_string(I);
    Code += "  if (c[" + N +
            "])\n    n = n * 2 + 1;\n  else\n    n = n * 2;\n"
            "  while (c[v] > n)\n    v += c[" +
            N + "];\n";
    for (unsigned K = 0; K < 10; ++K)
      Code += "  v += c[" + N + "];\n";
  }
  return Code + "  ex_set(h, EX_OPT_VERIFY, v);\n  ex_set(h, EX_OPT_VERIFY, "
                "v + n);\n  ex_connect(h);\n}\n";
}

TEST_F(Outcomes, BudgetIsCounted) {
  analyze(manyBranches(300), Lang::C);
  EXPECT_EQ(BudgetHits, 1u);
  EXPECT_TRUE(Reports.empty());
}

TEST_F(Outcomes, BudgetCountsWhatIsTooLargeToFollow) {
  analyze(manyBranches(3000), Lang::C);
  EXPECT_EQ(BudgetHits, 1u);
  EXPECT_TRUE(Reports.empty());
}

TEST_F(Outcomes, BudgetOfOneFunctionLeavesTheOthers) {
  analyze(manyBranches(300) +
              "void other(ex *h) { ex_set(h, EX_OPT_VERIFY, 0); }\n",
          Lang::C);
  EXPECT_EQ(Reports.size(), 1u);
}

TEST_F(Outcomes, OrdinaryFunctionsStayInTheBudget) {
  analyze("void f(ex *h, int a, int b, int c) {\n"
          "  for (int i = 0; i < a; ++i)\n"
          "    for (int j = 0; j < b; ++j)\n"
          "      if (i == j && c)\n"
          "        ex_set(h, EX_OPT_VERIFY, 1);\n"
          "}\n",
          Lang::C);
  EXPECT_EQ(BudgetHits, 0u);
}

TEST_F(Outcomes, CallTreesAreBounded) {
  // Each level calls the next one twice: 2^30 ways without a bound.
  std::string Code = "static void f0(ex *h) { ex_set(h, EX_OPT_VERIFY, 1); }\n";
  for (unsigned I = 1; I < 30; ++I) {
    std::string N = std::to_string(I), Before = std::to_string(I - 1);
    Code += "static void f" + N + "(ex *h) { f" + Before + "(h); f" + Before +
            "(h); }\n";
  }
  analyze(Code + "void top(ex *h) { f29(h); }\n", Lang::C);
  EXPECT_TRUE(Reports.empty());
}

TEST_F(Outcomes, CodeThatDoesNotCompile) {
  for (const char *Code : {
           "void f(ex *h) { ex_set(h, EX_OPT_VERIFY, ",
           "void f(ex *h) { ex_set(h, undeclared, 0); ex_set(h); }",
           "void f(ex *h) { struct unknown u = {0}; ex_set(h, u.a, 0); }",
           "int f(ex *h { return ex_verify(h; }",
           "void f(ex *h) { int v[] = {1, 2, }; ex_set(h, v[9], v); goto x; }",
           "static int cb(int ok, ex_evidence *e) { return nothing; }\n"
           "void f(ex *h) { ex_set_callback(h, cb); ex_set_callback(h); }",
           "void f(ex *h) { if (x) ex_set(h, 1, 0); while }",
           "#include <missing.h>\nvoid f(ex *h) { ex_connect(h); }",
           "",
       })
    for (Lang L : {Lang::C, Lang::Cxx})
      analyze(Code, L, /*Broken=*/true);
}

TEST_F(Outcomes, DependentCode) {
  expectCxx(R"(
template <class T> class Link {
  T *H;
  int Mode = T::Mode;
public:
  void open() {
    ex_set(H, EX_OPT_VERIFY, T::Verify);
    H->connect();
    [&](auto X) { ex_set(X, EX_OPT_VERIFY, 0); }(H);
  }
  template <class U> auto get(U u) -> decltype(u.get()) { return u.get(); }
};
template <class... A> void each(ex *H, A... V) {
  (ex_set(H, EX_OPT_VERIFY, V), ...);
}
template <int N> int down(ex *H) {
  if constexpr (N > 0)
    return down<N - 1>(H);
  else
    return ex_set(H, EX_OPT_VERIFY, 1);
}
void a(ex *H) { down<4>(H); }
)");
}

TEST_F(Outcomes, OddShapes) {
  expectCxx(R"(
void noBody();
struct Empty {};
union U { int A; const char *B; };
extern "C" { void linked(ex *H) { ex_set(H, EX_OPT_VERIFY, 1); } }
void a(ex *H) try {
  ex_set(H, EX_OPT_VERIFY, 1);
} catch (...) {
  throw;
}
int b(ex *H, int N) {
  static void *Targets[] = {&&One, &&Two};
  goto *Targets[N];
One:
  return ex_set(H, EX_OPT_VERIFY, 1);
Two:
  return ({ int R = ex_connect(H); R; });
}
void c(ex *H, int N) {
  switch (N) {
    do {
    case 1 ... 3:
      ex_set(H, EX_OPT_VERIFY, 1);
    } while (--N);
  }
}
void d(ex *H) {
  for (;;)
    ex_connect(H);
}
auto e = [](ex *H) { U X{.A = 1}; ex_set(H, EX_OPT_VERIFY, X.A); };
void f(ex *H) { ex_set(H, EX_OPT_VERIFY, alignof(Empty) + sizeof(int[3])); }
void deleted(ex *) = delete;
struct S { S() = default; S(const S &) = delete; ex *H = ex_new(); };
void g() { S X; ex_name(X.H, "x"); ex_connect(X.H ?: nullptr); }
)");
}

} // namespace
