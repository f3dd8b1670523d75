//===--- NoLint.cpp - comments that silence findings ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/NoLint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <optional>

using namespace llvm;

namespace commsec::report {

static constexpr StringLiteral Mark = "NOLINT";
static constexpr StringLiteral Kinds[] = {"NOLINT", "NOLINTNEXTLINE",
                                          "NOLINTBEGIN", "NOLINTEND"};

/// True if \p Text is what \p Pattern describes, in which `*` is any text.
static bool matches(StringRef Pattern, StringRef Text) {
  auto [Head, Tail] = Pattern.split('*');
  if (Head.size() == Pattern.size())
    return Pattern == Text;
  if (!Text.consume_front(Head))
    return false;
  while (true) {
    auto [Piece, Rest] = Tail.split('*');
    if (Piece.size() == Tail.size())
      return Text.ends_with(Piece);
    size_t At = Text.find(Piece);
    if (At == StringRef::npos)
      return false;
    Text = Text.substr(At + Piece.size());
    Tail = Rest;
  }
}

bool listHolds(StringRef Checks, StringRef Check) {
  bool Holds = false;
  for (StringRef Item : split(Checks, ',')) {
    Item = Item.trim();
    bool Excludes = Item.consume_front("-");
    if (matches(Item, Check))
      Holds = !Excludes;
  }
  return Holds;
}

std::vector<StringRef> ownItems(StringRef Checks) {
  std::vector<StringRef> Items;
  for (StringRef Item : split(Checks, ','))
    if (Item.trim().starts_with("commsec"))
      Items.push_back(Item.trim());
  return Items;
}

namespace {

/// One comment, as it stands in the text.
struct Token {
  StringRef Kind;
  size_t Begin;
  size_t End; ///< After the list of checks.
  std::optional<StringRef> Checks;
};

} // namespace

/// The first one from \p From on.
static std::optional<Token> next(StringRef Text, size_t From) {
  for (size_t At = Text.find(Mark, From); At != StringRef::npos;
       At = Text.find(Mark, At + Mark.size())) {
    StringRef Word = Text.substr(At).take_while(isAlpha);
    const auto *Kind = llvm::find(Kinds, Word);
    if (Kind == std::end(Kinds))
      continue;
    Token T{*Kind, At, At + Word.size(), std::nullopt};
    if (Text.substr(T.End).starts_with("(")) {
      size_t Close = Text.find_first_of("\n)", T.End);
      if (Close != StringRef::npos && Text[Close] == ')') {
        T.Checks = Text.slice(T.End + 1, Close).trim();
        T.End = Close + 1;
      }
    }
    return T;
  }
  return std::nullopt;
}

bool namesOwnChecks(StringRef Text) {
  for (auto T = next(Text, 0); T; T = next(Text, T->End))
    if (T->Checks && !ownItems(*T->Checks).empty())
      return true;
  return false;
}

/// What the comment says after its list, without the mark that introduces it.
static StringRef reason(StringRef Rest) {
  Rest = Rest.take_until([](char C) { return C == '\n'; });
  Rest = Rest.slice(0, Rest.find("*/"));
  Rest = Rest.slice(0, Rest.find(Mark));
  return Rest.trim().ltrim(":-,;").ltrim();
}

NoLints::NoLints(StringRef File, StringRef Text) {
  std::vector<size_t> Open; ///< Blocks without an end yet.
  unsigned Line = 1;
  size_t LineStart = 0;
  for (auto T = next(Text, 0); T; T = next(Text, T->End)) {
    for (size_t End = Text.find('\n', LineStart); End < T->Begin;
         End = Text.find('\n', LineStart)) {
      ++Line;
      LineStart = End + 1;
    }
    std::string Checks = T->Checks.value_or("").str();
    if (T->Kind == "NOLINTEND") {
      // A block is closed by the list that opened it; another one is an error
      // that clang-tidy reports.
      if (!Open.empty() && All[Open.back()].Checks == Checks &&
          Bare[Open.back()] == !T->Checks) {
        Reaches[Open.back()].End = T->Begin;
        Open.pop_back();
      }
      continue;
    }
    Directive D;
    D.At.File = File.str();
    D.At.Line = D.At.EndLine = Line;
    D.At.Column = static_cast<unsigned>(T->Begin - LineStart + 1);
    D.At.EndColumn = static_cast<unsigned>(T->End - LineStart + 1);
    D.Kind = T->Kind.str();
    D.Checks = std::move(Checks);
    D.Reason = reason(Text.substr(T->End)).str();
    size_t LineEnd = std::min(Text.find('\n', T->Begin), Text.size());
    Reach R = {T->Begin, T->Begin}; // An open block silences nothing.
    if (T->Kind == "NOLINT")
      R = {LineStart, LineEnd + 1};
    else if (T->Kind == "NOLINTNEXTLINE")
      R = {LineEnd + 1,
           std::min(Text.find('\n', LineEnd + 1), Text.size()) + 1};
    else
      Open.push_back(All.size());
    All.push_back(std::move(D));
    Reaches.push_back(R);
    Bare.push_back(!T->Checks);
  }
}

Directive *NoLints::silencing(size_t Offset, StringRef Check) {
  Directive *Best = nullptr;
  auto Rank = [](const Directive &D) {
    return llvm::find(Kinds, StringRef(D.Kind)) - std::begin(Kinds);
  };
  for (auto [D, R, IsBare] : zip_equal(All, Reaches, Bare)) {
    if (Offset < R.Begin || Offset >= R.End ||
        (!IsBare && !listHolds(D.Checks, Check)))
      continue;
    // Of two blocks the later one is inside the other.
    if (!Best || Rank(D) < Rank(*Best) ||
        (Rank(D) == Rank(*Best) && D.Kind == "NOLINTBEGIN"))
      Best = &D;
  }
  return Best;
}

} // namespace commsec::report
