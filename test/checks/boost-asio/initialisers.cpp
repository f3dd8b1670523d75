// RUN: %check_commsec %s %t -- -std=c++20
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contexts that no function makes: globals and members with initial values.

#include <boost/asio/ssl.hpp>
#include <memory>
#include <string>

namespace ssl = boost::asio::ssl;

static ssl::context old_context(ssl::context::tlsv11_client); // BAD: commsec-weak-tls-version
static ssl::context new_context(ssl::context::tlsv12_client); // ok
static SSL_CTX *old_native = SSL_CTX_new(TLSv1_method());     // BAD: commsec-weak-tls-version
static SSL_CTX *new_native = SSL_CTX_new(TLS_method());       // ok
static auto old_shared = std::make_shared<ssl::context>(ssl::context::tlsv1); // BAD: commsec-weak-tls-version

static ssl::context low_floor(ssl::context::tls_client); // BAD: commsec-weak-tls-version
static ssl::context raised_floor(ssl::context::tls_client); // ok: raised below
void raise() {
  raised_floor.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
}

struct Plain {
  ssl::context old{ssl::context::tlsv1_client}; // BAD: commsec-weak-tls-version
  ssl::context good{ssl::context::tlsv12_client}; // ok
};
struct Made {
  Made() {}
  ssl::context old{ssl::context::tlsv1_client}; // BAD: commsec-weak-tls-version
  ssl::context good{ssl::context::tlsv13_client}; // ok
};
struct Raised {
  Raised() { ctx.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1); }
  ssl::context ctx{ssl::context::tls_client}; // ok: raised by the constructor
};

// A helper that translates names: its return is what has to change.
ssl::context::method methodOf(const std::string &name) {
  if (name == "1.0")
    return ssl::context::tlsv1; // BAD: commsec-weak-tls-version
  if (name == "1.2")
    return ssl::context::tlsv12; // ok
  return ssl::context::tlsv13; // ok
}
ssl::context byName(const std::string &name) {
  return ssl::context(methodOf(name)); // ok: reported in methodOf
}

// On a server the other flags do nothing without verify_peer, either.
void serverFlags() {
  ssl::context a(ssl::context::tlsv12_server), b(ssl::context::tlsv12_server);
  a.set_verify_mode(ssl::verify_fail_if_no_peer_cert); // BAD: commsec-disabled-cert-verification
  b.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert); // ok
}

// Wiping the error out is a part of accepting it.
void wipe(ssl::context &ctx) {
  ctx.set_verify_callback(
      [](bool ok, ssl::verify_context &c) { // BAD: commsec-accepting-verify-callback
        X509_STORE_CTX_set_error(c.native_handle(), X509_V_OK); // ok: reported above
        return true || ok;
      });
}
