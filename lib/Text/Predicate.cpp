//===--- Predicate.cpp - questions about strings ----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/Predicate.h"
#include "Text/CipherString.h"
#include "Text/HttpHeader.h"
#include "Text/Url.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace commsec {

namespace {

using Words = ArrayRef<std::string>;

Tri tri(bool B) { return B ? Tri::Yes : Tri::No; }

/// What a partial text answers where a complete one would say \p B and more
/// text could change that.
Tri unlessMore(bool B, bool Complete) {
  return Complete ? tri(B) : Tri::Unknown;
}

Tri equals(StringRef Text, bool Complete, Words W) {
  for (StringRef Word : W) {
    if (Complete && Text.equals_insensitive(Word))
      return Tri::Yes;
    if (!Complete && Word.starts_with_insensitive(Text))
      return Tri::Unknown;
  }
  return Tri::No;
}

Tri prefix(StringRef Text, bool Complete, Words W) {
  bool Open = false;
  for (StringRef Word : W) {
    if (Text.starts_with_insensitive(Word))
      return Tri::Yes;
    Open |= !Complete && Word.starts_with_insensitive(Text);
  }
  return Open ? Tri::Unknown : Tri::No;
}

Tri suffix(StringRef Text, bool Complete, Words W) {
  return unlessMore(
      any_of(W,
             [&](StringRef Word) { return Text.ends_with_insensitive(Word); }),
      Complete);
}

Tri contains(StringRef Text, bool Complete, Words W) {
  if (any_of(W,
             [&](StringRef Word) { return Text.contains_insensitive(Word); }))
    return Tri::Yes;
  return unlessMore(false, Complete);
}

Tri empty(StringRef Text, bool Complete, Words) {
  return Text.empty() ? unlessMore(true, Complete) : Tri::No;
}

/// True if all hosts of the address are local: connection strings may list
/// several, separated by commas.
bool allLocal(StringRef Text, const Url &U) {
  if (!isLocalAddress(Text))
    return false;
  StringRef Authority = Text.drop_front(U.Host.end() - Text.begin());
  Authority = Authority.take_until(
      [](char C) { return C == '/' || C == '?' || C == '#'; });
  SmallVector<StringRef, 4> More;
  Authority.split(More, ',');
  return all_of(ArrayRef(More).drop_front(), [](StringRef H) {
    return H.trim().empty() || isLocalAddress(H);
  });
}

Tri scheme(StringRef Text, bool Complete, Words W) {
  Text = Text.ltrim();
  Url U = parseUrl(Text);
  if (U.Scheme.empty()) {
    if (!Complete)
      for (const std::string &Word : W)
        if (StringRef(Word + "://").starts_with_insensitive(Text))
          return Tri::Unknown;
    return Tri::No;
  }
  if (none_of(
          W, [&](StringRef Word) { return U.Scheme.equals_insensitive(Word); }))
    return Tri::No;
  if (!U.Host.empty() && allLocal(Text, U))
    // "http://localhost" may go on as "http://localhost.example.org", but
    // ports and paths are what programs add.
    return Tri::No;
  if (U.Host.starts_with_insensitive("%2f"))
    return Tri::No;
  if (Complete) {
    if (U.Host.empty() && U.Port.empty())
      return Tri::No; // No address at all, or a path: "ldap:///o=x".
    return tri(!isNamespaceLike(Text));
  }
  // An unknown address counts as remote.
  if (U.Host.empty())
    return U.HostEnded && U.Port.empty() && !U.Path.empty() ? Tri::No
                                                            : Tri::Yes;
  if (!U.HostEnded && mayBecomeLocalHost(U.Host))
    return Tri::Unknown;
  return tri(!isNamespaceLike(Text));
}

bool isHostCharacter(char C) {
  return isAlnum(C) || C == '.' || C == '-' || C == '_';
}

Tri noScheme(StringRef Text, bool Complete, Words) {
  Text = Text.trim();
  if (Text.empty())
    return unlessMore(false, Complete);
  if (Text.contains("://") || isSocketPath(Text) || Text.starts_with("/"))
    return Tri::No;
  Url U = parseUrl(Text);
  // "mailto:x", "data:..." have something else than a port after the colon.
  StringRef After = Text.drop_front(U.Host.end() - Text.begin());
  if (U.Bracketed)
    After = After.ltrim(']');
  bool HasColon = After.starts_with(":");
  if (HasColon && U.Port.empty() && !(After == ":" && !Complete))
    return Tri::No;
  bool Plausible = U.Bracketed || U.Host.contains(':')
                       ? !U.Host.empty()
                       : !U.Host.empty() && all_of(U.Host, isHostCharacter);
  if (!Plausible || isLocalHost(U.Host))
    return Tri::No;
  if (Complete)
    return Tri::Yes;
  // "http:" may go on as a scheme, "example.org" as anything.
  bool Ended = HasColon ? !U.Port.empty() : U.HostEnded;
  return Ended ? Tri::Yes : Tri::Unknown;
}

constexpr StringLiteral ItemSeparators(",:; \t\n");

/// Looks for one of the words among the items that \p Strip accepts: it
/// answers what is left of an item to compare, or none if it doesn't count.
template <typename StripT>
Tri itemIf(StringRef Text, bool Complete, Words W, StripT Strip) {
  bool Open = !Complete;
  while (!Text.empty()) {
    Text = Text.ltrim(ItemSeparators);
    StringRef Item = Text.take_front(Text.find_first_of(ItemSeparators));
    Text = Text.drop_front(Item.size());
    bool Ended = Complete || !Text.empty();
    std::optional<StringRef> Name = Strip(Item);
    if (Ended && Name && any_of(W, [&](StringRef Word) {
          return Name->equals_insensitive(Word) ||
                 Item.equals_insensitive(Word);
        }))
      return Tri::Yes;
  }
  return Open ? Tri::Unknown : Tri::No;
}

Tri item(StringRef Text, bool Complete, Words W) {
  return itemIf(Text, Complete, W,
                [](StringRef Item) -> std::optional<StringRef> {
                  if (Item.starts_with("!") || Item.starts_with("-"))
                    return std::nullopt;
                  Item.consume_front("+");
                  return Item;
                });
}

Tri minusItem(StringRef Text, bool Complete, Words W) {
  return itemIf(Text, Complete, W,
                [](StringRef Item) -> std::optional<StringRef> {
                  if (!Item.consume_front("-"))
                    return std::nullopt;
                  return Item;
                });
}

// What follows a known beginning of a cipher string can exclude again what it
// enables, so that only complete ones can be judged.

Tri cipherWeak(StringRef Text, bool Complete, Words) {
  return unlessMore(!parseCipherList(Text).Weak.empty(), Complete);
}

Tri cipherAll(StringRef Text, bool Complete, Words) {
  CipherList L = parseCipherList(Text);
  return unlessMore(L.All && !L.AnonymousExcluded, Complete);
}

Tri cipherHighAlone(StringRef Text, bool Complete, Words) {
  CipherList L = parseCipherList(Text);
  return unlessMore(L.High && !L.All && !L.AnonymousExcluded, Complete);
}

Tri cipherSeclevel(StringRef Text, bool Complete, Words W) {
  CipherList L = parseCipherList(Text);
  if (!L.SecurityLevel)
    return unlessMore(false, Complete);
  bool Listed = is_contained(W, utostr(*L.SecurityLevel));
  if (!Complete && (Text.empty() || isDigit(Text.back())))
    return Tri::Unknown;
  return tri(Listed);
}

bool isBase64(StringRef S) {
  StringRef Body = S.rtrim('=');
  return !Body.empty() && S.size() - Body.size() <= 2 && S.size() % 4 == 0 &&
         all_of(Body,
                [](char C) { return isAlnum(C) || C == '+' || C == '/'; });
}

/// "sha1//...", "SHA256:AB:CD...", "pin-sha256=...", 64 hexadecimal digits.
bool looksLikePin(StringRef Pin) {
  std::string Lower = Pin.lower();
  StringRef L = Lower;
  L.consume_front("pin-");
  if (L.consume_front("sha") || L.consume_front("md")) {
    L.consume_front("-");
    StringRef Digits = L.take_while(isDigit);
    L = L.drop_front(Digits.size());
    return !Digits.empty() && !L.empty() &&
           StringRef("/:=").contains(L.front());
  }
  unsigned HexDigits = 0;
  for (char C : Pin) {
    if (isHexDigit(C))
      ++HexDigits;
    else if (C != ':')
      return Pin.size() == 44 && Pin.ends_with("=") && isBase64(Pin);
  }
  return HexDigits == 32 || HexDigits == 40 || HexDigits == 64 ||
         HexDigits == 128;
}

Tri notSha256Pin(StringRef Text, bool Complete, Words) {
  while (!Text.empty()) {
    auto [Pin, Rest] = Text.split(';');
    bool Ended = Complete || Pin.size() < Text.size();
    Pin = Pin.trim();
    Text = Rest;
    StringRef Hash = Pin;
    if (Hash.consume_front("sha256//")) {
      if (Ended && !isBase64(Hash))
        return Tri::Yes;
    } else if (Ended && looksLikePin(Pin)) {
      return Tri::Yes;
    } else if (!Ended && (Pin.starts_with_insensitive("sha1//") ||
                          Pin.starts_with_insensitive("md5//"))) {
      return Tri::Yes;
    }
  }
  return unlessMore(false, Complete);
}

Tri local(StringRef Text, bool Complete, Words) {
  Text = Text.trim();
  if (isSocketPath(Text))
    return Tri::Yes;
  Url U = parseUrl(Text);
  if (Complete)
    return tri(!Text.empty() && allLocal(Text, U));
  if (U.HostEnded)
    return tri(allLocal(Text, U));
  // "localhost" may go on as ":80", but "127.0.0.1" as "127.0.0.10" is local,
  // too; either way no other host is meant.
  if (isLocalHost(U.Host))
    return Tri::Yes;
  return U.Host.empty() || mayBecomeLocalHost(U.Host) ? Tri::Unknown : Tri::No;
}

Tri httpRequest(StringRef Text, bool Complete, Words) {
  switch (parseRequestLine(Text)) {
  case RequestLine::Certain:
    return Tri::Yes;
  case RequestLine::No:
    return Tri::No;
  case RequestLine::Begins:
    // The target follows in another piece. Other methods are words of other
    // protocols, too ("DELETE FROM").
    if (Text == "GET " || Text == "POST " || Text == "HEAD ")
      return Tri::Yes;
    return unlessMore(false, Complete);
  }
  llvm_unreachable("all answers are covered");
}

Tri hstsWeak(StringRef Text, bool Complete, Words) {
  HstsValue V = parseHsts(Text);
  if (Complete || V.MaxAgeEnded)
    return tri(V.isWeak());
  return Tri::Unknown;
}

Tri smtpLikeDomain(StringRef Text, bool Complete, Words W) {
  Text = Text.trim();
  Url U = parseUrl(Text);
  StringRef Host = U.Host;
  Host.consume_back(".");
  bool Ends = any_of(W, [&](StringRef Word) {
    Word.consume_front("*");
    Word.consume_front(".");
    return Host.equals_insensitive(Word) ||
           (Host.size() > Word.size() && Host.ends_with_insensitive(Word) &&
            Host[Host.size() - Word.size() - 1] == '.');
  });
  return unlessMore(Ends, Complete || (U.HostEnded && !U.Host.empty()));
}

Tri identityEndpoint(StringRef Text, bool Complete, Words) {
  return unlessMore(isIdentityEndpoint(Text), Complete);
}

struct Predicate {
  StringLiteral Name;
  Tri (*Holds)(StringRef Text, bool Complete, Words W);
  bool TakesWords;
};

constexpr Predicate Predicates[] = {
    {"equals", equals, true},
    {"prefix", prefix, true},
    {"suffix", suffix, true},
    {"contains", contains, true},
    {"empty", empty, false},
    {"scheme", scheme, true},
    {"no-scheme", noScheme, false},
    {"item", item, true},
    {"minus-item", minusItem, true},
    {"cipher-weak", cipherWeak, false},
    {"cipher-all", cipherAll, false},
    {"cipher-high-alone", cipherHighAlone, false},
    {"cipher-seclevel", cipherSeclevel, true},
    {"not-sha256-pin", notSha256Pin, false},
    {"local", local, false},
    {"http-request", httpRequest, false},
    {"hsts-weak", hstsWeak, false},
    {"smtp-like-domain", smtpLikeDomain, true},
    {"identity-endpoint", identityEndpoint, false},
};

const Predicate *predicate(StringRef Name) {
  const auto *It =
      find_if(Predicates, [&](const Predicate &P) { return P.Name == Name; });
  return It == std::end(Predicates) ? nullptr : It;
}

} // namespace

bool isTextPredicate(StringRef Name) { return predicate(Name) != nullptr; }

bool textPredicateTakesWords(StringRef Name) {
  const Predicate *P = predicate(Name);
  return P && P->TakesWords;
}

ArrayRef<StringLiteral> textPredicates() {
  static const SmallVector<StringLiteral, std::size(Predicates)> Names = [] {
    SmallVector<StringLiteral, std::size(Predicates)> N;
    for (const Predicate &P : Predicates)
      N.push_back(P.Name);
    return N;
  }();
  return Names;
}

Tri textHolds(StringRef Name, const PartialText &Text,
              ArrayRef<std::string> Words) {
  const Predicate *P = predicate(Name);
  return P ? P->Holds(Text.Text, Text.Complete, Words) : Tri::Unknown;
}

} // namespace commsec
