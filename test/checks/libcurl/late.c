// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Multi handles, guessed schemes, and answers that come too late.

#include <curl/curl.h>
#include <stdio.h>

int proxy_never_judged(CURL *curl) {
  long result = 0;
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  if (curl_easy_perform(curl) != CURLE_OK)
    return -1;
  curl_easy_getinfo(curl, CURLINFO_PROXY_SSL_VERIFYRESULT, &result); // BAD: commsec-ignored-verification-result
  return 0;
}

int proxy_only_logged(CURL *curl) {
  long result = 0;
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  if (curl_easy_perform(curl) != CURLE_OK)
    return -1;
  curl_easy_getinfo(curl, CURLINFO_PROXY_SSL_VERIFYRESULT, &result); // BAD: commsec-ignored-verification-result
  if (result != 0)
    fprintf(stderr, "the proxy is not who it claims to be: %ld\n", result);
  return 0;
}

int proxy_judged_late(CURL *curl) {
  long result = 0;
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  if (curl_easy_perform(curl) != CURLE_OK)
    return -1;
  curl_easy_getinfo(curl, CURLINFO_PROXY_SSL_VERIFYRESULT, &result); // ok: decides, if late
  return result == 0 ? 0 : -1;
}

int proxy_judged(CURL *curl) {
  long result = 0;
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYPEER, 1L); // ok
  if (curl_easy_perform(curl) != CURLE_OK)
    return -1;
  curl_easy_getinfo(curl, CURLINFO_PROXY_SSL_VERIFYRESULT, &result); // ok
  return result == 0 ? 0 : -1;
}

int shell_unknown_host(CURLM *multi) {
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, "sftp://files.example.com/list");
  return curl_multi_add_handle(multi, curl); // BAD: commsec-ignored-verification-result
}

int shell_known_host(CURLM *multi) {
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, "sftp://files.example.com/list"); // ok
  curl_easy_setopt(curl, CURLOPT_SSH_KNOWNHOSTS, "/etc/ssh/ssh_known_hosts");
  return curl_multi_add_handle(multi, curl);
}

void pin_of_proxy_removed(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_PROXY_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=");
  curl_easy_setopt(curl, CURLOPT_PROXY_PINNEDPUBLICKEY, NULL); // BAD: commsec-ineffective-pinning
}

void pin_of_proxy(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_PROXY_PINNEDPUBLICKEY, "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE="); // ok
}

void names_of_one(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYHOST, 2L); // ok
  curl_easy_setopt(curl, CURLOPT_DOH_SSL_VERIFYHOST, 2L); // ok
}
