// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Members that one function fills and another one uses.

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A member that one function fills with a copy, and another one reads.
struct service {
  char *url;
  char *mirror;
  CURL *h;
};

struct service *new_service(const char *given) {
  struct service *s = calloc(1, sizeof *s);
  const char *chosen = given != NULL ? given : "http://api.example.net/v3"; // BAD: commsec-plaintext-url
  if (s == NULL)
    return NULL;
  s->url = strdup(chosen);
  s->mirror = strdup("https://mirror.example.net/v3");
  s->h = curl_easy_init();
  return s;
}

int post(struct service *s, const char *project) {
  char at[512];
  snprintf(at, sizeof at, "%s/projects/%s", s->url, project);
  curl_easy_setopt(s->h, CURLOPT_URL, at);
  return curl_easy_perform(s->h);
}

int post_mirror(struct service *s, const char *project) {
  char at[512];
  snprintf(at, sizeof at, "%s/projects/%s", s->mirror, project);
  curl_easy_setopt(s->h, CURLOPT_URL, at);
  return curl_easy_perform(s->h);
}

// A strdup and an snprintf of the project's own, whose bodies are elsewhere.
char *xstrdup(const char *text);
int ssnprintf(char *at, size_t size, const char *format, ...);
struct feed {
  char *base, *safe;
};

void fill_feed(struct feed *f) {
  f->base = xstrdup("http://feed.example.net"); // BAD: commsec-plaintext-url
  f->safe = xstrdup("https://feed.example.net");
}

void read_feed(CURL *h, struct feed *f, int id) {
  char at[256];
  ssnprintf(at, sizeof at, "%s/%d", f->base, id);
  curl_easy_setopt(h, CURLOPT_URL, at);
}

void read_safe_feed(CURL *h, struct feed *f, int id) {
  char at[256];
  ssnprintf(at, sizeof at, "%s/%d", f->safe, id);
  curl_easy_setopt(h, CURLOPT_URL, at);
}

// A handle in a member that another function creates: what is set again before
// the transfer was never in force.
struct uplink {
  CURL *h;
};

int open_uplink(struct uplink *u) {
  u->h = curl_easy_init();
  return u->h != NULL;
}

CURLcode fetch_again(struct uplink *u) {
  curl_easy_setopt(u->h, CURLOPT_SSL_VERIFYHOST, 0L); // ok: set again
  curl_easy_setopt(u->h, CURLOPT_SSL_VERIFYHOST, 2L);
  return curl_easy_perform(u->h);
}

CURLcode fetch_anyone(struct uplink *u) {
  curl_easy_setopt(u->h, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  return curl_easy_perform(u->h);
}
