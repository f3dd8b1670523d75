//===--- CipherString.h - OpenSSL's cipher lists ----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Evaluates the strings that SSL_CTX_set_cipher_list takes ("ciphers(1)").
/// What a broad keyword (HIGH, ALL, DEFAULT, AES) stands for depends on the
/// build of the library, so only what the author names counts as enabled:
/// weak classes and weak suites. The broad keywords that bring anonymous
/// suites with them in every build are told apart.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_CIPHERSTRING_H
#define COMMSEC_TEXT_CIPHERSTRING_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace commsec {

struct CipherList {
  /// Weak elements (as written) some of whose suites are enabled in the end.
  std::vector<std::string> Weak;
  bool All = false;    ///< ALL or a COMPLEMENTOF... is enabled in the end.
  bool High = false;   ///< HIGH is enabled in the end.
  bool Medium = false; ///< MEDIUM is enabled in the end.
  /// The anonymous suites that came with the broad keywords are excluded.
  bool AnonymousExcluded = false;
  std::optional<unsigned> SecurityLevel; ///< The last @SECLEVEL.
};

CipherList parseCipherList(llvm::StringRef Text);

/// True if the single suite \p Name (OpenSSL's or IANA's name) is weak.
bool isWeakCipherSuite(llvm::StringRef Name);

} // namespace commsec

#endif // COMMSEC_TEXT_CIPHERSTRING_H
