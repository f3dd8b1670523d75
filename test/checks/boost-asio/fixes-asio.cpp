// RUN: %check_commsec %s %t -fix
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: the mechanical repairs.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <iostream>
#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using SslStream = ssl::stream<tcp::socket>;

void modes(SslStream &A, SslStream &B, SslStream &C, SslStream &D) {
  A.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  A.handshake(SslStream::client);
  // CHECK-FIXES: A.set_verify_mode(boost::asio::ssl::verify_peer);
  B.set_verify_mode(ssl::context::verify_none); // BAD: commsec-disabled-cert-verification
  B.handshake(SslStream::client);
  // CHECK-FIXES: B.set_verify_mode(boost::asio::ssl::verify_peer);
  C.set_verify_mode(ssl::verify_fail_if_no_peer_cert); // BAD: commsec-disabled-cert-verification
  C.handshake(SslStream::client);
  // CHECK-FIXES: C.set_verify_mode({{.*ssl::verify_peer.*}});
  D.set_verify_mode(ssl::verify_peer); // ok: nothing to repair
  D.handshake(SslStream::client);
  // CHECK-FIXES: D.set_verify_mode(ssl::verify_peer);
}

void contextMode(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: Ctx.set_verify_mode(boost::asio::ssl::verify_peer);
  Ctx.set_verify_callback(ssl::host_name_verification(Host));
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

void neverSet(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SslStream Fresh(Io, Ctx);
  Fresh.set_verify_callback(ssl::host_name_verification(Host));
  // CHECK-FIXES: Fresh.set_verify_mode(boost::asio::ssl::verify_peer);
  Fresh.handshake(SslStream::client); // BAD: commsec-ignored-verification-result
  // CHECK-FIXES: Fresh.handshake(SslStream::client);
}

void callback(SslStream &Stream) {
  Stream.set_verify_callback([](bool Preverified, ssl::verify_context &) { return true; }); // BAD: commsec-accepting-verify-callback
  // CHECK-FIXES: [](bool Preverified, ssl::verify_context &) { return Preverified; });
}

static bool trusts(bool Ok, ssl::verify_context &) { // BAD: commsec-accepting-verify-callback
  if (!Ok)
    std::cerr << "not verified\n";
  return true;
  // CHECK-FIXES: std::cerr << "not verified\n";
  // CHECK-FIXES-NEXT: return Ok;
}

void callbackOfContext(ssl::context &Ctx) {
  Ctx.set_verify_callback(trusts);
}

void belowTls(SslStream &Stream, const std::string &Reading) {
  Stream.handshake(SslStream::client);
  asio::write(Stream.next_layer(), asio::buffer(Reading)); // BAD: commsec-plaintext-socket
  // CHECK-FIXES: asio::write(Stream, asio::buffer(Reading));
}

void methods() {
  ssl::context V3(ssl::context::sslv3); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context V3({{.*}}context{{.*}}::tlsv12);
  ssl::context V10(ssl::context::tlsv1_client); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context V10({{.*}}context{{.*}}::tlsv12_client);
  ssl::context V11(ssl::context::tlsv11_server); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context V11({{.*}}context{{.*}}::tlsv12_server);
}

void options(ssl::context &Good, ssl::context &Old) {
  Good.set_options(ssl::context::single_dh_use | ssl::context::no_tlsv1_2); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: Good.set_options(ssl::context::single_dh_use);
  Old.clear_options(ssl::context::default_workarounds | ssl::context::no_tlsv1); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: Old.clear_options(ssl::context::default_workarounds);
}

void noneLeft(ssl::context &Floor) {
  Floor.set_options(ssl::context::single_dh_use | ssl::context::no_tlsv1_2 | ssl::context::no_tlsv1_3); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: Floor.set_options(ssl::context::single_dh_use);
  SSL_CTX_set_min_proto_version(Floor.native_handle(), TLS1_2_VERSION);
}

void native(ssl::context &Ctx) {
  SSL_CTX_set_min_proto_version(Ctx.native_handle(), TLS1_VERSION); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CTX_set_min_proto_version(Ctx.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(Ctx.native_handle(), 0); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_security_level(Ctx.native_handle(), 2);
}
