// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that send what they are told to: who names the secret, sends it.

#include <arpa/inet.h>
#include <cstdio>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

static int dial(const char *host, const char *port) {
  addrinfo *res = nullptr;
  if (getaddrinfo(host, port, nullptr, &res) != 0)
    return -1;
  int fd = socket(res->ai_family, res->ai_socktype, res->ai_protocol);
  if (connect(fd, res->ai_addr, res->ai_addrlen) != 0)
    return -1;
  return fd;
}

static bool send_all(int fd, const char *p, size_t n) {
  while (n > 0) {
    ssize_t w = send(fd, p, n, 0); // ok: does not know what it sends
    if (w <= 0)
      return false;
    p += w;
    n -= static_cast<size_t>(w);
  }
  return true;
}

bool pop3(const char *user, const char *pass) {
  char line[256];
  int fd = dial("pop.example.com", "2110");
  snprintf(line, sizeof line, "USER %s\r\n", user);
  if (!send_all(fd, line, strlen(line))) // ok: a name is no secret
    return false;
  snprintf(line, sizeof line, "PASS %s\r\n", pass);
  if (!send_all(fd, line, strlen(line))) // BAD: commsec-plaintext-socket
    return false;
  snprintf(line, sizeof line, "STAT\r\n");
  return send_all(fd, line, strlen(line)); // ok: the buffer holds something else now
}

class Client {
public:
  explicit Client(const char *host) : fd_(dial(host, "2143")) {}
  ~Client() { close(fd_); }
  void line(const std::string &text) {
    const std::string framed = text + "\r\n";
    if (send(fd_, framed.data(), framed.size(), 0) < 0) // ok: does not know what it sends
      throw std::runtime_error("send");
  }
  void raw(const std::string &bytes) {
    if (send(fd_, bytes.data(), bytes.size(), 0) < 0) // ok: does not know what it sends
      throw std::runtime_error("send");
  }
  void login(const std::string &password) {
    if (send(fd_, password.data(), password.size(), 0) < 0) // BAD: commsec-plaintext-socket
      throw std::runtime_error("send");
  }

private:
  int fd_;
};

void imap(const std::string &user, const std::string &password,
          const std::string &folder) {
  Client c("imap.example.com");
  c.line("a1 NOOP");                          // ok: no secret
  c.line("a2 X " + user + " " + password);    // BAD: commsec-plaintext-socket
  c.raw("SELECT " + folder);                  // ok: no secret
  c.raw(password);                            // BAD: commsec-plaintext-socket
  c.login(password);                          // ok: reported where it is sent
}

void local6(const std::string &password) {
  sockaddr_in6 sa{};
  sa.sin6_family = AF_INET6;
  sa.sin6_addr = in6addr_loopback;
  int fd = socket(AF_INET6, SOCK_STREAM, 0);
  if (connect(fd, reinterpret_cast<sockaddr *>(&sa), sizeof sa) == 0 &&
      send(fd, password.data(), password.size(), 0) < 0) // ok: loopback
    throw std::runtime_error("send");
  close(fd);
}

void any6(const std::string &password, const in6_addr &to) {
  sockaddr_in6 sa{};
  sa.sin6_family = AF_INET6;
  sa.sin6_addr = to;
  int fd = socket(AF_INET6, SOCK_STREAM, 0);
  if (connect(fd, reinterpret_cast<sockaddr *>(&sa), sizeof sa) == 0 &&
      send(fd, password.data(), password.size(), 0) < 0) // BAD: commsec-plaintext-socket
    throw std::runtime_error("send");
  close(fd);
}

// A message whose parts are the bytes of a container.
bool inMessage(int Family, const std::vector<char> &SessionCookie) {
  int Fd = ::socket(AF_INET6, SOCK_DGRAM, 0);
  iovec Part{const_cast<char *>(SessionCookie.data()), SessionCookie.size()};
  msghdr Message{};
  Message.msg_iov = &Part;
  Message.msg_iovlen = 1;
  return ::sendmsg(Fd, &Message, 0) >= 0; // BAD: commsec-plaintext-socket
}

bool digestInMessage(int Family, const std::vector<char> &ObjectDigest) {
  int Fd = ::socket(AF_INET6, SOCK_DGRAM, 0);
  iovec Part{const_cast<char *>(ObjectDigest.data()), ObjectDigest.size()};
  msghdr Message{};
  Message.msg_iov = &Part;
  Message.msg_iovlen = 1;
  return ::sendmsg(Fd, &Message, 0) >= 0;
}
