// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that are bound to constants, for somebody to make later.

#include <functional>
#include <map>
#include <openssl/ssl.h>
#include <string>
#include <vector>

using std::placeholders::_1;
using std::placeholders::_2;

// --- kept in a table -----------------------------------------------------------

std::map<std::string, std::function<void(X509_VERIFY_PARAM *)>> Steps;

void fill() {
  Steps["arcade"] = std::bind(X509_VERIFY_PARAM_set_auth_level, _1, 0); // BAD: commsec-weak-certificate-policy
  Steps["ranked"] = std::bind(X509_VERIFY_PARAM_set_auth_level, _1, 2); // ok
}

std::vector<std::function<void(SSL_CTX *)>> modes() {
  std::vector<std::function<void(SSL_CTX *)>> All;
  All.push_back(std::bind(SSL_CTX_set_verify, _1, SSL_VERIFY_NONE, nullptr)); // BAD: commsec-disabled-cert-verification
  All.push_back(std::bind(&SSL_CTX_set_verify, _1, SSL_VERIFY_PEER, nullptr)); // ok
  return All;
}

// --- called at once: one report ---------------------------------------------------

void apply(SSL_CTX *Ctx) {
  auto Loose = std::bind(SSL_CTX_set_verify, _1, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  Loose(Ctx);
}

void applyGiven(SSL_CTX *One, SSL_CTX *Other) {
  auto Set = std::bind(SSL_CTX_set_verify, _1, _2, nullptr); // ok: not decided here
  Set(One, SSL_VERIFY_PEER);
  Set(Other, SSL_VERIFY_NONE); // BAD: commsec-disabled-cert-verification
}

// --- a result that whoever calls it gets -------------------------------------------

std::function<long()> result(SSL *Ssl) { return std::bind(SSL_get_verify_result, Ssl); } // ok
