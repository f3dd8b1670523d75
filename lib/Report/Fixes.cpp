//===--- Fixes.cpp - the findings' repairs, applied or written ------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Fixes.h"
#include "Report/Output.h"
#include "Report/Sources.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "clang/Tooling/Core/Replacement.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace commsec::report {

namespace {

/// Repairs by file. The order does not depend on addresses.
using FileFixes = std::map<std::string, tooling::Replacements>;

} // namespace

/// \p Text with the line ends that \p File has.
static std::string withLineEnds(StringRef Text, StringRef FileText) {
  if (!FileText.contains("\r\n"))
    return Text.str();
  std::string Out;
  for (char C : Text) {
    if (C == '\n')
      Out += '\r';
    if (C != '\r')
      Out += C;
  }
  return Out;
}

static tooling::Replacement replacement(const Edit &E, Sources &Files) {
  size_t Begin = Files.offset(E.At.File, E.At.Line, E.At.Column);
  size_t End = Files.offset(E.At.File, E.At.EndLine, E.At.EndColumn);
  return {E.At.File, static_cast<unsigned>(Begin),
          static_cast<unsigned>(End - Begin),
          withLineEnds(E.Text, Files.text(E.At.File))};
}

/// Adds the repair of \p F to \p All; false, and nothing is changed, if it
/// overlaps another one.
static bool add(const Finding &F, FileFixes &All, Sources &Files) {
  FileFixes Changed;
  for (const Edit &E : F.Fixes) {
    auto [It, New] = Changed.try_emplace(E.At.File);
    if (auto Known = All.find(E.At.File); New && Known != All.end())
      It->second = Known->second;
    if (Error Conflict = It->second.add(replacement(E, Files))) {
      consumeError(std::move(Conflict));
      return false;
    }
  }
  for (auto &[File, Replacements] : Changed)
    All[File] = std::move(Replacements);
  return true;
}

static Error rewrite(StringRef File, StringRef Text) {
  ErrorOr<sys::fs::perms> Permissions = sys::fs::getPermissions(File);
  if (Error E = writeWhole(File, [&](raw_ostream &OS) -> Error {
        OS << Text;
        return Error::success();
      }))
    return E;
  if (Permissions)
    if (std::error_code E = sys::fs::setPermissions(File, *Permissions))
      return errorCodeToError(E);
  return Error::success();
}

/// True if the report lists \p F, or would with the known findings.
static bool isWanted(const Finding &F, bool AlsoKnown) {
  return F.active() || (AlsoKnown && !F.Silenced);
}

FixOutcome applyFixes(const Scan &S, bool AlsoKnown) {
  FixOutcome Outcome;
  Sources Files;
  FileFixes All;
  for (const Finding &F : S.Findings) {
    if (F.Fixes.empty() || !isWanted(F, AlsoKnown))
      continue;
    if (add(F, All, Files))
      Outcome.Applied.insert(&F);
    else
      Outcome.Conflicting.push_back(&F);
  }
  for (const auto &Changed : All) {
    const std::string &File = Changed.first;
    auto Failed = [&](Error E) {
      Outcome.Errors.push_back(File + ": " + toString(std::move(E)));
      // What the file's fixes belong to is not repaired.
      for (const Finding &F : S.Findings)
        if (any_of(F.Fixes, [&](const Edit &E) { return E.At.File == File; }))
          Outcome.Applied.erase(&F);
    };
    Expected<std::string> Text =
        tooling::applyAllReplacements(Files.text(File), Changed.second);
    if (!Text)
      Failed(Text.takeError());
    else if (Error E = rewrite(File, *Text))
      Failed(std::move(E));
    else
      ++Outcome.Files;
  }
  return Outcome;
}

static tooling::DiagnosticMessage message(StringRef Text, const Place &P,
                                          Sources &Files) {
  tooling::DiagnosticMessage M(Text);
  if (P.File.empty())
    return M;
  M.FilePath = P.File;
  M.FileOffset = Files.offset(P.File, P.Line, P.Column);
  return M;
}

Error exportFixes(StringRef Path, const Scan &S, bool AlsoKnown) {
  Sources Files;
  tooling::TranslationUnitDiagnostics All;
  for (const Finding &F : S.Findings) {
    if (!isWanted(F, AlsoKnown))
      continue;
    tooling::Diagnostic D("commsec-" + F.Check, tooling::Diagnostic::Warning,
                          S.Root);
    D.Message = message(F.Message, F.At, Files);
    FileFixes Fixes;
    if (add(F, Fixes, Files))
      for (auto &[File, Replacements] : Fixes)
        D.Message.Fix[File] = std::move(Replacements);
    for (const Note &N : F.Notes)
      D.Notes.push_back(message(N.Text, N.At, Files));
    All.Diagnostics.push_back(std::move(D));
  }
  return writeWhole(Path, [&](raw_ostream &OS) -> Error {
    yaml::Output Yaml(OS);
    Yaml << All;
    return Error::success();
  });
}

} // namespace commsec::report
