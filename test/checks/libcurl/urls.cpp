// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plaintext URLs that reach libcurl from C++ strings.

#include <curl/curl.h>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr const char *kEndpoint = "http://telemetry.example.com/v2/batch";
constexpr const char *kEndpointTls = "https://telemetry.example.com/v2/batch";
constexpr std::string_view kFeed = "http://feed.example.com/atom.xml";
const std::string kLicence = "http://www.apache.org/licenses/LICENSE-2.0";

void constant(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_URL, kEndpoint); // BAD: commsec-plaintext-url
}

void constantTls(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_URL, kEndpointTls); // ok: TLS
}

void view(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_URL, kFeed.data()); // BAD: commsec-plaintext-url
}

void localString(CURL *Easy) {
  std::string Url = "http://weather.example.com/today";
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str()); // BAD: commsec-plaintext-url
}

void localStringTls(CURL *Easy) {
  std::string Url = "https://weather.example.com/today";
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str()); // ok: TLS
}

// Put together: the piece with the scheme.
void plus(CURL *Easy, const std::string &Host) {
  std::string Url = "http://" + Host + "/api/login"; // BAD: commsec-plaintext-url
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void plusTls(CURL *Easy, const std::string &Host) {
  std::string Url = "https://" + Host + "/api/login"; // ok: TLS
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void plusInPlace(CURL *Easy, const std::string &City) {
  curl_easy_setopt(Easy, CURLOPT_URL, ("http://weather.example.com/" + City).c_str()); // BAD: commsec-plaintext-url
}

void plusLocal(CURL *Easy, int Port) {
  std::string Url = "http://localhost:" + std::to_string(Port) + "/status"; // ok: loopback
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void append(CURL *Easy, const std::vector<std::string> &Query) {
  std::string Url = "http://search.example.com/?q="; // BAD: commsec-plaintext-url
  for (const std::string &Word : Query)
    Url += Word + "+";
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void appendTls(CURL *Easy, const std::vector<std::string> &Query) {
  std::string Url = "https://search.example.com/?q="; // ok: TLS
  for (const std::string &Word : Query)
    Url += Word + "+";
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void appendEmpty(CURL *Easy, const std::string &Host) {
  std::string Url;
  Url += "http://"; // BAD: commsec-plaintext-url
  Url += Host;
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void appendMethod(CURL *Easy, const std::string &Host) {
  std::string Url("https://"); // ok: TLS
  Url.append(Host).append("/index");
  curl_easy_setopt(Easy, CURLOPT_URL, Url.data());
}

void chosen(CURL *Easy, bool Tls) {
  std::string Url = Tls ? "https://shop.example.com/"
                        : "http://shop.example.com/"; // BAD: commsec-plaintext-url
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

void unknownScheme(CURL *Easy, const std::string &Scheme) {
  std::string Url = Scheme + "://shop.example.com/"; // ok: unknown scheme
  curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

// Helpers of the same file.
std::string fetch(const std::string &Url) {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> Easy(curl_easy_init(), &curl_easy_cleanup);
  curl_easy_setopt(Easy.get(), CURLOPT_URL, Url.c_str());
  return curl_easy_perform(Easy.get()) == CURLE_OK ? "done" : "failed";
}

void callers(const std::string &Given) {
  fetch("http://status.example.com/"); // BAD: commsec-plaintext-url
  fetch("https://status.example.com/"); // ok: TLS
  fetch("http://[::1]:8080/"); // ok: loopback
  fetch(Given); // ok: unknown
}

// Members with a default.
class Reporter {
public:
  void send(CURL *Easy) {
    curl_easy_setopt(Easy, CURLOPT_URL, "http://crash.example.com/submit"); // BAD: commsec-plaintext-url
    curl_easy_setopt(Easy, CURLOPT_POSTFIELDS, "version=1");
    curl_easy_perform(Easy);
  }
  void sendTls(CURL *Easy) {
    curl_easy_setopt(Easy, CURLOPT_URL, "https://crash.example.com/submit"); // ok: TLS
    curl_easy_perform(Easy);
  }
};

void local(const std::string &Container) {
  CURL *Easy = curl_easy_init();
  curl_easy_setopt(Easy, CURLOPT_UNIX_SOCKET_PATH, "/run/docker.sock");
  curl_easy_setopt(Easy, CURLOPT_URL, ("http://docker/containers/" + Container).c_str()); // ok: Unix socket
  curl_easy_perform(Easy);
  curl_easy_cleanup(Easy);
}

// Printed, compared or sent as content: not an endpoint.
void identifiers(CURL *Easy, const std::string &Url) {
  std::ostringstream Body;
  Body << "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>"; // ok: XML namespace
  std::string Text = Body.str();
  curl_easy_setopt(Easy, CURLOPT_POSTFIELDS, Text.c_str());
  std::cout << "Licence: " << kLicence << '\n'; // ok: printed
  if (Url.rfind("http://", 0) == 0) // ok: compared
    std::cerr << "refusing a clear URL\n";
  else
    curl_easy_setopt(Easy, CURLOPT_URL, Url.c_str());
}

} // namespace

int main(int Argc, char **Argv) {
  CURL *Easy = curl_easy_init();
  std::vector<std::string> Words(Argv + 1, Argv + Argc);
  constant(Easy);
  constantTls(Easy);
  view(Easy);
  localString(Easy);
  localStringTls(Easy);
  plus(Easy, Words[0]);
  plusTls(Easy, Words[0]);
  plusInPlace(Easy, Words[0]);
  plusLocal(Easy, Argc);
  append(Easy, Words);
  appendTls(Easy, Words);
  appendEmpty(Easy, Words[0]);
  appendMethod(Easy, Words[0]);
  chosen(Easy, Argc > 3);
  unknownScheme(Easy, Words[0]);
  callers(Words[0]);
  Reporter R;
  R.send(Easy);
  R.sendTls(Easy);
  local(Words[0]);
  identifiers(Easy, Words[0]);
  curl_easy_cleanup(Easy);
  return 0;
}
