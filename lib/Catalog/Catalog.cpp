//===--- Catalog.cpp - all facts, indexed by declaration name ---*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Catalog/Archive.h"
#include "Catalog/Embedded.h"
#include "Catalog/Loader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace commsec {

/// "context" of "boost::asio::ssl::context".
static StringRef lastIdentifier(StringRef Name) {
  size_t Colons = Name.rfind("::");
  return Colons == StringRef::npos ? Name : Name.substr(Colons + 2);
}

template <typename Vector, typename T> static void addOnce(Vector &V, T *P) {
  if (!is_contained(V, P))
    V.push_back(P);
}

Catalog::Catalog(std::vector<Library> Libraries) : Libs(std::move(Libraries)) {
  for (const Library &L : Libs)
    index(L);
  // A catalogued name that a logging prefix covers only logs, too.
  for (auto &E : Index) {
    for (const auto &P : LoggingPrefixes)
      if (E.first().starts_with(P.first))
        E.second.Logging = true;
    if (E.second.Triggers)
      Identifiers[lastIdentifier(E.first())] = true;
  }
}

Entry &Catalog::entry(StringRef Name, const Library &Owner, bool Matters) {
  Identifiers.try_emplace(lastIdentifier(Name), false);
  Entry &E = Index[Name];
  if (!E.Owner)
    E.Owner = &Owner;
  E.Matters |= Matters;
  return E;
}

bool Catalog::isPartOfLibrary(StringRef Name, const Fact &F) const {
  auto IsIt = [&](StringRef Known) {
    return Known.consume_front(Name) &&
           (Known.empty() || Known.starts_with("::"));
  };
  auto Has = [&](const auto &Each) {
    return any_of(Each.Call, IsIt) || any_of(Each.Construct, IsIt);
  };
  for (const Library &L : Libs)
    if (&F >= L.Facts.data() && &F < L.Facts.data() + L.Facts.size())
      return any_of(L.Facts, Has) || any_of(L.Flows, Has);
  return false;
}

void Catalog::indexCalls(ArrayRef<Condition> Conditions, const Library &L,
                         bool Insecure) {
  for (const Condition &C : Conditions) {
    for (const std::string &Name : C.Calls)
      entry(Name, L).Told |= Insecure;
    indexCalls(C.Any, L, Insecure);
  }
}

void Catalog::index(const Library &L) {
  for (const Fact &F : L.Facts) {
    FactIndex.try_emplace(F.Id, &F);
    for (const std::string &Type : F.PassedWith)
      PassedWith[Type].push_back(&F);
    for (const std::string &Word : F.NamedLike)
      NamedLike[Word].push_back(&F);
    for (const std::string &Type : F.Defined)
      Defined[Type].push_back(&F);
    for (const auto *Names :
         {&F.Call, &F.Construct, &F.Write, &F.Override, &F.Use})
      for (const std::string &Name : *Names) {
        Entry &E = entry(Name, L);
        addOnce(E.Facts, &F);
        // A fact that needs what other calls did says nothing by itself.
        E.Triggers |= F.State.Set.empty() && F.State.Secure.empty();
      }
    indexCalls(F.Select, L);
    indexCalls(F.When, L, F.Kind == Role::Insecure);
  }
  for (const Flow &F : L.Flows) {
    for (const auto *Names : {&F.Call, &F.Construct})
      for (const std::string &Name : *Names)
        addOnce(entry(Name, L, F.concernsObjects()).Flows, &F);
    if (F.Copies != OperandNone)
      for (const std::string &Name : F.Construct)
        entry(Name, L, false).Text = true;
    // Who creates an object decides what is known of it elsewhere.
    if (!F.Creates.empty())
      for (const auto *Names : {&F.Call, &F.Construct})
        for (const std::string &Name : *Names)
          entry(Name, L).Triggers = true;
    indexCalls(F.Select, L);
  }
  for (const Contract &C : L.Contracts) {
    ContractIndex.try_emplace(C.Name, &C);
    for (const auto *Names : {&C.AcceptCalls, &C.RejectCalls, &C.Verifies,
                              &C.Neutral, &C.NameChecks})
      for (const std::string &Name : *Names)
        addOnce(entry(Name, L).Contracts, &C);
    if (!C.ErrorCall.empty())
      addOnce(entry(C.ErrorCall, L).Contracts, &C);
  }
  for (StringRef Name : L.Logging) {
    if (Name.consume_back("*")) {
      Entry E;
      E.Logging = true;
      E.Matters = true;
      E.Owner = &L;
      LoggingPrefixes.emplace_back(Name.str(), std::move(E));
    } else {
      entry(Name, L).Logging = true;
    }
  }
  for (const std::string &Name : L.Holders)
    entry(Name, L, false).Holder = true;
  for (const std::string &Name : L.Containers)
    entry(Name, L, false).Container = true;
  for (const std::string &Word : L.LoggingWords)
    LoggingWords.insert(Word);
  for (const std::string &Word : L.NameWords)
    NameWords.insert(Word);
  for (const std::string &Word : L.LaxWords)
    LaxWords.insert(Word);
  for (const std::string &Word : L.StrictWords)
    StrictWords.insert(Word);
  for (const std::string &Word : L.MessageWords)
    MessageWords.insert(Word);
  for (const std::string &Name : L.Idle)
    entry(Name, L, false).Idle = true;
  for (const std::string &Name : L.Departures)
    entry(Name, L, false).Departure = true;
  for (const std::string &Name : L.Assertions)
    Assertions.insert(Name);
}

const Entry *Catalog::find(StringRef Name) const {
  auto It = Index.find(Name);
  if (It != Index.end())
    return &It->second;
  for (const auto &P : LoggingPrefixes)
    if (Name.starts_with(P.first))
      return &P.second;
  return nullptr;
}

bool Catalog::mentions(StringRef Identifier) const {
  if (Identifiers.contains(Identifier))
    return true;
  return any_of(LoggingPrefixes, [&](const auto &P) {
    return Identifier.starts_with(lastIdentifier(P.first));
  });
}

ArrayRef<const Fact *> Catalog::passedWith(StringRef Type) const {
  auto It = PassedWith.find(Type);
  return It == PassedWith.end() ? ArrayRef<const Fact *>() : It->second;
}

ArrayRef<const Fact *> Catalog::namedLike(StringRef Word) const {
  auto It = NamedLike.find(Word);
  return It == NamedLike.end() ? ArrayRef<const Fact *>() : It->second;
}

ArrayRef<const Fact *> Catalog::defined(StringRef Type) const {
  auto It = Defined.find(Type);
  return It == Defined.end() ? ArrayRef<const Fact *>() : It->second;
}

const Contract *Catalog::contract(StringRef Name) const {
  return ContractIndex.lookup(Name);
}

const Fact *Catalog::fact(StringRef Id) const { return FactIndex.lookup(Id); }

namespace {
/// What the embedded files hold, read once a process.
struct BuiltIn {
  std::shared_ptr<const Catalog> Alone;

  BuiltIn() {
    std::vector<Library> Libs;
    for (const EmbeddedFile &File : embeddedCatalog())
      Libs.push_back(readLibrary(File.Compiled));
    Alone = std::make_shared<const Catalog>(std::move(Libs));
  }
};
} // namespace

std::shared_ptr<const Catalog>
Catalog::load(ArrayRef<std::string> ExtraFiles,
              function_ref<void(const std::string &)> OnError) {
  static const BuiltIn Embedded;
  if (ExtraFiles.empty())
    return Embedded.Alone;

  std::vector<Library> Libs = Embedded.Alone->libraries().vec();
  KnownNames Known;
  for (const Library &L : Libs) {
    for (const Fact &F : L.Facts)
      Known.Facts.try_emplace(F.Id, L.File);
    for (const Contract &C : L.Contracts)
      Known.Contracts.try_emplace(C.Name, L.File);
  }
  for (const std::string &Path : ExtraFiles) {
    auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
    if (!Buffer) {
      OnError((Path + ":1:1: can't be read: " + Buffer.getError().message() +
               ", expected a catalog file"));
      continue;
    }
    if (std::optional<Library> L = loadLibrary(**Buffer, OnError, &Known))
      Libs.push_back(std::move(*L));
  }
  return std::make_shared<const Catalog>(std::move(Libs));
}

} // namespace commsec
