//===--- Shard.cpp - one of several parts of a project --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Shard.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace commsec::project {

std::string Shard::name() const { return utostr(Number) + "/" + utostr(Of); }

Expected<Shard> parseShard(StringRef Text) {
  Shard S;
  auto [Number, Of] = Text.split('/');
  if (Number.getAsInteger(10, S.Number) || Of.getAsInteger(10, S.Of) ||
      S.Number == 0 || S.Number > S.Of)
    return createStringError("'" + Text +
                             "': expected K/N, with K from 1 to N: 2/4");
  return S;
}

unsigned shardOf(const Job &J, StringRef Root, unsigned Of) {
  std::string Key;
  auto Add = [&](StringRef Part) {
    // The root may stand anywhere in an argument: -I/home/me/project/include.
    while (!Root.empty()) {
      size_t At = Part.find(Root);
      if (At == StringRef::npos)
        break;
      Key += Part.take_front(At);
      Part = Part.drop_front(At + Root.size());
    }
    Key += Part;
    Key += '\0';
  };
  Root = Root.rtrim('/');
  Add(J.File);
  Add(J.Directory);
  for (const std::string &Argument : J.Command)
    Add(Argument);
  return static_cast<unsigned>(xxh3_64bits(Key) % Of);
}

std::vector<Job> jobsOfShard(std::vector<Job> Jobs, StringRef Root,
                             const Shard &S) {
  llvm::erase_if(Jobs, [&](const Job &J) {
    return shardOf(J, Root, S.Of) != S.Number - 1;
  });
  return Jobs;
}

} // namespace commsec::project
