// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: sensitive data on raw sockets, and plain servers.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <array>
#include <iostream>
#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using udp = asio::ip::udp;
using SslStream = ssl::stream<tcp::socket>;

// Remote peers.
void login(asio::io_context &Io, const std::string &Host, const std::string &Password) {
  tcp::socket Socket(Io);
  tcp::resolver Resolver(Io);
  asio::connect(Socket, Resolver.resolve(Host, "5222"));
  asio::write(Socket, asio::buffer(Password)); // BAD: commsec-plaintext-socket
}

void loginMember(tcp::socket &Socket, const std::string &Token) {
  Socket.send(asio::buffer(Token)); // BAD: commsec-plaintext-socket
}

void loginSome(tcp::socket &Socket, const std::string &User, const std::string &Passwd) {
  const std::string Line = "AUTH " + User + " " + Passwd + "\r\n";
  Socket.write_some(asio::buffer(Line)); // BAD: commsec-plaintext-socket
}

void request(tcp::socket &Socket, const std::string &Value) {
  std::string Request = "GET /v1/orders HTTP/1.1\r\n";
  Request += "Authorization: Basic " + Value + "\r\n\r\n";
  asio::write(Socket, asio::buffer(Request)); // BAD: commsec-plaintext-socket
}

void loginAsync(tcp::socket &Socket, const std::string &Password) {
  asio::async_write(Socket, asio::buffer(Password), // BAD: commsec-plaintext-socket
                    [](boost::system::error_code Error, std::size_t) {
                      if (Error)
                        std::cerr << Error.message();
                    });
}

struct Credentials {
  std::string User;
  std::string Secret;
};

void loginField(tcp::socket &Socket, const Credentials &C) {
  Socket.async_send(asio::buffer(C.Secret), // BAD: commsec-plaintext-socket
                    [](boost::system::error_code, std::size_t) {});
}

void reportUdp(udp::socket &Socket, const udp::endpoint &Gateway, const std::string &ApiKey) {
  Socket.send_to(asio::buffer(ApiKey), Gateway); // BAD: commsec-plaintext-socket
}

void pop3(const std::string &Host, const std::string &Password) {
  tcp::iostream Stream(Host, "110");
  Stream << "PASS " << Password << "\r\n"; // BAD: commsec-plaintext-socket
}

void pop3Names(const std::string &Host, const std::string &Password) {
  tcp::iostream Stream;
  Stream.connect(Host, "110");
  std::ostream &Out = Stream;
  Out << Password; // BAD: commsec-plaintext-socket
  Stream.write(Password.data(), Password.size()); // BAD: commsec-plaintext-socket
}

void pop3Locally(const std::string &Password) {
  tcp::iostream Stream;
  Stream.connect("127.0.0.1", "110");
  std::ostream &Out = Stream;
  Out << Password; // ok: loopback
  Stream.write(Password.data(), Password.size()); // ok: loopback
}

void reportConnected(asio::io_context &Io, const udp::endpoint &Gateway, const std::string &ApiKey) {
  udp::socket Remote(Io, udp::v4());
  Remote.connect(Gateway);
  Remote.send(asio::buffer(ApiKey)); // BAD: commsec-plaintext-socket

  udp::socket Local(Io, udp::v4());
  Local.connect(udp::endpoint(asio::ip::address_v4::loopback(), 8125));
  Local.send(asio::buffer(ApiKey)); // ok: loopback
}

// A template: the caller chooses the stream.
template <typename Stream>
void sendPassword(Stream &S, const std::string &Password) {
  asio::write(S, asio::buffer(Password));
}

void throughTemplate(tcp::socket &Plain, SslStream &Secure, const std::string &Password) {
  sendPassword(Plain, Password); // BAD: commsec-plaintext-socket
  sendPassword(Secure, Password); // ok: TLS
}

// The layer below TLS.
void belowTls(SslStream &Stream, const std::string &Password) {
  Stream.next_layer().set_option(tcp::no_delay(true)); // ok: no data
  Stream.set_verify_mode(ssl::verify_peer);
  Stream.handshake(SslStream::client);
  asio::write(Stream.next_layer(), asio::buffer(Password)); // BAD: commsec-plaintext-socket
  asio::write(Stream, asio::buffer(Password)); // ok: TLS
  Stream.lowest_layer().close(); // ok: no data
}

// Whatever the data: it was meant to be protected.
void slipsBelow(SslStream &Stream, const std::string &Reading) {
  asio::write(Stream.next_layer(), asio::buffer("STARTTLS\r\n", 10)); // ok: TLS begins afterwards
  Stream.handshake(SslStream::client);
  asio::write(Stream.next_layer(), asio::buffer(Reading)); // BAD: commsec-plaintext-socket
  Stream.next_layer().send(asio::buffer(Reading)); // BAD: commsec-plaintext-socket
  asio::write(Stream, asio::buffer(Reading)); // ok: TLS
}

class Meter {
public:
  Meter(asio::io_context &Io, ssl::context &Ctx) : Stream(Io, Ctx) {}

  void report(const std::string &Value) {
    Stream.handshake(SslStream::client);
    Reading = Value;
    asio::async_write(Stream.next_layer(), asio::buffer(Reading), // BAD: commsec-plaintext-socket
                      [](boost::system::error_code, std::size_t) {});
    Stream.next_layer().async_write_some(asio::buffer(Reading), // BAD: commsec-plaintext-socket
                                         [](boost::system::error_code, std::size_t) {});
    asio::async_write(Stream, asio::buffer(Reading), // ok: TLS
                      [](boost::system::error_code, std::size_t) {});
  }

private:
  SslStream Stream;
  std::string Reading;
};

void overTls(SslStream &Stream, const std::string &Password) {
  asio::async_write(Stream, asio::buffer(Password), // ok: TLS
                    [](boost::system::error_code, std::size_t) {});
  Stream.write_some(asio::buffer(Password)); // ok: TLS
}

// The machine itself.
void loopbackAddress(asio::io_context &Io, const std::string &Password) {
  tcp::socket Socket(Io);
  Socket.connect(tcp::endpoint(asio::ip::address_v4::loopback(), 9051));
  asio::write(Socket, asio::buffer(Password)); // ok: loopback
}

void loopbackLiteral(asio::io_context &Io, const std::string &Password) {
  tcp::socket Socket(Io);
  Socket.connect({asio::ip::make_address("127.0.0.1"), 9051});
  Socket.send(asio::buffer(Password)); // ok: loopback
}

void loopbackEndpoint(asio::io_context &Io, const std::string &Password) {
  tcp::endpoint Control(asio::ip::make_address("::1"), 9051);
  tcp::socket Socket(Io);
  Socket.connect(Control);
  asio::write(Socket, asio::buffer(Password)); // ok: loopback
}

void loopbackName(asio::io_context &Io, const std::string &Password) {
  tcp::socket Socket(Io);
  tcp::resolver Resolver(Io);
  asio::connect(Socket, Resolver.resolve("localhost", "9051"));
  asio::write(Socket, asio::buffer(Password)); // ok: localhost
}

void loopbackUdp(udp::socket &Socket, const std::string &Token) {
  Socket.send_to(asio::buffer(Token), udp::endpoint(asio::ip::address_v4::loopback(), 8125)); // ok: loopback
}

void unixDomain(asio::io_context &Io, const std::string &Password) {
  asio::local::stream_protocol::socket Socket(Io);
  Socket.connect(asio::local::stream_protocol::endpoint("/run/agent.sock"));
  asio::write(Socket, asio::buffer(Password)); // ok: never leaves the machine
}

void unixPair(asio::io_context &Io, const std::string &Secret) {
  asio::local::stream_protocol::socket A(Io), B(Io);
  asio::local::connect_pair(A, B);
  A.send(asio::buffer(Secret)); // ok: never leaves the machine
}

// Data that nobody needs to hide, with names that look as if.
struct PasswordPolicy {
  std::string Text;
};
std::string passwordHelp();

void harmless(tcp::socket &Socket, const std::string &Compass, const std::string &Author,
              std::array<unsigned, 1> TokenLen, const PasswordPolicy &Policy) {
  asio::write(Socket, asio::buffer(Compass)); // ok: a heading
  asio::write(Socket, asio::buffer(Author)); // ok: a name
  asio::write(Socket, asio::buffer(TokenLen)); // ok: a length
  asio::write(Socket, asio::buffer(Policy.Text)); // ok: the word is in a type
  const std::string Help = passwordHelp();
  asio::write(Socket, asio::buffer(Help)); // ok: the word is in a function
}

// A web server without TLS.
void servePlain(asio::io_context &Io) {
  tcp::acceptor Acceptor(Io, tcp::endpoint(tcp::v4(), 8080));
  tcp::socket Socket(Io);
  Acceptor.accept(Socket);
  const std::string Response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  asio::write(Socket, asio::buffer(Response)); // BAD: commsec-plaintext-server
}

void answerPlain(tcp::socket &Socket) {
  Socket.write_some(asio::buffer("HTTP/1.1 404 Not Found\r\n\r\n")); // BAD: commsec-plaintext-server
}

void answerTls(SslStream &Stream) {
  Stream.write_some(asio::buffer("HTTP/1.1 404 Not Found\r\n\r\n")); // ok: TLS
}

void serveTls(asio::io_context &Io, ssl::context &Ctx) {
  tcp::acceptor Acceptor(Io, tcp::endpoint(tcp::v4(), 8443));
  SslStream Stream(Io, Ctx);
  Acceptor.accept(Stream.next_layer());
  Stream.handshake(SslStream::server);
  const std::string Response = "HTTP/1.1 200 OK\r\nStrict-Transport-Security: max-age=31536000\r\n\r\n";
  asio::write(Stream, asio::buffer(Response)); // ok: TLS
}

void serveLocally(asio::io_context &Io) {
  tcp::acceptor Acceptor(Io, tcp::endpoint(asio::ip::address_v4::loopback(), 8080));
  tcp::socket Socket(Io);
  Acceptor.accept(Socket);
  const std::string Response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  asio::write(Socket, asio::buffer(Response)); // ok: loopback
}

// What a stream is written to goes where its buffer goes.
void cookieThroughBuffer(tcp::socket &s, const std::string &cookie) {
  asio::streambuf buf;
  std::ostream os(&buf);
  os << "GET / HTTP/1.0\r\nX: " << cookie << "\r\n\r\n";
  asio::write(s, buf); // BAD: commsec-plaintext-socket
}
void topicThroughBuffer(tcp::socket &s, const std::string &topic) {
  asio::streambuf buf;
  std::ostream os(&buf);
  os << "SUB " << topic << "\r\n";
  asio::write(s, buf); // ok: no secret
}
class KeyedSession {
public:
  explicit KeyedSession(tcp::socket s) : socket_(std::move(s)) {}
  void authenticate(const std::string &apiKey) {
    out_ = "KEY " + apiKey + "\n";
    asio::async_write(socket_, asio::buffer(out_), // BAD: commsec-plaintext-socket
                      [](boost::system::error_code, std::size_t) {});
  }
  void ping() {
    out_ = "PING\n";
    asio::async_write(socket_, asio::buffer(out_), // ok: no secret
                      [](boost::system::error_code, std::size_t) {});
  }

private:
  tcp::socket socket_;
  std::string out_;
};

// What the constructor told the acceptor holds for whom it accepts.
class LocalStatus {
public:
  LocalStatus(asio::io_context &io, unsigned short port)
      : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), port)), peer_(io) {}
  void serveOne() {
    acceptor_.accept(peer_);
    asio::write(peer_, asio::buffer("HTTP/1.1 200 OK\r\n\r\n")); // ok: loopback
  }

private:
  tcp::acceptor acceptor_;
  tcp::socket peer_;
};

class PublicStatus {
public:
  PublicStatus(asio::io_context &io, unsigned short port)
      : acceptor_(io, tcp::endpoint(tcp::v4(), port)), peer_(io) {}
  void serveOne() {
    acceptor_.accept(peer_);
    asio::write(peer_, asio::buffer("HTTP/1.1 200 OK\r\n\r\n")); // BAD: commsec-plaintext-server
  }

private:
  tcp::acceptor acceptor_;
  tcp::socket peer_;
};
