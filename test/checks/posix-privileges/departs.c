// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A process that goes on as another program, and accounts of one among several
// roles.

#define _GNU_SOURCE
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

struct account {
  uid_t uid;
  gid_t gid;
};

// --- root for a script -----------------------------------------------------------

int run_as_root(const char *script) {
  pid_t pid = fork();
  if (pid == 0) {
    if (setuid(0) != 0) // BAD: commsec-overprivileged-service
      _exit(126);
    execl(script, script, (char *)NULL);
    _exit(127);
  }
  return pid < 0 ? -1 : 0;
}

int become_root(const char *script) {
  if (setresuid(0, 0, 0) == -1) // BAD: commsec-overprivileged-service
    return -1;
  return execl(script, script, "reload", (char *)NULL);
}

// Asked for, but only to tell somebody.
void show_ids(void) {
  if (geteuid() == 0)
    fprintf(stderr, "effective 0, real %d\n", (int)getuid()); // ok
}

// Root is needed all the time; what the scripts do is no way back.
int serve(int fd, struct account *a) {
  if (geteuid() != 0) { // BAD: commsec-overprivileged-service
    fprintf(stderr, "must be started by root\n");
    return 1;
  }
  return listen(fd, 5);
}
