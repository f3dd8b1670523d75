// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Members that other methods set, virtual answers, defaults, and callables
// that are kept.

#include <functional>
#include <memory>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class Connector {
public:
  void allowAny() { Mode = SSL_VERIFY_NONE; } // BAD: commsec-disabled-cert-verification
  void configure(SSL_CTX *Ctx) const { SSL_CTX_set_verify(Ctx, Mode, nullptr); }

private:
  int Mode = SSL_VERIFY_PEER;
};

class StrictConnector {
public:
  void askOnce() { Mode = SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE; }
  void configure(SSL_CTX *Ctx) const { SSL_CTX_set_verify(Ctx, Mode, nullptr); }

private:
  int Mode = SSL_VERIFY_PEER;
};

class Signer {
public:
  explicit Signer(bool Compatible)
      : Digest(Compatible ? EVP_sha1() : EVP_sha256()) {} // BAD: commsec-weak-certificate-policy
  bool sign(X509 *Cert, EVP_PKEY *Key) const {
    return X509_sign(Cert, Key, Digest) > 0;
  }

private:
  const EVP_MD *Digest;
};

class StrictSigner {
public:
  explicit StrictSigner(bool Long) : Digest(Long ? EVP_sha512() : EVP_sha256()) {}
  bool sign(X509 *Cert, EVP_PKEY *Key) const {
    return X509_sign(Cert, Key, Digest) > 0;
  }

private:
  const EVP_MD *Digest;
};

static const EVP_MD *digestFor(const std::string &Profile) {
  if (Profile == "old")
    return EVP_md5(); // BAD: commsec-weak-certificate-policy
  return EVP_sha384();
}

bool request(X509_REQ *Request, EVP_PKEY *Key, const std::string &Profile) {
  return X509_REQ_sign(Request, Key, digestFor(Profile)) > 0;
}

// What a constructor is given.
class Ciphers {
public:
  explicit Ciphers(std::string L) : List(std::move(L)) {}
  virtual ~Ciphers() = default;
  virtual void apply(SSL_CTX *Ctx) const {
    SSL_CTX_set_cipher_list(Ctx, List.c_str());
  }

private:
  std::string List;
};

std::unique_ptr<Ciphers> oldCiphers() {
  return std::make_unique<Ciphers>("RC4-SHA"); // BAD: commsec-weak-cipher-suite
}

std::unique_ptr<Ciphers> newCiphers() {
  return std::make_unique<Ciphers>("ECDHE+AESGCM");
}

class Floor {
public:
  explicit Floor(long V) : Version(V) {}
  void apply(SSL_CTX *Ctx) const {
    SSL_CTX_set_min_proto_version(Ctx, Version);
  }

private:
  long Version;
};

void oldFloor(SSL_CTX *Ctx) {
  std::make_shared<Floor>(TLS1_VERSION)->apply(Ctx); // BAD: commsec-weak-tls-version
}

void newFloor(SSL_CTX *Ctx) {
  std::make_shared<Floor>(TLS1_2_VERSION)->apply(Ctx);
}

class Held {
public:
  void open(SSL_CTX *Ctx, SSL_CTX *Other) {
    Old.emplace(TLS1_1_VERSION); // BAD: commsec-weak-tls-version
    New.emplace(TLS1_3_VERSION);
    Old->apply(Ctx);
    New->apply(Other);
  }

private:
  std::optional<Floor> Old, New;
};

// What a class answers.
class Peer {
public:
  virtual ~Peer() = default;
  void prepare(SSL *S) const {
    SSL_set_connect_state(S);
    SSL_set_verify(S, mode(), nullptr);
  }

protected:
  virtual int mode() const = 0;
};

class TestPeer : public Peer {
protected:
  int mode() const override { return SSL_VERIFY_NONE; } // BAD: commsec-disabled-cert-verification
};

class StrictPeer : public Peer {
protected:
  int mode() const override { return SSL_VERIFY_PEER; }
};

class OtherPeer {
public:
  virtual ~OtherPeer() = default;
  virtual int mode() const { return SSL_VERIFY_PEER; }
};

class MutualPeer : public OtherPeer {
public:
  int mode() const override { return SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE; }
};

void prepare(SSL *S, const OtherPeer &P) { SSL_set_verify(S, P.mode(), nullptr); }

// Defaults.
struct Settings {
  int Mode = SSL_VERIFY_NONE; // BAD: commsec-disabled-cert-verification
  std::string List = "ALL:eNULL"; // BAD: commsec-weak-cipher-suite
  int Level = 2;
};

void use(SSL_CTX *Ctx, const Settings &S = {}) {
  SSL_CTX_set_verify(Ctx, S.Mode, nullptr);
  SSL_CTX_set_cipher_list(Ctx, S.List.c_str());
  SSL_CTX_set_security_level(Ctx, S.Level);
}

void floorOf(SSL_CTX *Ctx,
             int Version = TLS1_1_VERSION) { // BAD: commsec-weak-tls-version
  SSL_CTX_set_min_proto_version(Ctx, Version);
}

void strictFloorOf(SSL_CTX *Ctx, int Version = TLS1_3_VERSION) {
  SSL_CTX_set_min_proto_version(Ctx, Version);
}

// Callables that are kept.
void later(SSL_CTX *Ctx, bool Debug) {
  std::function<void(int)> Set = [Ctx](int M) {
    SSL_CTX_set_verify(Ctx, M, nullptr);
  };
  if (Debug)
    Set(SSL_VERIFY_NONE); // BAD: commsec-disabled-cert-verification
  else
    Set(SSL_VERIFY_PEER);
}

void callbacks(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_verify(A, SSL_VERIFY_PEER, +[](int, X509_STORE_CTX *) { return 1; }); // BAD: commsec-accepting-verify-callback
  SSL_CTX_set_verify(B, SSL_VERIFY_PEER, +[](int Ok, X509_STORE_CTX *) { return Ok; });
}

static int merged(int Ok, X509_STORE_CTX *Store) { // BAD: commsec-accepting-verify-callback
  return Ok | (X509_STORE_CTX_get_error(Store) != X509_V_OK);
}

static int strictlyMerged(int Ok, X509_STORE_CTX *Store) {
  return Ok | (X509_STORE_CTX_get_error(Store) == X509_V_OK);
}

void merges(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_verify(A, SSL_VERIFY_PEER, merged);
  SSL_CTX_set_verify(B, SSL_VERIFY_PEER, strictlyMerged);
}

// Texts.
template <std::size_t N> void groups(SSL_CTX *Ctx, const char (&List)[N]) {
  SSL_CTX_set_cipher_list(Ctx, List);
}

using namespace std::string_literals;

void arrays(SSL_CTX *A, SSL_CTX *B) {
  groups(A, "HIGH:!aNULL");
  groups(B, "HIGH:RC4"); // BAD: commsec-weak-cipher-suite
}

void literals(SSL_CTX *Ctx) {
  const std::string Level = "@SECLEVEL=0"s; // BAD: commsec-weak-cipher-suite
  SSL_CTX_set_cipher_list(Ctx, ("DEFAULT:" + Level).c_str());
}

void strictLiterals(SSL_CTX *Ctx) {
  const std::string Level = "@SECLEVEL=2"s;
  SSL_CTX_set_cipher_list(Ctx, ("DEFAULT:" + Level).c_str());
}
