//===--- ItemList.h - lists of items in one text ----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_TEXT_ITEMLIST_H
#define COMMSEC_TEXT_ITEMLIST_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace commsec {

/// \p List without the items for which \p IsUnwanted holds, and without the
/// separators (colon, comma, semicolon, space) that go with them. What follows
/// an `@` is an item of its own ("DEFAULT@SECLEVEL=0"). The other items and
/// their separators stay as they are.
std::string withoutItems(llvm::StringRef List,
                         llvm::function_ref<bool(llvm::StringRef)> IsUnwanted);

} // namespace commsec

#endif // COMMSEC_TEXT_ITEMLIST_H
