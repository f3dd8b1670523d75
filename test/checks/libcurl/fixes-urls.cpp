// RUN: %check_commsec %s %t -fix
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mechanical repairs of URLs and of options written in C++.

#include <curl/curl.h>
#include <memory>
#include <string>

void literal(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_URL, "http://api.example.com/v1"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(Easy, CURLOPT_URL, "https://api.example.com/v1");
}

void websocket(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_URL, "ws://stream.example.com/feed"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(Easy, CURLOPT_URL, "wss://stream.example.com/feed");
}

void doh(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_DOH_URL, "http://dns.example.com/dns-query"); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_easy_setopt(Easy, CURLOPT_DOH_URL, "https://dns.example.com/dns-query");
}

void concatenated(CURL *Easy, const std::string &Host) {
  std::string Url = "http://" + Host + "/index"; // BAD: commsec-plaintext-url
  // CHECK-FIXES: std::string Url = "https://" + Host + "/index";
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void chosen(CURL *Easy, bool Test) {
  curl_easy_setopt(Easy, CURLOPT_URL,
                   Test ? "http://test.example.com/" // BAD: commsec-plaintext-url
                        : "https://www.example.com/");
  // CHECK-FIXES: Test ? "https://test.example.com/"
}

void owned() {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> Easy(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(Easy.get(), CURLOPT_URL, "https://www.example.com/");
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  // CHECK-FIXES: curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYHOST, 0); // BAD: commsec-disabled-hostname-verification
  // CHECK-FIXES: curl_easy_setopt(Easy.get(), CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_perform(Easy.get());
}

void parts() {
  CURLU *Url = curl_url();
  curl_url_set(Url, CURLUPART_SCHEME, "http", 0); // BAD: commsec-plaintext-url
  // CHECK-FIXES: curl_url_set(Url, CURLUPART_SCHEME, "https", 0);
  curl_url_cleanup(Url);
}

void lambda(CURL *Easy) {
  auto Relax = [Easy] {
    curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, false); // BAD: commsec-disabled-hostname-verification
    // CHECK-FIXES: curl_easy_setopt(Easy, CURLOPT_SSL_VERIFYHOST, 2L);
  };
  Relax();
}
