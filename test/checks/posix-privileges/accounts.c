// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An account that is not found: nothing is dropped, and nobody notices.

#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

struct service {
  const char *user;
  bool failed;
};

static void die(const char *what) {
  syslog(LOG_ERR, "%s", what);
  exit(1);
}

static int become(const struct passwd *who) {
  if (initgroups(who->pw_name, who->pw_gid) != 0 || setgid(who->pw_gid) != 0)
    return -1;
  return setuid(who->pw_uid);
}

void around(const char *name) {
  struct passwd *who;
  if ((who = getpwnam(name)) != NULL) { // BAD: commsec-overprivileged-service
    if (become(who) != 0)
      die(name);
  }
  syslog(LOG_INFO, "serving");
}

int same_answer(const char *name) {
  struct passwd *who = getpwnam(name); // BAD: commsec-overprivileged-service
  if (who) {
    if (become(who) != 0)
      return -1;
  }
  return 0;
}

void logged(const char *name) {
  struct passwd *who = getpwnam(name); // BAD: commsec-overprivileged-service
  if (!who) {
    syslog(LOG_ERR, "no user %s", name);
    return;
  }
  if (become(who) != 0)
    die(name);
}

bool by_number(uid_t uid) {
  const struct passwd *who = getpwuid(uid); // BAD: commsec-overprivileged-service
  if (!who)
    return true;
  return become(who) == 0;
}

int other_answer(const char *name) {
  struct passwd *who = getpwnam(name); // ok: the caller is told
  if (!who)
    return -1;
  return become(who);
}

bool answer(const char *name) {
  bool done = false;
  struct passwd *who = getpwnam(name); // ok: the caller is told
  if (who && become(who) == 0)
    done = true;
  return done;
}

void ends(const char *name) {
  struct passwd *who = getpwnam(name); // ok: ends the program
  if (!who)
    die("no such user");
  if (become(who) != 0)
    die(name);
}

void remembered(struct service *s) {
  struct passwd *who = getpwnam(s->user); // ok: somebody may look at it
  if (!who) {
    s->failed = true;
    return;
  }
  if (become(who) != 0)
    die(s->user);
}

extern void fatal_elsewhere(const char *what);

void unseen(const char *name) {
  struct passwd *who = getpwnam(name); // ok: that may never return
  if (!who)
    fatal_elsewhere(name);
  else if (become(who) != 0)
    die(name);
}

// No drop at all is another matter.
void shown(const char *name) {
  struct passwd *who = getpwnam(name); // ok: only shown
  if (who)
    printf("%d\n", (int)who->pw_uid);
}

static struct passwd *find(const char *name) {
  struct passwd *who = getpwnam(name); // ok: ends the program
  if (who == NULL)
    die("no such user");
  return who;
}

static int try_become(const char *name) {
  struct passwd *who = getpwnam(name); // BAD: commsec-overprivileged-service
  if (who == NULL)
    return 1;
  if (become(who) != 0)
    die(name);
  return 0;
}

// Told, and not listened to.
int main(int argc, char **argv) {
  if (argc > 2)
    return become(find(argv[2])) == 0 ? 0 : 1;
  if (try_become(argv[1]) != 0)
    syslog(LOG_WARNING, "going on as root");
  return 0;
}

// What is returned after all is the same on both ways.
int serve(const char *name, int fd) {
  struct passwd *who = getpwnam(name); // BAD: commsec-overprivileged-service
  if (who && become(who) != 0)
    die(name);
  return listen(fd, 16) == 0;
}
