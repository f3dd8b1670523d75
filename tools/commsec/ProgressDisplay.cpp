//===--- ProgressDisplay.cpp - how far a scan is --------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgressDisplay.h"
#include "Report/TextReport.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace commsec {

static constexpr size_t MinUnits = 20;
static constexpr std::chrono::seconds Heartbeat{30};

ProgressDisplay::ProgressDisplay(StringRef Folder, const Twine &Prefix,
                                 bool Quiet)
    : Folder(Folder), Prefix(Prefix.str()), Terminal(errs().is_displayed()),
      Quiet(Quiet) {}

ProgressDisplay::~ProgressDisplay() {
  if (Shown)
    errs() << "\r\033[K";
}

void ProgressDisplay::operator()(const project::Progress &P) {
  if (Quiet)
    return;
  if (!P.File.empty())
    Last = report::relativePath(P.File, Folder);
  auto Now = std::chrono::steady_clock::now();
  auto Elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(Now - Begun);
  std::string Text =
      Prefix + project::progressLine(P.Done, P.Total, Elapsed, Last);
  if (Terminal) {
    // A line that wraps could not be taken back.
    unsigned Width = sys::Process::StandardErrColumns();
    if (Width && Text.size() >= Width)
      Text.resize(Width - 1);
    errs() << "\r" << Text << "\033[K";
    Shown = true;
    return;
  }
  bool Step = !P.File.empty() && P.Done * 20 / P.Total > Steps;
  if (P.Total <= MinUnits || (!Step && Now - Written < Heartbeat))
    return;
  Steps = P.Done * 20 / P.Total;
  Written = Now;
  errs() << Text << "\n";
}

} // namespace commsec
