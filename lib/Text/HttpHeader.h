//===--- HttpHeader.h - beginnings of HTTP messages -------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_HTTPHEADER_H
#define COMMSEC_TEXT_HTTPHEADER_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace commsec {

/// A year in seconds; a Strict-Transport-Security age below it is weak.
constexpr uint64_t HstsWeakBelow = 31536000;

/// What a Strict-Transport-Security value says.
struct HstsValue {
  std::optional<uint64_t> MaxAge; ///< Absent or not a number: none.
  bool MaxAgeEnded = false;       ///< The number is followed by something.
  bool IncludeSubDomains = false;
  bool isWeak() const { return !MaxAge || *MaxAge < HstsWeakBelow; }
};

/// Parses "max-age=31536000; includeSubDomains", with or without the header's
/// name in front.
HstsValue parseHsts(llvm::StringRef Value);

/// How sure one can be that a text is an HTTP/1.x request.
enum class RequestLine {
  No,      ///< It is not.
  Begins,  ///< It is so far: "GET /", "GET " (more has to follow).
  Certain, ///< It has a method and a target.
};

/// Judges the beginning of \p Text.
RequestLine parseRequestLine(llvm::StringRef Text);

} // namespace commsec

#endif // COMMSEC_TEXT_HTTPHEADER_H
