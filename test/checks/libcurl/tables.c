// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Wrappers in C: functions, macros, structs and tables that carry the option.

#include <curl/curl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// A wrapper function: the caller passes the constant.
static void set_peer(CURL *h, long on) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, on);
}

void use_set_peer(CURL *h) {
  set_peer(h, 0L); // BAD: commsec-disabled-cert-verification
}

void use_set_peer_on(CURL *h) {
  set_peer(h, 1L); // ok: on
}

// The caller's constant decides a ternary inside.
static void set_strict(CURL *h, bool strict) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, strict ? 2L : 0L);
}

void use_set_strict(CURL *h) {
  set_strict(h, false); // BAD: commsec-disabled-hostname-verification
}

void use_set_strict_on(CURL *h) {
  set_strict(h, true); // ok: on
}

// Two wrappers deep.
static CURLcode set_long(CURL *h, CURLoption opt, long value) {
  return curl_easy_setopt(h, opt, value);
}

static CURLcode set_checked(CURL *h, CURLoption opt, long value) {
  CURLcode rc = set_long(h, opt, value);
  if (rc != CURLE_OK)
    fprintf(stderr, "setopt: %s\n", curl_easy_strerror(rc));
  return rc;
}

int use_set_checked(CURL *h) {
  if (set_checked(h, CURLOPT_SSL_VERIFYPEER, 0L) != CURLE_OK) // BAD: commsec-disabled-cert-verification
    return -1;
  if (set_checked(h, CURLOPT_VERBOSE, 0L) != CURLE_OK) // ok: another option
    return -1;
  return set_checked(h, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK ? 0 : -1; // ok: on
}

// Macros that check.
#define SETOPT(h, o, v)                                                        \
  if ((rc = curl_easy_setopt(h, o, v)) != CURLE_OK)                            \
  goto out

CURLcode use_macro(CURL *h) {
  CURLcode rc;
  SETOPT(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  SETOPT(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  SETOPT(h, CURLOPT_URL, "http://api.example.com/v1"); // BAD: commsec-plaintext-url
out:
  return rc;
}

CURLcode use_macro_on(CURL *h) {
  CURLcode rc;
  SETOPT(h, CURLOPT_SSL_VERIFYPEER, 1L); // ok: on
  SETOPT(h, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  SETOPT(h, CURLOPT_URL, "https://api.example.com/v1"); // ok: TLS
out:
  return rc;
}

#define EASY(h, ...)                                                           \
  do {                                                                         \
    CURLcode easy_rc = curl_easy_setopt(h, __VA_ARGS__);                       \
    if (easy_rc != CURLE_OK)                                                   \
      return easy_rc;                                                          \
  } while (0)

CURLcode use_variadic_macro(CURL *h) {
  EASY(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  EASY(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_0); // BAD: commsec-weak-tls-version
  return CURLE_OK;
}

CURLcode use_variadic_macro_on(CURL *h) {
  EASY(h, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  EASY(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2); // ok: TLS 1.2
  return CURLE_OK;
}

// A static option table looped into the setter: the member's line.
static const struct {
  CURLoption option;
  long value;
} defaults[] = {
    {CURLOPT_NOSIGNAL, 1L},
    {CURLOPT_SSL_VERIFYPEER, 0L}, // BAD: commsec-disabled-cert-verification
    {CURLOPT_SSL_VERIFYHOST, 0L}, // BAD: commsec-disabled-hostname-verification
    {CURLOPT_TCP_KEEPALIVE, 0L},
};

void apply_defaults(CURL *h) {
  for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
    curl_easy_setopt(h, defaults[i].option, defaults[i].value);
}

static const struct {
  CURLoption option;
  long value;
} strict_defaults[] = {
    {CURLOPT_NOSIGNAL, 1L},
    {CURLOPT_SSL_VERIFYPEER, 1L}, // ok: on
    {CURLOPT_SSL_VERIFYHOST, 2L}, // ok: on
    {CURLOPT_VERBOSE, 0L},        // ok: another option
};

void apply_strict_defaults(CURL *h) {
  for (size_t i = 0; i < sizeof(strict_defaults) / sizeof(strict_defaults[0]); i++)
    curl_easy_setopt(h, strict_defaults[i].option, strict_defaults[i].value);
}

// Settings in a constant structure: the member's line.
struct tls_settings {
  long verify_peer;
  long verify_host;
  const char *url;
};

static const struct tls_settings lab = {
    .verify_peer = 0, // BAD: commsec-disabled-cert-verification
    .verify_host = 2,
    .url = "https://lab.example.com/",
};

void apply_lab(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, lab.verify_peer);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, lab.verify_host);
  curl_easy_setopt(h, CURLOPT_URL, lab.url);
}

static const struct tls_settings production = {
    .verify_peer = 1, // ok: on
    .verify_host = 2, // ok: on
    .url = "https://www.example.com/",
};

void apply_production(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, production.verify_peer);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, production.verify_host);
  curl_easy_setopt(h, CURLOPT_URL, production.url);
}

static const struct tls_settings legacy = {
    .verify_peer = 1,
    .verify_host = 2,
    .url = "http://legacy.example.com/upload", // BAD: commsec-plaintext-url
};

void apply_legacy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, legacy.verify_peer);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, legacy.verify_host);
  curl_easy_setopt(h, CURLOPT_URL, legacy.url);
}

// A structure written by another file says nothing.
extern struct tls_settings user_settings;

void apply_user(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, user_settings.verify_peer); // ok: unknown
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, user_settings.verify_host); // ok: unknown
  curl_easy_setopt(h, CURLOPT_URL, user_settings.url); // ok: unknown
}

// Helpers of the same file secure the handle before it is used.
static void harden(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
}

CURLcode helper_secures(void) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/");
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // ok: harden() overwrites it
  harden(h);
  rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return rc;
}

static void relax(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
}

CURLcode helper_relaxes(void) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/");
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  relax(h);
  rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return rc;
}

// A handle in a structure, filled by a creator of this file.
struct client {
  CURL *easy;
  char error[CURL_ERROR_SIZE];
};

int client_init(struct client *c) {
  c->easy = curl_easy_init();
  if (c->easy == NULL)
    return -1;
  curl_easy_setopt(c->easy, CURLOPT_ERRORBUFFER, c->error);
  curl_easy_setopt(c->easy, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  return 0;
}

int client_init_strict(struct client *c) {
  c->easy = curl_easy_init();
  if (c->easy == NULL)
    return -1;
  curl_easy_setopt(c->easy, CURLOPT_ERRORBUFFER, c->error);
  curl_easy_setopt(c->easy, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  return 0;
}

// URLs through a fetch helper: the caller has the literal.
static CURLcode fetch(const char *url) {
  CURL *h = curl_easy_init();
  CURLcode rc = CURLE_FAILED_INIT;
  if (h) {
    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
  }
  return rc;
}

CURLcode fetch_all(void) {
  CURLcode rc = fetch("http://status.example.com/health"); // BAD: commsec-plaintext-url
  if (rc == CURLE_OK)
    rc = fetch("https://status.example.com/health"); // ok: TLS
  if (rc == CURLE_OK)
    rc = fetch("http://127.0.0.1:8080/health"); // ok: loopback
  return rc;
}

CURLcode fetch_from(const char *url) {
  return fetch(url); // ok: unknown
}

// A table that a row of another one names, and an error that ends the loop.
struct wide_profile {
  const char *name;
  const struct long_option { CURLoption opt; long val; } *longs;
};
static const struct long_option branch_longs[] = {
  { CURLOPT_TCP_KEEPALIVE, 1 },
  { CURLOPT_PROXY_SSL_VERIFYPEER, 0 }, // BAD: commsec-disabled-cert-verification
  { CURLOPT_CONNECTTIMEOUT, 0 },
  { CURLOPT_NOSIGNAL, 1 },
  { CURLOPT_LASTENTRY, 0 }
};
static const struct long_option depot_longs[] = {
  { CURLOPT_TCP_KEEPALIVE, 1 },
  { CURLOPT_PROXY_SSL_VERIFYPEER, 1 },
  { CURLOPT_CONNECTTIMEOUT, 0 },
  { CURLOPT_NOSIGNAL, 1 },
  { CURLOPT_LASTENTRY, 0 }
};
static const struct wide_profile wide_profiles[] = {
  { .name = "branch", .longs = branch_longs },
  { .name = "depot", .longs = depot_longs },
};

static CURLcode apply_longs(CURL *h, const struct wide_profile *p) {
  CURLcode e = CURLE_OK;
  for (const struct long_option *o = p->longs; o->opt != CURLOPT_LASTENTRY && !e; o++)
    e = curl_easy_setopt(h, o->opt, o->val);
  return e;
}

static int uplink(const struct wide_profile *p) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  if (!h)
    return -1;
  rc = apply_longs(h, p);
  if (rc)
    goto done;
  curl_easy_setopt(h, CURLOPT_URL, "https://uplink.example.net/");
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  rc = curl_easy_perform(h);
done:
  curl_easy_cleanup(h);
  return (int)rc;
}

int all_uplinks(int argc) {
  int rc = uplink(&wide_profiles[argc > 1 ? 1 : 0]);
  for (size_t i = 0; i < sizeof wide_profiles / sizeof *wide_profiles; i++)
    rc |= uplink(&wide_profiles[i]);
  return rc;
}

// The unknown condition first.
static CURLcode apply_reversed(CURL *h, const struct long_option *o) {
  CURLcode e = CURLE_OK;
  for (; !e && o->opt != CURLOPT_LASTENTRY; o++)
    e = curl_easy_setopt(h, o->opt, o->val);
  return e;
}

int reversed(void) {
  CURL *h = curl_easy_init();
  if (apply_reversed(h, depot_longs) != CURLE_OK)
    return -1;
  curl_easy_setopt(h, CURLOPT_URL, "https://uplink.example.net/");
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  CURLcode rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return (int)rc;
}
