//===--- Interruption.h - when a run is asked to end ------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_INTERRUPTION_H
#define COMMSEC_PROJECT_INTERRUPTION_H

#include <csignal>

namespace commsec::project {

/// The signals that ask to end, caught while a run is going on. They are
/// blocked except while it waits, so none can come unnoticed. A run may be part
/// of another one: the outermost decides, and all see the signal.
class Interruption {
public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption &) = delete;
  Interruption &operator=(const Interruption &) = delete;

  /// The signal that came, or 0.
  int signal() const;
  /// Unblocks the signals: a further one ends this process at once, with the
  /// exit code 128 + n. To be called when one has come.
  void letThrough() const;
  /// For ppoll(): lets the signals through.
  const sigset_t *waitingMask() const;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_INTERRUPTION_H
