// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles that smart pointers and references hold, and values that go through
// std::move and the like.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <curl/curl.h>
#include <functional>
#include <memory>
#include <optional>

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

void unverified() {
  Easy H(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(H.get(), CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_perform(H.get());
}

void verified() {
  Easy H(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(H.get(), CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(H.get(), CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_perform(H.get());
}

// The second handle is another one.
void replaced() {
  Easy H(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(H.get(), CURLOPT_SSL_VERIFYPEER, 0L); // BAD: commsec-disabled-cert-verification
  curl_easy_perform(H.get());
  H.reset(curl_easy_init());
  curl_easy_setopt(H.get(), CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_perform(H.get());
}

void shared() {
  std::shared_ptr<CURL> H(curl_easy_init(), curl_easy_cleanup);
  auto Other = H;
  curl_easy_setopt(H.get(), CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(Other.get(), CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_perform(H.get());
}

void sharedUnverified() {
  std::shared_ptr<CURL> H(curl_easy_init(), curl_easy_cleanup);
  auto Other = H;
  curl_easy_setopt(Other.get(), CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
  curl_easy_perform(H.get());
}

namespace ssl = boost::asio::ssl;

void made() {
  auto Context = std::make_shared<ssl::context>(ssl::context::tlsv12_client);
  Context->set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
}

void madeAndVerified() {
  auto Context = std::make_unique<ssl::context>(ssl::context::tlsv12_client);
  Context->set_verify_mode(ssl::verify_none);
  Context->set_verify_mode(ssl::verify_peer);
}

void madeOld() {
  auto Context = std::make_unique<ssl::context>(ssl::context::tlsv1_client); // BAD: commsec-weak-tls-version
  Context->set_verify_mode(ssl::verify_peer);
}

void optional() {
  std::optional<ssl::context> Context{ssl::context(ssl::context::tlsv12_client)};
  Context->set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
}

void optionalVerified() {
  std::optional<ssl::context> Context{ssl::context(ssl::context::tlsv12_client)};
  Context.value().set_verify_mode(ssl::verify_none);
  Context->set_verify_mode(ssl::verify_peer);
}

void moved() {
  ssl::context First(ssl::context::tlsv12_client);
  ssl::context Second(std::move(First));
  Second.set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
}

void movedAndVerified() {
  ssl::context First(ssl::context::tlsv12_client);
  First.set_verify_mode(ssl::verify_none);
  ssl::context Second(std::move(First));
  Second.set_verify_mode(ssl::verify_peer);
}

void referred() {
  ssl::context Context(ssl::context::tlsv12_client);
  auto Reference = std::ref(Context);
  Context.set_verify_mode(ssl::verify_none);
  Reference.get().set_verify_mode(ssl::verify_peer);
}

void referredUnverified() {
  ssl::context Context(ssl::context::tlsv12_client);
  auto Reference = std::ref(Context);
  Reference.get().set_verify_mode(ssl::verify_none); // BAD: commsec-disabled-cert-verification
}
