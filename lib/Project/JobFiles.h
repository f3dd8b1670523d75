//===--- JobFiles.h - jobs for a scheduler, a file each ---------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_JOBFILES_H
#define COMMSEC_PROJECT_JOBFILES_H

#include "Project/Jobs.h"
#include "Report/Model.h"
#include <string>
#include <vector>

namespace commsec::project {

/// The jobs of a scan, as files for any scheduler: FOLDER/1.json and so on, in
/// the order of the jobs. What becomes of FOLDER/7.json is put into a file
/// 7.json, too, in another folder. docs/distributed.md has the format.
struct JobFiles {
  std::vector<Job> Jobs;
  std::string Root; ///< Relative paths in reports start here.
};

/// Writes \p Files to \p Folder, which is made if need be, and must be empty:
/// jobs of an earlier scan would be taken for this one's.
llvm::Error writeJobFiles(llvm::StringRef Folder, const JobFiles &Files);

/// All jobs in \p Folder.
llvm::Expected<JobFiles> readJobFiles(llvm::StringRef Folder);

/// Reads one job file.
llvm::Expected<Job> readJobFile(llvm::StringRef Path);

/// Writes \p U to \p Path, all of it or nothing.
llvm::Error writeUnitFile(llvm::StringRef Path, const report::Unit &U);

/// What is in \p Folder of the units of \p Jobs, one for each. A unit whose
/// file is missing or can't be read has failed.
std::vector<report::Unit> readUnitFiles(llvm::StringRef Folder,
                                        llvm::ArrayRef<Job> Jobs);

} // namespace commsec::project

#endif // COMMSEC_PROJECT_JOBFILES_H
