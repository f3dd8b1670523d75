//===--- Instances.h - what system headers may instantiate ------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_INSTANCES_H
#define COMMSEC_ANALYSIS_INSTANCES_H

#include "Analysis/Unit.h"

namespace commsec {

/// Asked of a unit that was parsed without the bodies of functions in system
/// headers: could they have made something that the analysis would look at?
/// The engine follows no call into them, so what is missing are the instances
/// of the user's own templates that only they ask for: of a generic lambda that
/// is handed to a library, of a class that std::make_shared makes. False only
/// if no such instance can change an answer.
bool mayLackInstances(clang::ASTContext &Context, Names &N, const Unit &U);

} // namespace commsec

#endif // COMMSEC_ANALYSIS_INSTANCES_H
