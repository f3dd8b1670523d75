//===--- CommsecTidyModule.cpp - registers the checks ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "clang-tidy/ClangTidyModule.h"

using namespace clang::tidy;

namespace commsec {
namespace {

#define CHECK(CLASS, NAME, DESCRIPTION, SEVERITY, PRECISION)                   \
  class CLASS##Check final : public Check {                                    \
  public:                                                                      \
    CLASS##Check(llvm::StringRef TidyName, ClangTidyContext *Context)          \
        : Check(TidyName, Context, NAME) {}                                    \
  };
#include "Checks.def"

class CommsecModule final : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
#define CHECK(CLASS, NAME, DESCRIPTION, SEVERITY, PRECISION)                   \
  Factories.registerCheck<CLASS##Check>("commsec-" NAME);
#include "Checks.def"
  }
};

const ClangTidyModuleRegistry::Add<CommsecModule>
    Registration("commsec-module", "Finds communication-security misuse.");

} // namespace
} // namespace commsec
