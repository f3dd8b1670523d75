// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Giving up root: in order, completely, and checked.

#define _GNU_SOURCE
#include <cap-ng.h>
#include <err.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

// The whole sequence, and the proof.
int drop_good(const struct passwd *pw) {
  if (initgroups(pw->pw_name, pw->pw_gid) != 0)
    return -1;
  if (setgid(pw->pw_gid) != 0)
    return -1;
  if (setuid(pw->pw_uid) != 0) // ok: checked, in order
    return -1;
  if (setuid(0) == 0) // ok: proves that the drop holds
    abort();
  return 0;
}

void drop_good_err(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) == -1)
    err(1, "setgroups");
  if (setresgid(gid, gid, gid) == -1)
    err(1, "setresgid");
  if (setresuid(uid, uid, uid) == -1) // ok: checked, in order
    err(1, "setresuid");
  if (seteuid(0) != -1) // ok: proves that the drop holds
    errx(1, "privileges are back");
}

int drop_good_chain(uid_t uid, gid_t gid) {
  if (setgroups(1, &gid) || setgid(gid) || setuid(uid)) { // ok: one condition
    perror("drop");
    exit(EXIT_FAILURE);
  }
  return 0;
}

int drop_good_result(uid_t uid, gid_t gid) {
  int rc = setgroups(0, NULL);
  if (rc == 0)
    rc = setgid(gid);
  if (rc == 0)
    rc = setuid(uid); // ok: returned to the caller
  return rc;
}

// Results thrown away.
int uid_unchecked(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    return -1;
  setuid(uid); // BAD: commsec-overprivileged-service
  return 0;
}

int uid_cast_away(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    return -1;
  (void)setuid(uid); // BAD: commsec-overprivileged-service
  return 0;
}

int resuid_unchecked(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0)
    return -1;
  setresuid(uid, uid, uid); // BAD: commsec-overprivileged-service
  return 0;
}

int gid_unchecked(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    return -1;
  setgid(gid); // BAD: commsec-overprivileged-service
  if (setuid(uid) != 0)
    return -1;
  return 0;
}

int groups_unchecked(uid_t uid, gid_t gid) {
  setgroups(0, NULL); // BAD: commsec-overprivileged-service
  if (setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  return 0;
}

int initgroups_unchecked(const struct passwd *pw) {
  initgroups(pw->pw_name, pw->pw_gid); // BAD: commsec-overprivileged-service
  if (setgid(pw->pw_gid) != 0 || setuid(pw->pw_uid) != 0)
    return -1;
  return 0;
}

// In the wrong order: nothing after setuid succeeds.
int wrong_order(uid_t uid, gid_t gid) {
  if (setgroups(0, NULL) != 0)
    return -1;
  if (setuid(uid) != 0) // BAD: commsec-overprivileged-service
    return -1;
  if (setgid(gid) != 0)
    return -1;
  return 0;
}

// Supplementary groups of root stay.
int groups_kept(uid_t uid, gid_t gid) {
  if (setgid(gid) != 0)
    return -1;
  if (setuid(uid) != 0) // BAD: commsec-overprivileged-service
    return -1;
  return 0;
}

// In a helper of the same file.
static int drop_groups(gid_t gid) {
  if (setgroups(1, &gid) != 0)
    return -1;
  return setgid(gid);
}

int drop_with_helper(uid_t uid, gid_t gid) {
  if (drop_groups(gid) != 0)
    return -1;
  if (setuid(uid) != 0) // ok: the helper dropped the groups
    return -1;
  return 0;
}

// For a while only.
int temporary(uid_t uid, const char *path) {
  FILE *f;
  uid_t saved = geteuid();
  if (seteuid(uid) != 0) // ok: taken back below
    return -1;
  f = fopen(path, "r");
  if (seteuid(saved) != 0)
    abort();
  if (!f)
    return -1;
  fclose(f);
  return 0;
}

// A set-user-ID program goes back to its user.
int back_to_user(void) {
  if (setuid(getuid()) != 0) // ok: checked
    return -1;
  return 0;
}

// Capabilities.
int capabilities_unchecked(uid_t uid, gid_t gid) {
  capng_clear(CAPNG_SELECT_BOTH);
  if (capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_NET_BIND_SERVICE) != 0)
    return -1;
  capng_change_id((int)uid, (int)gid, CAPNG_DROP_SUPP_GRP | CAPNG_CLEAR_BOUNDING); // BAD: commsec-overprivileged-service
  return 0;
}

int capabilities(uid_t uid, gid_t gid) {
  capng_clear(CAPNG_SELECT_BOTH);
  if (capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_NET_BIND_SERVICE) != 0)
    return -1;
  if (capng_change_id((int)uid, (int)gid, CAPNG_DROP_SUPP_GRP | CAPNG_CLEAR_BOUNDING) != 0) // ok: checked
    return -1;
  return 0;
}

int capabilities_applied(void) {
  capng_clear(CAPNG_SELECT_BOTH);
  capng_apply(CAPNG_SELECT_BOTH); // BAD: commsec-overprivileged-service
  return 0;
}

int capabilities_kept(uid_t uid, gid_t gid) {
  if (prctl(PR_SET_KEEPCAPS, 1L, 0L, 0L, 0L) != 0) // BAD: commsec-overprivileged-service
    return -1;
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  return 0;
}

int capabilities_reduced(uid_t uid, gid_t gid) {
  if (prctl(PR_SET_KEEPCAPS, 1L, 0L, 0L, 0L) != 0) // ok: reduced below
    return -1;
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
    return -1;
  capng_clear(CAPNG_SELECT_BOTH);
  if (capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_NET_BIND_SERVICE) != 0)
    return -1;
  if (capng_apply(CAPNG_SELECT_BOTH) != 0)
    return -1;
  return 0;
}

int capabilities_not_kept(void) {
  return prctl(PR_SET_KEEPCAPS, 0L, 0L, 0L, 0L); // ok: switched off
}

// A change that failed has changed nothing: the second way is in order.
int drop_or_fall_back(uid_t uid, gid_t gid) {
  int rc = capng_change_id((int)uid, (int)gid, CAPNG_DROP_SUPP_GRP | CAPNG_CLEAR_BOUNDING);
  if (rc == 0)
    return 0;
  if (setgroups(0, NULL) != 0 || setgid(gid) != 0)
    return -1;
  return setuid(uid) == 0 ? 0 : -1; // ok: nothing was dropped before
}

int drop_twice(uid_t uid, gid_t gid) {
  int rc = capng_change_id((int)uid, (int)gid, CAPNG_DROP_SUPP_GRP | CAPNG_CLEAR_BOUNDING); // BAD: commsec-overprivileged-service
  if (rc != 0)
    return -1;
  return setgid(gid) == 0 ? 0 : -1;
}
