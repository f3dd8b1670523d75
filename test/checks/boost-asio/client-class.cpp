// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: the classic asynchronous client, as a class.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/bind/bind.hpp>

#include <array>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// Mode and callback in the constructor, the handshake two methods later.
class GoodClient {
public:
  GoodClient(asio::io_context &Io, const std::string &Host, const tcp::resolver::results_type &Endpoints)
      : Ctx(ssl::context::tlsv12_client), Socket(Io, Ctx) {
    Ctx.set_default_verify_paths();
    Socket.set_verify_mode(ssl::verify_peer); // ok: verified
    Socket.set_verify_callback(ssl::host_name_verification(Host));
    connect(Endpoints);
  }

private:
  void connect(const tcp::resolver::results_type &Endpoints) {
    asio::async_connect(Socket.lowest_layer(), Endpoints,
                        [this](const ErrorCode &Error, const tcp::endpoint &) {
                          if (!Error)
                            handshake();
                        });
  }

  void handshake() {
    Socket.async_handshake(ssl::stream_base::client, [this](const ErrorCode &Error) { // ok: chain and name
      if (!Error)
        sendRequest();
    });
  }

  void sendRequest() {
    asio::async_write(Socket, asio::buffer(Password), // ok: TLS
                      [](const ErrorCode &, std::size_t) {});
  }

  ssl::context Ctx;
  ssl::stream<tcp::socket> Socket;
  std::string Password;
};

// Only what follows the handshake differs: nobody compares the name.
class NamelessClient {
public:
  NamelessClient(asio::io_context &Io, const tcp::resolver::results_type &Endpoints)
      : Ctx(ssl::context::tlsv12_client), Socket(Io, Ctx) {
    Ctx.load_verify_file("ca.pem");
    Socket.set_verify_mode(ssl::verify_peer);
    Socket.set_verify_callback(std::bind(&NamelessClient::verifyCertificate, this, std::placeholders::_1, std::placeholders::_2));
    asio::async_connect(Socket.lowest_layer(), Endpoints,
                        std::bind(&NamelessClient::handleConnect, this, std::placeholders::_1));
  }

  bool verifyCertificate(bool Preverified, ssl::verify_context &Verify) { // ok: passes the answer on
    char Name[256];
    X509 *Cert = X509_STORE_CTX_get_current_cert(Verify.native_handle());
    X509_NAME_oneline(X509_get_subject_name(Cert), Name, 256);
    std::cout << "Verifying " << Name << "\n";
    return Preverified;
  }

  void handleConnect(const ErrorCode &Error) {
    if (Error)
      return;
    Socket.async_handshake(ssl::stream_base::client, std::bind(&NamelessClient::handleHandshake, this, std::placeholders::_1)); // BAD: commsec-disabled-hostname-verification
  }

  void handleHandshake(const ErrorCode &Error) {
    if (Error)
      std::cout << "Handshake failed: " << Error.message() << "\n";
  }

private:
  ssl::context Ctx;
  ssl::stream<tcp::socket> Socket;
};

// The callback of the example, with the answer thrown away.
class TrustingClient {
public:
  TrustingClient(asio::io_context &Io, ssl::context &Ctx, const tcp::resolver::results_type &Endpoints)
      : Socket(Io, Ctx) {
    Socket.set_verify_mode(ssl::verify_peer);
    Socket.set_verify_callback(boost::bind(&TrustingClient::verifyCertificate, this, boost::placeholders::_1, boost::placeholders::_2));
    asio::async_connect(Socket.lowest_layer(), Endpoints,
                        boost::bind(&TrustingClient::handleConnect, this, asio::placeholders::error));
  }

  bool verifyCertificate(bool Preverified, ssl::verify_context &Verify);

  void handleConnect(const ErrorCode &Error) {
    if (!Error)
      Socket.async_handshake(ssl::stream_base::client, [](const ErrorCode &) {}); // ok: reported at the callback
  }

private:
  ssl::stream<tcp::socket> Socket;
};

bool TrustingClient::verifyCertificate(bool, ssl::verify_context &Verify) { // BAD: commsec-accepting-verify-callback
  char Name[256];
  X509 *Cert = X509_STORE_CTX_get_current_cert(Verify.native_handle());
  X509_NAME_oneline(X509_get_subject_name(Cert), Name, 256);
  std::cout << "Verifying " << Name << "\n";
  return true;
}

// Mode off in the constructor.
class LooseClient : public std::enable_shared_from_this<LooseClient> {
public:
  explicit LooseClient(asio::io_context &Io) : Ctx(ssl::context::tlsv12_client), Socket(Io, Ctx), Resolver(Io) {
    Ctx.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
  }

  void run(const std::string &Host) {
    Resolver.async_resolve(Host, "443", [Self = shared_from_this()](const ErrorCode &Error, const tcp::resolver::results_type &Results) {
      if (!Error)
        asio::async_connect(Self->Socket.next_layer(), Results, [Self](const ErrorCode &E, const tcp::endpoint &) {
          if (!E)
            Self->Socket.async_handshake(ssl::stream_base::client, [Self](const ErrorCode &) {}); // ok: already reported as off
        });
    });
  }

private:
  ssl::context Ctx;
  ssl::stream<tcp::socket> Socket;
  tcp::resolver Resolver;
};

// The stream behind a pointer, made when the connection is.
class HeapClient {
public:
  explicit HeapClient(asio::io_context &Io) : Io(Io), Ctx(ssl::context::tlsv12_client) {
    Ctx.set_default_verify_paths();
  }

  void connect(const std::string &Host) {
    Stream = std::make_unique<ssl::stream<tcp::socket>>(Io, Ctx);
    Stream->set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
    SSL_set_tlsext_host_name(Stream->native_handle(), Host.c_str());
    Stream->handshake(ssl::stream_base::client);
  }

  void connectSafely(const std::string &Host) {
    Stream = std::make_unique<ssl::stream<tcp::socket>>(Io, Ctx);
    Stream->set_verify_mode(ssl::verify_peer); // ok: verified
    Stream->set_verify_callback(ssl::host_name_verification(Host));
    Stream->handshake(ssl::stream_base::client);
  }

private:
  asio::io_context &Io;
  ssl::context Ctx;
  std::unique_ptr<ssl::stream<tcp::socket>> Stream;
};

// A client whose context comes from its owner.
class BorrowingClient {
public:
  BorrowingClient(asio::io_context &Io, ssl::context &Ctx) : Socket(Io, Ctx) {}

  void handshake() {
    Socket.async_handshake(ssl::stream_base::client, [](const ErrorCode &) {}); // ok: the owner's context is unknown
  }

private:
  ssl::stream<tcp::socket> Socket;
};

// A server session: no name to compare, no certificate asked for.
class Session : public std::enable_shared_from_this<Session> {
public:
  Session(tcp::socket Socket, ssl::context &Ctx) : Stream(std::move(Socket), Ctx) {}

  void start() {
    Stream.async_handshake(ssl::stream_base::server, [Self = shared_from_this()](const ErrorCode &Error) { // ok: a server
      if (!Error)
        Self->read();
    });
  }

private:
  void read() {
    Stream.async_read_some(asio::buffer(Data), [](const ErrorCode &, std::size_t) {});
  }

  ssl::stream<tcp::socket> Stream;
  std::array<char, 1024> Data;
};

class Server {
public:
  Server(asio::io_context &Io, unsigned short Port)
      : Acceptor(Io, tcp::endpoint(tcp::v4(), Port)), Ctx(ssl::context::tlsv12_server) {
    Ctx.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::single_dh_use);
    Ctx.set_verify_mode(ssl::verify_none); // ok: a server
    Ctx.use_certificate_chain_file("server.pem");
    accept();
  }

private:
  void accept() {
    Acceptor.async_accept([this](const ErrorCode &Error, tcp::socket Socket) {
      if (!Error)
        std::make_shared<Session>(std::move(Socket), Ctx)->start();
      accept();
    });
  }

  tcp::acceptor Acceptor;
  ssl::context Ctx;
};

// A raw client class that logs in.
class PlainClient {
public:
  PlainClient(asio::io_context &Io, std::string P) : Socket(Io), Password(std::move(P)) {}

  void login() {
    asio::async_write(Socket, asio::buffer(Password), // BAD: commsec-plaintext-socket
                      std::bind(&PlainClient::done, this, std::placeholders::_1));
  }

  void ping() {
    Socket.send(asio::buffer("PING\r\n", 6)); // ok: nothing to hide
  }

private:
  void done(const ErrorCode &Error) {
    if (Error)
      Socket.close();
  }

  tcp::socket Socket;
  std::string Password;
};

int main() {
  asio::io_context Io;
  tcp::resolver Resolver(Io);
  const auto Endpoints = Resolver.resolve("www.example.com", "443");
  GoodClient Good(Io, "www.example.com", Endpoints);
  NamelessClient Nameless(Io, Endpoints);
  auto Loose = std::make_shared<LooseClient>(Io);
  Loose->run("www.example.com");
  Server Listener(Io, 8443);
  Io.run();
}
