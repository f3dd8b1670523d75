//===--- Identity.h - which build of the tool this is -----------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_IDENTITY_H
#define COMMSEC_PROJECT_IDENTITY_H

#include <string>

namespace commsec::project {

/// Tells builds of this program, and of the libraries it runs with, apart: the
/// linker's build ids of all that is loaded, or hashes of the files of what has
/// none. The built-in catalog is part of the program.
const std::string &buildIdentity();

} // namespace commsec::project

#endif // COMMSEC_PROJECT_IDENTITY_H
