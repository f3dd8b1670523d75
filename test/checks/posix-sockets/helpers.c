// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Helpers connect and send what they are given: who gives a secret is at fault.

#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int reach(const char *host, const char *port) {
  struct addrinfo hints = {0}, *all, *each;
  int fd = -1;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host, port, &hints, &all) != 0)
    return -1;
  for (each = all; each; each = each->ai_next) {
    fd = socket(each->ai_family, each->ai_socktype, each->ai_protocol);
    if (fd < 0)
      continue;
    if (connect(fd, each->ai_addr, each->ai_addrlen) == 0)
      break;
    close(fd);
    fd = -1;
  }
  freeaddrinfo(all);
  return fd;
}

static int send_once(int fd, const char *data, size_t size) {
  return send(fd, data, size, MSG_NOSIGNAL) == (ssize_t)size ? 0 : -1;
}

static int send_whole(int fd, const char *data, size_t size) {
  while (size) {
    ssize_t sent = send(fd, data, size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR)
      return -1;
    if (sent > 0) {
      data += sent;
      size -= (size_t)sent;
    }
  }
  return 0;
}

static int send_password(int fd, const char *password) {
  return send(fd, password, strlen(password), 0) < 0 ? -1 : 0; // BAD: commsec-plaintext-socket
}

int login(const char *host, const char *password) {
  int fd = reach(host, "6667");
  return send_once(fd, password, strlen(password)); // BAD: commsec-plaintext-socket
}

int login_whole(const char *host, const char *password) {
  int fd = reach(host, "6667");
  return send_whole(fd, password, strlen(password)); // BAD: commsec-plaintext-socket
}

int login_by_name(const char *host, const char *text) {
  return send_password(reach(host, "6667"), text);
}

int greet(const char *host, const char *greeting) {
  int fd = reach(host, "6667");
  return send_once(fd, greeting, strlen(greeting)); // ok: nothing to hide
}

int login_locally(const char *password) {
  int fd = reach("localhost", "6667");
  if (fd < 0)
    return -1;
  if (send_once(fd, password, strlen(password)) != 0) // ok: loopback
    return -1;
  return send_whole(fd, password, strlen(password)); // ok: loopback
}

int login_at_once(const char *password) {
  struct addrinfo hints = {0}, *first;
  int fd;
  if (getaddrinfo("127.0.0.1", "6667", &hints, &first) != 0)
    return -1;
  fd = socket(first->ai_family, first->ai_socktype, first->ai_protocol);
  if (connect(fd, first->ai_addr, first->ai_addrlen) != 0)
    return -1;
  return send(fd, password, strlen(password), 0) < 0 ? -1 : 0; // ok: loopback
}

// The second round sends the rest of the same data.
struct merchant {
  char api_key[48];
  char zone[48];
};

static int put_all(int fd, const void *data, size_t size) {
  const char *at = data;
  while (size > 0) {
    ssize_t n = send(fd, at, size, 0);
    if (n < 0)
      return -1;
    at += n;
    size -= (size_t)n;
  }
  return 0;
}

int register_merchant(const struct sockaddr_in *to, const struct merchant *m) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (const struct sockaddr *)to, sizeof *to) != 0)
    return -1;
  if (put_all(fd, m->zone, strlen(m->zone)) != 0) // ok
    return -1;
  return put_all(fd, m->api_key, strlen(m->api_key)); // BAD: commsec-plaintext-socket
}

// Through a pointer of the helper's own.
struct station {
  const char *api_key, *site;
};

static int send_from(int fd, const void *data, size_t size) {
  const char *from = data;
  size_t done = 0;
  while (done < size) {
    ssize_t sent = send(fd, from + done, size - done, MSG_NOSIGNAL);
    if (sent <= 0)
      return -1;
    done += (size_t)sent;
  }
  return 0;
}

int enlist(const char *host, const struct station *s) {
  int fd = reach(host, "7442");
  if (send_from(fd, s->site, strlen(s->site)) != 0) // ok: nothing to hide
    return -1;
  return send_from(fd, s->api_key, strlen(s->api_key)); // BAD: commsec-plaintext-socket
}
