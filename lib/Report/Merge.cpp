//===--- Merge.cpp - the parts of a scan, put together --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Merge.h"
#include "Report/Baseline.h"
#include "Report/Sarif.h"
#include "Report/Suppressions.h"
#include "Report/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace llvm;

namespace commsec::report {

/// Why the scans \p A, read from \p PathA, and \p B can't be parts of one;
/// empty if they can.
static std::string contradiction(const Scan &A, StringRef PathA, const Scan &B,
                                 StringRef PathB) {
  auto Differ = [&](const Twine &How) {
    return (PathB + ": " + How + " " + PathA).str();
  };
  if (A.Frame != B.Frame)
    return Differ("made by another version of commsec, or with other catalogs, "
                  "than");
  auto StateOf = [](const Scan &S) {
    return S.State ? S.State->Repository + "@" + S.State->Id : "";
  };
  if (StateOf(A) != StateOf(B))
    return Differ("made of another revision than");
  if (A.HasBaseline != B.HasBaseline)
    return Differ("only one was made with --baseline, this or");
  if (A.SuppressionsChecked != B.SuppressionsChecked)
    return Differ("only one was made with --check-suppressions, this or");
  if (A.Part.Shards != B.Part.Shards)
    return Differ("not a shard of the same scan as");
  for (const auto &[File, Hash] : B.Hashes) {
    auto It = A.Hashes.find(File);
    if (It != A.Hashes.end() && It->second != Hash)
      return Differ(relativePath(File, B.Root) + " had other contents than in");
  }
  return "";
}

/// Takes \p From, which was found in another part of the same scan, into \p S.
static void append(Scan &S, Scan From) {
  append_range(S.Findings, std::move(From.Findings));
  append_range(S.Units, std::move(From.Units));
  append_range(S.Directives, std::move(From.Directives));
  append_range(S.ConfigurationErrors, std::move(From.ConfigurationErrors));
  append_range(S.Judged, std::move(From.Judged));
  S.Hashes.insert(From.Hashes.begin(), From.Hashes.end());
  S.Part.Whole &= From.Part.Whole;
}

Expected<Scan> mergeSarif(ArrayRef<std::string> Paths) {
  Scan S;
  std::map<std::string, Known> Baseline;
  std::map<unsigned, StringRef> Shards;
  for (const std::string &Path : Paths) {
    Expected<Scan> Part = readSarif(Path, S.Root);
    if (!Part)
      return Part.takeError();
    if (Part->Part.Shards)
      if (auto [It, New] = Shards.try_emplace(Part->Part.Shard, Path); !New)
        return createStringError(Path + ": the same shard as " + It->second);
    // All parts were compared with one baseline. Each tells the whole of it: by
    // what it knows, and by what it has not found.
    for (Known &K : baselineOf(*Part)) {
      auto [It, New] = Baseline.try_emplace(K.Print, K);
      if (!New)
        It->second.Count = std::max(It->second.Count, K.Count);
    }
    // What is said of an entry is taken from where it was not found: there it
    // is the baseline's text.
    for (const Known &K : Part->Missing) {
      unsigned Count = Baseline[K.Print].Count;
      Baseline[K.Print] = K;
      Baseline[K.Print].Count = Count;
    }
    if (&Path == Paths.begin()) {
      S = std::move(*Part);
      continue;
    }
    std::string Problem = contradiction(S, Paths.front(), *Part, Path);
    if (!Problem.empty())
      return createStringError(Problem);
    append(S, std::move(*Part));
  }
  for (unsigned I = 1; I <= S.Part.Shards; ++I)
    if (!Shards.count(I))
      S.ConfigurationErrors.push_back("shard " + utostr(I) + "/" +
                                      utostr(S.Part.Shards) + " is missing");
  S.Part.Shard = S.Part.Shards = 0;
  normalise(S);
  addSuppressionFindings(S);
  if (S.HasBaseline) {
    std::vector<Known> Entries;
    for (auto &Entry : Baseline)
      Entries.push_back(std::move(Entry.second));
    compareWith(S, std::move(Entries));
  }
  return std::move(S);
}

} // namespace commsec::report
