//===--- Worker.h - a process that analyses one unit ------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_WORKER_H
#define COMMSEC_PROJECT_WORKER_H

#include "Project/Jobs.h"
#include "Report/Model.h"
#include "llvm/ADT/SmallVector.h"
#include <chrono>
#include <poll.h>
#include <string>
#include <vector>

namespace commsec::project {

class Nursery;

/// What a worker can tell by its exit status, besides its answer.
enum WorkerStatus {
  WorkerOutOfMemory = 120, ///< It came to the memory limit.
  WorkerAsked = 121,       ///< It was asked where it is, told it and ended.
};

/// The signal that asks a worker where it is.
int whereSignal();

/// How workers are started and limited.
struct WorkerOptions {
  /// The program and its arguments: reads a job as JSON from its standard
  /// input, and writes a report::Unit as JSON to its standard output.
  std::vector<std::string> Command;
  /// Makes copies of Command. May be null.
  Nursery *From = nullptr;
  std::chrono::seconds Timeout{300};
  unsigned Memory = 0; ///< The limit that Command sets, in MiB; for messages.
};

/// A running worker: its process group and the three pipes.
class Worker {
public:
  using Clock = std::chrono::steady_clock;

  Worker(const Job &J, const WorkerOptions &Options);
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;
  /// Ends it and all that it started.
  ~Worker();

  /// Adds what is to be waited for. False if only the end of the process is.
  bool addTo(llvm::SmallVectorImpl<pollfd> &Polled) const;
  /// When step() is due even if nothing happens.
  Clock::time_point deadline() const { return Deadline; }
  /// Moves data, and looks whether it has ended. True if it has.
  bool step();

  /// What became of \p J, once it has ended.
  report::Unit result(const Job &J) const;
  /// What it wrote besides its answer.
  llvm::StringRef log() const { return Log; }

private:
  /// One end of a pipe.
  class Descriptor {
  public:
    Descriptor() = default;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { close(); }
    void reset(int N) {
      close();
      Number = N;
    }
    void close();
    int get() const { return Number; }
    explicit operator bool() const { return Number >= 0; }

  private:
    int Number = -1;
  };

  /// Answers what went wrong; empty if nothing.
  std::string start();
  void kill() const;
  void write();
  static void read(Descriptor &From, std::string &To);
  void readLog();

  const WorkerOptions &Options;
  pid_t Pid = -1;
  int Status = 0;
  std::string Error;
  Descriptor In, Out, Err;
  std::string Input, Answer, Log;
  size_t Written = 0;
  Clock::time_point Deadline;
  bool TimedOut = false;
};

/// The telling lines of what a worker wrote before it ended: of a stack dump
/// what was going on, else the last lines.
std::vector<std::string> excerpt(llvm::StringRef Log);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_WORKER_H
