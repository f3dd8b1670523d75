//===--- WorkerProcess.h - the process of one unit --------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_WORKERPROCESS_H
#define COMMSEC_TOOLS_WORKERPROCESS_H

namespace commsec {

/// What a worker is told besides its job.
struct WorkerArguments {
  int Runner = 0;      ///< Its runner's process: it does not outlive that.
  unsigned Memory = 0; ///< What it may allocate, in MiB; 0: anything.
};

/// Takes a job from the standard input, and writes what became of it to the
/// standard output. Answers the exit code. Whatever ends it, the standard error
/// output tells what it was doing then.
int runWorker(const WorkerArguments &Arguments);

/// Makes workers for the runner at the other end of the standard input.
int runWorkers(const WorkerArguments &Arguments);

} // namespace commsec

#endif // COMMSEC_TOOLS_WORKERPROCESS_H
