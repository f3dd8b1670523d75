//===--- ProgressDisplay.h - how far a scan is ------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_PROGRESSDISPLAY_H
#define COMMSEC_TOOLS_PROGRESSDISPLAY_H

#include "Project/Progress.h"
#include "llvm/ADT/Twine.h"
#include <chrono>
#include <string>

namespace commsec {

/// Tells on standard error how far the scan is: one changing line on a
/// terminal; else, for long scans, now and then a line of its own, so that no
/// one takes the silence for a hang.
class ProgressDisplay {
public:
  /// Files below \p Folder are shown relative to it. \p Prefix begins each
  /// line.
  ProgressDisplay(llvm::StringRef Folder, const llvm::Twine &Prefix,
                  bool Quiet);
  ~ProgressDisplay();

  void operator()(const project::Progress &P);

private:
  std::string Folder;
  std::string Prefix;
  bool Terminal;
  bool Quiet;
  bool Shown = false;
  size_t Steps = 0;
  std::string Last;
  const std::chrono::steady_clock::time_point Begun =
      std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point Written = Begun;
};

} // namespace commsec

#endif // COMMSEC_TOOLS_PROGRESSDISPLAY_H
