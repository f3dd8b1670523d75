//===--- SensitiveWordsTest.cpp - tests of SensitiveWords.h -----*- C++ -*-===//
//-*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/SensitiveWords.h"
#include "gtest/gtest.h"

using namespace commsec;

namespace {

TEST(SensitiveWords, Split) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(splitIdentifier("userPassword"), (Words{"user", "password"}));
  EXPECT_EQ(splitIdentifier("user_password2"),
            (Words{"user", "password", "2"}));
  EXPECT_EQ(splitIdentifier("HTTPSessionID"), (Words{"http", "session", "id"}));
  EXPECT_EQ(splitIdentifier("APIKey"), (Words{"api", "key"}));
  EXPECT_EQ(splitIdentifier("API_KEY"), (Words{"api", "key"}));
  EXPECT_EQ(splitIdentifier("m_IDs"), (Words{"m", "ids"}));
  EXPECT_EQ(splitIdentifier("oauth2Token"), (Words{"oauth", "2", "token"}));
  EXPECT_EQ(splitIdentifier(""), Words{});
  EXPECT_EQ(splitIdentifier("__"), Words{});
}

TEST(SensitiveWords, Identifiers) {
  for (const char *N : {"password",
                        "Password",
                        "PASSWORD",
                        "user_password",
                        "userPassword",
                        "m_password",
                        "password_",
                        "password2",
                        "passwd",
                        "pwd",
                        "dbPwd",
                        "passphrase",
                        "secret",
                        "clientSecret",
                        "token",
                        "auth_token",
                        "accessToken",
                        "api_key",
                        "apiKey",
                        "apikey",
                        "APIKey",
                        "kApiKey",
                        "credentials",
                        "userCredential",
                        "creds",
                        "cookie",
                        "session_cookie",
                        "session_id",
                        "sessionId",
                        "pin",
                        "user_pin",
                        "door_pin",
                        "pairingPin",
                        "cardPin",
                        "ssn",
                        "card_number",
                        "cardNumber",
                        "creditCard",
                        "pan",
                        "cvv",
                        "iban",
                        "private_key",
                        "privateKey",
                        "g_token",
                        "bearer_token",
                        "pass",
                        "smtp_pass",
                        "password_buf",
                        "tokenStr",
                        "secret_value",
                        "jwt",
                        "default_password",
                        "new_password",
                        "authorization_header",
                        "clerkPin"})
    EXPECT_TRUE(isSensitiveIdentifier(N)) << N;
  for (const char *N : {"",
                        "compass",
                        "author",
                        "authority",
                        "tokenize",
                        "tokenizer",
                        "passenger",
                        "bypass",
                        "token_len",
                        "tokenLength",
                        "token_count",
                        "num_tokens",
                        "password_size",
                        "password_hash",
                        "password_file",
                        "passwordPath",
                        "secret_fd",
                        "has_password",
                        "hasPassword",
                        "need_token",
                        "password_policy",
                        "password_prompt",
                        "pinned",
                        "pin_count",
                        "gpio_pin",
                        "led_pin",
                        "pinMode",
                        "pan_angle",
                        "camera_pan",
                        "key",
                        "public_key",
                        "user",
                        "name",
                        "message",
                        "buffer",
                        "secretary",
                        "cookiecutter",
                        "cardinal",
                        "keyboard",
                        "passes",
                        "pass_count",
                        "pass_through",
                        "token_type",
                        "cookie_jar",
                        "next_token",
                        "spanning",
                        "session",
                        "opinion",
                        "max_password",
                        "card",
                        "number",
                        "first_pass",
                        "shaping"})
    EXPECT_FALSE(isSensitiveIdentifier(N)) << N;
}

TEST(SensitiveWords, Numbers) {
  for (const char *N : {"pin", "cardNumber", "ssn", "user_pin", "session_id"})
    EXPECT_TRUE(isSensitiveNumber(N)) << N;
  for (const char *N : {"cookie", "m_cookie", "pass", "count"})
    EXPECT_FALSE(isSensitiveNumber(N)) << N;
}

TEST(SensitiveWords, Literals) {
  for (const char *L : {"PASS %s\r\n",
                        "PASS ",
                        "USER %s\r\nPASS %s\r\n",
                        "AUTH PLAIN ",
                        "LOGIN ",
                        "a001 LOGIN %s %s\r\n",
                        "Authorization: Basic ",
                        "GET / HTTP/1.1\r\nAuthorization: Bearer ",
                        "authorization: ",
                        "password=",
                        "user=a&password=b",
                        "{\"password\": \"%s\"}",
                        "{\"api_key\":\"",
                        "token: %s",
                        "Cookie: a=b",
                        "<password>",
                        "<wsse:Password>",
                        "card_number=4111",
                        "pin: %04u",
                        "Cookie: %s\r\n",
                        "cookie=%s"})
    EXPECT_TRUE(isSensitiveLiteral(L)) << L;
  for (const char *L :
       {"", "hello", "USER %s\r\n", "PASSENGER", "USERS", "the password",
        "compass=north", "author: me", "token_len=3",
        "GET / HTTP/1.1\r\nHost: x\r\n", "a = b", "temperature: %d", "AUTHOR x",
        "PASSED", "login", "<author>", "x < password_len", "pass=%d",
        "BT-SEARCH * HTTP/1.1\r\ncookie: %x\r\n"})
    EXPECT_FALSE(isSensitiveLiteral(L)) << L;
}

} // namespace
