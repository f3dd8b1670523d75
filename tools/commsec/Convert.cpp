//===--- Convert.cpp - from diagnostics to findings -----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Convert.h"
#include "Catalog/Fact.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace commsec {

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

DiagnosticKey keyOf(const Finding &F, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Loc = Sources.getFileLoc(F.Loc);
  return {Sources.getFilename(Loc).str(), Sources.getFileOffset(Loc),
          "commsec-" + F.Check, F.Message};
}

DiagnosticKey keyOf(const ClangTidyError &E) {
  return {E.Message.FilePath, E.Message.FileOffset, E.DiagnosticName,
          E.Message.Message};
}

/// What is known of \p F beside its diagnostic.
static Background background(const Finding &F, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
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
  return B;
}

void record(BackgroundMap &Into, const Finding &F, const ASTContext &Context) {
  Into[keyOf(F, Context)] = background(F, Context);
}

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
      Text.take_while([](char C) { return isAlnum(C) || C == '_'; }).size(), 1);
}

static void setBackground(report::Finding &F, const Background &B) {
  F.Fact = B.Fact;
  F.Severity = B.Severity;
  F.Conditional = B.Conditional;
  F.Function = B.Function;
}

report::Finding Converter::convert(const ClangTidyError &E) {
  report::Finding F;
  F.Check = StringRef(E.DiagnosticName)
                .drop_front(StringRef("commsec-").size())
                .str();
  const tooling::DiagnosticMessage &M = E.Message;
  if (auto It = Known.find(keyOf(E)); It != Known.end())
    setBackground(F, It->second);
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

report::Place Converter::place(SourceLocation Loc, CharSourceRange Range,
                               const ASTContext &Context, StringRef Directory) {
  if (Loc.isInvalid())
    return {};
  const SourceManager &Sources = Context.getSourceManager();
  Loc = Sources.getFileLoc(Loc);
  if (Sources.getFilename(Loc).empty())
    return {};
  std::string Path = realPath(Sources.getFilename(Loc), Directory);
  size_t Begin = Sources.getFileOffset(Loc), End = Begin;
  Range = Lexer::makeFileCharRange(Range, Sources, Context.getLangOpts());
  if (Range.isValid() && Range.getBegin() == Loc)
    End = std::max<size_t>(End, Sources.getFileOffset(Range.getEnd()));
  if (End == Begin)
    End += tokenLength(Files.text(Path).substr(Begin));
  return range(Path, Begin, End);
}

report::Finding Converter::convert(const Finding &F, const ASTContext &Context,
                                   StringRef Directory) {
  report::Finding Out;
  Out.Check = F.Check;
  setBackground(Out, background(F, Context));
  Out.Message = F.Message;
  Out.At =
      place(F.Loc, CharSourceRange::getTokenRange(F.Range), Context, Directory);
  for (const Note &N : F.Notes)
    Out.Notes.push_back({place(N.Loc, {}, Context, Directory), N.Text});
  return Out;
}

report::Place Converter::range(StringRef Path, size_t Begin, size_t End) {
  report::Place P;
  P.File = Path.str();
  std::tie(P.Line, P.Column) = Files.position(Path, Begin);
  std::tie(P.EndLine, P.EndColumn) = Files.position(Path, End);
  return P;
}

report::Place Converter::place(const tooling::DiagnosticMessage &M,
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

std::string describe(const ClangTidyError &E) {
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

} // namespace commsec
