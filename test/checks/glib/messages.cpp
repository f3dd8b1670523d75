// RUN: %check_commsec %s %t -- -std=c++17 %glib
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Messages that tell of a member: which of its values is logged decides
// nothing.

#include <glib.h>
#include <openssl/ssl.h>
#include <string>

class Link {
  SSL_CTX *Context;
  SSL *Session = nullptr;
  std::string Host, Certificate;
  int Fd = -1;
  unsigned Number;

public:
  explicit Link(const unsigned *From);
  bool connect(unsigned Timeout);
  bool open(unsigned Timeout);
};

Link::Link(const unsigned *From) {
  if (From)
    Number = *From;
  else
    Number = 0;
  Context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_min_proto_version(Context, TLS1_2_VERSION);
}

bool Link::open(unsigned Timeout) {
  if (!connect(Timeout)) {
    g_warning("[%u] unable to connect to %s", Number, Host.c_str());
    return false;
  }
  SSL_CTX_set_verify(Context, SSL_VERIFY_NONE, nullptr); // BAD: commsec-disabled-cert-verification
  Session = SSL_new(Context);
  if (!Session || SSL_set_fd(Session, Fd) == 0) {
    g_warning("[%u] unable to connect to %s", Number, Host.c_str());
    return false;
  }
  if (SSL_connect(Session) != 1) {
    g_warning("[%u] unable to connect to %s", Number, Host.c_str());
    return false;
  }
  if (!Certificate.empty() && SSL_get_verify_result(Session) != X509_V_OK) // BAD: commsec-ignored-verification-result
    g_warning("[%u] cannot identify %s", Number, Host.c_str());
  return true;
}

class CheckedLink {
  SSL_CTX *Context;
  SSL *Session = nullptr;
  std::string Host;
  int Fd = -1;
  unsigned Number;

public:
  explicit CheckedLink(const unsigned *From);
  bool connect(unsigned Timeout);
  bool open(unsigned Timeout);
};

CheckedLink::CheckedLink(const unsigned *From) {
  if (From)
    Number = *From;
  else
    Number = 0;
  Context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_min_proto_version(Context, TLS1_2_VERSION);
}

bool CheckedLink::open(unsigned Timeout) {
  if (!connect(Timeout)) {
    g_warning("[%u] unable to connect to %s", Number, Host.c_str());
    return false;
  }
  SSL_CTX_set_verify(Context, SSL_VERIFY_NONE, nullptr); // ok: asked below
  Session = SSL_new(Context);
  if (!Session || SSL_set_fd(Session, Fd) == 0 || SSL_set1_host(Session, Host.c_str()) != 1) {
    g_warning("[%u] unable to connect to %s", Number, Host.c_str());
    return false;
  }
  if (SSL_connect(Session) != 1) {
    g_warning("[%u] unable to connect to %s", Number, Host.c_str());
    return false;
  }
  if (SSL_get_verify_result(Session) != X509_V_OK) { // ok
    g_warning("[%u] cannot identify %s", Number, Host.c_str());
    return false;
  }
  return true;
}
