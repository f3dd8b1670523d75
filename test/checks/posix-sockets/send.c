// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sensitive data over raw sockets.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static int dial(const char *host, const char *service) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *list = NULL, *ai;
  int fd = -1;
  if (getaddrinfo(host, service, &hints, &list) != 0)
    return -1;
  for (ai = list; ai; ai = ai->ai_next) {
    fd = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
    if (fd < 0)
      continue;
    if (connect(fd, ai->ai_addr, ai->ai_addrlen) == 0)
      break;
    close(fd);
    fd = -1;
  }
  freeaddrinfo(list);
  return fd;
}

int login(const char *host, const char *password) {
  int fd = dial(host, "4000");
  ssize_t n;
  if (fd < 0)
    return -1;
  n = send(fd, password, strlen(password), 0); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

int greet(const char *host, const char *nickname) {
  int fd = dial(host, "4000");
  ssize_t n;
  if (fd < 0)
    return -1;
  n = send(fd, nickname, strlen(nickname), 0); // ok: not sensitive
  close(fd);
  return n < 0 ? -1 : 0;
}

// Formatted first: the send.
int pop_login(const char *host, const char *pass) {
  char line[256];
  int fd = dial(host, "110");
  ssize_t n;
  if (fd < 0)
    return -1;
  snprintf(line, sizeof(line), "PASS %s\r\n", pass);
  n = write(fd, line, strlen(line)); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

int nntp_group(const char *host, const char *group) {
  char line[256];
  int fd = dial(host, "119");
  ssize_t n;
  if (fd < 0)
    return -1;
  snprintf(line, sizeof(line), "GROUP %s\r\n", group);
  n = write(fd, line, strlen(line)); // ok: not sensitive
  close(fd);
  return n < 0 ? -1 : 0;
}

// HTTP by hand, with credentials.
int report_status(const char *host, const char *value) {
  char request[512];
  int fd = dial(host, "80");
  ssize_t n;
  if (fd < 0)
    return -1;
  snprintf(request, sizeof(request),
           "POST /status HTTP/1.1\r\nHost: %s\r\nAuthorization: Basic %s\r\n\r\n",
           host, value);
  n = send(fd, request, strlen(request), MSG_NOSIGNAL); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

// Fields and addresses filled in by hand.
struct account {
  char user[64];
  char api_key[64];
  size_t token_len;
};

int send_key(const struct account *a) {
  struct sockaddr_in sin;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  memset(&sin, 0, sizeof(sin));
  sin.sin_family = AF_INET;
  sin.sin_port = htons(9000);
  inet_pton(AF_INET, "203.0.113.7", &sin.sin_addr);
  if (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) != 0)
    return -1;
  send(fd, a->user, strlen(a->user), 0); // ok: a name
  send(fd, a->api_key, strlen(a->api_key), 0); // BAD: commsec-plaintext-socket
  close(fd);
  return 0;
}

int send_lengths(const struct account *a) {
  struct sockaddr_in sin;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  memset(&sin, 0, sizeof(sin));
  sin.sin_family = AF_INET;
  sin.sin_port = htons(9000);
  inet_pton(AF_INET, "203.0.113.7", &sin.sin_addr);
  if (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) != 0)
    return -1;
  send(fd, &a->token_len, sizeof(a->token_len), 0); // ok: a length
  close(fd);
  return 0;
}

// The same to the machine itself.
int send_key_loopback(const struct account *a) {
  struct sockaddr_in sin;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  memset(&sin, 0, sizeof(sin));
  sin.sin_family = AF_INET;
  sin.sin_port = htons(9000);
  sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) != 0)
    return -1;
  send(fd, a->api_key, strlen(a->api_key), 0); // ok: loopback
  close(fd);
  return 0;
}

int send_key_pton(const struct account *a) {
  struct sockaddr_in sin;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  memset(&sin, 0, sizeof(sin));
  sin.sin_family = AF_INET;
  sin.sin_port = htons(9000);
  inet_pton(AF_INET, "127.0.0.1", &sin.sin_addr);
  if (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) != 0)
    return -1;
  send(fd, a->api_key, strlen(a->api_key), 0); // ok: loopback
  close(fd);
  return 0;
}

int send_key_six(const struct account *a) {
  struct sockaddr_in6 sin6 = {.sin6_family = AF_INET6, .sin6_port = htons(9000)};
  int fd = socket(AF_INET6, SOCK_STREAM, 0);
  sin6.sin6_addr = in6addr_loopback;
  if (connect(fd, (struct sockaddr *)&sin6, sizeof(sin6)) != 0)
    return -1;
  send(fd, a->api_key, strlen(a->api_key), 0); // ok: loopback
  close(fd);
  return 0;
}

int agent(const char *passphrase) {
  struct sockaddr_un sun = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  ssize_t n;
  strncpy(sun.sun_path, "/run/agent.sock", sizeof(sun.sun_path) - 1);
  if (connect(fd, (struct sockaddr *)&sun, sizeof(sun)) != 0)
    return -1;
  n = send(fd, passphrase, strlen(passphrase), 0); // ok: Unix socket
  close(fd);
  return n < 0 ? -1 : 0;
}

int child(const char *secret) {
  int pair[2];
  ssize_t n;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
    return -1;
  n = write(pair[0], secret, strlen(secret)); // ok: socket pair
  close(pair[0]);
  close(pair[1]);
  return n < 0 ? -1 : 0;
}

// A buffer inside of an object is known by what was written into it.
struct line_buffer {
  int fd;
  char line[256];
};

int login_line(struct line_buffer *b, const char *password) {
  snprintf(b->line, sizeof(b->line), "LOGIN %s\r\n", password);
  return send(b->fd, b->line, strlen(b->line), 0) < 0; // BAD: commsec-plaintext-socket
}

int greeting_line(struct line_buffer *b, const char *name) {
  snprintf(b->line, sizeof(b->line), "HELLO %s\r\n", name);
  return send(b->fd, b->line, strlen(b->line), 0) < 0; // ok: a name
}

// The other end of a pair leads to the same place.
int child_sends(const char *password) {
  int pair[2];
  ssize_t n;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
    return -1;
  n = send(pair[1], password, strlen(password), 0); // ok: socket pair
  close(pair[0]);
  close(pair[1]);
  return n < 0 ? -1 : 0;
}

// One descriptor of an array that is no pair.
int second_of_two(const char *password, int remote) {
  int pair[2] = {0, remote};
  return send(pair[1], password, strlen(password), 0) < 0; // BAD: commsec-plaintext-socket
}

int store(const char *password) {
  int fd = open("/etc/app/secret", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ssize_t n;
  if (fd < 0)
    return -1;
  n = write(fd, password, strlen(password)); // ok: a file
  close(fd);
  return n < 0 ? -1 : 0;
}

// Handed to TLS.
int login_tls(SSL_CTX *ctx, const char *host, const char *password) {
  int fd = dial(host, "4443"), n = -1;
  SSL *ssl = SSL_new(ctx);
  SSL_set_tlsext_host_name(ssl, host);
  SSL_set1_host(ssl, host);
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) == 1)
    n = SSL_write(ssl, password, (int)strlen(password)); // ok: TLS
  SSL_free(ssl);
  close(fd);
  return n;
}

int login_starttls(SSL_CTX *ctx, const char *host, const char *password) {
  static const char start[] = "STARTTLS\r\n";
  int fd = dial(host, "587"), n = -1;
  SSL *ssl = SSL_new(ctx);
  if (send(fd, start, sizeof(start) - 1, 0) < 0) // ok: nothing sensitive yet
    return -1;
  SSL_set1_host(ssl, host);
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) == 1)
    n = SSL_write(ssl, password, (int)strlen(password)); // ok: TLS
  SSL_free(ssl);
  close(fd);
  return n;
}

// Words that only contain a sensitive one.
int bearings(const char *host, const char *compass, const char *author,
             const char *passenger, const char *tokenizer) {
  int fd = dial(host, "7000");
  if (fd < 0)
    return -1;
  send(fd, compass, strlen(compass), 0);     // ok: compass
  send(fd, author, strlen(author), 0);       // ok: author
  send(fd, passenger, strlen(passenger), 0); // ok: passenger
  send(fd, tokenizer, strlen(tokenizer), 0); // ok: tokenizer
  close(fd);
  return 0;
}

// In pieces: the base pointer carries the name.
int send_all(const char *host, const char *sessionToken) {
  size_t off = 0, len = strlen(sessionToken);
  int fd = dial(host, "7000");
  if (fd < 0)
    return -1;
  while (off < len) {
    ssize_t n = send(fd, sessionToken + off, len - off, 0); // BAD: commsec-plaintext-socket
    if (n <= 0)
      break;
    off += (size_t)n;
  }
  close(fd);
  return off == len ? 0 : -1;
}

int send_all_names(const char *host, const char *names) {
  size_t off = 0, len = strlen(names);
  int fd = dial(host, "7000");
  if (fd < 0)
    return -1;
  while (off < len) {
    ssize_t n = send(fd, names + off, len - off, 0); // ok: not sensitive
    if (n <= 0)
      break;
    off += (size_t)n;
  }
  close(fd);
  return off == len ? 0 : -1;
}

// Datagrams.
int announce(const char *secret) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(5000)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  ssize_t n;
  inet_pton(AF_INET, "198.51.100.255", &to.sin_addr);
  n = sendto(fd, secret, strlen(secret), 0, (struct sockaddr *)&to, sizeof(to)); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

int discover(void) {
  static const char probe[] = "M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\n\r\n";
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(1900)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  ssize_t n;
  inet_pton(AF_INET, "239.255.255.250", &to.sin_addr);
  n = sendto(fd, probe, sizeof(probe) - 1, 0, (struct sockaddr *)&to, sizeof(to)); // ok: discovery
  close(fd);
  return n < 0 ? -1 : 0;
}

// Vectors.
int send_vector(const char *host, char *password) {
  struct iovec iov[2];
  int fd = dial(host, "4000");
  ssize_t n;
  if (fd < 0)
    return -1;
  iov[0].iov_base = (void *)"LOGIN ";
  iov[0].iov_len = 6;
  iov[1].iov_base = password;
  iov[1].iov_len = strlen(password);
  n = writev(fd, iov, 2); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

// Receiving a secret is no better than sending one.
int fetch_token(const char *host) {
  char access_token[128];
  int fd = dial(host, "7000");
  ssize_t n;
  if (fd < 0)
    return -1;
  n = recv(fd, access_token, sizeof(access_token) - 1, 0); // BAD: commsec-plaintext-socket
  close(fd);
  return n < 0 ? -1 : 0;
}

int fetch_banner(const char *host) {
  char banner[128];
  int fd = dial(host, "7000");
  ssize_t n;
  if (fd < 0)
    return -1;
  n = recv(fd, banner, sizeof(banner) - 1, 0); // ok: not sensitive
  close(fd);
  return n < 0 ? -1 : 0;
}
