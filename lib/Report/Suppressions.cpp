//===--- Suppressions.cpp - findings on NOLINT comments -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Suppressions.h"
#include "Report/Fingerprint.h"
#include "Report/NoLint.h"
#include "Report/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace commsec::report {

static void add(Scan &S, StringRef Check, const Directive &D,
                std::string Message) {
  Finding F;
  F.Check = Check.str();
  F.Severity = "low";
  F.At = D.At;
  F.Message = std::move(Message);
  // The comment itself, whatever code it stands beside.
  F.Print = fingerprint(F, F.At.Text);
  F.LineHash = D.LineHash;
  S.Findings.push_back(std::move(F));
}

void addSuppressionFindings(Scan &S) {
  if (!S.SuppressionsChecked)
    return;
  StringSet<> Units;
  for (const Unit &U : S.Units)
    Units.insert(U.File);
  bool Conclusive = S.conclusive();
  for (const Directive &D : S.Directives) {
    bool Judged = Conclusive || Units.contains(D.At.File);
    if (Judged && !D.Unused.empty()) {
      bool All =
          D.Unused.size() == static_cast<size_t>(count(D.Checks, ',')) + 1;
      add(S, UnusedSuppression, D,
          All ? "this " + D.Kind + " comment silences nothing; remove it"
              : "this " + D.Kind + " comment silences nothing of " +
                    join(D.Unused, ", ") + "; remove it from the list");
    }
    if (D.Reason.empty() &&
        (D.Unused.empty() || D.Unused.size() < ownItems(D.Checks).size()))
      add(S, UnexplainedSuppression, D,
          "this " + D.Kind +
              " comment does not say why; write the reason behind it, after a "
              "colon");
  }
  normalise(S);
}

} // namespace commsec::report
