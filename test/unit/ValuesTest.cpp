//===--- ValuesTest.cpp - what an expression can be -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalysisFixture.h"

using namespace commsec::unittest;

namespace {

using Values = AnalysisTest;

TEST_F(Values, Literals) {
  expectBoth(R"(
void f(ex *h, int v) {
  ex_set(h, EX_OPT_VERIFY, 0); // BAD
  ex_connect(h);
}
void g(ex *h) {
  ex_set(h, EX_OPT_VERIFY, 0L); // BAD
  ex_connect(h);
}
void ok(ex *h) {
  ex_set(h, EX_OPT_VERIFY, 1);
  ex_connect(h);
}
void paren(ex *h) {
  ex_set(h, (EX_OPT_VERIFY), ((long)(0))); // BAD
}
void arithmetic(ex *h) {
  ex_set(h, EX_OPT_VERSION, 0x300 + 1); // BAD:weak-tls-version
}
)");
}

TEST_F(Values, EnumsAndMacros) {
  expectBoth(R"(
enum policy { TRUST_ALL = EX_VERIFY_NONE, CHECKED };
#define OUR_MODE EX_VERIFY_NONE
#define GOOD_MODE EX_VERIFY_PEER
#define SET_VERIFY(h, v) ex_set(h, EX_OPT_VERIFY, v)
void f(ex *h) {
  ex_set(h, EX_OPT_VERIFY, TRUST_ALL); // BAD
}
void g(ex *h) {
  ex_set(h, EX_OPT_VERIFY, OUR_MODE); // BAD
}
void k(ex *h) {
  SET_VERIFY(h, 0); // BAD
}
void ok(ex *h) {
  ex_set(h, EX_OPT_VERIFY, CHECKED);
  ex_set(h, EX_OPT_VERIFY, GOOD_MODE);
  SET_VERIFY(h, GOOD_MODE);
}
)");
}

TEST_F(Values, Constants) {
  expectCxx(R"(
constexpr int Mode = EX_VERIFY_NONE;
const int Old = EX_TLS1_0, New = EX_TLS1_2;
enum class Level { Off = 0, On = 1 };
constexpr int modeOf(bool Check) { return Check ? 1 : 0; }
struct Policy { static constexpr int Verify = 0; static const int Version = 0x301; };
template <int V> void set(ex *H) {
  ex_set(H, EX_OPT_VERIFY, V);
}
void a(ex *H) { ex_set(H, EX_OPT_VERIFY, Mode); } // BAD
void b(ex *H) { ex_set(H, EX_OPT_VERSION, Old); } // BAD
void c(ex *H) { ex_set(H, EX_OPT_VERSION, New); }
void d(ex *H) { ex_set(H, EX_OPT_VERIFY, static_cast<int>(Level::Off)); } // BAD
void e(ex *H) { ex_set(H, EX_OPT_VERIFY, modeOf(false)); } // BAD
void f(ex *H) { ex_set(H, EX_OPT_VERIFY, modeOf(true)); }
void g(ex *H) { ex_set(H, EX_OPT_VERIFY, Policy::Verify); } // BAD
void i(ex *H) { ex_set(H, EX_OPT_VERSION, Policy::Version); } // BAD
)");
}

TEST_F(Values, EffectivelyConstantVariables) {
  expectBoth(R"(
static int never_written = 0;
static int written = 0;
int visible = 0;
static const int table_version = 0x301;
void change(void) { written = 1; }
void a(ex *h) {
  int verify = 0;
  ex_set(h, EX_OPT_VERIFY, verify); // BAD
}
void b(ex *h) {
  ex_set(h, EX_OPT_VERIFY, never_written); // BAD
}
void c(ex *h) {
  ex_set(h, EX_OPT_VERIFY, written);
}
void d(ex *h) {
  ex_set(h, EX_OPT_VERIFY, visible);
}
void e(ex *h) {
  static const int once = 0;
  ex_set(h, EX_OPT_VERIFY, once); // BAD
}
void f(ex *h) {
  const int version = table_version;
  ex_set(h, EX_OPT_VERSION, version); // BAD
}
)");
}

TEST_F(Values, Members) {
  expectCxx(R"(
class Link {
  const int Verify = 0; // BAD
  int Version = EX_TLS1_0;
  int Checked = 1;
  ex *H;
public:
  explicit Link(ex *H) : H(H) {}
  void a() {
    ex_set(H, EX_OPT_VERIFY, Verify);
  }
  void b() {
    ex_set(H, EX_OPT_VERIFY, Checked);
  }
};
class Other {
  int Verify = 0;
  ex *H;
public:
  void setVerify(int V) { Verify = V; }
  void a() { ex_set(H, EX_OPT_VERIFY, Verify); }
};
)");
}

TEST_F(Values, TernariesStandAtTheBranch) {
  expectBoth(R"(
void a(ex *h, int insecure) {
  ex_set(h, EX_OPT_VERIFY,
         insecure
             ? 0 // COND
             : 1);
}
void b(ex *h, int insecure) {
  int mode = insecure
                 ? EX_VERIFY_NONE // COND
                 : EX_VERIFY_PEER;
  ex_set(h, EX_OPT_VERIFY, mode);
}
void c(ex *h, int either) {
  ex_set(h, EX_OPT_VERIFY, either ? 1 : 2);
}
)");
}

TEST_F(Values, BranchesReach) {
  expectBoth(R"(
void a(ex *h, int insecure) {
  int mode = 1;
  if (insecure)
    mode = 0; // COND
  ex_set(h, EX_OPT_VERIFY, mode);
}
void b(ex *h, int insecure) {
  if (insecure)
    ex_set(h, EX_OPT_VERIFY, 0); // COND
}
void c(ex *h, int x) {
  int mode = 0;
  mode = 1;
  ex_set(h, EX_OPT_VERIFY, mode);
}
void d(ex *h, int x) {
  int mode;
  if (x > 3)
    mode = 1;
  else
    mode = 2;
  ex_set(h, EX_OPT_VERIFY, mode);
}
void e(ex *h) {
  if (0)
    ex_set(h, EX_OPT_VERIFY, 0);
}
)");
}

TEST_F(Values, OneChoiceTestedTwice) {
  expectBoth(R"(
void a(ex *h, int insecure) {
  ex_set(h, EX_OPT_VERIFY,
         insecure ? 0 // COND
                  : 1);
  if (insecure)
    ex_set(h, EX_OPT_VERSION, EX_TLS1_0); // COND
}
)");
}

TEST_F(Values, LoopsReach) {
  expectBoth(R"(
void a(ex *h, int n) {
  for (int i = 0; i < n; ++i)
    ex_set(h, EX_OPT_VERIFY, 0); // BAD
}
void b(ex *h, int n) {
  int mode = 0;
  while (n--)
    mode = 1;
  mode = 1;
  ex_set(h, EX_OPT_VERIFY, mode);
}
void c(ex *h) {
  int v;
  for (v = 5; v > 0; --v)
    ;
  ex_set(h, EX_OPT_VERIFY, v); // BAD
}
)");
}

TEST_F(Values, SwitchCases) {
  expectBoth(R"(
void a(ex *h, int level) {
  int v;
  switch (level) {
  case 0:
    v = EX_TLS1_0; // COND
    break;
  default:
    v = EX_TLS1_2;
  }
  ex_set(h, EX_OPT_VERSION, v);
}
)");
}

TEST_F(Values, WhatASwitchExcludesStaysExcluded) {
  expectBoth(R"(
int parse(const char *);
void a(ex *h, const char *text) {
  int v = 0, mode = parse(text);
  switch (mode) {
  case 1:
    v = 1;
    break;
  case 2:
    v = 2;
    break;
  }
  if (mode != 1 && mode != 2)
    return;
  ex_set(h, EX_OPT_VERIFY, v);
}
void b(ex *h, const char *text) {
  int v = 0, mode = parse(text);
  switch (mode) {
  case 1:
    v = 1;
    break;
  case 2:
    v = 2;
    break;
  }
  if (mode == 1)
    return;
  ex_set(h, EX_OPT_VERIFY, v); // BAD
}
)");
}

TEST_F(Values, Bits) {
  expectBoth(R"(
void a(ex *h) {
  ex_set(h, EX_OPT_FLAGS, EX_NO_REVOKE | EX_SESSIONS); // BAD
}
void b(ex *h) {
  ex_set(h, EX_OPT_FLAGS, EX_SESSIONS);
}
void c(ex *h) {
  int flags = EX_SESSIONS;
  flags |= EX_NO_REVOKE; // BAD
  ex_set(h, EX_OPT_FLAGS, flags);
}
void d(ex *h) {
  int flags = EX_SESSIONS | EX_NO_REVOKE;
  flags &= ~EX_NO_REVOKE;
  ex_set(h, EX_OPT_FLAGS, flags);
}
)");
}

TEST_F(Values, StructInitialisers) {
  expectC(R"(
void a(ex *h) {
  struct ex_config c = {
      .version = EX_TLS1_2,
      .verify = 0, // BAD
  };
  ex_config_use(h, &c);
}
void b(ex *h) {
  struct ex_config c = {EX_TLS1_2, 1, 0};
  ex_config_use(h, &c);
}
void d(ex *h) {
  struct ex_config c;
  c.version = EX_TLS1_2;
  c.verify = 0; // BAD
  ex_config_use(h, &c);
}
struct mine { int mode; int other; };
void e(ex *h) {
  struct mine m = {
      .mode = 0, // BAD
      .other = 1,
  };
  ex_set(h, EX_OPT_VERIFY, m.mode);
}
void f(ex *h) {
  struct mine m = {1, 0};
  ex_set(h, EX_OPT_VERIFY, m.mode);
}
void g(ex *h) {
  struct mine m = {1, 0};
  m.mode = 0; // BAD
  ex_set(h, EX_OPT_VERIFY, m.mode);
}
)");
}

TEST_F(Values, TablesAndLoops) {
  expectC(R"(
struct pair { int option; int value; };
void a(ex *h) {
  static const struct pair settings[] = {
      {EX_OPT_VERSION, EX_TLS1_2},
      {EX_OPT_VERIFY, 0}, // BAD
  };
  for (unsigned i = 0; i < sizeof settings / sizeof settings[0]; ++i)
    ex_set(h, settings[i].option, settings[i].value);
}
static const struct pair defaults[] = {
    {EX_OPT_VERIFY, 1},
    {EX_OPT_VERSION, EX_TLS1_0}, // BAD:weak-tls-version
};
void b(ex *h) {
  for (int i = 0; i < 2; ++i)
    ex_set(h, defaults[i].option, defaults[i].value);
}
void c(ex *h) {
  int values[3] = {
      1,
      0, // BAD
      2};
  ex_set(h, EX_OPT_VERIFY, values[1]);
}
void d(ex *h) {
  const char *const urls[] = {
      "https://a.example/",
      "http://b.example/", // BAD:plaintext-url
  };
  for (int i = 0; i < 2; ++i)
    ex_url(h, urls[i]);
}
)");
}

TEST_F(Values, PairTables) {
  expectC(R"(
static const char *const settings[][2] = {
    {"host", "example.org"},
    {"verify", "none"}, // BAD
};
void a(ex *h) {
  for (int i = 0; i < 2; ++i)
    ex_set_text(h, settings[i][0], settings[i][1]);
}
struct text { const char *key, *value; };
void b(ex *h) {
  static const struct text all[] = {
      {"verify", "none"}, // BAD
      {"host", "none"},
      {NULL, NULL}};
  for (const struct text *t = all; t->key; ++t)
    ex_set_text(h, t->key, t->value);
}
)");
}

TEST_F(Values, LiteralStrings) {
  expectBoth(R"(
#define SCHEME "http"
void a(ex *h) { ex_url(h, "http://example.org/"); } // BAD
void b(ex *h) { ex_url(h, "https://example.org/"); }
void c(ex *h) { ex_url(h, SCHEME "://example.org/"); } // BAD
void d(ex *h) { ex_url(h, "http" "://example.org/"); } // BAD
void e(ex *h) { ex_url(h, "http://localhost:8080/"); }
void f(ex *h) {
  const char *url = "http://example.org/";
  ex_url(h, url); // BAD
}
void g(ex *h, const char *url) { ex_url(h, url); }
void k(ex *h, int plain) {
  ex_url(h, plain
                ? "http://example.org/" // COND
                : "https://example.org/");
}
)");
}

TEST_F(Values, StringsPutTogetherInBuffers) {
  expectC(R"(
void a(ex *h, const char *host) {
  char url[200];
  snprintf(url, sizeof url,
           "http://%s/x", // BAD
           host);
  ex_url(h, url);
}
void b(ex *h, const char *host) {
  char url[200];
  snprintf(url, sizeof url, "https://%s/x", host);
  ex_url(h, url);
}
void c(ex *h, const char *host) {
  char url[200];
  snprintf(url, sizeof url, "%s://%s/", "http", host); // BAD
  ex_url(h, url);
}
void d(ex *h, const char *host) {
  char url[200];
  strcpy(url, "http://"); // BAD
  strcat(url, host);
  ex_url(h, url);
}
void e(ex *h, const char *scheme, const char *host) {
  char url[200];
  snprintf(url, sizeof url, "%s://%s/", scheme, host);
  ex_url(h, url);
}
)");
}

TEST_F(Values, StandardStrings) {
  expectCxx(R"(
void a(ex *H, const std::string &Host) {
  std::string Url = "http://" + Host; // BAD
  ex_url(H, Url.c_str());
}
void b(ex *H, const std::string &Host) {
  std::string Url = "https://" + Host;
  ex_url(H, Url.c_str());
}
void c(ex *H, const std::string &Host) {
  std::string Url;
  Url += "http://"; // BAD
  Url += Host;
  ex_url(H, Url.c_str());
}
void d(exx::Client &C, const std::string &Host) {
  C.setUrl("http://" + Host + "/path"); // BAD
}
void e(exx::Client &C, const std::string &Host) {
  C.setUrl(std::format("http://{}/", Host)); // BAD
}
void f(exx::Client &C, const std::string &Host) {
  C.setUrl(std::format("https://{}/", Host));
}
void g(exx::Client &C) {
  const std::string Url("http://example.org");
  C.setUrl(Url); // BAD
}
void i(exx::Client &C, const std::string &Host) {
  C.setUrl(Host + "http://");
}
)");
}

TEST_F(Values, ByAddressIsTheCall) {
  expectBoth(R"(
void a(ex *h) {
  int off = 0;
  ex_set_at(h, EX_OPT_VERIFY, &off); // BAD
}
void b(ex *h) {
  int on = 1;
  ex_set_at(h, EX_OPT_VERIFY, &on);
}
void c(ex *h, const int *given) {
  ex_set_at(h, EX_OPT_VERIFY, given);
}
void d(ex *h, int n) {
  int v = n;
  ex_set_at(h, EX_OPT_VERIFY, &v);
}
)");
}

TEST_F(Values, RangesAndSpans) {
  expectBoth(R"(
void a(ex *h) { ex_set_level(h, 1024); } // BAD
void b(ex *h) { ex_set_level(h, 2048); }
void c(ex *h, int bits) {
  ex_set_level(h,
               512 * 2); // BAD
}
void d(ex *h, int bits) { ex_set_level(h, bits); }
)");
}

TEST_F(Values, Types) {
  expectBoth(R"(
typedef struct ex_file file_t;
struct other { int x; };
void a(ex *h, struct ex_file *f) { ex_write(h, f); } // BAD
void b(ex *h, file_t *f) { ex_write(h, f); } // BAD
void c(ex *h, struct other *o) { ex_write(h, o); }
void d(ex *h, void *v) { ex_write(h, v); }
)");
}

TEST_F(Values, UnknownIsSilence) {
  expectBoth(R"(
extern int somewhere;
int elsewhere(void);
void a(ex *h) { ex_set(h, EX_OPT_VERIFY, somewhere); }
void b(ex *h) { ex_set(h, EX_OPT_VERIFY, elsewhere()); }
void c(ex *h, int v) { ex_set(h, EX_OPT_VERIFY, v); }
void d(ex *h, int option) { ex_set(h, option, 0); }
void e(ex *h) {
  int v = 0;
  int *p = &v;
  *p = somewhere;
  ex_set(h, EX_OPT_VERIFY, v);
}
void fill(int *);
void f(ex *h) {
  int v = 0;
  fill(&v);
  ex_set(h, EX_OPT_VERIFY, v);
}
void g(ex *h, const char *url) { ex_url(h, url ? url : NULL); }
)");
}

TEST_F(Values, UserCodeOnlyAndPlaceInMacros) {
  // A macro's argument is on the user's line; the whole call may be, too.
  expectC(R"(
#define CHECKED(call)                                                          \
  do {                                                                         \
    if (!(call))                                                               \
      return;                                                                  \
  } while (0)
void a(ex *h) {
  CHECKED(ex_set(h, EX_OPT_VERIFY,
                 0)); // BAD
  ex_connect(h);
}
)");
}

} // namespace
