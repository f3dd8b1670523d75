// RUN: %check_commsec %s %t -fix
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: contexts of servers, fixed versions, and the keys of a configuration.

#include "Poco/Net/Context.h"
#include "Poco/Net/FTPSClientSession.h"
#include "Poco/Net/HTTPRequest.h"
#include "Poco/Net/HTTPSClientSession.h"
#include "Poco/Net/StreamSocket.h"
#include "Poco/URI.h"
#include "Poco/URIStreamOpener.h"
#include "Poco/Util/AbstractConfiguration.h"

#include <openssl/ssl.h>

#include <memory>
#include <string>

using Poco::Net::Context;

// Who names the clients' authority wants to know who they are.
void mutual() {
  Context::Ptr Once = new Context(Context::TLSV1_2_SERVER_USE, "server.key", "server.pem", "clients.pem", Context::VERIFY_ONCE); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: "clients.pem", Poco::Net::Context::VERIFY_STRICT);
  Context::Ptr Relaxed = new Context(Context::TLSV1_2_SERVER_USE, "clients.pem", Context::VERIFY_RELAXED); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: "clients.pem", Poco::Net::Context::VERIFY_STRICT);
  Context::Ptr Strict = new Context(Context::TLSV1_2_SERVER_USE, "server.key", "server.pem", "clients.pem", Context::VERIFY_STRICT); // ok: required
  Context::Ptr Anyone = new Context(Context::TLSV1_2_SERVER_USE, "server.key", "server.pem", "", Context::VERIFY_RELAXED); // ok: no mutual TLS
}

void unverified() {
  Context::Ptr Long = new Context(Context::TLSV1_2_CLIENT_USE, "", "", "ca.pem", Context::VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: "ca.pem", Poco::Net::Context::VERIFY_STRICT);
  Context::Ptr Good = new Context(Context::TLSV1_2_CLIENT_USE, "", "", "ca.pem", Context::VERIFY_STRICT); // ok: verified
}

// What Poco had set, undone below it.
void native(Context::Ptr Off, Context::Ptr On) {
  SSL_CTX_set_verify(Off->sslContext(), SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: SSL_CTX_set_verify(Off->sslContext(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_verify(On->sslContext(), SSL_VERIFY_PEER, nullptr); // ok: verified
}

void versions() {
  Context::Ptr A = new Context(Context::TLSV1_SERVER_USE, "ca.pem"); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: A = new Context(Poco::Net::Context::TLSV1_2_SERVER_USE, "ca.pem"
  Context::Ptr B = new Context(Context::TLSV1_1_CLIENT_USE, "ca.pem"); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: B = new Context(Poco::Net::Context::TLSV1_2_CLIENT_USE, "ca.pem");
  Context::Ptr C(new Context(Context::TLSV1_1_SERVER_USE, "")); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: C(new Context(Poco::Net::Context::TLSV1_2_SERVER_USE, ""));
  Context::Ptr D = new Context(Context::TLSV1_3_CLIENT_USE, "ca.pem"); // ok: TLS 1.3
}

void anyVersion() {
  Context::Ptr Low = new Context(Context::TLS_CLIENT_USE, "ca.pem"); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: Context::Ptr Low = new Context(Context::TLS_CLIENT_USE, "ca.pem");
  // CHECK-FIXES-NEXT: Low->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
  Poco::Net::HTTPSClientSession Session("www.example.com", 443, Low);
  Poco::Net::HTTPRequest Request(Poco::Net::HTTPRequest::HTTP_GET, "/");
  Session.sendRequest(Request);
}

void newVersions() {
  Context::Ptr High = new Context(Context::TLS_CLIENT_USE, "ca.pem"); // ok: TLS 1.2 at least
  High->requireMinimumProtocol(Context::PROTO_TLSV1_2);
  Poco::Net::HTTPSClientSession Session("www.example.com", 443, High);
  Poco::Net::HTTPRequest Request(Poco::Net::HTTPRequest::HTTP_GET, "/");
  Session.sendRequest(Request);
}

void ciphers() {
  Context::Ptr Weak = new Context(Context::TLSV1_2_CLIENT_USE, "", "", "ca.pem", Context::VERIFY_STRICT, 9, false, "RC4-SHA"); // BAD: commsec-weak-cipher-suite
  Context::Ptr Good = new Context(Context::TLSV1_2_CLIENT_USE, "", "", "ca.pem", Context::VERIFY_STRICT, 9, false, "ECDHE+AESGCM"); // ok: AEAD
}

void configured(Poco::Util::AbstractConfiguration &Config) {
  Config.setString("openSSL.client.extendedVerification", "false"); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: Config.setString("openSSL.client.extendedVerification", "true");
  Config.setBool("openSSL.client.extendedVerification", false); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: Config.setBool("openSSL.client.extendedVerification", true);
  Config.setString("openSSL.server.disableProtocols", "sslv2,tlsv1_2"); // BAD: commsec-weak-tls-version
  Config.setString("openSSL.client.cipherList", "ALL:eNULL"); // BAD: commsec-weak-cipher-suite
  Config.setBool("openSSL.client.requireTLSv1", true); // BAD: commsec-weak-tls-version
}

void wellConfigured(Poco::Util::AbstractConfiguration &Config) {
  Config.setString("openSSL.client.extendedVerification", "true"); // ok: on
  Config.setBool("openSSL.client.extendedVerification", true); // ok: on
  Config.setString("openSSL.server.disableProtocols", "sslv2,sslv3,tlsv1,tlsv1_1"); // ok: the old ones
  Config.setString("openSSL.client.cipherList", "ECDHE+AESGCM"); // ok: AEAD
  Config.setBool("openSSL.client.requireTLSv1_2", true); // ok: TLS 1.2
}

void openers(Poco::URIStreamOpener &Opener) {
  Poco::URI Plain("http://downloads.example.com/list.txt"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: Poco::URI Plain("https://downloads.example.com/list.txt");
  std::unique_ptr<std::istream> List(Opener.open(Plain));
  Poco::URI Secure("https://downloads.example.com/list.txt"); // ok: https
  std::unique_ptr<std::istream> Other(Opener.open(Secure));
}

void ftps(const Poco::Net::StreamSocket &Socket, Context::Ptr Ctx) {
  Poco::Net::FTPSClientSession Off(Socket, true, false, Ctx); // BAD: commsec-plaintext-socket
  // CHECK-FIXES: Poco::Net::FTPSClientSession Off(Socket, true, true, Ctx);
  Poco::Net::FTPSClientSession On(Socket, true, true, Ctx); // ok: FTPS
}
