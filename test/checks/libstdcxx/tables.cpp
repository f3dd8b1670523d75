// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants in tables and pairs.

#include <array>
#include <curl/curl.h>
#include <iterator>
#include <utility>

static constexpr std::array<const char *, 2> Mixed = {
    "https://api.example.com/",
    "http://api.example.com/", // BAD: commsec-plaintext-url
};
static constexpr std::array<const char *, 2> Secure = {
    "https://api.example.com/",
    "https://www.example.com/",
};

void each(CURL *H) {
  for (const char *Url : Mixed)
    curl_easy_setopt(H, CURLOPT_URL, Url);
}

void eachSecure(CURL *H) {
  for (const char *Url : Secure)
    curl_easy_setopt(H, CURLOPT_URL, Url);
}

static const char *const Plain[] = {
    "http://www.example.com/", // BAD: commsec-plaintext-url
    "https://www.example.com/",
};

void first(CURL *H) {
  curl_easy_setopt(H, CURLOPT_URL, *std::begin(Plain));
}

void last(CURL *H) {
  curl_easy_setopt(H, CURLOPT_URL, Plain[std::size(Plain) - 1]);
}

static const std::pair<const char *, long> Loose("loose", 0L); // BAD: commsec-disabled-cert-verification
static const std::pair<const char *, long> Strict("strict", 1L);

void paired(CURL *H) {
  curl_easy_setopt(H, CURLOPT_SSL_VERIFYPEER, Loose.second);
}

void pairedStrictly(CURL *H) {
  curl_easy_setopt(H, CURLOPT_SSL_VERIFYPEER, Strict.second);
}
