// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SFTP and SCP: libcurl accepts every host key unless told otherwise.

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

// Nothing set: the transfer.
CURLcode upload(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "sftp://backup.example.com/home/robot/data.tar");
  curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h); // BAD: commsec-ignored-verification-result
  curl_easy_cleanup(h);
  return res;
}

CURLcode upload_known_hosts(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "sftp://backup.example.com/home/robot/data.tar");
  curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, "/etc/ssh/ssh_known_hosts");
  curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h); // ok: checked against known hosts
  curl_easy_cleanup(h);
  return res;
}

CURLcode copy_scp(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "scp://backup.example.com/tmp/data");
  curl_easy_setopt(h, CURLOPT_SSH_AUTH_TYPES, (long)CURLSSH_AUTH_PUBLICKEY);
  curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h); // BAD: commsec-ignored-verification-result
  curl_easy_cleanup(h);
  return res;
}

CURLcode copy_scp_sha256(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "scp://backup.example.com/tmp/data");
  curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, "NDVkMTQxMGQ1ODdmMjQ3MjczYjAyOTY5MmRkMjVmNDQ=");
  curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h); // ok: pinned
  curl_easy_cleanup(h);
  return res;
}

// A handle from elsewhere may have its known hosts already.
CURLcode upload_with(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "sftp://backup.example.com/a");
  return curl_easy_perform(h); // ok: unknown
}

// Said aloud: the setter, and not the transfer again.
CURLcode upload_unchecked(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "sftp://backup.example.com/a");
  curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, NULL); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

void known_hosts_nowhere(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, "/dev/null"); // BAD: commsec-disabled-cert-verification
}

void known_hosts_file(CURL *h, const char *path) {
  curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, path); // ok: a file
}

// MD5 is no pin.
CURLcode upload_md5(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "sftp://backup.example.com/a");
  curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_MD5, "afe17cd62a0f3b61f1ab9cb22ba269a7"); // BAD: commsec-ineffective-pinning
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

// Callbacks.
static int accept_key(CURL *h, const struct curl_khkey *known, // BAD: commsec-accepting-verify-callback
                      const struct curl_khkey *found,
                      enum curl_khmatch match, void *data) {
  (void)h;
  (void)known;
  (void)found;
  (void)match;
  (void)data;
  return CURLKHSTAT_FINE;
}

CURLcode upload_accept(FILE *in) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "sftp://backup.example.com/a");
  curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, "known_hosts");
  curl_easy_setopt(h, CURLOPT_SSH_KEYFUNCTION, accept_key);
  curl_easy_setopt(h, CURLOPT_READDATA, in);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

static int record_key(CURL *h, const struct curl_khkey *known, // BAD: commsec-accepting-verify-callback
                      const struct curl_khkey *found,
                      enum curl_khmatch match, void *data) {
  (void)h;
  (void)known;
  (void)data;
  if (match == CURLKHMATCH_MISMATCH)
    fprintf(stderr, "host key of type %d has changed\n", (int)found->keytype);
  return CURLKHSTAT_FINE_ADD_TO_FILE;
}

void use_record_key(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSH_KEYFUNCTION, record_key);
}

static int strict_key(CURL *h, const struct curl_khkey *known, // ok: rejects
                      const struct curl_khkey *found,
                      enum curl_khmatch match, void *data) {
  (void)h;
  (void)known;
  (void)found;
  (void)data;
  return match == CURLKHMATCH_OK ? CURLKHSTAT_FINE : CURLKHSTAT_REJECT;
}

void use_strict_key(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSH_KEYFUNCTION, strict_key);
}

static int defer_key(CURL *h, const struct curl_khkey *known, // ok: defers
                     const struct curl_khkey *found, enum curl_khmatch match,
                     void *data) {
  (void)h;
  (void)known;
  (void)found;
  (void)data;
  switch (match) {
  case CURLKHMATCH_OK:
    return CURLKHSTAT_FINE;
  default:
    return CURLKHSTAT_DEFER;
  }
}

void use_defer_key(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSH_KEYFUNCTION, defer_key);
}

static int any_host_key(void *clientp, int keytype, const char *key, // BAD: commsec-accepting-verify-callback
                        size_t keylen) {
  (void)clientp;
  (void)keytype;
  (void)key;
  printf("host key of %zu bytes\n", keylen);
  return CURLKHMATCH_OK;
}

void use_any_host_key(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSH_HOSTKEYFUNCTION, any_host_key);
}

struct expected_key {
  const char *key;
  size_t length;
};

static int expected_host_key(void *clientp, int keytype, const char *key, // ok: compares
                             size_t keylen) {
  const struct expected_key *expected = clientp;
  (void)keytype;
  if (keylen != expected->length || memcmp(key, expected->key, keylen) != 0)
    return CURLKHMATCH_MISMATCH;
  return CURLKHMATCH_OK;
}

void use_expected_host_key(CURL *h, struct expected_key *expected) {
  curl_easy_setopt(h, CURLOPT_SSH_HOSTKEYFUNCTION, expected_host_key);
  curl_easy_setopt(h, CURLOPT_SSH_HOSTKEYDATA, expected);
}

// Trust on first use: whoever answers first is believed for ever.
static int adds_new_keys(CURL *h, const struct curl_khkey *known, const struct curl_khkey *found, enum curl_khmatch match, void *data) { // BAD: commsec-accepting-verify-callback
  (void)h, (void)known, (void)found, (void)data;
  switch (match) {
  case CURLKHMATCH_OK:
    return CURLKHSTAT_FINE;
  case CURLKHMATCH_MISSING:
    return CURLKHSTAT_FINE_ADD_TO_FILE;
  default:
    return CURLKHSTAT_REJECT;
  }
}

static int knows_its_hosts(CURL *h, const struct curl_khkey *known, const struct curl_khkey *found, enum curl_khmatch match, void *data) { // ok: only known keys
  (void)h, (void)known, (void)found, (void)data;
  return match == CURLKHMATCH_OK ? CURLKHSTAT_FINE : CURLKHSTAT_REJECT;
}

void first_use(CURL *a, CURL *b) {
  curl_easy_setopt(a, CURLOPT_SSH_KNOWNHOSTS, "/etc/ssh/ssh_known_hosts");
  curl_easy_setopt(a, CURLOPT_SSH_KEYFUNCTION, adds_new_keys);
  curl_easy_setopt(b, CURLOPT_SSH_KNOWNHOSTS, "/etc/ssh/ssh_known_hosts");
  curl_easy_setopt(b, CURLOPT_SSH_KEYFUNCTION, knows_its_hosts);
}

// One pin or the other, and a good one that makes up for the weak one.
void pinned_either(CURL *h, int old) {
  curl_easy_setopt(h, CURLOPT_URL, "sftp://stats.example.net/day");
  if (old)
    curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_MD5, "afe17cd62a0f3b61f1ab9cb22ba269a7"); // BAD: commsec-ineffective-pinning
  else
    curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, "NDVkMTQxMGQ1ODdmMjQ3MjczYjAyOTY5MmRkMjVmNDQ=");
}

void pinned_both(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "sftp://stats.example.net/day");
  curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_MD5, "afe17cd62a0f3b61f1ab9cb22ba269a7");
  curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, "NDVkMTQxMGQ1ODdmMjQ3MjczYjAyOTY5MmRkMjVmNDQ=");
}

// Each way has its own.
static int any_key(void *user, int type, const char *key, size_t length) { // BAD: commsec-accepting-verify-callback
  (void)user;
  (void)type;
  (void)key;
  (void)length;
  return CURLKHMATCH_OK;
}

static int same_key(void *user, int type, const char *key, size_t length) {
  (void)type;
  return strlen(user) == length && memcmp(user, key, length) == 0 ? CURLKHMATCH_OK : CURLKHMATCH_MISMATCH;
}

void one_of(CURL *h, int way, char *key) {
  if (way == 0) {
    curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, NULL); // BAD: commsec-disabled-cert-verification
  } else if (way == 1) {
    curl_easy_setopt(h, CURLOPT_SSH_HOSTKEYFUNCTION, any_key);
    curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, NULL); // BAD: commsec-disabled-cert-verification
  } else if (way == 2) {
    curl_easy_setopt(h, CURLOPT_SSH_HOSTKEYFUNCTION, same_key);
    curl_easy_setopt(h, CURLOPT_SSH_HOSTKEYDATA, key);
    curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, NULL); // ok: the callback compares
  } else if (way == 3) {
    curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, NULL); // ok: pinned
    curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, key);
  } else {
    curl_easy_setopt(h, CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, key);
    curl_easy_setopt(h, CURLOPT_SSH_KNOWNHOSTS, NULL); // ok: pinned
  }
}
