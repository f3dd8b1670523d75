//===--- Loader.h - reads one catalog file ----------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_LOADER_H
#define COMMSEC_CATALOG_LOADER_H

#include "Catalog/Fact.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <optional>
#include <string>

namespace commsec {

/// Names that files loaded before have defined, with the file that did. Fact
/// ids and contract names are unique in the whole catalog.
struct KnownNames {
  llvm::StringMap<std::string> Facts;
  llvm::StringMap<std::string> Contracts;
};

/// Reads one library from YAML. Each error is told through \p OnError as
/// "FILE:LINE:COLUMN: what was found, what was expected"; a fact with an error
/// is left out and the remaining ones still work. Answers none only when the
/// file as a whole can't be used (it is not YAML, or names no library).
///
/// The same loader serves the build (tools/commsec catalog check), the module
/// (embedded files) and the users' own files (`CommsecCatalogs`). With
/// \p Known, the file may refer to the contracts of files loaded before it,
/// may not define their names again, and adds its own names.
std::optional<Library>
loadLibrary(llvm::MemoryBufferRef File,
            llvm::function_ref<void(const std::string &)> OnError,
            KnownNames *Known = nullptr);

} // namespace commsec

#endif // COMMSEC_CATALOG_LOADER_H
