// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A digest keeps what it is in hexadecimal digits and in C++'s containers.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

static const std::string Pin = "b10c55a7d23f4e0911c8a6e2754f9b30d1e2f3a4b5c6d7e8f901122334455667";
static const char PinDigits[] = "b10c55a7d23f4e0911c8a6e2754f9b30d1e2f3a4b5c6d7e8f901122334455667";

// Streams.
static std::string streamed(const unsigned char *Digest, unsigned N) {
  std::ostringstream Out;
  for (unsigned I = 0; I < N; ++I)
    Out << std::hex << std::setw(2) << int(Digest[I]);
  return Out.str();
}

void streamedAndTold(X509 *Cert) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    throw std::runtime_error("digest");
  if (streamed(Digest, N) != Pin) // BAD: commsec-ineffective-pinning
    std::cerr << "another certificate\n";
}

void streamedAndRefused(X509 *Cert) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    throw std::runtime_error("digest");
  if (streamed(Digest, N) != Pin)
    throw std::runtime_error("another certificate");
}

// A piece for each byte, and the other way round.
bool piecewise(X509 *Cert, bool Strict) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    return false;
  std::string Digits;
  for (unsigned I = 0; I < N; ++I) {
    char Two[3];
    std::snprintf(Two, sizeof Two, "%02x", Digest[I]);
    Digits += Two;
  }
  if (Strict)
    return Pin == Digits;
  if (Pin == Digits) // BAD: commsec-ineffective-pinning
    std::cerr << "as before\n";
  return true;
}

bool piecewiseOther(X509 *Cert) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    return false;
  std::string Digits;
  for (unsigned I = 0; I < N; ++I) {
    char Two[3];
    std::snprintf(Two, sizeof Two, "%02x", Digest[I]);
    Digits += Two;
  }
  if (Digits == Pin) // BAD: commsec-ineffective-pinning
    std::cerr << "as before\n";
  if (Pin != Digits) // BAD: commsec-ineffective-pinning
    std::cerr << "changed\n";
  if (Digits.compare(Pin) != 0) // BAD: commsec-ineffective-pinning
    std::cerr << "changed\n";
  if (Pin.compare(Digits) != 0) // BAD: commsec-ineffective-pinning
    std::cerr << "changed\n";
  return true;
}

// Containers, and digits by hand.
static std::string digits(const std::vector<unsigned char> &Bytes) {
  static const char Hex[] = "0123456789abcdef";
  std::string Out;
  for (unsigned char C : Bytes) {
    Out += Hex[C >> 4];
    Out += Hex[C & 15];
  }
  return Out;
}

bool inVector(X509 *Cert) {
  std::vector<unsigned char> Digest(EVP_MAX_MD_SIZE);
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest.data(), &N) != 1)
    return false;
  Digest.resize(N);
  if (digits(Digest) != Pin) // BAD: commsec-ineffective-pinning
    std::cerr << "another certificate\n";
  return true;
}

bool inArray(X509 *Cert, const std::array<unsigned char, 32> &Wanted) {
  std::array<unsigned char, 32> Digest;
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest.data(), &N) != 1)
    return false;
  if (Digest != Wanted) // BAD: commsec-ineffective-pinning
    std::cerr << "another certificate\n";
  return true;
}

bool inArrayChecked(X509 *Cert, const std::array<unsigned char, 32> &Wanted) {
  std::array<unsigned char, 32> Digest;
  unsigned N = 0;
  return X509_digest(Cert, EVP_sha256(), Digest.data(), &N) == 1 && Digest == Wanted;
}

bool ranges(X509 *Cert, const std::array<unsigned char, 32> &Wanted) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    return false;
  if (!std::equal(Digest, Digest + N, Wanted.begin())) // BAD: commsec-ineffective-pinning
    std::cerr << "another certificate\n";
  if (!std::equal(Wanted.begin(), Wanted.end(), Digest)) // BAD: commsec-ineffective-pinning
    std::cerr << "another certificate\n";
  return true;
}

// Digits in C, of which too few are compared.
static void spell(const unsigned char *In, size_t N, char *Out) {
  for (size_t I = 0; I < N; ++I)
    std::sprintf(Out + 2 * I, "%02x", In[I]);
}

bool few(X509 *Cert, bool Whole) {
  unsigned char Digest[EVP_MAX_MD_SIZE];
  char Digits[2 * EVP_MAX_MD_SIZE + 1];
  unsigned N = 0;
  if (X509_digest(Cert, EVP_sha256(), Digest, &N) != 1)
    return false;
  spell(Digest, N, Digits);
  const size_t Shown = 12;
  if (Whole)
    return std::strncmp(Digits, PinDigits, sizeof PinDigits) == 0;
  return std::strncmp(Digits, PinDigits, Shown) == 0; // BAD: commsec-ineffective-pinning
}

// What is compared for null is no pin.
struct Link {
  SSL_CTX *Ctx;
  std::string Peer;
};

bool plain(Link &L, SSL *Ssl) {
  std::string Digits;
  return L.Ctx != nullptr && L.Peer != Digits && SSL_set1_host(Ssl, L.Peer.c_str()) == 1;
}
