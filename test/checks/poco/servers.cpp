// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: servers without TLS, and the values of Strict-Transport-Security.

#include "Poco/Net/Context.h"
#include "Poco/Net/HTTPRequestHandler.h"
#include "Poco/Net/HTTPRequestHandlerFactory.h"
#include "Poco/Net/HTTPServer.h"
#include "Poco/Net/HTTPServerParams.h"
#include "Poco/Net/HTTPServerRequest.h"
#include "Poco/Net/HTTPServerResponse.h"
#include "Poco/Net/SecureServerSocket.h"
#include "Poco/Net/ServerSocket.h"
#include "Poco/Net/SocketAddress.h"
#include "Poco/Net/TCPServer.h"
#include "Poco/Net/TCPServerConnection.h"
#include "Poco/Net/TCPServerConnectionFactory.h"
#include "Poco/ThreadPool.h"

using namespace Poco::Net;

class Handler : public HTTPRequestHandler {
public:
  void handleRequest(HTTPServerRequest &, HTTPServerResponse &Response) override {
    Response.set("Strict-Transport-Security", "max-age=31536000"); // ok: a year
    Response.setContentType("text/plain");
    Response.send() << "ok";
  }
};

class OtherHandler : public HTTPRequestHandler {
public:
  void handleRequest(HTTPServerRequest &, HTTPServerResponse &Response) override {
    Response.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"); // ok: two years
    Response.send() << "ok";
  }
};

class ResettingHandler : public HTTPRequestHandler {
public:
  void handleRequest(HTTPServerRequest &, HTTPServerResponse &Response) override {
    Response.set("Strict-Transport-Security", "max-age=0"); // BAD: commsec-missing-hsts
    Response.send() << "ok";
  }
};

class ShortHandler : public HTTPRequestHandler {
public:
  void handleRequest(HTTPServerRequest &, HTTPServerResponse &Response) override {
    Response.add("Strict-Transport-Security", "max-age=86400; includeSubDomains"); // BAD: commsec-missing-hsts
    Response.add("Cache-Control", "max-age=60"); // ok: another header
    Response.send() << "ok";
  }
};

class Factory : public HTTPRequestHandlerFactory {
public:
  HTTPRequestHandler *createRequestHandler(const HTTPServerRequest &) override { return new Handler; }
};

void byPort() {
  HTTPServer Server(new Factory, 8080); // BAD: commsec-plaintext-server
  Server.start();
}

void bySocket() {
  ServerSocket Socket(8080);
  HTTPServer Server(new Factory, Socket, new HTTPServerParams); // BAD: commsec-plaintext-server
  Server.start();
}

void byPool(Poco::ThreadPool &Pool) {
  HTTPServerParams::Ptr Params = new HTTPServerParams;
  ServerSocket Socket(SocketAddress("0.0.0.0", 8080));
  HTTPServer Server(new Factory, Pool, Socket, Params); // BAD: commsec-plaintext-server
  Server.start();
}

void inline_() {
  HTTPServer Server(new Factory, ServerSocket(9980), new HTTPServerParams); // BAD: commsec-plaintext-server
  Server.start();
}

void secure(Context::Ptr Ctx) {
  SecureServerSocket Socket(8443, 64, Ctx);
  HTTPServer Server(new Factory, Socket, new HTTPServerParams); // ok: TLS, and HSTS in this file
  Server.start();
}

void secureByPool(Poco::ThreadPool &Pool, Context::Ptr Ctx) {
  SecureServerSocket Socket(8443, 64, Ctx);
  HTTPServer Server(new Factory, Pool, Socket, new HTTPServerParams); // ok: TLS, and HSTS in this file
  Server.start();
}

void local() {
  ServerSocket Socket(SocketAddress("127.0.0.1", 8080));
  HTTPServer Server(new Factory, Socket, new HTTPServerParams); // ok: loopback
  Server.start();
}

void ofCaller(const ServerSocket &Socket) {
  HTTPServer Server(new Factory, Socket, new HTTPServerParams); // ok: the socket may be a SecureServerSocket
  Server.start();
}

class Service {
public:
  explicit Service(unsigned short Port)
      : Socket(Port), Server(new Factory, Socket, new HTTPServerParams) {} // BAD: commsec-plaintext-server

  void start() { Server.start(); }

private:
  ServerSocket Socket;
  HTTPServer Server;
};

class SecureService {
public:
  SecureService(unsigned short Port, Context::Ptr Ctx)
      : Socket(Port, 64, Ctx), Server(new Factory, Socket, new HTTPServerParams) {} // ok: TLS

  void start() { Server.start(); }

private:
  SecureServerSocket Socket;
  HTTPServer Server;
};

class Echo : public TCPServerConnection {
public:
  using TCPServerConnection::TCPServerConnection;
  void run() override {}
};

void tcpByPort() {
  TCPServer Server(new TCPServerConnectionFactoryImpl<Echo>, 7000); // BAD: commsec-plaintext-server
  Server.start();
}

void tcpByPool(Poco::ThreadPool &Pool, Context::Ptr Ctx) {
  ServerSocket Plain(7000);
  TCPServer Server(new TCPServerConnectionFactoryImpl<Echo>, Pool, Plain); // BAD: commsec-plaintext-server
  SecureServerSocket Secure(7001, 64, Ctx);
  TCPServer Other(new TCPServerConnectionFactoryImpl<Echo>, Pool, Secure); // ok: TLS
  Server.start();
  Other.start();
}

void tcp(Context::Ptr Ctx) {
  ServerSocket Plain(7000);
  TCPServer Server(new TCPServerConnectionFactoryImpl<Echo>, Plain); // BAD: commsec-plaintext-server
  SecureServerSocket Secure(7001, 64, Ctx);
  TCPServer Other(new TCPServerConnectionFactoryImpl<Echo>, Secure); // ok: TLS
  Server.start();
  Other.start();
}
