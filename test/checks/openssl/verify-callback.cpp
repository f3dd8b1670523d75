// RUN: %check_commsec %s %t
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Verify callbacks in C++: lambdas, static methods, ex_data, casts.

#include <functional>
#include <memory>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <string>

// The decision of a std::function member is not known here.
struct Hooks {
  std::function<bool(bool, X509_STORE_CTX *)> Decide;
};
Hooks &hooks();

namespace {

void lambdaAccepts(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, [](int, X509_STORE_CTX *) { return 1; }); // BAD: commsec-accepting-verify-callback
}

void lambdaAcceptsOnItsOwnLine(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(
      Ctx, SSL_VERIFY_PEER,
      [](int Preverified, X509_STORE_CTX *Store) -> int { // BAD: commsec-accepting-verify-callback
        if (!Preverified) {
          int Error = X509_STORE_CTX_get_error(Store);
          (void)Error;
        }
        return true;
      });
}

void lambdaPropagates(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(
      Ctx, SSL_VERIFY_PEER,
      [](int Preverified, X509_STORE_CTX *Store) -> int { // ok: hands the verdict on
        (void)X509_STORE_CTX_get_error(Store);
        return Preverified;
      });
}

void namedLambdas(SSL *First, SSL *Second) {
  auto Lenient = [](int Ok, X509_STORE_CTX *) -> int { // BAD: commsec-accepting-verify-callback
    return Ok ? Ok : 1;
  };
  auto Strict = [](int Ok, X509_STORE_CTX *) -> int { return Ok ? 1 : 0; }; // ok
  SSL_set_verify(First, SSL_VERIFY_PEER, Lenient);
  SSL_set_verify(Second, SSL_VERIFY_PEER, Strict);
}

void lambdaRejects(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, +[](int, X509_STORE_CTX *) { return 0; }); // ok: refuses all
}

class Transport {
public:
  explicit Transport(SSL_CTX *Ctx, bool Lenient) {
    if (Lenient)
      SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, &Transport::acceptAny);
    else
      SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, &Transport::check);
  }

private:
  static int acceptAny(int, X509_STORE_CTX *) { return 1; } // BAD: commsec-accepting-verify-callback
  static int check(int Ok, X509_STORE_CTX *) { return Ok; } // ok
};

Transport makeTransport(SSL_CTX *Ctx) { return Transport(Ctx, true); }

class Session {
public:
  explicit Session(SSL_CTX *Ctx) {
    SSL_CTX_set_app_data(Ctx, this);
    SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, onVerify);
  }

  static int onVerify(int Preverified, X509_STORE_CTX *Store);
  static int onVerifyStrict(int Preverified, X509_STORE_CTX *Store);

  void useStrict(SSL *Ssl) { SSL_set_verify(Ssl, SSL_VERIFY_PEER, onVerifyStrict); }

private:
  std::string Log;
};

int Session::onVerify(int Preverified, X509_STORE_CTX *Store) { // BAD: commsec-accepting-verify-callback
  int Depth = X509_STORE_CTX_get_error_depth(Store);
  if (!Preverified && Depth == 0)
    X509_STORE_CTX_set_error(Store, X509_V_OK);
  return 1;
}

int Session::onVerifyStrict(int Preverified, X509_STORE_CTX *Store) { // ok
  int Depth = X509_STORE_CTX_get_error_depth(Store);
  return Depth > 8 ? 0 : Preverified;
}

void useSession(SSL_CTX *Ctx, SSL *Ssl) {
  Session S(Ctx);
  S.useStrict(Ssl);
}

extern "C" int acceptFromC(int, X509_STORE_CTX *) { return 1; } // BAD: commsec-accepting-verify-callback

void castCallback(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER,
                     reinterpret_cast<SSL_verify_cb>(acceptFromC));
}

int viaHook(int Ok, X509_STORE_CTX *Store) { // ok: unknown code decides
  if (hooks().Decide)
    return hooks().Decide(Ok != 0, Store) ? 1 : 0;
  return Ok;
}

void installHook(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, viaHook);
}

constexpr bool kPermissive = true;
constexpr bool kStrict = false;

int constantSwitch(int Ok, X509_STORE_CTX *) { // BAD: commsec-accepting-verify-callback
  if (kPermissive)
    return 1;
  return Ok;
}

int constantSwitchOff(int Ok, X509_STORE_CTX *) { // ok: never taken
  if (kStrict)
    return 1;
  return Ok;
}

void installSwitches(SSL_CTX *A, SSL_CTX *B) {
  SSL_CTX_set_verify(A, SSL_VERIFY_PEER, constantSwitch);
  SSL_CTX_set_verify(B, SSL_VERIFY_PEER, constantSwitchOff);
}

template <bool Lenient> struct Policy {
  static int verify(int Ok, X509_STORE_CTX *) { return Ok; } // ok
};

void installTemplate(SSL_CTX *Ctx) {
  SSL_CTX_set_verify(Ctx, SSL_VERIFY_PEER, &Policy<false>::verify);
}

void certLambda(SSL_CTX *Ctx) {
  SSL_CTX_set_cert_verify_callback(
      Ctx, [](X509_STORE_CTX *, void *) { return 1; }, nullptr); // BAD: commsec-accepting-verify-callback
}

void certLambdaPropagates(SSL_CTX *Ctx) {
  SSL_CTX_set_cert_verify_callback(
      Ctx,
      [](X509_STORE_CTX *Store, void *Arg) -> int { // ok: the library verifies
        auto *Counter = static_cast<int *>(Arg);
        ++*Counter;
        return X509_verify_cert(Store);
      },
      nullptr);
}

} // namespace

void keep(SSL_CTX *Ctx, SSL *Ssl) {
  lambdaAccepts(Ctx);
  lambdaAcceptsOnItsOwnLine(Ctx);
  lambdaPropagates(Ctx);
  namedLambdas(Ssl, Ssl);
  lambdaRejects(Ctx);
  makeTransport(Ctx);
  useSession(Ctx, Ssl);
  castCallback(Ctx);
  installHook(Ctx);
  installSwitches(Ctx, Ctx);
  installTemplate(Ctx);
  certLambda(Ctx);
  certLambdaPropagates(Ctx);
}
