// RUN: %check_commsec %s %t -fix -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The constant that is bound is repaired where it stands.

#include <functional>
#include <openssl/ssl.h>

std::function<void(SSL_CTX *)> mode() {
  return std::bind(SSL_CTX_set_verify, std::placeholders::_1, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: return std::bind(SSL_CTX_set_verify, std::placeholders::_1, SSL_VERIFY_PEER, nullptr);
}
