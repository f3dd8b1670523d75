//===--- Inputs.h - what an answer depends on -------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A unit's answer depends on the files that were read for it, on those that
/// were only looked for (one that comes to be shadows another one), and on the
/// folders that were listed. All of it is recorded while the unit is read, and
/// compared with the file system of a later run.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_INPUTS_H
#define COMMSEC_PROJECT_INPUTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace commsec::project {

/// The first half of a BLAKE3 hash.
using Digest = std::array<uint8_t, 16>;

Digest digestOf(llvm::StringRef Bytes);

/// Of the names in a folder, in whatever order they came.
Digest digestOfNames(std::vector<std::string> Names);

/// Reads the whole file \p Path, without mapping it: a file that is cut
/// meanwhile must not end this process. Nothing if it can't be read.
std::optional<std::string> readFile(llvm::StringRef Path);

/// What was learnt of one path.
struct InputState {
  enum Kind : char {
    Absent = 'a',  ///< There is nothing of this name.
    File = 'f',    ///< It is a file; its content was not read.
    Folder = 'd',  ///< It is a folder; it was not listed.
    Content = 'c', ///< It was read; Hash is of its content.
    Listing = 'l', ///< It was listed; Hash is of the sorted names.
  };
  Kind K = Absent;
  Digest Hash = {};
  bool operator==(const InputState &O) const {
    return K == O.K && Hash == O.Hash;
  }
};

/// What the file system answered, by absolute path.
class Inputs {
public:
  /// Remembers that \p Path was found to be so. What tells more of the same
  /// path wins: the content over the mere existence.
  void add(llvm::StringRef Path, InputState State);

  /// Adds all that \p Others knows.
  void add(const Inputs &Others) {
    for (const auto &Entry : Others.States)
      add(Entry.first(), Entry.second);
  }

  /// All of it as bytes, in the order of the paths: the same inputs give the
  /// same bytes.
  std::string encode() const;

private:
  llvm::StringMap<InputState> States;
};

/// Calls \p Each for what Inputs::encode() made \p Bytes of, until it answers
/// false. False if \p Each did, or if the bytes are damaged.
bool forEachInput(
    llvm::StringRef Bytes,
    llvm::function_ref<bool(llvm::StringRef Path, const InputState &)> Each);

/// The file system as it is now: each path is looked at once a run, whatever
/// the number of units that depend on it.
class FileStates {
public:
  /// True if \p Path is as \p Then says.
  bool isStill(llvm::StringRef Path, const InputState &Then);

  /// The identity of the file or folder \p Path, if there is one.
  std::optional<llvm::sys::fs::UniqueID> identity(llvm::StringRef Path);

private:
  struct Known {
    InputState::Kind K = InputState::Absent;
    llvm::sys::fs::UniqueID Id;
    std::optional<Digest> Hash; ///< Of the content, or of the names.
    bool Unreadable = false;
  };
  Known &look(llvm::StringRef Path);

  llvm::StringMap<Known> Paths;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_INPUTS_H
