//===--- HttpHeader.cpp - beginnings of HTTP messages -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/HttpHeader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace commsec {

HstsValue parseHsts(StringRef Value) {
  HstsValue Out;
  Value = Value.trim();
  if (Value.consume_front_insensitive("Strict-Transport-Security")) {
    Value = Value.ltrim();
    Value.consume_front(":");
  }
  while (!Value.empty()) {
    auto [Directive, Rest] = Value.split(';');
    bool Ended = Directive.size() < Value.size();
    auto [Name, Argument] = Directive.trim().split('=');
    Name = Name.trim();
    Argument = Argument.trim().trim('"');
    if (Name.equals_insensitive("max-age")) {
      uint64_t Age;
      // A number too large for 64 bits is long enough in any case.
      if (!Argument.empty() && all_of(Argument, isDigit))
        Out.MaxAge = Argument.getAsInteger(10, Age) ? UINT64_MAX : Age;
      Out.MaxAgeEnded = Ended;
    } else if (Name.equals_insensitive("includeSubDomains")) {
      Out.IncludeSubDomains = true;
    }
    Value = Rest;
  }
  return Out;
}

RequestLine parseRequestLine(StringRef Text) {
  for (StringRef Method : {"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS",
                           "PATCH", "CONNECT", "TRACE", "PROPFIND", "MKCOL"}) {
    StringRef Rest = Text;
    if (!Rest.consume_front(Method)) {
      if (!Text.empty() && Method.starts_with(Text))
        return RequestLine::Begins;
      continue;
    }
    if (Rest.empty())
      return RequestLine::Begins;
    if (!Rest.consume_front(" "))
      continue;
    if (Rest.empty())
      return RequestLine::Begins;
    auto [Target, Version] = Rest.split(' ');
    // "GET %s HTTP/1.1" arrives as a format string.
    if (Version.starts_with("HTTP/1."))
      return RequestLine::Certain;
    // RTSP looks alike, but is another protocol.
    if (!StringRef("HTTP/1.").starts_with(Version))
      continue;
    // "GET key" is another protocol's command.
    if (Target.starts_with("/") || Target.starts_with("http://"))
      return RequestLine::Certain;
  }
  return Text.empty() ? RequestLine::Begins : RequestLine::No;
}

} // namespace commsec
