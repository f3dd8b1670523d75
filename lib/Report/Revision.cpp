//===--- Revision.cpp - which state of a repository was scanned -----------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Details.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace commsec::report {

/// What git answers to \p Arguments, without the line's end; empty if nothing.
static std::string ask(StringRef Git, ArrayRef<StringRef> Arguments) {
  SmallString<128> Path;
  if (sys::fs::createTemporaryFile("commsec-git", "txt", Path))
    return "";
  FileRemover Remover(Path);
  SmallVector<StringRef, 8> Command = {Git};
  append_range(Command, Arguments);
  std::optional<StringRef> Redirects[] = {StringRef(), Path.str(), StringRef()};
  constexpr unsigned Seconds = 10;
  if (sys::ExecuteAndWait(Git, Command, std::nullopt, Redirects, Seconds) != 0)
    return "";
  auto Buffer = MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().trim().str() : "";
}

/// \p Remote as a URI, without user and password: a report is read by many.
static std::string uriOf(StringRef Remote) {
  auto [Scheme, Rest] = Remote.split("://");
  if (Scheme.size() != Remote.size()) {
    StringRef Host = Rest.take_until([](char C) { return C == '/'; });
    return (Scheme + "://" + Rest.substr(Host.rfind('@') + 1)).str();
  }
  // user@host:path, as SSH has it.
  auto [Host, Path] = Remote.split(':');
  if (Host.contains('/') || Path.empty())
    return "";
  return ("ssh://" + Host.substr(Host.rfind('@') + 1) + "/" + Path.ltrim('/'))
      .str();
}

std::optional<Revision> revisionOf(StringRef Root) {
  ErrorOr<std::string> Git = sys::findProgramByName("git");
  if (!Git)
    return std::nullopt;
  Revision R;
  R.Repository =
      uriOf(ask(*Git, {"-C", Root, "config", "--get", "remote.origin.url"}));
  if (R.Repository.empty())
    return std::nullopt;
  R.Id = ask(*Git, {"-C", Root, "rev-parse", "--verify", "HEAD"});
  if (R.Id.empty() || !all_of(R.Id, isHexDigit))
    return std::nullopt;
  return R;
}

} // namespace commsec::report
