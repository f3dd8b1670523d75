// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts that strings hold, copy, append and put together.

#include <curl/curl.h>
#include <string>
#include <string_view>

void constructed(CURL *H) {
  std::string Url("http://api.example.com/");
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str()); // BAD: commsec-plaintext-url
}

void constructedTls(CURL *H) {
  std::string Url("https://api.example.com/");
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void copied(CURL *H) {
  const std::string Base = "http://api.example.com/";
  std::string Url = Base;
  curl_easy_setopt(H, CURLOPT_URL, Url.data()); // BAD: commsec-plaintext-url
}

void assigned(CURL *H) {
  std::string Url("http://api.example.com/");
  Url = "https://api.example.com/";
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void assignedBack(CURL *H) {
  std::string Url("https://api.example.com/");
  Url.assign("http://api.example.com/");
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str()); // BAD: commsec-plaintext-url
}

void cleared(CURL *H) {
  std::string Url("http://");
  Url.clear();
  Url += "https://api.example.com/";
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void clearedAndPlain(CURL *H) {
  std::string Url("https://");
  Url.clear();
  Url += "http://api.example.com/"; // BAD: commsec-plaintext-url
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void appended(CURL *H, const std::string &Path) {
  std::string Url;
  Url += "http://"; // BAD: commsec-plaintext-url
  Url.append("api.example.com");
  Url += Path;
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void appendedTls(CURL *H, const std::string &Path) {
  std::string Url;
  Url += "https://";
  Url.append("api.example.com");
  Url += Path;
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void joined(CURL *H, int Port) {
  std::string Url = "http://" + std::string("api.example.com:") + // BAD: commsec-plaintext-url
                    std::to_string(Port);
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

void joinedLocal(CURL *H, int Port) {
  std::string Url =
      "http://" + std::string("localhost:") + std::to_string(Port);
  curl_easy_setopt(H, CURLOPT_URL, Url.c_str());
}

static void get(CURL *H, std::string_view Url) {
  curl_easy_setopt(H, CURLOPT_URL, Url.data());
}

void viewed(CURL *H, CURL *Other) {
  get(H, std::string("http://api.example.com/")); // BAD: commsec-plaintext-url
  get(Other, std::string("https://api.example.com/"));
}
