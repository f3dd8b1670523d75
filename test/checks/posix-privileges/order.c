// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The user last: whoever has given it up cannot give up the groups any more.

#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

void groups_last(const struct passwd *who) {
  if (setgid(who->pw_gid) != 0)
    abort();
  if (setuid(who->pw_uid) != 0) // BAD: commsec-overprivileged-service
    abort();
  if (setgroups(0, NULL) != 0)
    abort();
}

void list_last(const struct passwd *who) {
  if (setresgid(who->pw_gid, who->pw_gid, who->pw_gid) != 0)
    abort();
  if (setresuid(who->pw_uid, who->pw_uid, who->pw_uid) != 0) // BAD: commsec-overprivileged-service
    abort();
  if (initgroups(who->pw_name, who->pw_gid) != 0)
    abort();
}

void group_last(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    abort();
  if (setresuid(uid, uid, uid) != 0) // BAD: commsec-overprivileged-service
    abort();
  if (setresgid(gid, gid, gid) != 0)
    abort();
}

void user_last(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    abort();
  if (setresgid(gid, gid, gid) != 0)
    abort();
  if (setresuid(uid, uid, uid) != 0) // ok: the user last
    abort();
}

static void drop_group(gid_t gid) {
  if (setresgid(gid, gid, gid) != 0)
    abort();
}

// In two helpers.
static void drop_user(uid_t uid) {
  if (setresuid(uid, uid, uid) != 0) // BAD: commsec-overprivileged-service
    abort();
}

void by_helpers(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    abort();
  drop_user(uid);
  drop_group(gid);
}

// --- a group that nobody gets back is the proof that the drop holds ----------

int drop_and_prove(uid_t uid, gid_t gid) {
  gid_t old_gid = getgid();
  uid_t old_uid = getuid();
  if (setgroups(1, &gid) != 0 || setgid(gid) != 0 || setuid(uid) != 0) // ok
    return -1;
  if (gid != old_gid && (setgid(old_gid) != -1 || setegid(old_gid) != -1))
    return -1;
  if (uid != old_uid && (setuid(old_uid) != -1 || seteuid(old_uid) != -1))
    return -1;
  return 0;
}

int drop_in_disorder(uid_t uid, gid_t gid) {
  if (setgroups(1, &gid) != 0 || setuid(uid) != 0) // BAD: commsec-overprivileged-service
    return -1;
  if (setgid(gid) != 0)
    return -1;
  return 0;
}
