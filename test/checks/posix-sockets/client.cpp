// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw sockets in C++: members, strings, lambdas.

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace {

int dial(const std::string &Address, unsigned short Port) {
  sockaddr_in To{};
  To.sin_family = AF_INET;
  To.sin_port = htons(Port);
  if (inet_pton(AF_INET, Address.c_str(), &To.sin_addr) != 1)
    return -1;
  int Fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (Fd >= 0 && ::connect(Fd, reinterpret_cast<sockaddr *>(&To), sizeof(To)) != 0) {
    ::close(Fd);
    return -1;
  }
  return Fd;
}

struct Credentials {
  std::string User;
  std::string Password;
};

bool login(const std::string &Address, const Credentials &Who) {
  int Fd = dial(Address, 4000);
  bool Sent = ::send(Fd, Who.Password.data(), Who.Password.size(), 0) > 0; // BAD: commsec-plaintext-socket
  ::close(Fd);
  return Sent;
}

bool hello(const std::string &Address, const Credentials &Who) {
  int Fd = dial(Address, 4000);
  bool Sent = ::send(Fd, Who.User.data(), Who.User.size(), 0) > 0; // ok: a name
  ::close(Fd);
  return Sent;
}

bool authorize(const std::string &Address, const std::string &Value) {
  int Fd = dial(Address, 80);
  std::string Request = "GET /me HTTP/1.1\r\nAuthorization: Bearer " + Value + "\r\n\r\n";
  bool Sent = ::write(Fd, Request.c_str(), Request.size()) > 0; // BAD: commsec-plaintext-socket
  ::close(Fd);
  return Sent;
}

bool measure(const std::string &Address, const std::vector<double> &Samples) {
  int Fd = dial(Address, 4100);
  bool Sent = ::write(Fd, Samples.data(), Samples.size() * sizeof(double)) > 0; // ok: not sensitive
  ::close(Fd);
  return Sent;
}

// A member socket, connected by the constructor.
class Link {
public:
  explicit Link(const std::string &Address) : Fd(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in To{};
    To.sin_family = AF_INET;
    To.sin_port = htons(4200);
    inet_pton(AF_INET, Address.c_str(), &To.sin_addr);
    ::connect(Fd, reinterpret_cast<sockaddr *>(&To), sizeof(To));
  }
  ~Link() { ::close(Fd); }
  Link(const Link &) = delete;
  Link &operator=(const Link &) = delete;

  bool enroll(const std::string &ApiKey) {
    return ::send(Fd, ApiKey.c_str(), ApiKey.size(), MSG_NOSIGNAL) > 0; // BAD: commsec-plaintext-socket
  }
  bool ping() {
    return ::send(Fd, "PING\r\n", 6, MSG_NOSIGNAL) > 0; // ok: not sensitive
  }

private:
  int Fd;
};

// The same on a Unix socket.
class Agent {
public:
  Agent() : Fd(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un To{};
    To.sun_family = AF_UNIX;
    To.sun_path[0] = '\0';
    ::connect(Fd, reinterpret_cast<sockaddr *>(&To), sizeof(To));
  }
  ~Agent() { ::close(Fd); }
  Agent(const Agent &) = delete;
  Agent &operator=(const Agent &) = delete;

  bool unlock(const std::string &Passphrase) {
    return ::send(Fd, Passphrase.c_str(), Passphrase.size(), 0) > 0; // ok: Unix socket
  }

private:
  int Fd;
};

bool lambda(const std::string &Address, const std::string &Secret) {
  int Fd = dial(Address, 4300);
  auto Send = [Fd, &Secret] {
    return ::send(Fd, Secret.data(), Secret.size(), 0) > 0; // BAD: commsec-plaintext-socket
  };
  bool Sent = Send();
  ::close(Fd);
  return Sent;
}

bool lambdaLocal(const std::string &Secret) {
  sockaddr_in To{};
  To.sin_family = AF_INET;
  To.sin_port = htons(4300);
  To.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int Fd = ::socket(AF_INET, SOCK_STREAM, 0);
  if (::connect(Fd, reinterpret_cast<sockaddr *>(&To), sizeof(To)) != 0)
    return false;
  bool Sent = ::send(Fd, Secret.data(), Secret.size(), 0) > 0; // ok: loopback
  ::close(Fd);
  return Sent;
}

} // namespace

int main(int Argc, char **Argv) {
  std::string Address = Argv[1];
  Credentials Who{Argv[2], Argv[3]};
  Link L(Address);
  Agent A;
  return login(Address, Who) + hello(Address, Who) + authorize(Address, Argv[4]) +
         measure(Address, {1.0, double(Argc)}) + L.enroll(Argv[5]) + L.ping() +
         A.unlock(Argv[6]) + lambda(Address, Argv[7]) + lambdaLocal(Argv[7]);
}
