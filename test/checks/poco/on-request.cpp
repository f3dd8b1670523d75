// RUN: %check_commsec %s %t -config='{CheckOptions: {CommsecPedantic: true}}'
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// POCO: what is reported on request only.

#include "Poco/Net/ConsoleCertificateHandler.h"
#include "Poco/Net/Context.h"
#include "Poco/Net/RejectCertificateHandler.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/SharedPtr.h"

using namespace Poco::Net;

// A service has nobody to ask.
void service(Context::Ptr Ctx) {
  Poco::SharedPtr<InvalidCertificateHandler> Asking = new ConsoleCertificateHandler(false); // BAD: commsec-accepting-verify-callback
  SSLManager::instance().initializeClient(nullptr, Asking, Ctx);
}

void strictService(Context::Ptr Ctx) {
  Poco::SharedPtr<InvalidCertificateHandler> Refusing = new RejectCertificateHandler(false); // ok: refuses
  SSLManager::instance().initializeClient(nullptr, Refusing, Ctx);
}

// Peers on this machine may have any name.
void relaxed() {
  Context::Ptr Long = new Context(Context::TLSV1_2_CLIENT_USE, "", "", "ca.pem", Context::VERIFY_RELAXED); // BAD: commsec-disabled-hostname-verification
  Context::Ptr Short = new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem", Context::VERIFY_RELAXED); // BAD: commsec-disabled-hostname-verification
  Context::Ptr Strict = new Context(Context::TLSV1_2_CLIENT_USE, "ca.pem", Context::VERIFY_STRICT); // ok: names everywhere
}
