//===--- WorkerProcess.cpp - the process of one unit ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WorkerProcess.h"
#include "Analysis/Activity.h"
#include "Analysis/Fault.h"
#include "Analysis/Findings.h"
#include "AnalyzeOne.h"
#include "Project/Nursery.h"
#include "Project/Worker.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace llvm;

namespace commsec {

/// The runner is gone: this process goes, and what it has started.
static void endGroup(int) {
  if (getpgrp() == getpid())
    kill(0, SIGKILL);
  _exit(128 + SIGKILL);
}

static void tellWhere(int) {
  Activity::tell(STDERR_FILENO);
  _exit(project::WorkerAsked);
}

static void outOfMemory(void *, const char *, bool) {
  Activity::tell(STDERR_FILENO);
  _exit(project::WorkerOutOfMemory);
}

static void handle(int Signal, void (*Handler)(int)) {
  struct sigaction Action = {};
  Action.sa_handler = Handler;
  Action.sa_flags = SA_ONSTACK;
  sigaction(Signal, &Action, nullptr);
}

static void prepare(const WorkerArguments &A) {
  // Copies of the nursery have its command line.
  prctl(PR_SET_NAME, "commsec-worker");
  if (A.Runner) {
    int Gone = SIGRTMIN + 1;
    handle(Gone, endGroup);
    prctl(PR_SET_PDEATHSIG, Gone);
    // It may have ended before that.
    if (getppid() != A.Runner)
      endGroup(Gone);
  }
  handle(project::whereSignal(), tellWhere);
  install_bad_alloc_error_handler(outOfMemory);
  if (A.Memory) {
    rlim_t Bytes = static_cast<rlim_t>(A.Memory) << 20;
    rlimit Limit = {Bytes, Bytes};
    setrlimit(RLIMIT_DATA, &Limit);
  }
  sys::Process::PreventCoreFiles();
  // A stack dump is wanted, its frames are not: looking them up takes seconds.
  setenv("LLVM_DISABLE_SYMBOLIZATION", "1", 1);
  if (const char *Plan = getenv("COMMSEC_FAULT"))
    fault::arm(Plan);
}

int runWorker(const WorkerArguments &Arguments) {
  prepare(Arguments);
  // Whatever the libraries print goes to the log.
  int Answer = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);

  auto Input = MemoryBuffer::getSTDIN();
  if (!Input) {
    errs() << "commsec analyze-one: " << Input.getError().message() << "\n";
    return 2;
  }
  project::Job J;
  Expected<json::Value> V = json::parse((*Input)->getBuffer());
  json::Path::Root Root("job");
  if (!V || !fromJSON(*V, J, Root)) {
    errs() << "commsec analyze-one: "
           << toString(V ? Root.getError() : V.takeError()) << "\n";
    return 2;
  }
  setOmission({J.LeaveOutCheck, J.LeaveOutFunction});
  fault::reach(fault::Place::File, sys::path::filename(J.File));
  report::Unit U = analyzeOne(J);
  raw_fd_ostream OS(Answer, /*shouldClose=*/true);
  OS << toJSON(U) << "\n";
  OS.flush();
  // The unit's AST is given back faster by the kernel than by destructors.
  _exit(OS.has_error() ? 2 : 0);
}

int runWorkers(const WorkerArguments &Arguments) {
  // Not to outlive the runner, however that ends.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Arguments.Runner)
    return 2;
  // What all of them need is made once.
  readCatalog();
  return project::runNursery([&] { return runWorker(Arguments); });
}

} // namespace commsec
