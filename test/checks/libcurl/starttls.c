// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mail, FTP and LDAP: STARTTLS levels and the URLs that need them.

#include <curl/curl.h>
#include <stdbool.h>

// Never asked for: the URL.
CURLcode send_mail(struct curl_slist *to) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "smtp://mail.example.com:587"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_USERNAME, "robot");
  curl_easy_setopt(h, CURLOPT_MAIL_FROM, "<robot@example.com>");
  curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode send_mail_starttls(struct curl_slist *to) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "smtp://mail.example.com:587"); // ok: STARTTLS demanded below
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
  curl_easy_setopt(h, CURLOPT_MAIL_FROM, "<robot@example.com>");
  curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode send_mail_smtps(struct curl_slist *to) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "smtps://mail.example.com"); // ok: TLS from the start
  curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

// Asked for, but not insisted on: the level.
CURLcode send_mail_try(struct curl_slist *to) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "smtp://mail.example.com:587");
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode read_imap(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "imap://imap.example.com/INBOX"); // BAD: commsec-plaintext-url
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode read_imap_starttls(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL);
  curl_easy_setopt(h, CURLOPT_URL, "imap://imap.example.com/INBOX"); // ok: STARTTLS demanded above
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode read_pop3(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "pop3://pop.example.com/1"); // BAD: commsec-plaintext-url
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode read_pop3s(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "pop3s://pop.example.com/1"); // ok: TLS
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

// CONTROL equals ALL for mail, not for FTP.
CURLcode read_pop3_control(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "pop3://pop.example.com/1");
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_CONTROL); // ok: no data channel in POP3
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode list_ftp(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "ftp://ftp.example.com/pub/"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_DIRLISTONLY, 1L);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode list_ftp_tls(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "ftp://ftp.example.com/pub/"); // ok: TLS demanded below
  curl_easy_setopt(h, CURLOPT_DIRLISTONLY, 1L);
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode list_ftp_control(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "ftp://ftp.example.com/pub/");
  curl_easy_setopt(h, CURLOPT_DIRLISTONLY, 1L);
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_CONTROL); // BAD: commsec-plaintext-url
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode search_ldap(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "ldap://ldap.example.com/o=Example?mail"); // BAD: commsec-plaintext-url
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode search_ldaps(void) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "ldaps://ldap.example.com/o=Example?mail"); // ok: TLS
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

CURLcode local_relay(struct curl_slist *to) {
  CURL *h = curl_easy_init();
  CURLcode res;
  curl_easy_setopt(h, CURLOPT_URL, "smtp://localhost"); // ok: loopback
  curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
  res = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return res;
}

// Levels on any handle.
void level_none(CURL *h) {
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_NONE); // BAD: commsec-plaintext-url
}

void level_try(CURL *h) {
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY); // BAD: commsec-plaintext-url
}

void level_try_old_name(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FTP_SSL, CURLFTPSSL_TRY); // BAD: commsec-plaintext-url
}

void level_control(CURL *h) {
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_CONTROL); // BAD: commsec-plaintext-url
}

void level_all(CURL *h) {
  curl_easy_setopt(h, CURLOPT_USE_SSL, CURLUSESSL_ALL); // ok: insisted on
}

void level_all_old_name(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FTP_SSL, CURLFTPSSL_ALL); // ok: insisted on
}

void level_option(CURL *h, bool require_tls) {
  curl_easy_setopt(h, CURLOPT_USE_SSL,
                   require_tls
                       ? CURLUSESSL_ALL
                       : CURLUSESSL_TRY); // BAD: commsec-plaintext-url
}

void level_raised(void) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_URL, "smtp://mail.example.com");
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY); // ok: raised before the transfer
  curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
  curl_easy_perform(h);
  curl_easy_cleanup(h);
}

// FTPS control channels that go back to clear text.
void ccc_active(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FTP_SSL_CCC, (long)CURLFTPSSL_CCC_ACTIVE); // BAD: commsec-plaintext-url
}

void ccc_passive(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FTP_SSL_CCC, CURLFTPSSL_CCC_PASSIVE); // BAD: commsec-plaintext-url
}

void ccc_none(CURL *h) {
  curl_easy_setopt(h, CURLOPT_FTP_SSL_CCC, (long)CURLFTPSSL_CCC_NONE); // ok: the default
}

// The URL of another way needs no more; that of this one does.
int archive(int year) {
  CURL *h = curl_easy_init();
  CURLcode rc;
  if (!h)
    return -1;
  if (year < 2015) {
    curl_easy_setopt(h, CURLOPT_URL, "ftp://vault.example/old.tar");
    curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_CONTROL); // BAD: commsec-plaintext-url
  } else {
    curl_easy_setopt(h, CURLOPT_URL, "ftps://vault.example/new.tar");
    curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_CONTROL); // ok: TLS from the start
  }
  rc = curl_easy_perform(h);
  curl_easy_cleanup(h);
  return rc == CURLE_OK ? 0 : -1;
}
