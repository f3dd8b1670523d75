//===--- JobFiles.cpp - jobs for a scheduler, a file each -----------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/JobFiles.h"
#include "Report/Bytes.h"
#include "Report/Output.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace commsec::project {

static std::string numbered(StringRef Folder, size_t Number) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, utostr(Number) + ".json");
  return Path.str().str();
}

static Error writeJson(StringRef Path, const json::Value &V) {
  return report::writeWhole(Path, [&](raw_ostream &OS) -> Error {
    OS << formatv("{0:2}\n", V);
    return Error::success();
  });
}

static Expected<json::Value> readJson(StringRef Path) {
  auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                    /*RequiresNullTerminator=*/false);
  if (!Text)
    return createStringError(Path + ": " + Text.getError().message());
  Expected<json::Value> V = json::parse((*Text)->getBuffer());
  if (!V)
    return createStringError(Path + ": " + toString(V.takeError()));
  return V;
}

Error writeJobFiles(StringRef Folder, const JobFiles &Files) {
  if (std::error_code E = sys::fs::create_directories(Folder))
    return createStringError(Folder + ": " + E.message());
  std::error_code E;
  if (sys::fs::directory_iterator First(Folder, E);
      !E && First != sys::fs::directory_iterator())
    return createStringError(
        Folder + ": is not empty; jobs of an earlier scan would be taken for "
                 "this one's");
  for (const auto &[I, J] : enumerate(Files.Jobs)) {
    json::Value V = toJSON(J);
    (*V.getAsObject())["root"] = report::bytesJSON(Files.Root);
    if (Error Failure = writeJson(numbered(Folder, I + 1), V))
      return Failure;
  }
  return Error::success();
}

static Expected<Job> readJob(StringRef Path, std::string &Root) {
  Expected<json::Value> V = readJson(Path);
  if (!V)
    return V.takeError();
  Job J;
  json::Path::Root Where("job");
  if (!fromJSON(*V, J, Where) || !report::mapBytes(*V, "root", Root, Where))
    return createStringError(Path + ": " + toString(Where.getError()));
  return J;
}

Expected<Job> readJobFile(StringRef Path) {
  std::string Root;
  return readJob(Path, Root);
}

Expected<JobFiles> readJobFiles(StringRef Folder) {
  JobFiles Files;
  size_t Number = 1;
  for (; sys::fs::exists(numbered(Folder, Number)); ++Number) {
    Expected<Job> J = readJob(numbered(Folder, Number), Files.Root);
    if (!J)
      return J.takeError();
    Files.Jobs.push_back(std::move(*J));
  }
  if (Files.Jobs.empty())
    return createStringError(Folder +
                             ": no 1.json in it; `commsec jobs` writes it");
  return Files;
}

Error writeUnitFile(StringRef Path, const report::Unit &U) {
  return writeJson(Path, toJSON(U));
}

std::vector<report::Unit> readUnitFiles(StringRef Folder, ArrayRef<Job> Jobs) {
  std::vector<report::Unit> Units(Jobs.size());
  for (const auto &[I, J] : enumerate(Jobs)) {
    report::Unit &U = Units[I];
    std::string Path = numbered(Folder, I + 1);
    Expected<json::Value> V = readJson(Path);
    json::Path::Root Where("unit");
    std::string Problem;
    if (!V)
      Problem = toString(V.takeError());
    else if (!fromJSON(*V, U, Where))
      Problem = Path + ": " + toString(Where.getError());
    else if (U.File != J.File)
      Problem = Path + ": is of another unit, " + U.File;
    else
      continue;
    U = {};
    U.File = J.File;
    U.Status = report::UnitStatus::Failed;
    U.Problem = std::move(Problem);
  }
  return Units;
}

} // namespace commsec::project
