// RUN: %check_commsec %s %t -fix
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: the mechanical repairs.

#include "Poco/Net/AcceptCertificateHandler.h"
#include "Poco/Net/Context.h"
#include "Poco/Net/FTPSClientSession.h"
#include "Poco/Net/HTTPServerResponse.h"
#include "Poco/Net/InvalidCertificateHandler.h"
#include "Poco/Net/RejectCertificateHandler.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/Net/VerificationErrorArgs.h"
#include "Poco/URIStreamOpener.h"
#include "Poco/Util/AbstractConfiguration.h"

#include <memory>

using Poco::Net::Context;

void modes() {
  Context::Ptr A = new Context(Context::TLSV1_2_CLIENT_USE, "", Context::VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: new Context(Context::TLSV1_2_CLIENT_USE, "", Poco::Net::Context::VERIFY_STRICT);
  Context::Params Params;
  Params.verificationMode = Context::VERIFY_NONE; // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: Params.verificationMode = {{.*}}Context::VERIFY_{{STRICT|RELAXED}};
  Context::Ptr B = new Context(Context::TLSV1_2_CLIENT_USE, Params);
}

void names(Context::Ptr Ctx) {
  Ctx->enableExtendedCertificateVerification(false); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: Ctx->enableExtendedCertificateVerification(true);
}

void handler(Context::Ptr Ctx) {
  Ctx->setInvalidCertificateHandler(new Poco::Net::AcceptCertificateHandler(false)); // BAD: commsec-accepting-verify-callback
  // CHECK-FIXES: Ctx->setInvalidCertificateHandler(new Poco::Net::RejectCertificateHandler(false));
}

class Ignoring : public Poco::Net::InvalidCertificateHandler {
public:
  Ignoring() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void *, Poco::Net::VerificationErrorArgs &Error) override {
    Error.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
    // CHECK-FIXES: Error.setIgnoreError(false);
  }
};

void versions() {
  Context::Ptr Ctx = new Context(Context::TLSV1_CLIENT_USE, "ca.pem"); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: new Context({{.*}}Context::TLS{{(V1_2)?}}_CLIENT_USE, "ca.pem");
  Ctx->requireMinimumProtocol(Context::PROTO_TLSV1_2);
}

void minimum(Context::Ptr Ctx) {
  Ctx->requireMinimumProtocol(Context::PROTO_TLSV1_1); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: Ctx->requireMinimumProtocol({{.*}}Context::PROTO_TLSV1_2);
}

void configuration(Poco::Util::AbstractConfiguration &Config) {
  Config.setString("openSSL.client.verificationMode", "none"); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: Config.setString("openSSL.client.verificationMode", "{{strict|relaxed}}");
  Config.setString("openSSL.client.invalidCertificateHandler.name", "AcceptCertificateHandler"); // BAD: commsec-accepting-verify-callback
  // CHECK-FIXES: Config.setString("openSSL.client.invalidCertificateHandler.name", "RejectCertificateHandler");
}

void url() {
  std::unique_ptr<std::istream> List(Poco::URIStreamOpener::defaultOpener().open("http://downloads.example.com/list.txt")); // BAD: commsec-plaintext-url
  // CHECK-FIXES: open("https://downloads.example.com/list.txt"));
}

void ftps(Poco::Net::FTPSClientSession &Session) {
  Session.enableFTPS(false); // BAD: commsec-plaintext-socket
  // CHECK-FIXES: Session.enableFTPS(true);
}

void hsts(Poco::Net::HTTPServerResponse &Response) {
  Response.set("Strict-Transport-Security", "max-age=300"); // BAD: commsec-missing-hsts
  // CHECK-FIXES: Response.set("Strict-Transport-Security", "max-age=31536000");
  Response.send();
}
