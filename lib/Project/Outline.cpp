//===--- Outline.cpp - where a file only declares -------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Outline.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace commsec::project {

Outline::Outline(Vocabulary &Into)
    : Extern(Into.number("extern")), Namespace(Into.number("namespace")),
      Struct(Into.number("struct")), Union(Into.number("union")),
      Enum(Into.number("enum")) {}

bool Outline::has(ArrayRef<Word> Any) const {
  return any_of(Words, [&](Word W) { return is_contained(Any, W); });
}

void Outline::code(Word W) {
  Out.CodeInC.push_back(W);
  Out.CodeInCxx.push_back(W);
}

void Outline::word(Word W) {
  if (Bodies)
    return code(W);
  // Whatever a macro makes of members, it stays between their braces.
  if (isOuter())
    Out.Outer.push_back(W);
  Words.push_back(W);
  AfterBody = false;
  AfterWord = isOuter() && !Parentheses;
}

void Outline::literal() {
  if (Bodies)
    return;
  HasLiteral = true;
  HasOnlyWords = false;
  // A body is not followed by a literal, an expression in braces may be.
  IsCode |= AfterBody;
  AfterBody = AfterWord = false;
}

void Outline::mark(char C, char Next) {
  // Other spellings of braces, which nobody uses.
  if ((C == '<' && Next == '%') || (C == '%' && Next == '>') ||
      (C == '?' && Next == '?'))
    Out.IsWhole = false;

  if (C == '{')
    return open();
  if (C == '}')
    return close();
  if (Bodies)
    return;
  bool NamesFunction = AfterWord && C == '(';
  AfterWord = false;
  if (C == ';') {
    // Members end with one, too.
    if (isOuter() && !Parentheses)
      end();
    return;
  }
  HasOnlyWords = false;
  // What can go on behind the brace of an expression, but not of a body.
  if (std::exchange(AfterBody, false))
    IsCode |= C != '[' && C != ':' && C != '~';
  if (C == '(' || C == '[') {
    if (NamesFunction && Parentheses == 0)
      Prototypes.push_back(Words.back());
    ++Parentheses;
    HasParentheses = true;
  } else if (C == ')' || C == ']') {
    if (Parentheses == 0)
      Out.IsWhole = false;
    else
      --Parentheses;
  } else if (C == '=') {
    IsCode = HasInitializer = true;
  } else if (C == '<') {
    IsCodeInCxx = true;
  }
}

void Outline::open() {
  AfterWord = false;
  if (Bodies) {
    Open.push_back(Brace::Body);
    ++Depth;
    ++Bodies;
    return;
  }
  bool Linkage = HasLiteral && Words.size() == 1 && Words.front() == Extern;
  if (isOuter() && !HasParentheses && !HasInitializer && !AfterBody &&
      (Linkage || has(Namespace))) {
    Open.push_back(Brace::Namespace);
    end();
    return;
  }
  bool Members = isOuter() ? !HasParentheses && !HasInitializer && !AfterBody &&
                                 has({Struct, Union, Enum})
                           : Parentheses == 0;
  ++Depth;
  if (Members) {
    // In other languages than C, members have bodies.
    IsCodeInCxx = true;
    Open.push_back(Brace::Members);
    return;
  }
  IsCode = true;
  ++Bodies;
  Open.push_back(Brace::Body);
}

void Outline::close() {
  AfterWord = false;
  if (Open.empty()) {
    Out.IsWhole = false;
    return;
  }
  Brace B = Open.pop_back_val();
  if (B == Brace::Namespace) {
    // What comes before a brace and not behind a `;` is a macro.
    Out.IsWhole &= Parentheses == 0;
    end();
    return;
  }
  --Depth;
  if (B == Brace::Members || --Bodies)
    return;
  // The body of a function ends its declaration, the braces of an initializer
  // don't. Bodies among members are code.
  if (!isOuter() || HasInitializer || !HasParentheses || Parentheses)
    return;
  end();
  AfterBody = true;
}

void Outline::end() {
  if (IsCode)
    append_range(Out.CodeInC, Words);
  if (IsCode || IsCodeInCxx) {
    append_range(Out.CodeInCxx, Words);
  } else {
    // All other places where the word stands count.
    for (Word W : Prototypes)
      Words.erase(llvm::find(Words, W));
    append_range(Out.CodeInCxx, Words);
  }
  Words.clear();
  Prototypes.clear();
  HasOnlyWords = true;
  IsCode = IsCodeInCxx = HasLiteral = HasParentheses = HasInitializer = false;
  AfterBody = AfterWord = false;
}

void Outline::include(size_t Begin, size_t End) {
  if (!isOuter() || Parentheses || !HasOnlyWords)
    Out.InnerIncludes.emplace_back(Begin, End);
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

/// What is seen of the declaration may not be all there is to it.
void Outline::doubt() {
  HasOnlyWords = false;
  IsCode = HasInitializer = true;
}

Outline::Fork Outline::fork(bool IsKnown) const {
  return {{Open.begin(), Open.end()}, Depth,       Bodies, Parentheses, IsKnown,
          isOuter() && !HasOnlyWords, std::nullopt};
}

void Outline::beginCondition() {
  Forks.push_back(fork(/*IsKnown=*/false));
  if (Forks.back().InMiddle)
    doubt();
}

/// Notes how a part of the condition ends.
void Outline::joinPart(Fork &F) {
  auto End = std::make_tuple(Depth, Bodies, Parentheses);
  if (F.End.value_or(End) != End)
    Out.IsWhole = false;
  F.End = End;
  F.InMiddle |= isOuter() && !HasOnlyWords;
}

void Outline::nextPart() {
  if (Forks.empty()) {
    Out.IsWhole = false;
    return;
  }
  Fork &F = Forks.back();
  joinPart(F);
  F.HasNext = true;
  Open.assign(F.Open.begin(), F.Open.end());
  Depth = F.Depth;
  Bodies = F.Bodies;
  Parentheses = F.Parentheses;
  if (F.InMiddle && isOuter())
    doubt();
}

void Outline::endCondition() {
  if (Forks.empty()) {
    Out.IsWhole = false;
    return;
  }
  Fork F = std::move(Forks.back());
  Forks.pop_back();
  if (F.IsKnown)
    return;
  // Perhaps no part is taken.
  if (!F.HasNext)
    F.End = std::make_tuple(F.Depth, F.Bodies, F.Parentheses);
  joinPart(F);
  if (F.InMiddle && isOuter())
    doubt();
}

void Outline::skippedToNextPart() { Forks.push_back(fork(/*IsKnown=*/true)); }

void Outline::skippedToEnd() {
  if (Forks.empty())
    Out.IsWhole = false;
  else
    Forks.pop_back();
}

OutlineWords Outline::finish() {
  // Macros that need no `;` may be left.
  if (Depth || Parentheses || !Forks.empty() || HasInitializer || HasLiteral ||
      IsCodeInCxx)
    Out.IsWhole = false;
  IsCode = true;
  end();
  for (std::vector<Word> *Each : {&Out.CodeInC, &Out.CodeInCxx, &Out.Outer}) {
    llvm::sort(*Each);
    Each->erase(llvm::unique(*Each), Each->end());
  }
  return std::move(Out);
}

} // namespace commsec::project
