// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Connections to the ports of clear protocols, whoever uses them later.

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BROKER = 1883, SECURE_BROKER = 8883, MAIL = 143 };

static int tcp_to(const char *ip, unsigned short port) {
  struct sockaddr_in at = {.sin_family = AF_INET};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  at.sin_port = htons(port);
  if (inet_pton(AF_INET, ip, &at.sin_addr) != 1 || connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

int coils(const char *ip) { return tcp_to(ip, 502); } // BAD: commsec-plaintext-socket

int lines(const char *ip) { return tcp_to(ip, 9470); } // ok: nobody's port

int mail(const char *ip) { return tcp_to(ip, MAIL); } // ok: STARTTLS may follow

int broker(const char *ip) {
  struct sockaddr_in at = {.sin_family = AF_INET};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  at.sin_port = htons(BROKER); // BAD: commsec-plaintext-socket
  if (inet_pton(AF_INET, ip, &at.sin_addr) != 1)
    return -1;
  return connect(fd, (struct sockaddr *)&at, sizeof at) == 0 ? fd : -1;
}

int secure_broker(const char *ip) {
  struct sockaddr_in at = {.sin_family = AF_INET};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  at.sin_port = htons(SECURE_BROKER); // ok
  if (inet_pton(AF_INET, ip, &at.sin_addr) != 1)
    return -1;
  return connect(fd, (struct sockaddr *)&at, sizeof at) == 0 ? fd : -1;
}

int own_broker(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  at.sin_port = htons(BROKER); // ok: loopback
  return connect(fd, (struct sockaddr *)&at, sizeof at) == 0 ? fd : -1;
}

static int named(const char *host, const char *service) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *ai = 0;
  int fd;
  if (getaddrinfo(host, service, &hints, &ai) != 0)
    return -1;
  fd = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
  if (fd >= 0 && connect(fd, ai->ai_addr, ai->ai_addrlen) != 0) {
    close(fd);
    fd = -1;
  }
  freeaddrinfo(ai);
  return fd;
}

int meter_console(const char *host) { return named(host, "telnet"); } // BAD: commsec-plaintext-socket

int meter_page(const char *host) { return named(host, "https"); } // ok

int meter_mail(const char *host) { return named(host, "imap"); } // ok: STARTTLS may follow
