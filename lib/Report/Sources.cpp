//===--- Sources.cpp - lines of the files that findings are in ------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace llvm;

namespace commsec::report {

Sources::Entry &Sources::entry(StringRef File) {
  auto [It, New] = Files.try_emplace(File);
  Entry &E = It->second;
  if (!New)
    return E;
  if (auto Buffer = MemoryBuffer::getFile(File))
    E.Buffer = std::move(*Buffer);
  else
    E.Buffer = MemoryBuffer::getMemBuffer("");
  StringRef Text = E.Buffer->getBuffer();
  E.Starts.push_back(0);
  for (size_t I = 0; I != Text.size(); ++I)
    if (Text[I] == '\n')
      E.Starts.push_back(I + 1);
  return E;
}

StringRef Sources::text(StringRef File) {
  return entry(File).Buffer->getBuffer();
}

StringRef Sources::line(StringRef File, unsigned Number) {
  Entry &E = entry(File);
  if (Number == 0 || Number > E.Starts.size())
    return {};
  StringRef Rest = E.Buffer->getBuffer().substr(E.Starts[Number - 1]);
  return Rest.take_until([](char C) { return C == '\n'; }).rtrim('\r');
}

std::pair<unsigned, unsigned> Sources::position(StringRef File, size_t Offset) {
  Entry &E = entry(File);
  Offset = std::min(Offset, E.Buffer->getBufferSize());
  auto Line = llvm::upper_bound(E.Starts, Offset) - E.Starts.begin();
  return {static_cast<unsigned>(Line),
          static_cast<unsigned>(Offset - E.Starts[Line - 1] + 1)};
}

size_t Sources::offset(StringRef File, unsigned Line, unsigned Column) {
  Entry &E = entry(File);
  if (Line == 0 || Line > E.Starts.size())
    return E.Buffer->getBufferSize();
  return std::min(E.Starts[Line - 1] + std::max(Column, 1U) - 1,
                  E.Buffer->getBufferSize());
}

unsigned Sources::utf16Column(StringRef File, unsigned Line, unsigned Column) {
  StringRef Before = line(File, Line).take_front(Column - 1);
  SmallVector<UTF16, 0> Units;
  if (Column == 0 || !convertUTF8ToUTF16String(Before, Units))
    return std::max(Column, 1U);
  return Column - Before.size() + Units.size();
}

} // namespace commsec::report
