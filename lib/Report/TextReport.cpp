//===--- TextReport.cpp - a scan for people -------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/TextReport.h"
#include "Report/Losses.h"
#include "Report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace llvm;

namespace commsec::report {

namespace {

class Writer {
public:
  Writer(raw_ostream &OS, const Scan &S, const TextOptions &Options)
      : OS(OS), S(S), Options(Options) {}

  void run() {
    StringRef File;
    for (const Finding &F : S.Findings) {
      if (F.Silenced || (F.Age == Novelty::Known && !Options.ShowKnown))
        continue;
      if (F.At.File != File) {
        File = F.At.File;
        OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
        OS << name(File) << "\n";
        OS.resetColor();
      }
      finding(F);
      OS << "\n";
    }
    problems();
    if (!Options.Quiet)
      summary();
  }

private:
  std::string name(StringRef File) const {
    return relativePath(File, Options.WorkingDirectory);
  }

  void place(const Place &P) {
    OS << name(P.File) << ':' << P.Line << ':' << P.Column << ": ";
  }

  void finding(const Finding &F) {
    place(F.At);
    OS.changeColor(raw_ostream::MAGENTA, /*Bold=*/true) << "warning: ";
    OS.resetColor();
    OS << F.Message << " [commsec-" << F.Check << "]"
       << (F.Age == Novelty::Known ? " (known)" : "") << "\n";
    source(F.At);
    if (!F.Fixes.empty())
      fix(F.Fixes);
    for (const Note &N : F.Notes) {
      place(N.At);
      OS.changeColor(raw_ostream::CYAN, /*Bold=*/true) << "note: ";
      OS.resetColor();
      OS << N.Text << "\n";
      source(N.At);
    }
  }

  /// The line of \p P as it was when it was analysed, if that is known.
  StringRef firstLine(const Place &P) {
    if (P.Lines.empty())
      return Files.line(P.File, P.Line);
    return StringRef(P.Lines).split('\n').first.rtrim('\r');
  }

  /// The line of \p P, and a caret with the range below it. Tabs are copied to
  /// the line of the caret so that both align.
  void source(const Place &P) {
    StringRef Line = firstLine(P);
    if (Line.empty() || P.Column == 0 || P.Column > Line.size() + 1)
      return;
    OS << format("%5u | ", P.Line) << Line << "\n      | ";
    StringRef Before = Line.take_front(P.Column - 1);
    for (char C : Before) {
      // A continuation byte of UTF-8 takes no column of its own.
      if ((C & 0xC0) != 0x80)
        OS << (C == '\t' ? '\t' : ' ');
    }
    size_t End = P.EndLine == P.Line ? P.EndColumn - 1 : Line.size();
    End = std::min(End, Line.size());
    OS.changeColor(raw_ostream::GREEN, /*Bold=*/true) << '^';
    for (size_t I = P.Column; I < End; ++I)
      if ((Line[I] & 0xC0) != 0x80)
        OS << '~';
    OS.resetColor();
    OS << "\n";
  }

  /// The text that \p P covers, in one line.
  std::string covered(const Place &P) {
    if (P.Column16 != 0)
      return oneLine(P.Text);
    std::string Text;
    for (unsigned Line = P.Line; Line <= P.EndLine; ++Line) {
      StringRef Part = Files.line(P.File, Line);
      if (Line == P.EndLine)
        Part = Part.take_front(P.EndColumn - 1);
      if (Line == P.Line)
        Part = Part.drop_front(std::min<size_t>(P.Column - 1, Part.size()));
      if (!Text.empty())
        Text += ' ';
      Text += Part.trim();
    }
    return Text;
  }

  static std::string oneLine(StringRef Text) {
    SmallVector<StringRef, 4> Words;
    SplitString(Text, Words, " \t\r\n");
    return join(Words, " ");
  }

  void fix(ArrayRef<Edit> Edits) {
    OS << "  fix: ";
    ListSeparator Separator("; ");
    for (const Edit &E : Edits) {
      std::string Old = covered(E.At), New = oneLine(E.Text);
      OS << StringRef(Separator);
      if (Old.empty())
        OS << "insert '" << New << "'";
      else if (New.empty())
        OS << "remove '" << Old << "'";
      else
        OS << "replace '" << Old << "' by '" << New << "'";
      if (Edits.size() > 1 || E.At.Line != E.At.EndLine)
        OS << " in line " << E.At.Line;
    }
    OS << "\n";
  }

  void problems() {
    for (const std::string &Error : S.ConfigurationErrors)
      error() << Error << "\n";
    size_t Interrupted = S.count(UnitStatus::Interrupted);
    for (const Unit &U : S.Units) {
      if (U.complete() || U.Status == UnitStatus::Interrupted)
        continue;
      error() << name(U.File) << ": " << describeLoss(U) << "\n";
      for (const std::string &Line : U.Log)
        OS << "    " << Line << "\n";
    }
    if (Interrupted)
      error() << "the scan was interrupted: " << Interrupted << " of "
              << plural(S.Units.size(), "unit") << " not analysed\n";
    std::string Dropped = describeDroppedFlags(S);
    if (!Dropped.empty()) {
      OS.changeColor(raw_ostream::CYAN, /*Bold=*/true) << "note: ";
      OS.resetColor() << Dropped << "\n";
    }
    if (!S.complete() || !Dropped.empty())
      OS << "\n";
  }

  raw_ostream &error() {
    OS.changeColor(raw_ostream::RED, /*Bold=*/true) << "error: ";
    return OS.resetColor();
  }

  void summary() {
    std::map<std::pair<int, StringRef>, int> Table;
    StringMap<int> Counts;
    size_t Width = 0;
    unsigned Silenced = 0;
    for (const Finding &F : S.Findings) {
      Silenced += F.Silenced.has_value();
      if (!F.active())
        continue;
      ++Counts[F.Check];
      Width = std::max(Width, F.Check.size());
    }
    for (const auto &C : Counts)
      Table[{-C.second, C.first()}] = C.second;
    for (const auto &[Key, Count] : Table)
      OS << "  commsec-" << left_justify(Key.second, Width) << "  "
         << format("%6d", Count) << "\n";
    OS << plural(S.active(), "finding") << " in "
       << plural(S.Units.size(), "unit")
       << (Options.Part.empty() ? "" : " of " + Options.Part) << ": "
       << count_if(S.Units, [](const Unit &U) { return U.complete(); })
       << " analysed, " << S.count(UnitStatus::Errors) << " with errors, "
       << S.count(UnitStatus::Crashed) << " crashed, "
       << S.count(UnitStatus::TimedOut) << " timed out";
    auto Others = [&](size_t Count, StringRef Words) {
      if (Count)
        OS << ", " << Count << " " << Words;
    };
    Others(count_if(S.Units,
                    [](const Unit &U) {
                      return U.Status == UnitStatus::Analysed && !U.complete();
                    }),
           "in part");
    Others(S.count(UnitStatus::OutOfMemory), "out of memory");
    Others(S.count(UnitStatus::Failed), "failed");
    Others(S.count(UnitStatus::Interrupted), "interrupted");
    OS << "\n";
    unsigned Cut = 0, In = 0;
    for (const Unit &U : S.Units) {
      Cut += U.BudgetHits;
      In += U.BudgetHits != 0;
    }
    if (Cut)
      OS << "in " << plural(In, "unit") << " the analysis of "
         << plural(Cut, "function") << " was cut short\n";
    if (Silenced)
      OS << plural(Silenced, "finding") << " silenced by NOLINT comments\n";
    baseline();
  }

  /// How the findings stand to the baseline. Of a part of a project nobody can
  /// say what is gone.
  void baseline() {
    size_t Known = count_if(S.Findings, [](const Finding &F) {
      return !F.Silenced && F.Age == Novelty::Known;
    });
    if (Known)
      OS << plural(Known, "known finding") << ", in the baseline\n";
    if (S.Missing.empty() || !S.conclusive())
      return;
    size_t Gone = 0;
    for (const report::Known &K : S.Missing)
      Gone += K.Count;
    OS << plural(Gone, "finding") << " of the baseline "
       << (Gone == 1 ? "is" : "are") << " gone; --update-baseline removes "
       << (Gone == 1 ? "it" : "them") << ":\n";
    constexpr size_t Most = 20;
    for (const report::Known &K : ArrayRef(S.Missing).take_front(Most)) {
      OS << "  " << name(K.File) << ": ";
      if (!K.Function.empty())
        OS << "in '" << K.Function << "': ";
      OS << K.Message << " [commsec-" << K.Check << "]\n";
    }
    if (S.Missing.size() > Most)
      OS << "  and " << S.Missing.size() - Most << " more\n";
  }

  raw_ostream &OS;
  const Scan &S;
  const TextOptions &Options;
  Sources Files;
};

} // namespace

void writeText(raw_ostream &OS, const Scan &S, const TextOptions &Options) {
  Writer(OS, S, Options).run();
}

} // namespace commsec::report
