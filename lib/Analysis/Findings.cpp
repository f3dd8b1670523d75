//===--- Findings.cpp - what the analysis answers -------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Findings.h"
#include "Analysis/Engine.h"
#include "Analysis/Instances.h"
#include "Catalog/Catalog.h"
#include "Catalog/Reachable.h"
#include "clang/AST/ASTContext.h"
#include <mutex>

using namespace commsec;
using namespace clang;

/// The catalog is read once for each list of user files: a clangd session
/// analyses many units in one process.
static std::shared_ptr<const Catalog>
catalogFor(llvm::ArrayRef<std::string> Files,
           llvm::function_ref<void(const std::string &)> OnError) {
  static std::mutex Lock;
  static std::shared_ptr<const Catalog> BuiltIn;
  if (Files.empty()) {
    std::lock_guard<std::mutex> Guard(Lock);
    if (!BuiltIn)
      BuiltIn = Catalog::load({}, OnError);
    return BuiltIn;
  }
  // The users' files may change between two runs, so they are read again.
  return Catalog::load(Files, OnError);
}

void commsec::readCatalog() {
  (void)catalogFor({}, [](const std::string &) {});
}

namespace {
/// What one analysis needs to stay alive as long as its findings.
struct Analysis {
  std::shared_ptr<const Catalog> Facts;
  UnitResult Result;
  const ASTContext *Context = nullptr;
};
} // namespace

/// True unless \p F asks for the type of an operand, and the unit has no class
/// of that name.
static bool hasTypes(const Fact &F, ASTContext &Context) {
  return llvm::all_of(F.Select, [&](const Condition &C) {
    return C.Type.empty() || llvm::any_of(C.Type, [&](llvm::StringRef Type) {
             Type = Type.take_until([](char C) { return C == '<'; });
             return Context.Idents.find(Type.rsplit(':').second) !=
                        Context.Idents.end() ||
                    Context.Idents.find(Type) != Context.Idents.end();
           });
  });
}

static std::vector<const Fact *>
judged(const Unit &U, const AnalysisOptions &Options, ASTContext &Context) {
  std::vector<const Fact *> Named;
  for (const Entry *Known : U.named())
    for (const Fact *F : Known->Facts)
      if (hasTypes(*F, Context))
        Named.push_back(F);
  std::vector<const Fact *> Facts;
  for (const Fact *F : reachable(Named))
    if (F->Kind == Role::Insecure && !F->ContractOnly &&
        (!F->OnRequest || Options.Pedantic) &&
        (!F->Everywhere || Options.AllSends))
      Facts.push_back(F);
  llvm::sort(Facts, [](const Fact *A, const Fact *B) { return A->Id < B->Id; });
  Facts.erase(llvm::unique(Facts), Facts.end());
  return Facts;
}

static std::shared_ptr<Analysis>
analyze(ASTContext &Context, const AnalysisOptions &Options,
        llvm::function_ref<void(const std::string &)> OnCatalogError,
        bool Explain) {
  auto A = std::make_shared<Analysis>();
  A->Context = &Context;
  A->Facts = catalogFor(Options.Catalogs, OnCatalogError);
  Names Naming(*A->Facts);
  Unit U(Context, Naming);
  if (Options.BodiesLeftOut && mayLackInstances(Context, Naming, U))
    A->Result.NeedsBodies = true;
  else if (U.anyRelevant())
    A->Result = Engine(Context, *A->Facts, Naming, U, Options, Explain).run();
  A->Result.Judged = judged(U, Options, Context);
  return A;
}

UnitResult
commsec::analyzeUnit(ASTContext &Context, const AnalysisOptions &Options,
                     std::function<void(const std::string &)> OnCatalogError,
                     bool Explain) {
  // Facts are referred to by the findings; the built-in ones live on, the
  // users' are kept for the life of the process.
  static std::vector<std::shared_ptr<const Catalog>> Kept;
  auto A = analyze(Context, Options, OnCatalogError, Explain);
  Kept.push_back(A->Facts);
  return std::move(A->Result);
}

std::shared_ptr<const UnitResult>
commsec::resultOf(ASTContext &Context, const AnalysisOptions &Options,
                  std::function<void(const std::string &)> OnCatalogError) {
  // The checks of one unit share one analysis. It goes when the last of them
  // lets go of it, so that no unit ever meets another one's results.
  thread_local std::weak_ptr<Analysis> Last;
  std::shared_ptr<Analysis> A = Last.lock();
  if (!A || A->Context != &Context) {
    A = analyze(Context, Options, OnCatalogError, false);
    Last = A;
  }
  return {A, &A->Result};
}
