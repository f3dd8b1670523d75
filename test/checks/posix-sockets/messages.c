// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sensitive data by sendmsg and read.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static int dial(const char *address) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(4000)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || inet_pton(AF_INET, address, &to.sin_addr) != 1)
    return -1;
  if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
    return -1;
  return fd;
}

static int dial_local(const char *path) {
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  strncpy(to.sun_path, path, sizeof to.sun_path - 1);
  if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
    return -1;
  return fd;
}

int send_credentials(const char *address, const struct msghdr *credentials) {
  int fd = dial(address);
  if (fd < 0)
    return -1;
  return sendmsg(fd, credentials, 0) < 0 ? -1 : 0; // BAD: commsec-plaintext-socket
}

int send_credentials_locally(const struct msghdr *credentials) {
  int fd = dial_local("/run/agent.sock");
  if (fd < 0)
    return -1;
  return sendmsg(fd, credentials, 0) < 0 ? -1 : 0; // ok: stays on this machine
}

int send_greeting(const char *address, char *greeting) {
  struct iovec part = {.iov_base = greeting, .iov_len = strlen(greeting)};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  int fd = dial(address);
  if (fd < 0)
    return -1;
  return sendmsg(fd, &message, 0) < 0 ? -1 : 0; // ok: nothing sensitive
}

int read_token(const char *address, char *token, size_t length) {
  int fd = dial(address);
  ssize_t n;
  if (fd < 0)
    return -1;
  n = read(fd, token, length); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

int read_token_locally(char *token, size_t length) {
  int fd = dial_local("/run/agent.sock");
  ssize_t n;
  if (fd < 0)
    return -1;
  n = read(fd, token, length); // ok: stays on this machine
  close(fd);
  return n < 0 ? -1 : 0;
}

struct account {
  char user[32];
  char api_key[64];
};

// The parts of a message, one assignment after the other.
static int report_event(const char *address, const struct account *a, char *event) {
  struct iovec part[2];
  int fd = dial(address);
  if (fd < 0)
    return -1;
  part[0].iov_base = (void *)a->api_key;
  part[0].iov_len = strlen(a->api_key);
  part[1].iov_base = event;
  part[1].iov_len = strlen(event);
  return writev(fd, part, 2) < 0 ? -1 : 0; // BAD: commsec-plaintext-socket
}

static int report_user(const char *address, const struct account *a, char *event) {
  struct iovec part[2];
  int fd = dial(address);
  if (fd < 0)
    return -1;
  part[0].iov_base = (void *)a->user;
  part[0].iov_len = strlen(a->user);
  part[1].iov_base = event;
  part[1].iov_len = strlen(event);
  return writev(fd, part, 2) < 0 ? -1 : 0; // ok: nothing sensitive
}

// Whoever gives a part its secret sends it.
static int report_text(const char *address, void *text, size_t length) {
  struct iovec part;
  int fd = dial(address);
  if (fd < 0)
    return -1;
  part.iov_base = text;
  part.iov_len = length;
  return writev(fd, &part, 1) < 0 ? -1 : 0;
}

// How long a secret is, is none.
static int report_length(const char *address, size_t length) {
  char line[32];
  int fd = dial(address);
  if (fd < 0)
    return -1;
  int n = snprintf(line, sizeof line, "%zu\n", length);
  return send(fd, line, (size_t)n, 0) < 0 ? -1 : 0; // ok: a number
}

int report_all(const char *address, struct account *a, char *event, const char *cookie) {
  return report_event(address, a, event) | report_user(address, a, event) |
         report_text(address, a->user, sizeof a->user) | // ok: nothing sensitive
         report_length(address, strlen(cookie)) |        // ok: its length
         report_text(address, a->api_key, sizeof a->api_key); // BAD: commsec-plaintext-socket
}

// --- what a caller gave has the name that it gets in the message ------------

static int enroll(int fd, const char *serial, const char *api_key) {
  struct iovec part[2];
  part[0].iov_base = (void *)serial;
  part[0].iov_len = strlen(serial);
  part[1].iov_base = (void *)api_key;
  part[1].iov_len = strlen(api_key);
  return writev(fd, part, 2) < 0 ? -1 : 0; // BAD: commsec-plaintext-socket
}

static int announce(int fd, const char *serial, const char *model) {
  struct iovec part[2];
  part[0].iov_base = (void *)serial;
  part[0].iov_len = strlen(serial);
  part[1].iov_base = (void *)model;
  part[1].iov_len = strlen(model);
  return writev(fd, part, 2) < 0 ? -1 : 0;
}

int enroll_all(int count, char **argument) {
  int fd = dial("198.51.100.3");
  if (fd < 0 || count < 3)
    return -1;
  return enroll(fd, argument[1], argument[2]) + announce(fd, argument[1], argument[2]);
}

// --- a flag of the caller does not make the caller the place ----------------

struct camera {
  const char *wifi_passphrase;
};

static int pair_with(const struct camera *c, int remote) {
  struct msghdr message = {0};
  struct iovec part;
  int fd = remote ? dial("198.51.100.3") : dial_local("/run/pair");
  part.iov_base = (void *)c->wifi_passphrase;
  part.iov_len = strlen(c->wifi_passphrase);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (!remote)
    return sendmsg(fd, &message, 0) < 0 ? -1 : 0;
  return sendmsg(fd, &message, 0) < 0 ? -1 : 0; // BAD: commsec-plaintext-socket
}

int pair_both(const struct camera *c) {
  return pair_with(c, 1) + pair_with(c, 0);
}
