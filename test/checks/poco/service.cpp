// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A service has nobody to ask about a certificate.

#include "Poco/Net/ConsoleCertificateHandler.h"
#include "Poco/Net/Context.h"
#include "Poco/Net/RejectCertificateHandler.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/SharedPtr.h"
#include "Poco/Util/ServerApplication.h"

#include <iostream>
#include <string>
#include <vector>

using namespace Poco::Net;

class Relay : public Poco::Util::ServerApplication {
  int main(const std::vector<std::string> &Args) override {
    Poco::SharedPtr<InvalidCertificateHandler> Handler;
    if (Args.empty())
      Handler = new RejectCertificateHandler(false); // ok: refuses
    else
      Handler = new ConsoleCertificateHandler(false); // BAD: commsec-accepting-verify-callback
    SSLManager::instance().initializeClient(nullptr, Handler, Uplink);
    waitForTerminationRequest();
    return EXIT_OK;
  }

  Context::Ptr Uplink;
};

POCO_SERVER_MAIN(Relay)
