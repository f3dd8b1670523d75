// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handlers that forgive one error only.

#include <Poco/Net/AcceptCertificateHandler.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/InvalidCertificateHandler.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/VerificationErrorArgs.h>
#include <openssl/x509_vfy.h>

using namespace Poco::Net;

class Late : public InvalidCertificateHandler {
public:
  Late() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Args) override {
    if (Args.errorNumber() == X509_V_ERR_CERT_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
      Args.setIgnoreError(true);
  }
};

class Early : public InvalidCertificateHandler {
public:
  Early() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Args) override {
    if (Args.errorNumber() == X509_V_ERR_CERT_HAS_EXPIRED || Args.errorNumber() == X509_V_ERR_CERT_NOT_YET_VALID) // BAD: commsec-weak-certificate-policy
      Args.setIgnoreError(true);
  }
};

class Cases : public InvalidCertificateHandler {
public:
  Cases() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Args) override {
    switch (Args.errorNumber()) {
    case X509_V_ERR_CERT_REVOKED: // BAD: commsec-weak-certificate-policy
      Args.setIgnoreError(true);
      break;
    default:
      Args.setIgnoreError(false);
    }
  }
};

class Strict : public InvalidCertificateHandler {
public:
  explicit Strict(const Poco::Crypto::X509Certificate &Known) : InvalidCertificateHandler(false), Known(Known) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Args) override {
    if (Args.errorNumber() == X509_V_ERR_CERT_HAS_EXPIRED)
      Args.setIgnoreError(false); // ok
    else
      Args.setIgnoreError(Args.certificate().equals(Known)); // ok
  }

private:
  Poco::Crypto::X509Certificate Known;
};

void handlers(Context::Ptr Ctx, bool Strict) {
  Ctx->setInvalidCertificateHandler(Poco::makeShared<AcceptCertificateHandler>(false)); // BAD: commsec-accepting-verify-callback
  if (Strict)
    Ctx->setInvalidCertificateHandler(Poco::makeShared<RejectCertificateHandler>(false)); // ok
}
