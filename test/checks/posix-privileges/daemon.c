// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Network daemons: what they keep, and what looks like a drop.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

static int listen_on(unsigned short port) {
  struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  addr.sin_addr.s_addr = htonl(INADDR_ANY);
  if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) != 0 || listen(fd, 5) != 0)
    return -1;
  return fd;
}

static void drop_for_good(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    exit(1);
  if (setuid(uid) != 0) // ok: checked, in order
    exit(1);
}

// A result that is only logged stops nobody.
static void drop_logged(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    exit(1);
  if (setuid(uid) != 0) // BAD: commsec-overprivileged-service
    syslog(LOG_WARNING, "cannot become %u", (unsigned)uid);
}

static void drop_logged_and_exit(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    exit(1);
  if (setuid(uid) != 0) { // ok: ends the process
    syslog(LOG_ERR, "cannot become %u", (unsigned)uid);
    _exit(1);
  }
}

// In a child.
static pid_t spawn(const char *program, uid_t uid, gid_t gid) {
  pid_t pid = fork();
  if (pid == 0) {
    if (setgroups(0, NULL) < 0 || setgid(gid) < 0)
      _exit(126);
    setuid(uid); // BAD: commsec-overprivileged-service
    execl(program, program, (char *)NULL);
    _exit(127);
  }
  return pid;
}

static pid_t spawn_checked(const char *program, uid_t uid, gid_t gid) {
  pid_t pid = fork();
  if (pid == 0) {
    if (setgroups(0, NULL) < 0 || setgid(gid) < 0 || setuid(uid) < 0) // ok: checked
      _exit(126);
    execl(program, program, (char *)NULL);
    _exit(127);
  }
  return pid;
}

// Real and effective identifiers in one call.
static int drop_re(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    return -1;
  if (setregid(gid, gid) != 0)
    return -1;
  return setreuid(uid, uid); // ok: returned
}

static void drop_re_unchecked(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    exit(1);
  setregid(gid, gid); // BAD: commsec-overprivileged-service
  if (setreuid(uid, uid) != 0)
    exit(1);
}

int main(int argc, char **argv) {
  const struct passwd *pw = getpwnam("nobody");
  int fd = listen_on(8080);
  int status = 0;
  if (!pw || fd < 0)
    return 1;
  if (argc > 1 && strcmp(argv[1], "spawn") == 0)
    waitpid(spawn("/usr/lib/app/worker", pw->pw_uid, pw->pw_gid), &status, 0);
  else if (argc > 1 && strcmp(argv[1], "checked") == 0)
    waitpid(spawn_checked("/usr/lib/app/worker", pw->pw_uid, pw->pw_gid), &status, 0);
  else if (argc > 6)
    ;
  else if (argc > 5)
    drop_logged(pw->pw_uid, pw->pw_gid);
  else if (argc > 4)
    drop_logged_and_exit(pw->pw_uid, pw->pw_gid);
  else if (argc > 3)
    drop_re_unchecked(pw->pw_uid, pw->pw_gid);
  else if (argc > 2)
    status = drop_re(pw->pw_uid, pw->pw_gid);
  else
    drop_for_good(pw->pw_uid, pw->pw_gid);
  close(fd);
  return status;
}
