//===--- Tree.h - YAML as a tree that knows its positions -------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reads YAML in two steps: llvm::yaml's parser gives a plain tree in which
/// each node knows its position, and typed readers turn the tree into values.
/// llvm::yaml::IO would do both at once, but it stops at the first error, so
/// one mistake would cost a user all facts of the file.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_TREE_H
#define COMMSEC_CATALOG_TREE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/SMLoc.h"
#include "llvm/Support/SourceMgr.h"
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace llvm::yaml {
class Node;
} // namespace llvm::yaml

namespace commsec {

struct TreeEntry;

struct Tree {
  enum Kind { Null, Alias, Scalar, List, Map } K = Null;
  std::string Text; ///< Of a scalar, unescaped.
  llvm::SMLoc Loc;
  std::vector<Tree> Items;        ///< Of a list.
  std::vector<TreeEntry> Entries; ///< Of a map.

  /// How an error message names what was found.
  std::string describe() const {
    switch (K) {
    case Null:
      return "nothing";
    case Alias:
      return "an alias";
    case Scalar:
      return "'" + Text + "'";
    case List:
      return "a list";
    case Map:
      return "a mapping";
    }
    llvm_unreachable("all kinds are covered");
  }
};

struct TreeEntry {
  Tree Key, Value;
};

/// Decimal, hexadecimal (0x), negative; up to 64 bits, unsigned ones wrap.
bool parseInteger(llvm::StringRef S, int64_t &Out);

/// Reads one file. What is wrong is told as "FILE:LINE:COLUMN: what was found,
/// what was expected"; each function answers whether it could read, and what
/// it could not read stays as it was.
class TreeReader {
public:
  TreeReader(llvm::MemoryBufferRef File,
             llvm::function_ref<void(const std::string &)> OnError)
      : File(File), OnError(OnError) {}

protected:
  /// The only document of the file; none if it is no YAML, or empty.
  std::optional<Tree> document();

  void error(llvm::SMLoc Loc, const llvm::Twine &Text);
  void expected(const Tree &T, const llvm::Twine &What);
  /// "unknown WHAT 'TEXT'", with the nearest of \p Words, or else all of them.
  void unknownWord(const Tree &T, llvm::StringRef What,
                   llvm::ArrayRef<llvm::StringRef> Words);

  using ValueReader = std::function<void(const Tree &)>;
  using Keys = std::vector<std::pair<llvm::StringRef, ValueReader>>;

  /// Reads each key of \p T with its reader, in the order of \p Readers: what
  /// is defined by one key can be used by the next ones wherever it stands.
  void keys(const Tree &T, llvm::StringRef What, const Keys &Readers);

  bool string(const Tree &T, std::string &Out,
              llvm::StringRef What = "a string");
  bool boolean(const Tree &T, bool &Out);
  bool integer(const Tree &T, int64_t &Out,
               llvm::StringRef What = "an integer");
  /// An integer of at least \p Least that an int holds.
  bool number(const Tree &T, int &Out, int Least, llvm::StringRef What);
  /// One of \p Words.
  bool word(const Tree &T, std::string &Out, llvm::StringRef What,
            llvm::ArrayRef<llvm::StringLiteral> Words);

  /// Applies \p Each to the items of a list; anything else is a list of one.
  void each(const Tree &T, llvm::StringRef What,
            llvm::function_ref<void(const Tree &)> Each);

  ValueReader text(std::string &Out);
  ValueReader flag(bool &Out);
  ValueReader flag(std::optional<bool> &Out);
  ValueReader strings(std::vector<std::string> &Out);

  llvm::MemoryBufferRef File;
  unsigned Errors = 0; ///< Told so far.

private:
  static void onParserError(const llvm::SMDiagnostic &D, void *Context);
  llvm::SMLoc opening(llvm::SMLoc Inside) const;
  bool build(llvm::yaml::Node *N, llvm::SMLoc Near, unsigned Depth, Tree &Out);

  llvm::function_ref<void(const std::string &)> OnError;
  llvm::SourceMgr SM;
};

} // namespace commsec

#endif // COMMSEC_CATALOG_TREE_H
