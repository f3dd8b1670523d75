// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: whether the chain and the name of the server are verified.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <openssl/x509v3.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using SslStream = ssl::stream<tcp::socket>;

struct Options {
  std::string Host;
  bool Verify = true;
  bool Insecure = false;
};

// The commonest form: switched off on the context.
void fetchUnverified(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  SslStream Stream(Io, Ctx);
  tcp::resolver Resolver(Io);
  asio::connect(Stream.next_layer(), Resolver.resolve(Host, "443"));
  Stream.handshake(SslStream::client); // ok: already reported as off
}

void fetchVerified(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_default_verify_paths();
  Ctx.set_verify_mode(ssl::verify_peer); // ok: verified
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  tcp::resolver Resolver(Io);
  asio::connect(Stream.next_layer(), Resolver.resolve(Host, "443"));
  Stream.handshake(SslStream::client); // ok: chain and name
}

// The stream overrides its context, with an error_code.
void streamOff(asio::io_context &Io, ssl::context &Ctx) {
  boost::system::error_code Error;
  SslStream Stream(Io, Ctx);
  Stream.set_verify_mode(ssl::verify_none, Error); // BAD: commsec-disabled-cert-verification
  Stream.handshake(ssl::stream_base::client, Error);
  if (Error)
    std::cerr << Error.message();
}

void streamOn(asio::io_context &Io, ssl::context &Ctx, const std::string &Host) {
  boost::system::error_code Error;
  SslStream Stream(Io, Ctx);
  Stream.set_verify_mode(ssl::verify_peer, Error); // ok: verified
  Stream.set_verify_callback(ssl::rfc2818_verification(Host), Error);
  Stream.handshake(ssl::stream_base::client, Error); // ok: the old name check
}

// The old spelling of the constant.
void oldConstant(asio::io_context &Io) {
  auto Ctx = std::make_shared<ssl::context>(ssl::context::tlsv12_client);
  Ctx->set_verify_mode(ssl::context::verify_none); // BAD: commsec-disabled-cert-verification
  SslStream Stream(Io, *Ctx);
  Stream.handshake(SslStream::client);
}

// Bits that mean nothing without verify_peer.
void bitsWithoutPeer(asio::io_context &Io) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_fail_if_no_peer_cert); // BAD: commsec-disabled-cert-verification
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

void bitsWithPeer(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert); // ok: has verify_peer
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  Stream.handshake(SslStream::client);
}

void byTernary(asio::io_context &Io, const Options &Opts) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(Opts.Verify ? ssl::verify_peer : ssl::verify_none); // BAD: commsec-disabled-cert-verification
  Ctx.set_verify_callback(ssl::host_name_verification(Opts.Host));
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

void byTernaryInLocal(asio::io_context &Io, const Options &Opts) {
  const auto Mode = Opts.Insecure
                        ? ssl::verify_none // BAD: commsec-disabled-cert-verification
                        : ssl::verify_peer;
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(Mode);
  Ctx.set_verify_callback(ssl::host_name_verification(Opts.Host));
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

void byTernaryOfBits(asio::io_context &Io, const Options &Opts, bool Once) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(Once ? ssl::verify_peer | ssl::verify_client_once // ok: verified
                           : ssl::verify_peer);
  Ctx.set_verify_callback(ssl::host_name_verification(Opts.Host));
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

static const ssl::verify_mode NoVerification = ssl::verify_none;
static constexpr int PeerVerification = SSL_VERIFY_PEER;

void byConstant(asio::io_context &Io) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(NoVerification); // BAD: commsec-disabled-cert-verification
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

void byConstexpr(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(PeerVerification); // ok: verify_peer by another name
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  Stream.handshake(SslStream::client);
}

void ifInsecure(asio::io_context &Io, const Options &Opts) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  if (Opts.Insecure)
    Ctx.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  else
    Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Opts.Host));
  Stream.handshake(SslStream::client);
}

// A wrapper: the caller that passes the constant has to change.
static void applyMode(SslStream &Stream, ssl::verify_mode Mode) {
  Stream.set_verify_mode(Mode); // ok: decided by the callers
}

void throughWrapper(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SslStream Loose(Io, Ctx);
  applyMode(Loose, ssl::verify_none); // BAD: commsec-disabled-cert-verification
  Loose.handshake(SslStream::client);

  SslStream Strict(Io, Ctx);
  applyMode(Strict, ssl::verify_peer); // ok: verified
  Strict.set_verify_callback(ssl::host_name_verification(Host));
  Strict.handshake(SslStream::client); // ok: mode by the helper
}

template <typename Stream> void configure(Stream &S, const std::string &Host) {
  S.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  SSL_set_tlsext_host_name(S.native_handle(), Host.c_str());
  S.handshake(ssl::stream_base::client);
}

void instantiates(SslStream &Stream, const std::string &Host) {
  configure(Stream, Host);
}

void overwritten(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_none); // ok: overwritten before use
  Ctx.load_verify_file("ca.pem");
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  Stream.handshake(SslStream::client);
}

// Explicit and remote: reported whoever made the stream.
void onParameter(SslStream &Stream) {
  Stream.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  Stream.handshake(SslStream::client);
}

// Nobody here knows what the caller did to the context.
void contextFromCaller(asio::io_context &Io, ssl::context &Ctx) {
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client); // ok: the caller's context is unknown
}

void streamFromCaller(SslStream &Stream) {
  Stream.set_verify_mode(ssl::verify_peer);
  Stream.handshake(SslStream::client); // ok: the caller may have set the name
}

void prepareElsewhere(ssl::context &Ctx);

void contextPreparedElsewhere(asio::io_context &Io) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  prepareElsewhere(Ctx);
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client); // ok: unseen code has had the context
}

// Servers that do not ask their clients for certificates.
void serve(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tlsv12_server);
  Ctx.use_certificate_chain_file("server.pem");
  Ctx.use_private_key_file("server.key", ssl::context::pem);
  Ctx.set_verify_mode(ssl::verify_none); // ok: a server
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(SslStream::server); // ok: a server
}

void serveGenericMethod(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tlsv12);
  Ctx.set_verify_mode(ssl::verify_none); // ok: the handshake is a server's
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(ssl::stream_base::server);
}

// A listener whose host name callback is set elsewhere, by what it gives away.
namespace tls {
using NameCallback = int (*)(SSL *, int *, void *);
void setNameCallback(SSL_CTX *Ctx, NameCallback Callback, void *Arg);
inline SSL_CTX *handleOf(ssl::context &Ctx) { return Ctx.native_handle(); }
} // namespace tls

class Listener {
  ssl::context Ctx{ssl::context::tls};

  static int pickSite(SSL *S, int *, void *) {
    return SSL_get_servername(S, TLSEXT_NAMETYPE_host_name)
               ? SSL_TLSEXT_ERR_OK
               : SSL_TLSEXT_ERR_ALERT_FATAL;
  }

public:
  Listener() {
    Ctx.set_verify_mode(ssl::verify_none); // ok: a server's callback
    tls::setNameCallback(tls::handleOf(Ctx), pickSite, this);
  }
};

// Nothing set and nothing fetched.
void neverSet(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_default_verify_paths();
  SslStream Stream(Io, Ctx);
  tcp::resolver Resolver(Io);
  asio::connect(Stream.lowest_layer(), Resolver.resolve(Host, "https"));
  Stream.handshake(SslStream::client); // BAD: commsec-ignored-verification-result
}

void neverSetAsync(asio::io_context &Io) {
  ssl::context Ctx{ssl::context::tlsv12_client};
  SslStream Stream{Io, Ctx};
  Stream.async_handshake(ssl::stream_base::client, // BAD: commsec-ignored-verification-result
                         [](const boost::system::error_code &Error) {
                           if (Error)
                             std::cerr << Error.message() << '\n';
                         });
  Io.run();
}

// SSL_new has copied the mode when the stream was made.
void contextSetTooLate(asio::io_context &Io) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SslStream Stream(Io, Ctx);
  Ctx.set_verify_mode(ssl::verify_peer);
  Stream.handshake(SslStream::client); // BAD: commsec-ignored-verification-result
}

// The result is fetched and compared, and so is the name.
void resultCompared(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_default_verify_paths();
  SslStream Stream(Io, Ctx);
  SSL_set1_host(Stream.native_handle(), Host.c_str());
  Stream.handshake(SslStream::client); // ok: the result is compared below
  if (SSL_get_verify_result(Stream.native_handle()) != X509_V_OK)
    throw std::runtime_error("server is not trusted");
}

void noneButResultCompared(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_none); // ok: the result is compared below
  SslStream Stream(Io, Ctx);
  SSL_set1_host(Stream.native_handle(), Host.c_str());
  Stream.handshake(SslStream::client);
  long Result = SSL_get_verify_result(Stream.native_handle());
  if (Result != X509_V_OK)
    throw std::runtime_error(X509_verify_cert_error_string(Result));
}

void resultDiscarded(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SslStream Stream(Io, Ctx);
  SSL_set1_host(Stream.native_handle(), Host.c_str());
  Stream.handshake(SslStream::client);
  SSL_get_verify_result(Stream.native_handle()); // BAD: commsec-ignored-verification-result
}

void resultLogged(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SslStream Stream(Io, Ctx);
  SSL_set1_host(Stream.native_handle(), Host.c_str());
  Stream.handshake(SslStream::client);
  long Result = SSL_get_verify_result(Stream.native_handle()); // BAD: commsec-ignored-verification-result
  if (Result != X509_V_OK)
    std::cerr << "warning: " << X509_verify_cert_error_string(Result) << '\n';
}

// The chain, but not the name: SNI is no check.
void onlySni(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_default_verify_paths();
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  SSL_set_tlsext_host_name(Stream.native_handle(), Host.c_str());
  Stream.handshake(SslStream::client); // BAD: commsec-disabled-hostname-verification
}

void onlyChainAsync(asio::io_context &Io) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.async_handshake(SslStream::client, [](boost::system::error_code) {}); // BAD: commsec-disabled-hostname-verification
  Io.run();
}

void callbackWithoutName(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  // The second callback takes the place of the first.
  Stream.set_verify_callback([](bool Preverified, ssl::verify_context &) {
    std::cout << "verifying\n";
    return Preverified;
  });
  Stream.handshake(SslStream::client); // BAD: commsec-disabled-hostname-verification
}

void callbackComposed(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback([Host](bool Preverified, ssl::verify_context &C) {
    std::cout << "verifying\n";
    return ssl::host_name_verification(Host)(Preverified, C);
  });
  Stream.handshake(SslStream::client); // ok: the name check is called
}

void nameByOpenSsl(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  if (!SSL_set1_host(Stream.native_handle(), Host.c_str()))
    throw std::runtime_error("host name");
  Stream.handshake(SslStream::client); // ok: SSL_set1_host
}

void nameByParam(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  X509_VERIFY_PARAM *Param = SSL_get0_param(Stream.native_handle());
  if (!X509_VERIFY_PARAM_set1_host(Param, Host.data(), Host.size()))
    throw std::runtime_error("host name");
  Stream.handshake(SslStream::client); // ok: the name is in the parameters
}

void nameAfterwards(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client); // ok: the name is compared below
  X509 *Cert = SSL_get_peer_certificate(Stream.native_handle());
  const bool Matches = Cert && X509_check_host(Cert, Host.data(), Host.size(), 0, nullptr) == 1;
  X509_free(Cert);
  if (!Matches)
    throw std::runtime_error("certificate is for another host");
}

// The project's own comparison, in the callback.
static bool matchesCommonName(X509 *Cert, const std::string &Host) {
  char Name[256] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(Cert), NID_commonName, Name,
                            sizeof(Name));
  return Host == Name;
}

void nameByOwnFunction(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  Ctx.set_verify_mode(ssl::verify_peer);
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback([&Host](bool Preverified, ssl::verify_context &C) {
    if (!Preverified)
      return false;
    if (X509_STORE_CTX_get_error_depth(C.native_handle()) != 0)
      return true; // ok: an issuer that was verified
    return matchesCommonName(X509_STORE_CTX_get_current_cert(C.native_handle()), Host);
  });
  Stream.handshake(SslStream::client); // ok: compared by the callback
}

// OpenSSL calls on the native handles.
void nativeContextOff(asio::io_context &Io) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SSL_CTX_set_verify(Ctx.native_handle(), SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  SslStream Stream(Io, Ctx);
  Stream.handshake(SslStream::client);
}

void nativeStreamOff(SslStream &Stream) {
  SSL_set_verify(Stream.native_handle(), SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  Stream.handshake(SslStream::client);
}

void nativeContextOn(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12_client);
  SSL_CTX_set_verify(Ctx.native_handle(), SSL_VERIFY_PEER, nullptr); // ok: verified
  SslStream Stream(Io, Ctx);
  SSL_set1_host(Stream.native_handle(), Host.c_str());
  Stream.handshake(SslStream::client); // ok: chain and name
}

// A callback that takes the place of the one that compares the name.
void replaced(boost::asio::io_context &Io, ssl::context &Ctx, const std::string &Host) {
  ssl::stream<boost::asio::ip::tcp::socket> Stream(Io, Ctx);
  Stream.set_verify_mode(ssl::verify_peer);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  Stream.set_verify_callback([](bool Ok, ssl::verify_context &C) {
    return Ok && X509_STORE_CTX_get_error_depth(C.native_handle()) < 4;
  });
  Stream.handshake(ssl::stream_base::client); // BAD: commsec-disabled-hostname-verification
}

void replacedBack(boost::asio::io_context &Io, ssl::context &Ctx, const std::string &Host) {
  ssl::stream<boost::asio::ip::tcp::socket> Stream(Io, Ctx);
  Stream.set_verify_mode(ssl::verify_peer);
  Stream.set_verify_callback([](bool Ok, ssl::verify_context &) { return Ok; });
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  Stream.handshake(ssl::stream_base::client);
}
