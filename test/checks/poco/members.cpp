// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sockets that one method connects and another one uses.

#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <string>

using namespace Poco::Net;

// --- connected after it was made -------------------------------------------

void login(const SocketAddress &Server, const std::string &Password) {
  StreamSocket Socket;
  Socket.connect(Server, Poco::Timespan(5, 0));
  Socket.sendBytes(Password.data(), Password.size()); // BAD: commsec-plaintext-socket
}

void loginLocally(const std::string &Password) {
  StreamSocket Socket;
  Socket.connect(SocketAddress("127.0.0.1", 7000));
  Socket.sendBytes(Password.data(), Password.size()); // ok: loopback
}

void loginSecurely(const SocketAddress &Server, const std::string &Host, const std::string &Password) {
  StreamSocket Socket;
  Socket = SecureStreamSocket(Server, Host);
  Socket.sendBytes(Password.data(), Password.size()); // ok: TLS behind the handle
}

void loginEither(bool Tls, const SocketAddress &Server, const std::string &Host, const std::string &Token) {
  StreamSocket Socket;
  if (Tls)
    Socket = SecureStreamSocket(Server, Host);
  else
    Socket.connect(Server);
  Socket.sendBytes(Token.data(), Token.size()); // BAD: commsec-plaintext-socket
}

// --- members ---------------------------------------------------------------

class Device {
public:
  Device() : Retries(3) {}
  void open(const SocketAddress &Server) { Socket.connect(Server, Poco::Timespan(5, 0)); }
  void authenticate(const std::string &Token) {
    Socket.sendBytes(Token.data(), Token.size()); // BAD: commsec-plaintext-socket
  }
  void report(const std::string &Reading) {
    Socket.sendBytes(Reading.data(), Reading.size()); // ok: nothing to hide
  }

private:
  int Retries;
  StreamSocket Socket;
};

class Connected {
public:
  explicit Connected(const SocketAddress &Server) : Socket(Server) {}
  void authenticate(const std::string &Token);

private:
  StreamSocket Socket;
};

void Connected::authenticate(const std::string &Token) {
  Socket.sendBytes(Token.data(), Token.size()); // BAD: commsec-plaintext-socket
}

class SecureDevice {
public:
  SecureDevice(const SocketAddress &Server, const std::string &Host) : Socket(Server, Host) {}
  void authenticate(const std::string &Token) {
    Socket.sendBytes(Token.data(), Token.size()); // ok: TLS
  }

private:
  SecureStreamSocket Socket;
};

class LocalDevice {
public:
  LocalDevice() : Socket(SocketAddress("localhost", 7000)) {}
  void authenticate(const std::string &Token) {
    Socket.sendBytes(Token.data(), Token.size()); // ok: loopback
  }

private:
  StreamSocket Socket;
};

class Given {
public:
  explicit Given(const StreamSocket &Open) : Socket(Open) {}
  void authenticate(const std::string &Token) {
    Socket.sendBytes(Token.data(), Token.size()); // ok: perhaps TLS behind the handle
  }

private:
  StreamSocket Socket;
};
