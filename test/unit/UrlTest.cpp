//===--- UrlTest.cpp - tests of Text/Url.h ----------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/Url.h"
#include "gtest/gtest.h"
#include <string>

using namespace commsec;

namespace {

TEST(Url, Parts) {
  struct {
    const char *Text, *Scheme, *User, *Host, *Port, *Path;
  } const Cases[] = {
      {"http://example.org", "http", "", "example.org", "", ""},
      {"http://example.org/", "http", "", "example.org", "", "/"},
      {"HTTP://Example.org:8080/a?b#c", "HTTP", "", "Example.org", "8080",
       "/a?b#c"},
      {"amqp://u:p@broker:5672/vhost", "amqp", "u:p", "broker", "5672",
       "/vhost"},
      {"http://u@x@host/", "http", "u@x", "host", "", "/"},
      {"http://[::1]:80/x", "http", "", "::1", "80", "/x"},
      {"http://[fe80::1%25eth0]", "http", "", "fe80::1%25eth0", "", ""},
      {"http://[::1", "http", "", "::1", "", ""},
      {"::1", "", "", "::1", "", ""},
      {"example.org:443", "", "", "example.org", "443", ""},
      {"example.org/path", "", "", "example.org", "", "/path"},
      {"//host/x", "", "", "host", "", "/x"},
      {"jdbc:mysql://db/x", "jdbc:mysql", "", "db", "", "/x"},
      {"mongodb://a:1,b:2/x", "mongodb", "", "a", "1", "/x"},
      {"http://", "http", "", "", "", ""},
      {"http:///path", "http", "", "", "", "/path"},
      {"http://host?q=http://x", "http", "", "host", "", "?q=http://x"},
      {"", "", "", "", "", ""},
      {"://x", "", "", "", "", "//x"},
      {"1http://x", "", "", "1http", "", "//x"},
  };
  for (const auto &C : Cases) {
    SCOPED_TRACE(C.Text);
    Url U = parseUrl(C.Text);
    EXPECT_EQ(U.Scheme.str(), C.Scheme);
    EXPECT_EQ(U.User.str(), C.User);
    EXPECT_EQ(U.Host.str(), C.Host);
    EXPECT_EQ(U.Port.str(), C.Port);
    EXPECT_EQ(U.Path.str(), C.Path);
  }
}

TEST(Url, HostEnded) {
  EXPECT_FALSE(parseUrl("http://exam").HostEnded);
  EXPECT_FALSE(parseUrl("http://").HostEnded);
  EXPECT_TRUE(parseUrl("http://example.org:").HostEnded);
  EXPECT_TRUE(parseUrl("http://example.org/").HostEnded);
  EXPECT_FALSE(parseUrl("http://[::").HostEnded);
  EXPECT_TRUE(parseUrl("http://[::1]").HostEnded);
}

TEST(Url, LocalHosts) {
  for (const char *H :
       {"localhost", "LOCALHOST", "localhost.", "api.localhost", "127.0.0.1",
        "127.1", "127.255.255.254", "::1", "[::1]", "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1", "169.254.169.254", "fd00:ec2::254",
        "[fd00:ec2::254]", "localhost.localdomain", "ip6-localhost"})
    EXPECT_TRUE(isLocalHost(H)) << H;
  for (const char *H :
       {"", "0.0.0.0", "::", "example.org", "localhost.example.org",
        "mylocalhost", "127.0.0.1.example.org", "128.0.0.1", "127", "127.",
        "10.0.0.1", "192.168.0.1", "::2", "1::1", "fe80::1", "169.254.1.1",
        "127.0.0.0.1"})
    EXPECT_FALSE(isLocalHost(H)) << H;
}

TEST(Url, LocalAddresses) {
  for (const char *A :
       {"localhost:80", "http://localhost:8080/x", "http://[::1]:1/",
        "/run/x.sock", "unix:/run/x", "unix:///run/x", "@abstract",
        "./here.sock", "ipc:///tmp/x", "redis+socket:///x", "[::1]:80",
        "http+unix://%2Frun%2Fx/", "postgresql://%2Frun/db", "user@localhost"})
    EXPECT_TRUE(isLocalAddress(A)) << A;
  for (const char *A :
       {"", "example.org:80", "http://0.0.0.0/", "//host/share", "/", "@",
        "http://localhost.example.org/", "http://localhost@example.org/"})
    EXPECT_FALSE(isLocalAddress(A)) << A;
}

TEST(Url, MayBecomeLocal) {
  for (const char *H : {"", "l", "local", "localhost", "127.", "127.0.0.", "1",
                        "[::", "169.254."})
    EXPECT_TRUE(mayBecomeLocalHost(H)) << H;
  for (const char *H : {"api", "example.", "10.", "128.", "localhosts"})
    EXPECT_FALSE(mayBecomeLocalHost(H)) << H;
}

TEST(Url, TlsTwins) {
  const char *Pairs[][2] = {{"http", "https"},
                            {"HTTP", "https"},
                            {"ws", "wss"},
                            {"ftp", "ftps"},
                            {"ldap", "ldaps"},
                            {"smtp", "smtps"},
                            {"imap", "imaps"},
                            {"pop3", "pop3s"},
                            {"mqtt", "mqtts"},
                            {"amqp", "amqps"},
                            {"redis", "rediss"},
                            {"rtmp", "rtmps"},
                            {"rtmpt", "rtmpts"},
                            {"rtsp", "rtsps"},
                            {"coap", "coaps"},
                            {"gopher", "gophers"},
                            {"https", ""},
                            {"tcp", ""},
                            {"", ""},
                            {"file", ""}};
  for (const auto &P : Pairs)
    EXPECT_EQ(tlsTwin(P[0]).str(), P[1]) << P[0];
}

TEST(Url, IdentityEndpoints) {
  for (const char *A :
       {"http://id.example.org/oauth2/v1/x", "http://x/connect/token",
        "http://x/login", "http://x/.well-known/openid-configuration",
        "http://x/authorize?client_id=1", "http://login.example.org/",
        "http://x/api/Token", "http://sso.example.org/x"})
    EXPECT_TRUE(isIdentityEndpoint(A)) << A;
  for (const char *A : {"http://x/", "http://x/authors", "http://x/tokenizer",
                        "http://x/search?token=1", "http://example.org/blogin",
                        "http://example.org/data", "http://token/"})
    EXPECT_FALSE(isIdentityEndpoint(A)) << A;
}

TEST(Url, NamespaceLike) {
  for (const char *A :
       {"http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org",
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://schemas.microsoft.com/x", "http://purl.org/dc/elements/1.1/",
        "http://xmlns.com/foaf/0.1/", "http://xmlns.jcp.org/x",
        "http://json-schema.org/draft-07/schema#",
        "http://www.apple.com/DTDs/PropertyList-1.0.dtd",
        "http://ocsp.example.org/", "http://crl3.example.org/ca.crl",
        "http://pki.example.org/ca.crl", "http://pki.example.org/ocsp",
        "http://example.org/a.xsd"})
    EXPECT_TRUE(isNamespaceLike(A)) << A;
  for (const char *A :
       {"http://example.org/", "http://w3.org.example.com/",
        "http://schema.internal:8081", "http://schemas.internal:8081/x",
        "www.w3.org", "http://example.org/crl", "http://www.apple.com/x", ""})
    EXPECT_FALSE(isNamespaceLike(A)) << A;
}

} // namespace
