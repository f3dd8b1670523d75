//===--- Statements.cpp - the text around a place, without layout ---------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Statements.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace commsec::report {

/// Where the literal that begins with the quote at \p At ends; a line's end
/// ends it, too.
static size_t endOfLiteral(StringRef Text, size_t At) {
  for (size_t I = At + 1; I < Text.size(); ++I) {
    if (Text[I] == '\\')
      ++I;
    else if (Text[I] == Text[At])
      return I + 1;
    else if (Text[I] == '\n')
      return I;
  }
  return Text.size();
}

/// The same for a raw string, whose delimiter stands before the parenthesis.
static size_t endOfRawString(StringRef Text, size_t At) {
  StringRef Delimiter = Text.substr(At + 1).take_until(
      [](char C) { return C == '(' || C == '\n'; });
  std::string End = (")" + Delimiter + "\"").str();
  size_t Found = Text.find(End, At);
  return Found == StringRef::npos ? Text.size() : Found + End.size();
}

/// The end of a preprocessor line, with those that continue it.
static size_t endOfDirective(StringRef Text, size_t At) {
  for (size_t I = Text.find('\n', At); I != StringRef::npos;
       I = Text.find('\n', I + 1))
    if (!Text.slice(At, I).rtrim('\r').ends_with("\\"))
      return I;
  return Text.size();
}

Statements::Statements(StringRef Text) {
  std::string Now, Word;
  bool LineStart = true;
  auto Cut = [&](size_t End) {
    Pieces.push_back({End, std::move(Now)});
    Now.clear();
    Word.clear();
  };
  for (size_t I = 0; I < Text.size();) {
    StringRef Rest = Text.substr(I);
    char C = Rest[0];
    if (C == '#' && LineStart) {
      Cut(I);
      size_t End = endOfDirective(Text, I);
      for (char D : Text.slice(I, End))
        if (!isSpace(D))
          Now += D;
      Cut(End);
      I = End;
      continue;
    }
    if (Rest.starts_with("//") || Rest.starts_with("/*")) {
      size_t End = C == Rest[1] ? Text.find('\n', I) : Text.find("*/", I + 2);
      if (End == StringRef::npos)
        break;
      I = End + (C == Rest[1] ? 0 : 2);
      continue;
    }
    bool InNumber = !Word.empty() && isDigit(Word[0]);
    if (C == '"' || (C == '\'' && !InNumber)) {
      size_t End = C == '"' && StringRef(Word).ends_with("R")
                       ? endOfRawString(Text, I)
                       : endOfLiteral(Text, I);
      Now += Text.slice(I, End);
      Word.clear();
      LineStart = false;
      I = End;
      continue;
    }
    ++I;
    if (isSpace(C)) {
      LineStart |= C == '\n';
      Word.clear();
      continue;
    }
    LineStart = false;
    Now += C;
    if (isAlnum(C) || C == '_')
      Word += C;
    else
      Word.clear();
    if (C == ';' || C == '{' || C == '}')
      Cut(I);
  }
  Cut(Text.size());
}

StringRef Statements::at(size_t Offset) const {
  auto It = llvm::upper_bound(
      Pieces, Offset, [](size_t At, const Piece &P) { return At < P.End; });
  return It == Pieces.end() ? StringRef() : StringRef(It->Text);
}

} // namespace commsec::report
