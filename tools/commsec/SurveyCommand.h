//===--- SurveyCommand.h - surveys units for a scan -------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TOOLS_SURVEYCOMMAND_H
#define COMMSEC_TOOLS_SURVEYCOMMAND_H

namespace commsec {

/// The hidden command `survey`: settings and jobs from the standard input,
/// what is known of their units to the standard output. Answers the exit code.
int runSurveyor();

} // namespace commsec

#endif // COMMSEC_TOOLS_SURVEYCOMMAND_H
