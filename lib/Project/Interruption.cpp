//===--- Interruption.cpp - when a run is asked to end --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Interruption.h"
#include <iterator>
#include <unistd.h>

namespace commsec::project {

static constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t Caught = 0;
static unsigned Depth = 0;
static struct sigaction OldActions[std::size(Signals)];
static struct sigaction OldPipe;
static sigset_t OldMask;

Interruption::Interruption() {
  if (Depth++)
    return;
  Caught = 0;
  sigset_t Blocked;
  sigemptyset(&Blocked);
  struct sigaction Action = {};
  Action.sa_handler = [](int Signal) {
    // Who asks twice does not want to wait. The workers end with this process.
    if (Caught)
      _exit(128 + Signal);
    Caught = Signal;
  };
  for (size_t I = 0; I != std::size(Signals); ++I) {
    sigaddset(&Blocked, Signals[I]);
    sigaction(Signals[I], &Action, &OldActions[I]);
  }
  // Who ignores hang-ups (nohup) wants them ignored.
  if (OldActions[2].sa_handler == SIG_IGN)
    sigaction(SIGHUP, &OldActions[2], nullptr);
  // A worker that ends before it has read its job is not the end of us.
  struct sigaction Ignore = {};
  Ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &Ignore, &OldPipe);
  sigprocmask(SIG_BLOCK, &Blocked, &OldMask);
}

Interruption::~Interruption() {
  if (--Depth)
    return;
  for (size_t I = 0; I != std::size(Signals); ++I)
    sigaction(Signals[I], &OldActions[I], nullptr);
  sigaction(SIGPIPE, &OldPipe, nullptr);
  sigprocmask(SIG_SETMASK, &OldMask, nullptr);
}

void Interruption::letThrough() const {
  sigprocmask(SIG_SETMASK, &OldMask, nullptr);
}

int Interruption::signal() const { return Caught; }

const sigset_t *Interruption::waitingMask() const { return &OldMask; }

} // namespace commsec::project
