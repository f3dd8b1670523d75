//===--- Cache.h - what earlier runs have found out -------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_CACHE_H
#define COMMSEC_PROJECT_CACHE_H

#include "Project/Inputs.h"
#include "Project/Jobs.h"
#include "Report/Model.h"
#include "llvm/Support/CachePruning.h"
#include <functional>
#include <optional>
#include <string>

namespace commsec::project {

/// The folder of the cache if none is named: $COMMSEC_CACHE_DIR, also if that
/// is empty; else $XDG_CACHE_HOME/commsec, else $HOME/.cache/commsec. Empty:
/// without a cache.
std::string defaultCacheFolder();

/// An answer out of the cache.
struct CachedUnit {
  report::Unit U;
  std::string Inputs; ///< As Inputs::encode() made them.
};

/// Answers of earlier runs, each with all that it depends on. Whatever is wrong
/// with an entry, it counts as not there, and the next answer replaces it.
/// Several runs may share a folder: entries are replaced as a whole.
class Cache {
public:
  /// How many answers are kept of one unit: going back to an earlier state of
  /// the sources finds the answer of then.
  static constexpr size_t MaxAnswers = 4;

  /// Opens \p Folder, and makes it if need be. \p OnProblem is told once when
  /// nothing can be written any more; what is there is still used.
  Cache(std::string Folder, std::function<void(const std::string &)> OnProblem);

  /// The answer for \p J, if all that it depends on is as it was then.
  std::optional<CachedUnit> find(const Job &J, FileStates &Now);

  /// Keeps \p U, the answer for \p J, that depends on \p Inputs. Only whole
  /// answers are kept: not of a unit that crashed, ran out of time or memory,
  /// or was judged with a check left out.
  void store(const Job &J, const report::Unit &U, llvm::StringRef Inputs);

  /// Removes the answers that were not used for long, or are too many.
  void prune(const llvm::CachePruningPolicy &Policy);

private:
  std::string path(const Job &J) const;

  std::string Folder;
  std::function<void(const std::string &)> OnProblem;
  bool Writable = true;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_CACHE_H
