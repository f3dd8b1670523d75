// RUN: %check_commsec %s %t -fix -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// URLs put together by the URL API, and what credentials add to a clear URL.

#include <curl/curl.h>

// Schemes alone.
void schemes(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_HOST, "files.example.com", 0);
  curl_url_set(u, CURLUPART_SCHEME, "ftp", 0); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

void scheme_without_twin(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_SCHEME, "telnet", 0); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

void scheme_of_tls(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_HOST, "files.example.com", 0);
  curl_url_set(u, CURLUPART_SCHEME, "ftps", 0); // ok: FTP over TLS
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

// Whole URLs.
void whole(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "http://api.example.com/v1", 0); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_url_set(u, CURLUPART_URL, "https://api.example.com/v1", 0);
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

void whole_mail(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "imap://mail.example.com/INBOX", 0); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_url_set(u, CURLUPART_URL, "imaps://mail.example.com/INBOX", 0);
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

void whole_mail_with_starttls(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "imap://mail.example.com/INBOX", 0); // ok: STARTTLS
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL);
  curl_easy_perform(h);
}

void whole_without_twin(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "tftp://boot.example.com/kernel", 0); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

void whole_guessed(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "api.example.com/v1", CURLU_GUESS_SCHEME); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

void whole_by_default(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "api.example.com/v1", CURLU_DEFAULT_SCHEME); // ok: https
  curl_easy_setopt(h, CURLOPT_CURLU, u);
  curl_easy_perform(h);
}

// With credentials: one report, at the URL.
void password(CURL *h, const char *login) {
  curl_easy_setopt(h, CURLOPT_USERPWD, login);
  curl_easy_setopt(h, CURLOPT_URL, "http://api.example.com/v1/me"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_URL, "https://api.example.com/v1/me");
  curl_easy_perform(h);
}

void password_for_mail(CURL *h, const char *login) {
  curl_easy_setopt(h, CURLOPT_URL, "pop3://mail.example.com/"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_URL, "pop3s://mail.example.com/");
  curl_easy_setopt(h, CURLOPT_USERPWD, login);
  curl_easy_perform(h);
}

void no_password_for_files(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "ftp://mirror.example.com/list"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_URL, "ftps://mirror.example.com/list");
  curl_easy_perform(h);
}

void password_over_tls(CURL *h, const char *login) {
  curl_easy_setopt(h, CURLOPT_USERPWD, login);
  curl_easy_setopt(h, CURLOPT_URL, "https://api.example.com/v1/me"); // ok: https
  curl_easy_perform(h);
}

void broker(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "mqtt://broker.example.com/meters"); // BAD: commsec-insecure-broker-connection
  // CHECK-FIXES: curl_easy_setopt(h, CURLOPT_URL, "mqtts://broker.example.com/meters");
  curl_easy_perform(h);
}

void broker_over_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "mqtts://broker.example.com/meters"); // ok: MQTT over TLS
  curl_easy_perform(h);
}
