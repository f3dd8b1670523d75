//===--- Runner.cpp - one process a unit ----------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Runner.h"
#include "Project/Interruption.h"
#include "Project/Nursery.h"
#include "Text/ActivityLog.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Jobserver.h"
#include "llvm/Support/Threading.h"
#include <deque>
#include <list>

using namespace llvm;

namespace commsec::project {

using report::UnitStatus;

namespace {

/// A job that waits for a worker.
struct Waiting {
  size_t Index;
  Job J;
  /// How the first try ended, if this is the second one.
  std::optional<report::Unit> First;
};

/// The right to run one more process. Belongs to the server that gave it.
class Slot {
public:
  Slot(JobserverClient *Server, JobSlot Token)
      : Server(Server), Token(std::move(Token)) {}
  Slot(Slot &&Other)
      : Server(std::exchange(Other.Server, nullptr)),
        Token(std::move(Other.Token)) {}
  Slot &operator=(Slot &&) = delete;
  ~Slot() {
    if (Server)
      Server->release(std::move(Token));
  }

private:
  JobserverClient *Server; ///< Null: there is none.
  JobSlot Token;
};

/// The job server of the make that this runs below; null if there is none.
JobserverClient *jobServer() {
  const char *Flags = getenv("MAKEFLAGS");
  // LLVM's client complains where there is nothing to find.
  if (!Flags || !StringRef(Flags).contains("--jobserver-"))
    return nullptr;
  return JobserverClient::getInstance();
}

/// Gives out the right to run.
class Slots {
public:
  explicit Slots(unsigned Processes) : Server(jobServer()) {
    Most = Processes;
    if (Most == 0 && Server)
      Most = Server->getNumJobs();
    if (Most == 0)
      Most = hardware_concurrency().compute_thread_count();
  }

  std::optional<Slot> take(size_t Running) {
    if (Running >= Most)
      return std::nullopt;
    if (!Server)
      return Slot(nullptr, JobSlot());
    // The first is ours, whatever the server has: it can't all be taken.
    JobSlot Token = Server->tryAcquire();
    if (!Token.isValid())
      return std::nullopt;
    return Slot(Server, std::move(Token));
  }

  /// True if there may be one to take later though none has ended here.
  bool isShared(size_t Running) const { return Server && Running < Most; }

private:
  JobserverClient *Server;
  unsigned Most;
};

struct Running {
  Running(Slot S, Waiting W, const WorkerOptions &Options)
      : Right(std::move(S)), Task(std::move(W)), Process(Task.J, Options) {}
  Slot Right; ///< Given back after the process has ended.
  Waiting Task;
  Worker Process;
};

} // namespace

/// The job for a second try after \p U, or nothing if that would be the same
/// again.
static std::optional<Job> secondTry(const Job &J, const report::Unit &U,
                                    StringRef Log) {
  activity::Culprit Who = activity::culpritOf(Log);
  Job Again = J;
  Again.LeaveOutCheck = Who.Check;
  switch (U.Status) {
  case UnitStatus::Crashed:
    // Where nothing is named, something outside may have killed it.
    if (Who.Check.empty())
      Again.LeaveOutFunction = Who.Function;
    return Again;
  case UnitStatus::TimedOut:
  case UnitStatus::OutOfMemory:
    // Where it is in the end says little of where the time went.
    if (Who.Check.empty())
      Again.LeaveOutFunction = Who.Root;
    if (Again.LeaveOutCheck.empty() && Again.LeaveOutFunction.empty())
      return std::nullopt;
    return Again;
  default:
    return std::nullopt;
  }
}

/// What there is to say after two tries.
static report::Unit bothTries(report::Unit First, report::Unit Second,
                              const Job &J) {
  bool Answered = Second.Status == UnitStatus::Analysed ||
                  Second.Status == UnitStatus::Errors;
  if (!J.LeaveOutCheck.empty())
    Second.LeftOut = "commsec-" + J.LeaveOutCheck;
  else if (!J.LeaveOutFunction.empty())
    Second.LeftOut = "the function '" + J.LeaveOutFunction + "'";
  else if (Answered)
    return Second; // Nothing was lost.
  Second.FirstTry = std::move(First.Problem);
  if (Answered)
    Second.Log = std::move(First.Log);
  return Second;
}

/// Waits until something happens in \p Workers, at most a second.
static void wait(const std::list<Running> &Workers, bool ForSlot,
                 const Interruption &Interrupted) {
  using Clock = Worker::Clock;
  SmallVector<pollfd, 16> Polled;
  // No one tells when the server of make has a slot again.
  auto Until = Clock::now() + (ForSlot ? std::chrono::milliseconds(50)
                                       : std::chrono::milliseconds(1000));
  for (const Running &R : Workers) {
    Until = std::min(Until, R.Process.deadline());
    // Both outputs are closed: it is about to end, which nothing tells.
    if (!R.Process.addTo(Polled))
      Until = std::min(Until, Clock::now() + std::chrono::milliseconds(2));
  }
  auto Rest = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::max(Until - Clock::now(), Clock::duration(1'000'000)));
  timespec Time = {static_cast<time_t>(Rest.count() / 1'000'000'000),
                   static_cast<long>(Rest.count() % 1'000'000'000)};
  ppoll(Polled.data(), Polled.size(), &Time, Interrupted.waitingMask());
}

RunResult runJobs(ArrayRef<Job> Jobs, const RunOptions &Options,
                  function_ref<void(const Progress &)> OnProgress) {
  RunResult Result;
  Result.Units.resize(Jobs.size());
  for (const auto &[J, U] : zip_equal(Jobs, Result.Units)) {
    U.File = J.File;
    U.Status = UnitStatus::Interrupted;
    U.Problem = "the scan was interrupted";
  }
  Interruption Interrupted;
  WorkerOptions Each = Options.Worker;
  std::optional<Nursery> Made;
  // One worker loads as fast as a nursery.
  if (!Options.Nursery.empty() && Jobs.size() > 1)
    Each.From = &Made.emplace(Options.Nursery);
  Slots Free(Options.Processes);
  std::list<Running> Workers;
  std::deque<Waiting> SecondTries;
  Progress Now;
  Now.Total = Jobs.size();
  size_t Next = 0;
  auto HasMore = [&] { return Next != Jobs.size() || !SecondTries.empty(); };
  while (!Interrupted.signal() && (HasMore() || !Workers.empty())) {
    while (HasMore()) {
      std::optional<Slot> S = Free.take(Workers.size());
      if (!S)
        break;
      if (!SecondTries.empty()) {
        Workers.emplace_back(std::move(*S), std::move(SecondTries.front()),
                             Each);
        SecondTries.pop_front();
      } else {
        Workers.emplace_back(std::move(*S),
                             Waiting{Next, Jobs[Next], std::nullopt}, Each);
        ++Next;
      }
    }
    wait(Workers, HasMore() && Free.isShared(Workers.size()), Interrupted);
    for (auto I = Workers.begin(); I != Workers.end();) {
      if (!I->Process.step()) {
        ++I;
        continue;
      }
      Waiting Task = std::move(I->Task);
      report::Unit U = I->Process.result(Task.J);
      if (Task.First)
        U = bothTries(std::move(*Task.First), std::move(U), Task.J);
      else if (auto Again = secondTry(Task.J, U, I->Process.log())) {
        SecondTries.push_back({Task.Index, std::move(*Again), std::move(U)});
        I = Workers.erase(I);
        continue;
      }
      I = Workers.erase(I);
      if (Options.OnUnit)
        Options.OnUnit(Task.Index, U);
      Result.Units[Task.Index] = std::move(U);
      ++Now.Done;
      Now.File = Task.J.File;
      OnProgress(Now);
    }
    Now.File = {};
    OnProgress(Now);
  }
  Result.Signal = Interrupted.signal();
  if (Result.Signal)
    Interrupted.letThrough();
  return Result;
}

} // namespace commsec::project
