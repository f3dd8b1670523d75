//===--- DatabaseCheck.cpp - is it a compile database? --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/DatabaseCheck.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using namespace llvm;

namespace commsec::project {

namespace {

class Checker {
public:
  Checker(StringRef Path, MemoryBufferRef Text)
      : Path(Path), Stream(Text, Files, /*ShowColors=*/false) {
    Files.setDiagHandler(
        [](const SMDiagnostic &D, void *Self) {
          static_cast<Checker *>(Self)->keep(D);
        },
        this);
  }

  /// The first thing that is wrong; empty if nothing is.
  std::string run() {
    yaml::document_iterator Document = Stream.begin();
    yaml::Node *Root = Document == Stream.end() ? nullptr : Document->getRoot();
    auto *List = dyn_cast_or_null<yaml::SequenceNode>(Root);
    if (!List) {
      if (Problem.empty())
        say(Root, "expected a list of commands");
      return Problem;
    }
    for (yaml::Node &Item : *List) {
      command(Item);
      if (!Problem.empty())
        break;
    }
    // What the parser finds wrong after the last item.
    if (Problem.empty() && Stream.failed())
      say(nullptr, "ends too early");
    return Problem;
  }

private:
  void command(yaml::Node &Item) {
    auto *Members = dyn_cast<yaml::MappingNode>(&Item);
    if (!Members) {
      say(&Item, "expected an object with 'directory', 'file' and 'command'");
      return;
    }
    bool Directory = false, File = false, Command = false;
    for (yaml::KeyValueNode &Member : *Members) {
      auto *Key = dyn_cast_or_null<yaml::ScalarNode>(Member.getKey());
      if (!Key)
        return say(&Item, "expected names of members");
      SmallString<16> Space;
      StringRef Name = Key->getValue(Space);
      yaml::Node *Value = Member.getValue();
      if (Name == "arguments") {
        Command = true;
        if (!isListOfStrings(Value))
          return say(Value, "'arguments': expected a list of strings");
      } else if (Name == "directory" || Name == "file" || Name == "command") {
        (Name == "directory" ? Directory
         : Name == "file"    ? File
                             : Command) = true;
        if (!isString(Value))
          return say(Value, "'" + Name + "': expected a string");
      } else {
        Member.skip();
      }
    }
    if (!Directory)
      return say(&Item, "a command without 'directory'");
    if (!File)
      return say(&Item, "a command without 'file'");
    if (!Command)
      say(&Item, "a command without 'command' or 'arguments'");
  }

  static bool isString(yaml::Node *N) {
    return isa_and_nonnull<yaml::ScalarNode, yaml::BlockScalarNode>(N);
  }

  static bool isListOfStrings(yaml::Node *N) {
    auto *List = dyn_cast_or_null<yaml::SequenceNode>(N);
    bool All = List;
    if (List)
      for (yaml::Node &Item : *List)
        All &= isString(&Item);
    return All;
  }

  void say(yaml::Node *At, const Twine &What) {
    if (!Problem.empty())
      return;
    unsigned Line = 1, Column = 1;
    if (At && At->getSourceRange().Start.isValid()) {
      std::tie(Line, Column) =
          Files.getLineAndColumn(At->getSourceRange().Start);
      // A list or an object begins behind its bracket for the parser.
      if (Column > 1 && isa<yaml::MappingNode, yaml::SequenceNode>(At))
        --Column;
    }
    put(Line, Column, What);
  }

  void keep(const SMDiagnostic &D) {
    if (Problem.empty())
      put(std::max(D.getLineNo(), 1), D.getColumnNo() + 1, D.getMessage());
  }

  void put(unsigned Line, unsigned Column, const Twine &What) {
    Problem =
        (Path + ":" + Twine(Line) + ":" + Twine(Column) + ": " + What).str();
  }

  StringRef Path;
  SourceMgr Files;
  yaml::Stream Stream;
  std::string Problem;
};

} // namespace

Error checkDatabase(StringRef Path) {
  auto Text = MemoryBuffer::getFile(Path);
  if (!Text)
    return createStringError(Path + ": " + Text.getError().message());
  std::string Problem = Checker(Path, (*Text)->getMemBufferRef()).run();
  if (Problem.empty())
    return Error::success();
  return createStringError(Problem);
}

} // namespace commsec::project
