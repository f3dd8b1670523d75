// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C++ classes around libcurl: member handles, setters, options structures.

#include <curl/curl.h>
#include <cstdlib>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

// A class that owns its handle; the constructor decides.
class LaxClient {
public:
  LaxClient() : Easy(curl_easy_init()) {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  }
  ~LaxClient() { curl_easy_cleanup(Easy); }
  LaxClient(const LaxClient &) = delete;
  LaxClient &operator=(const LaxClient &) = delete;

  CURLcode get(const std::string &Url) {
    curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
    return curl_easy_perform(Easy);
  }

private:
  CURL *Easy;
};

class StrictClient {
public:
  StrictClient() : Easy(curl_easy_init()) {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, 1L); // ok: on
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  }
  ~StrictClient() { curl_easy_cleanup(Easy); }
  StrictClient(const StrictClient &) = delete;
  StrictClient &operator=(const StrictClient &) = delete;

  CURLcode get(const std::string &Url) {
    curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str()); // ok: unknown
    return curl_easy_perform(Easy);
  }

private:
  CURL *Easy;
};

// A setter: the caller has the constant.
class Session {
public:
  Session() : Easy(curl_easy_init(), &curl_easy_cleanup) {}

  Session &verifyPeer(bool On) {
    curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, On ? 1L : 0L);
    return *this;
  }
  Session &verifyHost(bool On) {
    curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYHOST, On ? 2L : 0L);
    return *this;
  }
  template <typename T> Session &set(CURLoption Option, T Value) {
    if (curl_easy_setopt(Easy.get(), Option, Value) != CURLE_OK)
      throw std::runtime_error("curl_easy_setopt");
    return *this;
  }
  void url(const std::string &Url) {
    curl_easy_setopt(Easy.get(), CURLOPT_URL, Url.c_str());
  }
  CURLcode perform() { return curl_easy_perform(Easy.get()); }

private:
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> Easy;
};

CURLcode setters() {
  Session S;
  S.verifyPeer(false); // BAD: commsec-disabled-cert-verification
  S.verifyHost(true); // ok: on
  S.url("https://www.example.com/"); // ok: TLS
  return S.perform();
}

CURLcode settersOn() {
  Session S;
  S.verifyPeer(true); // ok: on
  S.verifyHost(true); // ok: on
  S.url("https://www.example.com/"); // ok: TLS
  return S.perform();
}

CURLcode setterUrl() {
  Session S;
  S.url("http://www.example.com/"); // BAD: commsec-plaintext-url
  return S.perform();
}

CURLcode templated() {
  Session S;
  S.set(CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  S.set(CURLOPT_URL, "http://api.example.com/"); // BAD: commsec-plaintext-url
  return S.perform();
}

CURLcode templatedOn() {
  Session S;
  S.set(CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  S.set(CURLOPT_SSL_VERIFYPEER, 1L); // ok: on
  S.set(CURLOPT_URL, "https://api.example.com/"); // ok: TLS
  S.set(CURLOPT_VERBOSE, 0L); // ok: another option
  return S.perform();
}

// A variadic template that checks.
template <typename... Args> void check(CURL *Easy, CURLoption Option, Args... Rest) {
  if (CURLcode Code = curl_easy_setopt(Easy, Option, Rest...); Code != CURLE_OK)
    throw std::runtime_error(curl_easy_strerror(Code));
}

void variadic(CURL *Easy) {
  check(Easy, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  check(Easy, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
}

// A free overload for strings.
void setOption(CURL *Easy, CURLoption Option, long Value) {
  curl_easy_setopt(Easy, Option, Value);
}
void setOption(CURL *Easy, CURLoption Option, const std::string &Value) {
  curl_easy_setopt(Easy, Option, Value.c_str());
}

void overloads(CURL *Easy) {
  setOption(Easy, CURLOPT_SSL_VERIFYPEER, 0); // BAD: commsec-disabled-cert-verification
  setOption(Easy, CURLOPT_URL, "http://news.example.com/rss"); // BAD: commsec-plaintext-url
}

void overloadsOn(CURL *Easy) {
  setOption(Easy, CURLOPT_SSL_VERIFYPEER, 1); // ok: on
  setOption(Easy, CURLOPT_URL, "https://news.example.com/rss"); // ok: TLS
}

// A macro in a method.
#define CURL_SET(O, V)                                                         \
  do {                                                                         \
    if (curl_easy_setopt(Handle, (O), (V)) != CURLE_OK)                        \
      return false;                                                            \
  } while (false)

class Uploader {
public:
  explicit Uploader(CURL *Handle) : Handle(Handle) {}
  bool prepare() {
    CURL_SET(CURLOPT_UPLOAD, 1L);
    CURL_SET(CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
    CURL_SET(CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
    return true;
  }

private:
  CURL *Handle;
};

// A structure of options with secure defaults, made insecure by its user.
struct Options {
  bool VerifyPeer = true;
  bool VerifyHost = true;
  std::string CaFile;
};

void applyParameter(CURL *Easy, const Options &O) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, O.VerifyHost ? 2L : 0L); // BAD: commsec-disabled-hostname-verification
  if (!O.CaFile.empty())
    curl_easy_setopt(Easy, CURLOPT_CAINFO, O.CaFile.c_str());
}

void fromUnknown(CURL *Easy, const Options &O) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, static_cast<long>(O.VerifyPeer)); // ok: not known here
}

// Virtual hooks.
class Transfer {
public:
  virtual ~Transfer() = default;
  virtual void configure(CURL *Easy) = 0;
  CURLcode run(const char *Url) {
    CURL *Easy = curl_easy_init();
    curl_easy_setopt(Easy, CURLOPT_URL, Url);
    configure(Easy);
    CURLcode Code = curl_easy_perform(Easy);
    curl_easy_cleanup(Easy);
    return Code;
  }
};

class TestTransfer : public Transfer {
public:
  void configure(CURL *Easy) override {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  }
};

class RealTransfer : public Transfer {
public:
  void configure(CURL *Easy) override {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
    curl_easy_setopt(Easy, CURLOPT_TIMEOUT, 30L);
  }
};

} // namespace

int main(int Argc, char **) {
  LaxClient Lax;
  StrictClient Strict;
  TestTransfer Test;
  RealTransfer Real;
  CURL *Easy = curl_easy_init();
  Uploader U(Easy);
  Options O;
  O.VerifyHost = Argc < 3;
  applyParameter(Easy, O);
  fromUnknown(Easy, O);
  variadic(Easy);
  overloads(Easy);
  overloadsOn(Easy);
  U.prepare();
  setters();
  settersOn();
  setterUrl();
  templated();
  templatedOn();
  Test.run("https://www.example.com/");
  Real.run("https://www.example.com/");
  return Lax.get("https://www.example.com/") + Strict.get("https://www.example.com/");
}

// References to what has no place of its own.
template <class T> void byReference(CURL *H, CURLoption O, const T &V) {
  curl_easy_setopt(H, O, V);
}

void byText(CURL *H, const std::string &V) {
  curl_easy_setopt(H, CURLOPT_URL, V.c_str());
}

void temporaries(CURL *H, const std::string &Path) {
  byReference(H, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  byReference(H, CURLOPT_SSL_VERIFYHOST, 2L);
  byText(H, std::string("http://api.example.com/") + Path); // BAD: commsec-plaintext-url
}

void securely(CURL *H, const std::string &Path) {
  byReference(H, CURLOPT_SSL_VERIFYPEER, 1L);
  byText(H, std::string("https://api.example.com/") + Path);
}

// What a lambda captured is used where it stands.
void later(std::vector<std::function<void(CURL *)>> &Steps) {
  const long Off = 0L;
  Steps.push_back([=](CURL *H) {
    curl_easy_setopt(H, CURLOPT_SSL_VERIFYPEER, Off); // BAD: commsec-disabled-cert-verification
  });
  const long On = 1L;
  Steps.push_back([=](CURL *H) { curl_easy_setopt(H, CURLOPT_SSL_VERIFYPEER, On); });
}

// --- what decides the branch is no constant that the caller passes ----------

static int archive(CURL *h, int year) {
  if (year < 2015) {
    curl_easy_setopt(h, CURLOPT_URL, "ftp://vault.example/old.tar");
    curl_easy_setopt(h, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  } else {
    curl_easy_setopt(h, CURLOPT_URL, "ftps://vault.example/new.tar");
    curl_easy_setopt(h, CURLOPT_FTP_SSL_CCC, static_cast<long>(CURLFTPSSL_CCC_PASSIVE)); // BAD: commsec-plaintext-url
  }
  return curl_easy_perform(h);
}

int archive_all(CURL *h, int argc, char **argv) {
  return archive(h, argc > 3 ? std::atoi(argv[3]) : 2024);
}

static int push(CURL *h, int node) {
  switch (node) {
  case 0:
    curl_easy_setopt(h, CURLOPT_URL, "http://node0.example/dump"); // BAD: commsec-plaintext-url
    break;
  default:
    curl_easy_setopt(h, CURLOPT_URL, "https://node1.example/dump");
  }
  return curl_easy_perform(h);
}

int push_all(CURL *h) {
  int failures = 0;
  for (int i = 0; i < 2; i++)
    failures += push(h, i) != 0;
  return failures;
}
