//===--- Url.cpp - takes addresses apart ------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/Url.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace commsec {

/// Nested schemes ("jdbc:mysql") count as one.
static bool isSchemeName(StringRef S) {
  return !S.empty() && isAlpha(S.front()) && all_of(S, [](char C) {
    return isAlnum(C) || C == '+' || C == '-' || C == '.' || C == ':';
  });
}

Url parseUrl(StringRef Text) {
  Url U;
  StringRef Rest = Text;
  size_t Colon = Text.find("://");
  if (Colon != StringRef::npos && isSchemeName(Text.take_front(Colon))) {
    U.Scheme = Text.take_front(Colon);
    Rest = Text.drop_front(Colon + 3);
  } else if (Text.starts_with("//")) {
    Rest = Text.drop_front(2);
  }
  size_t AuthorityEnd = Rest.find_first_of("/?#\\");
  U.HostEnded = AuthorityEnd != StringRef::npos;
  StringRef Authority = Rest.take_front(AuthorityEnd);
  U.Path = U.HostEnded ? Rest.drop_front(AuthorityEnd) : StringRef();

  size_t At = Authority.rfind('@');
  if (At != StringRef::npos) {
    U.User = Authority.take_front(At);
    Authority = Authority.drop_front(At + 1);
  }
  if (Authority.consume_front("[")) {
    U.Bracketed = true;
    size_t Close = Authority.find(']');
    U.Host = Authority.take_front(Close);
    if (Close == StringRef::npos)
      return U;
    U.HostEnded = true;
    Authority = Authority.drop_front(Close + 1);
    if (Authority.consume_front(":"))
      U.Port = Authority;
    return U;
  }
  // Several colons and no brackets: an IPv6 address, without a port.
  if (Authority.count(':') > 1 &&
      Authority.find_first_not_of("0123456789abcdefABCDEF:.%") ==
          StringRef::npos) {
    U.Host = Authority;
    return U;
  }
  size_t PortColon = Authority.find(':');
  U.Host = Authority.take_front(PortColon);
  if (PortColon != StringRef::npos) {
    U.HostEnded = true;
    U.Port = Authority.drop_front(PortColon + 1);
    // "mongodb://a:1,b:2": the hosts after the first are not looked at.
    U.Port = U.Port.take_while(isDigit);
  }
  return U;
}

/// True for "127.0.0.1" and all other forms of 127/8, "127.1" included.
static bool isLoopbackV4(StringRef Host) {
  SmallVector<StringRef, 4> Parts;
  Host.split(Parts, '.');
  if (Parts.size() < 2 || Parts.size() > 4 || Parts[0] != "127")
    return false;
  return all_of(Parts, [](StringRef P) {
    return !P.empty() && P.size() <= 8 && all_of(P, isDigit);
  });
}

static bool isLoopbackV6(StringRef Host) {
  Host = Host.take_until([](char C) { return C == '%'; });
  if (Host.count(':') < 2)
    return false;
  for (StringRef Mapped : {"::ffff:", "0:0:0:0:0:ffff:"})
    if (Host.starts_with_insensitive(Mapped))
      return isLoopbackV4(Host.drop_front(Mapped.size()));
  // All groups are zero, but the last one is 1: "::1", "0:0:0:0:0:0:0:1".
  SmallVector<StringRef, 8> Groups;
  Host.split(Groups, ':');
  if (Groups.size() > 9 || Groups.back().ltrim('0') != "1")
    return false;
  return all_of(ArrayRef(Groups).drop_back(),
                [](StringRef G) { return G.ltrim('0').empty(); });
}

bool isLocalHost(StringRef Host) {
  if (Host.consume_front("["))
    Host.consume_back("]");
  Host.consume_back(".");
  if (Host.equals_insensitive("localhost") ||
      Host.ends_with_insensitive(".localhost") ||
      Host.equals_insensitive("localhost.localdomain") ||
      Host.equals_insensitive("localhost4") ||
      Host.equals_insensitive("localhost6") ||
      Host.equals_insensitive("ip6-localhost") ||
      Host.equals_insensitive("ip6-loopback"))
    return true;
  if (Host == "169.254.169.254" || Host.equals_insensitive("fd00:ec2::254"))
    return true;
  return isLoopbackV4(Host) || isLoopbackV6(Host);
}

bool mayBecomeLocalHost(StringRef Beginning) {
  // Unknown text can make any name a subdomain of localhost; what is asked is
  // whether the beginning leaves room for one of the usual spellings.
  Beginning.consume_front("[");
  for (StringRef Local :
       {"localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1",
        "169.254.169.254", "fd00:ec2::254", "ip6-localhost"})
    if (Local.starts_with_insensitive(Beginning))
      return true;
  return Beginning.starts_with("127.") || isLocalHost(Beginning);
}

bool isSocketPath(StringRef Text) {
  if (Text.starts_with("//"))
    return false;
  if (Text.size() > 1 &&
      (Text.front() == '/' || Text.starts_with("./") || Text.starts_with("@")))
    return true;
  for (StringRef Scheme :
       {"unix:", "unix+",
        "unix-abstract:", "ipc:", "inproc:", "local:", "ldapi:", "http+unix:",
        "ws+unix:", "redis+unix:", "redis+socket:", "nng+ipc:"})
    if (Text.starts_with_insensitive(Scheme))
      return true;
  return false;
}

bool isLocalAddress(StringRef Text) {
  Text = Text.trim();
  if (isSocketPath(Text))
    return true;
  Url U = parseUrl(Text);
  if (U.Host.starts_with_insensitive("%2f"))
    return true; // A socket path, percent-encoded as a host.
  return isLocalHost(U.Host);
}

StringRef tlsTwin(StringRef Scheme) {
  return StringSwitch<StringRef>(Scheme.lower())
      .Case("http", "https")
      .Case("ws", "wss")
      .Case("ftp", "ftps")
      .Case("ldap", "ldaps")
      .Case("smtp", "smtps")
      .Case("imap", "imaps")
      .Case("pop3", "pop3s")
      .Case("mqtt", "mqtts")
      .Case("amqp", "amqps")
      .Case("redis", "rediss")
      .Case("rtmp", "rtmps")
      .Case("rtmpt", "rtmpts")
      .Case("rtsp", "rtsps")
      .Case("coap", "coaps")
      .Case("coap+tcp", "coaps+tcp")
      .Case("coap+ws", "coaps+ws")
      .Case("gopher", "gophers")
      .Case("stomp", "stomps")
      .Case("xmpp", "xmpps")
      .Case("irc", "ircs")
      .Case("nntp", "nntps")
      .Case("sip", "sips")
      .Case("telnet", "telnets")
      .Default("");
}

/// Splits at everything that is neither a letter nor a digit.
static SmallVector<StringRef, 16> words(StringRef Text) {
  SmallVector<StringRef, 16> Out;
  while (!Text.empty()) {
    Text = Text.drop_until(isAlnum);
    StringRef Word = Text.take_while(isAlnum);
    if (!Word.empty())
      Out.push_back(Word);
    Text = Text.drop_front(Word.size());
  }
  return Out;
}

bool isIdentityEndpoint(StringRef Address) {
  Url U = parseUrl(Address);
  StringRef Path =
      U.Path.take_until([](char C) { return C == '?' || C == '#'; });
  if (Path.contains_insensitive(".well-known/openid"))
    return true;
  auto IsIdentityWord = [](StringRef W) {
    for (StringRef I :
         {"oauth",         "oauth1",       "oauth2",         "openid",
          "oidc",          "token",        "tokens",         "authorize",
          "authorization", "authenticate", "authentication", "auth",
          "login",         "logon",        "logout",         "signin",
          "sso",           "saml",         "saml2",          "userinfo",
          "introspect",    "identity"})
      if (W.equals_insensitive(I))
        return true;
    return false;
  };
  if (any_of(words(Path), IsIdentityWord))
    return true;
  // "http://login.example.org/": the first label of the host says it.
  StringRef Label = U.Host.take_until([](char C) { return C == '.'; });
  return !U.Scheme.empty() && Label.size() < U.Host.size() &&
         any_of(words(Label), IsIdentityWord);
}

bool isNamespaceLike(StringRef Text) {
  Url U = parseUrl(Text);
  // A name needs no port; what has one is connected to.
  if (U.Scheme.empty() || U.Host.empty() || !U.Port.empty())
    return false;
  std::string Lower = U.Host.lower();
  StringRef Host = Lower;
  for (StringRef Name : {"www.w3.org",
                         "w3.org",
                         "schemas.xmlsoap.org",
                         "schemas.microsoft.com",
                         "schemas.openxmlformats.org",
                         "schemas.android.com",
                         "schemas.dmtf.org",
                         "schemas.google.com",
                         "docs.oasis-open.org",
                         "oasis-open.org",
                         "www.oasis-open.org",
                         "purl.org",
                         "purl.oclc.org",
                         "json-schema.org",
                         "xmlsoap.org",
                         "xml.org",
                         "xmlns.com",
                         "www.onvif.org",
                         "www.opengis.net",
                         "ns.adobe.com",
                         "ns.useplus.org",
                         "iptc.org",
                         "cipa.jp",
                         "www.topografix.com",
                         "www.garmin.com",
                         "www.sat.gob.mx",
                         "xmpp.org",
                         "jabber.org",
                         "etherx.jabber.org",
                         "www.apple.com",
                         "relaxng.org",
                         "www.xfa.org",
                         "rdfs.org",
                         "schema.org",
                         "www.gribuser.ru",
                         "www.idpf.org",
                         "www.daisy.org",
                         "www.openarchives.org",
                         "www.loc.gov",
                         "www.itunes.com",
                         "search.yahoo.com",
                         "sourceforge.net",
                         "www.freedesktop.org",
                         "freedesktop.org",
                         "opcfoundation.org",
                         "www.xmlspy.com",
                         "www.omg.org",
                         "exslt.org",
                         "xml.apache.org",
                         "uri.etsi.org"}) {
    if (Host != Name)
      continue;
    // Some of these serve pages, too: there, only what is known as a name is
    // one.
    if (Name == "www.apple.com")
      return U.Path.starts_with_insensitive("/DTDs/");
    if (Name == "www.itunes.com" || Name == "www.loc.gov" ||
        Name == "www.garmin.com")
      return U.Path.ends_with_insensitive(".dtd") ||
             U.Path.contains_insensitive("/xmlschemas/") ||
             U.Path.contains_insensitive("/mets/") ||
             U.Path.contains_insensitive("/mods/") ||
             U.Path.contains_insensitive("/MARC21/");
    if (Name == "search.yahoo.com")
      return U.Path.starts_with_insensitive("/mrss");
    if (Name == "sourceforge.net" || Name == "www.freedesktop.org" ||
        Name == "freedesktop.org")
      return U.Path.contains_insensitive("/standards/") ||
             U.Path.ends_with_insensitive(".xsd");
    return true;
  }
  if (Host.starts_with("xmlns.") || Host.starts_with("schemas."))
    return true;
  if (U.Path.ends_with_insensitive(".xsd") ||
      U.Path.ends_with_insensitive(".dtd"))
    return true;
  // CRLs and OCSP answers are signed, and have to be reachable without TLS.
  if (U.Path.ends_with_insensitive(".crl") || Host.starts_with("ocsp.") ||
      Host.starts_with("ocsp1.") || Host.starts_with("ocsp2.") ||
      Host.starts_with("crl.") || Host.starts_with("crl3.") ||
      Host.starts_with("crl4."))
    return true;
  return any_of(words(U.Path),
                [](StringRef W) { return W.equals_insensitive("ocsp"); });
}

} // namespace commsec
