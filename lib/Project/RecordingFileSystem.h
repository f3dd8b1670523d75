//===--- RecordingFileSystem.h - notes what is looked at --------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_RECORDINGFILESYSTEM_H
#define COMMSEC_PROJECT_RECORDINGFILESYSTEM_H

#include "Project/Inputs.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace commsec::project {

/// Hashes of files that were met before, by their identity.
using DigestMemo = llvm::DenseMap<llvm::sys::fs::UniqueID, Digest>;

/// Passes everything on to another file system, and notes what it answers.
class RecordingFileSystem final : public llvm::vfs::ProxyFileSystem {
public:
  /// With \p Memo, files are hashed once for all that share it: only right over
  /// a file system that never reads a file twice.
  explicit RecordingFileSystem(
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
      DigestMemo *Memo = nullptr)
      : ProxyFileSystem(std::move(Files)), Memo(Memo) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Folder,
                                          std::error_code &Error) override;

  const Inputs &recorded() const { return Seen; }

private:
  friend class RecordingFile;
  void add(const llvm::Twine &Path, InputState State);
  Digest hash(llvm::StringRef Content, llvm::sys::fs::UniqueID Id);

  Inputs Seen;
  DigestMemo *Memo;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_RECORDINGFILESYSTEM_H
