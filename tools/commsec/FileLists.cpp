//===--- FileLists.cpp - names of files in a file -------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileLists.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace commsec {

Expected<std::vector<std::string>> readFileList(StringRef Path) {
  auto Text = MemoryBuffer::getFileOrSTDIN(Path);
  if (!Text)
    return createStringError(Path + ": " + Text.getError().message());
  std::vector<std::string> Names;
  for (line_iterator Line(**Text); !Line.is_at_eof(); ++Line)
    if (StringRef Name = Line->rtrim('\r'); !Name.empty())
      Names.push_back(Name.str());
  return Names;
}

} // namespace commsec
