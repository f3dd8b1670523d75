// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Servers that take passwords from their clients.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int serve(unsigned short port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  char password[64];
  int fd = socket(AF_INET, SOCK_STREAM, 0), client;
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0)
    return -1;
  if (listen(fd, 4) != 0) // BAD: commsec-plaintext-server
    return -1;
  client = accept(fd, NULL, NULL);
  return recv(client, password, sizeof password, 0) > 0; // BAD: commsec-plaintext-socket
}

int serve_by_read(unsigned short port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  char password[64];
  int fd = socket(AF_INET, SOCK_STREAM, 0), client;
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0)
    return -1;
  if (listen(fd, 4) != 0) // BAD: commsec-plaintext-server
    return -1;
  client = accept(fd, NULL, NULL);
  return read(client, password, sizeof password) > 0; // BAD: commsec-plaintext-socket
}

int serve_locally(const char *path) {
  struct sockaddr_un at = {.sun_family = AF_UNIX};
  char password[64];
  int fd = socket(AF_UNIX, SOCK_STREAM, 0), client;
  strncpy(at.sun_path, path, sizeof at.sun_path - 1);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0)
    return -1;
  if (listen(fd, 4) != 0) // ok: stays on this machine
    return -1;
  client = accept(fd, NULL, NULL);
  return read(client, password, sizeof password) > 0;
}
