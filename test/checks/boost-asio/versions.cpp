// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: protocol versions and cipher suites of a context.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <memory>
#include <stdexcept>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using SslStream = ssl::stream<tcp::socket>;

// A method that fixes the version.
void fixedMethods() {
  ssl::context V2(ssl::context::sslv2_client); // BAD: commsec-weak-tls-version
  ssl::context V3(ssl::context::sslv3); // BAD: commsec-weak-tls-version
  ssl::context V10(boost::asio::ssl::context::tlsv1_client); // BAD: commsec-weak-tls-version
  ssl::context V11{ssl::context_base::tlsv11}; // BAD: commsec-weak-tls-version
  ssl::context V12(ssl::context::tlsv12_client); // ok: TLS 1.2
  ssl::context V13(ssl::context::tlsv13); // ok: TLS 1.3
}

void onTheHeap() {
  auto Old = std::make_shared<ssl::context>(ssl::context::tlsv1); // BAD: commsec-weak-tls-version
  std::unique_ptr<ssl::context> Older(new ssl::context(ssl::context::sslv3_server)); // BAD: commsec-weak-tls-version
  auto New = std::make_shared<ssl::context>(ssl::context::tlsv12); // ok: TLS 1.2
}

static constexpr auto LegacyMethod = ssl::context::tlsv11_client;
static constexpr auto CurrentMethod = ssl::context::tlsv12_client;

void byConstant() {
  ssl::context Old(LegacyMethod); // BAD: commsec-weak-tls-version
  ssl::context New(CurrentMethod); // ok: TLS 1.2
}

void byTernary(bool Legacy) {
  ssl::context Mixed(Legacy ? ssl::context::tlsv1 : ssl::context::tlsv12); // BAD: commsec-weak-tls-version
  ssl::context Good(Legacy ? ssl::context::tlsv12 : ssl::context::tlsv13); // ok: 1.2 or 1.3
}

static std::unique_ptr<ssl::context> makeContext(ssl::context::method Method) {
  auto Ctx = std::make_unique<ssl::context>(Method); // ok: decided by the callers
  Ctx->set_default_verify_paths();
  return Ctx;
}

void throughWrapper() {
  auto Old = makeContext(ssl::context::tlsv1); // BAD: commsec-weak-tls-version
  auto New = makeContext(ssl::context::tlsv13); // ok: TLS 1.3
}

class OldServer {
public:
  OldServer() : Ctx(ssl::context::tlsv11_server) { // BAD: commsec-weak-tls-version
    Ctx.use_certificate_chain_file("server.pem");
    Ctx.use_private_key_file("server.key", ssl::context::pem);
  }

private:
  ssl::context Ctx;
};

class NewServer {
public:
  NewServer() : Ctx(ssl::context::tlsv12_server) { // ok: TLS 1.2
    Ctx.use_certificate_chain_file("server.pem");
    Ctx.set_options(ssl::context::default_workarounds | ssl::context::single_dh_use);
  }

private:
  ssl::context Ctx;
};

// The method tls sets a floor of TLS 1.0; sslv23 leaves the system's.
void floors(asio::io_context &Io) {
  ssl::context Tls(ssl::context::tls_server); // BAD: commsec-weak-tls-version
  Tls.use_certificate_chain_file("server.pem");
  SslStream Stream(Io, Tls);
  Stream.handshake(SslStream::server);
}

void inheritedFloor(asio::io_context &Io) {
  ssl::context Any(ssl::context::sslv23_server); // ok: the library's own floor
  Any.use_certificate_chain_file("server.pem");
  SslStream Stream(Io, Any);
  Stream.handshake(SslStream::server);
}

void halfOfTheOptions(asio::io_context &Io) {
  ssl::context Tls(ssl::context::tls_server); // BAD: commsec-weak-tls-version
  Tls.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3);
  SslStream Stream(Io, Tls);
  Stream.handshake(SslStream::server);
}

void halfOfTheOptionsAny(asio::io_context &Io) {
  ssl::context Any(ssl::context::sslv23_server); // BAD: commsec-weak-tls-version
  Any.set_options(ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::single_dh_use);
  SslStream Stream(Io, Any);
  Stream.handshake(SslStream::server);
}

void allOfTheOptions(asio::io_context &Io) {
  ssl::context Tls(ssl::context::tls_server); // ok: the old versions are off
  Tls.set_options(ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  SslStream Stream(Io, Tls);
  Stream.handshake(SslStream::server);
}

void optionsInTwoCalls(asio::io_context &Io) {
  ssl::context Any(ssl::context::sslv23_server); // ok: the old versions are off
  Any.set_options(ssl::context::no_sslv2 | ssl::context::no_sslv3);
  Any.set_options(SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1);
  SslStream Stream(Io, Any);
  Stream.handshake(SslStream::server);
}

void floorByOpenSsl(asio::io_context &Io) {
  ssl::context Tls(ssl::context::tls_server); // ok: TLS 1.2 by the call below
  if (!SSL_CTX_set_min_proto_version(Tls.native_handle(), TLS1_2_VERSION))
    throw std::runtime_error("protocol version");
  SslStream Stream(Io, Tls);
  Stream.handshake(SslStream::server);
}

void lowFloorByOpenSsl(asio::io_context &Io) {
  ssl::context Any(ssl::context::sslv23_server);
  SSL_CTX_set_min_proto_version(Any.native_handle(), TLS1_VERSION); // BAD: commsec-weak-tls-version
  SslStream Stream(Io, Any);
  Stream.handshake(SslStream::server);
}

void finishElsewhere(ssl::context &Ctx);

void floorElsewhere(asio::io_context &Io) {
  ssl::context Tls(ssl::context::tls_server); // ok: unseen code has it
  finishElsewhere(Tls);
  SslStream Stream(Io, Tls);
  Stream.handshake(SslStream::server);
}

// Made here, used by others.
ssl::context halfMade() {
  ssl::context Any(ssl::context::sslv23_client); // BAD: commsec-weak-tls-version
  Any.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3);
  return Any;
}

ssl::context wellMade() {
  ssl::context Any(ssl::context::sslv23_client); // ok: the old versions are off
  Any.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                  ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  return Any;
}

class HalfServer {
public:
  explicit HalfServer(asio::io_context &Io)
      : Acceptor(Io, tcp::endpoint(tcp::v4(), 443)),
        Context(ssl::context::sslv23) { // BAD: commsec-weak-tls-version
    Context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                        ssl::context::single_dh_use);
    Context.use_certificate_chain_file("server.pem");
  }

private:
  tcp::acceptor Acceptor;
  ssl::context Context;
};

class StrictServer {
public:
  explicit StrictServer(asio::io_context &Io)
      : Acceptor(Io, tcp::endpoint(tcp::v4(), 443)),
        Context(ssl::context::sslv23) { // ok: harden() goes on
    Context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3);
    harden();
  }

private:
  void harden() { Context.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1); }

  tcp::acceptor Acceptor;
  ssl::context Context;
};

// The good versions switched off, or the old ones on again.
void wrongOptions(ssl::context &A, ssl::context &B, ssl::context &C) {
  A.set_options(ssl::context::no_tlsv1_2 | ssl::context::no_tlsv1_3); // BAD: commsec-weak-tls-version
  B.clear_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1); // BAD: commsec-weak-tls-version
  C.set_options(ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 // ok: TLS 1.2 only
                | ssl::context::no_tlsv1_1 | ssl::context::no_tlsv1_3);
}

// Nothing is left between a floor and what is switched off.
void nothingLeft(ssl::context &A, ssl::context &B) {
  A.set_options(ssl::context::no_tlsv1_3 | ssl::context::no_tlsv1_2); // BAD: commsec-weak-tls-version
  SSL_CTX_set_min_proto_version(A.native_handle(), TLS1_2_VERSION);
  B.set_options(ssl::context::no_tlsv1_3); // ok: TLS 1.2 only
  SSL_CTX_set_min_proto_version(B.native_handle(), TLS1_2_VERSION);
}

void depth(ssl::context &Ctx, ssl::context &Long, SslStream &Stream) {
  Ctx.set_verify_depth(4);   // ok: an ordinary depth
  Long.set_verify_depth(64); // BAD: commsec-weak-certificate-policy
  Stream.set_verify_depth(9); // ok: the longest that is taken for ordinary
}

// Ciphers go through the native handle.
void ciphers(ssl::context &A, ssl::context &B, ssl::context &C, SslStream &S, SslStream &T) {
  if (!SSL_CTX_set_cipher_list(A.native_handle(), "RC4-SHA:AES128-SHA")) // BAD: commsec-weak-cipher-suite
    throw std::runtime_error("ciphers");
  if (!SSL_CTX_set_cipher_list(B.native_handle(), "ALL:eNULL:@SECLEVEL=0")) // BAD: commsec-weak-cipher-suite
    throw std::runtime_error("ciphers");
  if (!SSL_CTX_set_cipher_list(C.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!RC4:!3DES:!MD5")) // ok: exclusions
    throw std::runtime_error("ciphers");
  if (!SSL_set_cipher_list(S.native_handle(), "NULL-SHA256")) // BAD: commsec-weak-cipher-suite
    throw std::runtime_error("ciphers");
  if (!SSL_set_cipher_list(T.native_handle(), "ECDHE-RSA-AES256-GCM-SHA384")) // ok: AEAD
    throw std::runtime_error("ciphers");
}

void levels(ssl::context &Low, ssl::context &High) {
  SSL_CTX_set_security_level(Low.native_handle(), 0); // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_security_level(High.native_handle(), 2); // ok: 112 bits
}
