//===--- Inputs.cpp - what an answer depends on ---------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Inputs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cstring>
#include <vector>

using namespace llvm;

namespace commsec::project {

Digest digestOf(StringRef Bytes) {
  return BLAKE3::hash<16>(arrayRefFromStringRef(Bytes));
}

std::optional<std::string> readFile(StringRef Path) {
  Expected<sys::fs::file_t> File =
      sys::fs::openNativeFileForRead(Path, sys::fs::OF_None);
  if (!File) {
    consumeError(File.takeError());
    return std::nullopt;
  }
  std::string Out;
  sys::fs::file_status Status;
  if (!sys::fs::status(*File, Status))
    Out.reserve(Status.getSize() + 1);
  bool Whole = false;
  for (size_t At = 0;;) {
    constexpr size_t Step = 1 << 14;
    Out.resize(std::max(Out.capacity(), At + Step));
    Expected<size_t> N = sys::fs::readNativeFile(
        *File, MutableArrayRef(Out.data() + At, Out.size() - At));
    if (!N) {
      consumeError(N.takeError());
      break;
    }
    At += *N;
    if (*N == 0) {
      Out.resize(At);
      Whole = true;
      break;
    }
  }
  sys::fs::closeFile(*File);
  return Whole ? std::optional(std::move(Out)) : std::nullopt;
}

//===----------------------------------------------------------------------===//
// As bytes
//===----------------------------------------------------------------------===//

static bool hasHash(InputState::Kind K) {
  return K == InputState::Content || K == InputState::Listing;
}

void Inputs::add(StringRef Path, InputState State) {
  auto [It, New] = States.try_emplace(Path, State);
  if (New)
    return;
  InputState &Known = It->second;
  if (!hasHash(Known.K))
    Known = State;
  else if (hasHash(State.K) && !(Known == State))
    Known.Hash = {}; // It was changed meanwhile: never again as it was.
}

std::string Inputs::encode() const {
  std::vector<const StringMapEntry<InputState> *> Sorted;
  Sorted.reserve(States.size());
  for (const auto &Entry : States)
    Sorted.push_back(&Entry);
  llvm::sort(Sorted, [](const auto *A, const auto *B) {
    return A->first() < B->first();
  });
  // Neighbours mostly share their folder: only what differs is written.
  std::string Bytes;
  raw_string_ostream OS(Bytes);
  StringRef Last;
  for (const auto *Entry : Sorted) {
    StringRef Path = Entry->first();
    size_t Shared = 0;
    while (Shared < std::min(Path.size(), Last.size()) &&
           Path[Shared] == Last[Shared])
      ++Shared;
    encodeULEB128(Shared, OS);
    encodeULEB128(Path.size() - Shared, OS);
    OS << Path.substr(Shared) << static_cast<char>(Entry->second.K);
    if (hasHash(Entry->second.K))
      OS << toStringRef(Entry->second.Hash);
    Last = Path;
  }
  return Bytes;
}

bool forEachInput(StringRef Bytes,
                  function_ref<bool(StringRef Path, const InputState &)> Each) {
  const uint8_t *At = Bytes.bytes_begin(), *End = Bytes.bytes_end();
  auto Number = [&](uint64_t &Out) {
    unsigned Size = 0;
    const char *Error = nullptr;
    Out = decodeULEB128(At, &Size, End, &Error);
    At += Size;
    return !Error;
  };
  SmallString<256> Path;
  while (At != End) {
    uint64_t Shared = 0, Rest = 0;
    if (!Number(Shared) || !Number(Rest) || Shared > Path.size() ||
        Rest >= static_cast<uint64_t>(End - At))
      return false;
    Path.truncate(Shared);
    Path.append(At, At + Rest);
    At += Rest;
    InputState State;
    State.K = static_cast<InputState::Kind>(*At++);
    if (hasHash(State.K)) {
      if (static_cast<size_t>(End - At) < State.Hash.size())
        return false;
      std::memcpy(State.Hash.data(), At, State.Hash.size());
      At += State.Hash.size();
    }
    if (!Each(Path, State))
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The file system as it is now
//===----------------------------------------------------------------------===//

FileStates::Known &FileStates::look(StringRef Path) {
  auto [It, New] = Paths.try_emplace(Path);
  Known &N = It->second;
  if (!New)
    return N;
  sys::fs::file_status Status;
  if (!sys::fs::status(Path, Status)) {
    N.K = sys::fs::is_directory(Status) ? InputState::Folder : InputState::File;
    N.Id = Status.getUniqueID();
  }
  return N;
}

std::optional<sys::fs::UniqueID> FileStates::identity(StringRef Path) {
  const Known &N = look(Path);
  return N.K == InputState::Absent ? std::nullopt : std::optional(N.Id);
}

/// The hash of the names in \p Folder.
static std::optional<Digest> listingOf(StringRef Folder) {
  std::vector<std::string> Names;
  std::error_code Error;
  for (sys::fs::directory_iterator I(Folder, Error), End; I != End && !Error;
       I.increment(Error))
    Names.push_back(sys::path::filename(I->path()).str());
  if (Error)
    return std::nullopt;
  return digestOfNames(std::move(Names));
}

bool FileStates::isStill(StringRef Path, const InputState &Then) {
  Known &Now = look(Path);
  switch (Then.K) {
  case InputState::Absent:
  case InputState::File:
  case InputState::Folder:
    return Now.K == Then.K;
  case InputState::Content:
  case InputState::Listing: {
    auto Wanted =
        Then.K == InputState::Content ? InputState::File : InputState::Folder;
    if (Now.K != Wanted || Now.Unreadable)
      return false;
    if (!Now.Hash) {
      if (Wanted == InputState::Folder)
        Now.Hash = listingOf(Path);
      else if (std::optional<std::string> Bytes = readFile(Path))
        Now.Hash = digestOf(*Bytes);
      Now.Unreadable = !Now.Hash;
    }
    return Now.Hash == Then.Hash;
  }
  }
  return false; // Damaged.
}

Digest digestOfNames(std::vector<std::string> Names) {
  llvm::sort(Names);
  std::string All;
  for (const std::string &Name : Names)
    (All += Name) += '\0';
  return digestOf(All);
}

} // namespace commsec::project
