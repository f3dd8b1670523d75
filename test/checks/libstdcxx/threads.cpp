// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What functions that run elsewhere are given.

#include <curl/curl.h>
#include <future>
#include <thread>

static void fetch(const char *Url) {
  CURL *H = curl_easy_init();
  curl_easy_setopt(H, CURLOPT_URL, Url);
  curl_easy_perform(H);
  curl_easy_cleanup(H);
}

void start() {
  std::thread Worker(fetch, "http://api.example.com/"); // BAD: commsec-plaintext-url
  Worker.join();
}

void startTls() {
  std::thread Worker(fetch, "https://api.example.com/");
  Worker.join();
}

void later() {
  auto Result = std::async(std::launch::async, fetch, "http://api.example.com/"); // BAD: commsec-plaintext-url
  Result.wait();
}

void laterTls() {
  auto Result = std::async(fetch, "https://api.example.com/");
  Result.wait();
}

class Client {
public:
  void start() {
    std::thread Worker(&Client::run, this, 0L); // BAD: commsec-disabled-cert-verification
    Worker.join();
  }
  void startVerified() {
    std::thread Worker(&Client::run, this, 1L);
    Worker.join();
  }

private:
  void run(long Verify) {
    CURL *H = curl_easy_init();
    curl_easy_setopt(H, CURLOPT_SSL_VERIFYPEER, Verify);
    curl_easy_perform(H);
    curl_easy_cleanup(H);
  }
};

void both() {
  Client C;
  C.start();
  C.startVerified();
}
