//===--- SensitiveWords.cpp - names of what must not leak -------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/SensitiveWords.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace commsec {

std::vector<std::string> splitIdentifier(StringRef Identifier) {
  std::vector<std::string> Words;
  std::string Word;
  auto Flush = [&] {
    if (!Word.empty())
      Words.push_back(std::move(Word));
    Word.clear();
  };
  for (size_t I = 0, E = Identifier.size(); I != E; ++I) {
    char C = Identifier[I];
    if (!isAlnum(C)) {
      Flush();
      continue;
    }
    char Before = I ? Identifier[I - 1] : '\0';
    bool NextIsLower = I + 1 != E && isLower(Identifier[I + 1]);
    // "userName", "HTTPSession" and "password2" have borders of their own,
    // "IDs" has none.
    if ((isUpper(C) && (isLower(Before) || isDigit(Before))) ||
        (isUpper(C) && isUpper(Before) && NextIsLower &&
         !(Identifier[I + 1] == 's' &&
           (I + 2 == E || !isLower(Identifier[I + 2])))) ||
        (isDigit(C) != isDigit(Before) && isAlnum(Before)))
      Flush();
    Word += toLower(C);
  }
  Flush();
  return Words;
}

/// Words that are sensitive wherever they stand in a name.
static bool isSecretWord(StringRef W) {
  static constexpr StringLiteral Secrets[] = {
      "password",   "passwords",  "passwd",      "pwd",        "passphrase",
      "passcode",   "userpass",   "userpwd",     "passwrd",    "passw",
      "secret",     "secrets",    "token",       "tokens",     "apikey",
      "apikeys",    "credential", "credentials", "creds",      "cred",
      "cookie",     "cookies",    "ssn",         "cvv",        "cvc",
      "iban",       "jwt",        "pan",         "pin",        "privkey",
      "privatekey", "sessionid",  "sessid",      "cardnumber", "cardno",
      "psk",        "otp",        "totp",        "authtoken",  "accesstoken",
      "secretkey",  "sharedkey",  "authkey",     "accesskey",  "encpwd",
      "patientid",  "diagnosis",  "creditcard",  "passwort",   "pass",
  };
  return is_contained(Secrets, W);
}

/// Pairs of neighbouring words that only are sensitive together.
static bool isSecretPair(StringRef A, StringRef B) {
  static constexpr std::pair<StringLiteral, StringLiteral> Pairs[] = {
      {"api", "key"},
      {"access", "key"},
      {"private", "key"},
      {"priv", "key"},
      {"secret", "key"},
      {"shared", "key"},
      {"auth", "key"},
      {"account", "key"},
      {"encryption", "key"},
      {"signing", "key"},
      {"session", "id"},
      {"sess", "id"},
      {"session", "key"},
      {"card", "number"},
      {"card", "no"},
      {"card", "num"},
      {"credit", "card"},
      {"security", "number"},
      {"social", "security"},
      {"auth", "header"},
      {"authorization", "header"},
      {"auth", "string"},
      {"auth", "data"},
      {"basic", "auth"},
      {"bearer", "auth"},
      {"pin", "code"},
      {"pass", "word"},
      {"pass", "phrase"},
      {"pass", "wd"},
      {"account", "number"},
      {"patient", "record"},
      {"medical", "record"},
      {"refresh", "token"},
  };
  return any_of(Pairs,
                [&](const auto &P) { return P.first == A && P.second == B; });
}

/// Words after a secret that make the name one of something about it, or of
/// something else altogether ("token_bucket", "password_policy").
static bool isHarmlessAfter(StringRef W) {
  static constexpr StringLiteral Harmless[] = {
      "len",      "length",    "size",       "sizes",   "count",
      "counter",  "num",       "hash",       "hashes",  "hashed",
      "digest",   "file",      "filename",   "fname",   "path",
      "fd",       "dir",       "directory",  "type",    "types",
      "kind",     "format",    "policy",     "valid",   "ok",
      "set",      "flag",      "flags",      "index",   "idx",
      "pos",      "offset",    "field",      "label",   "prompt",
      "expiry",   "expires",   "expiration", "expired", "ttl",
      "timeout",  "age",       "lifetime",   "url",     "uri",
      "endpoint", "host",      "port",       "server",  "service",
      "provider", "callback",  "cb",         "func",    "fn",
      "handler",  "enabled",   "required",   "present", "max",
      "min",      "limit",     "bucket",     "ring",    "parser",
      "stream",   "iterator",  "iter",       "it",      "begin",
      "end",      "start",     "store",      "jar",     "manager",
      "strength", "status",    "state",      "err",     "error",
      "errors",   "ret",       "rc",         "result",  "changed",
      "version",  "algorithm", "alg",        "hint",    "mask",
      "masked",   "encrypted", "encoding",   "bits",    "bytes",
      "cap",      "capacity",  "charset",    "dialog",  "widget",
      "edit",     "box",       "through",    "by",      "fail",
      "failed",   "failures",  "rate",       "exists",  "needed",
      "missing",  "env",       "name",       "mode",
  };
  return is_contained(Harmless, W);
}

/// Words before a secret that make the name a yes-or-no question, a number or
/// something else.
static bool isHarmlessBefore(StringRef W) {
  static constexpr StringLiteral Harmless[] = {
      "has",      "have",      "is",   "need",      "needs",  "require",
      "requires", "use",       "uses", "num",       "count",  "n",
      "max",      "min",       "no",   "skip",      "valid",  "check",
      "ask",      "show",      "hide", "len",       "sizeof", "hashed",
      "masked",   "encrypted", "got",  "want",      "pinned", "next",
      "cur",      "prev",      "peek", "lookahead",
  };
  return is_contained(Harmless, W);
}

/// Words that are of other trades where they name a number: the cookie that a
/// protocol marks its packets with, the pass of a loop.
static bool isOnlyText(StringRef W) {
  return is_contained({"cookie", "cookies", "pass", "passes"}, W);
}

static bool isSensitive(StringRef Identifier, bool IsNumber) {
  std::vector<std::string> Words = splitIdentifier(Identifier);
  // Numbers only tell siblings apart.
  erase_if(Words, [](StringRef W) { return all_of(W, isDigit); });
  for (size_t I = 0, E = Words.size(); I != E; ++I) {
    StringRef W = Words[I];
    size_t After = I + 1;
    if (After != E && isSecretPair(W, Words[After]))
      ++After;
    else if (!isSecretWord(W))
      continue;
    else if (IsNumber && isOnlyText(W))
      continue;
    // These are common words of other trades: they count alone, or with a
    // person's or a card's word in front of them ("user_pin").
    if (After == I + 1 && (W == "pin" || W == "pan" || W == "pass" ||
                           W == "cookie" || W == "cookies")) {
      bool Alone = E == 1;
      bool Personal =
          I &&
          is_contained({"user",    "card",     "client",  "login",  "my",
                        "account", "customer", "auth",    "bank",   "sim",
                        "session", "admin",    "db",      "smtp",   "ftp",
                        "mqtt",    "wifi",     "proxy",   "http",   "m",
                        "s",       "g",        "p",       "str",    "entered",
                        "new",     "old",      "set",     "mail",   "imap",
                        "pop",     "root",     "default", "server", "the"},
                       StringRef(Words[I - 1]));
      // What a pin opens.
      bool Opens =
          I && W == "pin" &&
          is_contained(
              {"door",      "gate",     "lock",    "unlock",    "entry",
               "access",    "room",     "safe",    "vault",     "alarm",
               "arm",       "disarm",   "pairing", "pair",      "bt",
               "bluetooth", "parental", "parent",  "voicemail", "atm",
               "terminal",  "operator", "cashier", "clerk",     "employee",
               "owner",     "guest",    "master",  "staff",     "installer",
               "service",   "security", "patient", "device",    "secret",
               "payment",   "pos",      "holder",  "cardholder"},
              StringRef(Words[I - 1]));
      if (!Alone && !Personal && !Opens)
        continue;
      if (W == "pan" && Personal && Words[I - 1] != "card" && E != 1)
        continue;
    }
    if (After != E && isHarmlessAfter(Words[After]))
      continue;
    if (I && isHarmlessBefore(Words[I - 1]))
      continue;
    return true;
  }
  return false;
}

bool isSensitiveIdentifier(StringRef Identifier) {
  return isSensitive(Identifier, /*IsNumber=*/false);
}

bool isSensitiveNumber(StringRef Identifier) {
  return isSensitive(Identifier, /*IsNumber=*/true);
}

/// True if \p Value, what follows a name in a format, is that of a number.
static bool formatsNumber(StringRef Value) {
  Value = Value.ltrim(" \t\"'\\");
  if (!Value.consume_front("%"))
    return false;
  Value = Value.ltrim("0123456789.+-# hljztL");
  return !Value.empty() && StringRef("diuxXo").contains(Value.front());
}

bool isSensitiveLiteral(StringRef Literal) {
  // Commands that carry a secret, as text protocols have them.
  SmallVector<StringRef, 4> Lines;
  Literal.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Command : Lines) {
    Command = Command.ltrim('\r');
    for (StringRef C : {"PASS ", "AUTH ", "LOGIN ", "AUTHINFO ", "OPER ",
                        "NICKSERV IDENTIFY "})
      if (Command.starts_with(C))
        return true;
    // IMAP: a tag comes first.
    auto [Tag, Rest] = Command.split(' ');
    if (!Tag.empty() && Tag.size() <= 8 && all_of(Tag, isAlnum) &&
        any_of(Tag, isDigit) &&
        (Rest.starts_with_insensitive("LOGIN ") ||
         Rest.starts_with_insensitive("AUTHENTICATE ")))
      return true;
  }
  for (StringRef H :
       {"Authorization:", "Cookie:", "X-Api-Key:", "X-Auth-Token:",
        "X-Amz-Security-Token:", "Ocp-Apim-Subscription-Key:", "X-Api-Token:"})
    if (size_t At = Literal.find_insensitive(H);
        At != StringRef::npos && !formatsNumber(Literal.substr(At + H.size())))
      return true;
  // "password=", "token: ", "\"api_key\": ": a name in front of a value.
  for (size_t I = 0; I < Literal.size(); ++I) {
    if (Literal[I] != '=' && Literal[I] != ':')
      continue;
    StringRef Name = Literal.take_front(I).rtrim(" \t\"'\\");
    size_t Begin = Name.size();
    while (Begin && (isAlnum(Name[Begin - 1]) || Name[Begin - 1] == '_' ||
                     Name[Begin - 1] == '-'))
      --Begin;
    Name = Name.drop_front(Begin);
    if (!Name.empty() &&
        isSensitive(Name, formatsNumber(Literal.drop_front(I + 1))))
      return true;
  }
  // An XML element: "<password>".
  for (size_t I = Literal.find('<'); I != StringRef::npos;
       I = Literal.find('<', I + 1)) {
    StringRef Name = Literal.drop_front(I + 1).take_while(
        [](char C) { return isAlnum(C) || C == '_' || C == '-' || C == ':'; });
    Name = Name.drop_front(Name.rfind(':') + 1); // A namespace.
    if (!Name.empty() && isSensitiveIdentifier(Name))
      return true;
  }
  return false;
}

} // namespace commsec
