//===--- Runner.cpp - one process a unit ----------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Runner.h"
#include "Project/Interruption.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <list>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

extern char **environ;

namespace commsec::project {

using Clock = std::chrono::steady_clock;

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

namespace {

/// One end of a pipe to a worker.
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
  void close() {
    if (Number >= 0)
      ::close(Number);
    Number = -1;
  }
  int get() const { return Number; }
  explicit operator bool() const { return Number >= 0; }

private:
  int Number = -1;
};

/// A running worker: its process group and the three pipes.
class Process {
public:
  Process(size_t Index, const Job &J, const RunOptions &Options)
      : JobIndex(Index), Input(formatv("{0}", toJSON(J)).str()),
        Deadline(Clock::now() + Options.Timeout) {
    Error = start(Options.Worker);
  }
  Process(const Process &) = delete;
  Process &operator=(const Process &) = delete;
  ~Process() {
    if (Pid > 0) {
      kill();
      while (waitpid(Pid, &Status, 0) < 0 && errno == EINTR) {
      }
    }
  }

  /// Adds what is to be waited for. False if only the end of the process is.
  bool addTo(SmallVectorImpl<pollfd> &Polled) const {
    if (In)
      Polled.push_back({In.get(), POLLOUT, 0});
    if (Out)
      Polled.push_back({Out.get(), POLLIN, 0});
    if (Err)
      Polled.push_back({Err.get(), POLLIN, 0});
    return Out || Err;
  }

  /// Moves data, and looks whether it has ended. True if it has.
  bool step() {
    if (Pid <= 0)
      return true;
    write();
    read(Out, Answer);
    read(Err, Log);
    if (!TimedOut && Clock::now() >= Deadline) {
      TimedOut = true;
      kill();
    }
    if (waitpid(Pid, &Status, WNOHANG) != Pid)
      return false;
    read(Out, Answer);
    read(Err, Log);
    kill(); // What the worker may have started.
    Pid = -1;
    return true;
  }

  report::Unit result(const Job &J, const RunOptions &Options) {
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
                  "killed after " + Twine(Options.Timeout.count()) +
                      " seconds");
    if (WIFSIGNALED(Status))
      return Lost(report::UnitStatus::Crashed,
                  "killed by signal " + Twine(WTERMSIG(Status)) + " (" +
                      strsignal(WTERMSIG(Status)) + ")");
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

  const size_t JobIndex;

  Clock::time_point deadline() const { return Deadline; }

private:
  /// Answers what went wrong; empty if nothing.
  std::string start(ArrayRef<std::string> Command) {
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

    posix_spawn_file_actions_t Actions;
    posix_spawn_file_actions_init(&Actions);
    int Theirs[] = {Pipes[0][0], Pipes[1][1], Pipes[2][1]};
    for (int I = 0; I != 3; ++I)
      posix_spawn_file_actions_adddup2(&Actions, Theirs[I], I);

    // A group of its own, so that all of it can be killed; and none of the
    // signal settings that this process has for itself.
    posix_spawnattr_t Attributes;
    posix_spawnattr_init(&Attributes);
    sigset_t None, Default;
    sigemptyset(&None);
    sigemptyset(&Default);
    for (int Signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
      sigaddset(&Default, Signal);
    posix_spawnattr_setsigmask(&Attributes, &None);
    posix_spawnattr_setsigdefault(&Attributes, &Default);
    posix_spawnattr_setpgroup(&Attributes, 0);
    posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETPGROUP |
                                              POSIX_SPAWN_SETSIGMASK |
                                              POSIX_SPAWN_SETSIGDEF);
    SmallVector<char *, 4> Arguments;
    for (const std::string &Argument : Command)
      Arguments.push_back(const_cast<char *>(Argument.c_str()));
    Arguments.push_back(nullptr);
    int Failure = posix_spawn(&Pid, Arguments[0], &Actions, &Attributes,
                              Arguments.data(), environ);
    posix_spawnattr_destroy(&Attributes);
    posix_spawn_file_actions_destroy(&Actions);
    for (int End : Theirs)
      ::close(End);
    if (!Failure)
      return "";
    Pid = -1;
    return strerror(Failure);
  }

  void kill() const { ::kill(-Pid, SIGKILL); }

  void write() {
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

  static void read(Descriptor &From, std::string &To) {
    char Buffer[1 << 14];
    while (From) {
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

  pid_t Pid = -1;
  int Status = 0;
  std::string Error;
  Descriptor In, Out, Err;
  std::string Input, Answer, Log;
  size_t Written = 0;
  Clock::time_point Deadline;
  bool TimedOut = false;
};

/// Waits until something happens in \p Running, at most a second.
void wait(const std::list<Process> &Running, const Interruption &Interrupted) {
  SmallVector<pollfd, 16> Polled;
  auto Until = Clock::now() + std::chrono::seconds(1);
  for (const Process &P : Running) {
    Until = std::min(Until, P.deadline());
    // Both outputs are closed: it is about to end, which nothing tells.
    if (!P.addTo(Polled))
      Until = std::min(Until, Clock::now() + std::chrono::milliseconds(2));
  }
  auto Rest = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::max(Until - Clock::now(), Clock::duration(1'000'000)));
  timespec Time = {static_cast<time_t>(Rest.count() / 1'000'000'000),
                   static_cast<long>(Rest.count() % 1'000'000'000)};
  ppoll(Polled.data(), Polled.size(), &Time, Interrupted.waitingMask());
}

} // namespace

RunResult runJobs(ArrayRef<Job> Jobs, const RunOptions &Options,
                  function_ref<void(const Progress &)> OnProgress) {
  RunResult Result;
  Result.Units.resize(Jobs.size());
  for (const auto &[J, U] : zip_equal(Jobs, Result.Units)) {
    U.File = J.File;
    U.Status = report::UnitStatus::Interrupted;
    U.Problem = "the scan was interrupted";
  }
  Interruption Interrupted;
  std::list<Process> Running;
  Progress Now;
  Now.Total = Jobs.size();
  size_t Next = 0;
  while (!Interrupted.signal() && (Next != Jobs.size() || !Running.empty())) {
    while (Next != Jobs.size() &&
           Running.size() < std::max(Options.Processes, 1U)) {
      Running.emplace_back(Next, Jobs[Next], Options);
      ++Next;
    }
    wait(Running, Interrupted);
    for (auto I = Running.begin(); I != Running.end();) {
      if (!I->step()) {
        ++I;
        continue;
      }
      const Job &J = Jobs[I->JobIndex];
      Result.Units[I->JobIndex] = I->result(J, Options);
      I = Running.erase(I);
      ++Now.Done;
      Now.File = J.File;
      OnProgress(Now);
    }
    Now.File = {};
    OnProgress(Now);
  }
  Result.Signal = Interrupted.signal();
  return Result;
}

} // namespace commsec::project
