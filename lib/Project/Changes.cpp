//===--- Changes.cpp - which lines have changed ---------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Changes.h"
#include "Project/Inputs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <limits>

using namespace llvm;

namespace commsec::project {

void Changes::add(StringRef File, unsigned First, unsigned Last) {
  Lines[File].emplace_back(First, Last);
}

void Changes::addWhole(StringRef File) {
  add(File, 0, std::numeric_limits<unsigned>::max());
}

bool Changes::touch(StringRef File, unsigned First, unsigned Last) const {
  auto It = Lines.find(File);
  return It != Lines.end() && any_of(It->second, [&](const auto &Range) {
           return Range.first <= std::max(First, Last) && First <= Range.second;
         });
}

std::vector<std::string> Changes::files() const {
  std::vector<std::string> Out;
  for (const auto &Entry : Lines)
    Out.push_back(Entry.first().str());
  llvm::sort(Out);
  return Out;
}

//===----------------------------------------------------------------------===//
// The output of git
//===----------------------------------------------------------------------===//

/// A path as git writes it: in quotes, with C's escapes, if it has to be.
static std::optional<std::string> unquote(StringRef Text) {
  Text.consume_back("\t"); // Behind a path with spaces.
  if (!Text.consume_front("\""))
    return Text.str();
  if (!Text.consume_back("\""))
    return std::nullopt;
  std::string Out;
  while (!Text.empty()) {
    char C = Text.front();
    Text = Text.drop_front();
    if (C != '\\') {
      Out += C;
      continue;
    }
    if (Text.empty())
      return std::nullopt;
    unsigned Octal = 0;
    if (Text.size() >= 3 && isDigit(Text.front())) {
      if (Text.take_front(3).getAsInteger(8, Octal))
        return std::nullopt;
      Out += static_cast<char>(Octal);
      Text = Text.drop_front(3);
      continue;
    }
    static constexpr StringLiteral Names = "abfnrtv", Meant = "\a\b\f\n\r\t\v";
    size_t Which = Names.find(Text.front());
    Out += Which == StringRef::npos ? Text.front() : Meant[Which];
    Text = Text.drop_front();
  }
  return Out;
}

static std::string resolved(StringRef Root, StringRef Relative) {
  SmallString<256> Path(Root), Real;
  sys::path::append(Path, Relative);
  return sys::fs::real_path(Path, Real) ? Path.str().str() : Real.str().str();
}

Expected<Changes> parseDiff(StringRef Diff, StringRef Root) {
  Changes Out;
  std::string File;
  unsigned OldLeft = 0, NewLeft = 0; // Of the hunk.
  while (!Diff.empty()) {
    StringRef Line;
    std::tie(Line, Diff) = Diff.split('\n');
    // A changed line may look like anything.
    if (OldLeft && Line.starts_with("-")) {
      --OldLeft;
    } else if (NewLeft && Line.starts_with("+")) {
      --NewLeft;
    } else if (Line.consume_front("+++ ")) {
      std::optional<std::string> Name = unquote(Line);
      if (!Name)
        return createStringError("git diff: can't read the path " + Line);
      StringRef Path = *Name;
      File = Path.consume_front("b/") ? resolved(Root, Path) : "";
    } else if (Line.starts_with("@@ ")) {
      // @@ -12,3 +14,2 @@
      SmallVector<StringRef, 4> Parts;
      Line.split(Parts, ' ', 3);
      auto Read = [](StringRef Range, char Sign, unsigned &First,
                     unsigned &Count) {
        Count = 1;
        auto [Begin, Size] = Range.split(',');
        return Begin.consume_front(StringRef(&Sign, 1)) &&
               !Begin.getAsInteger(10, First) &&
               (Size.empty() || !Size.getAsInteger(10, Count));
      };
      unsigned First = 0, Ignored = 0;
      if (Parts.size() < 4 || !Read(Parts[1], '-', Ignored, OldLeft) ||
          !Read(Parts[2], '+', First, NewLeft))
        return createStringError("git diff: can't read the hunk " + Line);
      if (NewLeft && !File.empty())
        Out.add(File, First, First + NewLeft - 1);
    }
  }
  return Out;
}

//===----------------------------------------------------------------------===//
// Calling git
//===----------------------------------------------------------------------===//

namespace {
struct Answer {
  int Status = 0;
  std::string Output, Errors;
};
} // namespace

static Expected<Answer> git(StringRef Program, StringRef Folder,
                            ArrayRef<StringRef> Words) {
  SmallString<128> Output, Errors;
  for (SmallString<128> *Path : {&Output, &Errors})
    if (std::error_code E =
            sys::fs::createTemporaryFile("commsec-git", "", *Path))
      return createStringError(E, "no temporary file: " + E.message());
  FileRemover Remove1(Output), Remove2(Errors);
  SmallVector<StringRef, 24> Arguments = {Program, "-C", Folder};
  append_range(Arguments, Words);
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Output),
                                          StringRef(Errors)};
  std::string Message;
  Answer Out;
  Out.Status = sys::ExecuteAndWait(Program, Arguments, std::nullopt, Redirects,
                                   0, 0, &Message);
  if (Out.Status < 0)
    return createStringError("git can't be run: " + Message);
  Out.Output = readFile(Output).value_or("");
  Out.Errors = StringRef(readFile(Errors).value_or("")).trim().str();
  return Out;
}

Expected<Changes> changesSince(StringRef Revision, StringRef Folder) {
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return createStringError("git is needed, and is not in the PATH");

  Expected<Answer> Top =
      git(*Program, Folder, {"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  if (Top->Status != 0)
    return createStringError(Folder +
                             ": not in a git repository: " + Top->Errors);
  StringRef Root = Top->Output;
  Root.consume_back("\n");

  std::string Commit = (Revision + "^{commit}").str();
  Expected<Answer> Known =
      git(*Program, Root,
          {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit});
  if (!Known)
    return Known.takeError();
  if (Known->Status != 0)
    return createStringError("'" + Revision + "' is no revision of " + Root);
  StringRef Hash = StringRef(Known->Output).trim();

  // Nothing that a configuration can change.
  Expected<Answer> Diff =
      git(*Program, Root,
          {"diff", "--unified=0", "--inter-hunk-context=0", "--find-renames",
           "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
           "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
           Hash, "--"});
  if (!Diff)
    return Diff.takeError();
  if (Diff->Status != 0)
    return createStringError("git diff: " + Diff->Errors);
  Expected<Changes> Out = parseDiff(Diff->Output, Root);
  if (!Out)
    return Out.takeError();

  Expected<Answer> New =
      git(*Program, Root, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!New)
    return New.takeError();
  if (New->Status != 0)
    return createStringError("git ls-files: " + New->Errors);
  for (StringRef Path : split(New->Output, '\0'))
    if (!Path.empty())
      Out->addWhole(resolved(Root, Path));
  return Out;
}

} // namespace commsec::project
