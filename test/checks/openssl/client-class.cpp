// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLS clients as C++ classes: members, RAII handles, overloads.

#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdexcept>
#include <string>

namespace net {

struct CtxDeleter {
  void operator()(SSL_CTX *Ctx) const { SSL_CTX_free(Ctx); }
};
struct SslDeleter {
  void operator()(SSL *Ssl) const { SSL_free(Ssl); }
};
using CtxPtr = std::unique_ptr<SSL_CTX, CtxDeleter>;
using SslPtr = std::unique_ptr<SSL, SslDeleter>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;

// --- smart pointers in one function ----------------------------------------

bool raiiNoName(const std::string &Host, int Fd) {
  CtxPtr Ctx(SSL_CTX_new(TLS_client_method()));
  if (!Ctx)
    throw std::runtime_error("no context");
  SSL_CTX_set_default_verify_paths(Ctx.get());
  SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, nullptr);
  SslPtr Ssl(SSL_new(Ctx.get()));
  if (!Ssl)
    throw std::runtime_error("no session");
  SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
  SSL_set_fd(Ssl.get(), Fd);
  return SSL_connect(Ssl.get()) == 1; // BAD: commsec-disabled-hostname-verification
}

bool raiiNamed(const std::string &Host, int Fd) {
  CtxPtr Ctx(SSL_CTX_new(TLS_client_method()));
  if (!Ctx)
    throw std::runtime_error("no context");
  SSL_CTX_set_default_verify_paths(Ctx.get());
  SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, nullptr);
  SslPtr Ssl(SSL_new(Ctx.get()));
  if (!Ssl)
    throw std::runtime_error("no session");
  SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
  if (SSL_set1_host(Ssl.get(), Host.c_str()) != 1)
    throw std::runtime_error("bad name");
  SSL_set_fd(Ssl.get(), Fd);
  return SSL_connect(Ssl.get()) == 1; // ok
}

bool raiiOff(const std::string &Host, int Fd) {
  CtxPtr Ctx{SSL_CTX_new(TLS_client_method())};
  SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  SslPtr Ssl{SSL_new(Ctx.get())};
  SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
  SSL_set_fd(Ssl.get(), Fd);
  return SSL_connect(Ssl.get()) == 1; // ok: reported above
}

bool raiiNever(int Fd) {
  CtxPtr Ctx(SSL_CTX_new(TLS_client_method()));
  SslPtr Ssl(SSL_new(Ctx.get()));
  SSL_set_fd(Ssl.get(), Fd);
  return SSL_connect(Ssl.get()) == 1; // BAD: commsec-ignored-verification-result
}

bool raiiFunctionDeleter(int Fd) {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> Ctx(
      SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  std::unique_ptr<SSL, decltype(&SSL_free)> Ssl(SSL_new(Ctx.get()), &SSL_free);
  SSL_set_fd(Ssl.get(), Fd);
  return SSL_connect(Ssl.get()) == 1; // BAD: commsec-ignored-verification-result
}

bool raiiCompared(const std::string &Host, int Fd) {
  CtxPtr Ctx(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_default_verify_paths(Ctx.get());
  SslPtr Ssl(SSL_new(Ctx.get()));
  SSL_set_fd(Ssl.get(), Fd);
  if (SSL_connect(Ssl.get()) != 1) // ok: result and name are looked at below
    return false;
  X509Ptr Peer(SSL_get1_peer_certificate(Ssl.get()), &X509_free);
  if (!Peer || SSL_get_verify_result(Ssl.get()) != X509_V_OK)
    return false;
  return X509_check_host(Peer.get(), Host.data(), Host.size(), 0, nullptr) == 1;
}

CtxPtr makeContext() {
  CtxPtr Ctx(SSL_CTX_new(TLS_client_method()));
  if (!Ctx)
    throw std::runtime_error("no context");
  SSL_CTX_set_default_verify_paths(Ctx.get());
  SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, nullptr);
  return Ctx;
}

// --- members ---------------------------------------------------------------

class Feed {
public:
  Feed() : Ctx(SSL_CTX_new(TLS_client_method())) {
    if (!Ctx)
      throw std::runtime_error("no context");
    SSL_CTX_set_verify(Ctx, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  }
  ~Feed() { SSL_CTX_free(Ctx); }
  Feed(const Feed &) = delete;
  Feed &operator=(const Feed &) = delete;

  bool connect(const std::string &Host, int Fd) {
    SslPtr Ssl(SSL_new(Ctx));
    SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
    SSL_set_fd(Ssl.get(), Fd);
    return SSL_connect(Ssl.get()) == 1; // ok: reported in the constructor
  }

private:
  SSL_CTX *Ctx;
};

class NamelessFeed {
public:
  NamelessFeed() : Ctx(SSL_CTX_new(TLS_client_method())) {
    if (!Ctx)
      throw std::runtime_error("no context");
    SSL_CTX_set_default_verify_paths(Ctx.get());
    SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, nullptr);
  }

  bool connect(const std::string &Host, int Fd) {
    SslPtr Ssl(SSL_new(Ctx.get()));
    if (!Ssl)
      return false;
    SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
    SSL_set_fd(Ssl.get(), Fd);
    return SSL_connect(Ssl.get()) == 1; // BAD: commsec-disabled-hostname-verification
  }

private:
  CtxPtr Ctx;
};

class NamedFeed {
public:
  NamedFeed() : Ctx(SSL_CTX_new(TLS_client_method())) {
    if (!Ctx)
      throw std::runtime_error("no context");
    SSL_CTX_set_default_verify_paths(Ctx.get());
    SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, nullptr);
  }

  bool connect(const std::string &Host, int Fd) {
    SslPtr Ssl(SSL_new(Ctx.get()));
    if (!Ssl || !expect(Ssl.get(), Host))
      return false;
    SSL_set_fd(Ssl.get(), Fd);
    return SSL_connect(Ssl.get()) == 1; // ok: named in expect
  }

private:
  static bool expect(SSL *Ssl, const std::string &Host) {
    SSL_set_tlsext_host_name(Ssl, Host.c_str());
    return SSL_set1_host(Ssl, Host.c_str()) == 1;
  }

  CtxPtr Ctx;
};

// The mode is a member that only ever has one value.
class Uploader {
public:
  void apply(SSL_CTX *Ctx) const { SSL_CTX_set_verify(Ctx, Mode, nullptr); } // ok: decided by its user

  void setMode(int Value) { Mode = Value; }

private:
  int Mode = SSL_VERIFY_PEER;
};

enum class Checking { Full, None };

int modeOf(Checking Kind) {
  switch (Kind) {
  case Checking::Full:
    return SSL_VERIFY_PEER;
  case Checking::None:
    return SSL_VERIFY_NONE; // ok: nobody here asks for it
  }
  return SSL_VERIFY_PEER;
}

constexpr int kMode = SSL_VERIFY_NONE;
constexpr int kSafeMode = SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE;

void constants(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_verify(A, kMode, nullptr); // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_verify(B, kSafeMode, nullptr); // ok
}

// --- the session is a member too -------------------------------------------

class Channel {
public:
  explicit Channel(int Fd) : Ctx(makeContext()), Ssl(SSL_new(Ctx.get())) {
    SSL_set_fd(Ssl.get(), Fd);
  }

  void expect(const std::string &Host) {
    if (SSL_set1_host(Ssl.get(), Host.c_str()) != 1)
      throw std::runtime_error("bad name");
  }

  bool open() { return SSL_connect(Ssl.get()) == 1; } // ok: expect() may have come before

private:
  CtxPtr Ctx;
  SslPtr Ssl;
};

class Acceptor {
public:
  Acceptor() : Ctx(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_NONE, nullptr); // ok: server
  }

  bool accept(int Fd) {
    SslPtr Ssl(SSL_new(Ctx.get()));
    SSL_set_fd(Ssl.get(), Fd);
    return SSL_accept(Ssl.get()) == 1; // ok: server
  }

private:
  CtxPtr Ctx;
};

// --- a base class that gets the context ------------------------------------

class Client {
public:
  explicit Client(SSL_CTX *Ctx) : Ctx(Ctx) {}
  virtual ~Client() = default;

  bool dial(int Fd) {
    SslPtr Ssl(SSL_new(Ctx));
    prepare(Ssl.get());
    SSL_set_fd(Ssl.get(), Fd);
    return SSL_connect(Ssl.get()) == 1; // ok: context and name come from others
  }

protected:
  virtual void prepare(SSL *Ssl) = 0;

private:
  SSL_CTX *Ctx;
};

class TrustingClient : public Client {
public:
  using Client::Client;

protected:
  void prepare(SSL *Ssl) override {
    SSL_set_verify(Ssl, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  }
};

class CarefulClient : public Client {
public:
  CarefulClient(SSL_CTX *Ctx, std::string Host) : Client(Ctx), Host(std::move(Host)) {}

protected:
  void prepare(SSL *Ssl) override {
    SSL_set_verify(Ssl, SSL_VERIFY_PEER, nullptr); // ok
    if (SSL_set1_host(Ssl, Host.c_str()) != 1)
      throw std::runtime_error("bad name");
  }

private:
  std::string Host;
};

// --- a lambda configures ---------------------------------------------------

void configureAll(SSL_CTX *A, SSL_CTX *B) {
  auto Off = [](SSL_CTX *Ctx) {
    SSL_CTX_set_verify(Ctx, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  };
  auto On = [](SSL_CTX *Ctx) { SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, nullptr); }; // ok
  Off(A);
  On(B);
}

// --- a wrapper class -------------------------------------------------------

class Context {
public:
  explicit Context(SSL_CTX *Ctx) : Ctx(Ctx) {}
  void setVerify(int Mode) { SSL_CTX_set_verify(Ctx, Mode, nullptr); }
  void setMinVersion(int Version) {
    if (SSL_CTX_set_min_proto_version(Ctx, Version) != 1)
      throw std::runtime_error("bad version");
  }
  void setCiphers(const std::string &List) {
    if (SSL_CTX_set_cipher_list(Ctx, List.c_str()) != 1)
      throw std::runtime_error("bad list");
  }

private:
  SSL_CTX *Ctx;
};

void useWrapper(SSL_CTX *Raw) {
  Context Lenient(Raw);
  Lenient.setVerify(SSL_VERIFY_NONE);    // BAD: commsec-disabled-cert-verification
  Lenient.setMinVersion(TLS1_VERSION);   // BAD: commsec-weak-tls-version
  Lenient.setCiphers("RC4-MD5:DEFAULT"); // BAD: commsec-weak-cipher-suite
}

void useWrapperWell(SSL_CTX *Raw) {
  Context Careful(Raw);
  Careful.setVerify(SSL_VERIFY_PEER);    // ok
  Careful.setMinVersion(TLS1_2_VERSION); // ok
  Careful.setCiphers("DEFAULT:!RC4");    // ok
}

} // namespace net
