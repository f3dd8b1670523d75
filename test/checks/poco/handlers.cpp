// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: handlers of certificates that failed verification.

#include "Poco/Crypto/X509Certificate.h"
#include "Poco/Delegate.h"
#include "Poco/Net/AcceptCertificateHandler.h"
#include "Poco/Net/Context.h"
#include "Poco/Net/InvalidCertificateHandler.h"
#include "Poco/Net/RejectCertificateHandler.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/Net/VerificationErrorArgs.h"
#include "Poco/SharedPtr.h"

#include <iostream>
#include <string>

using Poco::Net::AcceptCertificateHandler;
using Poco::Net::Context;
using Poco::Net::InvalidCertificateHandler;
using Poco::Net::RejectCertificateHandler;
using Poco::Net::SSLManager;
using Poco::Net::VerificationErrorArgs;

// The library's own handlers.
void acceptForClient(Context::Ptr Ctx) {
  Poco::SharedPtr<InvalidCertificateHandler> Handler = new AcceptCertificateHandler(false); // BAD: commsec-accepting-verify-callback
  SSLManager::instance().initializeClient(nullptr, Handler, Ctx);
}

void acceptInCall(Context::Ptr Ctx) {
  SSLManager::instance().initializeClient(nullptr, new AcceptCertificateHandler(false), Ctx); // BAD: commsec-accepting-verify-callback
}

void acceptOnContext(Context::Ptr Ctx) {
  Ctx->setInvalidCertificateHandler(new Poco::Net::AcceptCertificateHandler(false)); // BAD: commsec-accepting-verify-callback
}

void acceptBySharedPtr(Context::Ptr Ctx) {
  SSLManager::InvalidCertificateHandlerPtr Handler(new Poco::Net::AcceptCertificateHandler(true)); // BAD: commsec-accepting-verify-callback
  Ctx->setInvalidCertificateHandler(Handler);
}

void reject(Context::Ptr Ctx) {
  Poco::SharedPtr<InvalidCertificateHandler> Handler = new RejectCertificateHandler(false); // ok: rejects
  SSLManager::instance().initializeClient(nullptr, Handler, Ctx);
  Ctx->setInvalidCertificateHandler(new RejectCertificateHandler(false)); // ok: rejects
}

// Overrides.
class TrustAllHandler : public InvalidCertificateHandler {
public:
  using InvalidCertificateHandler::InvalidCertificateHandler;
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    Error.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }
};

class WarnOnlyHandler : public InvalidCertificateHandler {
public:
  WarnOnlyHandler() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *Sender, VerificationErrorArgs &Error) override;
};

void WarnOnlyHandler::onInvalidCertificate(const void *, VerificationErrorArgs &Error) {
  std::cerr << "warning: " << Error.errorMessage() << '\n';
  Error.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
}

class EmptyHandler : public InvalidCertificateHandler {
public:
  EmptyHandler() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &) override {} // ok: refused by default
};

class LoggingHandler : public InvalidCertificateHandler {
public:
  LoggingHandler() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    std::cerr << Error.errorMessage() << '\n';
    Error.setIgnoreError(false); // ok: refuses
  }
};

// A decision on the certificate itself.
class PinnedHandler : public InvalidCertificateHandler {
public:
  explicit PinnedHandler(const Poco::Crypto::X509Certificate &Known) : InvalidCertificateHandler(false), Known(Known) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    if (Error.certificate().equals(Known))
      Error.setIgnoreError(true); // ok: only the known certificate
  }

private:
  Poco::Crypto::X509Certificate Known;
};

// Asks the person in front of it, who answers in either case.
class AskingHandler : public InvalidCertificateHandler {
public:
  AskingHandler() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    std::cout << Error.certificate().subjectName() << ": accept (y/n)? ";
    char Answer = 0;
    std::cin >> Answer;
    if (Answer == 'y' || Answer == 'Y')
      Error.setIgnoreError(true); // ok: somebody decided
    else
      Error.setIgnoreError(false);
  }
};

// Each of several conditions has to be a decision.
class SeveralHandler : public InvalidCertificateHandler {
public:
  explicit SeveralHandler(const Poco::Crypto::X509Certificate &Known, const Poco::Crypto::X509Certificate &Next)
      : InvalidCertificateHandler(false), Known(Known), Next(Next) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    if (Error.certificate().equals(Known) || Error.certificate().equals(Next))
      Error.setIgnoreError(true); // ok: one of the two known certificates
  }

private:
  Poco::Crypto::X509Certificate Known, Next;
};

class AnyDepthHandler : public InvalidCertificateHandler {
public:
  explicit AnyDepthHandler(const Poco::Crypto::X509Certificate &Known) : InvalidCertificateHandler(false), Known(Known) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    if (Error.errorDepth() > 0 || Error.certificate().equals(Known))
      Error.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }

private:
  Poco::Crypto::X509Certificate Known;
};

// Chosen by a setting: conditional.
class OptionalHandler : public InvalidCertificateHandler {
public:
  explicit OptionalHandler(bool AllowAll) : InvalidCertificateHandler(false), AllowAll(AllowAll) {}
  void onInvalidCertificate(const void *, VerificationErrorArgs &Error) override {
    if (AllowAll)
      Error.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }

private:
  bool AllowAll;
};

void overrides(Context::Ptr Ctx) {
  SSLManager::instance().initializeClient(nullptr, new TrustAllHandler(false), Ctx);
  Ctx->setInvalidCertificateHandler(new WarnOnlyHandler);
  Ctx->setInvalidCertificateHandler(new EmptyHandler);
  Ctx->setInvalidCertificateHandler(new LoggingHandler);
  Ctx->setInvalidCertificateHandler(new OptionalHandler(true));
  Ctx->setInvalidCertificateHandler(new AskingHandler);
}

// Delegates.
static const bool AcceptInvalid = true;

class Application {
public:
  Application() {
    SSLManager::instance().ClientVerificationError += Poco::delegate(this, &Application::onClientError);
    SSLManager::instance().ClientVerificationError += Poco::delegate(this, &Application::onClientErrorByConstant);
    SSLManager::instance().ClientVerificationError += Poco::delegate(this, &Application::onClientErrorStrict);
    SSLManager::instance().ServerVerificationError += Poco::delegate(&Application::onServerError);
  }

  void onClientError(const void *, VerificationErrorArgs &Args) {
    Args.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }

  void onClientErrorByConstant(const void *, VerificationErrorArgs &Args) {
    Args.setIgnoreError(AcceptInvalid); // BAD: commsec-accepting-verify-callback
  }

  void onClientErrorStrict(const void *, VerificationErrorArgs &Args) {
    std::cerr << Args.certificate().commonName() << '\n';
    Args.setIgnoreError(false); // ok: refuses
  }

  static void onServerError(VerificationErrorArgs &Args) {
    Args.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }
};
