// RUN: %check_commsec %s %t -config='{CheckOptions: {CommsecAllSends: true}}'
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: every plaintext send, if that is asked for.

#include "Poco/AutoPtr.h"
#include "Poco/Net/DatagramSocket.h"
#include "Poco/Net/DialogSocket.h"
#include "Poco/Net/MailMessage.h"
#include "Poco/Net/RemoteSyslogChannel.h"
#include "Poco/Net/SMTPClientSession.h"
#include "Poco/Net/SecureStreamSocket.h"
#include "Poco/Net/SocketAddress.h"
#include "Poco/Net/SocketStream.h"
#include "Poco/Net/StreamSocket.h"

#include <string>

using namespace Poco::Net;

void streams(const SocketAddress &Gateway, const std::string &Reading) {
  StreamSocket Socket(Gateway);
  Socket.sendBytes(Reading.data(), Reading.size()); // BAD: commsec-plaintext-socket
  SocketStream Stream(Socket);
  Stream << Reading; // BAD: commsec-plaintext-socket
  DialogSocket Dialog(Gateway);
  Dialog.sendMessage(Reading); // BAD: commsec-plaintext-socket
}

void streamsOverTls(const SocketAddress &Gateway, const std::string &Host, const std::string &Reading) {
  SecureStreamSocket Socket(Gateway, Host);
  Socket.sendBytes(Reading.data(), Reading.size()); // ok: TLS
  SocketStream Stream(Socket);
  Stream << Reading; // ok: TLS
}

void streamsLocally(const std::string &Reading) {
  StreamSocket Socket(SocketAddress("127.0.0.1", 7000));
  Socket.sendBytes(Reading.data(), Reading.size()); // ok: loopback
  SocketStream Stream(Socket);
  Stream << Reading; // ok: loopback
  DialogSocket Dialog(SocketAddress("127.0.0.1", 7001));
  Dialog.sendMessage(Reading); // ok: loopback
}

void datagrams(DatagramSocket &Socket, const SocketAddress &Gateway, const std::string &Reading) {
  Socket.sendTo(Reading.data(), Reading.size(), Gateway); // BAD: commsec-plaintext-socket
  Socket.sendTo(Reading.data(), Reading.size(), SocketAddress("127.0.0.1", 8125)); // ok: loopback
}

void vectors(DatagramSocket &Socket, const SocketAddress &Gateway, const Poco::Net::SocketBufVec &Reading) {
  Socket.sendTo(Reading, Gateway); // BAD: commsec-plaintext-socket
  Socket.sendTo(Reading, SocketAddress("127.0.0.1", 8125)); // ok: loopback
}

void connected(const SocketAddress &Gateway, const std::string &Reading) {
  DatagramSocket Remote;
  Remote.connect(Gateway);
  Remote.sendBytes(Reading.data(), Reading.size()); // BAD: commsec-plaintext-socket
  DatagramSocket Local;
  Local.connect(SocketAddress("127.0.0.1", 8125));
  Local.sendBytes(Reading.data(), Reading.size()); // ok: loopback
}

void logging() {
  Poco::AutoPtr<RemoteSyslogChannel> Remote = new RemoteSyslogChannel("log.example.com", "meter"); // BAD: commsec-plaintext-socket
  Poco::AutoPtr<RemoteSyslogChannel> Local = new RemoteSyslogChannel("localhost", "meter"); // ok: localhost
}

void mail(const std::string &Host, const MailMessage &Message) {
  SMTPClientSession Remote(Host);
  Remote.sendMessage(Message); // BAD: commsec-plaintext-socket
  SMTPClientSession Local("localhost", 25);
  Local.sendMessage(Message); // ok: localhost
}
