//===--- ItemListTest.cpp - lists of items in one text --------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Text/ItemList.h"
#include "gtest/gtest.h"

using namespace commsec;

namespace {

std::string without(llvm::StringRef List, llvm::StringRef Item) {
  return withoutItems(List, [&](llvm::StringRef I) { return I == Item; });
}

TEST(ItemListTest, RemovesAnItemWithItsSeparator) {
  EXPECT_EQ(without("a:b:c", "b"), "a:c");
  EXPECT_EQ(without("a:b:c", "a"), "b:c");
  EXPECT_EQ(without("a:b:c", "c"), "a:b");
  EXPECT_EQ(without("b", "b"), "");
  EXPECT_EQ(without("a:b, b;c", "b"), "a;c");
}

TEST(ItemListTest, KeepsTheRestAsItIs) {
  EXPECT_EQ(without("a: b ,c;", "d"), "a: b ,c;");
  EXPECT_EQ(without("", "a"), "");
  EXPECT_EQ(without("::", "a"), "::");
}

TEST(ItemListTest, AnAtSignBeginsAnItem) {
  EXPECT_EQ(without("DEFAULT@SECLEVEL=0", "@SECLEVEL=0"), "DEFAULT");
  EXPECT_EQ(without("HIGH:@SECLEVEL=0:!MD5", "@SECLEVEL=0"), "HIGH:!MD5");
  EXPECT_EQ(without("@SECLEVEL=0:HIGH", "@SECLEVEL=0"), "HIGH");
}

} // namespace
