// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A service that asks whether it is root to choose an account, and drops to it
// in another file.

#include <pwd.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

struct settings {
  const char *user;
  int fd;
} settings;

int become_user(const char *user);
void read_settings(struct settings *s);

static void set_defaults(void) {
  if (getuid() == 0 && getpwnam("nobody") != NULL) // ok: it goes on either way
    settings.user = "nobody";
  read_settings(&settings);
}

int main(void) {
  set_defaults();
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (listen(fd, 5) != 0)
    return 1;
  if (settings.user) {
    if (become_user(settings.user) != 0)
      return 1;
  } else if (getuid() == 0) { // ok: it refuses to run as root
    fprintf(stderr, "name a user to run as\n");
    return 1;
  }
  return 0;
}
