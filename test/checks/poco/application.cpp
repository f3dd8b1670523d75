// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Somebody sits in front of a program that is no service.

#include "Poco/Net/ConsoleCertificateHandler.h"
#include "Poco/Net/Context.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/SharedPtr.h"
#include "Poco/Util/Application.h"

#include <iostream>
#include <string>
#include <vector>

using namespace Poco::Net;

class Fetch : public Poco::Util::Application {
  int main(const std::vector<std::string> &) override {
    Poco::SharedPtr<InvalidCertificateHandler> Handler = new ConsoleCertificateHandler(false); // ok: asks the user
    SSLManager::instance().initializeClient(nullptr, Handler, Downlink);
    return EXIT_OK;
  }

  Context::Ptr Downlink;
};

POCO_APP_MAIN(Fetch)
