// RUN: %check_commsec %s %t -- -std=c11 -D_GNU_SOURCE
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts that the C library copies, appends and formats on their way.

#include <curl/curl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void copied(CURL *h) {
  char url[64];
  strcpy(url, "http://api.example.com/"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void copied_tls(CURL *h) {
  char url[64];
  strcpy(url, "https://api.example.com/");
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void copied_and_overwritten(CURL *h) {
  char url[64];
  strcpy(url, "http://api.example.com/");
  memcpy(url, "https://api.example.com/", sizeof("https://api.example.com/"));
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void appended(CURL *h, const char *path) {
  char url[256] = "http://"; // BAD: commsec-plaintext-url
  strcat(url, "api.example.com/");
  strncat(url, path, 100);
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void appended_local(CURL *h, const char *path) {
  char url[256] = "http://";
  strcat(url, "127.0.0.1:8080/");
  strncat(url, path, 100);
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void duplicated(CURL *h) {
  char *url = strdup("http://api.example.com/");
  curl_easy_setopt(h, CURLOPT_URL, url); // BAD: commsec-plaintext-url
  free(url);
}

void duplicated_tls(CURL *h) {
  char *url = strdup("https://api.example.com/");
  curl_easy_setopt(h, CURLOPT_URL, url);
  free(url);
}

void formatted(CURL *h, int id) {
  char url[256];
  snprintf(url, sizeof(url), "http://api.example.com/items/%d", id); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void formatted_tls(CURL *h, int id) {
  char url[256];
  snprintf(url, sizeof(url), "https://api.example.com/items/%d", id);
  curl_easy_setopt(h, CURLOPT_URL, url);
}

// Both halves are known only together.
void formatted_of_two(CURL *h) {
  char url[256];
  sprintf(url, "%s://%s/", "http", "api.example.com"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void formatted_of_two_local(CURL *h) {
  char url[256];
  sprintf(url, "%s://%s/", "http", "localhost");
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void formatted_percent(CURL *h, const char *path) {
  char url[256];
  sprintf(url, "https://api.example.com/%%20%s", path);
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void allocated(CURL *h, int id) {
  char *url = NULL;
  if (asprintf(&url, "http://api.example.com/%d", id) < 0) // BAD: commsec-plaintext-url
    return;
  curl_easy_setopt(h, CURLOPT_URL, url);
  free(url);
}

void allocated_tls(CURL *h, int id) {
  char *url = NULL;
  if (asprintf(&url, "https://api.example.com/%d", id) < 0)
    return;
  curl_easy_setopt(h, CURLOPT_URL, url);
  free(url);
}

// What stands behind the format is not seen; its beginning is.
void listed(CURL *h, va_list arguments) {
  char url[256];
  vsnprintf(url, sizeof(url), "http://api.example.com/%s", arguments); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void listed_unknown(CURL *h, va_list arguments) {
  char url[256];
  vsnprintf(url, sizeof(url), "%s://api.example.com/", arguments);
  curl_easy_setopt(h, CURLOPT_URL, url);
}

// A project's own strlcpy and strlcat, whose bodies are in another file.
extern size_t os_strlcpy(char *to, const char *from, size_t size);
extern size_t os_strlcat(char *to, const char *from, size_t size);

void own_copies(CURL *h, const char *path) {
  char url[256];
  os_strlcpy(url, "http://api.example.com", sizeof url); // BAD: commsec-plaintext-url
  os_strlcat(url, path, sizeof url);
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void own_copies_tls(CURL *h, const char *path) {
  char url[256];
  os_strlcpy(url, "https://api.example.com", sizeof url);
  os_strlcat(url, path, sizeof url);
  curl_easy_setopt(h, CURLOPT_URL, url);
}
