//===--- Relevance.h - what a report needs ----------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_RELEVANCE_H
#define COMMSEC_PROJECT_RELEVANCE_H

#include "Catalog/Catalog.h"
#include "Project/Words.h"
#include "llvm/ADT/DenseSet.h"

namespace commsec::project {

/// Which words have to be in a unit for some fact of the catalog to be reported
/// there. A necessary condition: where it does not hold, the analysis reports
/// nothing; where it does, the analysis decides.
///
/// A fact is reported at a place that names it: a call, an override or a use in
/// the user's own code, with the last part of its name. Its classes and
/// namespaces need only be declared somewhere. Constructions and writes can be
/// implicit (conversions, members, initializer lists), so of them, everything
/// need only be declared, and so does a type that an operand must have. A fact
/// that asks for slots needs other facts that can
/// write them.
class Relevance {
public:
  struct Options {
    /// Whether the check of this name, without prefix, runs.
    llvm::function_ref<bool(llvm::StringRef)> Runs;
    bool Pedantic = false;
    bool AllSends = false;
  };

  /// \p Facts has to outlive it.
  Relevance(const Catalog &Facts, const Options &O, Vocabulary &Into);

  /// The words that a user's code may have to write.
  llvm::ArrayRef<std::pair<Word, std::string>> writtenNames() const {
    return Written;
  }

  /// True if a unit with these words may have a report. \p Writes: the user's
  /// code has the word; \p Has: any file of the unit has it.
  bool mayReport(llvm::function_ref<bool(Word)> Writes,
                 llvm::function_ref<bool(Word)> Has) const;

private:
  struct Name {
    std::optional<Word> Written;
    llvm::SmallVector<Word, 3> Declared;
  };
  struct Needs {
    llvm::SmallVector<Name, 1> AnyOf;
    /// For each condition on an operand's type, the types, and of each the
    /// words of its name.
    std::vector<std::vector<llvm::SmallVector<Word, 3>>> Types;
    const Fact *F = nullptr;
  };

  std::vector<Needs> Facts;
  llvm::DenseSet<const Fact *> Reports;
  std::vector<std::pair<Word, std::string>> Written;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_RELEVANCE_H
