//===--- Fingerprint.cpp - names for findings that survive edits ----------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include <array>

using namespace llvm;

namespace commsec::report {

namespace {

/// The rolling hash. Unsigned arithmetic wraps around as the original does.
class LineHasher {
public:
  std::vector<std::string> run(ArrayRef<UTF16> Text) {
    LineAt.fill(0);
    for (size_t I = 0; I != BlockSize; ++I)
      FirstMod *= Mod;
    for (UTF16 C : Text)
      character(C);
    character(0xFFFF);
    for (size_t I = 0; I != BlockSize; ++I) {
      if (LineAt[Index])
        output();
      update(0);
    }
    return std::move(Hashes);
  }

private:
  static constexpr size_t BlockSize = 100;
  static constexpr uint64_t Mod = 37;

  void character(UTF16 C) {
    if (C == ' ' || C == '\t' || (AfterReturn && C == '\n')) {
      AfterReturn = false;
      return;
    }
    AfterReturn = C == '\r';
    if (AfterReturn)
      C = '\n';
    if (LineAt[Index])
      output();
    if (AtLineStart) {
      AtLineStart = false;
      LineAt[Index] = ++Line;
    }
    AtLineStart = C == '\n';
    update(C);
  }

  void output() {
    std::string Value = utohexstr(Hash, /*LowerCase=*/true);
    unsigned Count = ++Counts[Value];
    Hashes.resize(std::max<size_t>(Hashes.size(), LineAt[Index]));
    Hashes[LineAt[Index] - 1] = Value + ":" + utostr(Count);
    LineAt[Index] = 0;
  }

  void update(UTF16 C) {
    uint64_t Gone = Window[Index];
    Window[Index] = C;
    Hash = Mod * Hash + C - FirstMod * Gone;
    Index = (Index + 1) % BlockSize;
  }

  std::array<UTF16, BlockSize> Window = {};
  std::array<unsigned, BlockSize> LineAt; ///< The line that starts there, or 0.
  uint64_t Hash = 0;
  uint64_t FirstMod = 1;
  size_t Index = 0;
  unsigned Line = 0;
  bool AtLineStart = true;
  bool AfterReturn = false;
  StringMap<unsigned> Counts;
  std::vector<std::string> Hashes;
};

} // namespace

std::vector<std::string> lineHashes(StringRef Text) {
  SmallVector<UTF16, 0> Units;
  if (!convertUTF8ToUTF16String(Text, Units)) {
    Units.clear();
    for (unsigned char C : Text)
      Units.push_back(C);
  }
  return LineHasher().run(Units);
}

std::string fingerprint(const Finding &F, StringRef Statement) {
  SHA256 Hash;
  for (StringRef Part :
       {StringRef(F.Check), StringRef(F.Fact), sys::path::filename(F.At.File),
        StringRef(F.Function), Statement}) {
    Hash.update(Part);
    Hash.update(ArrayRef<uint8_t>{0});
  }
  return toHex(Hash.final(), /*LowerCase=*/true).substr(0, 32);
}

std::vector<std::string> numberedPrints(ArrayRef<Finding> Findings) {
  std::vector<std::string> Out;
  StringMap<unsigned> Counts;
  for (const Finding &F : Findings)
    Out.push_back(F.Print + ":" + utostr(++Counts[F.Print]));
  return Out;
}

} // namespace commsec::report
