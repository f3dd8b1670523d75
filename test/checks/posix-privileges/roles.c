// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One program, several ways to run: what one of them does is no excuse for
// another.

#define _GNU_SOURCE
#include <cap-ng.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

struct account {
  uid_t uid;
  gid_t gid;
};

static void die(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vsyslog(LOG_CRIT, format, args);
  va_end(args);
  exit(70);
}

static void must(int rc, const char *what) {
  if (rc != 0)
    die("%s: %s", what, strerror(errno));
}

static int clear_groups(void) { return setgroups(0, NULL); }

static int as_indexer(const struct account *a) {
  int rc = setgid(a->gid);
  if (rc == 0)
    rc = setuid(a->uid); // BAD: commsec-overprivileged-service
  return rc;
}

static int as_reader(const struct account *a) {
  int rc = clear_groups();
  if (rc == 0)
    rc = setgid(a->gid);
  if (rc == 0)
    rc = setuid(a->uid); // ok: groups are dropped on each way that leads here
  return rc;
}

// A way on which the groups are dropped excuses the others that lead here.
static void as_writer(const struct account *a) {
  if (geteuid() == 0)
    must(setgroups(0, NULL), "setgroups");
  must(setgid(a->gid), "setgid");
  must(setuid(a->uid), "setuid"); // ok: not root, nothing to drop
  if (setuid(0) == 0) // ok: must fail
    die("still root");
}

static void as_archiver(const struct account *a) {
  must(setgid(a->gid), "setgid");
  must(setuid(a->uid), "setuid"); // BAD: commsec-overprivileged-service
  must(setgroups(0, NULL), "setgroups");
}

static int as_sniffer(const struct account *a) {
  if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) // BAD: commsec-overprivileged-service
    return -1;
  if (clear_groups() != 0 || setgid(a->gid) != 0)
    return -1;
  return setuid(a->uid);
}

static int as_tap(const struct account *a, int quiet) {
  if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) // ok: reduced below
    return -1;
  if (clear_groups() != 0 || setgid(a->gid) != 0 || setuid(a->uid) != 0)
    return -1;
  if (!quiet)
    syslog(LOG_INFO, "tap");
  capng_clear(CAPNG_SELECT_BOTH);
  if (capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_NET_RAW) != 0)
    return -1;
  return capng_apply(CAPNG_SELECT_BOTH);
}

static int as_clock(const struct account *a) {
  if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) // ok: switched off again
    return -1;
  if (clear_groups() != 0 || setgid(a->gid) != 0 || setuid(a->uid) != 0)
    return -1;
  return prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
}

int main(int argc, char **argv) {
  const char *role = argc > 1 ? argv[1] : "writer";
  struct account a = {1000, 1000};
  if (strcmp(role, "indexer") == 0)
    must(as_indexer(&a), role);
  else if (strcmp(role, "reader") == 0)
    must(as_reader(&a), role);
  else if (strcmp(role, "archiver") == 0)
    as_archiver(&a);
  else if (strcmp(role, "sniffer") == 0)
    must(as_sniffer(&a), role);
  else if (strcmp(role, "tap") == 0)
    must(as_tap(&a, argc > 2), role);
  else if (strcmp(role, "clock") == 0)
    must(as_clock(&a), role);
  else
    as_writer(&a);
  return 0;
}
