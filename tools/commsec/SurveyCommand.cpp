//===--- SurveyCommand.cpp - surveys units for a scan ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SurveyCommand.h"
#include "Catalog/Catalog.h"
#include "Configuration.h"
#include "Project/Survey.h"
#include "Project/SurveyRun.h"
#include "UnitCommand.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <map>
#include <sys/prctl.h>
#include <unistd.h>

using namespace llvm;

namespace commsec {

namespace {

/// Everything that is the same for the units of many jobs.
class Desk {
public:
  explicit Desk(const project::SurveySettings &Settings) : Settings(Settings) {
    for (const std::string &Path : Settings.Changed) {
      sys::fs::UniqueID Id;
      if (!sys::fs::getUniqueID(Path, Id))
        Changed.insert(Id);
    }
  }

  project::Surveyed survey(const project::Job &J) {
    // Each round removes at least one argument; ten are plenty.
    constexpr int MaxRounds = 10;
    const Place &P = place(J);
    project::Survey::Options O;
    O.KeepSuppressing = Settings.KeepSuppressing;
    if (!Settings.KeepAll)
      O.Needs = P.Needs;
    project::Surveyed Out;
    if (P.Said.ChangesCommands && Settings.Changed.empty())
      return Out;
    clang::tooling::CompileCommand Command = commandFor(J);
    for (int Round = 0; Round != MaxRounds; ++Round) {
      project::Survey::Answer A = Units.look(Command, O);
      if (!A.Errors.empty() &&
          dropRejected(Command, A.Errors, Out.DroppedFlags))
        continue;
      Out.Known = A.Known && !P.Said.ChangesCommands;
      Out.Skip = A.Skip && O.Needs && Out.Known;
      for (sys::fs::UniqueID Id : A.Files)
        Out.ReadsChanged |= Changed.contains(Id);
      if (Out.Skip && Settings.WantInputs) {
        A.Read.add(P.Said.Read);
        Out.Inputs = A.Read.encode();
      }
      break;
    }
    return Out;
  }

private:
  struct Place {
    Configuration Said;
    /// Null if that can't be told, and nothing must be skipped.
    const project::Relevance *Needs = nullptr;
  };

  /// What the folder's configuration asks for.
  const Place &place(const project::Job &J) {
    std::string Key;
    raw_string_ostream OS(Key);
    OS << sys::path::parent_path(J.File) << '\0' << J.Options.Checks;
    auto [It, New] = Places.try_emplace(Key);
    Place &P = It->second;
    if (!New)
      return P;
    P.Said = configurationOf(J.File, J.Options);
    bool Sound = true;
    std::shared_ptr<const Catalog> Facts = Catalog::load(
        P.Said.Catalogs, [&](const std::string &) { Sound = false; });
    // Errors in a catalog are told by the units that are analysed.
    if (!Sound)
      return P;
    auto Same = std::make_tuple(P.Said.Catalogs, P.Said.Pedantic,
                                P.Said.AllSends, J.Options.Checks);
    auto &[Kept, Needs] = Known[Same];
    if (!Needs) {
      Kept = Facts;
      clang::tidy::GlobList Globs(J.Options.Checks);
      auto Runs = [&](StringRef Check) {
        return Globs.contains(("commsec-" + Check).str());
      };
      Needs = std::make_unique<project::Relevance>(
          *Facts,
          project::Relevance::Options{Runs, P.Said.Pedantic, P.Said.AllSends},
          Units.vocabulary());
      Units.expect(*Needs);
    }
    P.Needs = Needs.get();
    return P;
  }

  const project::SurveySettings &Settings;
  project::Survey Units;
  DenseSet<sys::fs::UniqueID> Changed;
  StringMap<Place> Places;
  std::map<std::tuple<std::vector<std::string>, bool, bool, std::string>,
           std::pair<std::shared_ptr<const Catalog>,
                     std::unique_ptr<project::Relevance>>>
      Known;
};

} // namespace

int runSurveyor() {
  // Not to outlive the runner, however that ends.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sys::Process::PreventCoreFiles();
  setenv("LLVM_DISABLE_SYMBOLIZATION", "1", 1);
  // Whatever the libraries print is no answer.
  raw_fd_ostream OS(dup(STDOUT_FILENO), /*shouldClose=*/true);
  dup2(STDERR_FILENO, STDOUT_FILENO);

  auto Input = MemoryBuffer::getSTDIN();
  if (!Input)
    return 2;
  auto [First, Rest] = (*Input)->getBuffer().split('\n');
  project::SurveySettings Settings;
  json::Path::Root Root("survey");
  Expected<json::Value> V = json::parse(First);
  if (!V || !fromJSON(*V, Settings, Root)) {
    errs() << "commsec survey: "
           << toString(V ? Root.getError() : V.takeError()) << "\n";
    return 2;
  }
  Desk D(Settings);
  for (size_t Index = 0; !Rest.empty(); ++Index) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    project::writeBegin(OS, Index);
    project::Job J;
    project::Surveyed Answer;
    V = json::parse(Line);
    if (!V)
      consumeError(V.takeError());
    else if (fromJSON(*V, J, Root))
      Answer = D.survey(J);
    project::writeAnswer(OS, Index, Answer);
  }
  return 0;
}

} // namespace commsec
