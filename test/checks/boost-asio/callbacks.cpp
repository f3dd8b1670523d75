// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: what verify callbacks decide, and pins that cannot reject.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/bind/bind.hpp>
#include <openssl/x509v3.h>

#include <cstring>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using SslStream = ssl::stream<tcp::socket>;

// Lambdas.
void lambdas(SslStream &S1, SslStream &S2, SslStream &S3, SslStream &S4, SslStream &S5, bool Insecure) {
  S1.set_verify_callback([](bool, ssl::verify_context &) { return true; }); // BAD: commsec-accepting-verify-callback

  std::string Peer;
  S2.set_verify_callback([&Peer](bool Preverified, ssl::verify_context &Ctx) { // BAD: commsec-accepting-verify-callback
    char Name[256];
    X509 *Cert = X509_STORE_CTX_get_current_cert(Ctx.native_handle());
    X509_NAME_oneline(X509_get_subject_name(Cert), Name, sizeof(Name));
    Peer = Name;
    std::cout << Name << (Preverified ? " good" : " bad") << '\n';
    return true;
  });

  S3.set_verify_callback([](auto, auto &) { return true; }); // BAD: commsec-accepting-verify-callback

  S4.set_verify_callback([Insecure](bool Ok, ssl::verify_context &) { // BAD: commsec-accepting-verify-callback
    if (Insecure)
      return true;
    return Ok;
  });

  S5.set_verify_callback([](bool Ok, ssl::verify_context &Ctx) { // BAD: commsec-accepting-verify-callback
    if (!Ok) {
      int Error = X509_STORE_CTX_get_error(Ctx.native_handle());
      std::cerr << X509_verify_cert_error_string(Error) << '\n';
    }
    return true;
  });
}

void lambdaTwins(SslStream &S1, SslStream &S2, SslStream &S3, SslStream &S4, SslStream &S5) {
  S1.set_verify_callback([](bool Ok, ssl::verify_context &) { return Ok; }); // ok: passes the answer on

  std::string Peer;
  S2.set_verify_callback([&Peer](bool Preverified, ssl::verify_context &Ctx) { // ok: logs, then passes it on
    char Name[256];
    X509 *Cert = X509_STORE_CTX_get_current_cert(Ctx.native_handle());
    X509_NAME_oneline(X509_get_subject_name(Cert), Name, sizeof(Name));
    Peer = Name;
    return Preverified;
  });

  S3.set_verify_callback([](auto Ok, auto &) { return Ok; }); // ok: generic

  S4.set_verify_callback([](bool Ok, ssl::verify_context &Ctx) { // ok: rejects first
    if (!Ok) {
      int Error = X509_STORE_CTX_get_error(Ctx.native_handle());
      std::cerr << X509_verify_cert_error_string(Error) << '\n';
      return false;
    }
    return true;
  });

  const bool Strict = true;
  S5.set_verify_callback([Strict](bool Ok, ssl::verify_context &) { // ok: always strict
    return !Strict || Ok;
  });
}

// Function pointers, on the stream and on the context.
static bool acceptAnything(bool Preverified, ssl::verify_context &) { // BAD: commsec-accepting-verify-callback
  if (!Preverified)
    std::cerr << "certificate problem, going on\n";
  return true;
}

static bool acceptNothingBad(bool Preverified, ssl::verify_context &) { // ok: passes the answer on
  if (!Preverified)
    std::cerr << "certificate problem\n";
  return Preverified;
}

static bool neverRegistered(bool, ssl::verify_context &) { // ok: nobody calls it
  return true;
}

static bool clearsError(bool, ssl::verify_context &Ctx) { // BAD: commsec-accepting-verify-callback
  X509_STORE_CTX_set_error(Ctx.native_handle(), X509_V_OK);
  return true;
}

// An intermediate that fails is accepted.
static bool looksAtLeafOnly(bool Preverified, ssl::verify_context &Ctx) { // BAD: commsec-accepting-verify-callback
  if (X509_STORE_CTX_get_error_depth(Ctx.native_handle()) > 0)
    return true;
  return Preverified;
}

// A self-signed certificate is what an attacker has.
static bool acceptsSelfSigned(bool Preverified, ssl::verify_context &Ctx) { // BAD: commsec-accepting-verify-callback
  int Error = X509_STORE_CTX_get_error(Ctx.native_handle());
  if (Error == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
    return true;
  return Preverified;
}

static bool acceptsExpired(bool Preverified, ssl::verify_context &Ctx) {
  int Error = X509_STORE_CTX_get_error(Ctx.native_handle());
  if (Error == X509_V_ERR_CERT_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
    return true;
  return Preverified;
}

// The name does not match: this is another server.
static bool acceptsOtherNames(bool Preverified, ssl::verify_context &Ctx) {
  const int Error = X509_STORE_CTX_get_error(Ctx.native_handle());
  switch (Error) {
  case X509_V_ERR_HOSTNAME_MISMATCH: // BAD: commsec-disabled-hostname-verification
    return true;
  default:
    return Preverified;
  }
}

static bool explainsOtherNames(bool Preverified, ssl::verify_context &Ctx) { // ok: only a message
  if (X509_STORE_CTX_get_error(Ctx.native_handle()) == X509_V_ERR_HOSTNAME_MISMATCH)
    std::cerr << "this is another server\n";
  return Preverified;
}

void otherNames(SslStream &S1, SslStream &S2) {
  S1.set_verify_callback(acceptsOtherNames);
  S2.set_verify_callback(explainsOtherNames);
}

static bool explainsExpired(bool Preverified, ssl::verify_context &Ctx) { // ok: only a message
  int Error = X509_STORE_CTX_get_error(Ctx.native_handle());
  if (Error == X509_V_ERR_CERT_HAS_EXPIRED)
    std::cerr << "the certificate has expired\n";
  return Preverified;
}

void functions(ssl::context &Ctx, ssl::context &Other, SslStream &S1, SslStream &S2, SslStream &S3, SslStream &S4, SslStream &S5) {
  Ctx.set_verify_callback(acceptAnything);
  Other.set_verify_callback(&acceptNothingBad);
  S1.set_verify_callback(&clearsError);
  S2.set_verify_callback(looksAtLeafOnly);
  S3.set_verify_callback(acceptsSelfSigned);
  S4.set_verify_callback(acceptsExpired);
  S5.set_verify_callback(explainsExpired);
}

// Decided by a helper.
static bool decideLoosely(bool Ok, const char *Who) {
  std::cout << Who << (Ok ? " is good\n" : " is bad\n");
  return true;
}

static bool decideStrictly(bool Ok, const char *Who) {
  std::cout << Who << (Ok ? " is good\n" : " is bad\n");
  return Ok;
}

void helpers(SslStream &S1, SslStream &S2) {
  S1.set_verify_callback([](bool Ok, ssl::verify_context &) { // BAD: commsec-accepting-verify-callback
    return decideLoosely(Ok, "server");
  });
  S2.set_verify_callback([](bool Ok, ssl::verify_context &) { // ok: the helper passes it on
    return decideStrictly(Ok, "server");
  });
}

// Functors.
struct TrustAll {
  using result_type = bool;
  bool operator()(bool, ssl::verify_context &) const { // BAD: commsec-accepting-verify-callback
    return true;
  }
};

class LoggingVerifier {
public:
  explicit LoggingVerifier(std::string Host) : Next(std::move(Host)) {}
  bool operator()(bool Preverified, ssl::verify_context &Ctx) const { // ok: delegates
    const bool Good = Next(Preverified, Ctx);
    std::cout << (Good ? "accepted" : "refused") << '\n';
    return Good;
  }

private:
  ssl::host_name_verification Next;
};

void functors(SslStream &S1, SslStream &S2, const std::string &Host) {
  S1.set_verify_callback(TrustAll());
  S2.set_verify_callback(LoggingVerifier(Host));
}

// Members, bound.
class Client {
public:
  Client(SslStream &S1, SslStream &S2, SslStream &S3, SslStream &S4, SslStream &S5) : Stream(S1) {
    S1.set_verify_callback(std::bind(&Client::verifyLoose, this, std::placeholders::_1, std::placeholders::_2));
    S2.set_verify_callback(std::bind(&Client::verifyStrict, this, std::placeholders::_1, std::placeholders::_2));
    S3.set_verify_callback(boost::bind(&Client::verifyBoost, this, boost::placeholders::_1, boost::placeholders::_2));
    S4.set_verify_callback([this](bool Ok, ssl::verify_context &Ctx) { return verifyStrict(Ok, Ctx); }); // ok: rejects
    S5.set_verify_callback(std::bind(&Client::verifyStatic, std::placeholders::_1, std::placeholders::_2));
  }

private:
  bool verifyLoose(bool Preverified, ssl::verify_context &Ctx);
  bool verifyStrict(bool Preverified, ssl::verify_context &Ctx);

  bool verifyBoost(bool, ssl::verify_context &) { // BAD: commsec-accepting-verify-callback
    ++Seen;
    return true;
  }

  static bool verifyStatic(bool, ssl::verify_context &) { return true; } // BAD: commsec-accepting-verify-callback

  SslStream &Stream;
  int Seen = 0;
};

bool Client::verifyLoose(bool Preverified, ssl::verify_context &) { // BAD: commsec-accepting-verify-callback
  ++Seen;
  std::cout << "preverified: " << Preverified << '\n';
  return true;
}

bool Client::verifyStrict(bool Preverified, ssl::verify_context &) { // ok: passes the answer on
  ++Seen;
  return Preverified;
}

void stdFunction(SslStream &S1, SslStream &S2) {
  std::function<bool(bool, ssl::verify_context &)> Loose = [](bool, ssl::verify_context &) { return true; }; // BAD: commsec-accepting-verify-callback
  S1.set_verify_callback(Loose);
  auto Strict = [](bool Ok, ssl::verify_context &) { return Ok; }; // ok: passes the answer on
  S2.set_verify_callback(Strict);
}

// Goes on to the end of the chain; the result decides afterwards.
void resultDecides(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  SSL_set1_host(Stream.native_handle(), Host.c_str());
  Stream.set_verify_callback([](bool, ssl::verify_context &) { return true; }); // ok: the result is compared below
  Stream.handshake(SslStream::client);
  if (SSL_get_verify_result(Stream.native_handle()) != X509_V_OK)
    throw std::runtime_error("server is not trusted");
}

// Pins.
static const unsigned char Pin[32] = {0x12, 0x34, 0x56};

static bool digestOf(ssl::verify_context &Ctx, unsigned char (&Digest)[32]) {
  X509 *Cert = X509_STORE_CTX_get_current_cert(Ctx.native_handle());
  unsigned Length = 0;
  return X509_digest(Cert, EVP_sha256(), Digest, &Length) == 1;
}

static bool pinOnlyLogs(bool Preverified, ssl::verify_context &Ctx) {
  unsigned char Digest[32];
  if (!digestOf(Ctx, Digest))
    return false;
  if (std::memcmp(Digest, Pin, sizeof(Pin)) != 0) // BAD: commsec-ineffective-pinning
    std::cerr << "pin does not match\n";
  return Preverified;
}

static bool pinRejects(bool Preverified, ssl::verify_context &Ctx) {
  unsigned char Digest[32];
  if (!Preverified || !digestOf(Ctx, Digest))
    return false;
  if (std::memcmp(Digest, Pin, sizeof(Pin)) != 0) { // ok: a mismatch rejects
    std::cerr << "pin does not match\n";
    return false;
  }
  return true;
}

static bool pinOfNoLength(bool Preverified, ssl::verify_context &Ctx) {
  unsigned char Digest[32];
  if (!digestOf(Ctx, Digest))
    return false;
  return Preverified && std::memcmp(Digest, Pin, 0) == 0; // BAD: commsec-ineffective-pinning
}

static bool pinOfItself(bool Preverified, ssl::verify_context &Ctx) {
  unsigned char Digest[32];
  if (!digestOf(Ctx, Digest))
    return false;
  return Preverified && std::memcmp(Digest, Digest, sizeof(Digest)) == 0; // BAD: commsec-ineffective-pinning
}

static bool pinInOneLine(bool Preverified, ssl::verify_context &Ctx) {
  unsigned char Digest[32];
  return Preverified && digestOf(Ctx, Digest) && std::memcmp(Digest, Pin, sizeof(Pin)) == 0; // ok: decides
}

void pins(SslStream &S1, SslStream &S2, SslStream &S3, SslStream &S4, SslStream &S5) {
  S1.set_verify_callback(pinOnlyLogs);
  S2.set_verify_callback(pinRejects);
  S3.set_verify_callback(pinOfNoLength);
  S4.set_verify_callback(pinOfItself);
  S5.set_verify_callback(pinInOneLine);
}

// --- a function object that is assigned another --------------------------------

static bool withinDepth(bool Ok, ssl::verify_context &Ctx) {
  return Ok && X509_STORE_CTX_get_error_depth(Ctx.native_handle()) < 4;
}

static bool expiredIsFine(bool Ok, ssl::verify_context &Ctx) {
  if (!Ok && X509_STORE_CTX_get_error(Ctx.native_handle()) == X509_V_ERR_CERT_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
    return true;
  return Ok;
}

void assigned(ssl::stream<asio::ip::tcp::socket> &S, bool Old) {
  std::function<bool(bool, ssl::verify_context &)> Judge = withinDepth;
  if (Old)
    Judge = expiredIsFine;
  S.set_verify_callback(Judge);
}

void overwritten(ssl::stream<asio::ip::tcp::socket> &S) {
  std::function<bool(bool, ssl::verify_context &)> Judge = [](bool, ssl::verify_context &) { return true; }; // ok: replaced
  Judge = withinDepth;
  S.set_verify_callback(Judge);
}
