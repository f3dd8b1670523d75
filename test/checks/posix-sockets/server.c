// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Listeners on raw sockets.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int open_listener(unsigned short port) {
  struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  addr.sin_addr.s_addr = htonl(INADDR_ANY);
  if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) != 0 || listen(fd, 16) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

// A session token goes out in clear.
void serve_token(const char *session_token) {
  int fd = open_listener(8090);
  int peer = accept(fd, NULL, NULL);
  if (peer >= 0) {
    send(peer, session_token, strlen(session_token), 0); // BAD: commsec-plaintext-socket
    close(peer);
  }
  close(fd);
}

// The time of day does not matter.
void serve_daytime(const char *now) {
  int fd = open_listener(8013);
  int peer = accept(fd, NULL, NULL);
  if (peer >= 0) {
    send(peer, now, strlen(now), 0); // ok: not sensitive
    close(peer);
  }
  close(fd);
}

// TLS on the accepted socket.
void serve_tls(SSL_CTX *ctx, const char *session_token) {
  int fd = open_listener(8443);
  int peer = accept(fd, NULL, NULL);
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, peer);
  if (SSL_accept(ssl) == 1)
    SSL_write(ssl, session_token, (int)strlen(session_token)); // ok: TLS
  SSL_free(ssl);
  close(peer);
  close(fd);
}

// A control socket of the machine.
void serve_control(const char *secret) {
  struct sockaddr_un addr = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0), peer;
  strncpy(addr.sun_path, "/run/app/control", sizeof(addr.sun_path) - 1);
  if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) != 0 || listen(fd, 1) != 0)
    return;
  peer = accept(fd, NULL, NULL);
  send(peer, secret, strlen(secret), 0); // ok: Unix socket
  close(peer);
  close(fd);
}

// Only this machine can connect.
void serve_loopback(const char *secret) {
  struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8091)};
  int fd = socket(AF_INET, SOCK_STREAM, 0), peer;
  addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) != 0 || listen(fd, 1) != 0)
    return;
  peer = accept(fd, NULL, NULL);
  send(peer, secret, strlen(secret), 0); // ok: loopback
  close(peer);
  close(fd);
}
