// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pins that are compared as C++ does.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <optional>
#include <string>
#include <vector>

bool weakly(X509 *Cert, const std::vector<unsigned char> &Pin) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (!X509_digest(Cert, EVP_sha1(), Digest, &N)) // BAD: commsec-ineffective-pinning
    return false;
  return N == Pin.size() && std::equal(Digest, Digest + N, Pin.begin());
}

bool weaklyBehind(X509 *Cert, const std::vector<unsigned char> &Pin) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (!X509_pubkey_digest(Cert, EVP_md5(), Digest, &N)) // BAD: commsec-ineffective-pinning
    return false;
  return std::equal(Pin.begin(), Pin.end(), Digest);
}

bool strongly(X509 *Cert, const std::vector<unsigned char> &Pin) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (!X509_digest(Cert, EVP_sha256(), Digest, &N))
    return false;
  return N == Pin.size() && std::equal(Digest, Digest + N, Pin.begin());
}

bool named(SSL_CTX *Ctx, int Fd, const std::string &Subject) {
  SSL *S = SSL_new(Ctx);
  SSL_set_verify(S, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  SSL_set_fd(S, Fd);
  if (SSL_connect(S) != 1)
    return false;
  char Name[512];
  X509_NAME_oneline(X509_get_subject_name(SSL_get0_peer_certificate(S)), Name, sizeof Name); // BAD: commsec-ineffective-pinning
  return Subject == Name;
}

bool namedAndVerified(SSL_CTX *Ctx, int Fd, const std::string &Subject) {
  SSL *S = SSL_new(Ctx);
  SSL_set_verify(S, SSL_VERIFY_PEER, nullptr);
  SSL_set1_host(S, "www.example.com");
  SSL_set_fd(S, Fd);
  if (SSL_connect(S) != 1)
    return false;
  char Name[512];
  X509_NAME_oneline(X509_get_subject_name(SSL_get0_peer_certificate(S)), Name, sizeof Name);
  return Subject == Name;
}

static const std::vector<std::string> NoPins{};
static const std::vector<std::string> Pins{"b10c55a7"};
static const std::vector<std::string> Aliases{};

bool emptyList(X509 *Cert) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    return false;
  for (const auto &Pin : NoPins)
    if (Pin.size() == N && std::memcmp(Pin.data(), Digest, N) == 0) // BAD: commsec-ineffective-pinning
      return true;
  return NoPins.empty();
}

bool filledList(X509 *Cert) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    return false;
  for (const auto &Pin : Pins)
    if (Pin.size() == N && std::memcmp(Pin.data(), Digest, N) == 0)
      return true;
  for (const auto &Alias : Aliases)
    if (std::memcmp(Alias.data(), Digest, N) == 0)
      return true;
  return false;
}

// --- digests that a helper returns -------------------------------------------

using Fingerprint = std::array<unsigned char, 32>;

static Fingerprint fingerprintOf(X509 *Cert) {
  Fingerprint F{};
  unsigned N = 0;
  X509_digest(Cert, EVP_sha256(), F.data(), &N);
  return F;
}

static std::optional<Fingerprint> maybeFingerprintOf(X509 *Cert) {
  Fingerprint F{};
  unsigned N = 0;
  if (!Cert || X509_digest(Cert, EVP_sha256(), F.data(), &N) != 1)
    return std::nullopt;
  return F;
}

bool returnedLoose(X509 *Cert, const Fingerprint &Pin) {
  auto F = fingerprintOf(Cert);
  if (std::memcmp(F.data(), Pin.data(), Pin.size()) != 0) // BAD: commsec-ineffective-pinning
    std::fputs("differs\n", stderr);
  return true;
}

bool returnedStrict(X509 *Cert, const Fingerprint &Pin) {
  auto F = fingerprintOf(Cert);
  if (std::memcmp(F.data(), Pin.data(), Pin.size()) != 0) { // ok
    std::fputs("differs\n", stderr);
    return false;
  }
  return true;
}

bool optionalLoose(X509 *Cert, const Fingerprint &Pin) {
  auto F = maybeFingerprintOf(Cert);
  if (!F)
    return false;
  if (std::memcmp(F->data(), Pin.data(), Pin.size()) != 0) // BAD: commsec-ineffective-pinning
    std::fputs("differs\n", stderr);
  return true;
}

bool optionalStrict(X509 *Cert, const Fingerprint &Pin) {
  auto F = maybeFingerprintOf(Cert);
  return F && std::memcmp(F->data(), Pin.data(), Pin.size()) == 0; // ok
}

bool pointedLoose(X509 *Cert, const Fingerprint &Pin) {
  Fingerprint F = fingerprintOf(Cert);
  const Fingerprint *P = &F;
  if (std::memcmp(P->data(), Pin.data(), Pin.size()) != 0) // BAD: commsec-ineffective-pinning
    std::fputs("differs\n", stderr);
  return true;
}
