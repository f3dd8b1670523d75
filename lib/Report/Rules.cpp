//===--- Rules.cpp - what the checks are about ----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Rules.h"
#include "llvm/ADT/StringSwitch.h"
#include <vector>

using namespace llvm;

namespace commsec::report {

/// Why it matters and what to do, for the check \p Name.
static StringRef help(StringRef Name) {
  return StringSwitch<StringRef>(Name)
      .Case("accepting-verify-callback",
            "A callback that accepts a failed verification overrules the "
            "library: any certificate passes, and whoever is on the path can "
            "read and change the data. Return the library's own verdict, and "
            "use the callback only to reject more or to log.")
      .Case("disabled-cert-verification",
            "Without verification of the certificate chain the peer can be "
            "anybody. Switch verification on, and give the library the "
            "certificate authority of a private server instead of switching "
            "it off.")
      .Case("disabled-hostname-verification",
            "A valid certificate of another host passes when its name is not "
            "compared with the host that was asked for. Set the expected name "
            "before the handshake, and leave the comparison on.")
      .Case("ignored-verification-result",
            "The library verifies, but the program goes on whatever the "
            "result. Fetch the result, compare it with the value that means "
            "success, and close the connection otherwise.")
      .Case("ineffective-pinning",
            "A pin that can't reject a peer protects against nothing. Compare "
            "the whole digest, SHA-256 or better, and refuse the connection "
            "when it differs.")
      .Case("insecure-broker-connection",
            "Messages and credentials of the broker travel unprotected, or to "
            "a peer that nobody verified. Use the broker's TLS port, verify "
            "its certificate and its name.")
      .Case("insecure-database-connection",
            "Queries, results and the password travel unprotected, or to a "
            "server that nobody verified. Require encryption and full "
            "verification of the server's certificate.")
      .Case("insecure-redis-connection",
            "Redis speaks plain text unless it is told otherwise. Use TLS and "
            "verify the server's certificate and name.")
      .Case("insecure-smb-client",
            "SMB before version 3 can't encrypt, and can be downgraded. "
            "Require dialect 3.0 or newer, with encryption.")
      .Case("insecure-storage-connection",
            "A storage endpoint or signature that allows HTTP exposes the "
            "data and the key to the storage. Use HTTPS endpoints and "
            "signatures that allow HTTPS only.")
      .Case("missing-hsts",
            "Without Strict-Transport-Security a browser's first request can "
            "be kept on HTTP. Send the header with a max-age of at least a "
            "year on every HTTPS response.")
      .Case("overprivileged-service",
            "A network service with more rights than it needs gives all of "
            "them to whoever takes it over. Drop groups first, then the "
            "group, then the user, and check each result.")
      .Case("plaintext-server",
            "Everything that clients send to this listener can be read and "
            "changed on the way. Serve with TLS, or listen on loopback "
            "only.")
      .Case("plaintext-socket",
            "Credentials or other sensitive data are sent without protection. "
            "Put TLS (or DTLS) on top of the socket.")
      .Case("plaintext-url",
            "Data sent to a URL with a plaintext scheme can be read and "
            "changed on the way. Use the scheme with TLS.")
      .Case("shared-wildcard-domain",
            "Names below a provider's shared domain, or names that match too "
            "much, can belong to others. Use a domain of your own with a "
            "certificate of your own.")
      .Case("unverified-blob-download",
            "A download over HTTP can be replaced on the way. Use HTTPS, and "
            "compare a hash that came over a trusted way.")
      .Case("weak-certificate-policy",
            "Dates, revocation, purpose, key length and hash are what makes a "
            "certificate mean something. Leave the library's policy on and "
            "ask for at least 2048 bits and SHA-256.")
      .Case("weak-cipher-suite",
            "The suites that are allowed here give no encryption, no "
            "authentication, or can be broken. Use the library's default "
            "list, or suites with AEAD and forward secrecy.")
      .Case("weak-message-protection",
            "Messages are not signed, or not encrypted. Ask for integrity and "
            "confidentiality, and check that both were granted.")
      .Case("weak-tls-version",
            "SSL 2, SSL 3, TLS 1.0, TLS 1.1 and DTLS 1.0 have known attacks. "
            "Set TLS 1.2 as the minimum, and leave the maximum open.")
      .Default("");
}

ArrayRef<Rule> rules() {
  static const std::vector<Rule> All = {
#define CHECK(CLASS, NAME, DESCRIPTION, SEVERITY)                              \
  Rule{NAME, DESCRIPTION, SEVERITY, help(NAME)},
#include "../../checks/Checks.def"
  };
  return All;
}

} // namespace commsec::report
