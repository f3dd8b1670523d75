//===--- Sources.h - lines of the files that findings are in ----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_REPORT_SOURCES_H
#define COMMSEC_REPORT_SOURCES_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <utility>

namespace commsec::report {

/// Reads source files, each once. What can't be read is empty.
class Sources {
public:
  llvm::StringRef text(llvm::StringRef File);
  /// Line \p Number (from 1) of \p File, without its end.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);
  /// The line and column (from 1, in bytes) of an offset.
  std::pair<unsigned, unsigned> position(llvm::StringRef File, size_t Offset);
  /// The offset of a line and column (from 1, in bytes); the end of the file
  /// if there is no such line.
  size_t offset(llvm::StringRef File, unsigned Line, unsigned Column);
  /// The column (from 1, in bytes) as SARIF and browsers count: in UTF-16
  /// units.
  unsigned utf16Column(llvm::StringRef File, unsigned Line, unsigned Column);

private:
  struct Entry {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    llvm::SmallVector<size_t, 0> Starts; ///< Offsets of the lines.
  };
  Entry &entry(llvm::StringRef File);

  llvm::StringMap<Entry> Files;
};

} // namespace commsec::report

#endif // COMMSEC_REPORT_SOURCES_H
