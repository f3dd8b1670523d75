//===--- Outline.h - where a file only declares -----------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Tells words that are code from those that are only declared. It looks at
/// tokens in the order in which they stand, without knowing types or macros:
/// what it can't be sure of is code.
///
/// Where it is not known which of the parts of a condition the compiler takes,
/// all have to open and close the same.
///
/// The file is cut into declarations at the `;` outside of braces, except those
/// of namespaces and linkage specifications. A declaration with a body or an
/// initializer is code. Of the others, nothing is evaluated at run time in C,
/// the members of structs included. In C++ a variable can be initialized by
/// parentheses and template arguments name functions, so there only the names
/// of prototypes are not code.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_OUTLINE_H
#define COMMSEC_PROJECT_OUTLINE_H

#include "Project/Vocabulary.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace commsec::project {

/// What an Outline has found.
struct OutlineWords {
  std::vector<Word> CodeInC;   ///< Words that are code if the unit is C ...
  std::vector<Word> CodeInCxx; ///< ... or another language.
  /// Words outside of bodies. Macros among them may hold what the outline does
  /// not see.
  std::vector<Word> Outer;
  /// The `#include` directives, from `#` to the end of the line, that are not
  /// between two declarations.
  std::vector<std::pair<size_t, size_t>> InnerIncludes;
  /// All that the file opens, it closes, and ends between two declarations.
  bool IsWhole = true;
};

class Outline {
public:
  explicit Outline(Vocabulary &Into);

  void word(Word W);
  /// A word that is code wherever it stands.
  void code(Word W);
  /// A character that is neither part of a word, of a comment or a literal nor
  /// space, and the one after it.
  void mark(char C, char Next);
  void literal();
  void include(size_t Begin, size_t End);

  // A condition's directives.
  void beginCondition();
  void nextPart();
  void endCondition();
  /// Part of the condition's text is known to be skipped, and left out: its
  /// first part, ...
  void skippedToNextPart();
  /// ... or the last one.
  void skippedToEnd();

  OutlineWords finish();

private:
  enum class Brace {
    Namespace, ///< Or a linkage specification.
    Members,   ///< Of a struct, a union or an enumeration.
    Body,
  };

  bool isOuter() const { return Depth == 0; }
  void open();
  void close();
  /// Ends the declaration that has been seen.
  void end();
  bool has(llvm::ArrayRef<Word> Any) const;

  /// Where a condition begins.
  struct Fork {
    llvm::SmallVector<Brace, 4> Open;
    unsigned Depth, Bodies, Parentheses;
    bool IsKnown;  ///< Which part is taken.
    bool InMiddle; ///< Of a declaration, it or the end of a part.
    std::optional<std::tuple<unsigned, unsigned, unsigned>> End; ///< Of a part.
    bool HasNext = false;
  };
  Fork fork(bool IsKnown) const;
  void joinPart(Fork &F);
  void doubt();

  const Word Extern, Namespace, Struct, Union, Enum;
  OutlineWords Out;
  llvm::SmallVector<Brace, 16> Open;
  unsigned Depth = 0; ///< Of braces that are no namespaces.
  unsigned Bodies = 0;
  unsigned Parentheses = 0; ///< Also brackets.
  std::vector<Fork> Forks;

  // The declaration.
  std::vector<Word> Words;
  std::vector<Word> Prototypes; ///< Those of Words that only name functions.
  /// Words of which a macro or the rest may make a declaration.
  bool HasOnlyWords = true;
  bool IsCode = false;      ///< In any language.
  bool IsCodeInCxx = false; ///< Except in C.
  bool HasLiteral = false;
  bool HasParentheses = false;
  bool HasInitializer = false;
  bool AfterBody = false; ///< A body may have ended the one before.
  bool AfterWord = false; ///< The token before was a word outside parentheses.
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_OUTLINE_H
