//===--- Url.h - takes addresses apart --------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// URLs as programs write them: leniently, because what matters is what a
/// library would make of them, and partially, because the rest is often put
/// together at run time.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_URL_H
#define COMMSEC_TEXT_URL_H

#include "llvm/ADT/StringRef.h"

namespace commsec {

/// The parts of an address. All refer to the text it was parsed from.
struct Url {
  llvm::StringRef Scheme; ///< "https"; empty if there is none.
  llvm::StringRef User;   ///< "user:password"; empty if there is none.
  llvm::StringRef Host;   ///< Without brackets; may be empty.
  llvm::StringRef Port;   ///< Digits; empty if there is none.
  llvm::StringRef Path;   ///< Path, query and fragment.
  bool Bracketed = false; ///< The host was written `[...]`.
  /// False if the text ends before the host does: "http://local" may go on as
  /// "http://localhost" if it is only a beginning.
  bool HostEnded = false;
};

/// Takes \p Text apart. "host:port/path" without a scheme is understood, too.
Url parseUrl(llvm::StringRef Text);

/// True if a client that connects to \p Host stays on this machine:
/// loopback addresses and names, and the addresses under which a cloud shows
/// an instance its own metadata. "0.0.0.0" is not among them: to a server, it
/// means every interface.
bool isLocalHost(llvm::StringRef Host);

/// True if \p Text names a Unix-domain socket: a path, "unix:...", or an
/// abstract name ("@name").
bool isSocketPath(llvm::StringRef Text);

/// True if the whole address \p Text ("localhost:8080", "http://[::1]/",
/// "/run/x.sock") stays on this machine.
bool isLocalAddress(llvm::StringRef Text);

/// True if a host that begins with \p Beginning may still be a local one.
bool mayBecomeLocalHost(llvm::StringRef Beginning);

/// The scheme that does over TLS what \p Scheme does without, in lower case;
/// empty if there is none.
llvm::StringRef tlsTwin(llvm::StringRef Scheme);

/// True if the path or host of \p Address speaks of logging in or of tokens.
bool isIdentityEndpoint(llvm::StringRef Address);

/// True if \p Text looks like a URL but only is a name: an XML namespace, a
/// schema or license identifier, or an address of certificate infrastructure
/// (CRL, OCSP), whose answers are signed themselves.
bool isNamespaceLike(llvm::StringRef Text);

} // namespace commsec

#endif // COMMSEC_TEXT_URL_H
