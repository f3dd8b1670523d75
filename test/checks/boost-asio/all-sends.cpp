// RUN: %check_commsec %s %t -config='{CheckOptions: {CommsecAllSends: true}}'
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Boost.Asio: every send over a raw socket, if that is asked for.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <string>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using udp = asio::ip::udp;
using SslStream = ssl::stream<tcp::socket>;

void stream(tcp::socket &Socket, const std::string &Reading) {
  asio::write(Socket, asio::buffer(Reading)); // BAD: commsec-plaintext-socket
  asio::async_write(Socket, asio::buffer(Reading), // BAD: commsec-plaintext-socket
                    [](boost::system::error_code, std::size_t) {});
  Socket.send(asio::buffer(Reading)); // BAD: commsec-plaintext-socket
  Socket.async_write_some(asio::buffer(Reading), // BAD: commsec-plaintext-socket
                          [](boost::system::error_code, std::size_t) {});
}

void overTls(SslStream &Stream, const std::string &Reading) {
  asio::write(Stream, asio::buffer(Reading)); // ok: TLS
  Stream.write_some(asio::buffer(Reading)); // ok: TLS
}

void datagrams(udp::socket &Socket, udp::endpoint Gateway, const std::string &Reading) {
  Socket.send_to(asio::buffer(Reading), Gateway); // BAD: commsec-plaintext-socket
  Socket.send_to(asio::buffer(Reading), udp::endpoint(asio::ip::address_v4::loopback(), 8125)); // ok: loopback
}

void connectedDatagrams(udp::socket &Socket, const std::string &Reading) {
  Socket.send(asio::buffer(Reading)); // BAD: commsec-plaintext-socket
}

void connectedLocally(asio::io_context &Io, const std::string &Reading) {
  udp::socket Socket(Io);
  Socket.connect(udp::endpoint(asio::ip::make_address("127.0.0.1"), 8125));
  Socket.send(asio::buffer(Reading)); // ok: loopback
}

void iostream(const std::string &Host, const std::string &Line) {
  tcp::iostream Stream(Host, "119");
  Stream << Line; // BAD: commsec-plaintext-socket
  Stream.write(Line.data(), Line.size()); // BAD: commsec-plaintext-socket
  std::ostream &Out = Stream;
  Out << Line; // BAD: commsec-plaintext-socket
}

void iostreamLocally(const std::string &Line) {
  tcp::iostream Stream("localhost", "119");
  Stream << Line; // ok: loopback
  Stream.write(Line.data(), Line.size()); // ok: loopback
  std::ostream &Out = Stream;
  Out << Line; // ok: loopback
}
