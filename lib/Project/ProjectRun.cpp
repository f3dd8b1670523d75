//===--- ProjectRun.cpp - analyses what has to be -------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/ProjectRun.h"
#include "Project/Interruption.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace commsec::project {

namespace {

/// The state of a project's run.
class ProjectRun {
public:
  ProjectRun(ArrayRef<Job> Jobs, const ProjectRunOptions &Options,
             function_ref<void(const Progress &)> OnProgress)
      : Jobs(Jobs), Options(Options), OnProgress(OnProgress),
        Units(Jobs.size()) {
    Now.Total = Jobs.size();
  }

  ProjectResult run() {
    std::vector<size_t> Rest = remember();
    if (!Interrupted.signal())
      Rest = survey(Rest);
    if (!Interrupted.signal())
      analyse(Rest);
    for (size_t I = 0; I != Jobs.size(); ++I) {
      std::optional<report::Unit> &U = Units[I];
      if (!U && !NotAsked.contains(I))
        U = interrupted(Jobs[I]);
      if (!U)
        continue;
      Result.Units.push_back(std::move(*U));
      Result.JobOf.push_back(I);
    }
    Result.Signal = Interrupted.signal();
    return std::move(Result);
  }

private:
  static report::Unit interrupted(const Job &J) {
    report::Unit U;
    U.File = J.File;
    U.Status = report::UnitStatus::Failed;
    U.Problem = "the scan was interrupted";
    return U;
  }

  void finish(const Job &J) {
    ++Now.Done;
    Now.File = J.File;
    OnProgress(Now);
  }

  /// Takes what the cache knows. Answers the jobs that are left.
  std::vector<size_t> remember() {
    std::vector<size_t> Rest;
    FileStates Files;
    DenseSet<sys::fs::UniqueID> Changed;
    for (const std::string &Path : Options.Settings.Changed)
      if (auto Id = Files.identity(Path))
        Changed.insert(*Id);
    for (size_t I = 0; I != Jobs.size(); ++I) {
      std::optional<CachedUnit> Known;
      if (Options.Remembered && !Interrupted.signal())
        Known = Options.Remembered->find(Jobs[I], Files);
      if (!Known) {
        Rest.push_back(I);
        continue;
      }
      if (Options.OnlyChanged && !reads(*Known, Changed, Files)) {
        leaveOut(I);
        continue;
      }
      Units[I] = std::move(Known->U);
      ++Result.Remembered;
      ++Now.Done;
    }
    if (Now.Done)
      OnProgress(Now);
    return Rest;
  }

  static bool reads(const CachedUnit &Known,
                    const DenseSet<sys::fs::UniqueID> &Changed,
                    FileStates &Files) {
    return !forEachInput(Known.Inputs,
                         [&](StringRef Path, const InputState &State) {
                           if (State.K != InputState::Content)
                             return true;
                           auto Id = Files.identity(Path);
                           return !Id || !Changed.contains(*Id);
                         });
  }

  void leaveOut(size_t I) {
    NotAsked.insert(I);
    --Now.Total;
  }

  /// Looks through the units \p Which. Answers those that have to be analysed.
  std::vector<size_t> survey(ArrayRef<size_t> Which) {
    if ((!Options.Skip && !Options.OnlyChanged) || Which.empty())
      return Which.vec();
    std::vector<size_t> Rest;
    std::vector<const Job *> Asked;
    for (size_t I : Which)
      Asked.push_back(&Jobs[I]);
    SurveySettings Settings = Options.Settings;
    Settings.KeepAll = !Options.Skip;
    Settings.WantInputs = Options.Remembered;
    runSurvey(
        Asked, Settings, Options.Survey,
        [&](size_t At, const Surveyed &S) {
          size_t I = Which[At];
          if (Options.OnlyChanged && S.Known && !S.ReadsChanged)
            return leaveOut(I);
          if (!S.Skip) {
            Rest.push_back(I);
            return;
          }
          report::Unit U;
          U.File = Jobs[I].File;
          U.DroppedFlags = S.DroppedFlags;
          if (Options.Remembered)
            Options.Remembered->store(Jobs[I], U, S.Inputs);
          Units[I] = std::move(U);
          ++Result.Skipped;
          finish(Jobs[I]);
        },
        [&] {
          Now.File = {};
          OnProgress(Now);
        });
    // Several processes answered, each in its own time.
    llvm::sort(Rest);
    return Rest;
  }

  void analyse(ArrayRef<size_t> Which) {
    std::vector<Job> Asked;
    for (size_t I : Which) {
      Asked.push_back(Jobs[I]);
      Asked.back().RecordInputs = Options.Remembered;
    }
    size_t Before = Now.Done;
    RunOptions Run = Options.Run;
    Run.OnUnit = [&](size_t At, report::Unit &U) {
      std::string Inputs = std::move(U.Inputs);
      U.Inputs.clear();
      if (Options.Remembered)
        Options.Remembered->store(Jobs[Which[At]], U, Inputs);
      ++Result.Analysed;
    };
    RunResult Done = runJobs(Asked, Run, [&](Progress P) {
      P.Done += Before;
      P.Total = Now.Total;
      OnProgress(P);
    });
    for (size_t At = 0; At != Which.size(); ++At)
      Units[Which[At]] = std::move(Done.Units[At]);
  }

  ArrayRef<Job> Jobs;
  const ProjectRunOptions &Options;
  function_ref<void(const Progress &)> OnProgress;
  Interruption Interrupted;
  std::vector<std::optional<report::Unit>> Units;
  DenseSet<size_t> NotAsked;
  Progress Now;
  ProjectResult Result;
};

} // namespace

ProjectResult runProject(ArrayRef<Job> Jobs, const ProjectRunOptions &Options,
                         function_ref<void(const Progress &)> OnProgress) {
  return ProjectRun(Jobs, Options, OnProgress).run();
}

} // namespace commsec::project
