//===--- Relevance.cpp - what a report needs ------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Relevance.h"
#include "Catalog/Reachable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace commsec::project {

/// True for what code calls without writing its name: operators, conversions,
/// destructors, and what loops and bindings call.
static bool isCalledImplicitly(StringRef Last) {
  return Last.starts_with("operator") || Last.starts_with("~") ||
         is_contained(ArrayRef<StringRef>{"begin", "end", "get", "await_ready",
                                          "await_suspend", "await_resume"},
                      Last);
}

/// The words of the classes that \p C asks for, without what is theirs only as
/// templates' arguments.
static std::vector<SmallVector<Word, 3>> typesOf(const Condition &C,
                                                 Vocabulary &Into) {
  std::vector<SmallVector<Word, 3>> Out;
  for (StringRef Type : C.Type) {
    SmallVector<StringRef, 4> Parts;
    Type.take_until([](char C) { return C == '<'; }).split(Parts, "::");
    Out.emplace_back();
    for (StringRef Part : Parts)
      Out.back().push_back(Into.number(Part.trim()));
  }
  return Out;
}

/// The name in \p Type that tells it from others: "X509_STORE_CTX".
static std::string longestName(StringRef Type) {
  StringRef Longest;
  while (!Type.empty()) {
    StringRef Word =
        Type.take_while([](char C) { return isAlnum(C) || C == '_'; });
    Type = Type.drop_front(std::max<size_t>(Word.size(), 1));
    if (Word.size() > Longest.size())
      Longest = Word;
  }
  return Longest.str();
}

Relevance::Relevance(const Catalog &Catalog, const Options &O,
                     Vocabulary &Into) {
  StringMap<char> Known;
  for (const Library &L : Catalog.libraries())
    for (const Fact &F : L.Facts) {
      Needs N;
      auto Add = [&](ArrayRef<std::string> Names, bool MayBeImplicit) {
        for (StringRef Full : Names) {
          Name Parts;
          SmallVector<StringRef, 4> Split;
          Full.split(Split, "::");
          StringRef Last = Split.pop_back_val();
          for (StringRef Part : Split)
            Parts.Declared.push_back(Into.number(Part));
          if (MayBeImplicit) {
            Parts.Declared.push_back(Into.number(Last));
          } else if (!isCalledImplicitly(Last)) {
            Parts.Written = Into.number(Last);
            if (Known.try_emplace(Last, 0).second)
              Written.emplace_back(*Parts.Written, Last.str());
          }
          N.AnyOf.push_back(std::move(Parts));
        }
      };
      Add(F.Call, false);
      Add(F.Override, false);
      Add(F.Use, false);
      Add(F.Construct, true);
      Add(F.Write, true);
      for (StringRef Type : F.Defined)
        Add(longestName(Type), false);
      for (const Condition &C : F.Select)
        if (!C.Type.empty())
          N.Types.push_back(typesOf(C, Into));
      auto Reported = [&](const Fact &Each) {
        return Each.Kind == Role::Insecure && O.Runs(Each.Check) &&
               (!Each.OnRequest || O.Pedantic) &&
               (!Each.Everywhere || O.AllSends);
      };
      bool MayReport = Reported(F) && !F.ContractOnly;
      // A callback can forgive what another fact speaks of.
      if (const Contract *K =
              F.Contract.empty() ? nullptr : Catalog.contract(F.Contract))
        for (const Contract::Forgiven &Each : K->Forgives)
          if (const Fact *Forgiven = Catalog.fact(Each.Fact))
            MayReport |= Reported(*Forgiven);
      if (MayReport)
        Reports.insert(&F);
      N.F = &F;
      Facts.push_back(std::move(N));
    }
}

bool Relevance::mayReport(function_ref<bool(Word)> Writes,
                          function_ref<bool(Word)> Has) const {
  auto Named = [&](const Needs &N) {
    return any_of(N.AnyOf,
                  [&](const Name &Each) {
                    return (!Each.Written || Writes(*Each.Written)) &&
                           all_of(Each.Declared, Has);
                  }) &&
           all_of(N.Types, [&](const auto &AnyOf) {
             return any_of(
                 AnyOf, [&](const auto &Words) { return all_of(Words, Has); });
           });
  };
  SmallVector<const Fact *, 64> Known;
  for (const Needs &N : Facts)
    if (Named(N))
      Known.push_back(N.F);
  return any_of(reachable(Known),
                [&](const Fact *F) { return Reports.contains(F); });
}

} // namespace commsec::project
