// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plaintext URLs that reach libcurl from C.

#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void literal(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://api.example.com/v1/items"); // BAD: commsec-plaintext-url
}

void literal_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "https://api.example.com/v1/items"); // ok: TLS
}

void literal_upper_case(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "HTTP://API.EXAMPLE.COM/"); // BAD: commsec-plaintext-url
}

void identity(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://login.example.com/oauth2/token"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_POSTFIELDS, "grant_type=client_credentials");
}

void identity_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "https://login.example.com/.well-known/openid-configuration"); // ok: TLS
}

void basic_auth(CURL *h, const char *userpwd) {
  curl_easy_setopt(h, CURLOPT_URL, "http://intranet.example.com/report"); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
  curl_easy_setopt(h, CURLOPT_USERPWD, userpwd);
}

void basic_auth_tls(CURL *h, const char *userpwd) {
  curl_easy_setopt(h, CURLOPT_URL, "https://intranet.example.com/report"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
  curl_easy_setopt(h, CURLOPT_USERPWD, userpwd);
}

// Other clear schemes, and their twins.
void gopher(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "gopher://gopher.example.org/0/news"); // BAD: commsec-plaintext-url
}

void telnet(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "telnet://switch.example.net"); // BAD: commsec-plaintext-url
}

void tftp(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "tftp://boot.example.net/firmware.cfg"); // BAD: commsec-plaintext-url
}

void rtsp(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "rtsp://camera.example.net/live"); // BAD: commsec-plaintext-url
}

void dict(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "dict://dict.example.org/d:curl"); // BAD: commsec-plaintext-url
}

void websocket(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "ws://stream.example.com/feed"); // BAD: commsec-plaintext-url
}

void secure_schemes(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "wss://stream.example.com/feed"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_URL, "ftps://files.example.com/pub/a"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_URL, "ldaps://dir.example.com/dc=example"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_URL, "gophers://gopher.example.org/0/news"); // ok: TLS
  curl_easy_setopt(h, CURLOPT_URL, "file:///etc/hostname"); // ok: local
}

// Loopback, Unix sockets and instance metadata.
void loopback(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://localhost:8080/healthz"); // ok: loopback
  curl_easy_perform(h);
  curl_easy_setopt(h, CURLOPT_URL, "http://127.0.0.1/"); // ok: loopback
  curl_easy_perform(h);
  curl_easy_setopt(h, CURLOPT_URL, "http://127.0.1.1:9090/metrics"); // ok: loopback
  curl_easy_perform(h);
  curl_easy_setopt(h, CURLOPT_URL, "http://[::1]:5000/"); // ok: loopback
  curl_easy_perform(h);
}

void nearly_loopback(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://localhost.example.com/"); // BAD: commsec-plaintext-url
}

void private_network(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://192.168.1.20/setup"); // BAD: commsec-plaintext-url
}

void userinfo(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://localhost@example.com/"); // BAD: commsec-plaintext-url
}

void docker(void) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_UNIX_SOCKET_PATH, "/var/run/docker.sock");
  curl_easy_setopt(h, CURLOPT_URL, "http://docker/v1.41/containers/json"); // ok: Unix socket
  curl_easy_perform(h);
  curl_easy_cleanup(h);
}

void docker_late(void) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_URL, "http://podman/v1.41/info"); // ok: Unix socket
  curl_easy_setopt(h, CURLOPT_ABSTRACT_UNIX_SOCKET, "podman");
  curl_easy_perform(h);
  curl_easy_cleanup(h);
}

void metadata(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, "http://169.254.169.254/latest/meta-data/"); // ok: instance metadata
}

// Named values: the call that uses them.
#define SERVER "http://collector.example.com"
#define SERVER_TLS "https://collector.example.com"
static const char update_url[] = "http://updates.example.com/latest.json";
static const char *const mirror_tls = "https://mirror.example.com/latest.json";

void named_macro(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, SERVER "/ingest"); // BAD: commsec-plaintext-url
}

void named_macro_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, SERVER_TLS "/ingest"); // ok: TLS
}

void named_array(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, update_url); // BAD: commsec-plaintext-url
}

void named_pointer(CURL *h) {
  curl_easy_setopt(h, CURLOPT_URL, mirror_tls); // ok: TLS
}

void named_local(CURL *h) {
  const char *url = "http://time.example.com/now";
  curl_easy_setopt(h, CURLOPT_URL, url); // BAD: commsec-plaintext-url
}

void named_local_replaced(CURL *h) {
  const char *url = "http://time.example.com/now";
  printf("not using %s\n", url);
  url = "https://time.example.com/now";
  curl_easy_setopt(h, CURLOPT_URL, url); // ok: TLS by now
}

// Chosen by a condition: the insecure literal.
void ternary(CURL *h, bool staging) {
  curl_easy_setopt(h, CURLOPT_URL,
                   staging ? "http://staging.example.com/" // BAD: commsec-plaintext-url
                           : "https://www.example.com/");
}

void ternary_tls(CURL *h, bool staging) {
  curl_easy_setopt(h, CURLOPT_URL,
                   staging ? "https://staging.example.com/" // ok: TLS
                           : "https://www.example.com/");
}

void branch(CURL *h, bool use_tls) {
  if (use_tls)
    curl_easy_setopt(h, CURLOPT_URL, "https://feed.example.com/"); // ok: TLS
  else
    curl_easy_setopt(h, CURLOPT_URL, "http://feed.example.com/"); // BAD: commsec-plaintext-url
}

// Put together: the piece that carries the scheme.
void printed(CURL *h, const char *host, int port) {
  char url[512];
  snprintf(url, sizeof(url), "http://%s:%d/api", host, port); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void printed_tls(CURL *h, const char *host, int port) {
  char url[512];
  snprintf(url, sizeof(url), "https://%s:%d/api", host, port); // ok: TLS
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void printed_local(CURL *h, int port) {
  char url[64];
  snprintf(url, sizeof(url), "http://127.0.0.1:%d/rpc", port); // ok: loopback
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void printed_scheme(CURL *h, const char *scheme, const char *host) {
  char url[256];
  snprintf(url, sizeof(url), "%s://%s/", scheme, host); // ok: unknown scheme
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void copied(CURL *h, const char *host) {
  char url[256];
  strcpy(url, "http://"); // BAD: commsec-plaintext-url
  strcat(url, host);
  strcat(url, "/index.json");
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void copied_tls(CURL *h, const char *host) {
  char url[256];
  strcpy(url, "https://"); // ok: TLS
  strcat(url, host);
  strcat(url, "/index.json");
  curl_easy_setopt(h, CURLOPT_URL, url);
}

void escaped(CURL *h, const char *query) {
  char *q = curl_easy_escape(h, query, 0);
  char url[1024];
  snprintf(url, sizeof url, "http://search.example.com/?q=%s", q); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_URL, url);
  curl_free(q);
}

// A list of mirrors: the element.
static const char *const mirrors[] = {
    "https://mirror1.example.com/pool/",
    "http://mirror2.example.com/pool/", // BAD: commsec-plaintext-url
};

int try_mirrors(void) {
  CURL *h = curl_easy_init();
  int failures = 0;
  for (size_t i = 0; i < sizeof(mirrors) / sizeof(mirrors[0]); i++) {
    curl_easy_setopt(h, CURLOPT_URL, mirrors[i]);
    if (curl_easy_perform(h) != CURLE_OK)
      failures++;
  }
  curl_easy_cleanup(h);
  return failures;
}

// Without a scheme libcurl guesses http.
void no_scheme(void) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_URL, "www.example.com/index.html"); // BAD: commsec-plaintext-url
  curl_easy_perform(h);
  curl_easy_cleanup(h);
}

void no_scheme_default(void) {
  CURL *h = curl_easy_init();
  curl_easy_setopt(h, CURLOPT_DEFAULT_PROTOCOL, "https");
  curl_easy_setopt(h, CURLOPT_URL, "www.example.com/index.html"); // ok: https by default
  curl_easy_perform(h);
  curl_easy_cleanup(h);
}

void default_protocol(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DEFAULT_PROTOCOL, "http"); // BAD: commsec-plaintext-url
}

void doh(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DOH_URL, "http://dns.example.com/dns-query"); // BAD: commsec-plaintext-url
}

void doh_tls(CURL *h) {
  curl_easy_setopt(h, CURLOPT_DOH_URL, "https://dns.example.com/dns-query"); // ok: TLS
}

// The URL API.
void url_api(CURL *h) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "http://parts.example.com/", 0); // BAD: commsec-plaintext-url
  curl_easy_setopt(h, CURLOPT_CURLU, u);
}

void url_api_scheme(CURL *h, const char *host) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_SCHEME, "http", 0); // BAD: commsec-plaintext-url
  curl_url_set(u, CURLUPART_HOST, host, 0);
  curl_easy_setopt(h, CURLOPT_CURLU, u);
}

void url_api_tls(CURL *h, const char *host) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_SCHEME, "https", 0); // ok: TLS
  curl_url_set(u, CURLUPART_HOST, host, 0);
  curl_url_set(u, CURLUPART_PATH, "/http/", 0); // ok: a path
  curl_easy_setopt(h, CURLOPT_CURLU, u);
}

// A URL that is only taken apart goes nowhere.
int url_api_parse(char **host) {
  CURLU *u = curl_url();
  CURLUcode rc = curl_url_set(u, CURLUPART_URL, "http://parts.example.com/", 0); // ok: parsed only
  if (!rc)
    rc = curl_url_get(u, CURLUPART_HOST, host, 0);
  curl_url_cleanup(u);
  return rc == CURLUE_OK ? 0 : -1;
}

CURLU *url_api_made(void) {
  CURLU *u = curl_url();
  curl_url_set(u, CURLUPART_URL, "http://parts.example.com/", 0); // BAD: commsec-plaintext-url
  return u;
}

// Strings that only look like endpoints.
void identifiers(CURL *h) {
  const char *ns = "http://www.w3.org/2001/XMLSchema-instance"; // ok: XML namespace
  struct curl_slist *headers = NULL;
  printf("<feed xmlns:xsi=\"%s\"/>\n", ns);
  printf("See http://example.org/docs/manual.html for help\n"); // ok: documentation
  headers = curl_slist_append(headers, "SOAPAction: \"http://tempuri.org/GetQuote\""); // ok: header
  curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(h, CURLOPT_REFERER, "http://www.example.com/"); // ok: only a header
  curl_easy_setopt(h, CURLOPT_USERAGENT, "bot/1.0 (+http://bot.example.com/about)"); // ok: only a header
  curl_easy_setopt(h, CURLOPT_POSTFIELDS, "callback=http://app.example.com/cb"); // ok: a body
  curl_easy_setopt(h, CURLOPT_URL, "https://soap.example.com/quote?back=http://www.example.com/"); // ok: TLS
}

// A clear proxy is what companies have: not reported unless asked for.
void proxy(CURL *h) {
  curl_easy_setopt(h, CURLOPT_PROXY, "http://proxy.example.com:3128"); // ok: CONNECT stays protected
  curl_easy_setopt(h, CURLOPT_URL, "https://www.example.com/"); // ok: TLS
}

void from_arguments(CURL *h, int argc, char **argv) {
  if (argc > 1)
    curl_easy_setopt(h, CURLOPT_URL, argv[1]); // ok: unknown
}

// Same URL used for nothing but a comparison.
bool is_clear(const char *url) {
  return strncmp(url, "http://", 7) == 0; // ok: a test
}
