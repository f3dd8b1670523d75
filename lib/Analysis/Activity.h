//===--- Activity.h - what the analysis is doing just now -------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_ACTIVITY_H
#define COMMSEC_ANALYSIS_ACTIVITY_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/PrettyStackTrace.h"
#include <string>

namespace commsec {

/// What the analysis is doing as long as this object lives, for whoever has to
/// tell why it did not end: stack dumps show it, and tell() can be called in a
/// signal handler. The strings must outlive the object.
///
/// The lines are those of Text/ActivityLog.h.
class Activity final : public llvm::PrettyStackTraceEntry {
public:
  /// Judging whether a fact holds. \p Check may be empty.
  Activity(llvm::StringRef Fact, llvm::StringRef Check);
  /// Following the paths of a function.
  explicit Activity(llvm::StringRef Function);
  ~Activity() override;

  void print(llvm::raw_ostream &OS) const override;

  /// Writes a line for each activity of this process, the outermost first.
  /// Calls nothing that is not safe in a signal handler.
  static void tell(int Descriptor);

private:
  void begin();

  bool OfFact;
  llvm::StringRef Name, Check;
  const Activity *Outer;
};

/// What an analysis is to leave out because it ended an earlier one.
struct Omission {
  std::string Check;    ///< The facts of this check, without prefix.
  std::string Function; ///< The body of this function, qualified.
};

/// Sets what all analyses of this process leave out. Call it before the first.
void setOmission(Omission O);
bool isOmittedCheck(llvm::StringRef Check);
bool isOmittedFunction(llvm::StringRef Function);

} // namespace commsec

#endif // COMMSEC_ANALYSIS_ACTIVITY_H
