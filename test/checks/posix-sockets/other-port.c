// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A port that says nothing: what is sent does.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int dial(const char *address) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(7777)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  inet_pton(AF_INET, address, &at.sin_addr);
  if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0)
    return -1;
  return fd;
}

int login(const char *password) {
  int fd = dial("192.0.2.7");
  return write(fd, password, strlen(password)) > 0 ? fd : -1; // BAD: commsec-plaintext-socket
}

int greet(const char *name) {
  int fd = dial("192.0.2.7");
  return write(fd, name, strlen(name)) > 0 ? fd : -1; // ok: no secret
}

int fetch(void) {
  static const char request[] = "GET /list HTTP/1.1\r\nHost: a.example\r\n\r\n";
  int fd = dial("192.0.2.8");
  return send(fd, request, sizeof request - 1, 0) > 0 ? fd : -1; // BAD: commsec-plaintext-socket
}

int fetch_here(void) {
  static const char request[] = "GET /list HTTP/1.1\r\nHost: localhost\r\n\r\n";
  int fd = dial("127.0.0.1");
  return send(fd, request, sizeof request - 1, 0) > 0 ? fd : -1; // ok: loopback
}

int login_here(const char *password) {
  struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = "/run/agent"};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0)
    return -1;
  return write(fd, password, strlen(password)) > 0 ? fd : -1; // ok: not on the network
}
