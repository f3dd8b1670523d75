//===--- WhyNot.cpp - commsec why-not -------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Findings.h"
#include "AnalyzeOne.h"
#include "Catalog/Catalog.h"
#include "Commands.h"
#include "Project/ErrorKeeper.h"
#include "Report/Sources.h"
#include "Report/TextReport.h"
#include "UnitCommand.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include <set>

using namespace clang;
using namespace llvm;

namespace commsec {

namespace {

/// The line that is asked about, and what was found there. Lines of the answer
/// are kept once: a file may be compiled in several ways.
struct Question {
  const WhyNotArguments &Arguments;
  std::string File; ///< Resolved.
  std::set<std::string> Reports = {};
  std::set<std::string> Silences = {};
  std::set<std::string> ConfigurationErrors = {};
  std::set<std::string> CompileErrors = {};
  unsigned BudgetHits = 0;

  bool asks(SourceLocation Loc, const SourceManager &Sources) const {
    if (Loc.isInvalid())
      return false;
    // A macro's use and its definition are both asked about by their lines.
    for (SourceLocation At :
         {Sources.getFileLoc(Loc), Sources.getExpansionLoc(Loc),
          Sources.getSpellingLoc(Loc)}) {
      if (Sources.getSpellingLineNumber(At) != Arguments.Line)
        continue;
      OptionalFileEntryRef Entry =
          Sources.getFileEntryRefForID(Sources.getFileID(At));
      SmallString<256> Real;
      if (Entry && !sys::fs::real_path(Entry->getName(), Real) && Real == File)
        return true;
    }
    return false;
  }
};

class AskingConsumer final : public ASTConsumer {
public:
  explicit AskingConsumer(Question &Q) : Q(Q) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    const project::JobOptions &Given = Q.Arguments.Options;
    AnalysisOptions Options;
    Options.Catalogs = Given.Catalogs;
    Options.Pedantic = Given.Pedantic;
    Options.AllSends = Given.AllSends;
    Options.ReportConditional = Given.ReportConditional;
    UnitResult Result = analyzeUnit(
        Context, Options,
        [&](const std::string &E) { Q.ConfigurationErrors.insert(E); },
        /*Explain=*/true);
    Q.BudgetHits += Result.BudgetHits;
    const SourceManager &Sources = Context.getSourceManager();
    for (const Finding &F : Result.Findings)
      if (F.Check == Q.Arguments.Check && Q.asks(F.Loc, Sources))
        Q.Reports.insert((F.F ? F.F->Id + ": " : "") + F.Message +
                         (F.Conditional ? " (conditional)" : ""));
    for (const Silence &S : Result.Silences)
      if (S.Check == Q.Arguments.Check && Q.asks(S.Loc, Sources))
        Q.Silences.insert(S.FactId + ": " + S.Why);
  }

private:
  Question &Q;
};

class AskingAction final : public ASTFrontendAction {
public:
  explicit AskingAction(Question &Q) : Q(Q) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<AskingConsumer>(Q);
  }

private:
  Question &Q;
};

class AskingFactory final : public tooling::FrontendActionFactory {
public:
  explicit AskingFactory(Question &Q) : Q(Q) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<AskingAction>(Q);
  }

private:
  Question &Q;
};

} // namespace

static void ask(Question &Q, const project::Job &J) {
  constexpr int MaxRounds = 10;
  tooling::CompileCommand Command = commandFor(J);
  std::vector<std::string> Errors, Dropped;
  for (int Round = 0; Round != MaxRounds; ++Round) {
    OneCommand Database(Command);
    tooling::ClangTool Tool(Database, {J.File});
    Errors.clear();
    project::ErrorKeeper Keeper(Errors);
    Tool.setDiagnosticConsumer(&Keeper);
    Tool.setPrintErrorMessage(false);
    AskingFactory Factory(Q);
    Tool.run(&Factory);
    if (Errors.empty() || !dropRejected(Command, Errors, Dropped))
      break;
  }
  Q.CompileErrors.insert(Errors.begin(), Errors.end());
}

/// The catalogued identifiers of the line, each with the insecure facts of the
/// check that name it.
static std::vector<std::pair<std::string, std::vector<std::string>>>
namesOnLine(StringRef Line, const Catalog &Facts, StringRef Check) {
  std::vector<std::pair<std::string, std::vector<std::string>>> Out;
  while (!Line.empty()) {
    StringRef Word =
        Line.take_while([](char C) { return isAlnum(C) || C == '_'; });
    Line = Line.drop_front(std::max<size_t>(Word.size(), 1));
    if (Word.empty() || !Facts.mentions(Word) ||
        any_of(Out, [&](const auto &Known) { return Known.first == Word; }))
      continue;
    std::vector<std::string> Ids;
    for (const Library &L : Facts.libraries())
      for (const Fact &F : L.Facts)
        for (const auto *Names :
             {&F.Call, &F.Construct, &F.Write, &F.Override, &F.Use})
          if (F.Kind == Role::Insecure && F.Check == Check &&
              any_of(*Names, [&](StringRef Name) {
                return Name == Word ||
                       (Name.ends_with(Word) &&
                        Name.drop_back(Word.size()).ends_with("::"));
              }))
            Ids.push_back(F.Id);
    Out.emplace_back(Word.str(), std::move(Ids));
  }
  return Out;
}

int whyNot(const WhyNotArguments &A) {
  Expected<std::vector<project::Job>> Jobs = jobsOf(A.Project, A.Options);
  if (!Jobs)
    return usageError(toString(Jobs.takeError()));
  SmallString<256> Real;
  const std::string &File = A.Project.Files.front();
  if (std::error_code Error = sys::fs::real_path(File, Real))
    return usageError(File + ": " + Error.message());
  report::Sources Files;
  StringRef Line = Files.line(Real, A.Line);
  if (Line.data() == nullptr)
    return usageError(File + ": has no line " + Twine(A.Line));

  Question Q{A, Real.str().str()};
  for (const project::Job &J : *Jobs)
    ask(Q, J);

  std::string Where =
      formatv("{0}:{1}: commsec-{2}: ", File, A.Line, A.Check).str();
  if (!Q.Reports.empty()) {
    bool Shown = false;
    std::optional<report::Directive> Comment;
    for (const project::Job &J : *Jobs)
      for (const report::Finding &F : analyzeOne(J).Findings)
        if (F.Check == A.Check && F.At.Line == A.Line && F.At.File == Real) {
          Shown |= !F.Silenced;
          Comment = F.Silenced ? F.Silenced : Comment;
        }
    outs() << Where;
    if (Shown)
      outs() << "reported\n";
    else if (Comment)
      outs() << "found, but silenced by the " << Comment->Kind
             << " comment in line " << Comment->At.Line << "\n";
    else
      outs() << "found, but silenced by an option in .clang-tidy\n";
    for (const std::string &Report : Q.Reports)
      outs() << "  " << Report << "\n";
  } else {
    outs() << Where << "not reported\n";
  }
  // What other ways to the line say does not matter where it is reported.
  if (Q.Reports.empty())
    for (const std::string &Silence : Q.Silences)
      outs() << "  " << Silence << "\n";
  if (Q.Reports.empty() && Q.Silences.empty()) {
    std::shared_ptr<const Catalog> Facts =
        Catalog::load(A.Options.Catalogs, [](const std::string &) {});
    auto Names = namesOnLine(Line, *Facts, A.Check);
    if (Names.empty())
      outs() << "  no catalogued name is used on the line\n";
    for (const auto &[Name, Ids] : Names) {
      if (Ids.empty())
        outs() << "  no fact of the check speaks of '" << Name << "'\n";
      else
        outs() << "  no insecure use of '" << Name
               << "' is left here; the check knows " << join(Ids, ", ") << "\n";
    }
  }
  for (const project::Job &J : *Jobs)
    if (!J.Guess.empty())
      outs() << "  the compile database has no command for " << File
             << ": this answer is for flags " << J.Guess
             << "; give the right ones behind '--', or ask about a file that "
                "includes it\n";
  if (Q.BudgetHits)
    outs() << "  the analysis of " << Q.BudgetHits
           << " functions was cut short\n";
  outs().flush();
  for (const std::string &Error : Q.ConfigurationErrors)
    errs() << "error: " << Error << "\n";
  for (const std::string &Error : Q.CompileErrors)
    errs() << "error: the compiler says: " << Error << "\n";
  return Q.CompileErrors.empty() && Q.ConfigurationErrors.empty()
             ? ExitClean
             : ExitIncomplete;
}

} // namespace commsec
