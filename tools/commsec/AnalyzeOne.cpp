//===--- AnalyzeOne.cpp - analyses one translation unit -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalyzeOne.h"
#include "../../checks/Check.h"
#include "Catalog/Fact.h"
#include "Report/Sources.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include <csignal>
#include <map>
#include <sys/prctl.h>
#include <unistd.h>

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace commsec {

//===----------------------------------------------------------------------===//
// The command
//===----------------------------------------------------------------------===//

/// Where Clang's own headers are.
static std::string resourceFolder() {
  // Beside this program, as it was installed ...
  SmallString<256> Beside(
      sys::path::parent_path(sys::path::parent_path(sys::fs::getMainExecutable(
          nullptr, reinterpret_cast<void *>(&runWorker)))));
  sys::path::append(Beside, "lib", "clang",
                    sys::path::filename(COMMSEC_RESOURCE_DIR));
  SmallString<256> Proof(Beside);
  sys::path::append(Proof, "include", "stddef.h");
  // ... or where the LLVM is that it was built with.
  return sys::fs::exists(Proof) ? Beside.str().str() : COMMSEC_RESOURCE_DIR;
}

tooling::CompileCommand commandFor(const project::Job &J) {
  tooling::CompileCommand C(J.Directory, J.File, J.Command, "");
  std::vector<std::string> &Line = C.CommandLine;
  if (Line.empty())
    Line = {"clang", J.File};
  llvm::erase_if(Line, [](StringRef Argument) {
    return Argument == "-Werror" || Argument.starts_with("-Werror=") ||
           Argument == "-pedantic-errors" || Argument == "--pedantic-errors";
  });
  std::vector<std::string> Ours = {
      "-w", "-Wno-unknown-warning-option", "-Qunused-arguments",
      // Errors in Clang, warnings in the GCC that a project is built with.
      "-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int",
      "-Wno-error=int-conversion", "-Wno-error=incompatible-pointer-types",
      "-Wno-error=incompatible-function-pointer-types",
      "-Wno-error=return-mismatch", "-Wno-error=c++11-narrowing",
      "-Wno-error=register", "-Wno-error=reserved-user-defined-literal"};
  if (none_of(Line, [](StringRef Argument) {
        return Argument.starts_with("-resource-dir") ||
               Argument.starts_with("--resource-dir");
      }))
    Ours.push_back("-resource-dir=" + resourceFolder());
  // Nothing after "--" is an option.
  Line.insert(llvm::find(Line, "--"), Ours.begin(), Ours.end());
  return C;
}

/// Removes the pairs `-Xclang -include-pch -Xclang FILE` and `-include-pch
/// FILE`. The header itself is included, too.
static bool dropPrecompiled(std::vector<std::string> &Line) {
  auto Option = llvm::find(Line, "-include-pch");
  if (Option == Line.end())
    return false;
  auto First = Option, Last = std::next(Option);
  if (First != Line.begin() && *std::prev(First) == "-Xclang")
    --First;
  if (Last != Line.end() && *Last == "-Xclang")
    ++Last;
  if (Last != Line.end())
    ++Last;
  Line.erase(First, Last);
  return true;
}

bool dropRejected(tooling::CompileCommand &Command,
                  ArrayRef<std::string> Errors) {
  std::vector<std::string> &Line = Command.CommandLine;
  bool Changed = false;
  for (StringRef Error : Errors) {
    if (Error.contains("PCH file") || Error.contains("precompiled file") ||
        Error.contains("precompiled header")) {
      while (dropPrecompiled(Line))
        Changed = true;
      continue;
    }
    if (!Error.contains("unknown argument") &&
        !Error.contains("unsupported option") &&
        !Error.contains("unsupported argument") &&
        !Error.contains("invalid argument") &&
        !Error.contains("invalid value") &&
        !Error.contains("unknown target CPU") &&
        !Error.contains("does not support '"))
      continue;
    // 'VALUE' to option 'OPTION', or the option as it was written.
    SmallVector<StringRef, 4> Parts;
    Error.split(Parts, '\'');
    for (size_t I = 1; I < Parts.size(); I += 2) {
      StringRef Named = Parts[I];
      size_t Before = Line.size();
      if (Named.size() < 2)
        continue;
      llvm::erase_if(Line, [&](StringRef Argument) {
        if (!Argument.starts_with("-"))
          return false;
        return Argument == Named ||
               (Named.starts_with("-") && Named.ends_with("=") &&
                Argument.starts_with(Named)) ||
               (!Named.starts_with("-") &&
                Argument.ends_with(("=" + Named).str()));
      });
      if (Line.size() != Before) {
        Changed = true;
        break;
      }
    }
  }
  return Changed;
}

//===----------------------------------------------------------------------===//
// What the checks know and diagnostics don't carry
//===----------------------------------------------------------------------===//

namespace {
struct Background {
  std::string Fact;
  std::string Severity;
  bool Conditional = false;
  std::string Function;
};

/// By file, offset, check and message of the diagnostic.
using BackgroundKey =
    std::tuple<std::string, unsigned, std::string, std::string>;
using BackgroundMap = std::map<BackgroundKey, Background>;
} // namespace

static StringRef severityName(Severity Level) {
  switch (Level) {
  case Severity::Low:
    return "low";
  case Severity::Medium:
    return "medium";
  case Severity::High:
    return "high";
  }
  llvm_unreachable("no such severity");
}

/// The innermost function, or else the innermost type, around \p Loc.
static const NamedDecl *enclosing(const DeclContext *Context,
                                  SourceLocation Loc,
                                  const SourceManager &Sources) {
  for (const Decl *D : Context->decls()) {
    if (const auto *Template = dyn_cast<TemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (!D || D->isImplicit())
      continue;
    CharSourceRange Range = Sources.getExpansionRange(D->getSourceRange());
    if (Range.isInvalid() ||
        !Sources.isPointWithin(Loc, Range.getBegin(), Range.getEnd()))
      continue;
    const NamedDecl *Inner = nullptr;
    if (const auto *Within = dyn_cast<DeclContext>(D))
      Inner = enclosing(Within, Loc, Sources);
    if (Inner)
      return Inner;
    if (isa<FunctionDecl, TagDecl>(D))
      return cast<NamedDecl>(D);
  }
  return nullptr;
}

static void record(BackgroundMap &Into, const Finding &F,
                   const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Loc = Sources.getFileLoc(F.Loc);
  Background B;
  if (F.F) {
    B.Fact = F.F->Id;
    B.Severity = severityName(F.F->Level);
  }
  B.Conditional = F.Conditional;
  if (const NamedDecl *Around =
          enclosing(Context.getTranslationUnitDecl(),
                    Sources.getExpansionLoc(F.Loc), Sources))
    B.Function = Around->getQualifiedNameAsString();
  Into[{Sources.getFilename(Loc).str(), Sources.getFileOffset(Loc),
        "commsec-" + F.Check, F.Message}] = std::move(B);
}

//===----------------------------------------------------------------------===//
// From clang-tidy's diagnostics to ours
//===----------------------------------------------------------------------===//

namespace {

class Converter {
public:
  Converter(const BackgroundMap &Known) : Known(Known) {}

  report::Finding convert(const ClangTidyError &E) {
    report::Finding F;
    F.Check = StringRef(E.DiagnosticName)
                  .drop_front(StringRef("commsec-").size())
                  .str();
    const tooling::DiagnosticMessage &M = E.Message;
    auto It =
        Known.find({M.FilePath, M.FileOffset, E.DiagnosticName, M.Message});
    if (It != Known.end()) {
      F.Fact = It->second.Fact;
      F.Severity = It->second.Severity;
      F.Conditional = It->second.Conditional;
      F.Function = It->second.Function;
    }
    F.Message = M.Message;
    F.At = place(M, E.BuildDirectory);
    for (const tooling::DiagnosticMessage &N : E.Notes)
      F.Notes.push_back({place(N, E.BuildDirectory), N.Message});
    for (const auto &File : M.Fix)
      for (const tooling::Replacement &R : File.second) {
        std::string Path = realPath(R.getFilePath(), E.BuildDirectory);
        F.Fixes.push_back(
            {range(Path, R.getOffset(), R.getOffset() + R.getLength()),
             R.getReplacementText().str()});
      }
    sort(F.Fixes, [](const report::Edit &A, const report::Edit &B) {
      return std::tie(A.At.File, A.At.Line, A.At.Column) <
             std::tie(B.At.File, B.At.Line, B.At.Column);
    });
    return F;
  }

private:
  std::string realPath(StringRef File, StringRef Directory) {
    SmallString<256> Path(File), Real;
    if (sys::path::is_relative(Path)) {
      Path = Directory;
      sys::path::append(Path, File);
    }
    if (sys::fs::real_path(Path, Real))
      return Path.str().str();
    return Real.str().str();
  }

  report::Place range(StringRef Path, size_t Begin, size_t End) {
    report::Place P;
    P.File = Path.str();
    std::tie(P.Line, P.Column) = Files.position(Path, Begin);
    std::tie(P.EndLine, P.EndColumn) = Files.position(Path, End);
    return P;
  }

  report::Place place(const tooling::DiagnosticMessage &M,
                      StringRef Directory) {
    if (M.FilePath.empty())
      return {};
    std::string Path = realPath(M.FilePath, Directory);
    size_t End = M.FileOffset;
    // The range that begins where the message stands, else the token there.
    for (const tooling::FileByteRange &R : M.Ranges)
      if (R.FilePath == M.FilePath && R.FileOffset == M.FileOffset)
        End = std::max<size_t>(End, R.FileOffset + R.Length);
    if (End == M.FileOffset)
      End += tokenLength(Files.text(Path).substr(M.FileOffset));
    return range(Path, M.FileOffset, End);
  }

  static size_t tokenLength(StringRef Text) {
    if (Text.empty())
      return 0;
    if (Text[0] == '"') {
      for (size_t I = 1; I < Text.size() && Text[I] != '\n'; ++I) {
        if (Text[I] == '\\')
          ++I;
        else if (Text[I] == '"')
          return I + 1;
      }
      return 1;
    }
    return std::max<size_t>(
        Text.take_while([](char C) { return isAlnum(C) || C == '_'; }).size(),
        1);
  }

  const BackgroundMap &Known;
  report::Sources Files;
};

} // namespace

/// The project's .clang-tidy files give the options of the checks; which checks
/// run and what is shown of headers is for the command line.
static std::unique_ptr<ClangTidyOptionsProvider>
optionsFor(const project::JobOptions &Options) {
  ClangTidyOptions Override;
  Override.Checks = "-*," + Options.Checks;
  Override.HeaderFilterRegex = ".*";
  Override.SystemHeaders = false;
  auto Set = [&](StringRef Key, StringRef Value) {
    Override.CheckOptions[Key] = ClangTidyOptions::ClangTidyValue(Value);
  };
  if (!Options.Catalogs.empty())
    Set("CommsecCatalogs", join(Options.Catalogs, ";"));
  if (Options.Pedantic)
    Set("CommsecPedantic", "true");
  if (Options.AllSends)
    Set("CommsecAllSends", "true");
  if (!Options.ReportConditional)
    Set("CommsecReportConditional", "false");
  return std::make_unique<FileOptionsProvider>(
      ClangTidyGlobalOptions(), ClangTidyOptions::getDefaults(), Override);
}

/// "FILE:LINE:COLUMN: text" of an error of the compiler.
static std::string describe(const ClangTidyError &E) {
  const tooling::DiagnosticMessage &M = E.Message;
  if (M.FilePath.empty())
    return M.Message;
  SmallString<256> Path(M.FilePath);
  if (sys::path::is_relative(Path)) {
    Path = E.BuildDirectory;
    sys::path::append(Path, M.FilePath);
  }
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  report::Sources Files;
  auto [Line, Column] = Files.position(Path, M.FileOffset);
  return formatv("{0}:{1}:{2}: {3}", Path, Line, Column, M.Message);
}

report::Unit analyzeOne(const project::Job &J) {
  // Each round removes at least one argument; ten are plenty.
  constexpr int MaxRounds = 10;
  report::Unit U;
  U.File = J.File;
  if (!sys::fs::exists(J.File)) {
    U.Status = report::UnitStatus::Failed;
    U.Problem = "no such file";
    return U;
  }
  tooling::CompileCommand Command = commandFor(J);
  BackgroundMap Known;
  std::vector<ClangTidyError> Diagnostics;
  for (int Round = 0; Round != MaxRounds; ++Round) {
    Known.clear();
    setFindingListener([&](const Finding &F, const ASTContext &Context) {
      record(Known, F, Context);
    });
    ClangTidyContext Context(optionsFor(J.Options));
    auto Files = llvm::makeIntrusiveRefCnt<vfs::OverlayFileSystem>(
        IntrusiveRefCntPtr<vfs::FileSystem>(
            vfs::createPhysicalFileSystem().release()));
    Diagnostics =
        runClangTidy(Context, OneCommand(Command), {J.File}, Files,
                     /*ApplyAnyFix=*/false, /*EnableCheckProfile=*/false,
                     /*StoreCheckProfile=*/"", /*Quiet=*/true);
    setFindingListener({});
    U.Suppressed = Context.getStats().ErrorsIgnoredNOLINT;

    std::vector<std::string> Errors;
    for (const ClangTidyError &E : Diagnostics)
      if (E.DiagLevel == ClangTidyError::Error)
        Errors.push_back(E.Message.Message);
    if (Errors.empty() || !dropRejected(Command, Errors))
      break;
  }

  Converter Convert(Known);
  for (const ClangTidyError &E : Diagnostics) {
    StringRef Name = E.DiagnosticName;
    if (Name == "clang-tidy-config") {
      U.ConfigurationErrors.push_back(E.Message.Message);
    } else if (Name.starts_with("commsec-")) {
      U.Findings.push_back(Convert.convert(E));
    } else if (E.DiagLevel == ClangTidyError::Error) {
      if (U.Errors++ == 0)
        U.Problem = describe(E);
      U.Status = report::UnitStatus::Errors;
    }
  }
  return U;
}

int runWorker() {
  // Not to outlive the runner, however that ends.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sys::Process::PreventCoreFiles();
  // A stack dump is wanted, its frames are not: looking them up takes seconds.
  setenv("LLVM_DISABLE_SYMBOLIZATION", "1", 1);
  // Whatever the libraries print goes to the log.
  int Answer = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);

  auto Input = MemoryBuffer::getSTDIN();
  if (!Input) {
    errs() << "commsec analyze-one: " << Input.getError().message() << "\n";
    return 2;
  }
  project::Job J;
  Expected<json::Value> V = json::parse((*Input)->getBuffer());
  json::Path::Root Root("job");
  if (!V || !fromJSON(*V, J, Root)) {
    errs() << "commsec analyze-one: "
           << toString(V ? Root.getError() : V.takeError()) << "\n";
    return 2;
  }
  report::Unit U = analyzeOne(J);
  raw_fd_ostream OS(Answer, /*shouldClose=*/true);
  OS << toJSON(U) << "\n";
  return 0;
}

} // namespace commsec
