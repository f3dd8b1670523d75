// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: an HTTPS server that never sends Strict-Transport-Security.

#include "Poco/Net/HTTPRequestHandler.h"
#include "Poco/Net/HTTPRequestHandlerFactory.h"
#include "Poco/Net/HTTPServer.h"
#include "Poco/Net/HTTPServerParams.h"
#include "Poco/Net/HTTPServerResponse.h"
#include "Poco/Net/SecureServerSocket.h"
#include "Poco/ThreadPool.h"

using namespace Poco::Net;

class Handler : public HTTPRequestHandler {
public:
  void handleRequest(HTTPServerRequest &, HTTPServerResponse &Response) override {
    Response.setContentType("text/plain");
    Response.send() << "ok"; // ok: reported once, at the server
  }
};

class Factory : public HTTPRequestHandlerFactory {
public:
  HTTPRequestHandler *createRequestHandler(const HTTPServerRequest &) override { return new Handler; }
};

void secure(Context::Ptr Ctx) {
  SecureServerSocket Socket(8443, 64, Ctx);
  HTTPServer Server(new Factory, Socket, new HTTPServerParams); // BAD: commsec-missing-hsts
  Server.start();
}

void secureByPool(Poco::ThreadPool &Pool, Context::Ptr Ctx) {
  SecureServerSocket Socket(8444, 64, Ctx);
  HTTPServer Server(new Factory, Pool, Socket, new HTTPServerParams); // BAD: commsec-missing-hsts
  Server.start();
}
