// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: Redis, MongoDB and dialogues over plain sockets.

#include "Poco/AutoPtr.h"
#include "Poco/Message.h"
#include "Poco/MongoDB/Connection.h"
#include "Poco/Net/DialogSocket.h"
#include "Poco/Net/RemoteSyslogChannel.h"
#include "Poco/Net/SocketAddress.h"
#include "Poco/Redis/Client.h"

#include <string>

using Poco::Net::SocketAddress;

void redis() {
  Poco::Redis::Client Remote("redis.example.com", 6379); // BAD: commsec-insecure-redis-connection
  Poco::Redis::Client Local("localhost", 6379); // ok: localhost
}

void redisLater() {
  Poco::Redis::Client Remote;
  Remote.connect("redis.example.com", 6379); // BAD: commsec-insecure-redis-connection
  Poco::Redis::Client Local;
  Local.connect("localhost", 6379); // ok: localhost
}

void mongoLater(const SocketAddress &Server) {
  Poco::MongoDB::Connection Remote;
  Remote.connect(Server); // BAD: commsec-insecure-database-connection
  Poco::MongoDB::Connection Local;
  Local.connect(SocketAddress("127.0.0.1", 27017)); // ok: loopback
}

void redisByAddress() {
  Poco::Redis::Client Local(SocketAddress("127.0.0.1", 6379)); // ok: loopback
}

void mongo() {
  Poco::MongoDB::Connection Remote("db.example.com", 27017); // BAD: commsec-insecure-database-connection
  Poco::MongoDB::Connection Local("127.0.0.1", 27017); // ok: loopback
}

void dialogue(const SocketAddress &Server, const std::string &Password) {
  Poco::Net::DialogSocket Socket(Server);
  Socket.sendMessage("PASS", Password); // BAD: commsec-plaintext-socket
  Socket.sendMessage("NOOP"); // ok: nothing to hide
  Socket.sendString("QUIT\r\n"); // ok: nothing to hide
}

void dialogueLocally(const std::string &Password) {
  Poco::Net::DialogSocket Socket(SocketAddress("127.0.0.1", 9051));
  Socket.sendMessage("AUTHENTICATE", Password); // ok: loopback
}

void logging(const std::string &Message) {
  Poco::AutoPtr<Poco::Net::RemoteSyslogChannel> Channel(new Poco::Net::RemoteSyslogChannel("localhost", "telemetry")); // ok: localhost
  Channel->log(Poco::Message("telemetry", Message, Poco::Message::PRIO_INFORMATION));
}
