//===--- Model.h - what a scan has found ------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_MODEL_H
#define COMMSEC_REPORT_MODEL_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace commsec::report {

/// A range in a file. Lines and columns count from 1, columns in bytes; the
/// end is exclusive.
struct Place {
  std::string File; ///< Absolute, symbolic links resolved.
  unsigned Line = 0;
  unsigned Column = 0;
  unsigned EndLine = 0;
  unsigned EndColumn = 0;

  // What the source tells of it, from addDetails() or a SARIF file:
  unsigned Column16 = 0;    ///< In UTF-16 units; 0 if it is not known yet.
  unsigned EndColumn16 = 0; ///< In UTF-16 units.
  std::string Text;         ///< What it covers; empty if that is long.
  std::string Lines;        ///< The whole lines; empty if they are long.
};

/// One step of the way to a finding.
struct Note {
  Place At;
  std::string Text;
};

/// Replaces At by Text.
struct Edit {
  Place At;
  std::string Text;
};

/// A NOLINT comment that names our checks, or silences one of them.
struct Directive {
  Place At;           ///< From `NOLINT` to the end of its list of checks.
  std::string Kind;   ///< "NOLINT", "NOLINTNEXTLINE", "NOLINTBEGIN".
  std::string Checks; ///< The globs as written; empty: all checks.
  std::string Reason; ///< What the comment says behind it.
  /// The items of Checks that are about our checks and silenced nothing.
  std::vector<std::string> Unused;
  std::string LineHash; ///< From addDetails(), if comments are asked about.
};

/// How a finding stands to a baseline.
enum class Novelty {
  Unknown, ///< There is no baseline.
  New,     ///< It is not in the baseline.
  Known,   ///< It is in the baseline: it does not fail a run.
};

/// One report, without any reference to the AST it comes from.
struct Finding {
  std::string Check; ///< Without the `commsec-` prefix.
  std::string Fact;
  std::string Severity = "medium"; ///< Of the fact: low, medium or high.
  bool Conditional = false;
  Place At;
  std::string Message;
  std::string Function; ///< The qualified name of the enclosing function.
  std::vector<Note> Notes;
  std::vector<Edit> Fixes;
  /// The comment that silences it. Such a finding is not shown, does not count
  /// and does not fail a run; SARIF has it as suppressed.
  std::optional<Directive> Silenced;
  Novelty Age = Novelty::Unknown;

  // From addDetails() or a SARIF file:
  std::string LineHash;        ///< GitHub's `primaryLocationLineHash`.
  std::string Print;           ///< Our fingerprint, without its number.
  std::vector<int> Weaknesses; ///< CWE numbers of the fact.
  std::vector<std::string> Articles;

  /// True if it is to be shown and counted.
  bool active() const { return !Silenced && Age != Novelty::Known; }
};

/// A finding that a baseline has: enough to recognise and to name it.
struct Known {
  std::string Check;
  std::string Fact;
  std::string File; ///< Absolute.
  std::string Function;
  std::string Message;
  std::string Print;
  unsigned Count = 1; ///< How many findings look like this.
};

enum class UnitStatus {
  Analysed,
  Errors,      ///< Analysed as far as the compiler could repair its errors.
  Failed,      ///< The worker gave no answer.
  Crashed,     ///< Ended by a signal.
  TimedOut,    ///< Killed after the time limit.
  OutOfMemory, ///< Ended at the memory limit.
  Interrupted, ///< Not begun, or not finished, when the run was ended.
};

/// What became of one job.
struct Unit {
  std::string File;
  UnitStatus Status = UnitStatus::Analysed;
  unsigned Errors = 0; ///< Of the compiler.
  /// What went wrong, one line: the first error, the signal, the time limit.
  std::string Problem;
  std::vector<std::string> Log; ///< The telling lines of the worker's output.
  std::vector<std::string> ConfigurationErrors;
  unsigned BudgetHits = 0; ///< Functions whose analysis was cut short.
  /// What a second try had to leave out because it ended the first one:
  /// "commsec-weak-tls-version"; empty if nothing.
  std::string LeftOut;
  /// How the first of two tries ended, if the second one was needed for the
  /// answer and left something out or failed, too; Log is the first one's then.
  std::string FirstTry;
  std::vector<std::string> DroppedFlags; ///< That Clang does not know.
  /// The ids of the facts whose names the unit uses, with those of what they
  /// need: what it was judged on.
  std::vector<std::string> Judged;
  std::vector<Directive> Directives;
  std::vector<Finding> Findings;
  /// If the job asks for it: all that the answer depends on, as
  /// project::Inputs::encode() made it.
  std::string Inputs;

  /// True if nothing of it was lost.
  bool complete() const {
    return Status == UnitStatus::Analysed && LeftOut.empty();
  }
};

/// The state of the repository that was scanned.
struct Revision {
  std::string Repository; ///< Its URI.
  std::string Id;         ///< The commit.
};

/// How much of a project a scan is about.
struct Extent {
  /// False if only some files, or changes, were asked for.
  bool Whole = true;
  /// Of a run with `--shard 2/3`: {2, 3}; else {0, 0}.
  unsigned Shard = 0;
  unsigned Shards = 0;
};

/// The whole scan, ready to be written.
struct Scan {
  std::string Root; ///< Relative paths in files for others start here.
  std::vector<Finding> Findings; ///< By place, without duplicates.
  /// In the order of files, without findings, directives and facts.
  std::vector<Unit> Units;
  /// The NOLINT comments of all units, by place; an item of a list is unused if
  /// no unit needed it.
  std::vector<Directive> Directives;
  std::vector<std::string> ConfigurationErrors;
  /// The ids of the facts that some unit was judged on.
  std::vector<std::string> Judged;

  Extent Part;
  /// The comments were asked about: findings on them are wanted.
  bool SuppressionsChecked = false;
  /// There is a baseline; these of it were not found.
  bool HasBaseline = false;
  std::vector<Known> Missing;
  std::optional<Revision> State;
  std::map<std::string, std::string> Hashes; ///< SHA-256 of the files.
  /// Of a SARIF file: what it says of the tool, and its taxonomies.
  std::optional<llvm::json::Object> Frame;

  /// The number of findings that are to be shown.
  size_t active() const;
  unsigned count(UnitStatus Status) const;
  /// True if every unit was analysed without an error.
  bool complete() const;
  /// The flags that were dropped because Clang does not know them, and of how
  /// many units.
  std::map<std::string, size_t> droppedFlags() const;
  /// True if what was not found is not there: the whole project was analysed.
  bool conclusive() const;
};

/// "analysed", "errors", ...: the word for \p Status in JSON.
llvm::StringRef statusName(UnitStatus Status);

/// Puts the findings of all units into one list: by path, line, column and
/// check, one for each of these. What headers yield in many units comes once.
Scan merge(std::vector<Unit> Units, std::string Root);

/// Sorts what \p S holds and keeps each thing once. The order depends on the
/// contents only, so that the parts of a scan, put together, are the scan.
void normalise(Scan &S);

llvm::json::Value toJSON(const Unit &U);
bool fromJSON(const llvm::json::Value &V, Unit &U, llvm::json::Path P);

} // namespace commsec::report

#endif // COMMSEC_REPORT_MODEL_H
