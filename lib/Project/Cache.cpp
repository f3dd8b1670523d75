//===--- Cache.cpp - what earlier runs have found out ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Cache.h"
#include "Project/Identity.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>

using namespace llvm;

namespace commsec::project {

std::string defaultCacheFolder() {
  if (const char *Own = std::getenv("COMMSEC_CACHE_DIR"))
    return Own;
  SmallString<128> Folder;
  const char *Given = std::getenv("XDG_CACHE_HOME");
  // A relative path there is invalid, says the specification.
  if (Given && sys::path::is_absolute(Given))
    Folder = Given;
  else if (const char *Home = std::getenv("HOME"); Home && *Home)
    sys::path::append(Folder, Home, ".cache");
  else
    return "";
  sys::path::append(Folder, "commsec");
  return Folder.str().str();
}

//===----------------------------------------------------------------------===//
// The form of an entry
//===----------------------------------------------------------------------===//

// The mark, the digest of what follows, and for each answer, the latest first:
// size and bytes of the inputs, size and bytes of the unit as JSON.
static constexpr StringLiteral Mark = "commsec1";

namespace {
struct Answer {
  StringRef Inputs, Unit;
};
} // namespace

/// Takes a number and as many bytes from \p Bytes. False if there are not that
/// many.
static bool take(StringRef &Bytes, StringRef &Out) {
  unsigned Length = 0;
  const char *Error = nullptr;
  uint64_t Size =
      decodeULEB128(Bytes.bytes_begin(), &Length, Bytes.bytes_end(), &Error);
  if (Error || Size > Bytes.size() - Length)
    return false;
  Out = Bytes.substr(Length, Size);
  Bytes = Bytes.drop_front(Length + Size);
  return true;
}

/// The answers in an entry; none if anything is wrong with it.
static SmallVector<Answer, Cache::MaxAnswers> answersIn(StringRef Entry) {
  SmallVector<Answer, Cache::MaxAnswers> Out;
  if (!Entry.consume_front(Mark) || Entry.size() < sizeof(Digest) ||
      toStringRef(digestOf(Entry.substr(sizeof(Digest)))) !=
          Entry.take_front(sizeof(Digest)))
    return Out;
  Entry = Entry.drop_front(sizeof(Digest));
  while (!Entry.empty()) {
    Answer A;
    if (!take(Entry, A.Inputs) || !take(Entry, A.Unit))
      return {};
    Out.push_back(A);
  }
  return Out;
}

static std::string entryOf(ArrayRef<Answer> Answers) {
  std::string Body;
  raw_string_ostream OS(Body);
  for (const Answer &A : Answers) {
    encodeULEB128(A.Inputs.size(), OS);
    OS << A.Inputs;
    encodeULEB128(A.Unit.size(), OS);
    OS << A.Unit;
  }
  return (Mark + toStringRef(digestOf(Body)) + Body).str();
}

//===----------------------------------------------------------------------===//
// The cache
//===----------------------------------------------------------------------===//

Cache::Cache(std::string Folder,
             std::function<void(const std::string &)> OnProblem)
    : Folder(std::move(Folder)), OnProblem(std::move(OnProblem)) {}

/// What is the same for all units, and never read from a file of the unit.
static const std::string &surroundings() {
  static const std::string All = [] {
    std::string Out = buildIdentity();
    // Clang's driver and its header search read these.
    for (const char *Name :
         {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
          "OBJCPLUS_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS", "COMPILER_PATH",
          "GCC_EXEC_PREFIX", "SOURCE_DATE_EPOCH"})
      if (const char *Value = std::getenv(Name))
        (((Out += Name) += '=') += Value) += '\n';
    return Out;
  }();
  return All;
}

std::string Cache::path(const Job &J) const {
  std::string Key = surroundings();
  raw_string_ostream OS(Key);
  OS << toJSON(J);
  // JSON can't hold all bytes that names can.
  OS << '\0' << J.File << '\0' << J.Directory;
  for (const std::string &Argument : J.Command)
    OS << '\0' << Argument;
  // Findings stand in resolved paths.
  SmallString<256> Real;
  if (!sys::fs::real_path(J.File, Real))
    OS << '\0' << Real;
  SmallString<256> Path(Folder);
  // The prefix is what LLVM's pruning looks for.
  sys::path::append(Path,
                    "llvmcache-" + toHex(digestOf(Key), /*LowerCase=*/true));
  return Path.str().str();
}

/// An entry that is used is not old, whatever the mount options make of it.
static void noteUse(const std::string &Path) {
  constexpr std::chrono::hours Often{1};
  sys::fs::file_status Status;
  if (sys::fs::status(Path, Status) ||
      std::chrono::system_clock::now() - Status.getLastAccessedTime() < Often)
    return;
  timespec Times[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
  // Of a folder that others own nothing has to be remembered.
  (void)utimensat(AT_FDCWD, Path.c_str(), Times, 0);
}

std::optional<CachedUnit> Cache::find(const Job &J, FileStates &Now) {
  std::string Path = path(J);
  std::optional<std::string> Entry = readFile(Path);
  if (!Entry)
    return std::nullopt;
  for (const Answer &A : answersIn(*Entry)) {
    if (!forEachInput(A.Inputs, [&](StringRef Input, const InputState &Then) {
          return Now.isStill(Input, Then);
        }))
      continue;
    CachedUnit Out;
    Expected<json::Value> V = json::parse(A.Unit);
    json::Path::Root Root("unit");
    if (!V) {
      consumeError(V.takeError());
      return std::nullopt;
    }
    if (!fromJSON(*V, Out.U, Root))
      return std::nullopt;
    Out.Inputs = A.Inputs.str();
    noteUse(Path);
    return Out;
  }
  return std::nullopt;
}

void Cache::store(const Job &J, const report::Unit &U, StringRef Inputs) {
  if (!Writable || !U.LeftOut.empty() || !U.FirstTry.empty() ||
      Inputs.empty() ||
      (U.Status != report::UnitStatus::Analysed &&
       U.Status != report::UnitStatus::Errors))
    return;
  std::string Path = path(J);
  std::string Text;
  raw_string_ostream(Text) << toJSON(U);
  std::optional<std::string> Old = readFile(Path);
  SmallVector<Answer, MaxAnswers> Answers = {{Inputs, Text}};
  for (const Answer &A : answersIn(Old ? StringRef(*Old) : StringRef()))
    if (A.Inputs != Inputs && Answers.size() < MaxAnswers)
      Answers.push_back(A);

  Error Failure = Error::success();
  if (std::error_code E = sys::fs::create_directories(Folder))
    Failure = joinErrors(std::move(Failure), errorCodeToError(E));
  else
    Failure = joinErrors(std::move(Failure),
                         writeToOutput(Path, [&](raw_ostream &OS) {
                           OS << entryOf(Answers);
                           return Error::success();
                         }));
  if (!Failure)
    return;
  Writable = false;
  OnProblem("the cache " + Folder +
            " can't be written: " + toString(std::move(Failure)) +
            "; the scan goes on without storing");
}

void Cache::prune(const CachePruningPolicy &Policy) {
  if (Writable && sys::fs::is_directory(Folder))
    pruneCache(Folder, Policy);
}

} // namespace commsec::project
