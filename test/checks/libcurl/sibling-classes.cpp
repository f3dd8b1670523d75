// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes that share a base class do not share the object in it: what one of
// them does to its handle excuses nothing of the other.

#include <curl/curl.h>
#include <memory>

class Uploader {
public:
  virtual ~Uploader() = default;
  bool upload() {
    configure();
    return curl_easy_perform(Handle.get()) == CURLE_OK;
  }

protected:
  Uploader() : Handle(curl_easy_init(), &curl_easy_cleanup) {}
  virtual void configure() = 0;
  void option(CURLoption Option, long Value) { curl_easy_setopt(Handle.get(), Option, Value); }
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> Handle;
};

class Ledger final : public Uploader {
  void configure() override {
    curl_easy_setopt(Handle.get(), CURLOPT_URL, "ftp://ledger.example.org/day.csv");
    option(CURLOPT_USE_SSL, CURLUSESSL_CONTROL); // BAD: commsec-plaintext-url
  }
};

class Tax final : public Uploader {
  void configure() override {
    curl_easy_setopt(Handle.get(), CURLOPT_URL, "ftps://tax.example.org/quarter.xml");
    option(CURLOPT_USE_SSL, CURLUSESSL_CONTROL); // ok: TLS from the beginning
  }
};

// The base class has the same object.
class Mirror {
public:
  virtual ~Mirror() = default;

protected:
  Mirror() : Handle(curl_easy_init(), &curl_easy_cleanup) {
    curl_easy_setopt(Handle.get(), CURLOPT_URL, "ftps://mirror.example.org/");
  }
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> Handle;
};

class DailyMirror final : public Mirror {
public:
  bool fetch() {
    curl_easy_setopt(Handle.get(), CURLOPT_USE_SSL, (long)CURLUSESSL_CONTROL); // ok: TLS from the beginning
    return curl_easy_perform(Handle.get()) == CURLE_OK;
  }
};
