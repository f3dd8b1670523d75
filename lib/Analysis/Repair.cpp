//===--- Repair.cpp - how a report is repaired ----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Engine.h"
#include "Text/ItemList.h"
#include "Text/Predicate.h"
#include "Text/Url.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace commsec;
using namespace clang;

namespace {
/// Turns expressions into ranges of the user's own text.
class Editor {
public:
  Editor(const ASTContext &Context) : Context(Context) {}

  /// The range of \p E if its text stands in a file of the user and is not
  /// part of a macro's body.
  CharSourceRange rangeOf(const Expr *E) const {
    const SourceManager &SM = Context.getSourceManager();
    CharSourceRange R = Lexer::makeFileCharRange(
        CharSourceRange::getTokenRange(E->getSourceRange()), SM,
        Context.getLangOpts());
    if (R.isInvalid()) {
      // The whole expansion of an object-like macro, such as a constant.
      SourceRange S = E->getSourceRange();
      if (S.getBegin().isMacroID() && S.getEnd().isMacroID() &&
          SM.getExpansionRange(S.getBegin()).getAsRange() ==
              SM.getExpansionRange(S.getEnd()).getAsRange() &&
          Lexer::isAtStartOfMacroExpansion(S.getBegin(), SM,
                                           Context.getLangOpts()) &&
          Lexer::isAtEndOfMacroExpansion(S.getEnd(), SM, Context.getLangOpts()))
        R = Lexer::getAsCharRange(SM.getExpansionRange(S), SM,
                                  Context.getLangOpts());
    }
    if (R.isInvalid() || SM.isInSystemHeader(R.getBegin()))
      return {};
    return R;
  }

  std::string textOf(const Expr *E) const {
    CharSourceRange R = rangeOf(E);
    if (R.isInvalid())
      return {};
    return Lexer::getSourceText(R, Context.getSourceManager(),
                                Context.getLangOpts())
        .str();
  }

private:
  const ASTContext &Context;
};
} // namespace

static llvm::SmallVector<const Expr *, 6> argumentsOf(const Expr *Call) {
  llvm::SmallVector<const Expr *, 6> Args;
  if (const auto *K = dyn_cast_or_null<CXXConstructExpr>(Call))
    Args.append(K->arg_begin(), K->arg_end());
  else if (const auto *Called = dyn_cast_or_null<CallExpr>(Call))
    Args.append(Called->arg_begin(), Called->arg_end());
  return Args;
}

static bool isLiteral(const Expr *E) {
  E = E->IgnoreParenCasts();
  return isa<IntegerLiteral, StringLiteral, GNUNullExpr, CXXNullPtrLiteralExpr>(
      E);
}

/// True if \p E is a literal or names a constant: replacing anything else
/// would take a choice away that the program means to have.
static bool isConstant(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    return !V || V->getType().isConstQualified();
  }
  if (const auto *C = dyn_cast<CallExpr>(E))
    return !isa<CXXMemberCallExpr>(C) &&
           llvm::all_of(C->arguments(), isLiteral);
  if (isa<MemberExpr>(E) || isa<ArraySubscriptExpr>(E))
    return false;
  return true;
}

/// True if the qualified name \p Name is declared in this unit.
static bool isDeclared(ASTContext &Context, llvm::StringRef Name) {
  const DeclContext *In = Context.getTranslationUnitDecl();
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, "::");
  for (unsigned I = 0; I < Parts.size(); ++I) {
    auto Found = In->lookup(&Context.Idents.get(Parts[I]));
    if (Found.empty())
      return false;
    if (I + 1 < Parts.size()) {
      In = dyn_cast<DeclContext>(Found.front());
      if (!In)
        return false;
    }
  }
  return true;
}

/// The operands of an or-ed expression, from left to right.
static void flatten(const Expr *E, const SourceManager &SM,
                    llvm::SmallVectorImpl<const Expr *> &Parts) {
  E = E->IgnoreImplicit();
  // What a macro or'ed together stays together.
  if (const auto *B = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
      B && B->getOpcode() == BO_Or &&
      !SM.isMacroBodyExpansion(B->getOperatorLoc())) {
    flatten(B->getLHS(), SM, Parts);
    flatten(B->getRHS(), SM, Parts);
    return;
  }
  Parts.push_back(E);
}

static bool isInside(const Stmt *Part, const Stmt *Whole) {
  return Whole && (Whole == Part ||
                   llvm::any_of(Whole->children(), [&](const Stmt *Child) {
                     return isInside(Part, Child);
                   }));
}

/// Is nothing of \p Whole evaluated before \p Call, the arguments aside?
static bool isFirst(const Expr *Call, const Stmt *Whole,
                    const ParentMap &Parents) {
  for (const Stmt *At = Call; At != Whole;) {
    const Stmt *P = Parents.getParent(At);
    if (const auto *B = dyn_cast_or_null<BinaryOperator>(P)) {
      const auto *To = dyn_cast<DeclRefExpr>(B->getLHS()->IgnoreParens());
      if (B->getLHS() != At && !(B->isAssignmentOp() && To))
        return false;
    } else if (const auto *C = dyn_cast_or_null<ConditionalOperator>(P)) {
      if (C->getCond() != At)
        return false;
    } else if (!isa_and_nonnull<UnaryOperator, ParenExpr, CastExpr, FullExpr>(
                   P)) {
      return false;
    }
    At = P;
  }
  return true;
}

/// The condition on the text of operand \p N that makes \p F insecure.
static const Condition *textCondition(llvm::ArrayRef<Condition> All, int N,
                                      const PartialText &Text) {
  for (const Condition &K : All) {
    if (const Condition *Found = textCondition(K.Any, N, Text))
      return Found;
    if (K.Arg == N && !K.Text.empty() &&
        textHolds(K.Text, Text, K.Words) == Tri::Yes)
      return &K;
  }
  return nullptr;
}

/// What the list \p Old becomes by \p F's repair: the old one without the items
/// that are insecure alone, or with what is appended. Empty if that is nothing,
/// or still insecure.
static std::string repairedList(const Fact &F, llvm::StringRef Old) {
  const Fix &R = F.Repair;
  const Condition *K = textCondition(F.When, *R.Replace, {Old.str(), true});
  if (!K)
    return {};
  auto Holds = [&](llvm::StringRef Text) {
    return textHolds(K->Text, {Text.str(), true}, K->Words) == Tri::Yes;
  };
  std::string New =
      R.RemoveItems ? withoutItems(Old, Holds) : Old.str() + R.Append;
  return Holds(New) ? std::string() : New;
}

/// The literal that \p E is, or that a string is made of.
static const StringLiteral *literalIn(const Expr *E) {
  for (unsigned I = 0; I < 4; ++I) {
    E = E->IgnoreParenImpCasts()->IgnoreImplicit();
    const auto *C = dyn_cast<CXXConstructExpr>(E);
    if (!C || C->getNumArgs() == 0)
      break;
    E = C->getArg(0);
  }
  return dyn_cast<StringLiteral>(E);
}

/// How the function around it names the object that \p Made creates: the
/// variable that it initialises, or what it is assigned to. \p Points is set
/// if that is a pointer to the object, or holds one.
std::string Engine::nameOfMade(const Expr *Made, const Body &In,
                               bool &Points) const {
  Editor Edit(Context);
  Points = false;
  const Stmt *From = Made;
  for (const Stmt *P = In.Parents->getParent(From); P;
       From = P, P = In.Parents->getParent(P)) {
    if (const auto *D = dyn_cast<DeclStmt>(P)) {
      const auto *V =
          D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
      if (!V || !V->getIdentifier())
        return {};
      QualType T = V->getType().getNonReferenceType();
      Points |= T->isPointerType() || Naming.isHolder(T->getAsCXXRecordDecl());
      return V->getNameAsString();
    }
    const Expr *Target = nullptr;
    if (const auto *B = dyn_cast<BinaryOperator>(P);
        B && B->getOpcode() == BO_Assign)
      Target = B->getLHS();
    if (const auto *C = dyn_cast<CXXOperatorCallExpr>(P);
        C && C->getOperator() == OO_Equal && C->getArg(0) != From)
      Target = C->getArg(0);
    if (Target) {
      QualType T = Target->getType();
      Points |= T->isPointerType() || Naming.isHolder(T->getAsCXXRecordDecl());
      return Edit.textOf(Target);
    }
    if (const auto *C = dyn_cast<CXXConstructExpr>(P)) {
      // A smart pointer takes it, or the object is moved to where it stays.
      if (!Naming.isHolder(C->getConstructor()->getParent()) &&
          !C->getConstructor()->isCopyOrMoveConstructor())
        return {};
    } else if (!isa<CXXNewExpr, CastExpr, FullExpr, ParenExpr,
                    MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P)) {
      return {};
    }
  }
  return {};
}

/// Adds the repairs of the fact \p Of to \p F. The operands are those of \p O.
void Engine::addFixes(const Occurrence &O, const Fact &Of, Finding &F) const {
  const Fix &R = Of.Repair;
  if (R.empty() || (F.Conditional && O.Callback))
    return;
  if (llvm::any_of(R.Needs, [&](const std::string &Name) {
        return !isDeclared(Context, Name);
      }))
    return;
  // A binder's operands are not those of the function that it binds: only the
  // constant itself can be told.
  if (boundBy(O) && (!R.Replace || R.With.empty() ||
                     R.With.find('$') != std::string::npos || !O.At))
    return;
  const SourceManager &SM = Context.getSourceManager();
  Editor Edit(Context);
  auto Replace = [&](CharSourceRange Range, std::string Text) {
    if (Range.isValid())
      F.Fixes.push_back({Range, std::move(Text)});
  };
  auto Args = argumentsOf(O.Call);
  auto Operand = [&](int N) -> const Expr * {
    if (N >= 1 && static_cast<unsigned>(N) <= Args.size())
      return Args[N - 1];
    return nullptr;
  };
  const FunctionDecl *In = O.Scope ? O.Scope->Function : nullptr;
  auto It = In ? Bodies.find(In) : Bodies.end();
  const Body *InBody = It != Bodies.end() ? It->second.get() : nullptr;
  auto Expand = [&](llvm::StringRef Text) -> std::optional<std::string> {
    std::string Out;
    for (size_t I = 0; I < Text.size(); ++I) {
      if (Text[I] != '$') {
        Out += Text[I];
        continue;
      }
      llvm::StringRef Rest = Text.substr(I + 1);
      std::string Piece;
      if (Rest.consume_front("this")) {
        const auto *M = dyn_cast_or_null<CXXMemberCallExpr>(O.Call);
        const auto *Callee =
            M ? dyn_cast<MemberExpr>(M->getCallee()->IgnoreParens()) : nullptr;
        if (!Callee || Callee->isImplicitAccess())
          return std::nullopt;
        Piece = Edit.textOf(Callee->getBase());
      } else if (Rest.consume_front("handle")) {
        if (const Expr *E = Operand(Of.Handle)) {
          Piece = Edit.textOf(E);
        } else {
          bool Points = false;
          if (Of.Handle != OperandResult || !InBody || !O.Call)
            return std::nullopt;
          Piece = nameOfMade(O.Call, *InBody, Points);
          if (!Piece.empty() && Points && Rest.consume_front("."))
            Piece += "->";
        }
      } else {
        unsigned N = 0;
        if (Rest.consumeInteger(10, N))
          return std::nullopt;
        const Expr *E = Operand(N);
        if (!E)
          return std::nullopt;
        if (Rest.consume_front(".this")) {
          const auto *M = dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit());
          E = M && !M->getImplicitObjectArgument()->isImplicitCXXThis()
                  ? M->getImplicitObjectArgument()
                  : nullptr;
          if (!E || E->getType()->isPointerType())
            return std::nullopt;
        }
        Piece = Edit.textOf(E);
        // A cast may be a library's macro's.
        if (Piece.empty())
          Piece = Edit.textOf(E->IgnoreParenCasts());
      }
      if (Piece.empty())
        return std::nullopt;
      Out += Piece;
      I = Text.size() - Rest.size() - 1;
    }
    return Out;
  };

  if (!R.Returned.empty() && O.Callback) {
    // The constant result becomes what the callback was told.
    const auto *Ret = dyn_cast_or_null<ReturnStmt>(O.Accepts);
    if (!Ret || !Ret->getRetValue() || F.Conditional)
      return;
    const Expr *Value = Ret->getRetValue()->IgnoreImplicit();
    std::string Text = R.Returned;
    if (size_t At = Text.find('$'); At != std::string::npos) {
      llvm::StringRef Rest = llvm::StringRef(Text).substr(At + 1);
      unsigned N = 0;
      if (Rest.consumeInteger(10, N) || N == 0 ||
          N > O.Callback->getNumParams() ||
          !O.Callback->getParamDecl(N - 1)->getIdentifier())
        return;
      Text = Text.substr(0, At) +
             O.Callback->getParamDecl(N - 1)->getNameAsString() + Rest.str();
    }
    Replace(Edit.rangeOf(Value), Text);
    return;
  }
  if (R.Replace || R.Scheme) {
    const Expr *Target = O.At;
    const Expr *Whole = R.Replace ? Operand(*R.Replace) : nullptr;
    if (R.Replace && *R.Replace == OperandValue)
      Whole = O.At;
    if (!Target)
      Target = Whole;
    // A report where the URL was made: it is what that call was given.
    if (!Target && R.Scheme && !Args.empty())
      Target = Args.front();
    if (!Target)
      return;
    if (R.Scheme) {
      // The literal itself, wherever the report stands.
      const Expr *Source = O.Source ? O.Source : Target->IgnoreParenImpCasts();
      const auto *L = literalIn(Source);
      if (!L || L->getCharByteWidth() != 1)
        return;
      llvm::StringRef Text = L->getString();
      llvm::StringRef Scheme = Text.split(':').first;
      std::string Twin = tlsTwin(Scheme.lower()).str();
      if (Twin.empty() || Scheme.size() == Text.size())
        return;
      SourceLocation Begin = L->getBeginLoc();
      if (Begin.isMacroID())
        Begin = SM.getSpellingLoc(Begin);
      // The scheme directly follows the opening quote of a plain literal.
      bool Invalid = false;
      const char *Data = SM.getCharacterData(Begin, &Invalid);
      if (Invalid || *Data != '"' || SM.isInSystemHeader(Begin) ||
          llvm::StringRef(Data + 1, Scheme.size()) != Scheme)
        return;
      SourceLocation From = Begin.getLocWithOffset(1);
      Replace(CharSourceRange::getCharRange(
                  From, From.getLocWithOffset(Scheme.size())),
              Twin);
      return;
    }
    if (!R.RemoveBits.empty() || !R.AddBits.empty()) {
      if (!Whole)
        Whole = Target;
      // What a cast or parentheses enclose, unless a macro's body begins there.
      for (const Expr *Inner = Whole->IgnoreParenCasts();
           Inner != Whole && Edit.rangeOf(Inner).isValid();
           Inner = Whole->IgnoreParenCasts())
        Whole = Inner;
      // Of two values, the one that is reported.
      while (const auto *Cond = dyn_cast<AbstractConditionalOperator>(
                 Whole->IgnoreParenImpCasts())) {
        auto Has = [&](const Expr *Arm) {
          return Target && isInside(Target, Arm);
        };
        if (Has(Cond->getTrueExpr()))
          Whole = Cond->getTrueExpr()->IgnoreParenImpCasts();
        else if (Has(Cond->getFalseExpr()))
          Whole = Cond->getFalseExpr()->IgnoreParenImpCasts();
        else
          return;
      }
      llvm::SmallVector<const Expr *, 4> Parts;
      flatten(Whole, SM, Parts);
      llvm::SmallVector<std::string, 4> Kept;
      bool Removed = false;
      for (const Expr *P : Parts) {
        std::string Text = Edit.textOf(P);
        if (Text.empty())
          return;
        Expr::EvalResult Value;
        bool Drop = false;
        if (!R.RemoveBits.empty() && !P->isValueDependent() &&
            P->EvaluateAsInt(Value, Context)) {
          int64_t I = Value.Val.getInt().getExtValue();
          for (const Constant &B : R.RemoveBits)
            Drop |= I == B.Value;
        }
        if (Drop)
          Removed = true;
        else
          Kept.push_back(Text);
      }
      if (!R.RemoveBits.empty() && !Removed)
        return;
      for (const Constant &B : R.AddBits)
        Kept.push_back(B.Name);
      std::string Text = Kept.empty() ? "0" : llvm::join(Kept, " | ");
      Replace(Edit.rangeOf(Whole->IgnoreImplicit()), Text);
      return;
    }
    if (R.RemoveItems || !R.Append.empty()) {
      // The literal itself, in one piece and without escapes.
      const auto *L = dyn_cast<StringLiteral>(
          O.Source ? O.Source : Target->IgnoreParenImpCasts());
      if (!L || L->getCharByteWidth() != 1 ||
          Edit.textOf(L) != "\"" + L->getString().str() + "\"")
        return;
      std::string New = repairedList(Of, L->getString());
      if (!New.empty())
        Replace(Edit.rangeOf(L), "\"" + New + "\"");
      return;
    }
    // Only a constant is replaced: a literal, or a name of one. A cast around
    // it stays.
    const Expr *Plain = Target->IgnoreImplicit();
    if (const auto *C = dyn_cast<ExplicitCastExpr>(Plain->IgnoreParens());
        C && C->getSubExpr()->IgnoreParenImpCasts() == O.Source)
      Plain = O.Source;
    if (!isConstant(Plain) && R.With.find(".this") == std::string::npos)
      return;
    std::optional<std::string> Text = Expand(R.With);
    if (!Text)
      return;
    CharSourceRange Range = Edit.rangeOf(Plain);
    // A library's macro wraps the operand: the constant that was written.
    if (Range.isInvalid() && O.Source)
      Range = Edit.rangeOf(O.Source);
    Replace(Range, *Text);
    return;
  }
  if (!R.RenameCall.empty() || !R.Rename.empty()) {
    const auto *C = dyn_cast_or_null<CallExpr>(O.Call);
    const Expr *Callee = C ? C->getCallee()->IgnoreParenImpCasts() : nullptr;
    std::string New = R.RenameCall;
    SourceLocation At;
    std::string Old;
    llvm::SmallString<32> Buffer;
    if (const auto *D = dyn_cast_or_null<DeclRefExpr>(Callee)) {
      At = D->getLocation();
      Old = D->getDecl()->getNameAsString();
    } else if (const auto *Named = dyn_cast_or_null<DeclRefExpr>(
                   O.At ? O.At->IgnoreParenImpCasts() : O.Call)) {
      At = Named->getLocation();
      Old = Named->getDecl()->getNameAsString();
    } else if (const auto *M = dyn_cast_or_null<MemberExpr>(Callee)) {
      At = M->getMemberLoc();
      Old = M->getMemberDecl()->getNameAsString();
    }
    if (const auto *K = dyn_cast_or_null<CXXConstructExpr>(O.Call)) {
      // The class, where the object is declared or created.
      TypeSourceInfo *Written = nullptr;
      if (const auto *T = dyn_cast<CXXTemporaryObjectExpr>(K))
        Written = T->getTypeSourceInfo();
      if (InBody) {
        if (const VarDecl *V = InBody->Initialises.lookup(K))
          Written = V->getTypeSourceInfo();
        else if (const auto *Allocation = dyn_cast_or_null<CXXNewExpr>(
                     InBody->Parents->getParent(K)))
          Written = Allocation->getAllocatedTypeSourceInfo();
      }
      Old = K->getConstructor()->getParent()->getNameAsString();
      if (Written) {
        At = Written->getTypeLoc().getEndLoc();
        bool Invalid = false;
        if (At.isMacroID() ||
            Lexer::getSpelling(At, Buffer, SM, Context.getLangOpts(),
                               &Invalid) != Old)
          return;
      }
    }
    for (size_t I = 0; I + 1 < R.Rename.size(); I += 2)
      if (R.Rename[I] == Old)
        New = R.Rename[I + 1];
    if (At.isInvalid() || New.empty() || At.isMacroID())
      return;
    Replace(CharSourceRange::getCharRange(At, At.getLocWithOffset(Old.size())),
            New);
    return;
  }
  if (!InBody || !O.Call)
    return;
  const ParentMap &Parents = *InBody->Parents;
  if (!R.Test.empty()) {
    // The innermost boolean use: `f(..)` or `!f(..)`.
    const Stmt *P = O.Call;
    const Stmt *Up = Parents.getParent(P);
    while (Up && (isa<ImplicitCastExpr>(Up) || isa<ParenExpr>(Up) ||
                  isa<FullExpr>(Up))) {
      P = Up;
      Up = Parents.getParent(P);
    }
    CharSourceRange Call = Edit.rangeOf(O.Call);
    if (Call.isInvalid())
      return;
    if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Up);
        Not && Not->getOpcode() == UO_LNot) {
      llvm::StringRef Test = R.Test;
      std::string Opposite;
      if (Test.consume_front("== "))
        Opposite = "!= " + Test.str();
      else if (Test.consume_front("> "))
        Opposite = "<= " + Test.str();
      else
        return;
      CharSourceRange All = Edit.rangeOf(Not);
      if (All.isValid())
        Replace(All, Edit.textOf(O.Call) + " " + Opposite);
      return;
    }
    if (isa_and_nonnull<IfStmt, WhileStmt, ConditionalOperator>(Up) ||
        (isa_and_nonnull<BinaryOperator>(Up) &&
         cast<BinaryOperator>(Up)->isLogicalOp()))
      Replace(CharSourceRange::getCharRange(Call.getEnd(), Call.getEnd()),
              " " + R.Test);
    return;
  }
  // The rest edits whole statements.
  const Stmt *Statement = O.Call;
  while (const Stmt *P = Parents.getParent(Statement)) {
    if (isa<CompoundStmt>(P))
      break;
    // Before an `if` or a `return` that begins with the call.
    bool Begins =
        !R.InsertBefore.empty() &&
        (isa<ReturnStmt>(P) || (isa<IfStmt>(P) && !cast<IfStmt>(P)->getInit() &&
                                cast<IfStmt>(P)->getCond() == Statement)) &&
        isFirst(O.Call, Statement, Parents);
    if (!isa<Expr>(P) && !isa<DeclStmt>(P) && !Begins)
      return;
    Statement = P;
  }
  if (!Parents.getParent(Statement))
    return;
  // A statement that is a library's macro is edited as it was written.
  SourceRange Written = Statement->getSourceRange();
  if (Written.getBegin().isMacroID() &&
      Lexer::isAtStartOfMacroExpansion(Written.getBegin(), SM,
                                       Context.getLangOpts()))
    Written.setBegin(SM.getExpansionLoc(Written.getBegin()));
  if (Written.getEnd().isMacroID() &&
      Lexer::isAtEndOfMacroExpansion(Written.getEnd(), SM,
                                     Context.getLangOpts()))
    Written.setEnd(SM.getExpansionRange(Written.getEnd()).getEnd());
  if (Written.getBegin().isMacroID() || Written.getEnd().isMacroID())
    return;
  if (!R.Wrap.empty()) {
    if (!isa<Expr>(Statement))
      return;
    const Expr *Plain = cast<Expr>(Statement)->IgnoreImplicit();
    if (const auto *Void = dyn_cast<CStyleCastExpr>(Plain))
      Plain = Void->getSubExpr()->IgnoreImplicit();
    if (Plain != O.Call)
      return;
    std::string Text = R.Wrap;
    size_t Mark = Text.find("$call");
    SourceLocation End = Lexer::findLocationAfterToken(
        Written.getEnd(), tok::semi, SM, Context.getLangOpts(), false);
    if (Mark == std::string::npos || End.isInvalid())
      return;
    Text.replace(Mark, 5, Edit.textOf(O.Call));
    std::string Indent =
        Lexer::getIndentationForLine(Written.getBegin(), SM).str();
    for (size_t I = Text.find('\n'); I != std::string::npos;
         I = Text.find('\n', I + 1))
      Text.insert(I + 1, Indent);
    Replace(CharSourceRange::getCharRange(Written.getBegin(), End), Text);
    return;
  }
  if (R.RemoveCall) {
    // Only a call whose result nobody uses.
    if (!isa<Expr>(Statement) ||
        cast<Expr>(Statement)->IgnoreParenCasts()->IgnoreImplicit() != O.Call)
      return;
    SourceLocation End = Lexer::findLocationAfterToken(
        Written.getEnd(), tok::semi, SM, Context.getLangOpts(), false);
    if (End.isInvalid())
      return;
    Replace(CharSourceRange::getCharRange(Written.getBegin(), End), "");
    return;
  }
  if (!R.InsertBefore.empty()) {
    if (std::optional<std::string> Text = Expand(R.InsertBefore)) {
      SourceLocation B = Written.getBegin();
      Replace(CharSourceRange::getCharRange(B, B),
              *Text + (Text->back() == ';' ? "\n" : ";\n") +
                  Lexer::getIndentationForLine(B, SM).str());
    }
    return;
  }
  if (!R.InsertAfter.empty()) {
    if (std::optional<std::string> Text = Expand(R.InsertAfter)) {
      SourceLocation End = Lexer::findLocationAfterToken(
          Written.getEnd(), tok::semi, SM, Context.getLangOpts(), false);
      if (End.isInvalid())
        End = Lexer::getLocForEndOfToken(Written.getEnd(), 0, SM,
                                         Context.getLangOpts());
      Replace(CharSourceRange::getCharRange(End, End),
              "\n" +
                  Lexer::getIndentationForLine(Written.getBegin(), SM).str() +
                  *Text + (Text->back() == ';' ? "" : ";"));
    }
  }
}
