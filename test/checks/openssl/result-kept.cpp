// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// What a test of a result comes to is kept in an object for others to look at.

#include <openssl/ssl.h>
#include <openssl/x509.h>

class Peer {
  SSL *Session;
  X509 *Certificate;
  bool Verified;

public:
  Peer(SSL *S, X509 *C, bool V) : Session(S), Certificate(C), Verified(V) {}
  bool verified() const;
};

Peer *identify(SSL *S) {
  X509 *Certificate = SSL_get_peer_certificate(S);
  bool Verified = false;
  if (!Certificate)
    return nullptr;
  Verified = SSL_get_verify_result(S) >= X509_V_OK; // BAD: commsec-ignored-verification-result
  return new Peer(S, Certificate, Verified);
}

Peer *identifyExactly(SSL *S) {
  X509 *Certificate = SSL_get_peer_certificate(S);
  bool Verified = false;
  if (!Certificate)
    return nullptr;
  Verified = SSL_get_verify_result(S) == X509_V_OK; // ok
  return new Peer(S, Certificate, Verified);
}
