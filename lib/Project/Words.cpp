//===--- Words.cpp - the words a file is made of --------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Words.h"
#include "Project/MacroBraces.h"
#include "Project/Outline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <iterator>

using namespace llvm;

namespace commsec::project {

static bool isWordBegin(char C) {
  return isAlpha(C) || C == '_' || C == '$' || (C & 0x80);
}
static bool isWordPart(char C) { return isWordBegin(C) || isDigit(C); }

namespace {

/// Takes one token after the other.
class Scanner {
public:
  Scanner(StringRef Text, const Ranges &Skipped, Vocabulary &Into,
          function_ref<bool(Word)> IsWanted = nullptr)
      : Text(Text), Skipped(Skipped), Into(Into), Declarations(Into),
        Extern(Into.number("extern")), Namespace(Into.number("namespace")),
        Shape(Extern, Namespace), IsWanted(IsWanted) {}

  /// For run(): what stands in the arguments of what is wanted.
  std::vector<Word> Arguments;

  FileWords run() {
    while (At < Text.size()) {
      if (Next != Skipped.size() && At >= Skipped[Next].first) {
        skip(Skipped[Next++]);
        continue;
      }
      char C = Text[At];
      if (isWordBegin(C))
        word();
      else if (isDigit(C))
        number();
      else
        other(C);
    }
    endLine();
    for (std::vector<Word> *Each : {&Out.All, &Out.Plain}) {
      llvm::sort(*Each);
      Each->erase(llvm::unique(*Each), Each->end());
    }
    if (IsWanted)
      return std::move(Out);
    OutlineWords Found = Declarations.finish();
    std::set_difference(Out.Plain.begin(), Out.Plain.end(),
                        Found.CodeInC.begin(), Found.CodeInC.end(),
                        std::back_inserter(Out.DeclaredInC));
    std::set_difference(Out.Plain.begin(), Out.Plain.end(),
                        Found.CodeInCxx.begin(), Found.CodeInCxx.end(),
                        std::back_inserter(Out.DeclaredInCxx));
    Out.Outer = std::move(Found.Outer);
    Out.InnerIncludes = std::move(Found.InnerIncludes);
    Out.IsWhole = Found.IsWhole;
    return std::move(Out);
  }

private:
  char peek(size_t Ahead) const {
    return At + Ahead < Text.size() ? Text[At + Ahead] : '\0';
  }

  /// Goes on behind what the preprocessor skips.
  void skip(std::pair<size_t, size_t> Part) {
    size_t End = std::min(Part.second, Text.size());
    if (End <= At)
      return;
    StringRef Left = Text.slice(At, End);
    Out.Suppresses |= suppresses(Left);
    Condition First = conditionOf(Left), Last = conditionOf(lastLine(Left));
    if (First == Condition::Begin && Last == Condition::Next)
      Declarations.skippedToNextPart();
    else if (First == Condition::Next && Last == Condition::End)
      Declarations.skippedToEnd();
    At = End;
    // The rest of the directive's line.
    if (Text[End - 1] != '\n')
      skipRest();
    D = Directive::None;
    LineIsEmpty = true;
  }

  enum class Condition { None, Begin, Next, End };

  /// What the directive \p Name is to conditions.
  static Condition conditionNamed(StringRef Name) {
    if (Name.starts_with("if"))
      return Condition::Begin;
    if (Name.starts_with("el"))
      return Condition::Next;
    return Name == "endif" ? Condition::End : Condition::None;
  }

  static Condition conditionOf(StringRef Line) {
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      return Condition::None;
    return conditionNamed(Line.ltrim(" \t").take_while(isWordPart));
  }

  /// The line in which \p Left ends, with those that it continues.
  static StringRef lastLine(StringRef Left) {
    size_t Begin = Left.drop_back().rfind('\n');
    while (Begin != StringRef::npos &&
           Left.take_front(Begin).rtrim(" \t\r").ends_with("\\"))
      Begin = Left.take_front(Begin).rfind('\n');
    return Left.substr(Begin + 1);
  }

  static bool suppresses(StringRef Said) {
    size_t Marker = Said.find("NOLINT");
    return Marker != StringRef::npos && Said.contains("commsec-");
  }

  /// The length of a line's continuation at \p From; 0 if there is none.
  size_t splice(size_t From) const {
    if (From >= Text.size() || Text[From] != '\\')
      return 0;
    size_t To = From + 1;
    while (To < Text.size() && (Text[To] == ' ' || Text[To] == '\t'))
      ++To;
    if (To < Text.size() && Text[To] == '\r')
      ++To;
    return To < Text.size() && Text[To] == '\n' ? To + 1 - From : 0;
  }

  /// Takes characters of a word, also across continued lines.
  StringRef take(function_ref<bool(char)> Part) {
    size_t Begin = At;
    while (At < Text.size() && Part(Text[At]))
      ++At;
    if (!splice(At))
      return Text.slice(Begin, At);
    Spliced = Text.slice(Begin, At);
    while (size_t Length = splice(At)) {
      At += Length;
      while (At < Text.size() && Part(Text[At]))
        Spliced += Text[At++];
    }
    return Spliced;
  }

  void word() {
    StringRef Name = take(isWordPart);
    if (peek(0) == '"' && (Name == "R" || Name == "u8R" || Name == "uR" ||
                           Name == "UR" || Name == "LR")) {
      rawString();
      return;
    }
    Word N = Into.number(Name);
    if (D == Directive::Hash) {
      Including =
          is_contained(ArrayRef<StringRef>{"include", "include_next", "import",
                                           "__include_macros", "embed"},
                       Name);
      D = Name == "define"   ? Directive::Name
          : Name == "pragma" ? Directive::Pragma
          : Including || Name == "error" || Name == "warning"
              ? Directive::Ignored
              : Directive::Other;
      switch (conditionNamed(Name)) {
      case Condition::None:
        break;
      case Condition::Begin:
        Declarations.beginCondition();
        break;
      case Condition::Next:
        Declarations.nextPart();
        break;
      case Condition::End:
        Declarations.endCondition();
        break;
      }
      return;
    }
    if (D == Directive::Ignored) {
      add(N);
      return;
    }
    if (D == Directive::Name) {
      Macro = MacroWords();
      Macro.Name = N;
      Shape = MacroBraces(Extern, Namespace);
      Parameters.clear();
      add(N);
      D = peek(0) == '(' ? Directive::Parameters : Directive::Body;
      return;
    }
    if (D == Directive::Parameters) {
      Parameters.push_back(N);
      return;
    }
    add(N);
    if (D == Directive::Body) {
      Shape.other();
      if (!is_contained(Parameters, N))
        Macro.Body.push_back(N);
    }
  }

  void number() {
    // What is pasted may end in digits.
    StringRef Name = take([](char C) { return isWordPart(C) || C == '\''; });
    if (Name.size() > 8)
      Name = "0";
    Word N = Into.number(Name);
    add(N);
    if (D == Directive::Body) {
      Shape.other();
      Macro.Body.push_back(N);
    }
  }

  void other(char C) {
    if (C == '\n') {
      ++At;
      endLine();
      return;
    }
    if (C == ' ' || C == '\t' || C == '\r' || C == '\f' || C == '\v') {
      ++At;
      return;
    }
    if (size_t Length = splice(At)) {
      At += Length;
      return;
    }
    if (C == '/' && (peek(1) == '/' || peek(1) == '*')) {
      comment(peek(1) == '/');
      return;
    }
    if (C == '#' && LineIsEmpty && D == Directive::None) {
      D = Directive::Hash;
      Hash = At++;
      return;
    }
    LineIsEmpty = false;
    if (C == '"' || C == '\'') {
      if (D == Directive::Ignored)
        skipRest(); // An apostrophe in a message opens nothing.
      else
        literal(C);
      if (D == Directive::Body)
        Shape.other();
      return;
    }
    if (D == Directive::Ignored && C == '<') {
      skipRest();
      return;
    }
    if (D == Directive::None && IsWanted)
      countParentheses(C);
    else if (D == Directive::None)
      Declarations.mark(C, peek(1));
    else if (D == Directive::Body)
      Shape.mark(C);
    if (C == '#' && peek(1) == '#') {
      At += 2;
      Macro.Pastes |= D == Directive::Body;
      return;
    }
    ++At;
    if (D == Directive::Parameters && C == ')')
      D = Directive::Body;
  }

  /// To the end of the line.
  void skipRest() {
    while (At < Text.size() && Text[At] != '\n') {
      size_t Length = splice(At);
      At += Length ? Length : 1;
    }
  }

  void comment(bool OneLine) {
    size_t Begin = At;
    if (OneLine) {
      skipRest();
    } else {
      size_t End = Text.find("*/", At + 2);
      At = End == StringRef::npos ? Text.size() : End + 2;
    }
    Out.Suppresses |= suppresses(Text.slice(Begin, At));
  }

  void literal(char Quote) {
    if (D == Directive::None && !IsWanted)
      Declarations.literal();
    ++At;
    while (At < Text.size() && Text[At] != Quote) {
      if (Text[At] == '\n')
        return; // Not closed: the text of a disabled part, perhaps.
      if (size_t Length = splice(At))
        At += Length;
      else
        At += Text[At] == '\\' ? 2 : 1;
    }
    ++At;
  }

  /// In C there are no raw strings, only macros of that name before a string.
  /// So the words in it count.
  void rawString() {
    size_t Open = Text.find('(', At);
    if (Open == StringRef::npos || Open - At > 17) {
      literal('"');
      return;
    }
    if (D == Directive::None && !IsWanted)
      Declarations.literal();
    SmallString<20> Close(")");
    Close += Text.slice(At + 1, Open);
    Close += '"';
    size_t End = Text.find(Close, Open);
    if (End == StringRef::npos) {
      literal('"');
      return;
    }
    while (At < End)
      if (isWordBegin(Text[At]))
        add(Into.number(take(isWordPart)));
      else
        ++At;
    At = End + Close.size();
  }

  void add(Word N) {
    LineIsEmpty = false;
    Out.All.push_back(N);
    // The words of conditions become no code.
    if (D == Directive::None || D == Directive::Pragma)
      Out.Plain.push_back(N);
    if (!IsWanted && D == Directive::None)
      Declarations.word(N);
    else if (!IsWanted && D == Directive::Pragma)
      Declarations.code(N);
    if (!IsWanted || D != Directive::None)
      return;
    if (Depth)
      Arguments.push_back(N);
    Named = IsWanted(N);
  }

  /// \p C is no part of a word, nor space.
  void countParentheses(char C) {
    if (C == '(' && (Depth || Named))
      ++Depth;
    else if (C == ')' && Depth)
      --Depth;
    Named = false;
  }

  void endLine() {
    if (D == Directive::Body) {
      Shape.tell(Macro);
      Out.Macros.push_back(std::move(Macro));
    }
    if (std::exchange(Including, false))
      Declarations.include(Hash, At);
    D = Directive::None;
    LineIsEmpty = true;
  }

  enum class Directive {
    None,
    Hash,       ///< Behind the `#`.
    Ignored,    ///< What follows is no code.
    Name,       ///< Behind `define`.
    Parameters, ///< Among a macro's parameters.
    Body,       ///< In a macro's definition.
    Pragma,
    Other,
  };

  StringRef Text;
  const Ranges &Skipped;
  size_t Next = 0; ///< Of Skipped.
  Vocabulary &Into;
  Outline Declarations;
  size_t At = 0;
  size_t Hash = 0;        ///< Where the last directive begins.
  bool Including = false; ///< It includes something.
  FileWords Out;
  Directive D = Directive::None;
  bool LineIsEmpty = true; ///< Up to here.
  SmallString<32> Spliced;
  MacroWords Macro;
  Word Extern, Namespace;
  MacroBraces Shape; ///< Of Macro.
  SmallVector<Word, 8> Parameters;
  function_ref<bool(Word)> IsWanted;
  bool Named = false; ///< Behind the name of what is wanted.
  unsigned Depth = 0; ///< Of parentheses since then.
};

} // namespace

FileWords wordsOf(StringRef Text, const Ranges &Skipped, Vocabulary &Into) {
  return Scanner(Text, Skipped, Into).run();
}

std::vector<Word> argumentWords(StringRef Text, const Ranges &Skipped,
                                Vocabulary &Into,
                                function_ref<bool(Word)> IsWanted) {
  Scanner S(Text, Skipped, Into, IsWanted);
  S.run();
  llvm::sort(S.Arguments);
  S.Arguments.erase(llvm::unique(S.Arguments), S.Arguments.end());
  return std::move(S.Arguments);
}

} // namespace commsec::project
