//===--- CipherTest.cpp - tests of Text/CipherString.h ----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/CipherString.h"
#include "gtest/gtest.h"

using namespace commsec;

namespace {

TEST(Cipher, Weak) {
  for (const char *S : {"RC4",
                        "RC4-SHA",
                        "rc4-sha",
                        "RC4+RSA",
                        "HIGH:RC4",
                        "DEFAULT:RC4",
                        "HIGH:!aNULL:3DES",
                        "DES-CBC3-SHA",
                        "EDH-RSA-DES-CBC3-SHA",
                        "DES-CBC-SHA",
                        "EXP-RC4-MD5",
                        "EXP",
                        "EXPORT",
                        "EXPORT40",
                        "LOW",
                        "NULL",
                        "eNULL",
                        "NULL-SHA",
                        "NULL-SHA256",
                        "aNULL",
                        "ADH",
                        "AECDH",
                        "ADH-AES256-SHA",
                        "AECDH-AES128-SHA",
                        "ADH-AES256-GCM-SHA384",
                        "MD5",
                        "RC2",
                        "IDEA",
                        "SEED",
                        "SEED-SHA",
                        "DES",
                        "SSLv2",
                        "aNULL+AES",
                        "ALL:eNULL",
                        "COMPLEMENTOFALL",
                        "AES128-SHA:RC4-SHA",
                        "AES128-SHA,RC4-SHA",
                        "AES128-SHA RC4-SHA",
                        "AES128-SHA;RC4-SHA",
                        "-RC4:RC4",
                        "RC4:-RC4:RC4",
                        "RC4:!RC4-MD5",
                        "DEFAULT:RC4@SECLEVEL=0",
                        "TLS_RSA_WITH_RC4_128_SHA",
                        "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
                        "TLS_DH_anon_WITH_AES_128_CBC_SHA",
                        "TLS_RSA_WITH_NULL_SHA256",
                        "TLS-RSA-WITH-RC4-128-MD5",
                        "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
                        "TLS_SHA256_SHA256",
                        "PSK-NULL-SHA384",
                        "kRSA+RC4",
                        "RC4:!aNULL",
                        "ECDHE-RSA-DES-CBC3-SHA:ECDHE-RSA-AES128-GCM-SHA256"})
    EXPECT_FALSE(parseCipherList(S).Weak.empty()) << S;
}

TEST(Cipher, NotWeak) {
  for (const char *S :
       {"",
        "DEFAULT",
        "HIGH",
        "ALL",
        "HIGH:!aNULL:!MD5",
        "MEDIUM",
        "DEFAULT:!RC4:+3DES",
        "+RC4",
        "!RC4",
        "-RC4",
        "!RC4:RC4",
        "RC4:!RC4",
        "RC4:-RC4",
        "RC4-SHA:!RC4",
        "RC4-MD5:!MD5",
        "RC4+AES",
        "ALL:!aNULL:!eNULL",
        "ALL:!ADH:!LOW:!EXP:!MD5:@STRENGTH",
        "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305",
        "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "DHE-RSA-AES256-SHA",
        "EECDH+AESGCM:EDH+AESGCM",
        "AES128-SHA",
        "COMPLEMENTOFALL:!eNULL",
        "DES-CBC3-SHA:!3DES",
        "DES-CBC3-SHA:!DES-CBC3-SHA",
        "RC4:!RSA:!ARSA:"
        "!aNULL:!ECDSA:!PSK",
        "DES:!LOW:!EXP",
        "3DES:!SSLv3:!SSLv2",
        "AES256-DESCRIPTION",
        "!",
        "+",
        "-",
        ":::",
        "@",
        "@STRENGTH",
        "AES128-CCM8",
        "CAMELLIA256-SHA"})
    EXPECT_TRUE(parseCipherList(S).Weak.empty())
        << S << ": " << parseCipherList(S).Weak.front();
}

TEST(Cipher, NamesTheElement) {
  EXPECT_EQ(parseCipherList("HIGH:RC4+RSA:NULL-SHA").Weak,
            (std::vector<std::string>{"NULL-SHA", "RC4+RSA"}));
}

TEST(Cipher, Anonymous) {
  struct {
    const char *Text;
    bool All, High, Excluded;
  } const Cases[] = {
      {"ALL", true, false, false},
      {"ALL:!aNULL", true, false, true},
      {"!aNULL:ALL", true, false, true},
      {"-aNULL:ALL", true, false, false},
      {"ALL:-aNULL", true, false, true},
      {"ALL:!ADH", true, false, true},
      {"ALL:!eNULL", true, false, false},
      {"ALL:-ALL", false, false, false},
      {"ALL:!ALL:ALL", false, false, false},
      {"ALL:-ALL:HIGH", false, true, false},
      {"HIGH", false, true, false},
      {"HIGH:!aNULL", false, true, true},
      {"HIGH+aRSA", false, false, false},
      {"COMPLEMENTOFDEFAULT", true, false, false},
      {"ALL:!COMPLEMENTOFDEFAULT", true, false, false},
      {"DEFAULT", false, false, false},
  };
  for (const auto &C : Cases) {
    SCOPED_TRACE(C.Text);
    CipherList L = parseCipherList(C.Text);
    EXPECT_EQ(L.All, C.All);
    EXPECT_EQ(L.High, C.High);
    EXPECT_EQ(L.AnonymousExcluded, C.Excluded);
  }
}

TEST(Cipher, SecurityLevel) {
  EXPECT_EQ(parseCipherList("DEFAULT:@SECLEVEL=0").SecurityLevel, 0u);
  EXPECT_EQ(parseCipherList("DEFAULT@SECLEVEL=1").SecurityLevel, 1u);
  EXPECT_EQ(parseCipherList("@SECLEVEL=0:@SECLEVEL=2").SecurityLevel, 2u);
  EXPECT_EQ(parseCipherList("DEFAULT").SecurityLevel, std::nullopt);
  EXPECT_EQ(parseCipherList("@SECLEVEL=").SecurityLevel, std::nullopt);
  EXPECT_EQ(parseCipherList("@SECLEVEL=x").SecurityLevel, std::nullopt);
}

TEST(Cipher, SingleSuites) {
  EXPECT_TRUE(isWeakCipherSuite("RC4-SHA"));
  EXPECT_TRUE(isWeakCipherSuite("TLS_RSA_WITH_DES_CBC_SHA"));
  EXPECT_FALSE(isWeakCipherSuite("RC4"));
  EXPECT_FALSE(isWeakCipherSuite("AES256-SHA"));
  EXPECT_FALSE(isWeakCipherSuite("TLS_AES_128_GCM_SHA256"));
}

} // namespace
