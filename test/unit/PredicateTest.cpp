//===--- PredicateTest.cpp - tests of Text/Predicate.h ----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/Predicate.h"
#include "Text/HttpHeader.h"
#include "gtest/gtest.h"

using namespace commsec;

namespace {

constexpr Tri Yes = Tri::Yes, No = Tri::No, Unknown = Tri::Unknown;

using Words = std::vector<std::string>;

struct Case {
  const char *Text;
  Tri Complete;
  Tri Beginning; ///< The same text, if unknown text follows it.
};

void check(const char *Predicate, const Words &W,
           std::initializer_list<Case> Cases) {
  ASSERT_TRUE(isTextPredicate(Predicate));
  for (const Case &C : Cases) {
    EXPECT_EQ(textHolds(Predicate, {C.Text, true}, W), C.Complete)
        << Predicate << " of '" << C.Text << "'";
    EXPECT_EQ(textHolds(Predicate, {C.Text, false}, W), C.Beginning)
        << Predicate << " of '" << C.Text << "' ...";
  }
}

TEST(Predicate, Names) {
  EXPECT_FALSE(isTextPredicate("equal"));
  EXPECT_FALSE(isTextPredicate(""));
  EXPECT_EQ(textPredicates().size(), 19u);
  for (llvm::StringRef Name : textPredicates())
    EXPECT_TRUE(isTextPredicate(Name));
  EXPECT_TRUE(textPredicateTakesWords("scheme"));
  EXPECT_FALSE(textPredicateTakesWords("empty"));
  EXPECT_FALSE(textPredicateTakesWords("nonsense"));
  EXPECT_EQ(textHolds("nonsense", {"x", true}, {}), Unknown);
}

TEST(Predicate, Comparisons) {
  check("equals", {"None", "off"},
        {{"none", Yes, Unknown},
         {"OFF", Yes, Unknown},
         {"of", No, Unknown},
         {"", No, Unknown},
         {"offer", No, No},
         {"x", No, No}});
  check("prefix", {"sslmode="},
        {{"sslmode=x", Yes, Yes},
         {"SSLMODE=", Yes, Yes},
         {"ssl", No, Unknown},
         {"", No, Unknown},
         {"x", No, No}});
  check("suffix", {".pem"},
        {{"a.PEM", Yes, Unknown}, {"a", No, Unknown}, {"", No, Unknown}});
  check("contains", {"sslmode=disable"},
        {{"host=x SSLMODE=disable", Yes, Yes},
         {"host=x", No, Unknown},
         {"", No, Unknown}});
  check("empty", {}, {{"", Yes, Unknown}, {"x", No, No}});
}

TEST(Predicate, Scheme) {
  check("scheme", {"http", "ws"},
        {{"http://example.org/", Yes, Yes},
         {"http://example.org", Yes, Yes},
         {"HTTP://EXAMPLE.ORG", Yes, Yes},
         {" http://example.org", Yes, Yes},
         {"ws://example.org", Yes, Yes},
         {"https://example.org/", No, No},
         {"wss://example.org/", No, No},
         {"http://localhost/", No, No},
         {"http://localhost:8080/x", No, No},
         {"http://localhost:", No, No},
         {"http://127.0.0.1", No, No},
         {"http://[::1]:80/", No, No},
         {"http://169.254.169.254/latest/", No, No},
         {"http://user:pw@localhost/", No, No},
         {"http://localhost@example.org/", Yes, Yes},
         {"http://localhost.example.org/", Yes, Yes},
         {"http://localhost:1,example.org:2/", Yes, Yes},
         {"http://localhost:1,127.0.0.1:2/", No, No},
         {"http://0.0.0.0:80/", Yes, Yes},
         {"http://*:80/", Yes, Yes},
         {"http://:80", Yes, Yes},
         {"http://%s/", Yes, Yes},
         {"http://", No, Yes},
         {"http:///x", No, No},
         {"http://loc", Yes, Unknown},
         {"http://127.0.", No, No},
         {"http://169.254.", Yes, Unknown},
         {"http://api", Yes, Yes},
         {"http:", No, Unknown},
         {"h", No, Unknown},
         {"", No, Unknown},
         {"https", No, No},
         {"example.org", No, No},
         {"http://www.w3.org/2001/XMLSchema", No, No},
         {"http://pki.example.org/ca.crl", No, No},
         {"http://ocsp.example.org/", No, No}});
  check("scheme", {"jdbc:mysql", "tcp"},
        {{"jdbc:mysql://db/x", Yes, Yes},
         {"tcp://db", Yes, Yes},
         {"jdbc:mysql://localhost/x", No, No}});
}

TEST(Predicate, NoScheme) {
  check("no-scheme", {},
        {{"example.org", Yes, Unknown},
         {"example.org:80", Yes, Yes},
         {"example.org/path", Yes, Yes},
         {"10.0.0.1", Yes, Unknown},
         {"[2001:db8::1]:80", Yes, Yes},
         {"2001:db8::1", Yes, Unknown},
         {"localhost", No, No},
         {"localhost:80", No, No},
         {"[::1]:80", No, No},
         {"/run/x.sock", No, No},
         {"unix:/run/x", No, No},
         {"http://example.org", No, No},
         {"mailto:x", No, No},
         {"http:", No, Unknown},
         {"two words", No, No},
         {"", No, Unknown}});
}

TEST(Predicate, Items) {
  check("item", {"RC4", "MD5"},
        {{"AES:RC4", Yes, Unknown},
         {"rc4", Yes, Unknown},
         {"RC4,AES", Yes, Yes},
         {"AES; md5;", Yes, Yes},
         {"+RC4:AES", Yes, Yes},
         {"!RC4:AES", No, Unknown},
         {"-RC4:AES", No, Unknown},
         {"RC4-SHA:AES", No, Unknown},
         {"", No, Unknown}});
  check("minus-item", {"VERS-TLS1.3"},
        {{"NORMAL:-VERS-TLS1.3", Yes, Unknown},
         {"NORMAL:-VERS-TLS1.3:x", Yes, Yes},
         {"NORMAL:!VERS-TLS1.3:x", No, Unknown},
         {"NORMAL:VERS-TLS1.3:x", No, Unknown}});
}

TEST(Predicate, Ciphers) {
  check("cipher-weak", {},
        {{"RC4-SHA", Yes, Unknown},
         {"DEFAULT:!RC4", No, Unknown},
         {"", No, Unknown}});
  check("cipher-all", {},
        {{"ALL", Yes, Unknown},
         {"ALL:!aNULL", No, Unknown},
         {"COMPLEMENTOFDEFAULT", Yes, Unknown},
         {"HIGH", No, Unknown}});
  check("cipher-high-alone", {},
        {{"HIGH", Yes, Unknown},
         {"HIGH:MEDIUM", Yes, Unknown},
         {"HIGH:!MD5", Yes, Unknown},
         {"HIGH:!aNULL", No, Unknown},
         {"ALL:HIGH", No, Unknown},
         {"MEDIUM", No, Unknown},
         {"DEFAULT", No, Unknown}});
  check("cipher-seclevel", {"0", "1"},
        {{"DEFAULT:@SECLEVEL=0", Yes, Unknown},
         {"@SECLEVEL=1:HIGH", Yes, Yes},
         {"DEFAULT:@SECLEVEL=2", No, Unknown},
         {"@SECLEVEL=2:HIGH", No, No},
         {"DEFAULT", No, Unknown}});
}

TEST(Predicate, Pins) {
  const char *Good = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  check("not-sha256-pin", {},
        {{Good, No, Unknown},
         {"sha1//AAAAAAAAAAAAAAAAAAAAAAAAAAA=", Yes, Yes},
         {"md5//abcd", Yes, Yes},
         {"sha256//not base64", Yes, Unknown},
         {"sha256:AAAA", Yes, Unknown},
         {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", Yes, Unknown},
         {"00112233445566778899aabbccddeeff00112233", Yes, Unknown},
         {"/etc/pin.pem", No, Unknown},
         {"pin.der", No, Unknown},
         {"sha.pem", No, Unknown},
         {"", No, Unknown}});
  EXPECT_EQ(
      textHolds("not-sha256-pin", {std::string(Good) + ";" + Good, true}, {}),
      No);
  EXPECT_EQ(
      textHolds("not-sha256-pin", {std::string(Good) + ";sha1//x", true}, {}),
      Yes);
}

TEST(Predicate, Local) {
  check("local", {},
        {{"localhost", Yes, Yes},
         {"localhost:5432", Yes, Yes},
         {"127.0.0.1", Yes, Yes},
         {"/run/x", Yes, Yes},
         {"unix:x", Yes, Yes},
         {"http://localhost/", Yes, Yes},
         {"local", No, Unknown},
         {"example.org", No, No},
         {"example.org:80", No, No},
         {"0.0.0.0", No, No},
         {"", No, Unknown}});
}

TEST(Predicate, HttpRequest) {
  check("http-request", {},
        {{"GET / HTTP/1.1\r\n", Yes, Yes},
         {"GET /index", Yes, Yes},
         {"POST %s HTTP/1.0\r\n", Yes, Yes},
         {"GET http://x/", Yes, Yes},
         {"GET ", Yes, Yes},
         {"GET", No, Unknown},
         {"DELETE ", No, Unknown},
         {"DELETE FROM t", No, No},
         {"GET key\r\n", No, No},
         {"OPTIONS rtsp://x RTSP/1.0", No, No},
         {"OPTIONS /x RTSP/1.0", No, No},
         {"hello", No, No},
         {"get / HTTP/1.1", No, No},
         {"", No, Unknown}});
}

TEST(Predicate, Hsts) {
  check("hsts-weak", {},
        {{"max-age=31536000", No, Unknown},
         {"max-age=31536000; includeSubDomains", No, No},
         {"max-age=\"63072000\";preload", No, No},
         {"max-age=0", Yes, Unknown},
         {"max-age=0;", Yes, Yes},
         {"max-age=3600; includeSubDomains", Yes, Yes},
         {"MAX-AGE=31536000;", No, No},
         {"max-age=99999999999999999999999", No, Unknown},
         {"includeSubDomains", Yes, Unknown},
         {"max-age=", Yes, Unknown},
         {"Strict-Transport-Security: max-age=31536000;", No, No},
         {"", Yes, Unknown}});
}

TEST(Predicate, IdentityEndpoints) {
  auto Is = [](llvm::StringRef Text, bool Complete = true) {
    return textHolds("identity-endpoint", {Text.str(), Complete}, {});
  };
  EXPECT_EQ(Is("http://x/oauth2/token"), Tri::Yes);
  EXPECT_EQ(Is("http://x/items"), Tri::No);
  EXPECT_EQ(Is("http://x/it", false), Tri::Unknown);
}

TEST(Predicate, Domains) {
  check("smtp-like-domain", {"azurewebsites.net", ".cloudapp.net"},
        {{"x.azurewebsites.net", Yes, Unknown},
         {"azurewebsites.net", Yes, Unknown},
         {"https://X.AzureWebsites.net/", Yes, Yes},
         {"x.cloudapp.net:443", Yes, Yes},
         {"x.cloudapp.net.", Yes, Unknown},
         {"notazurewebsites.net", No, Unknown},
         {"x.azurewebsites.net.example.org/", No, No},
         {"", No, Unknown}});
}

} // namespace
