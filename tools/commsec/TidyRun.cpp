//===--- TidyRun.cpp - runs the checks over one unit ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TidyRun.h"
#include "../../checks/Check.h"
#include "UnitCommand.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace commsec {

namespace {

/// Runs the checks once the unit is parsed. No others than ours are linked in,
/// and these ask one analysis, which needs no matchers.
class CheckConsumer final : public ASTConsumer {
public:
  CheckConsumer(std::vector<std::unique_ptr<ClangTidyCheck>> Created,
                CompilerInstance &Compiler, Bodies Parsed, TidyResult &Result)
      : Checks(std::move(Created)), Compiler(Compiler),
        Sources(Compiler.getSourceManager()), Parsed(Parsed), Result(Result) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    // As Unit::inSystemHeader() has it.
    SourceLocation Loc = D->getLocation();
    return Loc.isValid() &&
           Sources.isInSystemHeader(Sources.getExpansionLoc(Loc));
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    for (const auto &Each : Checks) {
      auto *C = static_cast<Check *>(Each.get());
      if (!C->analyze(Context, Parsed == Bodies::Users)) {
        Result.NeedsAllBodies = true;
        // Make room for the next try.
        Compiler.getFrontendOpts().DisableFree = false;
        return;
      }
      Result.BudgetHits = C->result()->BudgetHits;
    }
  }

private:
  std::vector<std::unique_ptr<ClangTidyCheck>> Checks;
  CompilerInstance &Compiler;
  SourceManager &Sources;
  Bodies Parsed;
  TidyResult &Result;
};

class CheckAction final : public ASTFrontendAction {
public:
  CheckAction(ClangTidyContext &Context, Bodies Parsed, TidyResult &Result)
      : Context(Context), Parsed(Parsed), Result(Result) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    Context.setSourceManager(&Compiler.getSourceManager());
    Context.setCurrentFile(File);
    Context.setASTContext(&Compiler.getASTContext());
    if (auto Folder =
            Compiler.getVirtualFileSystem().getCurrentWorkingDirectory())
      Context.setCurrentBuildDirectory(*Folder);
    ClangTidyCheckFactories Factories;
    for (const auto &Entry : ClangTidyModuleRegistry::entries())
      Entry.instantiate()->addCheckFactories(Factories);
    return std::make_unique<CheckConsumer>(
        Factories.createChecksForLanguage(&Context), Compiler, Parsed, Result);
  }

private:
  ClangTidyContext &Context;
  Bodies Parsed;
  TidyResult &Result;
};

class CheckActions final : public tooling::FrontendActionFactory {
public:
  CheckActions(ClangTidyContext &Context, Bodies Parsed, TidyResult &Result)
      : Context(Context), Parsed(Parsed), Result(Result) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<CheckAction>(Context, Parsed, Result);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCHs,
                     DiagnosticConsumer *Diagnostics) override {
    // Projects hide from clang-tidy what they hide from the static analyzer.
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
    FrontendOptions &Frontend = Invocation->getFrontendOpts();
    Frontend.SkipFunctionBodies = Parsed == Bodies::Users;
    Frontend.DisableFree = true;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files,
                                                std::move(PCHs), Diagnostics);
  }

private:
  ClangTidyContext &Context;
  Bodies Parsed;
  TidyResult &Result;
};

} // namespace

/// \p Line with the further arguments that .clang-tidy files ask for.
static tooling::CommandLineArguments
withExtraArguments(tooling::CommandLineArguments Line,
                   const ClangTidyOptions &Options) {
  if (Options.ExtraArgsBefore) {
    auto First = Line.begin();
    if (First != Line.end() && !StringRef(*First).starts_with("-"))
      ++First; // The compiler's name.
    Line.insert(First, Options.ExtraArgsBefore->begin(),
                Options.ExtraArgsBefore->end());
  }
  if (Options.ExtraArgs)
    append_range(Line, *Options.ExtraArgs);
  return Line;
}

TidyResult runTidy(ClangTidyContext &Context,
                   const tooling::CompileCommand &Command, Bodies Parsed,
                   IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  OneCommand Database(Command);
  tooling::ClangTool Tool(Database, {Command.Filename},
                          std::make_shared<PCHContainerOperations>(),
                          std::move(Files));
  Tool.appendArgumentsAdjuster(
      [&](const tooling::CommandLineArguments &Line, StringRef File) {
        return withExtraArguments(Line, Context.getOptionsForFile(File));
      });
  Tool.appendArgumentsAdjuster(tooling::getStripPluginsAdjuster());

  TidyResult Result;
  ClangTidyDiagnosticConsumer Consumer(Context);
  auto Shown = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine Engine(DiagnosticIDs::create(), *Shown, &Consumer,
                           /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(Shown), &Engine);
  Tool.setDiagnosticConsumer(&Consumer);
  CheckActions Actions(Context, Parsed, Result);
  Tool.run(&Actions);
  Result.Diagnostics = Consumer.take();
  return Result;
}

} // namespace commsec
