//===--- ProgressDisplay.h - how far a scan is ------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_PROGRESSDISPLAY_H
#define COMMSEC_TOOLS_PROGRESSDISPLAY_H

#include "Project/Runner.h"
#include <chrono>
#include <string>

namespace commsec {

/// Tells on standard error how far the scan is: one changing line on a
/// terminal; else, for long scans, now and then a line of its own, so that no
/// one takes the silence for a hang.
class ProgressDisplay {
public:
  /// Files below \p Folder are shown relative to it.
  ProgressDisplay(llvm::StringRef Folder, bool Quiet);
  ~ProgressDisplay();

  void operator()(const project::Progress &P);

private:
  std::string line(const project::Progress &P) const;

  std::string Folder;
  bool Terminal;
  bool Quiet;
  bool Shown = false;
  size_t Steps = 0;
  std::string Last;
  std::chrono::steady_clock::time_point Written =
      std::chrono::steady_clock::now();
};

} // namespace commsec

#endif // COMMSEC_TOOLS_PROGRESSDISPLAY_H
