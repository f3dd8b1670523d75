//===--- Outcome.cpp - does the result of this call change anything -------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"

using namespace commsec;
using namespace clang;

void Engine::noteTest(const Value &V, bool Escapes) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It == Outcomes.end())
    return;
  It->second.Tests.insert(V.Sym);
  It->second.Effective |= Escapes;
}

void Engine::noteLogged(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Logged = true;
}

void Engine::noteReturned(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Returned = true;
}

void Engine::noteStored(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It != Outcomes.end())
    It->second.Stored = true;
}

/// \p V goes where it is no longer seen: somebody else may test it. A test
/// that goes there is known as such.
void Engine::noteEscaped(const Value &V) {
  if (V.K != Value::Symbolic || Muted)
    return;
  auto It = Outcomes.find(V.Sym->base());
  if (It == Outcomes.end())
    return;
  if (V.Sym->K == Symbol::Test)
    noteTest(V, /*Escapes=*/true);
  else
    It->second.Escaped = true;
}

/// Do the tests that were made tell result \p A from result \p B?
static bool tellApart(const Outcome &O, int64_t A, int64_t B) {
  for (const Symbol *T : O.Tests)
    if (T->K == Symbol::Test) {
      if (T->evaluate(A) != T->evaluate(B))
        return true;
    } else if ((A != 0) != (B != 0)) {
      return true;
    }
  return false;
}

bool Engine::isProper(const Symbol *Result, const ResultContract &K) const {
  auto It = Outcomes.find(Result);
  if (It == Outcomes.end())
    return false;
  const Outcome &O = It->second;
  if (O.Escaped)
    return true;
  if (O.Tests.empty() || !O.Effective)
    return false;
  for (const Constant &G : K.Good)
    for (const Constant &B : K.Bad)
      if (tellApart(O, G.Value, B.Value))
        return true;
  return false;
}

bool Engine::isMisused(const Symbol *Result, const ResultContract &K) const {
  auto It = Outcomes.find(Result);
  if (It == Outcomes.end())
    return false;
  const Outcome &O = It->second;
  if (O.Escaped)
    return false;
  if (O.Tests.empty())
    return O.Logged   ? K.Logged || K.Discarded
           : O.Stored ? K.Logged && !O.Returned
                      : K.Discarded;
  // The bare result as a condition, where zero is the good one.
  if (K.Inverted)
    for (const Symbol *T : O.Tests)
      if (T->K != Symbol::Test)
        return true;
  bool Apart = true;
  for (const Constant &G : K.Good)
    for (const Constant &B : K.Bad)
      Apart &= tellApart(O, G.Value, B.Value);
  if (!Apart && K.Conflated)
    return true;
  return K.Logged && !O.Effective;
}
