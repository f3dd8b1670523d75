// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chain and name verification of libcurl in the forms C++ programs use.

#include <array>
#include <cstdlib>
#include <curl/curl.h>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr long kNoVerify = 0;
constexpr long kVerify = 1;
constexpr bool kStrict = false;
enum class Peer : long { Ignore = 0, Check = 1 };

using EasyHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

std::string constants(const char *Url) {
  EasyHandle Easy(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(Easy.get(), CURLOPT_URL, Url);
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, kNoVerify); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYHOST, kStrict ? 2L : 0L); // BAD: commsec-disabled-hostname-verification
  return curl_easy_strerror(curl_easy_perform(Easy.get()));
}

std::string constantsOn(const char *Url) {
  EasyHandle Easy(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(Easy.get(), CURLOPT_URL, Url);
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, kVerify); // ok: on
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYHOST, kStrict ? 0L : 2L); // ok: the constant selects 2
  return curl_easy_strerror(curl_easy_perform(Easy.get()));
}

void enumeration(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, static_cast<long>(Peer::Ignore)); // BAD: commsec-disabled-cert-verification
}

void enumerationOn(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, static_cast<long>(Peer::Check)); // ok: on
}

void spellings(CURL *Easy) {
  ::curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, false); // BAD: commsec-disabled-cert-verification
  ::curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, long(0)); // BAD: commsec-disabled-hostname-verification
}

void braces(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, long{0}); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 2l); // ok: on
}

void environment(CURL *Easy) {
  if (const char *Lax = std::getenv("MYAPP_LAX"); Lax && *Lax == '1')
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
}

void flag(CURL *Easy, bool Insecure) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, Insecure ? 0L : 2L); // BAD: commsec-disabled-hostname-verification
}

void flagUnknown(CURL *Easy, bool Verify) {
  curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, Verify); // ok: nobody here fixes the parameter
}

// Lambdas.
void lambda(const std::vector<CURL *> &Handles) {
  auto Prepare = [](CURL *Easy) {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  };
  for (CURL *Easy : Handles)
    Prepare(Easy);
}

void lambdaCapture(CURL *Easy) {
  std::function<void()> Relax = [Easy] {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  };
  Relax();
}

void lambdaOn(CURL *Easy) {
  auto Prepare = [&] {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYPEER, 1L); // ok: on
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  };
  Prepare();
}

// Overwritten and reset.
CURLcode overwritten() {
  EasyHandle Easy(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(Easy.get(), CURLOPT_URL, "https://www.example.com/");
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, 0L); // ok: overwritten before the transfer
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, 1L);
  return curl_easy_perform(Easy.get());
}

CURLcode reset() {
  EasyHandle Easy(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, 0L); // ok: forgotten by the reset
  curl_easy_reset(Easy.get());
  curl_easy_setopt(Easy.get(), CURLOPT_URL, "https://www.example.com/");
  return curl_easy_perform(Easy.get());
}

// A static table of pairs looped into the setter.
constexpr std::array<std::pair<CURLoption, long>, 3> kOptions{{
    {CURLOPT_NOSIGNAL, 1L},
    {CURLOPT_SSL_VERIFYPEER, 0L}, // BAD: commsec-disabled-cert-verification
    {CURLOPT_SSL_VERIFYHOST, 2L}, // ok: on
}};

void applyTable(CURL *Easy) {
  for (const auto &Option : kOptions)
    curl_easy_setopt(Easy, Option.first, Option.second);
}

// Versions.
void version(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_1); // BAD: commsec-weak-tls-version
}

constexpr long kVersions =
    static_cast<long>(CURL_SSLVERSION_TLSv1_2) | static_cast<long>(CURL_SSLVERSION_MAX_TLSv1_3);

void versionRange(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_SSLVERSION, kVersions); // ok: 1.2 to 1.3
}

} // namespace

int main(int Argc, char **Argv) {
  CURL *Easy = curl_easy_init();
  if (!Easy)
    throw std::runtime_error("libcurl");
  bool Insecure = Argc > 2 && std::string(Argv[2]) == "--insecure";
  flag(Easy, Insecure);
  flagUnknown(Easy, !Insecure);
  constants(Argv[1]);
  constantsOn(Argv[1]);
  enumeration(Easy);
  enumerationOn(Easy);
  spellings(Easy);
  braces(Easy);
  environment(Easy);
  lambda({Easy});
  lambdaCapture(Easy);
  lambdaOn(Easy);
  applyTable(Easy);
  version(Easy);
  versionRange(Easy);
  curl_easy_cleanup(Easy);
  return overwritten() + reset();
}
