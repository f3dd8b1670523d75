// RUN: %check_commsec %s %t -fix
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: every method that fixes an old version, and the floor of `tls`.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <memory>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;

void ssl2() {
  ssl::context Both(ssl::context::sslv2); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Both(boost::asio::ssl::context::tlsv12);
  ssl::context Client(ssl::context::sslv2_client); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Client(boost::asio::ssl::context::tlsv12_client);
  ssl::context Server(ssl::context::sslv2_server); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Server(boost::asio::ssl::context::tlsv12_server);
}

void ssl3() {
  ssl::context Both(ssl::context::sslv3); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Both(boost::asio::ssl::context::tlsv12);
  ssl::context Client(ssl::context::sslv3_client); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Client(boost::asio::ssl::context::tlsv12_client);
  auto Server = std::make_unique<ssl::context>(ssl::context::sslv3_server); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: std::make_unique<ssl::context>(boost::asio::ssl::context::tlsv12_server);
}

void tls10() {
  ssl::context Both(ssl::context::tlsv1); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Both(boost::asio::ssl::context::tlsv12);
  std::shared_ptr<ssl::context> Client(new ssl::context(ssl::context::tlsv1_client)); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: new ssl::context(boost::asio::ssl::context::tlsv12_client));
  ssl::context Server{ssl::context::tlsv1_server}; // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Server{boost::asio::ssl::context::tlsv12_server};
}

void tls11() {
  ssl::context Both(ssl::context::tlsv11); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Both(boost::asio::ssl::context::tlsv12);
  ssl::context Client(ssl::context::tlsv11_client); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Client(boost::asio::ssl::context::tlsv12_client);
  ssl::context Server(ssl::context::tlsv11_server); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Server(boost::asio::ssl::context::tlsv12_server);
}

void current() {
  ssl::context Tls12(ssl::context::tlsv12); // ok: TLS 1.2
  ssl::context Client(ssl::context::tlsv12_client); // ok: TLS 1.2
  ssl::context Server(ssl::context::tlsv12_server); // ok: TLS 1.2
  ssl::context Tls13(ssl::context::tlsv13); // ok: TLS 1.3
  ssl::context Newest(ssl::context::tlsv13_client); // ok: TLS 1.3
}

void floors() {
  ssl::context Low(ssl::context::tls); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Low(ssl::context::tls);
  // CHECK-FIXES-NEXT: Low.set_options(boost::asio::ssl::context::no_tlsv1 | boost::asio::ssl::context::no_tlsv1_1);
  Low.set_options(ssl::context::default_workarounds);

  ssl::context Raised(ssl::context::tls); // ok: without TLS 1.0 and 1.1
  Raised.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
}

struct Member {
  Member() : Ctx(ssl::context::tls_server) { // BAD: commsec-weak-tls-version
    Ctx.use_private_key_file("server.key", ssl::context::pem);
  }
  ssl::context Ctx;
};
