//===--- CatalogCommand.cpp - commsec catalog -----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Catalog.h"
#include "Catalog/Embedded.h"
#include "Catalog/Loader.h"
#include "Commands.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace commsec {

int catalogCheck(ArrayRef<std::string> Files) {
  // Users' files may refer to the contracts of the built-in ones. A file that
  // is itself built in is checked in its place.
  KnownNames Known;
  auto Ignore = [](const std::string &) {};
  for (const EmbeddedFile &File : embeddedCatalog())
    if (none_of(Files, [&](StringRef Path) {
          return sys::path::filename(Path) == File.Name;
        }))
      loadLibrary(MemoryBufferRef(File.Text, File.Name), Ignore, &Known);

  unsigned Errors = 0;
  auto OnError = [&](const std::string &Error) {
    ++Errors;
    errs() << Error << "\n";
  };
  for (const std::string &Path : Files) {
    auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
    if (!Buffer) {
      OnError(Path + ":1:1: can't be read: " + Buffer.getError().message() +
              ", expected a catalog file");
      continue;
    }
    std::optional<Library> L = loadLibrary(**Buffer, OnError, &Known);
    if (L)
      outs() << Path << ": " << L->Name << ", " << L->Facts.size()
             << " facts\n";
  }
  if (Errors == 0)
    return ExitClean;
  outs().flush();
  errs() << Errors << (Errors == 1 ? " error\n" : " errors\n");
  return ExitUsage;
}

/// The catalog with the users' files; their errors are told.
static std::shared_ptr<const Catalog> load(ArrayRef<std::string> Extra,
                                           bool &Errors) {
  return Catalog::load(Extra, [&](const std::string &Error) {
    Errors = true;
    errs() << Error << "\n";
  });
}

static std::vector<std::string> apiNames(const Fact &F) {
  std::vector<std::string> Names;
  for (const auto *List :
       {&F.Call, &F.Construct, &F.Write, &F.Override, &F.Use})
    append_range(Names, *List);
  return Names;
}

static StringRef word(Severity Level) {
  return Level == Severity::Low      ? "low"
         : Level == Severity::Medium ? "medium"
                                     : "high";
}

/// Facts that only tell what secures have no check.
static std::string checkOf(const Fact &F) {
  return F.Check.empty() ? "-" : "commsec-" + F.Check;
}

int catalogList(StringRef Name, ArrayRef<std::string> Extra) {
  bool Errors = false;
  auto Facts = load(Extra, Errors);
  std::vector<std::string> Names;
  bool Found = false;
  for (const Library &L : Facts->libraries()) {
    Names.push_back(L.Name);
    if (!Name.empty() && L.Name != Name)
      continue;
    Found = true;
    for (const Fact &F : L.Facts) {
      std::string Severity =
          F.Kind == Role::Insecure ? word(F.Level).str() : "-";
      outs() << left_justify(F.Id, 44) << ' ' << left_justify(checkOf(F), 39)
             << ' ' << left_justify(Severity, 7) << ' '
             << join(apiNames(F), ", ") << "\n";
    }
  }
  if (!Found) {
    std::string Hint = nearest(Name, Names);
    return usageError("'" + Name + "': no such library, expected one of " +
                      join(Names, ", ") +
                      (Hint.empty() ? "" : "; did you mean '" + Hint + "'?"));
  }
  return Errors ? ExitUsage : ExitClean;
}

int catalogExplain(StringRef FactId, ArrayRef<std::string> Extra) {
  bool Errors = false;
  auto Facts = load(Extra, Errors);
  std::vector<std::string> Ids;
  for (const Library &L : Facts->libraries())
    for (const Fact &F : L.Facts) {
      Ids.push_back(F.Id);
      if (F.Id != FactId)
        continue;
      auto Row = [](StringRef Key, StringRef Value) {
        if (!Value.empty())
          outs() << "  " << left_justify(Key, 10) << ' ' << Value << "\n";
      };
      outs() << F.Id << "\n";
      Row("library", L.Name);
      Row("header", F.Header);
      Row("check", F.Check.empty() ? "" : checkOf(F));
      switch (F.Kind) {
      case Role::Insecure:
        Row("severity", word(F.Level));
        break;
      case Role::Secures:
        Row("role", "makes '" + F.Slot + "' secure");
        break;
      case Role::Sets:
        Row("role", "sets '" + F.Slot + "'");
        break;
      case Role::Unsets:
        Row("role", "takes back what was set in '" + F.Slot + "'");
        break;
      case Role::Sink:
        Row("role", "uses what was set before");
        break;
      }
      Row("articles", join(F.Articles, ", "));
      std::vector<std::string> Weaknesses;
      Weaknesses.reserve(F.Cwe.size());
      for (int Cwe : F.Cwe)
        Weaknesses.push_back("CWE-" + std::to_string(Cwe));
      Row("weaknesses", join(Weaknesses, ", "));
      Row("calls", join(F.Call, ", "));
      Row("constructs", join(F.Construct, ", "));
      Row("writes", join(F.Write, ", "));
      Row("overrides", join(F.Override, ", "));
      Row("uses", join(F.Use, ", "));
      Row("slot", F.Slot);
      Row("callback", F.Contract);
      Row("unless", join(F.Unless, ", "));
      Row("only if", join(F.OnlyIf, ", "));
      Row("message", F.Message);
      Row("instead", F.Instead);
      Row("repair", F.Repair.empty() ? "" : "mechanical");
      if (F.OnRequest)
        Row("reported", "only with --pedantic");
      if (F.Everywhere)
        Row("reported", "only with --all-sends");
      Row("notes", F.Notes);
      return Errors ? ExitUsage : ExitClean;
    }
  std::string Hint = nearest(FactId, Ids);
  return usageError("'" + FactId + "': no such fact" +
                    (Hint.empty() ? ", see commsec catalog list"
                                  : ", did you mean '" + Hint + "'?"));
}

} // namespace commsec
