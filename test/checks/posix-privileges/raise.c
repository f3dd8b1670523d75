// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that makes itself root.

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int become_root_and_listen(int fd) {
  if (setuid(0) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return listen(fd, 4);
}

// --- one of many steps, each of which may fail ------------------------------

static int failed(const char *what) {
  perror(what);
  return -1;
}

static int open_front(int fd, const struct sockaddr *at, socklen_t size) {
  if (bind(fd, at, size) != 0)
    return failed("bind");
  return listen(fd, 64);
}

static int open_status(int fd, const struct sockaddr *at, socklen_t size) {
  if (bind(fd, at, size) != 0)
    return failed("bind");
  return listen(fd, 4);
}

static int regroup(void) {
  if (setgid(0) != 0) // BAD: commsec-overprivileged-service
    return failed("setgid");
  return 0;
}

static int elevate(void) {
  const uid_t root = 0;
  if (setresuid(root, root, root) != 0) // BAD: commsec-overprivileged-service
    return failed("setresuid");
  return 0;
}

int serve_as_root(int front, int status, const struct sockaddr *at, socklen_t size) {
  if (open_front(front, at, size) != 0 || open_status(status, at, size) != 0)
    return EXIT_FAILURE;
  if (regroup() != 0 || elevate() != 0)
    return EXIT_FAILURE;
  for (;;) {
    int c = accept(front, NULL, NULL);
    if (c < 0)
      break;
    close(c);
  }
  return EXIT_SUCCESS;
}

// --- through a wrapper: whoever passes root ----------------------------------

static int become(uid_t who) {
  if (setuid(who) != 0)
    return failed("setuid");
  return 0;
}

int reload(int fd) {
  if (listen(fd, 4) != 0)
    return -1;
  return become(0); // BAD: commsec-overprivileged-service
}

int step_down(uid_t uid) { return become(uid); }
