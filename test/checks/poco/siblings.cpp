// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Connections that are made from the same context: what one of them does
// excuses nothing of another.

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <string>
#include <utility>

using namespace Poco::Net;

class Relay {
public:
  explicit Relay(std::string Host)
      : Host(std::move(Host)), Ctx(new Context(Context::TLSV1_2_CLIENT_USE, "/etc/relay/ca.pem", Context::VERIFY_STRICT)) {}

  int hello(const SocketAddress &At) {
    SecureStreamSocket Socket(At, Ctx); // BAD: commsec-disabled-hostname-verification
    return Socket.sendBytes("HELLO\r\n", 7);
  }

  int named(const SocketAddress &At) {
    SecureStreamSocket Socket(Ctx); // ok
    Socket.setPeerHostName(Host);
    Socket.connect(At);
    return Socket.sendBytes("HELLO\r\n", 7);
  }

  int lazy(const SocketAddress &At) {
    SecureStreamSocket Socket(Ctx);
    Socket.setPeerHostName(Host);
    Socket.setLazyHandshake(true);
    Socket.connect(At);
    Socket.setBlocking(false);
    while (Socket.completeHandshake() < 0) // BAD: commsec-ignored-verification-result
      ;
    return Socket.sendBytes("POLL\r\n", 6);
  }

  int verified(const SocketAddress &At) {
    SecureStreamSocket Socket(Ctx);
    Socket.setPeerHostName(Host);
    Socket.setLazyHandshake(true);
    Socket.connect(At);
    Socket.setBlocking(false);
    while (Socket.completeHandshake() < 0) // ok
      ;
    Socket.verifyPeerCertificate(Host);
    return Socket.sendBytes("POLL\r\n", 6);
  }

private:
  std::string Host;
  Context::Ptr Ctx;
};
