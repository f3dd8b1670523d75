// RUN: %check_commsec %s %t -fix
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: servers that ask their clients for certificates.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <functional>
#include <iostream>
#include <memory>
#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using SslStream = ssl::stream<tcp::socket>;

// Who loads the clients' authority wants to know who they are.
void serveAnybody(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tlsv12_server);
  Ctx.use_certificate_chain_file("server.pem");
  Ctx.load_verify_file("clients-ca.pem");
  Ctx.set_verify_mode(ssl::verify_peer); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: Ctx.set_verify_mode(ssl::verify_peer | boost::asio::ssl::verify_fail_if_no_peer_cert);
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(SslStream::server);
}

// One context for either role: as a client it compares the host's name.
void serveOrConnect(asio::io_context &Io, tcp::acceptor &Acceptor, bool Serves, const std::string &Host) {
  ssl::context Ctx(ssl::context::tls);
  Ctx.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  if (Serves) {
    Ctx.use_certificate_chain_file("server.pem");
  } else {
    Ctx.load_verify_file("servers-ca.pem");
    Ctx.set_verify_mode(ssl::verify_peer); // ok: that of the client
    Ctx.set_verify_callback(ssl::host_name_verification(Host));
  }
  SslStream Stream(Io, Ctx);
  if (Serves) {
    Acceptor.accept(Stream.next_layer());
    Stream.handshake(SslStream::server);
  }
}

void serveKnown(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tlsv12_server);
  Ctx.use_certificate_chain_file("server.pem");
  Ctx.load_verify_file("clients-ca.pem");
  Ctx.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert); // ok: a certificate is required
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(SslStream::server);
}

// Without authorities nobody could be verified: no mutual TLS is meant.
void serveWithoutAuthority(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tlsv12_server);
  Ctx.use_certificate_chain_file("server.pem");
  Ctx.set_verify_mode(ssl::verify_peer); // ok: not mutual
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(SslStream::server);
}

// Who fetches the certificate sees that there is none.
void serveByName(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tlsv12_server);
  Ctx.add_verify_path("/etc/clients");
  Ctx.set_verify_mode(ssl::verify_peer); // ok: a client without a certificate has no name
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(ssl::stream_base::server);
  if (X509 *Client = SSL_get_peer_certificate(Stream.native_handle())) {
    char Name[256] = {};
    X509_NAME_oneline(X509_get_subject_name(Client), Name, sizeof(Name));
    std::cout << Name << '\n';
    X509_free(Client);
  }
}

// On the stream, with its bits in a local.
void serveStream(asio::io_context &Io, tcp::acceptor &Acceptor) {
  ssl::context Ctx(ssl::context::tls);
  Ctx.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  Ctx.add_certificate_authority(asio::buffer("-----BEGIN CERTIFICATE-----"));
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.set_verify_mode(ssl::verify_peer | ssl::verify_client_once); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: Stream.set_verify_mode(ssl::verify_peer | ssl::verify_client_once | boost::asio::ssl::verify_fail_if_no_peer_cert);
  Stream.handshake(SslStream::server);
}

// A client has nobody to let in.
void connectAsClient(asio::io_context &Io, const std::string &Host) {
  ssl::context Ctx(ssl::context::tlsv12);
  Ctx.load_verify_file("ca.pem");
  Ctx.set_verify_mode(ssl::verify_peer); // ok: a client
  SslStream Stream(Io, Ctx);
  Stream.set_verify_callback(ssl::host_name_verification(Host));
  Stream.handshake(SslStream::client);
}

// The context in the server, the handshake in the session.
class Session : public std::enable_shared_from_this<Session> {
public:
  Session(tcp::socket Socket, ssl::context &Ctx) : Stream(std::move(Socket), Ctx) {}

  void start() {
    Stream.async_handshake(ssl::stream_base::server, [Self = shared_from_this()](const ErrorCode &Error) {
      if (!Error)
        std::cout << "a client is in\n";
    });
  }

private:
  SslStream Stream;
};

class OpenServer {
public:
  explicit OpenServer(asio::io_context &Io)
      : Acceptor(Io, tcp::endpoint(tcp::v4(), 8443)), Ctx(ssl::context::tlsv12_server) {
    Ctx.use_certificate_chain_file("server.pem");
    Ctx.load_verify_file("clients-ca.pem");
    Ctx.set_verify_mode(ssl::verify_peer); // BAD: commsec-disabled-cert-verification
    // CHECK-FIXES: Ctx.set_verify_mode(ssl::verify_peer | boost::asio::ssl::verify_fail_if_no_peer_cert);
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

class ClosedServer {
public:
  explicit ClosedServer(asio::io_context &Io)
      : Acceptor(Io, tcp::endpoint(tcp::v4(), 8443)), Ctx(ssl::context::tlsv12_server) {
    Ctx.use_certificate_chain_file("server.pem");
    Ctx.load_verify_file("clients-ca.pem");
    Ctx.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert); // ok: required
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

int main() {
  asio::io_context Io;
  OpenServer Open(Io);
  ClosedServer Closed(Io);
  Io.run();
}
