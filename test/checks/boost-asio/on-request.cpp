// RUN: %check_commsec %s %t -fix -config='{CheckOptions: {CommsecPedantic: true}}'
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: what is reported on request only.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using SslStream = ssl::stream<tcp::socket>;

void anyVersion() {
  ssl::context Any(ssl::context::sslv23); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: ssl::context Any(ssl::context::sslv23);
  // CHECK-FIXES-NEXT: Any.set_options(boost::asio::ssl::context::no_tlsv1 | boost::asio::ssl::context::no_tlsv1_1);
  Any.set_default_verify_paths();
  ssl::context Client(ssl::context::sslv23_client); // ok: without TLS 1.0 and 1.1
  Client.set_options(ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
}

void compression(ssl::context &On, ssl::context &Off) {
  On.clear_options(ssl::context::no_compression | ssl::context::single_dh_use); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: On.clear_options(ssl::context::single_dh_use);
  Off.clear_options(ssl::context::single_dh_use); // ok: not compression
}

void dhParameters(ssl::context &Ctx, ssl::context &Elliptic) {
  Ctx.use_tmp_dh_file("dh.pem"); // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_cipher_list(Elliptic.native_handle(), "ECDHE+AESGCM"); // ok: no DH
}

static bool wipesError(bool Preverified, ssl::verify_context &Ctx) {
  X509_STORE_CTX_set_error(Ctx.native_handle(), X509_V_OK); // BAD: commsec-accepting-verify-callback
  // CHECK-FIXES: static bool wipesError(bool Preverified, ssl::verify_context &Ctx) {
  // CHECK-FIXES-NOT: X509_STORE_CTX_set_error
  return Preverified;
}

static bool leavesError(bool Preverified, ssl::verify_context &Ctx) {
  return Preverified && X509_STORE_CTX_get_error_depth(Ctx.native_handle()) < 4; // ok: only reads
}

void callbacks(SslStream &S1, SslStream &S2) {
  S1.set_verify_callback(wipesError);
  S2.set_verify_callback(leavesError);
}
