//===--- Archive.h - a library as bytes -------------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// The build reads the YAML files once and embeds what they say in this form,
/// so that a run of the checks does not begin with parsing them. Only the
/// build writes it and only the same build's products read it: there is no
/// version and no byte order to care for.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_ARCHIVE_H
#define COMMSEC_CATALOG_ARCHIVE_H

#include "Catalog/Fact.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace commsec {

/// \p L as bytes.
std::string writeLibrary(const Library &L);

/// The library that writeLibrary() made \p Bytes from.
Library readLibrary(llvm::StringRef Bytes);

} // namespace commsec

#endif // COMMSEC_CATALOG_ARCHIVE_H
