// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that are given some arguments before the call: who calls them in view
// gives the others.

#include <curl/curl.h>
#include <functional>

using std::placeholders::_1;
using std::placeholders::_2;

static void set(CURL *H, CURLoption Option, long Value) {
  curl_easy_setopt(H, Option, Value);
}

struct Transfer {
  CURL *H;
  void set(CURLoption Option, long Value) {
    curl_easy_setopt(H, Option, Value);
  }
};

int open_places() {
  CURL *H = curl_easy_init();
  auto Option = std::bind(set, H, _1, _2);
  Option(CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  Option(CURLOPT_SSL_VERIFYHOST, 2L); // ok
  return curl_easy_perform(H);
}

int swapped_places() {
  CURL *H = curl_easy_init();
  auto Name = std::bind(&set, _2, CURLOPT_SSL_VERIFYHOST, _1);
  Name(0L, H); // BAD: commsec-disabled-hostname-verification
  return curl_easy_perform(H);
}

int overwritten() {
  CURL *H = curl_easy_init();
  auto Peer = std::bind(set, H, CURLOPT_SSL_VERIFYPEER, _1);
  Peer(0L);
  Peer(1L); // ok
  return curl_easy_perform(H);
}

int method() {
  Transfer T{curl_easy_init()};
  auto Option = std::bind(&Transfer::set, &T, _1, _2);
  Option(CURLOPT_PROXY_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  Option(CURLOPT_PROXY_SSL_VERIFYHOST, 2L); // ok
  return curl_easy_perform(T.H);
}

int held() {
  CURL *H = curl_easy_init();
  std::function<void(long)> Peer = std::bind(set, H, CURLOPT_DOH_SSL_VERIFYPEER, _1);
  Peer(0L); // BAD: commsec-disabled-cert-verification
  return curl_easy_perform(H);
}

// The lambda gets the handle first: a local socket, so the URL is none of a
// remote host.
bool local(const char *Path) {
  CURL *H = curl_easy_init();
  auto Text = std::bind([](CURL *C, CURLoption O, const char *V) { return curl_easy_setopt(C, O, V); }, H, _1, _2);
  Text(CURLOPT_UNIX_SOCKET_PATH, Path);
  curl_easy_setopt(H, CURLOPT_URL, "http://docker/_ping"); // ok
  return curl_easy_perform(H) == CURLE_OK;
}

bool remote(const char *Agent) {
  CURL *H = curl_easy_init();
  auto Text = std::bind([](CURL *C, CURLoption O, const char *V) { return curl_easy_setopt(C, O, V); }, H, _1, _2);
  Text(CURLOPT_USERAGENT, Agent);
  curl_easy_setopt(H, CURLOPT_URL, "http://docker.example.org/_ping"); // BAD: commsec-plaintext-url
  return curl_easy_perform(H) == CURLE_OK;
}
