//===--- Identity.cpp - which build of the tool this is -------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Identity.h"
#include "Project/Inputs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <cstring>
#include <elf.h>
#include <link.h>

using namespace llvm;

namespace commsec::project {

/// The build id in the notes of \p Object; empty if it has none.
static StringRef buildId(const dl_phdr_info &Object) {
  for (const ElfW(Phdr) &Header :
       ArrayRef(Object.dlpi_phdr, Object.dlpi_phnum)) {
    if (Header.p_type != PT_NOTE)
      continue;
    auto Padded = [&](size_t Size) {
      size_t Align = Header.p_align == 8 ? 8 : 4;
      return (Size + Align - 1) / Align * Align;
    };
    StringRef Notes(
        reinterpret_cast<const char *>(Object.dlpi_addr + Header.p_vaddr),
        Header.p_memsz);
    while (Notes.size() >= sizeof(ElfW(Nhdr))) {
      ElfW(Nhdr) Note;
      std::memcpy(&Note, Notes.data(), sizeof(Note));
      StringRef Name = Notes.substr(sizeof(Note), Note.n_namesz);
      StringRef Bytes =
          Notes.substr(sizeof(Note) + Padded(Note.n_namesz), Note.n_descsz);
      if (Note.n_type == NT_GNU_BUILD_ID && Name == StringRef("GNU\0", 4))
        return Bytes;
      Notes = Notes.drop_front(
          std::min(Notes.size(), sizeof(Note) + Padded(Note.n_namesz) +
                                     Padded(Note.n_descsz)));
    }
  }
  return {};
}

static int addObject(dl_phdr_info *Object, size_t, void *Into) {
  auto &Out = *static_cast<std::string *>(Into);
  StringRef Name = Object->dlpi_name;
  // The kernel's own library speaks of the machine, not of the program.
  if (Name.starts_with("linux-vdso"))
    return 0;
  StringRef Id = buildId(*Object);
  std::string Hash;
  if (Id.empty()) {
    std::string Path = Name.empty() ? "/proc/self/exe" : Name.str();
    Digest D = digestOf(readFile(Path).value_or(Path));
    Hash.assign(D.begin(), D.end());
    Id = Hash;
  }
  Out += toHex(Id, /*LowerCase=*/true) + '\n';
  return 0;
}

const std::string &buildIdentity() {
  static const std::string Identity = [] {
    std::string Out;
    dl_iterate_phdr(addObject, &Out);
    return Out;
  }();
  return Identity;
}

} // namespace commsec::project
