// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service that never ends does not tell by its end what it wanted.

#define _GNU_SOURCE
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int failed(const char *what) {
  perror(what);
  return -1;
}

static int step_clock(time_t to) {
  struct timespec t = {to, 0};
  if (setuid(0) != 0) // BAD: commsec-overprivileged-service
    return failed("setuid");
  return clock_settime(CLOCK_REALTIME, &t);
}

int main(int argc, char **argv) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  (void)argv;
  if (listen(fd, 4) != 0)
    return 1;
  if (argc > 1 && step_clock(time(NULL) + 1) != 0)
    return 1;
  for (;;) {
    int c = accept(fd, NULL, NULL);
    if (c >= 0)
      close(c);
  }
}
