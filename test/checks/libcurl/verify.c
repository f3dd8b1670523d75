// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chain and name verification of libcurl in the forms C programs use.

#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define API "https://api.example.com/v1/status"

// Both switches, each its own report.
static int both_off(void) {
  CURL *curl = curl_easy_init();
  CURLcode res;
  if (!curl)
    return 1;
  curl_easy_setopt(curl, CURLOPT_URL, API);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  res = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return (int)res;
}

static int both_on(void) {
  CURL *curl = curl_easy_init();
  CURLcode res;
  if (!curl)
    return 1;
  curl_easy_setopt(curl, CURLOPT_URL, API);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L); // ok: the default, said aloud
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L); // ok: the default, said aloud
  res = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return (int)res;
}

static CURLcode untouched(void) {
  CURL *curl = curl_easy_init();
  CURLcode res = CURLE_FAILED_INIT;
  if (curl) {
    curl_easy_setopt(curl, CURLOPT_URL, API);
    res = curl_easy_perform(curl); // ok: libcurl verifies by default
    curl_easy_cleanup(curl);
  }
  return res;
}

// A handle that comes from elsewhere: an explicit off is an off.
void configure_spellings(CURL *h) {
  (void)curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, false); // BAD: commsec-disabled-cert-verification
  (void)curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0); // BAD: commsec-disabled-hostname-verification
}

void configure_true(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, true); // ok: nonzero
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, true); // BAD: commsec-disabled-hostname-verification
}

void configure_host_one(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 1L); // BAD: commsec-disabled-hostname-verification
}

void configure_number(CURL *h) {
  curl_easy_setopt(h, (CURLoption)64, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(h, (CURLoption)81, 2L); // ok: CURLOPT_SSL_VERIFYHOST fully on
}

void configure_parenthesized(CURL *h) {
  (curl_easy_setopt)(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
}

// Proxy and DNS-over-HTTPS have switches of their own.
void configure_proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY, "https://proxy.example.com:3129");
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
}

void configure_proxy_checked(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY, "https://proxy.example.com:3129");
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYPEER, 1L); // ok: on
  curl_easy_setopt(h, CURLOPT_PROXY_SSL_VERIFYHOST, 2L); // ok: on
}

void configure_doh(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DOH_URL, "https://dns.example.com/dns-query");
  curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
}

void configure_doh_checked(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DOH_URL, "https://dns.example.com/dns-query");
  curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYPEER, 1L); // ok: on
  curl_easy_setopt(h, CURLOPT_DOH_SSL_VERIFYHOST, 2L); // ok: on
}

// Stapling is off by default; saying so changes nothing.
void configure_stapling(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYSTATUS, 0L); // ok: the default
}

// Named values: the call that uses them.
#define VERIFY_PEER 0L
#define VERIFY_PEER_ON 1L
enum host_check { HOST_NONE = 0, HOST_FULL = 2 };
static const long no_peer_check = 0;

void configure_macro(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, VERIFY_PEER); // BAD: commsec-disabled-cert-verification
}

void configure_macro_on(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, VERIFY_PEER_ON); // ok: 1
}

void configure_enum(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, HOST_NONE); // BAD: commsec-disabled-hostname-verification
}

void configure_enum_full(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, HOST_FULL); // ok: 2
}

void configure_const(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, no_peer_check); // BAD: commsec-disabled-cert-verification
}

void configure_local(CURL *h) {
  long verify = 0;
  CURLoption opt = CURLOPT_SSL_VERIFYPEER;
  curl_easy_setopt(h, opt, verify); // BAD: commsec-disabled-cert-verification
}

void configure_local_on(CURL *h) {
  long verify = 0;
  verify = 2;
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, verify); // ok: 2 by now
}

void configure_expression(CURL *h) {
  const bool insecure = true;
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, !insecure); // BAD: commsec-disabled-cert-verification
}

void configure_caller_choice(CURL *h, bool verify) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, (long)verify); // ok: nobody here fixes the parameter
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L); // BAD: commsec-disabled-hostname-verification
}

// Chosen at run time: conditional, but reported.
struct settings {
  bool insecure;
  long verify_host;
  const char *cafile;
};

void configure_insecure_option(CURL *h, const struct settings *s) {
  if (s->insecure) {
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  } else {
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L); // ok: on
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
    curl_easy_setopt(h, CURLOPT_CAINFO, s->cafile);
  }
}

void configure_ternary(CURL *h, const struct settings *s) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, s->insecure ? 0L : 1L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, s->verify_host); // ok: not known here
}

void configure_ternary_lines(CURL *h, const struct settings *s) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST,
                   s->insecure
                       ? 0L // BAD: commsec-disabled-hostname-verification
                       : 2L);
}

void configure_ternary_local(CURL *h, const struct settings *s) {
  long verify = s->insecure ? 0L : 1L; // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, verify);
}

void configure_ternary_harmless(CURL *h, const struct settings *s) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, s->cafile ? 1L : 1L); // ok: both on
}

// A call over several lines: the argument's own line.
void configure_lines(CURL *h) {
  curl_easy_setopt(h,
                   CURLOPT_SSL_VERIFYPEER,
                   0L); // BAD: commsec-disabled-cert-verification
}

// Off, then on again before anything is sent.
static CURLcode overwritten(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, API);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // ok: overwritten before the transfer
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

static CURLcode overwritten_too_late(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, API);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  res = curl_easy_perform(h);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  if (res == CURLE_OK)
    res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

static CURLcode reset_before(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // ok: forgotten by the reset
  curl_easy_reset(h);
  curl_easy_setopt(h, CURLOPT_URL, API);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

static CURLcode reset_between(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, API);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  res = curl_easy_perform(h);
  curl_easy_reset(h);
  curl_easy_setopt(h, CURLOPT_URL, API);
  if (res == CURLE_OK)
    res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

// Two handles: securing one does not help the other.
static void two_handles(CURLM *multi) {
  CURL *a = curl_easy_init(), *b = curl_easy_init();
  curl_easy_setopt(a, CURLOPT_URL, API);
  curl_easy_setopt(b, CURLOPT_URL, API);
  curl_easy_setopt(a, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(b, CURLOPT_SSL_VERIFYPEER, 1L); // ok: on
  curl_multi_add_handle(multi, a);
  curl_multi_add_handle(multi, b);
}

// One report for the original, none for its copy.
static CURLcode duplicated(void) {
  CURL *h = curl_easy_init(), *copy;
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, API);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  copy = curl_easy_duphandle(h);
  res = curl_easy_perform(copy);
  curl_easy_cleanup(copy);
  curl_easy_cleanup(h);
  return res;
}

// A retry without the check: the setter, once.
static CURLcode retry_insecure(CURL *h) {
  CURLcode res = curl_easy_perform(h);
  if (res == CURLE_PEER_FAILED_VERIFICATION) {
    fprintf(stderr, "certificate problem, trying again\n");
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
    res = curl_easy_perform(h);
  }
  return res;
}

static CURLcode no_retry(CURL *h) {
  CURLcode res = curl_easy_perform(h);
  if (res == CURLE_PEER_FAILED_VERIFICATION)
    fprintf(stderr, "%s\n", curl_easy_strerror(res)); // ok: reported to the user
  return res;
}

// A global handle set up once.
static CURL *session;

int session_open(void) {
  session = curl_easy_init();
  if (!session)
    return -1;
  curl_easy_setopt(session, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_setopt(session, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
  return 0;
}

int session_ping(void) {
  curl_easy_setopt(session, CURLOPT_URL, API);
  return curl_easy_perform(session) == CURLE_OK ? 0 : -1;
}

// Modes of a configuration file.
enum mode { MODE_STRICT, MODE_LAX };

void configure_mode(CURL *h, enum mode m) {
  switch (m) {
  case MODE_LAX:
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
    break;
  case MODE_STRICT:
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L); // ok: on
    break;
  }
}

void configure_env(CURL *h, const char *value) {
  if (value && strcmp(value, "no") == 0)
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
}

#ifdef DEBUG_WITHOUT_TLS_CHECKS
void configure_debug(CURL *h) {
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L); // ok: dropped by the preprocessor
}
#endif

// Other options with 0 are no business of ours.
void configure_unrelated(CURL *h) {
  curl_easy_setopt(h, CURLOPT_VERBOSE, 0L);
  curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(h, CURLOPT_SSL_ENABLE_ALPN, 0L);
  curl_easy_setopt(h, CURLOPT_SSL_SESSIONID_CACHE, 0L);
  curl_easy_setopt(h, CURLOPT_CAPATH, NULL);
}

int main(void) {
  CURLM *multi = curl_multi_init();
  CURL *h = curl_easy_init();
  two_handles(multi);
  return both_off() + both_on() + (int)untouched() + (int)overwritten() +
         (int)overwritten_too_late() + (int)reset_before() +
         (int)reset_between() + (int)duplicated() + (int)retry_insecure(h) +
         (int)no_retry(h);
}
