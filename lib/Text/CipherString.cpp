//===--- CipherString.cpp - OpenSSL's cipher lists --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/CipherString.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace commsec {

namespace {

/// The properties of suites that keywords select by.
enum Tag : uint32_t {
  ENull = 1 << 0,
  ANull = 1 << 1,
  Export = 1 << 2,
  Low = 1 << 3,
  Rc4 = 1 << 4,
  Rc2 = 1 << 5,
  Des = 1 << 6,
  TripleDes = 1 << 7,
  Idea = 1 << 8,
  Seed = 1 << 9,
  Md5 = 1 << 10,
  Ssl2 = 1 << 11,
  // Properties that are not weak by themselves.
  Sha1 = 1 << 12,
  Sha2 = 1 << 13,
  KeyRsa = 1 << 14,
  Dhe = 1 << 15,
  Ecdhe = 1 << 16,
  AuthRsa = 1 << 17,
  AuthDss = 1 << 18,
  AuthEcdsa = 1 << 19,
  Psk = 1 << 20,
  Aes = 1 << 21,
  Camellia = 1 << 22,
  Medium = 1 << 23,
  High = 1 << 24,
  Ssl3 = 1 << 25,
  Tls12 = 1 << 26,
  Srp = 1 << 27,
  Any = 1 << 28,
};

constexpr uint32_t WeakTags = ENull | ANull | Export | Low | Rc4 | Rc2 | Des |
                              TripleDes | Idea | Seed | Md5 | Ssl2;

/// The suites that OpenSSL knew or knows and that some keyword can enable.
constexpr StringLiteral WeakSuites[] = {"NULL-MD5",
                                        "NULL-SHA",
                                        "NULL-SHA256",
                                        "ECDHE-RSA-NULL-SHA",
                                        "ECDHE-ECDSA-NULL-SHA",
                                        "AECDH-NULL-SHA",
                                        "PSK-NULL-SHA",
                                        "RC4-MD5",
                                        "RC4-SHA",
                                        "ECDHE-RSA-RC4-SHA",
                                        "ECDHE-ECDSA-RC4-SHA",
                                        "ADH-RC4-MD5",
                                        "AECDH-RC4-SHA",
                                        "PSK-RC4-SHA",
                                        "EXP-RC4-MD5",
                                        "EXP-ADH-RC4-MD5",
                                        "EXP-RC2-CBC-MD5",
                                        "RC2-CBC-MD5",
                                        "IDEA-CBC-MD5",
                                        "DES-CBC-MD5",
                                        "DES-CBC3-MD5",
                                        "DES-CBC-SHA",
                                        "EDH-RSA-DES-CBC-SHA",
                                        "EDH-DSS-DES-CBC-SHA",
                                        "ADH-DES-CBC-SHA",
                                        "EXP-DES-CBC-SHA",
                                        "EXP-EDH-RSA-DES-CBC-SHA",
                                        "EXP-ADH-DES-CBC-SHA",
                                        "DES-CBC3-SHA",
                                        "EDH-RSA-DES-CBC3-SHA",
                                        "EDH-DSS-DES-CBC3-SHA",
                                        "ADH-DES-CBC3-SHA",
                                        "ECDHE-RSA-DES-CBC3-SHA",
                                        "ECDHE-ECDSA-DES-CBC3-SHA",
                                        "AECDH-DES-CBC3-SHA",
                                        "PSK-3DES-EDE-CBC-SHA",
                                        "SRP-RSA-3DES-EDE-CBC-SHA",
                                        "IDEA-CBC-SHA",
                                        "SEED-SHA",
                                        "DHE-RSA-SEED-SHA",
                                        "ADH-SEED-SHA",
                                        "ADH-AES128-SHA",
                                        "ADH-AES256-SHA",
                                        "ADH-AES128-SHA256",
                                        "ADH-AES256-SHA256",
                                        "ADH-AES128-GCM-SHA256",
                                        "ADH-AES256-GCM-SHA384",
                                        "ADH-CAMELLIA128-SHA",
                                        "ADH-CAMELLIA256-SHA",
                                        "AECDH-AES128-SHA",
                                        "AECDH-AES256-SHA"};

struct Suite {
  std::string Name; ///< In upper case.
  uint32_t Tags;
  bool Killed = false;   ///< `!` is for good.
  std::string EnabledBy; ///< The element that enabled it; empty: off.
};

} // namespace

/// The properties that a suite's name (OpenSSL's or IANA's) tells.
static uint32_t tagsOfSuite(StringRef Name) {
  std::string Upper = Name.upper();
  SmallVector<StringRef, 8> Parts;
  SplitString(Upper, Parts, "-_");
  uint32_t T = Any;
  auto Has = [&](StringRef P) { return is_contained(Parts, P); };
  bool TripleKey = Has("3DES") || Has("CBC3") || Has("EDE3");
  if (Has("NULL"))
    T |= ENull;
  // Integrity without encryption, as TLS 1.3 knows it.
  if (Upper == "TLS_SHA256_SHA256" || Upper == "TLS_SHA384_SHA384")
    T |= ENull;
  if (Has("ADH") || Has("AECDH") || Has("ANON"))
    T |= ANull;
  if (Has("EXP") || Has("EXPORT") || Has("EXP1024") || Has("EXPORT1024"))
    T |= Export;
  if (Has("RC4"))
    T |= Rc4;
  if (Has("RC2"))
    T |= Rc2;
  if (TripleKey)
    T |= TripleDes;
  else if (Has("DES") || Has("DES40"))
    T |= Des;
  if (Has("IDEA"))
    T |= Idea;
  if (Has("SEED"))
    T |= Seed;
  if (Has("MD5"))
    T |= Md5;
  if (!(T & Export) && (T & Md5) && (T & (Rc2 | Des | TripleDes | Idea)))
    T |= Ssl2;
  else
    T |= Ssl3;
  if (!(T & Export) && (T & Des))
    T |= Low;
  if (T & (Rc4 | Seed | Idea | TripleDes))
    T |= Medium;
  if (Has("SHA") || Has("SHA1"))
    T |= Sha1;
  if (Has("SHA256") || Has("SHA384"))
    T |= Sha2 | Tls12;
  for (StringRef P : Parts) {
    if (P.starts_with("AES"))
      T |= Aes | High;
    if (P.starts_with("CAMELLIA"))
      T |= Camellia | High;
  }
  if (Has("PSK"))
    T |= Psk;
  if (Has("SRP"))
    T |= Srp;
  if (Has("ECDHE") || Has("AECDH") || Has("EECDH"))
    T |= Ecdhe;
  else if (Has("DHE") || Has("EDH") || Has("ADH"))
    T |= Dhe;
  else if (!(T & (Psk | Srp | ANull)))
    T |= KeyRsa;
  if (Has("ECDSA"))
    T |= AuthEcdsa;
  else if (Has("DSS"))
    T |= AuthDss;
  else if (!(T & (ANull | Psk)))
    T |= AuthRsa;
  return T;
}

namespace {
/// What a keyword selects: suites that have all of these tags; none for a
/// word that is no keyword.
struct Keyword {
  uint32_t All = 0;
  uint32_t AnyOf = 0;
  bool matches(uint32_t Tags) const {
    return (Tags & All) == All && (!AnyOf || (Tags & AnyOf));
  }
};
} // namespace

static std::optional<Keyword> keyword(StringRef Word) {
  uint32_t T = StringSwitch<uint32_t>(Word.upper())
                   .Cases({"NULL", "ENULL", "COMPLEMENTOFALL"}, ENull)
                   .Case("ANULL", ANull)
                   .Cases({"EXP", "EXPORT", "EXPORT40", "EXPORT56"}, Export)
                   .Case("LOW", Low)
                   .Case("RC4", Rc4)
                   .Case("RC2", Rc2)
                   .Case("DES", Des)
                   .Case("3DES", TripleDes)
                   .Case("IDEA", Idea)
                   .Case("SEED", Seed)
                   .Case("MD5", Md5)
                   .Case("SSLV2", Ssl2)
                   .Cases({"SSLV3", "TLSV1", "TLSV1.0"}, Ssl3)
                   .Case("TLSV1.2", Tls12)
                   .Cases({"SHA", "SHA1"}, Sha1)
                   .Cases({"SHA256", "SHA384"}, Sha2)
                   .Cases({"KRSA", "RSA"}, KeyRsa)
                   .Case("ARSA", AuthRsa)
                   .Cases({"ADSS", "DSS"}, AuthDss)
                   .Cases({"AECDSA", "ECDSA"}, AuthEcdsa)
                   .Cases({"KDHE", "KEDH", "DH"}, Dhe)
                   .Cases({"KECDHE", "KEECDH", "ECDH"}, Ecdhe)
                   .Cases({"PSK", "KPSK", "APSK"}, Psk)
                   .Cases({"SRP", "KSRP"}, Srp)
                   .Cases({"AES", "AES128", "AES256", "AESGCM"}, Aes)
                   .Cases({"CAMELLIA", "CAMELLIA128", "CAMELLIA256"}, Camellia)
                   .Case("MEDIUM", Medium)
                   .Case("HIGH", High)
                   .Default(0);
  if (T)
    return Keyword{T, 0};
  return StringSwitch<std::optional<Keyword>>(Word.upper())
      .Case("ADH", Keyword{ANull | Dhe, 0})
      .Case("AECDH", Keyword{ANull | Ecdhe, 0})
      .Cases({"DHE", "EDH"}, Keyword{Dhe, AuthRsa | AuthDss})
      .Cases({"ECDHE", "EECDH"}, Keyword{Ecdhe, AuthRsa | AuthEcdsa})
      .Case("ALL", Keyword{Any, ~uint32_t(ENull)})
      .Default(std::nullopt);
}

static bool isWeakKeyword(StringRef Word) {
  std::optional<Keyword> K = keyword(Word);
  return K && (K->All & WeakTags);
}

static bool isSuiteName(StringRef Word) {
  return Word.contains('-') || Word.contains('_');
}

bool isWeakCipherSuite(StringRef Name) {
  return isSuiteName(Name) && (tagsOfSuite(Name) & WeakTags);
}

CipherList parseCipherList(StringRef Text) {
  CipherList List;
  std::vector<Suite> Suites;
  for (StringRef S : WeakSuites)
    Suites.push_back({S.str(), tagsOfSuite(S), false, ""});

  // The broad keywords that bring anonymous suites with them.
  struct Broad {
    bool On = false, Killed = false;
    void set(bool Enable) { On = Enable && !Killed; }
  } All, High, Medium;
  bool AnonymousKilled = false;

  while (!Text.empty()) {
    constexpr StringLiteral Separators(":,; \t\n");
    Text = Text.ltrim(Separators);
    // "DEFAULT@SECLEVEL=0" needs no separator before the command.
    size_t End = Text.find_first_of(":,; \t\n@", Text.starts_with("@"));
    StringRef Element = Text.take_front(End);
    Text = Text.drop_front(Element.size());
    if (Element.empty())
      continue;
    if (Element.consume_front("@")) {
      unsigned Level;
      if (Element.consume_front_insensitive("SECLEVEL=") &&
          !Element.getAsInteger(10, Level))
        List.SecurityLevel = Level;
      continue;
    }
    char Prefix = 0;
    if (StringRef("!-+").contains(Element.front())) {
      Prefix = Element.front();
      Element = Element.drop_front();
    }
    if (Element.empty() || Prefix == '+')
      continue; // `+` only moves what is enabled already.

    SmallVector<StringRef, 4> Words;
    Element.split(Words, '+', -1, /*KeepEmpty=*/false);
    bool Adds = Prefix == 0;
    bool Kills = Prefix == '!';

    if (Words.size() == 1) {
      StringRef W = Words[0];
      auto Apply = [&](Broad &B) {
        B.set(Adds);
        B.Killed |= Kills;
      };
      if (W.equals_insensitive("ALL")) {
        Apply(All);
        if (!Adds) {
          Apply(High);
          Apply(Medium);
        }
      } else if (W.equals_insensitive("COMPLEMENTOFALL") ||
                 W.equals_insensitive("COMPLEMENTOFDEFAULT")) {
        // Excluding one of these does not take the rest of ALL away.
        if (Adds)
          All.set(true);
      } else if (W.equals_insensitive("HIGH")) {
        Apply(High);
      } else if (W.equals_insensitive("MEDIUM")) {
        Apply(Medium);
      } else if (!Adds && (W.equals_insensitive("aNULL") ||
                           W.equals_insensitive("ADH"))) {
        // `!ADH` is the old spelling, from before there was AECDH. `-`
        // removes only what was enabled before.
        AnonymousKilled |= Kills;
        List.AnonymousExcluded = true;
      }
      if (Adds &&
          (W.equals_insensitive("ALL") || W.equals_insensitive("HIGH") ||
           W.equals_insensitive("COMPLEMENTOFDEFAULT")))
        List.AnonymousExcluded = AnonymousKilled;
    }

    // A suite by its name, known or not.
    if (Words.size() == 1 && isSuiteName(Words[0])) {
      std::string Upper = Words[0].upper();
      auto It =
          find_if(Suites, [&](const Suite &S) { return S.Name == Upper; });
      if (It == Suites.end()) {
        // An exclusion of a suite that no class above enables has to be
        // remembered, too.
        Suites.push_back({Upper, tagsOfSuite(Upper), false, ""});
        It = std::prev(Suites.end());
      }
      if (!(It->Tags & WeakTags))
        continue;
      if (!Adds)
        It->EnabledBy.clear();
      else if (!It->Killed && It->EnabledBy.empty())
        It->EnabledBy = Element.str();
      It->Killed |= Kills;
      continue;
    }

    if (Adds && none_of(Words, isWeakKeyword))
      continue;
    SmallVector<Keyword, 4> Keywords;
    bool Known = true;
    for (StringRef W : Words) {
      if (std::optional<Keyword> K = keyword(W))
        Keywords.push_back(*K);
      else
        Known = false;
    }
    if (!Known)
      continue; // Selects nothing that the table knows.
    for (Suite &S : Suites) {
      if (!all_of(Keywords, [&](Keyword K) { return K.matches(S.Tags); }))
        continue;
      if (!Adds)
        S.EnabledBy.clear();
      else if (!S.Killed && S.EnabledBy.empty())
        S.EnabledBy = Element.str();
      S.Killed |= Kills;
    }
  }

  for (const Suite &S : Suites)
    if (!S.EnabledBy.empty() && (S.Tags & WeakTags) &&
        !is_contained(List.Weak, S.EnabledBy))
      List.Weak.push_back(S.EnabledBy);
  List.All = All.On;
  List.High = High.On;
  List.Medium = Medium.On;
  return List;
}

} // namespace commsec
