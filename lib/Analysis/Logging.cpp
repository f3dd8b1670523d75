//===--- Logging.cpp - calls that only tell people something --------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "Text/SensitiveWords.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace commsec;
using namespace clang;

/// True if \p F is declared to take a printf format, tells nothing of where the
/// text goes but by numbers, and returns no text.
static bool takesMessage(const FunctionDecl *F) {
  const auto *A = F->getAttr<FormatAttr>();
  if (!A || F->isNoReturn() ||
      !(F->getReturnType()->isVoidType() ||
        F->getReturnType()->isIntegralOrEnumerationType()))
    return false;
  for (int I = 0;
       I + 1 < A->getFormatIdx() && I < static_cast<int>(F->getNumParams());
       ++I)
    if (!F->getParamDecl(I)->getType()->isIntegralOrEnumerationType())
      return false;
  return true;
}

/// True if \p F is declared to take a printf format, and returns nothing: the
/// beginning of its name tells whether it only logs.
static bool isVoidPrintf(const FunctionDecl *F) {
  return F->getIdentifier() && F->hasAttr<FormatAttr>() && !F->isNoReturn() &&
         F->getReturnType()->isVoidType();
}

/// True if \p F, of a system header, is a C++ library's own and yields nothing
/// but whether to go on: C has a log() of its own.
static bool isOfLibrary(const FunctionDecl *F) {
  QualType T = F->getReturnType();
  return !F->isExternC() && !F->isInStdNamespace() &&
         (T->isVoidType() || T->isBooleanType()) &&
         F->getASTContext().getLangOpts().CPlusPlus;
}

/// True if \p F is of a template that takes any number of arguments, and
/// returns nothing: so do those that put a message together.
static bool takesAnything(const FunctionDecl *F) {
  const FunctionTemplateDecl *T = F->getPrimaryTemplate();
  return T && F->getReturnType()->isVoidType() && !F->isNoReturn() &&
         T->getTemplateParameters()->hasParameterPack();
}

/// True if a word of \p Name tells that what bears it logs.
bool Engine::namesLogging(llvm::StringRef Name) const {
  return llvm::any_of(splitIdentifier(Name), [&](const std::string &W) {
    return Cat.isLoggingWord(W);
  });
}

bool Engine::isLogging(const CallSite &C) const {
  if ((C.Known && C.Known->Logging) || (C.E && servesMessage(C.E)))
    return true;
  auto LogsByName = [&](const NamedDecl *D) {
    return D->getIdentifier() && namesLogging(D->getName());
  };
  if (!C.Callee) {
    // A pointer to whatever logs.
    const auto *Plain = dyn_cast_or_null<CallExpr>(C.E);
    const Expr *To =
        Plain ? Plain->getCallee()->IgnoreParenImpCasts() : nullptr;
    if (const auto *M = dyn_cast_or_null<MemberExpr>(To))
      return LogsByName(M->getMemberDecl());
    const auto *D = dyn_cast_or_null<DeclRefExpr>(To);
    return D && LogsByName(D->getDecl());
  }
  if (C.Callee->getOverloadedOperator() == OO_LessLess)
    return true;
  if (U.inSystemHeader(C.Callee))
    return isOfLibrary(C.Callee) && LogsByName(C.Callee);
  if (C.Callee->hasBody())
    return onlyLogs(C.Callee) ||
           (takesAnything(C.Callee) && LogsByName(C.Callee));
  // A project's own logging function, by its name.
  return LogsByName(C.Callee) ||
         (isVoidPrintf(C.Callee) &&
          Cat.beginsLikeLogging(C.Callee->getName().lower())) ||
         (C.Callee->getIdentifier() && takesMessage(C.Callee) &&
          llvm::any_of(
              splitIdentifier(C.Callee->getName()),
              [&](const std::string &W) { return Cat.isMessageWord(W); }));
}

namespace {
/// Asks whether a body does nothing but write messages.
class MessageWriter : public RecursiveASTVisitor<MessageWriter> {
public:
  explicit MessageWriter(llvm::function_ref<bool(const CallExpr *)> Harmless)
      : Harmless(Harmless) {}
  bool VisitCallExpr(CallExpr *E) { return Harmless(E); }
  bool VisitBinaryOperator(BinaryOperator *E) {
    return !E->isAssignmentOp() || isLocal(E->getLHS());
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    return !E->isIncrementDecrementOp() || isLocal(E->getSubExpr());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    return E->getConstructor()
        ->getASTContext()
        .getSourceManager()
        .isInSystemHeader(E->getConstructor()->getLocation());
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return false; }
  bool VisitCXXNewExpr(CXXNewExpr *) { return false; }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) { return false; }
  bool VisitLambdaExpr(LambdaExpr *) { return false; }
  bool VisitGCCAsmStmt(GCCAsmStmt *) { return false; }

private:
  static bool isLocal(const Expr *E) {
    E = E->IgnoreParenCasts();
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
      return isLocal(A->getBase()) &&
             A->getBase()->IgnoreParenImpCasts()->getType()->isArrayType();
    const auto *D = dyn_cast<DeclRefExpr>(E);
    const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    return V && V->hasLocalStorage() && !V->getType()->isReferenceType();
  }
  llvm::function_ref<bool(const CallExpr *)> Harmless;
};
} // namespace

/// \p Call by name alone: what it is given is not evaluated.
CallSite Engine::named(const CallExpr *Call) const {
  CallSite C;
  C.E = Call;
  C.Callee = Call->getDirectCallee();
  if (C.Callee)
    C.Known = Naming.find(C.Callee);
  return C;
}

/// True if \p F has a body in view that writes messages and does nothing else:
/// whether it runs changes nothing.
bool Engine::onlyLogs(const FunctionDecl *F) const {
  F = F->getDefinition();
  if (!F || !F->getReturnType()->isVoidType() || F->isNoReturn() ||
      U.isRelevant(F))
    return false;
  auto [It, New] = Loggers.try_emplace(F, false);
  if (!New)
    return It->second;
  bool Writes = false;
  auto Harmless = [&](const CallExpr *E) {
    CallSite Inner = named(E);
    if (Inner.Callee && Inner.Callee->isNoReturn())
      return false;
    if (isLogging(Inner))
      return Writes = true;
    return (Inner.Known &&
            (Inner.Known->Idle ||
             (Inner.Known->Facts.empty() && !Inner.Known->Flows.empty()))) ||
           (Inner.Callee && (Inner.Callee->getBuiltinID() ||
                             Inner.Callee->hasAttr<PureAttr>() ||
                             Inner.Callee->hasAttr<ConstAttr>()));
  };
  bool Only = MessageWriter(Harmless).TraverseStmt(F->getBody()) && Writes;
  return Loggers[F] = Only;
}

/// True if the call leaves everything as it was, but for memory that it
/// allots or releases, and for what this activation made for itself.
bool Engine::isIdle(const CallSite &C) {
  if (C.Known && C.Known->Idle)
    return true;
  if (!C.Callee)
    return false;
  if (C.Callee->hasAttr<PureAttr>() || C.Callee->hasAttr<ConstAttr>() ||
      C.Callee->hasAttr<RestrictAttr>())
    return true;
  // What a library does to a local object alone.
  bool Local = false;
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    if (!C.Args[I]->getType()->isPointerType())
      continue;
    const Region *R = pointedTo(C.Values[I]);
    const Region *Root = R;
    while (Root && Root->Base && Root->K != Region::Pointee)
      Root = Root->Base;
    bool Own = Root && Root->Scope == C.Scope &&
               (Root->K == Region::Created || Root->K == Region::Variable);
    if (!Own && C.Values[I].K != Value::String && !C.Values[I].isInt())
      return false;
    Local |= Own;
  }
  return Local && !C.Object && U.inSystemHeader(C.Callee);
}

/// Does \p E, or a call that leads to it, only make an argument of a call that
/// logs?
bool Engine::isForLog(const Expr *E, const Frame *Scope) {
  for (; E && Scope && Scope->Function;
       E = Scope->Call, Scope = Scope->Parent) {
    const Body *B = body(Scope->Function);
    if (!B)
      return false;
    for (const Stmt *P = B->Parents->getParent(E); isa_and_nonnull<Expr>(P);
         P = B->Parents->getParent(P)) {
      if (const auto *Call = dyn_cast<CallExpr>(P);
          Call && isLogging(named(Call)))
        return true;
    }
  }
  return false;
}

namespace {
/// Finds where a body names its own variables.
class LocalFinder : public RecursiveASTVisitor<LocalFinder> {
public:
  explicit LocalFinder(llvm::SmallVectorImpl<const DeclRefExpr *> &Found)
      : Found(Found) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *V = dyn_cast<VarDecl>(E->getDecl());
    if (V && V->hasLocalStorage() && !V->getType()->isReferenceType())
      Found.push_back(E);
    return true;
  }

private:
  llvm::SmallVectorImpl<const DeclRefExpr *> &Found;
};
} // namespace

/// Is \p E a local variable that nothing but messages is made from?
bool Engine::isMessageVar(const Expr *E, const Frame *Scope) {
  const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || !Scope->Function)
    return false;
  const Body *B = body(Scope->Function);
  if (!B)
    return false;
  if (!B->ForMessages) {
    auto &Only = B->ForMessages.emplace();
    llvm::SmallVector<const DeclRefExpr *, 32> Uses;
    LocalFinder(Uses).TraverseStmt(
        const_cast<Stmt *>(Scope->Function->getDefinition()->getBody()));
    auto IsWritten = [&](const DeclRefExpr *Use) {
      const auto *A = dyn_cast_or_null<BinaryOperator>(
          B->Parents->getParentIgnoreParens(Use));
      return A && A->getOpcode() == BO_Assign &&
             A->getLHS()->IgnoreParens() == Use &&
             !isa_and_nonnull<Expr>(B->Parents->getParent(A));
    };
    auto IsLogged = [&](const DeclRefExpr *Use) {
      for (const Stmt *P = B->Parents->getParent(Use); isa_and_nonnull<Expr>(P);
           P = B->Parents->getParent(P))
        if (const auto *Call = dyn_cast<CallExpr>(P))
          return isLogging(named(Call));
      return false;
    };
    llvm::DenseSet<const VarDecl *> Others;
    for (const DeclRefExpr *Use : Uses) {
      const auto *Named = cast<VarDecl>(Use->getDecl());
      bool ForMessage = IsWritten(Use) || IsLogged(Use);
      (ForMessage ? Only : Others).insert(Named);
    }
    for (const VarDecl *Other : Others)
      Only.erase(Other);
  }
  return B->ForMessages->contains(V);
}

/// Where the macro is used whose own text is at \p L; invalid if none is, or if
/// the text is an argument.
static SourceLocation expansionOf(SourceLocation L, const SourceManager &SM) {
  SourceLocation Use = SM.getExpansionLoc(L);
  return L.isMacroID() && SM.getFileLoc(L) == Use ? Use : SourceLocation();
}

static SourceLocation writtenAt(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  return E ? E->getExprLoc() : S->getBeginLoc();
}

/// Where the macro is used that wrote \p S, if its name tells that it logs;
/// else invalid.
SourceLocation Engine::messageMacro(const Stmt *S) const {
  const SourceLocation At = S ? writtenAt(S) : SourceLocation();
  if (!At.isMacroID())
    return SourceLocation();
  auto [It, New] = MessageMacros.try_emplace(At);
  if (!New)
    return It->second;
  const SourceManager &SM = Context.getSourceManager();
  for (SourceLocation L = At; L.isMacroID();
       L = SM.getImmediateMacroCallerLoc(L))
    if (namesLogging(
            Lexer::getImmediateMacroName(L, SM, Context.getLangOpts())))
      return It->second = expansionOf(At, SM);
  return SourceLocation();
}

/// Did a macro that logs write \p S for the message's sake? Its own variables,
/// what it counts and what it asks for concern nobody else.
bool Engine::servesMessage(const Stmt *S) const {
  const SourceManager &SM = Context.getSourceManager();
  const SourceLocation Macro = messageMacro(S);
  if (Macro.isInvalid())
    return false;
  if (isa<DeclStmt>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    // What gets more of the user's than constants may do something with it,
    // unless it takes a message: `LOG_AND_CLOSE(connection)`.
    auto IsOfUser = [&](const Expr *A) {
      return expansionOf(writtenAt(A->IgnoreParenImpCasts()), SM) != Macro &&
             !A->isValueDependent() && !A->isEvaluatable(Context);
    };
    bool TakesMessage =
        Callee->hasAttr<FormatAttr>() ||
        (Callee->getIdentifier() && namesLogging(Callee->getName()));
    return !isOfConcern(Call) &&
           (TakesMessage || llvm::none_of(Call->arguments(), IsOfUser));
  }
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S))
    return !isOfConcern(Made);
  if (const auto *O = dyn_cast<UnaryOperator>(S);
      O && O->isIncrementDecrementOp())
    return isa<DeclRefExpr>(O->getSubExpr()->IgnoreParens());
  const auto *B = dyn_cast<BinaryOperator>(S);
  if (!B || !B->isAssignmentOp())
    return false;
  const Expr *To = B->getLHS()->IgnoreParens();
  while (const auto *M = dyn_cast<MemberExpr>(To)) {
    if (M->isArrow())
      return false;
    To = M->getBase()->IgnoreParens();
  }
  const auto *D = dyn_cast<DeclRefExpr>(To);
  return D && expansionOf(D->getDecl()->getLocation(), SM) == Macro;
}

/// Is \p S a part of what a macro that logs writes for the message's sake?
bool Engine::isForMessage(const Stmt *S, const ParentMap &Parents) {
  for (; S; S = Parents.getParent(S)) {
    if (servesMessage(S))
      return true;
    if (!isa<Expr>(S))
      return false;
  }
  return false;
}
