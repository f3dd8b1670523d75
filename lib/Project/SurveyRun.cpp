//===--- SurveyRun.cpp - surveys a project in other processes -------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/SurveyRun.h"
#include "Project/Inputs.h"
#include "Project/Interruption.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <list>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

using namespace llvm;

namespace commsec::project {

using Clock = std::chrono::steady_clock;

json::Value toJSON(const SurveySettings &S) {
  return json::Object{{"keepSuppressing", S.KeepSuppressing},
                      {"keepAll", S.KeepAll},
                      {"wantInputs", S.WantInputs},
                      {"changed", S.Changed}};
}

bool fromJSON(const json::Value &V, SurveySettings &S, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("keepSuppressing", S.KeepSuppressing) &&
         O.map("keepAll", S.KeepAll) && O.map("wantInputs", S.WantInputs) &&
         O.map("changed", S.Changed);
}

// "begin 7", "answer 7 skip known changed SIZE FLAGS", SIZE bytes of inputs and
// FLAGS bytes of flags.

void writeBegin(raw_ostream &OS, size_t Index) {
  OS << "begin " << Index << "\n";
  OS.flush();
}

void writeAnswer(raw_ostream &OS, size_t Index, const Surveyed &S) {
  std::string Flags = join(S.DroppedFlags, "\n");
  OS << "answer " << Index << " " << S.Skip << " " << S.Known << " "
     << S.ReadsChanged << " " << S.Inputs.size() << " " << Flags.size() << "\n"
     << S.Inputs << Flags;
  OS.flush();
}

namespace {

/// A temporary file that goes with its object.
class Scratch {
public:
  Scratch() = default;
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  ~Scratch() {
    if (!Path.empty())
      sys::fs::remove(Path);
  }
  /// False if it can't be made.
  bool create(StringRef Content) {
    int Number = -1;
    if (sys::fs::createTemporaryFile("commsec-survey", "", Number, Path))
      return false;
    raw_fd_ostream OS(Number, /*shouldClose=*/true);
    OS << Content;
    OS.close();
    bool Whole = !OS.has_error();
    OS.clear_error();
    return Whole;
  }
  StringRef path() const { return Path; }

private:
  SmallString<128> Path;
};

/// A part of the jobs, and the process that surveys it.
class Surveyor {
public:
  Surveyor(ArrayRef<const Job *> Jobs, size_t First,
           const SurveySettings &Settings, const SurveyRunOptions &Options,
           function_ref<void(size_t, const Surveyed &)> OnAnswer)
      : Jobs(Jobs), First(First), Settings(Settings), Options(Options),
        OnAnswer(OnAnswer) {}
  Surveyor(const Surveyor &) = delete;
  Surveyor &operator=(const Surveyor &) = delete;
  ~Surveyor() {
    if (Running.Pid != sys::ProcessInfo::InvalidPid)
      end();
  }

  /// Moves on. True when all jobs have their answer.
  bool step() {
    if (Running.Pid == sys::ProcessInfo::InvalidPid) {
      if (Done == Jobs.size())
        return true;
      if (Starts++ == MaxStarts || !start())
        giveUp();
      return Done == Jobs.size();
    }
    bool Ended =
        sys::Wait(Running, /*SecondsToWait=*/0, nullptr, nullptr, true).Pid !=
        0;
    if (Ended)
      Running.Pid = sys::ProcessInfo::InvalidPid;
    readAnswers();
    if (!Ended && Clock::now() - LastSign > Options.Timeout) {
      end();
      Ended = true;
    }
    // It ended in a unit: that one stays unknown.
    if (Ended && Done != Jobs.size() && Begun)
      answer({});
    return false;
  }

private:
  // More than that is no accident.
  static constexpr unsigned MaxStarts = 10;

  bool start() {
    std::string Text;
    raw_string_ostream OS(Text);
    OS << toJSON(Settings) << "\n";
    for (const Job *J : Jobs.drop_front(Done))
      OS << toJSON(*J) << "\n";
    Input.emplace();
    Output.emplace();
    if (!Input->create(Text) || !Output->create(""))
      return false;
    std::vector<StringRef> Arguments(Options.Command.begin(),
                                     Options.Command.end());
    std::optional<StringRef> Redirects[] = {Input->path(), Output->path(),
                                            StringRef("")};
    bool Failed = false;
    Running =
        sys::ExecuteNoWait(Options.Command.front(), Arguments, std::nullopt,
                           Redirects, /*MemoryLimit=*/0, nullptr, &Failed);
    if (Failed)
      Running.Pid = sys::ProcessInfo::InvalidPid;
    Offset = Done;
    Taken = 0;
    Begun = false;
    LastSign = Clock::now();
    return !Failed;
  }

  void end() {
    ::kill(Running.Pid, SIGKILL);
    sys::Wait(Running, std::nullopt);
    Running.Pid = sys::ProcessInfo::InvalidPid;
  }

  void answer(const Surveyed &S) {
    OnAnswer(First + Done, S);
    ++Done;
    Begun = false;
  }

  void giveUp() {
    while (Done != Jobs.size())
      answer({});
  }

  /// Takes what the process has written since the last time.
  void readAnswers() {
    uint64_t Size = 0;
    if (sys::fs::file_size(Output->path(), Size) || Size == Taken)
      return;
    Expected<sys::fs::file_t> File =
        sys::fs::openNativeFileForRead(Output->path());
    if (!File) {
      consumeError(File.takeError());
      return;
    }
    std::string Bytes(Size - Taken, '\0');
    Expected<size_t> N = sys::fs::readNativeFileSlice(
        *File, MutableArrayRef(Bytes.data(), Bytes.size()), Taken);
    sys::fs::closeFile(*File);
    if (!N) {
      consumeError(N.takeError());
      return;
    }
    LastSign = Clock::now();
    StringRef Rest = StringRef(Bytes).take_front(*N);
    while (Done != Jobs.size() && takeOne(Rest)) {
    }
    Taken += *N - Rest.size();
  }

  /// Takes one whole message from \p Rest.
  bool takeOne(StringRef &Rest) {
    size_t End = Rest.find('\n');
    if (End == StringRef::npos)
      return false;
    SmallVector<StringRef, 6> Parts;
    Rest.take_front(End).split(Parts, ' ');
    size_t Index = 0, Size = 0, Flags = 0;
    if (Parts.size() < 2 || Parts[1].getAsInteger(10, Index) ||
        Offset + Index != Done)
      return false;
    if (Parts[0] == "begin") {
      Begun = true;
      Rest = Rest.drop_front(End + 1);
      return true;
    }
    if (Parts.size() != 7 || Parts[5].getAsInteger(10, Size) ||
        Parts[6].getAsInteger(10, Flags) ||
        Rest.size() - End - 1 < Size + Flags)
      return false;
    Surveyed S;
    S.Skip = Parts[2] == "1";
    S.Known = Parts[3] == "1";
    S.ReadsChanged = Parts[4] == "1";
    S.Inputs = Rest.substr(End + 1, Size).str();
    for (StringRef Flag : split(Rest.substr(End + 1 + Size, Flags), '\n'))
      if (!Flag.empty())
        S.DroppedFlags.push_back(Flag.str());
    Rest = Rest.drop_front(End + 1 + Size + Flags);
    answer(S);
    return true;
  }

  ArrayRef<const Job *> Jobs;
  size_t First; ///< Of Jobs among all.
  const SurveySettings &Settings;
  const SurveyRunOptions &Options;
  function_ref<void(size_t, const Surveyed &)> OnAnswer;

  sys::ProcessInfo Running;
  std::optional<Scratch> Input, Output;
  unsigned Starts = 0;
  size_t Done = 0;    ///< Of Jobs.
  size_t Offset = 0;  ///< Of the first job that the process has.
  uint64_t Taken = 0; ///< Bytes of what it has written.
  bool Begun = false; ///< It is at work on the job Done.
  Clock::time_point LastSign;
};

} // namespace

void runSurvey(ArrayRef<const Job *> Jobs, const SurveySettings &Settings,
               const SurveyRunOptions &Options,
               function_ref<void(size_t, const Surveyed &)> OnAnswer,
               function_ref<void()> OnTick) {
  // Each process reads the common headers anew: a few units do not pay for it.
  constexpr size_t MinUnits = 16;
  size_t Parts = std::clamp<size_t>(Jobs.size() / MinUnits, 1,
                                    std::max(Options.Processes, 1U));
  Interruption Interrupted;
  std::list<Surveyor> Surveyors;
  for (size_t I = 0; I != Parts; ++I) {
    size_t Begin = Jobs.size() * I / Parts, End = Jobs.size() * (I + 1) / Parts;
    Surveyors.emplace_back(Jobs.slice(Begin, End - Begin), Begin, Settings,
                           Options, OnAnswer);
  }
  while (!Interrupted.signal() && !Surveyors.empty()) {
    Surveyors.remove_if([](Surveyor &S) { return S.step(); });
    timespec Pause = {0, 5'000'000};
    ppoll(nullptr, 0, &Pause, Interrupted.waitingMask());
    OnTick();
  }
}

} // namespace commsec::project
