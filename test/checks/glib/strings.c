// RUN: %check_commsec %s %t -- -std=c11 %glib
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts that GLib copies, puts together and formats on their way.

#include <curl/curl.h>
#include <glib.h>

void duplicated(CURL *h) {
  char *url = g_strdup("http://api.example.com/");
  curl_easy_setopt(h, CURLOPT_URL, url); // BAD: commsec-plaintext-url
  g_free(url);
}

void duplicated_tls(CURL *h) {
  char *url = g_strdup("https://api.example.com/");
  curl_easy_setopt(h, CURLOPT_URL, url);
  g_free(url);
}

void joined(CURL *h, const char *path) {
  char *url = g_strconcat("http://", "api.example.com/", path, NULL); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
  g_free(url);
}

void joined_local(CURL *h, const char *path) {
  char *url = g_strconcat("http://", "localhost/", path, NULL);
  curl_easy_setopt(h, CURLOPT_URL, url);
  g_free(url);
}

void formatted(CURL *h, int id) {
  char *url = g_strdup_printf("http://%s/items/%d", "api.example.com", id); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
  g_free(url);
}

void formatted_local(CURL *h, int id) {
  char *url = g_strdup_printf("http://%s/items/%d", "localhost", id);
  curl_easy_setopt(h, CURLOPT_URL, url);
  g_free(url);
}

void in_buffer(CURL *h) {
  char url[64];
  g_strlcpy(url, "http://", sizeof(url)); // BAD: commsec-plaintext-url
  g_strlcat(url, "api.example.com/", sizeof(url));
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void in_buffer_tls(CURL *h) {
  char url[64];
  g_snprintf(url, sizeof(url), "https://%s/", "api.example.com");
  curl_easy_setopt(h, CURLOPT_URL, url);
}
