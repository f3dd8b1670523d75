// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Settings in C++: constants of classes, enumerations, strings in pieces.

#include <memory>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <stdexcept>
#include <string>

namespace cfg {

// --- constants -------------------------------------------------------------

constexpr int kFloor = TLS1_1_VERSION;
constexpr int kModernFloor = TLS1_2_VERSION;

enum class Floor : int { Legacy = TLS1_VERSION, Modern = TLS1_3_VERSION };

class Listener {
public:
  static constexpr int MinVersion = TLS1_VERSION;
  static constexpr int SafeVersion = TLS1_2_VERSION;
  static const int Level = 0;

  void legacy(SSL_CTX *Ctx) { SSL_CTX_set_min_proto_version(Ctx, MinVersion); } // BAD: commsec-weak-tls-version
  void safe(SSL_CTX *Ctx) { SSL_CTX_set_min_proto_version(Ctx, SafeVersion); } // ok
  void level(SSL_CTX *Ctx) { SSL_CTX_set_security_level(Ctx, Level); } // BAD: commsec-weak-cipher-suite
};

void floors(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_min_proto_version(A, kFloor); // BAD: commsec-weak-tls-version
  SSL_CTX_set_min_proto_version(B, kModernFloor); // ok
}

void enumerations(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_min_proto_version(A, static_cast<int>(Floor::Legacy)); // BAD: commsec-weak-tls-version
  SSL_CTX_set_min_proto_version(B, static_cast<int>(Floor::Modern)); // ok
}

void setFloor(SSL_CTX *Ctx, Floor Lowest) {
  SSL_CTX_set_min_proto_version(Ctx, static_cast<long>(Lowest)); // ok: the callers are reported
}

void callFloor(SSL_CTX *A, SSL_CTX *B) {
  setFloor(A, Floor::Legacy); // BAD: commsec-weak-tls-version
  setFloor(B, Floor::Modern); // ok
}

// --- methods chosen by role ------------------------------------------------

struct CtxFree {
  void operator()(SSL_CTX *Ctx) const { SSL_CTX_free(Ctx); }
};
using Ctx = std::unique_ptr<SSL_CTX, CtxFree>;

Ctx oldMethod(bool Server) {
  return Ctx(SSL_CTX_new(Server ? TLS_server_method()
                                : TLSv1_client_method())); // BAD: commsec-weak-tls-version
}

Ctx newMethod(bool Server) {
  return Ctx(SSL_CTX_new(Server ? TLS_server_method() : TLS_client_method())); // ok
}

// --- strings ---------------------------------------------------------------

const std::string GoodList = "ECDHE+AESGCM:ECDHE+CHACHA20";

void setList(SSL_CTX *Ctx, const std::string &List) {
  if (SSL_CTX_set_cipher_list(Ctx, List.c_str()) != 1)
    throw std::runtime_error("no cipher");
}

void lists(SSL_CTX *A, SSL_CTX *B, SSL_CTX *C) {
  setList(A, "AES128-SHA:RC4-SHA"); // BAD: commsec-weak-cipher-suite
  setList(B, "DEFAULT:!RC4:!3DES"); // ok
  setList(C, GoodList); // ok
}

void appended(SSL_CTX *Ctx) {
  std::string List = "ECDHE+AESGCM";
  List += ":RC4-SHA"; // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_cipher_list(Ctx, List.c_str());
}

void appendedWell(SSL_CTX *Ctx) {
  std::string List = "HIGH";
  List += ":!aNULL:!RC4"; // ok
  SSL_CTX_set_cipher_list(Ctx, List.c_str());
}

void concatenated(SSL_CTX *Ctx) {
  const std::string List = std::string("ECDHE+AESGCM:") + "DES-CBC3-SHA"; // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_cipher_list(Ctx, List.c_str());
}

void juxtaposed(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_cipher_list(A, "ECDHE+AESGCM:" "RC4-SHA"); // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_cipher_list(B, "ECDHE+AESGCM:" "!RC4"); // ok
}

constexpr const char *kLists[] = {
    "ECDHE+AESGCM", // ok
    "RC4-SHA",      // BAD: commsec-weak-cipher-suite
};

void fromArray(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_cipher_list(A, kLists[0]); // ok
  SSL_CTX_set_cipher_list(B, kLists[1]);
}

// --- keys ------------------------------------------------------------------

struct KeyFree {
  void operator()(EVP_PKEY *Key) const { EVP_PKEY_free(Key); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;

Key generate(unsigned Bits) { return Key(EVP_RSA_gen(Bits)); } // ok: the callers are reported

Key deviceKey() { return generate(1024); } // BAD: commsec-weak-certificate-policy
Key serverKey() { return generate(3072); } // ok

// --- names -----------------------------------------------------------------

struct Mirrors {
  std::string Main, Other = "";
};

Mirrors parsed(int argc, char **argv) {
  Mirrors M;
  if (argc > 1)
    M.Main = argv[1];
  return M;
}

void expect(SSL *S, const std::string &Host) { SSL_set1_host(S, Host.c_str()); } // ok: whatever the user gives

void expectNone(SSL *S) {
  SSL_set1_host(S, ""); // BAD: commsec-disabled-hostname-verification
}

void expectParsed(SSL *S, int argc, char **argv) { expect(S, parsed(argc, argv).Main); }

} // namespace cfg
