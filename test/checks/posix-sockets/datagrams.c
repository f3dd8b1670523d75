// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Datagrams, vectors and requests that are sent in clear.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int report(const char *token) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9000)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0 || inet_pton(AF_INET, "192.0.2.1", &to.sin_addr) != 1)
    return -1;
  return sendto(fd, token, strlen(token), 0, (struct sockaddr *)&to, sizeof to) < 0; // BAD: commsec-plaintext-socket
}

int report_locally(const char *token) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9000)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0)
    return -1;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return sendto(fd, token, strlen(token), 0, (struct sockaddr *)&to, sizeof to) < 0; // ok: stays on this machine
}

static int dial(const char *address, unsigned short port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || inet_pton(AF_INET, address, &to.sin_addr) != 1)
    return -1;
  if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
    return -1;
  return fd;
}

int request(const char *address) {
  static const char line[] = "GET /list HTTP/1.0\r\n\r\n";
  int fd = dial(address, 9001);
  return write(fd, line, sizeof line - 1) < 0 ? -1 : 0; // BAD: commsec-plaintext-socket
}

int greeting(const char *address) {
  static const char line[] = "hello\r\n";
  int fd = dial(address, 9001);
  return write(fd, line, sizeof line - 1) < 0 ? -1 : 0; // ok: no request
}

int mail(const char *address, struct iovec *lines, int count) {
  int fd = dial(address, 25); // BAD: commsec-plaintext-socket
  return writev(fd, lines, count) < 0 ? -1 : 0;
}

int notice(const char *address, const char *text, size_t length) {
  int fd = dial(address, 389); // BAD: commsec-plaintext-socket
  return write(fd, text, length) < 0 ? -1 : 0;
}

int publish(const char *address, const void *data, size_t length) {
  int fd = dial(address, 1883); // BAD: commsec-plaintext-socket
  return send(fd, data, length, 0) < 0 ? -1 : 0;
}

int publish_elsewhere(const char *address, const void *data, size_t length) {
  int fd = dial(address, 9883);
  return send(fd, data, length, 0) < 0 ? -1 : 0; // ok: an own protocol
}

// A number that marks one's own packets, and one that opens a door.
struct beacon {
  unsigned cookie;
  unsigned short port;
};

int announce(const struct sockaddr_in *group, unsigned cookie, unsigned short port) {
  struct beacon b = {.cookie = cookie, .port = port};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  return sendto(fd, &b, sizeof b, 0, (const struct sockaddr *)group, sizeof *group) < 0; // ok
}

int unlock(const struct sockaddr_in *door, unsigned pin) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  return sendto(fd, &pin, sizeof pin, 0, (const struct sockaddr *)door, sizeof *door) < 0; // BAD: commsec-plaintext-socket
}

int announce_text(const struct sockaddr_in *group, unsigned cookie) {
  char text[80];
  int length = snprintf(text, sizeof text, "FIND *\r\ncookie: %08lx\r\n", (unsigned long)cookie);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  return sendto(fd, text, length, 0, (const struct sockaddr *)group, sizeof *group) < 0; // ok
}

int announce_session(const struct sockaddr_in *group, const char *session) {
  char text[80];
  int length = snprintf(text, sizeof text, "FIND *\r\ncookie: %s\r\n", session);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  return sendto(fd, text, length, 0, (const struct sockaddr *)group, sizeof *group) < 0; // BAD: commsec-plaintext-socket
}
