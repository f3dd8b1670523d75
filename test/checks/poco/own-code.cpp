// RUN: %check_commsec %s %t -- -std=c++17
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The library itself is made of what its users may not do. They are told of
// what they use of it.

#include <Poco/Net/AcceptCertificateHandler.h>
#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/POP3ClientSession.h>
#include <Poco/Net/VerificationErrorArgs.h>
#include <string>

namespace Poco {
namespace Net {

void POP3ClientSession::login(const std::string &User, const std::string &Password) {
  auto Send = [this](const std::string &Line) { _socket.sendMessage(Line); }; // ok
  Send("USER " + User);
  _socket.sendMessage("PASS " + Password); // ok
}

void AcceptCertificateHandler::onInvalidCertificate(const void *, VerificationErrorArgs &Error) {
  Error.setIgnoreError(true); // ok: what it is for
}

} // namespace Net
} // namespace Poco

namespace app {

// A class of the same name is another one.
class POP3ClientSession {
public:
  explicit POP3ClientSession(const Poco::Net::SocketAddress &At) : Socket(At) {}
  void login(const std::string &Password) {
    Socket.sendMessage("PASS " + Password); // BAD: commsec-plaintext-socket
  }

private:
  Poco::Net::DialogSocket Socket;
};

class MyHandler : public Poco::Net::AcceptCertificateHandler {
public:
  MyHandler() : AcceptCertificateHandler(false) {}
  void onInvalidCertificate(const void *, Poco::Net::VerificationErrorArgs &Error) override {
    Error.setIgnoreError(true); // BAD: commsec-accepting-verify-callback
  }
};

} // namespace app
