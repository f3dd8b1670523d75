// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler that only looks at how deep in the chain it is decides nothing.

#include <Poco/Net/InvalidCertificateHandler.h>
#include <Poco/Net/VerificationErrorArgs.h>

using namespace Poco::Net;

class Shallow : public InvalidCertificateHandler {
public:
  using InvalidCertificateHandler::InvalidCertificateHandler;
  void onInvalidCertificate(const void *, VerificationErrorArgs &Args) override {
    if (Args.errorDepth() < 9)
      Args.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }
};

class Deciding : public InvalidCertificateHandler {
public:
  using InvalidCertificateHandler::InvalidCertificateHandler;
  void onInvalidCertificate(const void *, VerificationErrorArgs &Args) override {
    if (Args.errorNumber() == Known)
      Args.setIgnoreError(true);
  }

private:
  static constexpr int Known = 42;
};
