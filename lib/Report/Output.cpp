//===--- Output.cpp - files that are written whole ------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Output.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace commsec::report {

/// What \p Write has to say, and what became of it on its way to the disk.
static Error writeTo(raw_fd_ostream &OS,
                     const std::function<Error(raw_ostream &)> &Write) {
  Error E = Write(OS);
  OS.flush();
  // An error that nobody has asked for is fatal when the stream is closed.
  std::error_code Failure = OS.error();
  OS.clear_error();
  return E ? std::move(E) : errorCodeToError(Failure);
}

Error writeWhole(StringRef Path,
                 const std::function<Error(raw_ostream &)> &Write) {
  sys::fs::file_status Status;
  // /dev/stdout, a pipe: what is written is gone at once.
  if (!sys::fs::status(Path, Status) && sys::fs::exists(Status) &&
      !sys::fs::is_regular_file(Status) && !sys::fs::is_directory(Status)) {
    std::error_code E;
    raw_fd_ostream OS(Path, E, sys::fs::CD_OpenExisting, sys::fs::FA_Write,
                      sys::fs::OF_None);
    return E ? errorCodeToError(E) : writeTo(OS, Write);
  }
  Expected<sys::fs::TempFile> Temp = sys::fs::TempFile::create(
      Path + ".temp-%%%%%%", sys::fs::all_read | sys::fs::all_write);
  if (!Temp)
    return Temp.takeError();
  Error E = Error::success();
  {
    raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
    E = joinErrors(std::move(E), writeTo(OS, Write));
  }
  if (E)
    return joinErrors(std::move(E), Temp->discard());
  return Temp->keep(Path);
}

} // namespace commsec::report
