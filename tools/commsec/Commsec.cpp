//===--- Commsec.cpp - the command line of commsec ------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Names.h"
#include "Commands.h"
#include "FileLists.h"
#include "Project/Cache.h"
#include "SurveyCommand.h"
#include "WorkerProcess.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <csignal>

using namespace commsec;
using namespace llvm;

static cl::OptionCategory Category("commsec options");

static cl::SubCommand ScanCommand("scan", "Analyse a project");
static cl::SubCommand MergeCommand("merge",
                                   "Put the SARIF files of shards together");
static cl::SubCommand JobsCommand("jobs",
                                  "Write the units of a project as jobs for a "
                                  "scheduler");
static cl::SubCommand AnalyzeOneCommand("analyze-one", "Do one of these jobs");
static cl::SubCommand ReportCommand("report", "Report what these jobs found");
static cl::SubCommand CatalogCommand("catalog",
                                     "Check, list and explain what is known");
static cl::SubCommand WhyNotCommand("why-not",
                                    "Tell why a line is, or is not, reported");

static cl::opt<std::string> Database(
    "p",
    cl::desc("Compile database, or the folder it is in (default: looked for in "
             "the working directory, those above and their build folders)"),
    cl::value_desc("file or folder"), cl::sub(ScanCommand),
    cl::sub(WhyNotCommand), cl::sub(JobsCommand), cl::cat(Category));
static cl::list<std::string> Catalogs(
    "catalog",
    cl::desc("Further catalog file; may be repeated (scan and why-not: "
             "in place of CommsecCatalogs in .clang-tidy)"),
    cl::value_desc("file"), cl::sub(ScanCommand), cl::sub(WhyNotCommand),
    cl::sub(CatalogCommand), cl::sub(JobsCommand), cl::sub(ReportCommand),
    cl::cat(Category));
static cl::opt<bool> Pedantic("pedantic",
                              cl::desc("Report also what is insecure only by a "
                                       "strict policy"),
                              cl::sub(ScanCommand), cl::sub(WhyNotCommand),
                              cl::sub(JobsCommand), cl::cat(Category));
static cl::opt<bool> AllSends("all-sends",
                              cl::desc("Report every send over a plaintext "
                                       "socket, not only sensitive data"),
                              cl::sub(ScanCommand), cl::sub(WhyNotCommand),
                              cl::sub(JobsCommand), cl::cat(Category));
static cl::opt<bool> NoConditional(
    "no-conditional",
    cl::desc("Do not report what only a run-time choice makes insecure"),
    cl::sub(ScanCommand), cl::sub(WhyNotCommand), cl::sub(JobsCommand),
    cl::cat(Category));
static cl::opt<bool>
    EveryBody("every-body",
              cl::desc("Parse the bodies of functions in system headers, too"),
              cl::ReallyHidden, cl::sub(ScanCommand), cl::cat(Category));

static cl::opt<std::string>
    Checks("checks",
           cl::desc("Which checks, as globs separated by commas; `-` excludes: "
                    "'weak-*,-weak-cipher-suite' (default: all)"),
           cl::value_desc("globs"), cl::init("*"), cl::sub(ScanCommand),
           cl::sub(JobsCommand), cl::cat(Category));
static cl::opt<unsigned>
    Processes("j",
              cl::desc("Units to analyse at once (default: as many as the "
                       "hardware runs)"),
              cl::value_desc("n"), cl::Prefix, cl::sub(ScanCommand),
              cl::cat(Category));
static cl::opt<unsigned>
    Timeout("timeout", cl::desc("Time limit for one unit (default: 300)"),
            cl::value_desc("seconds"), cl::init(300), cl::sub(ScanCommand),
            cl::sub(AnalyzeOneCommand), cl::cat(Category));
static cl::opt<unsigned>
    Memory("memory",
           cl::desc("Memory limit for one unit in MiB (default: none)"),
           cl::value_desc("mib"), cl::sub(ScanCommand),
           cl::sub(AnalyzeOneCommand), cl::cat(Category));
static cl::opt<std::string>
    ShardName("shard",
              cl::desc("Only the k-th of n parts of the project; `commsec "
                       "merge` puts their SARIF files together"),
              cl::value_desc("k/n"), cl::sub(ScanCommand), cl::cat(Category));
static cl::opt<std::string>
    FilesFrom("files-from",
              cl::desc("Read names of files from this file, one a line; `-`: "
                       "from standard input"),
              cl::value_desc("file"), cl::sub(ScanCommand),
              cl::sub(JobsCommand), cl::cat(Category));
static cl::opt<std::string> JobFile("job", cl::desc("The job to do"),
                                    cl::value_desc("file"),
                                    cl::sub(AnalyzeOneCommand),
                                    cl::cat(Category));
static cl::opt<std::string>
    Out("out",
        cl::desc("What to write: jobs: a folder; analyze-one: what became of "
                 "the job"),
        cl::value_desc("file or folder"), cl::sub(JobsCommand),
        cl::sub(AnalyzeOneCommand), cl::cat(Category));
static cl::opt<int> Runner("runner", cl::Hidden, cl::sub(AnalyzeOneCommand),
                           cl::cat(Category));
static cl::opt<bool> ManyWorkers("nursery", cl::Hidden,
                                 cl::sub(AnalyzeOneCommand), cl::cat(Category));
static cl::opt<std::string> JobFolder("jobs",
                                      cl::desc("Where `commsec jobs` wrote to"),
                                      cl::value_desc("folder"),
                                      cl::sub(ReportCommand),
                                      cl::cat(Category));
static cl::list<std::string>
    AnswerFolder(cl::Positional, cl::desc("folder of what became of the jobs"),
                 cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<std::string> Sarif("export-sarif",
                                  cl::desc("Write the findings as SARIF 2.1.0"),
                                  cl::value_desc("file"), cl::sub(ScanCommand),
                                  cl::sub(MergeCommand), cl::sub(ReportCommand),
                                  cl::cat(Category));
static cl::opt<std::string>
    Html("html",
         cl::desc("Write the findings as one page that needs no network"),
         cl::value_desc("file"), cl::sub(ScanCommand), cl::sub(MergeCommand),
         cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<std::string>
    Fixes("export-fixes",
          cl::desc("Write the findings and their fixes as clang-tidy does, for "
                   "clang-apply-replacements"),
          cl::value_desc("file"), cl::sub(ScanCommand), cl::sub(ReportCommand),
          cl::cat(Category));
static cl::opt<bool>
    Repair("fix", cl::desc("Apply the fixes; the reports tell of before"),
           cl::sub(ScanCommand), cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<bool> OpenOnly(
    "sarif-open-only",
    cl::desc("Leave out of SARIF what is silenced, in the baseline or gone, "
             "for readers that show all results (GitHub, SonarQube)"),
    cl::sub(ScanCommand), cl::sub(MergeCommand), cl::sub(ReportCommand),
    cl::cat(Category));
static cl::opt<std::string>
    CodeQuality("export-codequality",
                cl::desc("Write the findings as a GitLab Code Quality report"),
                cl::value_desc("file"), cl::sub(ScanCommand),
                cl::sub(MergeCommand), cl::sub(ReportCommand),
                cl::cat(Category));
static cl::opt<std::string>
    GitLabSast("export-gitlab-sast",
               cl::desc("Write the findings as a GitLab SAST report"),
               cl::value_desc("file"), cl::sub(ScanCommand),
               cl::sub(MergeCommand), cl::sub(ReportCommand),
               cl::cat(Category));
static cl::opt<std::string> Baseline(
    "baseline",
    cl::desc("Findings that are known: a file of --update-baseline, or SARIF "
             "of commsec. They are counted, and don't fail"),
    cl::value_desc("file"), cl::sub(ScanCommand), cl::sub(MergeCommand),
    cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<bool>
    UpdateBaseline("update-baseline",
                   cl::desc("Write the findings to the file of --baseline"),
                   cl::sub(ScanCommand), cl::sub(MergeCommand),
                   cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<bool> ShowKnown("show-known",
                               cl::desc("List known findings, too"),
                               cl::sub(ScanCommand), cl::sub(MergeCommand),
                               cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<bool> CheckSuppressions(
    "check-suppressions",
    cl::desc("Report also NOLINT comments that name checks of commsec and "
             "silence nothing, and those without a reason"),
    cl::sub(ScanCommand), cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<std::string>
    FailOn("fail-on",
           cl::desc("Lowest severity of findings that makes the exit status "
                    "1: low (default), medium or high; or none"),
           cl::value_desc("severity"), cl::init("low"), cl::sub(ScanCommand),
           cl::sub(MergeCommand), cl::sub(ReportCommand), cl::cat(Category));
static cl::list<std::string> MergeFiles(cl::Positional,
                                        cl::desc("file.sarif..."),
                                        cl::sub(MergeCommand),
                                        cl::cat(Category));
static cl::opt<bool> Quiet("quiet", cl::desc("No progress and no summary"),
                           cl::sub(ScanCommand), cl::sub(MergeCommand),
                           cl::sub(ReportCommand), cl::cat(Category));
static cl::opt<std::string>
    CacheFolder("cache-dir",
                cl::desc("Where answers are kept for the next scan (default: "
                         "$COMMSEC_CACHE_DIR, else $XDG_CACHE_HOME/commsec or "
                         "~/.cache/commsec)"),
                cl::value_desc("folder"), cl::sub(ScanCommand),
                cl::cat(Category));
static cl::opt<bool> NoCache("no-cache",
                             cl::desc("Neither use nor keep answers"),
                             cl::sub(ScanCommand), cl::cat(Category));
static cl::opt<std::string> CachePolicy(
    "cache-policy",
    cl::desc("What is kept in the cache, as for LLVM's --thinlto-cache-policy "
             "(default: prune_after=720h:cache_size_bytes=1g)"),
    cl::value_desc("policy"), cl::init("prune_after=720h:cache_size_bytes=1g"),
    cl::sub(ScanCommand), cl::cat(Category));
static cl::opt<bool>
    NoSkip("no-skip",
           cl::desc("Analyse also units in which nothing can be reported"),
           cl::Hidden, cl::sub(ScanCommand), cl::cat(Category));
static cl::opt<bool> Statistics(
    "statistics",
    cl::desc("Tell on standard error how many units were remembered, skipped "
             "and analysed"),
    cl::Hidden, cl::sub(ScanCommand), cl::cat(Category));
static cl::opt<std::string>
    Since("diff",
          cl::desc("Only what is found on lines that have changed since a "
                   "revision of git, committed or not"),
          cl::value_desc("revision"), cl::sub(ScanCommand), cl::cat(Category));
enum class ColorChoice { Auto, Always, Never };
static cl::opt<ColorChoice>
    Color("color", cl::desc("Colours in the report"),
          cl::values(clEnumValN(ColorChoice::Auto, "auto",
                                "on a terminal, unless NO_COLOR is set"),
                     clEnumValN(ColorChoice::Always, "always", ""),
                     clEnumValN(ColorChoice::Never, "never", "")),
          cl::sub(ScanCommand), cl::sub(MergeCommand), cl::sub(ReportCommand),
          cl::cat(Category));
static cl::list<std::string>
    ScanFiles(cl::Positional, cl::desc("[file...] [-- compiler flags...]"),
              cl::sub(ScanCommand), cl::sub(JobsCommand), cl::cat(Category));

static cl::list<std::string>
    CatalogWords(cl::Positional,
                 cl::desc("check file... | list [library] | explain fact"),
                 cl::sub(CatalogCommand), cl::cat(Category));

static cl::list<std::string> WhyNotWords(cl::Positional,
                                         cl::desc("file:line check "
                                                  "[-- compiler flags...]"),
                                         cl::sub(WhyNotCommand),
                                         cl::cat(Category));

int commsec::usageError(const Twine &Message) {
  errs() << "commsec: " << Message << "\n";
  return ExitUsage;
}

std::string commsec::nearest(StringRef Word, ArrayRef<std::string> Words) {
  std::string Best;
  unsigned Distance = static_cast<unsigned>(Word.size()) / 3 + 2;
  for (const std::string &W : Words) {
    unsigned D = Word.edit_distance(W, /*AllowReplacements=*/true, Distance);
    if (D < Distance) {
      Distance = D;
      Best = W;
    }
  }
  return Best;
}

/// The options that say how to analyse.
static Expected<project::JobOptions> jobOptions() {
  project::JobOptions Options;
  Expected<std::string> Globs = completeChecks(Checks);
  if (!Globs)
    return Globs.takeError();
  Options.Checks = *Globs;
  for (const std::string &File : Catalogs) {
    SmallString<256> Path(File);
    if (sys::fs::make_absolute(Path) || !sys::fs::exists(Path))
      return createStringError(File + ": no such catalog file");
    Options.Catalogs.emplace_back(Path);
  }
  Options.Pedantic = Pedantic;
  Options.AllSends = AllSends;
  Options.ReportConditional = !NoConditional;
  Options.EveryBody = EveryBody;
  Options.CheckSuppressions = CheckSuppressions;
  return Options;
}

static Expected<ReportArguments> reportArguments() {
  for (const auto *Option : {&Sarif, &Html, &CodeQuality, &GitLabSast})
    if (*Option == "-")
      return createStringError("--" + Option->ArgStr +
                               ": expected a file, standard output has the "
                               "text report");
  if (UpdateBaseline && Baseline.empty())
    return createStringError("--update-baseline: expected --baseline FILE");
  if (!is_contained({"none", "low", "medium", "high"}, StringRef(FailOn)))
    return createStringError("--fail-on: expected low, medium, high or none");
  Expected<std::string> Folder = workingDirectory();
  if (!Folder)
    return Folder.takeError();
  ReportArguments A;
  A.WorkingDirectory = *Folder;
  A.Sarif = Sarif;
  A.Html = Html;
  A.CodeQuality = CodeQuality;
  A.GitLabSast = GitLabSast;
  A.Baseline = Baseline;
  A.UpdateBaseline = UpdateBaseline;
  A.ShowKnown = ShowKnown;
  A.OpenOnly = OpenOnly;
  A.CheckSuppressions = CheckSuppressions;
  A.FailOn = FailOn;
  A.Fixes = Fixes;
  A.Repair = Repair;
  A.Quiet = Quiet;
  A.Color = Color == ColorChoice::Always ||
            (Color == ColorChoice::Auto && !getenv("NO_COLOR") &&
             sys::Process::StandardOutHasColors());
  return A;
}

/// How units are analysed: this program starts itself for each.
static project::RunOptions runOptions() {
  project::RunOptions Run;
  Run.Worker.Command = {sys::fs::getMainExecutable(
                            nullptr, reinterpret_cast<void *>(&runOptions)),
                        "analyze-one",
                        "--runner=" + utostr(sys::Process::getProcessId())};
  if (Memory)
    Run.Worker.Command.push_back("--memory=" + utostr(Memory));
  Run.Nursery = Run.Worker.Command;
  Run.Nursery.push_back("--nursery");
  Run.Worker.Memory = Memory;
  Run.Worker.Timeout = std::chrono::seconds(Timeout);
  Run.Processes = Processes;
  return Run;
}

/// What is to be analysed, and how.
static Expected<ScanArguments>
scanArguments(std::unique_ptr<clang::tooling::CompilationDatabase> Flags) {
  Expected<project::JobOptions> Options = jobOptions();
  if (!Options)
    return Options.takeError();
  Expected<ReportArguments> Report = reportArguments();
  if (!Report)
    return Report.takeError();
  std::vector<std::string> Files = ScanFiles;
  if (!FilesFrom.empty()) {
    Expected<std::vector<std::string>> Listed = readFileList(FilesFrom);
    if (!Listed)
      return createStringError("--files-from: " + toString(Listed.takeError()));
    append_range(Files, *Listed);
    if (Files.empty())
      return createStringError("--files-from: " + FilesFrom +
                               ": names no file");
  }
  if (Flags && Files.empty())
    return createStringError("flags after -- need files before it");
  ScanArguments A;
  if (!ShardName.empty()) {
    Expected<project::Shard> S = project::parseShard(ShardName);
    if (!S)
      return createStringError("--shard: " + toString(S.takeError()));
    A.Shard = *S;
  }
  A.Project = {Database, std::move(Flags), std::move(Files)};
  A.Options = std::move(*Options);
  A.Report = std::move(*Report);
  A.Report.Catalogs = A.Options.Catalogs;
  A.Run = runOptions();
  if (!NoCache)
    A.CacheFolder =
        CacheFolder.empty() ? project::defaultCacheFolder() : CacheFolder;
  Expected<CachePruningPolicy> Policy = parseCachePruningPolicy(CachePolicy);
  if (!Policy)
    return createStringError("--cache-policy: " + toString(Policy.takeError()));
  A.CachePolicy = *Policy;
  A.Skip = !NoSkip;
  A.Statistics = Statistics;
  if (Since.getNumOccurrences())
    A.Since = Since;
  return A;
}

static int runScan(std::unique_ptr<clang::tooling::CompilationDatabase> Flags) {
  if (Timeout == 0)
    return usageError("--timeout: expected at least 1 second");
  Expected<ScanArguments> A = scanArguments(std::move(Flags));
  return A ? scan(*A) : usageError(toString(A.takeError()));
}

static int runJobs(std::unique_ptr<clang::tooling::CompilationDatabase> Flags) {
  if (Out.empty())
    return usageError("expected jobs --out FOLDER");
  Expected<ScanArguments> A = scanArguments(std::move(Flags));
  return A ? writeJobs(*A, Out) : usageError(toString(A.takeError()));
}

static int runAnalyzeOne() {
  if (JobFile.empty() && Out.empty())
    return ManyWorkers ? runWorkers({Runner, Memory})
                       : runWorker({Runner, Memory});
  if (JobFile.empty() || Out.empty())
    return usageError("expected analyze-one --job FILE --out FILE");
  if (Timeout == 0)
    return usageError("--timeout: expected at least 1 second");
  JobArguments A = {JobFile, Out, runOptions()};
  A.Run.Processes = 1;
  return analyzeJob(A);
}

static int runReport() {
  if (JobFolder.empty() || AnswerFolder.size() != 1)
    return usageError("expected report --jobs FOLDER ANSWERS");
  Expected<ReportArguments> Report = reportArguments();
  if (!Report)
    return usageError(toString(Report.takeError()));
  Report->Catalogs = Catalogs;
  return reportJobs(JobFolder, AnswerFolder.front(), *Report);
}

static int runMerge() {
  if (MergeFiles.empty())
    return usageError("expected merge FILE.sarif...");
  Expected<ReportArguments> Report = reportArguments();
  if (!Report)
    return usageError(toString(Report.takeError()));
  return mergeReports(MergeFiles, *Report);
}

static int
runWhyNot(std::unique_ptr<clang::tooling::CompilationDatabase> Flags) {
  Expected<project::JobOptions> Options = jobOptions();
  if (!Options)
    return usageError(toString(Options.takeError()));
  if (WhyNotWords.size() != 2)
    return usageError("expected why-not FILE:LINE CHECK");
  WhyNotArguments A;
  auto [File, Line] = StringRef(WhyNotWords[0]).rsplit(':');
  if (File.empty() || Line.getAsInteger(10, A.Line) || A.Line == 0)
    return usageError("'" + WhyNotWords[0] + "': expected FILE:LINE");
  StringRef Check = WhyNotWords[1];
  Check.consume_front("commsec-");
  std::vector<std::string> Names;
  for (StringRef Name : checkNames())
    Names.push_back(Name.str());
  if (!is_contained(Names, Check)) {
    std::string Hint = nearest(Check, Names);
    return usageError(
        "'" + WhyNotWords[1] + "': no such check" +
        (Hint.empty() ? "" : ", did you mean 'commsec-" + Hint + "'?"));
  }
  A.Project = {Database, std::move(Flags), {File.str()}};
  A.Options = std::move(*Options);
  A.Check = Check.str();
  return whyNot(A);
}

static int runCatalog() {
  ArrayRef<std::string> Words = CatalogWords;
  StringRef Action = Words.empty() ? "" : StringRef(Words.front());
  Words = Words.drop_front(!Words.empty());
  if (Action == "check") {
    if (Words.empty())
      return usageError("expected catalog check FILE...");
    return catalogCheck(Words);
  }
  if (Action == "list") {
    if (Words.size() > 1)
      return usageError("expected catalog list [LIBRARY]");
    return catalogList(Words.empty() ? "" : StringRef(Words[0]), Catalogs);
  }
  if (Action == "explain") {
    if (Words.size() != 1)
      return usageError("expected catalog explain FACT");
    return catalogExplain(Words[0], Catalogs);
  }
  if (Action.empty())
    return usageError("expected catalog check, list or explain");
  std::string Hint = nearest(Action, {"check", "list", "explain"});
  return usageError("'" + Action +
                    "': expected catalog check, list or explain" +
                    (Hint.empty() ? "" : ", did you mean '" + Hint + "'?"));
}

int main(int Argc, const char **Argv) {
  struct sigaction HangUp;
  sigaction(SIGHUP, nullptr, &HangUp);
  bool HangUpIgnored = HangUp.sa_handler == SIG_IGN;
  // A closed pipe behind the report is no crash, but also no success.
  InitLLVM Init(Argc, Argv, /*InstallPipeSignalExitHandler=*/false);
  // InitLLVM takes this signal, but who ignores hang-ups (nohup) wants that.
  if (HangUpIgnored)
    signal(SIGHUP, SIG_IGN);
  // A limit on the size of files makes writing fail, which is told.
  signal(SIGXFSZ, SIG_IGN);
  // What a scan starts to look through units; nothing for people.
  if (Argc == 2 && StringRef(Argv[1]) == "survey")
    return runSurveyor();

  std::string Message;
  auto Flags = clang::tooling::FixedCompilationDatabase::loadFromCommandLine(
      Argc, Argv, Message);
  if (!Message.empty())
    errs() << Message;

  for (cl::SubCommand *Sub : {&cl::SubCommand::getTopLevel(), &ScanCommand,
                              &MergeCommand, &CatalogCommand, &WhyNotCommand,
                              &JobsCommand, &AnalyzeOneCommand, &ReportCommand})
    cl::HideUnrelatedOptions(Category, *Sub);
  cl::SetVersionPrinter([](raw_ostream &OS) {
    OS << "commsec " COMMSEC_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
  });
  if (!cl::ParseCommandLineOptions(
          Argc, Argv,
          "finds communication-security misuse in C and C++\n\n"
          "  Exit status: 0 clean, 1 findings, 2 wrong usage or "
          "configuration,\n"
          "  3 incomplete (some unit was not wholly analysed; wins over 1)\n",
          &errs()))
    return ExitUsage;

  if (ScanCommand)
    return runScan(std::move(Flags));
  if (MergeCommand)
    return runMerge();
  if (WhyNotCommand)
    return runWhyNot(std::move(Flags));
  if (CatalogCommand)
    return runCatalog();
  if (JobsCommand)
    return runJobs(std::move(Flags));
  if (AnalyzeOneCommand)
    return runAnalyzeOne();
  if (ReportCommand)
    return runReport();
  return usageError(
      "expected a command: scan, merge, catalog, why-not, jobs, analyze-one "
      "or report; see commsec "
      "--help");
}
