//===--- RecordingFileSystem.cpp - notes what is looked at ----------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/RecordingFileSystem.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace commsec::project {

/// An open file; its content is noted once it is read.
class RecordingFile final : public vfs::File {
public:
  RecordingFile(RecordingFileSystem &Owner, std::string Path,
                std::unique_ptr<vfs::File> Inner)
      : Owner(Owner), Path(std::move(Path)), Inner(std::move(Inner)) {}

  ErrorOr<vfs::Status> status() override { return Inner->status(); }
  ErrorOr<std::string> getName() override { return Inner->getName(); }
  std::error_code close() override { return Inner->close(); }

  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name,
                                                   int64_t FileSize,
                                                   bool RequiresNullTerminator,
                                                   bool IsVolatile) override {
    sys::fs::UniqueID Id;
    if (ErrorOr<vfs::Status> S = Inner->status())
      Id = S->getUniqueID();
    auto Buffer =
        Inner->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    // What could not be read is never again as it was.
    InputState State{InputState::Content, {}};
    if (Buffer)
      State.Hash = Owner.hash((*Buffer)->getBuffer(), Id);
    Owner.add(Path, State);
    return Buffer;
  }

private:
  RecordingFileSystem &Owner;
  std::string Path;
  std::unique_ptr<vfs::File> Inner;
};

void RecordingFileSystem::add(const Twine &Path, InputState State) {
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  // Fails only without a working directory; a relative path is kept as it is.
  (void)makeAbsolute(Absolute);
  Seen.add(Absolute, State);
}

Digest RecordingFileSystem::hash(StringRef Content, sys::fs::UniqueID Id) {
  if (!Memo)
    return digestOf(Content);
  auto [It, New] = Memo->try_emplace(Id);
  if (New)
    It->second = digestOf(Content);
  return It->second;
}

ErrorOr<vfs::Status> RecordingFileSystem::status(const Twine &Path) {
  ErrorOr<vfs::Status> S = ProxyFileSystem::status(Path);
  add(Path, {!S                 ? InputState::Absent
             : S->isDirectory() ? InputState::Folder
                                : InputState::File,
             {}});
  return S;
}

bool RecordingFileSystem::exists(const Twine &Path) {
  return static_cast<bool>(status(Path));
}

ErrorOr<std::unique_ptr<vfs::File>>
RecordingFileSystem::openFileForRead(const Twine &Path) {
  auto File = ProxyFileSystem::openFileForRead(Path);
  if (!File) {
    // A folder, or a file that may not be read.
    if (ErrorOr<vfs::Status> S = status(Path); S && !S->isDirectory())
      add(Path, {InputState::Content, {}});
    return File;
  }
  add(Path, {InputState::File, {}});
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  (void)makeAbsolute(Absolute);
  return std::make_unique<RecordingFile>(*this, Absolute.str().str(),
                                         std::move(*File));
}

vfs::directory_iterator RecordingFileSystem::dir_begin(const Twine &Folder,
                                                       std::error_code &Error) {
  std::vector<std::string> Names;
  std::error_code Failure;
  for (vfs::directory_iterator I = ProxyFileSystem::dir_begin(Folder, Failure),
                               End;
       I != End && !Failure; I.increment(Failure))
    Names.push_back(sys::path::filename(I->path()).str());
  if (Failure)
    (void)status(Folder);
  else
    add(Folder, {InputState::Listing, digestOfNames(std::move(Names))});
  return ProxyFileSystem::dir_begin(Folder, Error);
}

} // namespace commsec::project
