// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which protocols a transfer and its redirects may use.

#include <curl/curl.h>

void allow_all(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, (long)CURLPROTO_ALL); // BAD: commsec-plaintext-url
}

void allow_http_ftp(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS | CURLPROTO_FTP)); // BAD: commsec-plaintext-url
}

void allow_https(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, (long)CURLPROTO_HTTPS); // ok: TLS only
}

void allow_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTPS | CURLPROTO_FTPS | CURLPROTO_SFTP)); // ok: protected only
}

void allow_names(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https"); // BAD: commsec-plaintext-url
}

void allow_names_all(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "all"); // BAD: commsec-plaintext-url
}

void allow_names_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https"); // ok: TLS only
}

void allow_names_more_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "HTTPS,ftps,imaps"); // ok: TLS only
}

void redirect_clear(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS)); // BAD: commsec-plaintext-url
}

void redirect_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS, (long)CURLPROTO_HTTPS); // ok: TLS only
}

void redirect_names_clear(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "http,https,ftp"); // BAD: commsec-plaintext-url
}

void redirect_names_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "https"); // ok: TLS only
}

// Credentials that follow redirects anywhere.
void unrestricted(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_UNRESTRICTED_AUTH, 1L); // BAD: commsec-plaintext-url
}

void restricted(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(h, CURLOPT_UNRESTRICTED_AUTH, 0L); // ok: the default
}

// Following redirects alone is what everybody does.
void follows(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/");
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L); // ok: no misuse of its own
  curl_easy_setopt(h, CURLOPT_MAXREDIRS, 5L);
}

// What is allowed beside https, whatever the URL is.
int fixed_url(int lab) {
  CURL *h = curl_easy_init();
  const char *allowed = "https";
  CURLcode rc;
  if (!h)
    return -1;
  curl_easy_setopt(h, CURLOPT_URL, "https://ping.example.com/");
  if (lab)
    allowed = "http,https"; // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, allowed);
  rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return rc == CURLE_OK ? 0 : -1;
}

int any_url(const char *url) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  if (!h)
    return -1;
  curl_easy_setopt(h, CURLOPT_URL, url);
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https"); // BAD: commsec-plaintext-url
  rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return rc == CURLE_OK ? 0 : -1;
}

int url_behind(void) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  if (!h)
    return -1;
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, "https://ping.example.com/");
  rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return rc == CURLE_OK ? 0 : -1;
}
