//===--- MacroBraces.h - what a macro opens ---------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_PROJECT_MACROBRACES_H
#define COMMSEC_PROJECT_MACROBRACES_H

#include "Project/Words.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>

namespace commsec::project {

/// What the braces in a macro's definition do.
class MacroBraces {
public:
  MacroBraces(Word Extern, Word Namespace)
      : Extern(Extern), Namespace(Namespace) {}

  void mark(char C) {
    bool Expression = std::exchange(Last, C) == '(' && C == '{';
    HasParentheses |= C == '(';
    Initializes |= C == '=' && !InExpression;
    if (C == '{') {
      ++Depth;
      HasOpening |= !InExpression && !Expression;
      if (InExpression || Expression)
        ++InExpression;
    } else if (C == '}') {
      --Depth;
      if (InExpression)
        --InExpression;
    }
  }
  void other() { Last = '\0'; }

  void tell(MacroWords &Of) const {
    bool Scope =
        !HasParentheses && !Initializes && llvm::any_of(Of.Body, [&](Word W) {
          return W == Extern || W == Namespace;
        });
    Of.Opens = Depth > 0 && !Scope;
    Of.Defines = Initializes || (HasOpening && !Scope);
  }

private:
  Word Extern, Namespace;
  char Last = '\0';
  int Depth = 0;
  unsigned InExpression = 0; ///< The depth in `({` ... `})`.
  bool HasOpening = false, HasParentheses = false, Initializes = false;
};

} // namespace commsec::project

#endif // COMMSEC_PROJECT_MACROBRACES_H
