// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants in containers: looped over, looked up, or made where they are used.

#include <algorithm>
#include <curl/curl.h>
#include <initializer_list>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

static const std::map<CURLoption, long> Loose = {
    {CURLOPT_NOSIGNAL, 1L},
    {CURLOPT_SSL_VERIFYPEER, 0L}, // BAD: commsec-disabled-cert-verification
};
static const std::map<CURLoption, long> Strict = {
    {CURLOPT_NOSIGNAL, 1L},
    {CURLOPT_SSL_VERIFYPEER, 1L},
};

void bound(CURL *H) {
  for (const auto &[Option, Value] : Loose)
    curl_easy_setopt(H, Option, Value);
}

void boundStrictly(CURL *H) {
  for (const auto &[Option, Value] : Strict)
    curl_easy_setopt(H, Option, Value);
}

void iterated(CURL *H) {
  static const std::vector<std::pair<CURLoption, long>> Options{
      {CURLOPT_SSL_VERIFYHOST, 0L}, // BAD: commsec-disabled-hostname-verification
      {CURLOPT_SSL_VERIFYPEER, 1L},
  };
  for (auto It = Options.begin(); It != Options.end(); ++It)
    curl_easy_setopt(H, It->first, It->second);
}

void local(CURL *H) {
  std::vector<std::pair<CURLoption, long>> Options = {
      {CURLOPT_NOPROGRESS, 1L},
      {CURLOPT_PROXY_SSL_VERIFYPEER, 0L}, // BAD: commsec-disabled-cert-verification
      {CURLOPT_PROXY_SSL_VERIFYHOST, 2L},
  };
  for (auto Each : Options)
    curl_easy_setopt(H, Each.first, Each.second);
}

void listed(CURL *H) {
  for (const char *Url : {"https://a.example.com/",
                          "http://b.example.com/"}) // BAD: commsec-plaintext-url
    curl_easy_setopt(H, CURLOPT_URL, Url);
}

void pairs(CURL *H) {
  const std::pair<CURLoption, long> Options[] = {
      {CURLOPT_DOH_SSL_VERIFYPEER, 0L}, // BAD: commsec-disabled-cert-verification
      {CURLOPT_DOH_SSL_VERIFYHOST, 2L},
  };
  for (const auto &O : Options)
    curl_easy_setopt(H, O.first, O.second);
}

static const std::unordered_map<std::string, std::string> Urls = {
    {"live", "https://api.example.com/"},
    {"test", "http://test.example.com/"}, // BAD: commsec-plaintext-url
};

void found(CURL *H, const std::string &Name) {
  auto It = Urls.find(Name);
  if (It != Urls.end())
    curl_easy_setopt(H, CURLOPT_URL, It->second.c_str());
}

static const std::map<std::string, std::string> Named = {
    {"live", "https://api.example.com/"},
    {"test", "http://test.example.com/"},
};

void byName(CURL *H) {
  curl_easy_setopt(H, CURLOPT_URL, Named.at("live").c_str());
}

static const std::map<int, long> Versions = {
    {10, CURL_SSLVERSION_TLSv1_0}, // BAD: commsec-weak-tls-version
    {12, CURL_SSLVERSION_TLSv1_2},
};

void version(CURL *H, int Wanted) {
  curl_easy_setopt(H, CURLOPT_SSLVERSION, Versions.at(Wanted));
}

void strictVersion(CURL *H) {
  curl_easy_setopt(H, CURLOPT_SSLVERSION, Versions.at(12));
}

static const std::vector<const char *> Lists = {
    "ECDHE+AESGCM",
    "RC4-SHA", // BAD: commsec-weak-cipher-suite
};

void picked(CURL *H, std::size_t I) {
  curl_easy_setopt(H, CURLOPT_SSL_CIPHER_LIST, Lists[I]);
}

struct Profile {
  const char *Name;
  long Peer;
};
static const std::vector<Profile> Profiles = {
    {"strict", 1L},
    {"open", 0L}, // BAD: commsec-disabled-cert-verification
};

void profile(CURL *H, const std::string &Name) {
  auto It = std::find_if(Profiles.begin(), Profiles.end(),
                         [&](const Profile &P) { return Name == P.Name; });
  if (It != Profiles.end())
    curl_easy_setopt(H, CURLOPT_SSL_VERIFYPEER, It->Peer);
}
