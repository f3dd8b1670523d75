// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: clients that log in, or send, without TLS.

#include "Poco/Net/DatagramSocket.h"
#include "Poco/Net/FTPClientSession.h"
#include "Poco/Net/FTPSClientSession.h"
#include "Poco/Net/HTTPClientSession.h"
#include "Poco/Net/HTTPRequest.h"
#include "Poco/Net/HTTPResponse.h"
#include "Poco/Net/HTTPSClientSession.h"
#include "Poco/Net/MailMessage.h"
#include "Poco/Net/POP3ClientSession.h"
#include "Poco/Net/SMTPClientSession.h"
#include "Poco/Net/SecureSMTPClientSession.h"
#include "Poco/Net/SecureStreamSocket.h"
#include "Poco/Net/SocketStream.h"
#include "Poco/Net/StreamSocket.h"
#include "Poco/Net/WebSocket.h"
#include "Poco/URI.h"
#include "Poco/URIStreamOpener.h"

#include <memory>
#include <stdexcept>
#include <string>

using namespace Poco::Net;

// HTTP.
void login(const std::string &Host, const std::string &User, const std::string &Password) {
  HTTPClientSession Session(Host, 80);
  HTTPRequest Request(HTTPRequest::HTTP_POST, "/login", HTTPMessage::HTTP_1_1);
  const std::string Body = "user=" + User + "&password=" + Password;
  Request.setContentLength(Body.size());
  Session.sendRequest(Request) << Body; // BAD: commsec-plaintext-socket
}

void loginSecurely(const std::string &Host, const std::string &User, const std::string &Password) {
  HTTPSClientSession Session(Host, 443);
  HTTPRequest Request(HTTPRequest::HTTP_POST, "/login", HTTPMessage::HTTP_1_1);
  const std::string Body = "user=" + User + "&password=" + Password;
  Request.setContentLength(Body.size());
  Session.sendRequest(Request) << Body; // ok: HTTPS
}

void bearer(const std::string &Token) {
  HTTPClientSession Session("api.example.com");
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/orders");
  Request.set("Authorization", "Bearer " + Token);
  Session.sendRequest(Request); // BAD: commsec-plaintext-socket
}

void bearerLocally(const std::string &Token) {
  HTTPClientSession Session("localhost", 8200);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/v1/orders");
  Request.set("Authorization", "Bearer " + Token);
  Session.sendRequest(Request); // ok: localhost
}

void bearerLoopback(const std::string &Token) {
  HTTPClientSession Session("127.0.0.1", 8200);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/v1/orders");
  Request.set("Authorization", "Bearer " + Token);
  Session.sendRequest(Request); // ok: loopback
}

void bearerByBase(const std::string &Host, const std::string &Token) {
  std::unique_ptr<HTTPClientSession> Session(new HTTPSClientSession(Host, 443));
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/orders");
  Request.set("Authorization", "Bearer " + Token);
  Session->sendRequest(Request); // ok: an HTTPS session behind the base class
}

void bearerOfCaller(HTTPClientSession &Session, const std::string &Token) {
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/orders");
  Request.set("Authorization", "Bearer " + Token);
  Session.sendRequest(Request); // ok: the session may be an HTTPS one
}

// URLs.
void plainUrl() {
  Poco::URI Uri("http://api.example.com/v1/orders"); // BAD: commsec-plaintext-url
  HTTPClientSession Session(Uri.getHost(), Uri.getPort());
  HTTPRequest Request(HTTPRequest::HTTP_GET, Uri.getPathAndQuery());
  Session.sendRequest(Request); // ok: reported at the URL
}

void tlsUrl() {
  Poco::URI Uri("https://api.example.com/v1/orders"); // ok: https
  HTTPSClientSession Session(Uri.getHost(), Uri.getPort());
  HTTPRequest Request(HTTPRequest::HTTP_GET, Uri.getPathAndQuery());
  Session.sendRequest(Request);
}

void localUrl() {
  Poco::URI Uri("http://localhost:8080/health"); // ok: localhost
  HTTPClientSession Session(Uri.getHost(), Uri.getPort());
  HTTPRequest Request(HTTPRequest::HTTP_GET, Uri.getPathAndQuery());
  Session.sendRequest(Request);
}

void openers() {
  std::unique_ptr<std::istream> Plain(Poco::URIStreamOpener::defaultOpener().open("http://downloads.example.com/list.txt")); // BAD: commsec-plaintext-url
  std::unique_ptr<std::istream> Secure(Poco::URIStreamOpener::defaultOpener().open("https://downloads.example.com/list.txt")); // ok: https
  std::unique_ptr<std::istream> File(Poco::URIStreamOpener::defaultOpener().open("/etc/list.txt")); // ok: a file
}

bool isSchema(const std::string &Name) {
  return Name == "http://www.w3.org/2001/XMLSchema"; // ok: an identifier
}

// FTP.
void ftp(const std::string &Host, const std::string &User, const std::string &Password) {
  FTPClientSession Session(Host);
  Session.login(User, Password); // BAD: commsec-plaintext-socket
}

void ftpAtOnce(const std::string &Host, const std::string &User, const std::string &Password) {
  FTPClientSession Session(Host, 21, User, Password); // BAD: commsec-plaintext-socket
}

void ftpByOpen(const std::string &Host, const std::string &User, const std::string &Password) {
  FTPClientSession Session;
  Session.open(Host, 21, User, Password); // BAD: commsec-plaintext-socket
  FTPClientSession Local;
  Local.open("localhost", 21, User, Password); // ok: localhost
}

void ftps(const std::string &Host, const std::string &User, const std::string &Password) {
  FTPSClientSession Session(Host);
  Session.login(User, Password); // ok: FTPS
}

void ftpsOff(FTPSClientSession &Off, FTPSClientSession &On) {
  Off.enableFTPS(false); // BAD: commsec-plaintext-socket
  On.enableFTPS(true); // ok: FTPS
}

// Mail.
void smtp(const std::string &Host, const std::string &User, const std::string &Password) {
  SMTPClientSession Session(Host);
  Session.login(SMTPClientSession::AUTH_LOGIN, User, Password); // BAD: commsec-plaintext-socket
}

void smtpLocally(const std::string &User, const std::string &Password) {
  SMTPClientSession Session("localhost", 25);
  Session.login(SMTPClientSession::AUTH_LOGIN, User, Password); // ok: localhost
}

void smtpWithTls(const std::string &Host, const std::string &User, const std::string &Password, Context::Ptr Ctx) {
  SecureSMTPClientSession Session(Host);
  Session.login();
  if (!Session.startTLS(Ctx)) // ok: checked
    throw std::runtime_error("no TLS");
  Session.login(SMTPClientSession::AUTH_LOGIN, User, Password); // ok: after STARTTLS
}

void smtpMaybeTls(SecureSMTPClientSession &Session, Context::Ptr Ctx) {
  Session.login();
  Session.startTLS(Ctx); // BAD: commsec-ignored-verification-result
}

void pop3(const std::string &Host, const std::string &User, const std::string &Password) {
  POP3ClientSession Session(Host);
  Session.login(User, Password); // BAD: commsec-plaintext-socket
}

void smtpMessage(const std::string &Host, const MailMessage &Message, Context::Ptr Ctx) {
  SecureSMTPClientSession Session(Host);
  Session.login();
  if (!Session.startTLS(Ctx))
    throw std::runtime_error("no TLS");
  Session.sendMessage(Message); // ok: after STARTTLS
}

// Sockets.
void sendToken(const SocketAddress &Gateway, const std::string &Token) {
  StreamSocket Socket(Gateway);
  Socket.sendBytes(Token.data(), Token.size()); // BAD: commsec-plaintext-socket
}

void sendTokenSecurely(const SocketAddress &Gateway, const std::string &Host, const std::string &Token) {
  SecureStreamSocket Socket(Gateway, Host);
  Socket.sendBytes(Token.data(), Token.size()); // ok: TLS
}

void sendTokenLocally(const std::string &Token) {
  StreamSocket Socket(SocketAddress("127.0.0.1", 7000));
  Socket.sendBytes(Token.data(), Token.size()); // ok: loopback
}

void sendReading(const SocketAddress &Gateway, const std::string &Compass) {
  StreamSocket Socket(Gateway);
  Socket.sendBytes(Compass.data(), Compass.size()); // ok: nothing to hide
}

void sendDatagram(DatagramSocket &Socket, const SocketAddress &Gateway, const std::string &ApiKey) {
  Socket.sendTo(ApiKey.data(), ApiKey.size(), Gateway); // BAD: commsec-plaintext-socket
}

void sendDatagrams(DatagramSocket &Socket, const SocketAddress &Gateway, const SocketBufVec &Passwords, const SocketBufVec &Readings) {
  Socket.sendTo(Passwords, Gateway); // BAD: commsec-plaintext-socket
  Socket.sendTo(Readings, Gateway); // ok: nothing to hide
}

void sendConnected(const SocketAddress &Gateway, const std::string &ApiKey) {
  DatagramSocket Remote;
  Remote.connect(Gateway);
  Remote.sendBytes(ApiKey.data(), ApiKey.size()); // BAD: commsec-plaintext-socket
  DatagramSocket Local;
  Local.connect(SocketAddress("127.0.0.1", 8125));
  Local.sendBytes(ApiKey.data(), ApiKey.size()); // ok: loopback
}

void sendStreamed(const SocketAddress &Gateway, const std::string &Host, const std::string &Password) {
  StreamSocket Plain(Gateway);
  SocketStream Out(Plain);
  Out << Password; // BAD: commsec-plaintext-socket
  SecureStreamSocket Secure(Gateway, Host);
  SocketStream Safe(Secure);
  Safe << Password; // ok: TLS
}

// WebSocket.
void webSocket(const std::string &Host) {
  HTTPClientSession Session(Host, 80);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/feed", HTTPMessage::HTTP_1_1);
  HTTPResponse Response;
  WebSocket Socket(Session, Request, Response); // BAD: commsec-plaintext-socket
}

void webSocketSecurely(const std::string &Host) {
  HTTPSClientSession Session(Host, 443);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/feed", HTTPMessage::HTTP_1_1);
  HTTPResponse Response;
  WebSocket Socket(Session, Request, Response); // ok: HTTPS
}

void webSocketLocally() {
  HTTPClientSession Session("localhost", 9000);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/feed", HTTPMessage::HTTP_1_1);
  HTTPResponse Response;
  WebSocket Socket(Session, Request, Response); // ok: localhost
}

// The URL decides: whoever gives an http URL gets what it says.
static std::unique_ptr<HTTPClientSession> sessionFor(const Poco::URI &Uri, Context::Ptr Ctx) {
  if (Uri.getScheme() == "https")
    return std::make_unique<HTTPSClientSession>(Uri.getHost(), Uri.getPort(), Ctx);
  return std::make_unique<HTTPClientSession>(Uri.getHost(), Uri.getPort());
}

void byScheme(const std::string &Url, Context::Ptr Ctx) {
  Poco::URI Uri(Url);
  std::unique_ptr<HTTPClientSession> Session = sessionFor(Uri, Ctx);
  HTTPRequest Request(HTTPRequest::HTTP_GET, Uri.getPathAndQuery(), HTTPMessage::HTTP_1_1);
  Session->sendRequest(Request); // ok: as the URL says
}

void byHost(const std::string &Host) {
  std::unique_ptr<HTTPClientSession> Session = std::make_unique<HTTPClientSession>(Host, 80);
  HTTPRequest Request(HTTPRequest::HTTP_GET, "/", HTTPMessage::HTTP_1_1);
  Session->sendRequest(Request); // BAD: commsec-plaintext-socket
}
