//===--- Jobs.cpp - what is to be analysed --------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Jobs.h"
#include "Project/DatabaseCheck.h"
#include "Report/Bytes.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <tuple>

using namespace clang::tooling;
using namespace llvm;

namespace commsec::project {

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

json::Value toJSON(const Job &J) {
  json::Object Out{{"file", report::bytesJSON(J.File)},
                   {"directory", report::bytesJSON(J.Directory)},
                   {"command", report::bytesArray(J.Command)},
                   {"checks", json::fixUTF8(J.Options.Checks)},
                   {"catalogs", report::bytesArray(J.Options.Catalogs)},
                   {"pedantic", J.Options.Pedantic},
                   {"allSends", J.Options.AllSends},
                   {"reportConditional", J.Options.ReportConditional},
                   {"recordInputs", J.RecordInputs},
                   {"everyBody", J.Options.EveryBody}};
  if (!J.LeaveOutCheck.empty())
    Out["leaveOutCheck"] = json::fixUTF8(J.LeaveOutCheck);
  if (!J.LeaveOutFunction.empty())
    Out["leaveOutFunction"] = json::fixUTF8(J.LeaveOutFunction);
  return Out;
}

bool fromJSON(const json::Value &V, Job &J, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && report::mapBytes(V, "file", J.File, P) &&
         report::mapBytes(V, "directory", J.Directory, P) &&
         report::mapBytes(V, "command", J.Command, P) &&
         O.map("checks", J.Options.Checks) &&
         report::mapBytes(V, "catalogs", J.Options.Catalogs, P) &&
         O.map("pedantic", J.Options.Pedantic) &&
         O.map("allSends", J.Options.AllSends) &&
         O.map("reportConditional", J.Options.ReportConditional) &&
         O.mapOptional("everyBody", J.Options.EveryBody) &&
         O.mapOptional("leaveOutCheck", J.LeaveOutCheck) &&
         O.mapOptional("leaveOutFunction", J.LeaveOutFunction) &&
         O.map("recordInputs", J.RecordInputs);
}

//===----------------------------------------------------------------------===//
// The compile database
//===----------------------------------------------------------------------===//

static constexpr StringLiteral DatabaseName = "compile_commands.json";

static constexpr StringLiteral HowToMake =
    "make one with\n"
    "  CMake   cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\n"
    "  Meson   meson setup build\n"
    "  other   bear -- make      (after make clean)\n"
    "or give files and their flags: commsec scan FILE... -- FLAGS...";

/// The database in \p Folder or in one of its build folders; empty if none.
static std::string databaseIn(StringRef Folder) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, DatabaseName);
  if (sys::fs::exists(Path))
    return Path.str().str();
  std::vector<std::string> Found;
  std::error_code Error;
  for (sys::fs::directory_iterator I(Folder, Error), End; I != End && !Error;
       I.increment(Error)) {
    StringRef Name = sys::path::filename(I->path());
    if (!Name.starts_with("build") && !Name.starts_with("out") &&
        !Name.starts_with("cmake-build"))
      continue;
    Path = I->path();
    sys::path::append(Path, DatabaseName);
    if (sys::fs::exists(Path))
      Found.emplace_back(Path);
  }
  return Found.empty() ? "" : *llvm::min_element(Found);
}

Expected<std::unique_ptr<CompilationDatabase>> loadDatabase(StringRef Where) {
  std::string Path;
  if (Where.empty()) {
    SmallString<256> Folder;
    if (std::error_code Error = sys::fs::current_path(Folder))
      return createStringError(Error, "no working directory");
    for (StringRef At = Folder; !At.empty() && Path.empty();
         At = sys::path::parent_path(At))
      Path = databaseIn(At);
    if (Path.empty())
      return createStringError("no " + DatabaseName + " in " + Folder +
                               ", in the folders above it or their build "
                               "folders; name it with -p, or " +
                               HowToMake);
  } else if (sys::fs::is_directory(Where)) {
    Path = databaseIn(Where);
    if (Path.empty())
      return createStringError("no " + DatabaseName + " in " + Where + "; " +
                               HowToMake);
  } else if (sys::fs::exists(Where)) {
    Path = Where.str();
  } else {
    return createStringError(Where + ": no such file or folder");
  }

  if (Error E = checkDatabase(Path))
    return createStringError("not a compile database: " +
                             toString(std::move(E)));
  std::string Message;
  std::unique_ptr<CompilationDatabase> Database =
      JSONCompilationDatabase::loadFromFile(Path, Message,
                                            JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return createStringError(
        Path + ": not a compile database: " + StringRef(Message).rtrim());
  Database = expandResponseFiles(std::move(Database), vfs::getRealFileSystem());
  return inferTargetAndDriverMode(
      inferMissingCompileCommands(std::move(Database)));
}

//===----------------------------------------------------------------------===//
// Jobs
//===----------------------------------------------------------------------===//

static std::string absolute(StringRef File, StringRef Directory) {
  SmallString<256> Path(File);
  if (sys::path::is_relative(Path)) {
    Path = Directory;
    sys::path::append(Path, File);
    // Fails only without a working directory; the path stays relative then.
    (void)sys::fs::make_absolute(Path);
  }
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

/// False for assembler, IR and other things that hold no C or C++. A file with
/// an unknown extension may be given its language by the command.
static bool isSource(StringRef File) {
  StringRef Extension = sys::path::extension(File);
  Extension.consume_front(".");
  clang::driver::types::ID Type =
      clang::driver::types::lookupTypeForExtension(Extension);
  return Type == clang::driver::types::TY_INVALID ||
         clang::driver::types::isDerivedFromC(Type);
}

Expected<std::vector<Job>> makeJobs(const CompilationDatabase &Database,
                                    ArrayRef<std::string> Files,
                                    const JobOptions &Options) {
  std::vector<CompileCommand> Commands;
  if (Files.empty())
    Commands = Database.getAllCompileCommands();
  for (const std::string &File : Files) {
    if (!sys::fs::exists(File))
      return createStringError(File + ": no such file");
    if (sys::fs::is_directory(File))
      return createStringError(File + ": is a folder, expected a source file; "
                                      "a compile database is named with -p");
    std::vector<CompileCommand> Of =
        Database.getCompileCommands(getAbsolutePath(File));
    if (Of.empty())
      return createStringError(File + ": the compile database has no command "
                                      "for it");
    append_range(Commands, Of);
  }

  std::vector<Job> Jobs;
  for (CompileCommand &C : Commands) {
    Job J;
    J.File = absolute(C.Filename, C.Directory);
    if (!isSource(J.File))
      continue;
    J.Directory = std::move(C.Directory);
    J.Command = std::move(C.CommandLine);
    J.Guess = std::move(C.Heuristic);
    J.Options = Options;
    Jobs.push_back(std::move(J));
  }
  auto Key = [](const Job &J) {
    return std::tie(J.File, J.Directory, J.Command);
  };
  sort(Jobs, [&](const Job &A, const Job &B) { return Key(A) < Key(B); });
  Jobs.erase(llvm::unique(Jobs, [&](const Job &A,
                                    const Job &B) { return Key(A) == Key(B); }),
             Jobs.end());
  if (Jobs.empty())
    return createStringError("the compile database has no C or C++ file");
  return Jobs;
}

std::string findRoot(ArrayRef<Job> Jobs, StringRef WorkingDirectory) {
  auto Holds = [&](StringRef Folder) {
    return all_of(Jobs, [&](const Job &J) {
      StringRef Rest = J.File;
      return Rest.consume_front(Folder) &&
             (Folder.ends_with("/") || Rest.starts_with("/"));
    });
  };
  if (Jobs.empty())
    return WorkingDirectory.str();
  StringRef Common = sys::path::parent_path(Jobs.front().File);
  while (sys::path::has_parent_path(Common) && !Holds(Common))
    Common = sys::path::parent_path(Common);

  std::string Root = Common.str();
  bool Repository = false;
  for (StringRef At = Common; !At.empty() && !Repository;
       At = sys::path::parent_path(At)) {
    SmallString<256> Mark(At);
    sys::path::append(Mark, ".git");
    Repository = sys::fs::exists(Mark);
    if (Repository)
      Root = At.str();
  }
  if (!Repository && Holds(WorkingDirectory))
    Root = WorkingDirectory.str();
  // Findings stand in resolved paths.
  SmallString<256> Real;
  return sys::fs::real_path(Root, Real) ? Root : Real.str().str();
}

} // namespace commsec::project
