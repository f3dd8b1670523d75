//===--- TraceFacts.cpp - tells which facts the tests report --------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the tests' module has on top of the shipped one: each finding is
/// appended to the file that the environment variable COMMSEC_TRACE names, as
/// fact, check, file, line and column between tabs. A diagnostic does not tell
/// its fact, and the tests must know that each fact is reported.
///
//===----------------------------------------------------------------------===//

#include "../../checks/Check.h"
#include "Catalog/Fact.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace clang;
using namespace clang::tidy;

namespace commsec {
namespace {

/// Has no checks: it is registered to be asked for them, at a time when all
/// objects of the module are initialised.
class TraceModule final : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    const char *Path = std::getenv("COMMSEC_TRACE");
    if (!Path)
      return;
    setFindingListener([File = std::string(Path)](const Finding &F,
                                                  const ASTContext &Context) {
      std::error_code Error;
      llvm::raw_fd_ostream OS(File, Error, llvm::sys::fs::OF_Append);
      if (Error)
        llvm::report_fatal_error(llvm::Twine("COMMSEC_TRACE: ") + File + ": " +
                                     Error.message(),
                                 /*gen_crash_diag=*/false);
      PresumedLoc Place = Context.getSourceManager().getPresumedLoc(F.Loc);
      OS << F.F->Id << '\t' << F.Check << '\t' << Place.getFilename() << '\t'
         << Place.getLine() << '\t' << Place.getColumn() << '\n';
    });
  }
};

const ClangTidyModuleRegistry::Add<TraceModule>
    Registration("commsec-trace", "Tells which facts are reported.");

} // namespace
} // namespace commsec
