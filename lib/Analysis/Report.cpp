//===--- Report.cpp - what is said, and where -----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Activity.h"
#include "Analysis/Engine.h"
#include "Catalog/Names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace commsec;
using namespace clang;

static SourceLocation beginOf(const Expr *E) {
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(E))
    return M->getExprLoc();
  return E->getBeginLoc();
}

static SourceLocation definitionOf(const FunctionDecl *F) {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  if (M && M->getParent()->isLambda())
    return M->getParent()->getBeginLoc();
  return F->getLocation();
}

SourceLocation Engine::placeOf(const Occurrence &O) const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation L;
  if (O.Callback)
    L = definitionOf(O.Callback);
  else if (O.At)
    L = beginOf(O.At);
  else if (O.Call)
    L = beginOf(O.Call);
  L = SM.getFileLoc(L);
  // Never in a library's header: then the call itself is the place.
  if (L.isValid() && SM.isInSystemHeader(L) && O.Call)
    L = SM.getFileLoc(beginOf(O.Call));
  return L;
}

std::string Engine::spelling(const Expr *E) const {
  return Lexer::getSourceText(
             Lexer::getAsCharRange(Context.getSourceManager().getExpansionRange(
                                       E->getSourceRange()),
                                   Context.getSourceManager(),
                                   Context.getLangOpts()),
             Context.getSourceManager(), Context.getLangOpts())
      .str();
}

/// The function that the call of \p O binds for somebody to call; null if it
/// calls what the fact speaks of.
const FunctionDecl *Engine::boundBy(const Occurrence &O) const {
  const auto *C = dyn_cast_or_null<CallExpr>(O.Call);
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  const Entry *Known = F ? Naming.find(F) : nullptr;
  if (!Known || llvm::none_of(Known->Flows, [](const Flow *Each) {
        return Each->Binds != OperandNone;
      }))
    return nullptr;
  for (const Expr *A : C->arguments()) {
    A = A->IgnoreParenImpCasts();
    if (const auto *Of = dyn_cast<UnaryOperator>(A))
      A = Of->getSubExpr()->IgnoreParenImpCasts();
    if (const auto *D = dyn_cast<DeclRefExpr>(A))
      if (const auto *Bound = dyn_cast<FunctionDecl>(D->getDecl()))
        return Bound;
  }
  return nullptr;
}

/// The API as the user wrote it: the macro, the function, or the class.
std::string Engine::apiName(const Occurrence &O) const {
  if (!O.F->Api.empty())
    return O.F->Api;
  if (!O.Call) {
    const FunctionDecl *In =
        O.Callback || !O.Scope ? O.Callback : O.Scope->Function;
    return In ? In->getNameAsString() : std::string();
  }
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation L = O.Call->getBeginLoc();
  if (L.isMacroID()) {
    llvm::StringRef Macro =
        Lexer::getImmediateMacroName(L, SM, Context.getLangOpts());
    if (Cat.find(Macro))
      return Macro.str();
    // The outermost macro that a library defines.
    while (L.isMacroID()) {
      SourceLocation Spelled = SM.getSpellingLoc(L);
      if (!SM.isInSystemHeader(Spelled))
        break;
      llvm::StringRef Name =
          Lexer::getImmediateMacroName(L, SM, Context.getLangOpts());
      L = SM.getImmediateMacroCallerLoc(L);
      if (!L.isMacroID() && !Name.empty())
        return Name.str();
    }
  }
  if (const FunctionDecl *Bound = boundBy(O))
    return Bound->getNameAsString();
  if (const auto *C = dyn_cast<CallExpr>(O.Call)) {
    if (const FunctionDecl *F = C->getDirectCallee())
      return isa<CXXMethodDecl>(F)
                 ? cast<CXXMethodDecl>(F)->getParent()->getNameAsString() +
                       "::" + F->getNameAsString()
                 : F->getNameAsString();
  } else if (const auto *K = dyn_cast<CXXConstructExpr>(O.Call)) {
    return K->getConstructor()->getParent()->getNameAsString();
  } else if (const auto *D = dyn_cast<DeclRefExpr>(O.Call)) {
    return D->getDecl()->getNameAsString();
  }
  if (!O.F->Write.empty())
    return O.F->Write.front();
  return {};
}

void Engine::addNotes(const Occurrence &O, Finding &F) const {
  const SourceManager &SM = Context.getSourceManager();
  unsigned Line = SM.getExpansionLineNumber(F.Loc);
  auto Add = [&](SourceLocation L, llvm::StringRef Text) {
    L = SM.getFileLoc(L);
    if (L.isInvalid() || SM.isInSystemHeader(L) ||
        (SM.getExpansionLineNumber(L) == Line &&
         SM.getFileID(L) == SM.getFileID(F.Loc)))
      return;
    F.Notes.push_back({L, Text.str()});
  };
  if (O.Accepts)
    Add(O.Accepts->getBeginLoc(), "accepts a failed verification here");
  if (O.Callback && O.Call)
    Add(beginOf(O.Call), "registered here");
  if (O.Source && !O.Callback)
    Add(O.Source->getBeginLoc(), "the value comes from here");
  auto Inside = [&] {
    return SM.isPointWithin(SM.getFileLoc(O.At->getBeginLoc()),
                            SM.getFileLoc(O.Call->getBeginLoc()),
                            SM.getFileLoc(O.Call->getEndLoc()));
  };
  if (!O.Callback && O.Call && O.At && !Inside())
    Add(beginOf(O.Call), "reaches this call");
}

void Engine::silence(const Fact &F, const Expr *At, llvm::StringRef Why) {
  silence(F, At ? At->getBeginLoc() : SourceLocation(), Why);
}

void Engine::silence(const Fact &F, SourceLocation At, llvm::StringRef Why) {
  if (!Explain)
    return;
  Silence Each;
  if (At.isValid())
    Each.Loc = Context.getSourceManager().getFileLoc(At);
  Each.Check = F.Check;
  Each.FactId = F.Id;
  Each.Why = Why.str();
  Told.Silences.push_back(std::move(Each));
}

/// A condition of \p F does not hold, or is not known, at \p At: the one on
/// slot \p Unmet, or, if that is empty, one on an operand or a callback.
void Engine::explainCondition(const Fact &F, const Expr *At, Tri Holds,
                              llvm::StringRef Unmet) {
  if (!Explain)
    return;
  std::string Why;
  if (!Unmet.empty())
    Why = "slot '" + Unmet.str() + "' of the handle is " +
          (Holds == Tri::No ? "not as the fact asks" : "unknown here");
  else
    Why = Holds == Tri::No ? "a condition of the fact does not hold here"
                           : "a value or a callback is unknown here";
  silence(F, At, Why);
}

/// What \p Old says of its handle is undone by \p By before it counts.
void Engine::explainOverwritten(const Occurrence &Old, const Expr *By) {
  if (!Explain || !By || By == Old.Call)
    return;
  const SourceManager &SM = Context.getSourceManager();
  PresumedLoc P = SM.getPresumedLoc(SM.getFileLoc(beginOf(By)));
  if (P.isInvalid())
    return;
  std::string Why = "set insecure here, overwritten at " +
                    std::string(P.getFilename()) + ":" +
                    std::to_string(P.getLine()) + " before use";
  silence(*Old.F, placeOf(Old), Why);
}

const Occurrence *Engine::elsewhere(const Occurrence &O, const Expr *Call,
                                    const Expr *At) {
  if (!Call)
    return &O;
  Occurrence Key = O;
  Key.Call = Call;
  Key.At = At;
  return makeUnique(Occurrences, Key, Memory).first;
}

/// True if \p O stands in the library's own code, which is made of what others
/// may not do: POCO's SMTP session sends passwords over the socket that it is
/// given, and whoever uses the session is told.
bool Engine::isOwnCode(const Occurrence &O) {
  const Frame *Scope = O.At && O.Chooser ? O.Chooser : O.Scope;
  const DeclContext *At = O.Callback ? O.Callback
                          : Scope    ? Scope->Function
                                     : nullptr;
  for (; At; At = At->getParent())
    if (const auto *D = dyn_cast<NamedDecl>(At);
        D && isa<FunctionDecl, CXXRecordDecl>(At) && D->getDeclName() &&
        Naming.isPartOfLibrary(D, *O.F))
      return true;
  return false;
}

std::optional<Finding> Engine::finding(const Candidate &C) {
  const Occurrence &O = *C.Where;
  if (isOmittedCheck(O.F->Check))
    return std::nullopt;
  Activity Doing(O.F->Id, O.F->Check);
  const SourceManager &SM = Context.getSourceManager();
  Finding F;
  F.F = O.F;
  F.Check = O.F->Check;
  F.Loc = placeOf(O);
  if (F.Loc.isInvalid() || SM.isInSystemHeader(F.Loc))
    return std::nullopt;
  if (isOwnCode(O)) {
    silence(*O.F, O.Call, "it is in the library's own code");
    return std::nullopt;
  }
  F.Conditional = O.Conditional;
  if (O.At && !O.Callback)
    F.Range = O.At->getSourceRange();
  else if (O.Call && !O.Callback)
    F.Range = O.Call->getSourceRange();
  std::string Api = apiName(O);
  if (!Api.empty())
    F.Message = "'" + Api + "': ";
  F.Message += O.F->Message;
  if (const auto *L = dyn_cast_or_null<StringLiteral>(O.Source);
      L && L->getCharByteWidth() == 1)
    for (const Remark &R : remarks())
      if (R.Check == F.Check &&
          textHolds(R.Predicate, {L->getString().str(), true}, {}) == Tri::Yes)
        F.Message += ", " + R.Text.str();
  if (O.Conditional)
    F.Message += ", on a path that is chosen at run time";
  if (!O.F->Instead.empty())
    F.Message += "; " + O.F->Instead;
  addNotes(O, F);
  if (O.F->Repair.Beside.empty())
    addFixes(O, *O.F, F);
  else if (C.Beside && !C.Beside->Conditional)
    addFixes(*C.Beside, *O.F, F);
  return F;
}

/// One cause, one report.
void Engine::select(llvm::SmallVectorImpl<Finding> &All) {
  const SourceManager &SM = Context.getSourceManager();
  auto FunctionAt = [&](SourceLocation L) -> const FunctionDecl * {
    const FunctionDecl *Best = nullptr;
    for (const FunctionDecl *F : U.functions()) {
      SourceRange R = F->getSourceRange();
      SourceLocation B = SM.getFileLoc(R.getBegin()),
                     E = SM.getFileLoc(R.getEnd());
      // A lambda begins with its introducer.
      if (isLambdaBody(F))
        B = SM.getFileLoc(definitionOf(F));
      if (SM.isBeforeInTranslationUnit(L, B) ||
          SM.isBeforeInTranslationUnit(E, L))
        continue;
      if (!Best ||
          SM.isBeforeInTranslationUnit(SM.getFileLoc(Best->getBeginLoc()), B))
        Best = F;
    }
    return Best;
  };
  llvm::stable_sort(All, [&](const Finding &A, const Finding &B) {
    if (A.Loc != B.Loc)
      return SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
    if (A.Check != B.Check)
      return A.Check < B.Check;
    if (A.Conditional != B.Conditional)
      return B.Conditional;
    // What asks for more knows more.
    if (A.F->OnlyIf.empty() != B.F->OnlyIf.empty())
      return B.F->OnlyIf.empty();
    // Of two that say the same, the one that can repair it.
    if (A.Fixes.empty() != B.Fixes.empty())
      return B.Fixes.empty();
    if (A.F->Select.size() != B.F->Select.size())
      return A.F->Select.size() > B.F->Select.size();
    if (A.F->Level != B.F->Level)
      return A.F->Level > B.F->Level;
    return A.F->Id < B.F->Id;
  });
  // Where others yield to what is found: the function, and whether the report
  // stands for it as a whole.
  struct Cause {
    const FunctionDecl *In;
    llvm::StringRef Check;
    bool Whole;
  };
  llvm::SmallVector<Cause, 4> Causes;
  auto IsWhole = [&](const Finding &F, const FunctionDecl *In) {
    return F.Loc == SM.getFileLoc(definitionOf(In));
  };
  for (const Finding &F : All)
    if (llvm::any_of(yields(), [&](const Yield &Y) { return Y.To == F.Check; }))
      if (const FunctionDecl *In = FunctionAt(F.Loc))
        Causes.push_back({In, F.Check, IsWhole(F, In)});
  auto Yields = [&](const Finding &F) {
    for (const Yield &Y : yields()) {
      if (Y.Check != F.Check || Causes.empty())
        continue;
      const FunctionDecl *In = FunctionAt(F.Loc);
      for (const Cause &C : Causes)
        if (In && C.In == In && C.Check == Y.To &&
            (Y.Where == Yield::Function || (C.Whole && !IsWhole(F, In))))
          return true;
    }
    return false;
  };
  std::set<std::tuple<unsigned, unsigned, std::string>> Seen;
  for (Finding &F : All) {
    if (Yields(F))
      continue;
    FileID File = SM.getFileID(F.Loc);
    if (!Seen.insert({File.getHashValue(), SM.getFileOffset(F.Loc), F.Check})
             .second)
      continue;
    // One line, one report of a check.
    unsigned Line = SM.getExpansionLineNumber(F.Loc);
    bool Same = false;
    for (const Finding &Kept : Told.Findings)
      Same |= Kept.Check == F.Check && SM.getFileID(Kept.Loc) == File &&
              SM.getExpansionLineNumber(Kept.Loc) == Line &&
              (Kept.F->Slot == F.F->Slot || Kept.Message == F.Message);
    if (!Same)
      Told.Findings.push_back(std::move(F));
  }
}
