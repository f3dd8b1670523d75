//===--- Baseline.cpp - findings that are known already -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Baseline.h"
#include "Report/Sarif.h"
#include "Report/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <tuple>

using namespace llvm;

namespace commsec::report {

static constexpr int64_t Format = 1;

static Known knownOf(const Finding &F) {
  Known K;
  K.Check = F.Check;
  K.Fact = F.Fact;
  K.File = F.At.File;
  K.Function = F.Function;
  K.Message = F.Message;
  K.Print = F.Print;
  return K;
}

namespace {

/// Entries by fingerprint. What was read of one is kept before what a finding
/// that looks like it tells.
class Collection {
public:
  void add(Known K) {
    auto [It, New] = Entries.try_emplace(K.Print, K);
    if (!New)
      It->second.Count += K.Count;
  }

  std::vector<Known> sorted() {
    std::vector<Known> Out;
    for (auto &Entry : Entries)
      Out.push_back(std::move(Entry.second));
    sort(Out, [](const Known &A, const Known &B) {
      return std::tie(A.File, A.Check, A.Function, A.Message, A.Print) <
             std::tie(B.File, B.Check, B.Function, B.Message, B.Print);
    });
    return Out;
  }

private:
  std::map<std::string, Known> Entries;
};

} // namespace

void compareWith(Scan &S, std::vector<Known> Baseline) {
  Collection All;
  for (Known &K : Baseline)
    All.add(std::move(K));
  std::vector<Known> Left = All.sorted();
  StringMap<Known *> ByPrint;
  for (Known &K : Left)
    ByPrint[K.Print] = &K;
  // What is shown has the first claim to be known.
  for (bool Silenced : {false, true})
    for (Finding &F : S.Findings) {
      if (F.Silenced.has_value() != Silenced)
        continue;
      auto It = ByPrint.find(F.Print);
      bool IsKnown = It != ByPrint.end() && It->second->Count > 0;
      F.Age = IsKnown ? Novelty::Known : Novelty::New;
      if (IsKnown)
        --It->second->Count;
    }
  llvm::erase_if(Left, [](const Known &K) { return K.Count == 0; });
  S.Missing = std::move(Left);
  S.HasBaseline = true;
}

std::vector<Known> baselineOf(const Scan &S) {
  Collection All;
  for (const Known &K : S.Missing)
    All.add(K);
  for (const Finding &F : S.Findings)
    if (F.Age == Novelty::Known)
      All.add(knownOf(F));
  return All.sorted();
}

Error writeBaseline(StringRef Path, const Scan &S) {
  Collection All;
  for (const Finding &F : S.Findings)
    if (!F.Silenced)
      All.add(knownOf(F));
  if (!S.conclusive())
    for (const Known &K : S.Missing)
      All.add(K);
  json::Array Findings;
  for (const Known &K : All.sorted()) {
    json::Object Entry{{"check", K.Check},
                       {"fact", json::fixUTF8(K.Fact)},
                       {"file", json::fixUTF8(relativePath(K.File, S.Root))},
                       {"function", json::fixUTF8(K.Function)},
                       {"message", json::fixUTF8(K.Message)},
                       {"fingerprint", K.Print}};
    if (K.Count != 1)
      Entry["count"] = K.Count;
    Findings.push_back(std::move(Entry));
  }
  json::Value Out = json::Object{{"commsec-baseline", Format},
                                 {"findings", std::move(Findings)}};
  return writeToOutput(Path, [&](raw_ostream &OS) -> Error {
    OS << formatv("{0:2}\n", Out);
    return Error::success();
  });
}

static bool fromJSON(const json::Value &V, Known &K, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("check", K.Check) && O.map("fact", K.Fact) &&
         O.map("file", K.File) && O.map("function", K.Function) &&
         O.map("message", K.Message) && O.map("fingerprint", K.Print) &&
         O.mapOptional("count", K.Count);
}

Expected<std::vector<Known>> readBaseline(StringRef Path, StringRef Root) {
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": " + Buffer.getError().message());
  Expected<json::Value> V = json::parse((*Buffer)->getBuffer());
  if (!V)
    return createStringError(Path +
                             ": no baseline: " + toString(V.takeError()));
  const json::Object *O = V->getAsObject();
  if (O && O->get("runs")) {
    Expected<Scan> S = parseSarif((*Buffer)->getBuffer(), Path, Root);
    if (!S)
      return S.takeError();
    std::vector<Known> Out;
    for (const Finding &F : S->Findings)
      if (!F.Silenced)
        Out.push_back(knownOf(F));
    return Out;
  }
  if (!O || O->getInteger("commsec-baseline") != Format)
    return createStringError(Path + ": no baseline: expected a file of "
                                    "--update-baseline, or SARIF of commsec");
  std::vector<Known> Out;
  json::Path::Root At("baseline");
  json::ObjectMapper Mapper(*V, At);
  if (!Mapper || !Mapper.map("findings", Out))
    return createStringError(Path +
                             ": no baseline: " + toString(At.getError()));
  for (Known &K : Out)
    if (sys::path::is_relative(K.File)) {
      SmallString<256> Whole(Root);
      sys::path::append(Whole, K.File);
      K.File = Whole.str().str();
    }
  return Out;
}

} // namespace commsec::report
