//===--- Worker.cpp - a process that analyses one unit --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Worker.h"
#include "Project/Nursery.h"
#include "Project/Spawn.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FormatVariadic.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

namespace commsec::project {

/// How long a worker may take to tell where it is.
static constexpr std::chrono::seconds Grace{2};
/// What is kept of what a worker writes besides its answer.
static constexpr size_t MaxLog = 1 << 20;

// LLVM handles SIGUSR1 and SIGUSR2 for itself.
int whereSignal() { return SIGRTMIN; }

std::vector<std::string> excerpt(StringRef Log) {
  constexpr size_t MaxLines = 8;
  SmallVector<StringRef, 0> Lines;
  std::vector<std::string> Out;
  size_t Dump = Log.find("Stack dump:\n");
  if (Dump == StringRef::npos) {
    Log.split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef Line : ArrayRef(Lines).take_back(MaxLines))
      Out.push_back(Line.rtrim().str());
    return Out;
  }
  Log.substr(Dump).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : ArrayRef(Lines).drop_front()) {
    // "0." is the program's arguments, after the numbered lines come frames.
    if (Line.empty() || !isDigit(Line[0]) || Out.size() == MaxLines)
      break;
    if (!Line.starts_with("0."))
      Out.push_back(Line.rtrim().str());
  }
  return Out;
}

void Worker::Descriptor::close() {
  if (Number >= 0)
    ::close(Number);
  Number = -1;
}

Worker::Worker(const Job &J, const WorkerOptions &Options)
    : Options(Options), Input(formatv("{0}", toJSON(J)).str()),
      Deadline(Clock::now() + Options.Timeout) {
  Error = start();
}

Worker::~Worker() {
  if (Pid <= 0)
    return;
  kill();
  while (waitpid(Pid, &Status, 0) < 0 && errno == EINTR) {
  }
}

bool Worker::addTo(SmallVectorImpl<pollfd> &Polled) const {
  if (In)
    Polled.push_back({In.get(), POLLOUT, 0});
  if (Out)
    Polled.push_back({Out.get(), POLLIN, 0});
  if (Err)
    Polled.push_back({Err.get(), POLLIN, 0});
  return Out || Err;
}

bool Worker::step() {
  if (Pid <= 0)
    return true;
  write();
  read(Out, Answer);
  readLog();
  if (Clock::now() >= Deadline) {
    if (TimedOut) {
      kill();
    } else {
      TimedOut = true;
      ::kill(Pid, whereSignal());
    }
    Deadline = Clock::now() + Grace;
  }
  if (waitpid(Pid, &Status, WNOHANG) != Pid)
    return false;
  read(Out, Answer);
  readLog();
  kill(); // What the worker may have started.
  Pid = -1;
  return true;
}

report::Unit Worker::result(const Job &J) const {
  report::Unit U;
  auto Lost = [&](report::UnitStatus Outcome, const Twine &Problem) {
    U = {};
    U.File = J.File;
    U.Status = Outcome;
    U.Problem = Problem.str();
    U.Log = excerpt(Log);
    return U;
  };
  if (!Error.empty())
    return Lost(report::UnitStatus::Failed,
                "the worker can't be started: " + Error);
  if (TimedOut)
    return Lost(report::UnitStatus::TimedOut,
                "killed after " + Twine(Options.Timeout.count()) + " seconds");
  if (WIFSIGNALED(Status))
    return Lost(report::UnitStatus::Crashed,
                "killed by signal " + Twine(WTERMSIG(Status)) + " (" +
                    strsignal(WTERMSIG(Status)) + ")");
  if (WEXITSTATUS(Status) == WorkerOutOfMemory)
    return Lost(report::UnitStatus::OutOfMemory,
                Options.Memory ? "stopped at the memory limit of " +
                                     std::to_string(Options.Memory) + " MiB"
                               : std::string("stopped for lack of memory"));
  if (WEXITSTATUS(Status) != 0)
    return Lost(report::UnitStatus::Failed,
                "the worker ended with status " + Twine(WEXITSTATUS(Status)));
  Expected<json::Value> V = json::parse(Answer);
  json::Path::Root Root("answer");
  if (!V)
    return Lost(report::UnitStatus::Failed,
                "the worker's answer can't be read: " +
                    toString(V.takeError()));
  if (!fromJSON(*V, U, Root))
    return Lost(report::UnitStatus::Failed,
                "the worker's answer can't be read: " +
                    toString(Root.getError()));
  return U;
}

std::string Worker::start() {
  int Pipes[3][2];
  for (int I = 0; I != 3; ++I)
    if (pipe2(Pipes[I], O_CLOEXEC) != 0) {
      std::string Message = strerror(errno);
      while (I-- > 0) {
        ::close(Pipes[I][0]);
        ::close(Pipes[I][1]);
      }
      return Message;
    }
  In.reset(Pipes[0][1]);
  Out.reset(Pipes[1][0]);
  Err.reset(Pipes[2][0]);
  for (int Ours : {In.get(), Out.get(), Err.get()})
    fcntl(Ours, F_SETFL, O_NONBLOCK);

  int Theirs[] = {Pipes[0][0], Pipes[1][1], Pipes[2][1]};
  std::optional<pid_t> Made;
  if (Options.From)
    Made = Options.From->make(Theirs);
  std::string Problem;
  if (Made)
    Pid = *Made;
  else
    Problem = spawn(Options.Command, Theirs, Pid);
  for (int End : Theirs)
    ::close(End);
  return Problem;
}

void Worker::kill() const { ::kill(-Pid, SIGKILL); }

void Worker::write() {
  while (In && Written != Input.size()) {
    ssize_t N =
        ::write(In.get(), Input.data() + Written, Input.size() - Written);
    if (N < 0 && errno == EINTR)
      continue;
    if (N < 0 && errno == EAGAIN)
      return;
    if (N < 0)
      break;
    Written += N;
  }
  In.close();
}

void Worker::read(Descriptor &From, std::string &To) {
  char Buffer[1 << 14];
  // Who writes without end must not keep us from the others.
  for (int Rounds = 0; From && Rounds != 64; ++Rounds) {
    ssize_t N = ::read(From.get(), Buffer, sizeof(Buffer));
    if (N < 0 && errno == EINTR)
      continue;
    if (N < 0 && errno == EAGAIN)
      return;
    if (N <= 0)
      From.close();
    else
      To.append(Buffer, N);
  }
}

/// Only the end of an endless log is kept: it tells why.
void Worker::readLog() {
  read(Err, Log);
  if (Log.size() > 2 * MaxLog)
    Log.erase(0, Log.size() - MaxLog);
}

} // namespace commsec::project
