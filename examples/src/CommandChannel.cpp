// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CommandChannel.h"
#include <cstdio>
#include <memory>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace telemetry {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;

/// A connected TCP socket, or -1.
static int connectTo(const std::string &Host, const std::string &Port) {
  addrinfo Hints = {};
  Hints.ai_socktype = SOCK_STREAM;
  addrinfo *Addresses = nullptr;
  if (int Error = getaddrinfo(Host.c_str(), Port.c_str(), &Hints, &Addresses)) {
    std::fprintf(stderr, "%s: %s\n", Host.c_str(), gai_strerror(Error));
    return -1;
  }
  int Socket = -1;
  for (addrinfo *A = Addresses; A && Socket < 0; A = A->ai_next) {
    Socket = socket(A->ai_family, A->ai_socktype, A->ai_protocol);
    if (Socket >= 0 && connect(Socket, A->ai_addr, A->ai_addrlen) != 0) {
      close(Socket);
      Socket = -1;
    }
  }
  freeaddrinfo(Addresses);
  if (Socket < 0)
    std::perror(Host.c_str());
  return Socket;
}

/// Tells the log why a certificate was refused.
static int logVerification(int Ok, X509_STORE_CTX *Store) {
  if (!Ok) {
    int Error = X509_STORE_CTX_get_error(Store);
    std::fprintf(stderr, "certificate at depth %d: %s\n",
                 X509_STORE_CTX_get_error_depth(Store),
                 X509_verify_cert_error_string(Error));
  }
  return 1;
}

std::string nextCommand(const std::string &Host, const std::string &Port,
                        const std::string &Station) {
  Context Ctx(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (!Ctx || SSL_CTX_set_default_verify_paths(Ctx.get()) != 1)
    return {};
  SSL_CTX_set_min_proto_version(Ctx.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, logVerification);

  int Socket = connectTo(Host, Port);
  if (Socket < 0)
    return {};
  std::string Command;
  Session Ssl(SSL_new(Ctx.get()), SSL_free);
  SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
  SSL_set1_host(Ssl.get(), Host.c_str());
  SSL_set_fd(Ssl.get(), Socket);
  if (SSL_connect(Ssl.get()) == 1) {
    std::string Question = "NEXT " + Station + "\n";
    SSL_write(Ssl.get(), Question.data(), static_cast<int>(Question.size()));
    char Buffer[512];
    int Length = SSL_read(Ssl.get(), Buffer, sizeof(Buffer));
    if (Length > 0)
      Command.assign(Buffer, Length);
    SSL_shutdown(Ssl.get());
  } else {
    ERR_print_errors_fp(stderr);
  }
  close(Socket);
  return Command;
}

bool shipLog(const std::string &Host, const std::string &Port,
             const std::string &Line) {
  Context Ctx(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (!Ctx || SSL_CTX_set_default_verify_paths(Ctx.get()) != 1)
    return false;
  SSL_CTX_set_min_proto_version(Ctx.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(Ctx.get(), SSL_VERIFY_PEER, nullptr);

  int Socket = connectTo(Host, Port);
  if (Socket < 0)
    return false;
  bool Sent = false;
  Session Ssl(SSL_new(Ctx.get()), SSL_free);
  SSL_set_tlsext_host_name(Ssl.get(), Host.c_str());
  SSL_set_fd(Ssl.get(), Socket);
  if (SSL_connect(Ssl.get()) == 1) {
    int Length = static_cast<int>(Line.size());
    Sent = SSL_write(Ssl.get(), Line.data(), Length) == Length;
    SSL_shutdown(Ssl.get());
  } else {
    ERR_print_errors_fp(stderr);
  }
  close(Socket);
  return Sent;
}

} // namespace telemetry
