// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What methods receive and send on the socket of their object.

#include <arpa/inet.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

class Fd {
public:
  explicit Fd(int V) : V(V) {}
  ~Fd() { ::close(V); }
  int get() const { return V; }

private:
  int V;
};

class Mailbox {
public:
  Mailbox() : Sock(socket(AF_INET, SOCK_STREAM, 0)) {}
  bool renew() {
    return ::recv(Sock.get(), Token, sizeof Token, 0) > 0; // BAD: commsec-plaintext-socket
  }
  bool quota() {
    return ::recv(Sock.get(), Answer, sizeof Answer, 0) > 0; // ok
  }

private:
  Fd Sock;
  char Token[64] = {};
  char Answer[64] = {};
};

class Session {
public:
  Session() : Sock(socket(AF_INET, SOCK_STREAM, 0)) {}
  bool renew() {
    return ::recv(Sock, Token, sizeof Token, 0) > 0; // BAD: commsec-plaintext-socket
  }

private:
  int Sock;
  char Token[64] = {};
};

// A pipe, not a socket.
class Helper {
public:
  explicit Helper(int Sock) : Sock(Sock) {}
  bool renew() {
    return ::read(Sock, Token, sizeof Token) > 0; // ok
  }

private:
  int Sock;
  char Token[64] = {};
};

class Local {
public:
  Local() : Sock(socket(AF_UNIX, SOCK_STREAM, 0)) {}
  bool renew() {
    return ::recv(Sock, Token, sizeof Token, 0) > 0; // ok
  }

private:
  int Sock;
  char Token[64] = {};
};

// --- texts that every constructor makes -------------------------------------------

class Beacon {
public:
  Beacon(int Sock, const std::string &User, const std::string &Word)
      : Sock(Sock), Login("USER " + User + "\nPASS " + Word + "\n") {}
  void announce() {
    ::send(Sock, Login.data(), Login.size(), 0); // BAD: commsec-plaintext-socket
  }
  void tick() {
    ::send(Sock, Status.data(), Status.size(), 0); // ok
  }

private:
  int Sock;
  std::string Login;
  std::string Status = "ONLINE\n";
};
