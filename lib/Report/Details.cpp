//===--- Details.cpp - what sources and catalog tell of a scan ------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Details.h"
#include "Catalog/Catalog.h"
#include "Report/Fingerprint.h"
#include "Report/Sources.h"
#include "Report/Statements.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;

namespace commsec::report {

/// Minified and generated lines would only blow up a report.
static constexpr size_t MaxText = 2000;

namespace {

class Details {
public:
  Details(Scan &S, const Catalog *Facts) : S(S), Facts(Facts) {}

  void run() {
    for (Finding &F : S.Findings) {
      place(F.At);
      for (Note &N : F.Notes)
        place(N.At);
      for (Edit &E : F.Fixes)
        place(E.At);
      if (F.Silenced)
        place(F.Silenced->At);
      if (F.Print.empty())
        hashes(F);
      if (const Fact *About = Facts ? Facts->fact(F.Fact) : nullptr) {
        F.Weaknesses.assign(About->Cwe.begin(), About->Cwe.end());
        F.Articles.assign(About->Articles.begin(), About->Articles.end());
      }
    }
    for (Directive &D : S.Directives) {
      place(D.At);
      if (S.SuppressionsChecked && D.LineHash.empty())
        D.LineHash = lineHash(D.At);
    }
  }

private:
  void place(Place &P) {
    if (P.File.empty() || P.Line == 0 || P.Column16 != 0)
      return;
    P.EndLine = std::max(P.Line, P.EndLine);
    P.Column16 = Files.utf16Column(P.File, P.Line, P.Column);
    P.EndColumn16 = Files.utf16Column(P.File, P.EndLine, P.EndColumn);
    if (P.EndLine == P.Line)
      P.EndColumn16 = std::max(P.Column16, P.EndColumn16);
    StringRef Whole = Files.text(P.File);
    if (P.Column == 0 || Files.line(P.File, P.Line).data() == nullptr)
      return;
    size_t Begin = Files.offset(P.File, P.Line, P.Column);
    size_t End = Files.offset(P.File, P.EndLine, P.EndColumn);
    if (Begin <= End && End - Begin <= MaxText)
      P.Text = json::fixUTF8(Whole.slice(Begin, End));
    StringRef Last = Files.line(P.File, P.EndLine);
    if (Last.data() == nullptr)
      return;
    StringRef Lines(Whole.data() + Files.offset(P.File, P.Line, 1),
                    Last.end() - Whole.data() -
                        Files.offset(P.File, P.Line, 1));
    if (Lines.size() <= MaxText)
      P.Lines = json::fixUTF8(Lines);
  }

  void hashes(Finding &F) {
    F.LineHash = lineHash(F.At);
    F.Print = fingerprint(F, perFile(F.At.File).Pieces.at(Files.offset(
                                 F.At.File, F.At.Line, F.At.Column)));
  }

  std::string lineHash(const Place &P) {
    const std::vector<std::string> &All = perFile(P.File).LineHashes;
    return P.Line && P.Line <= All.size() ? All[P.Line - 1] : "";
  }

  struct PerFile {
    std::vector<std::string> LineHashes;
    Statements Pieces;
  };

  const PerFile &perFile(const std::string &File) {
    std::unique_ptr<PerFile> &Out = Known[File];
    if (!Out) {
      StringRef Text = Files.text(File);
      Out = std::make_unique<PerFile>(
          PerFile{lineHashes(Text), Statements(Text)});
      S.Hashes[File] =
          toHex(SHA256::hash(arrayRefFromStringRef(Text)), /*LowerCase=*/true);
    }
    return *Out;
  }

  Scan &S;
  const Catalog *Facts;
  Sources Files;
  StringMap<std::unique_ptr<PerFile>> Known;
};

} // namespace

void addDetails(Scan &S, const Catalog *Facts) { Details(S, Facts).run(); }

} // namespace commsec::report
