//===--- Shard.h - one of several parts of a project ------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_SHARD_H
#define COMMSEC_PROJECT_SHARD_H

#include "Project/Jobs.h"
#include <string>
#include <vector>

namespace commsec::project {

/// Part \p Number of \p Of, counted from 1.
struct Shard {
  unsigned Number = 1;
  unsigned Of = 1;

  bool isWhole() const { return Of == 1; }
  std::string name() const; ///< "2/4".
};

/// Reads "2/4". The error says what was expected.
llvm::Expected<Shard> parseShard(llvm::StringRef Text);

/// Which of \p Of parts \p J belongs to, from 0. It depends on the file and the
/// command as seen from \p Root and on nothing else, so that a further file
/// moves no other one, and every machine answers the same wherever the project
/// lies on it.
unsigned shardOf(const Job &J, llvm::StringRef Root, unsigned Of);

/// Those of \p Jobs that belong to \p S.
std::vector<Job> jobsOfShard(std::vector<Job> Jobs, llvm::StringRef Root,
                             const Shard &S);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_SHARD_H
