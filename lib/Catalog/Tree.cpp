//===--- Tree.cpp - YAML as a tree that knows its positions ---------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Tree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/YAMLParser.h"

using namespace llvm;

namespace commsec {

/// Catalogs are flat; deeper nesting is a mistake or an attack on the stack.
static constexpr unsigned MaxDepth = 40;

bool parseInteger(StringRef S, int64_t &Out) {
  bool Negative = S.consume_front("-");
  unsigned Radix = 10;
  if (S.consume_front_insensitive("0x"))
    Radix = 16;
  uint64_t U;
  if (S.empty() || S.getAsInteger(Radix, U))
    return false;
  if (Negative && U > uint64_t(1) << 63)
    return false;
  Out = static_cast<int64_t>(Negative ? uint64_t(0) - U : U);
  return true;
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

void TreeReader::error(SMLoc Loc, const Twine &Text) {
  ++Errors;
  std::pair<unsigned, unsigned> At(1, 1);
  if (Loc.isValid() && Loc.getPointer() >= File.getBufferStart() &&
      Loc.getPointer() <= File.getBufferEnd())
    At = SM.getLineAndColumn(Loc);
  OnError((File.getBufferIdentifier() + ":" + Twine(At.first) + ":" +
           Twine(At.second) + ": " + Text)
              .str());
}

void TreeReader::expected(const Tree &T, const Twine &What) {
  error(T.Loc, "found " + Twine(T.describe()) + ", expected " + What);
}

void TreeReader::unknownWord(const Tree &T, StringRef What,
                             ArrayRef<StringRef> Words) {
  StringRef Best;
  unsigned BestDistance = 4;
  for (StringRef W : Words) {
    unsigned D = W.edit_distance(T.Text, true, BestDistance);
    if (D < BestDistance) {
      BestDistance = D;
      Best = W;
    }
  }
  std::string Text = ("unknown " + What + " '" + T.Text + "'").str();
  if (!Best.empty())
    Text += "; did you mean '" + Best.str() + "'?";
  else
    Text += ", expected one of: " + join(Words, ", ");
  error(T.Loc, Text);
}

void TreeReader::onParserError(const SMDiagnostic &D, void *Context) {
  auto *R = static_cast<TreeReader *>(Context);
  std::string Text = D.getMessage().str();
  if (!Text.empty())
    Text[0] = toLower(Text[0]);
  R->error(D.getLoc(), "not YAML: " + Text);
}

//===----------------------------------------------------------------------===//
// The tree
//===----------------------------------------------------------------------===//

/// The bracket in front of \p Inside, if a flow collection begins there.
SMLoc TreeReader::opening(SMLoc Inside) const {
  const char *Begin = File.getBufferStart();
  const char *At = Inside.getPointer();
  if (At < Begin || At > File.getBufferEnd())
    return Inside;
  while (At != Begin && isSpace(At[-1]))
    --At;
  return At != Begin && (At[-1] == '[' || At[-1] == '{')
             ? SMLoc::getFromPointer(At - 1)
             : Inside;
}

bool TreeReader::build(yaml::Node *N, SMLoc Near, unsigned Depth, Tree &Out) {
  Out.Loc = Near;
  if (!N)
    return false;
  if (Depth > MaxDepth) {
    error(Near, "found deeper nesting than a catalog has, expected at most " +
                    Twine(MaxDepth) + " levels");
    return false;
  }
  // The parser notes where collections' contents begin, and nothing useful
  // for the kinds without any.
  if (isa<yaml::ScalarNode, yaml::BlockScalarNode>(N))
    Out.Loc = N->getSourceRange().Start;
  else if (isa<yaml::SequenceNode, yaml::MappingNode>(N))
    Out.Loc = opening(N->getSourceRange().Start);
  if (auto *S = dyn_cast<yaml::ScalarNode>(N)) {
    SmallString<128> Storage;
    Out.K = Tree::Scalar;
    Out.Text = S->getValue(Storage).str();
    StringRef Raw = S->getRawValue();
    if (Raw.empty() || Raw == "~" || Raw == "null")
      Out.K = Tree::Null;
    return true;
  }
  if (auto *S = dyn_cast<yaml::BlockScalarNode>(N)) {
    Out.K = Tree::Scalar;
    Out.Text = S->getValue().str();
    return true;
  }
  if (auto *S = dyn_cast<yaml::SequenceNode>(N)) {
    Out.K = Tree::List;
    for (yaml::Node &I : *S) {
      Tree Item;
      if (!build(&I, Out.Loc, Depth + 1, Item))
        return false;
      Out.Items.push_back(std::move(Item));
    }
    return !N->failed();
  }
  if (auto *M = dyn_cast<yaml::MappingNode>(N)) {
    Out.K = Tree::Map;
    for (yaml::KeyValueNode &KV : *M) {
      TreeEntry E;
      if (!build(KV.getKey(), Out.Loc, Depth + 1, E.Key) ||
          !build(KV.getValue(), E.Key.Loc, Depth + 1, E.Value))
        return false;
      // As a key, `null` is the name of a test.
      if (E.Key.K == Tree::Null && !E.Key.Text.empty())
        E.Key.K = Tree::Scalar;
      Out.Entries.push_back(std::move(E));
    }
    return !N->failed();
  }
  if (isa<yaml::AliasNode>(N)) {
    Out.K = Tree::Alias;
    return true;
  }
  return !N->failed();
}

std::optional<Tree> TreeReader::document() {
  SM.setDiagHandler(onParserError, this);
  Tree Root;
  {
    yaml::Stream Stream(File, SM, /*ShowColors=*/false);
    auto Doc = Stream.begin();
    if (Doc == Stream.end())
      return std::nullopt;
    bool Ok = build(Doc->getRoot(),
                    SMLoc::getFromPointer(File.getBufferStart()), 0, Root);
    if (!Ok || Stream.failed()) {
      if (!Errors)
        error(Root.Loc, "not YAML");
      return std::nullopt;
    }
    ++Doc;
    if (Stream.failed()) {
      if (!Errors)
        error(Root.Loc, "not YAML");
      return std::nullopt;
    }
    if (Doc != Stream.end()) {
      Tree Second;
      SMLoc End = SMLoc::getFromPointer(File.getBufferEnd());
      if (build(Doc->getRoot(), End, 0, Second) && Second.K != Tree::Null)
        error(Second.Loc, "found a second document, expected one");
    }
  }
  return Root;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void TreeReader::keys(const Tree &T, StringRef What, const Keys &Readers) {
  if (T.K != Tree::Map)
    return expected(T, "a mapping (" + Twine(What) + ")");
  StringMap<const Tree *> Found;
  for (const auto &[Key, Value] : T.Entries) {
    if (Key.K != Tree::Scalar) {
      expected(Key, "a key");
      continue;
    }
    StringRef Written = Key.Text;
    if (none_of(Readers, [&](const auto &R) { return R.first == Written; })) {
      SmallVector<StringRef> Words;
      for (const auto &R : Readers)
        Words.push_back(R.first);
      unknownWord(Key, ("key in " + What).str(), Words);
      continue;
    }
    if (!Found.try_emplace(Key.Text, &Value).second)
      error(Key.Loc, "found '" + Twine(Key.Text) +
                         "' a second time, expected it once in " + What);
  }
  for (const auto &[Key, Read] : Readers) {
    auto It = Found.find(Key);
    if (It != Found.end())
      Read(*It->second);
  }
}

bool TreeReader::string(const Tree &T, std::string &Out, StringRef What) {
  if (T.K != Tree::Scalar) {
    expected(T, What);
    return false;
  }
  Out = StringRef(T.Text).rtrim('\n').str();
  return true;
}

bool TreeReader::boolean(const Tree &T, bool &Out) {
  std::optional<bool> B;
  if (T.K == Tree::Scalar)
    B = yaml::parseBool(T.Text);
  if (!B) {
    expected(T, "true or false");
    return false;
  }
  Out = *B;
  return true;
}

bool TreeReader::integer(const Tree &T, int64_t &Out, StringRef What) {
  if (T.K == Tree::Scalar && parseInteger(T.Text, Out))
    return true;
  expected(T, What);
  return false;
}

bool TreeReader::number(const Tree &T, int &Out, int Least, StringRef What) {
  int64_t V;
  if (T.K == Tree::Scalar && parseInteger(T.Text, V) && V >= Least &&
      V <= INT32_MAX) {
    Out = static_cast<int>(V);
    return true;
  }
  expected(T, What);
  return false;
}

bool TreeReader::word(const Tree &T, std::string &Out, StringRef What,
                      ArrayRef<StringLiteral> Words) {
  if (T.K != Tree::Scalar) {
    expected(T, "a " + Twine(What));
    return false;
  }
  if (!is_contained(Words, T.Text)) {
    SmallVector<StringRef> W(Words.begin(), Words.end());
    unknownWord(T, What, W);
    return false;
  }
  Out = T.Text;
  return true;
}

void TreeReader::each(const Tree &T, StringRef What,
                      function_ref<void(const Tree &)> Each) {
  if (T.K == Tree::List) {
    for (const Tree &I : T.Items)
      Each(I);
    return;
  }
  if (T.K == Tree::Null || T.K == Tree::Alias)
    return expected(T, What);
  Each(T);
}

TreeReader::ValueReader TreeReader::text(std::string &Out) {
  return [this, &Out](const Tree &T) { string(T, Out); };
}

TreeReader::ValueReader TreeReader::flag(bool &Out) {
  return [this, &Out](const Tree &T) { boolean(T, Out); };
}

TreeReader::ValueReader TreeReader::flag(std::optional<bool> &Out) {
  return [this, &Out](const Tree &T) {
    bool B;
    if (boolean(T, B))
      Out = B;
  };
}

TreeReader::ValueReader TreeReader::strings(std::vector<std::string> &Out) {
  return [this, &Out](const Tree &T) {
    each(T, "a string or a list of strings", [&](const Tree &I) {
      std::string S;
      if (string(I, S))
        Out.push_back(std::move(S));
    });
  };
}

} // namespace commsec
