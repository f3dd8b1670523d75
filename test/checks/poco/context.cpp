// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: verification, versions and ciphers of a context.

#include "Poco/Net/Context.h"
#include "Poco/Net/HTTPRequest.h"
#include "Poco/Net/HTTPSClientSession.h"
#include "Poco/Net/RejectCertificateHandler.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/Net/SecureStreamSocket.h"
#include "Poco/SharedPtr.h"
#include "Poco/Util/AbstractConfiguration.h"
#include "Poco/Util/Application.h"
#include "Poco/Util/LayeredConfiguration.h"

#include <string>

using Poco::Net::Context;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPSClientSession;
using Poco::Net::SSLManager;

struct Options {
  bool Verify = true;
  bool Insecure = false;
};

// The short and the long constructor.
void shortNone(const std::string &Host) {
  Context::Ptr Ctx = new Context(Context::TLSV1_2_CLIENT_USE, "", Context::VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  HTTPSClientSession Session(Host, 443, Ctx);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/status");
  Session.sendRequest(Request);
}

void shortStrict(const std::string &Host) {
  Context::Ptr Ctx = new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem", Context::VERIFY_STRICT, 9, true); // ok: verified
  HTTPSClientSession Session(Host, 443, Ctx);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/status");
  Session.sendRequest(Request);
}

void longNone() {
  Poco::Net::Context::Ptr Ctx(new Poco::Net::Context(
      Poco::Net::Context::TLSV1_2_CLIENT_USE, "client.key", "client.pem", "ca.pem",
      Poco::Net::Context::VERIFY_NONE, // BAD: commsec-disabled-cert-verification
      9, true, "ECDHE+AESGCM:!aNULL"));
  SSLManager::instance().initializeClient(nullptr, new Poco::Net::RejectCertificateHandler(false), Ctx);
}

void longRelaxed() {
  Context::Ptr Ctx(new Context(
      Context::TLSV1_2_CLIENT_USE, "client.key", "client.pem", "ca.pem",
      Context::VERIFY_RELAXED, // ok: verified
      9, true, "ECDHE+AESGCM:!aNULL"));
  SSLManager::instance().initializeClient(nullptr, new Poco::Net::RejectCertificateHandler(false), Ctx);
}

void defaulted() {
  Context::Ptr Ctx = new Context(Context::TLSV1_3_CLIENT_USE, "ca.pem"); // ok: relaxed by default
  SSLManager::instance().initializeClient(nullptr, nullptr, Ctx);
}

// A server that does not ask for certificates.
void server() {
  Context::Ptr Ctx = new Context(Context::TLSV1_2_SERVER_USE, "server.key", "server.pem", "", Context::VERIFY_NONE); // ok: a server
  SSLManager::instance().initializeServer(nullptr, nullptr, Ctx);
}

void byTernary(const Options &Opts) {
  Context::Ptr Ctx = new Context(Context::TLSV1_2_CLIENT_USE, "", Opts.Verify ? Context::VERIFY_RELAXED : Context::VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  Context::Ptr Other = new Context(Context::TLSV1_2_CLIENT_USE, "", Opts.Verify ? Context::VERIFY_STRICT : Context::VERIFY_RELAXED); // ok: both verify
}

static constexpr Context::VerificationMode NoVerification = Context::VERIFY_NONE;
static const Context::VerificationMode Verification = Context::VERIFY_RELAXED;

void byConstant() {
  Context::Ptr Loose = new Context(Context::TLSV1_2_CLIENT_USE, "", NoVerification); // BAD: commsec-disabled-cert-verification
  Context::Ptr Strict = new Context(Context::TLSV1_2_CLIENT_USE, "", Verification); // ok: verified
}

static Context::Ptr makeContext(Context::VerificationMode Mode) {
  return new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem", Mode, 9, true); // ok: decided by the callers
}

void throughWrapper() {
  Context::Ptr Loose = makeContext(Context::VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  Context::Ptr Strict = makeContext(Context::VERIFY_STRICT); // ok: verified
}

// A member, initialised by the constructor.
class Api {
public:
  explicit Api(const std::string &Host)
      : Ctx(new Context(Context::TLSV1_2_CLIENT_USE, "", Context::VERIFY_NONE)), // BAD: commsec-disabled-cert-verification
        Session(Host, 443, Ctx) {}

  void ping() {
    HTTPRequest Request(HTTPRequest::HTTP_GET, "/ping");
    Session.sendRequest(Request);
  }

private:
  Context::Ptr Ctx;
  HTTPSClientSession Session;
};

// Parameters as a structure.
void params() {
  Context::Params Params;
  Params.verificationMode = Context::VERIFY_NONE; // BAD: commsec-disabled-cert-verification
  Params.cipherList = "ALL:eNULL"; // BAD: commsec-weak-cipher-suite
  Context::Ptr Ctx = new Context(Context::TLSV1_2_CLIENT_USE, Params);
}

void paramsStrict() {
  Context::Params Params;
  Params.verificationMode = Context::VERIFY_NONE; // ok: overwritten before use
  Params.cipherList = "ECDHE+AESGCM:!aNULL:!RC4"; // ok: exclusions
  Params.verificationMode = Context::VERIFY_STRICT;
  Context::Ptr Ctx = new Context(Context::TLSV1_2_CLIENT_USE, Params);
}

void paramsOfServer() {
  Context::Params Params;
  Params.certificateFile = "server.pem";
  Params.verificationMode = Context::VERIFY_NONE; // ok: a server
  Context::Ptr Ctx = new Context(Context::TLSV1_2_SERVER_USE, Params);
}

// The name of the peer.
void names(Context::Ptr Loose, Context::Ptr Strict) {
  Loose->enableExtendedCertificateVerification(false); // BAD: commsec-disabled-hostname-verification
  Strict->enableExtendedCertificateVerification(true); // ok: the name is compared
  Strict->enableExtendedCertificateVerification(); // ok: on by default
}

void chainAndName() {
  Context::Ptr Ctx = new Context(Context::TLSV1_2_CLIENT_USE, "", Context::VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  Ctx->enableExtendedCertificateVerification(false); // BAD: commsec-disabled-hostname-verification
  SSLManager::instance().initializeClient(nullptr, nullptr, Ctx);
}

// An address alone names no host.
void sockets(const Poco::Net::SocketAddress &Address, const std::string &Host, Context::Ptr Ctx) {
  Poco::Net::SecureStreamSocket Nameless(Address, Ctx); // BAD: commsec-disabled-hostname-verification
  Poco::Net::SecureStreamSocket Named(Address, Host, Ctx); // ok: the host is given
  Poco::Net::SecureStreamSocket Late(Ctx); // ok: the host is given before connecting
  Late.setPeerHostName(Host);
  Late.connect(Address);
}

// Without blocking, the program has to ask for the verification.
void nonBlocking(const Poco::Net::SocketAddress &Address, const std::string &Host, Context::Ptr Ctx) {
  Poco::Net::SecureStreamSocket Socket(Ctx);
  Socket.setPeerHostName(Host);
  Socket.connectNB(Address);
  while (Socket.completeHandshake() != 1) // BAD: commsec-ignored-verification-result
    Socket.poll(Poco::Timespan(1, 0), Poco::Net::Socket::SELECT_READ);
  Socket.sendBytes("PING", 4);
}

void nonBlockingVerified(const Poco::Net::SocketAddress &Address, const std::string &Host, Context::Ptr Ctx) {
  Poco::Net::SecureStreamSocket Socket(Ctx);
  Socket.connectNB(Address);
  while (Socket.completeHandshake() != 1) // ok: verified below
    Socket.poll(Poco::Timespan(1, 0), Poco::Net::Socket::SELECT_READ);
  Socket.verifyPeerCertificate(Host);
  Socket.sendBytes("PING", 4);
}

// OpenSSL's own calls on the context.
void native(Context::Ptr Loose, Context::Ptr Strict) {
  SSL_CTX_set_verify(Loose->sslContext(), SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_verify(Strict->sslContext(), SSL_VERIFY_PEER, nullptr); // ok: verified
}

// Versions.
void usages() {
  Context::Ptr Tls10 = new Context(Context::TLSV1_CLIENT_USE, "ca.pem"); // BAD: commsec-weak-tls-version
  Context::Ptr Tls11 = new Context(Context::TLSV1_1_SERVER_USE, "server.key", "server.pem", "ca.pem"); // BAD: commsec-weak-tls-version
  Context::Ptr Tls12 = new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem"); // ok: TLS 1.2
  Context::Ptr Tls13 = new Context(Context::TLSV1_3_SERVER_USE, "server.key", "server.pem", "ca.pem"); // ok: TLS 1.3
}

void minimums(bool Legacy) {
  Context::Ptr Low = new Context(Context::TLS_CLIENT_USE, "ca.pem");
  Low->requireMinimumProtocol(Context::PROTO_TLSV1); // BAD: commsec-weak-tls-version
  Context::Ptr Lower = new Context(Context::TLS_SERVER_USE, "server.key", "server.pem", "ca.pem");
  Lower->requireMinimumProtocol(Context::PROTO_SSLV3); // BAD: commsec-weak-tls-version
  Context::Ptr High = new Context(Context::TLS_CLIENT_USE, "ca.pem"); // ok: the minimum is below
  High->requireMinimumProtocol(Context::PROTO_TLSV1_2); // ok: TLS 1.2
  Context::Ptr Some = new Context(Context::TLS_CLIENT_USE, "ca.pem");
  Some->requireMinimumProtocol(Legacy ? Context::PROTO_TLSV1_1 : Context::PROTO_TLSV1_2); // BAD: commsec-weak-tls-version
}

void protocols() {
  Context::Ptr New = new Context(Context::TLS_CLIENT_USE, "ca.pem"); // ok: the old ones are off
  New->disableProtocols(Context::PROTO_SSLV2 | Context::PROTO_SSLV3 | Context::PROTO_TLSV1 | Context::PROTO_TLSV1_1); // ok: the old ones
}

void wrongProtocols(Context::Ptr Ctx) {
  Ctx->disableProtocols(Context::PROTO_TLSV1_2 | Context::PROTO_TLSV1_3); // BAD: commsec-weak-tls-version
}

// A good one is off, whatever else is.
void onlyTls12() {
  Context::Ptr Ctx = new Context(Context::TLS_CLIENT_USE, "ca.pem");
  Ctx->requireMinimumProtocol(Context::PROTO_TLSV1_2);
  Ctx->disableProtocols(Context::PROTO_TLSV1_3); // BAD: commsec-weak-tls-version
}

// Ciphers.
void ciphers() {
  Context::Ptr Weak = new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem", Context::VERIFY_RELAXED, 9, true, "RC4-SHA:AES128-SHA"); // BAD: commsec-weak-cipher-suite
  Context::Ptr Good = new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem", Context::VERIFY_RELAXED, 9, true, "ECDHE+AESGCM:!aNULL:!RC4:!3DES"); // ok: exclusions
}

// The configuration, as text.
class Tool : public Poco::Util::Application {
protected:
  void initialize(Poco::Util::Application &Self) override {
    config().setString("openSSL.client.verificationMode", "none"); // BAD: commsec-disabled-cert-verification
    config().setString("openSSL.server.verificationMode", "none"); // ok: a server
    config().setString("openSSL.client.caConfig", "none"); // ok: another key
    config().setString("openSSL.client.invalidCertificateHandler.name", "AcceptCertificateHandler"); // BAD: commsec-accepting-verify-callback
    Poco::Util::Application::initialize(Self);
  }
};

void strictConfiguration(Poco::Util::AbstractConfiguration &Config) {
  Config.setString("openSSL.client.verificationMode", "strict"); // ok: verified
  Config.setString("openSSL.client.invalidCertificateHandler.name", "RejectCertificateHandler"); // ok: rejects
  Config.setBool("openSSL.client.extendedVerification", true); // ok: the name is compared
}

void looseConfiguration(Poco::Util::AbstractConfiguration &Config) {
  Config.setBool("openSSL.client.extendedVerification", false); // BAD: commsec-disabled-hostname-verification
}
