//===--- Engine.h - follows the paths of one unit ---------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// The engine walks the CFG of each root function of a unit with abstract
/// values, follows calls into helpers of the same unit, and tells what the
/// catalog says of the calls it meets. Each of its questions lives in a file
/// of its own:
///   Execute.cpp     which paths are there
///   Liveness.cpp    which variables are still read
///   Evaluate.cpp    what can this expression be (Values)
///   Call.cpp        where does this call lead
///   Invalidation.cpp  what may it change
///   Logging.cpp     is it only there for a message
///   Bind.cpp        what was this function given before the call
///   Operands.cpp    which values can reach what the catalog names
///   Flow.cpp        what does it do to objects and values
///   Strings.cpp     where do texts go, and what do they become
///   Holders.cpp     what does this smart pointer hold
///   Condition.cpp   does this condition of a fact hold
///   Secrets.cpp     does its name or text tell of a secret
///   Lifecycle.cpp   what was done to this handle before it is used
///   Excuses.cpp     which reports does something else excuse
///   Links.cpp       what do other functions do to what the same member holds
///   Verdict.cpp     what does this callback decide
///   Merge.cpp       where do ways become one again
///   Guards.cpp      what did several ways go through that became one
///   Outcome.cpp     does the result of this call change anything
///   Deferral.cpp    does a callback leave the decision to somebody else
///   Endings.cpp     where do the ways end that a result takes
///   Midway.cpp      what stands where no path led before the budget ended
///   Empty.cpp       which loops run over nothing
///   Report.cpp      what is said, and where
///   Repair.cpp      what is written instead
/// Every walk has a budget; hitting it is counted and makes the answer
/// unknown, never a guess.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_ANALYSIS_ENGINE_H
#define COMMSEC_ANALYSIS_ENGINE_H

#include "Analysis/Findings.h"
#include "Analysis/Names.h"
#include "Analysis/Operands.h"
#include "Analysis/State.h"
#include "Analysis/Unit.h"
#include "Catalog/Catalog.h"
#include "Text/Predicate.h"
#include "clang/Analysis/Analyses/Dominators.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <set>

namespace clang {
class ParentMap;
} // namespace clang

namespace commsec {

inline bool isLambdaBody(const clang::FunctionDecl *F) {
  const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(F);
  return M && M->getParent()->isLambda();
}

/// A call, construction, field write or use of a name that the catalog may
/// speak of.
struct CallSite {
  const clang::Expr *E = nullptr;
  const Frame *Scope = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< May be null.
  const clang::CXXRecordDecl *Class = nullptr; ///< For constructions.
  const clang::Expr *Object = nullptr;         ///< For methods.
  llvm::SmallVector<const clang::Expr *, 6> Args;
  llvm::SmallVector<Value, 6> Values; ///< Of Args.
  Value ObjectValue;
  const Region *Target = nullptr; ///< The constructed object, or the result.
  Value Written;                  ///< For field writes.
  const clang::Expr *WrittenExpr = nullptr;
  const Entry *Known = nullptr;
  /// The row of a table that tells whom to call; null if it is none.
  const clang::Expr *CalleeAt = nullptr;
  /// The result is one of these, nobody knows which.
  llvm::SmallVector<Value, 4> Alternatives;
};

/// Places of one kind in a row.
struct Table {
  const Region *Place = nullptr;
  uint64_t Size = 0;
};

/// The answer to a condition, and the operand that decided it.
struct Answer {
  Tri T = Tri::Yes;
  Value Operand;
  const clang::Expr *OperandExpr = nullptr;
  /// The activation that named the secret which a condition asked for.
  const Frame *Secret = nullptr;
};

/// What a callback decides when verification has failed.
struct Verdict {
  enum Kind {
    Unknown, ///< Also: propagates what it was told.
    Rejects,
    Accepts,   ///< On every path.
    Sometimes, ///< On a path that something else than evidence chooses.
    Forgives,  ///< For certain errors only.
  };
  Kind K = Unknown;
  const clang::Stmt *At = nullptr; ///< The return or call that accepts.
  bool Unasked = false;            ///< Sometimes, whatever the settings are.
  bool Propagates = false; ///< The body is seen, and never accepts for sure.
  /// An error that is forgiven: the fact, what names the error, and whether an
  /// option has to ask for it.
  struct Exception {
    const Fact *F = nullptr;
    const clang::Stmt *Where = nullptr;
    bool Chosen = false;
  };
  llvm::SmallVector<Exception, 4> Forgiven;
};

/// A report that waits for the end of the root function, or of the unit.
struct Candidate {
  const Occurrence *Where = nullptr;
  const Region *Handle = nullptr; ///< May be null.
  /// What must be unset on objects that are shared between functions.
  llvm::SmallSet<std::pair<const Region *, unsigned>, 4> NeedsUnset, NeedsSet,
      NeedsSecure, NeedsKnown;
  /// Does it depend on what other functions do to these?
  bool waits() const {
    return !NeedsUnset.empty() || !NeedsSet.empty() || !NeedsSecure.empty() ||
           !NeedsKnown.empty();
  }
  /// The result that must have been handled wrongly; null if none.
  const Symbol *Result = nullptr;
  /// The call beside which it is repaired; null if that is Where.
  const Occurrence *Beside = nullptr;
  /// A handle that was released before it was used, on every path so far.
  bool OnlyIfNeverUsed = false;
  /// The root gave the handle a slot that the fact asks for.
  bool Met = false;
  /// Somebody chose each path that leads here.
  bool OnlyChosen = false;
  /// The budget ended the paths behind it: what follows is not known.
  bool Cut = false;
  /// The handle, or what was made from it, was given to code that is not seen.
  bool GivenAway = false;
  /// Found on a path that began in the middle of this function: what came
  /// before is not known.
  const clang::FunctionDecl *Midway = nullptr;
  /// The class whose method this was found from, if it was one.
  const clang::CXXRecordDecl *Class = nullptr;
  /// Members and globals that hold the handle.
  llvm::SmallPtrSet<const Region *, 2> Places;
  /// Those that hold what it was made from.
  llvm::SmallPtrSet<const Region *, 2> PlacesAbove;
  /// The first slot that is not as the fact asks, for those who ask why.
  llvm::StringRef Unmet;
};

/// How the result of one call was used, over all paths of a root.
struct Outcome {
  std::set<const Symbol *> Tests;
  bool Escaped = false; ///< Returned, stored or given to unseen code.
  bool Logged = false;
  bool Passed = false;    ///< Given to a catalogued call.
  bool Stored = false;    ///< Kept in a variable.
  bool Returned = false;  ///< Handed to a caller in view.
  bool Effective = false; ///< Some path differs by it.
  bool Lost = false;      ///< Paths were lost that may differ by it.
  bool matters() const { return Effective || Lost; }
  /// The tests in the order in which they were made.
  std::vector<const Symbol *> Sequence;
  /// Two ways, as far as they are apart, that led to the same state.
  struct Meeting {
    const Guard *A, *B, *Common;
    size_t TestsBefore; ///< Of Sequence.
    bool operator==(const Meeting &O) const {
      return A == O.A && B == O.B && Common == O.Common;
    }
  };
  std::vector<Meeting> Meetings;
  /// Two ways to the end of the root function that did the same.
  struct Ending {
    const Guard *A, *B, *Common;
    Value ReturnedA, ReturnedB;
  };
  std::vector<Ending> Endings;
  /// The end of a way of a function: it returns, or it dies by an exception or
  /// in a function that never returns.
  struct Way {
    const Guard *G;
    Value Returned;
    bool Dies;
  };
  std::vector<Way> Ways; ///< Of results whose ends matter: through the root ...
  std::vector<Way> Near; ///< ... and through the function that asked for it.
  bool Sought = false;   ///< Ways are noted.
  bool Skipped = false;  ///< A bad one skips what it must not.
};

/// How the ways end that the results of one sort take.
struct WayEnds {
  struct {
    bool Told = false;  ///< Some way lies open to such a result.
    bool Lives = false; ///< Some way ends well.
    bool Fails = false; ///< One ends badly right behind a test of the result.
  } Good, Bad;
};

/// Does the way \p G test \p Base behind \p Common, and lie open to its result
/// \p I from its beginning? A way on which the call was not made tests nothing.
bool admits(const Guard *G, const Guard *Common, const Symbol *Base, int64_t I,
            const clang::ASTContext &Context);
/// Does the way \p G lie open to the result \p I of \p Base? So does a way that
/// tests nothing.
bool isOpenTo(const Guard *G, const Symbol *Base, int64_t I,
              const clang::ASTContext &Context);
/// The value that leads to \p C; none for the default.
std::optional<int64_t> caseValue(const clang::SwitchCase *C,
                                 const clang::ASTContext &Context);

/// What makes the object that \p E is: without elided copies and conversions.
const clang::Expr *constructed(const clang::Expr *E);

class Engine {
public:
  Engine(clang::ASTContext &Context, const Catalog &C, Names &N, const Unit &U,
         const AnalysisOptions &Options, bool Explain);
  ~Engine();

  /// Analyses every root function and judges what was found.
  UnitResult run();

private:
  using States = llvm::SmallVector<State, 4>;

  /// Slots, and the classes whose methods wrote them; null for what is written
  /// elsewhere.
  class WrittenSlots {
  public:
    void insert(unsigned Id, const clang::CXXRecordDecl *By) {
      All.insert({Id, By});
    }
    /// Was \p Id written where the object may be one of class \p For? What a
    /// method of a sibling class does, it does to objects of its own.
    bool contains(unsigned Id, const clang::CXXRecordDecl *For) const;

  private:
    std::set<std::pair<unsigned, const clang::CXXRecordDecl *>> All;
  };

  /// An object that several functions reach: a member, a global.
  struct SharedObject {
    bool Created = false;
    bool Escaped = false;
    const Region *Parent = nullptr; ///< The shared object it was made from.
    /// Also those of the objects that were made from it, and its own.
    WrittenSlots Slots, Own;
    llvm::SmallSet<unsigned, 8> Secure;
  };

  /// What the functions of the unit do to the objects that they find in one
  /// member or global, whichever object that is.
  struct LinkedPlace {
    bool GivenAway = false; ///< To code that is not seen.
    WrittenSlots Slots;     ///< Of them, and of what is made from them.
    WrittenSlots Own;       ///< Of them.
    llvm::SmallPtrSet<const Region *, 2> MadeFrom;
  };

  /// What stands between a branch and where its ways meet.
  struct Between {
    bool Acts = true; ///< Something is done beyond messages.
    /// Where they meet, if not even what is asked for messages concerns anyone.
    const clang::CFGBlock *Meet = nullptr;
  };

  /// What is needed of one function body.
  struct Body {
    std::string Name; ///< Qualified.
    const clang::CFG *Graph = nullptr;
    clang::ParentMap *Parents = nullptr;
    std::vector<unsigned> Order; ///< Reverse post order by block id.
    llvm::BitVector LoopHeads;   ///< By block id.
    llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> Initialises;
    llvm::DenseMap<const clang::Expr *, const clang::FieldDecl *> InitField;
    llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Top;
    std::vector<llvm::SmallPtrSet<const clang::Stmt *, 8>> BlockTops;
    llvm::DenseSet<const clang::VarDecl *> AddressTaken;
    /// By block id: variables that nobody reads from there on.
    std::vector<llvm::SmallVector<const clang::VarDecl *, 2>> Unread;
    /// By the element of the graph that they go into: what may have one of a
    /// few values.
    llvm::DenseMap<const clang::Stmt *,
                   llvm::SmallVector<const clang::Expr *, 1>>
        Choices;
    /// Variables that are read for messages only; not yet looked for if empty.
    mutable std::optional<llvm::DenseSet<const clang::VarDecl *>> ForMessages;
  };

  // Execute.cpp
  void runRoot(const clang::FunctionDecl *F);
  bool bindDefaults(const clang::FunctionDecl *F, const Frame *Scope, State &S);
  void runInitialiser(const clang::ValueDecl *D);
  void beginRoot(const clang::FunctionDecl *F);
  bool isSpent() const;
  States execute(const clang::FunctionDecl *F, const Frame *Scope,
                 States Entries, const clang::CFGBlock *From = nullptr);
  States execute(const clang::FunctionDecl *F, const Frame *Scope, State Entry,
                 const clang::CFGBlock *From = nullptr);
  void suspend(State &S, llvm::IntrusiveRefCntPtr<Suspended> By);
  States executeElement(const clang::CFGElement &E, const Frame *Scope,
                        const Body &B, State S);
  States executeExpr(const clang::Expr *E, const Frame *Scope, State S);
  Value assign(const clang::BinaryOperator *B, const Frame *Scope, State &S);
  void declare(const clang::DeclStmt *D, const Frame *Scope, State &S);
  void initialise(const Region *R, clang::QualType T, const clang::Expr *Init,
                  const Frame *Scope, State &S);
  void forget(State &S, const Frame *Scope);
  void pruneForBlock(State &S, const Body &B, const clang::CFGBlock *Block);
  const Guard *guard(State &S, const clang::Expr *Condition, bool Taken,
                     const Frame *Scope, const Symbol *Sym,
                     std::optional<int64_t> Case = std::nullopt,
                     const clang::Stmt *Label = nullptr,
                     Guard::Kind K = Guard::Open);
  State emptyState();
  bool underChoice(const clang::Expr *E, const Frame *Scope, const State &S);
  bool underBranch(const clang::Expr *E, const Frame *Scope);
  bool canFollow(const clang::FunctionDecl *F, const Frame *Scope) const;

  // Bodies.cpp
  const Body *body(const clang::FunctionDecl *F);
  static const clang::Stmt *topOf(const clang::Stmt *S,
                                  const clang::ParentMap &Parents);
  static bool isControlExpr(const clang::Stmt *S);

  // Liveness.cpp
  static void findUnread(Body &B,
                         llvm::ArrayRef<const clang::VarDecl *> Locals);
  bool isOnlyCounted(const clang::Expr *E);

  // Branch.cpp
  void branch(const clang::CFGBlock *Block, const Frame *Scope, const Body &B,
              State S, unsigned Round, bool Tired,
              llvm::function_ref<void(const clang::CFGBlock *, State)> Go);
  bool hasKnownEnd(const clang::Stmt *T, const clang::Expr *Asked,
                   const Frame *Scope, const Body &B, const State &S);
  void uncount(const clang::Stmt *T, const Frame *Scope, const Body &B,
               State &S);
  void assume(State &S, const Value &V, bool Taken);
  void unlearn(State &S, const Symbol *Sym);
  void learn(State &S, const Symbol *Sym, Constraint C);

  // Merge.cpp
  void addState(llvm::SmallVectorImpl<State> &Pending, State S, unsigned Cap,
                const Frame *Scope);
  State join(const State &A, const State &B);
  llvm::IntrusiveRefCntPtr<Suspended>
  join(const llvm::IntrusiveRefCntPtr<Suspended> &A,
       const llvm::IntrusiveRefCntPtr<Suspended> &B);
  /// A place that two states know different things of; null: nothing.
  struct Difference {
    const Region *Place;
    const Value *A, *B;
  };
  using Differences = llvm::SmallVector<Difference, 8>;
  bool differOpenly(const State &A, const State &B, Differences &All);
  void nameDifferences(llvm::ArrayRef<Difference> All, State &S);
  bool wasHere(llvm::SmallVectorImpl<State> &Before, const State &S);
  bool isTold(const Value &V) const;
  bool isOpen(const Value *V) const;
  bool mayBeOne(const Region *R, const Value *A, const Value *B) const;
  void noteEffective(const Guard *From, const Guard *Until);
  void noteLost(const Guard *From, const Guard *Until);

  // Guards.cpp
  const Guard *commonGuards(const Guard *A, const Guard *B);
  bool testsOf(const Guard *G, const Guard *Until,
               llvm::SmallVectorImpl<const Guard *> &Tests) const;
  const Guard *moved(const Guard *G, const Guard *Previous);
  /// The tests that a way went through, whatever their order.
  using Tests = llvm::SmallVector<const Guard *, 4>;
  bool dropTest(llvm::SmallVectorImpl<Tests> &Ways, const Guard *Common);
  const Guard *chained(llvm::ArrayRef<const Guard *> All,
                       const Guard *Previous);
  static bool isEvidence(const Guard &G);
  static unsigned evidenceIn(const Guard *G, const Guard *Until);
  const Guard *likelierGuards(const Guard *A, const Guard *B,
                              const Guard *Common);
  const Guard *decidedAlike(const Guard *A, const Guard *B,
                            const Guard *Common);
  const Guard *mergedGuards(const Guard *A, const Guard *B,
                            const Guard *Common);
  bool onEveryWay(const Guard &G,
                  llvm::function_ref<bool(const Guard &)> Is) const;

  // Choices.cpp
  bool isOfConcern(const clang::Expr *E) const;
  void findChoices(Body &B, const clang::Stmt *Root);
  const clang::Expr *plainer(const clang::Expr *E) const;
  void inheritFromElements(const clang::Expr *E, const Region *To,
                           const Frame *Scope, State &S);
  bool makesText(const clang::CallExpr *Call) const;
  const clang::Expr *handedOn(const clang::CallExpr *Call) const;
  void constantsOf(const clang::Expr *E, llvm::SmallVectorImpl<Value> &Out,
                   unsigned Step);
  llvm::ArrayRef<Value> valuesOf(const clang::ValueDecl *D);
  States waysOf(const clang::Expr *E, const Frame *Scope, State &S);
  States choose(const clang::CFGElement &E, const Frame *Scope, const Body &B,
                State S);

  // Evaluate.cpp
  Value evaluate(const clang::Expr *E, const Frame *Scope, State &S,
                 bool Force = false);
  Value evaluateBinary(const clang::BinaryOperator *E, const Frame *Scope,
                       State &S);
  Value evaluateUnary(const clang::UnaryOperator *E, const Frame *Scope,
                      State &S, bool Force);
  Value boundValue(const clang::Expr *E, const Frame *Scope, State &S);
  Value evaluateCast(const clang::CastExpr *E, const Frame *Scope, State &S);
  Value evaluateConditional(const clang::AbstractConditionalOperator *E,
                            const Frame *Scope, State &S);
  Value compare(clang::BinaryOperatorKind Op, const Value &L, const Value &R,
                const clang::Expr *At, const Frame *Scope, State &S);
  Value resolve(Value V, const State &S) const;
  std::optional<bool> truth(const Value &V, const State &S) const;
  const Region *lvalue(const clang::Expr *E, const Frame *Scope, State &S);
  Value load(const Region *R, clang::QualType T, State &S);
  Value loadInitial(const Region *R, clang::QualType T, State &S);
  void store(const Region *R, Value V, State &S);
  const clang::Expr *initialiserOf(const Region *R, bool &Implicit);
  const Region *pointedTo(const Value &V);
  const Region *forward(const Region *R, const State &S) const;
  const Region *thisRegion(const Frame *Scope, State &S);
  const Frame *scopeOf(const clang::VarDecl *V, const Frame *Scope) const;
  PartialText text(const Value &V, State &S, bool &Known);
  Value textValue(const PartialText &T, const clang::Expr *At,
                  const Frame *Scope, const clang::Expr *Source);
  const Symbol *symbol(Symbol Key);
  const Symbol *freshSymbol(Symbol Key, State &S);
  const Symbol *callSymbol(const CallSite &C);
  Value callResult(const CallSite &C, State &S);
  Value storedResult(const CallSite &C, int Operand, State &S);
  llvm::StringRef intern(llvm::StringRef Text);
  Value functionValue(const clang::Expr *E, const Frame *Scope, State &S);

  // Call.cpp
  const clang::CXXConstructorDecl *madeConstructor(const CallSite &C);
  void followOverriders(const CallSite &C, const State &S, States &Out);
  /// A call that waits until all states have come to it.
  struct Call {
    CallSite C;
    State Before;
    Value Result;
    bool Filled;
  };
  States executeCalls(const clang::Expr *E, const Frame *Scope, States Now);
  void beginCall(const clang::Expr *E, const Frame *Scope, State S, States &Out,
                 llvm::SmallVectorImpl<Call> &Followed,
                 llvm::SmallVectorImpl<Call> &Passed);
  States follow(const CallSite &C, State S);
  void resume(State &End);
  void finishAll(const CallSite &C, State S, Value Result, States &Out);
  void finishCall(const CallSite &C, State S, Value Result, States &Out);
  void returnFrom(const clang::FunctionDecl *Callee, const CallSite &C,
                  State End, States &Out);
  void passOver(Call Of, States &Out, llvm::SmallVectorImpl<Call> &Passed);
  CallSite describe(const clang::Expr *E, const Frame *Scope, State &S);
  bool isWorthFollowing(const clang::FunctionDecl *F, const Frame *Scope);
  State bind(const CallSite &C, const clang::FunctionDecl *Definition,
             const Frame *Inner, State S);
  void followCallables(llvm::ArrayRef<Call> At);
  void passArguments(const CallSite &C, unsigned Callable, CallSite &Inner,
                     State &S);
  const Region *filledMemory(int Out, const CallSite &C, State &S);
  const Region *operandRegion(int Operand, const CallSite &C, State &S);
  Value operandValue(int Operand, const CallSite &C, State &S);
  const clang::Expr *operandExpr(int Operand, const CallSite &C) const;
  void writeField(const clang::ValueDecl *Field, const clang::Expr *At,
                  const clang::Expr *ValueExpr, Value V, const Region *Place,
                  const Frame *Scope, State &S);
  void useName(const clang::DeclRefExpr *E, const Frame *Scope, State &S);
  bool provesNothing(const clang::FunctionDecl *F) const;

  // Invalidation.cpp
  void invalidate(const CallSite &C, State &S, bool Unseen);
  void invalidateOutputs(const CallSite &C, State &S);
  void notePassedWith(const CallSite &C, State &S);
  void noteNamedLike(const CallSite &C, State &S);
  void noteKept(const CallSite &C, State &S);
  void forgetKept(State &S);

  // Logging.cpp
  CallSite named(const clang::CallExpr *Call) const;
  bool isForLog(const clang::Expr *E, const Frame *Scope);
  bool namesLogging(llvm::StringRef Name) const;
  bool isMessageVar(const clang::Expr *E, const Frame *Scope);
  clang::SourceLocation messageMacro(const clang::Stmt *S) const;
  bool isForMessage(const clang::Stmt *S, const clang::ParentMap &Parents);
  bool servesMessage(const clang::Stmt *S) const;
  bool isLogging(const CallSite &C) const;
  bool onlyLogs(const clang::FunctionDecl *F) const;
  bool isIdle(const CallSite &C);

  // Flow.cpp
  bool applyFlow(CallSite &C, State &S, Value &Result);
  void applyValueFlow(const Flow &F, CallSite &C, State &S, Value &Result);
  void construct(const CallSite &C, State &S, Value &Result);

  // Bind.cpp
  void bindLater(int Operand, const CallSite &C, State &S, Value &Result);
  Value copied(const clang::Expr *E, const Value &V, const Frame *Scope,
               State &S);
  void spreadBound(const Value &Fn, CallSite &C, State &S);

  // Tables.cpp
  const clang::InitListExpr *listOf(const clang::Expr *Init);
  Value firstMember(const Region *R, State &S);
  std::optional<Table> tableAt(const Region *R, clang::QualType T, State &S);
  std::optional<Table> tableOf(int Operand, const CallSite &C, State &S);
  Value elementOf(const Flow &F, CallSite &C, State &S);
  const clang::Expr *fieldOperand(const clang::CXXConstructExpr *C,
                                  const clang::FieldDecl *F);
  const clang::FieldDecl *bindingField(const clang::BindingDecl *B);
  bool hasFields(const clang::CXXRecordDecl *R);
  void fillFields(const Flow &F, const CallSite &C, State &S);
  bool fillContainer(const CallSite &C, State &S, Value &Result);
  void copyBuffers(const Region *From, const Region *To, State &S);
  void initialiseElement(const Region *Place, clang::QualType T,
                         const clang::Expr *E, const clang::InitListExpr *L,
                         const Frame *Scope, State &S);

  // Holders.cpp
  const clang::CXXRecordDecl *holderOf(const CallSite &C);
  const Region *holderPlace(const clang::Expr *E, const Frame *Scope, State &S);
  void applyHolder(const CallSite &C, State &S, Value &Result);
  void compareHolders(const CallSite &C, State &S, Value &Result);

  // Strings.cpp
  struct TextOperand;
  Value stringValue(const Value &V, State &S);
  const Piece *addPiece(const Piece *Before, const clang::Expr *E,
                        bool Branched = false);
  TextOperand textOperand(int Operand, const CallSite &C, State &S);
  const Region *textPlace(int Operand, const CallSite &C, State &S);
  Value appended(const Value &Before, const PartialText &Old,
                 const TextOperand &T, const CallSite &C, State &S);
  Value joined(int First, const CallSite &C, State &S);
  Value formatted(const Flow &F, const CallSite &C, State &S);
  bool applyTextFlow(const Flow &F, CallSite &C, State &S, Value &Result);
  bool copyText(const TextOperand &T, bool OfObject, const CallSite &C,
                Value &Result);
  bool convertText(const CallSite &C, State &S, Value &Result);

  // Condition.cpp
  Tri anyItem(const Value &V, llvm::ArrayRef<Constant> Wanted, State &S,
              Value &Guilty);
  Value fieldAt(const Region *R, llvm::StringRef Fields, State &S);
  const Region *rowNamed(const Region *R, llvm::StringRef Key,
                         llvm::StringRef Name, State &S);
  Answer holds(llvm::ArrayRef<Condition> All, const CallSite &C, State &S);
  Answer holds(const Condition &K, const CallSite &C, State &S);
  const Guard *toldBy(const Fact &F, const State &S) const;

  // Secrets.cpp
  const Frame *secretIn(const clang::Expr *E, const Frame *Scope, State &S,
                        unsigned Depth = 0);
  const Frame *heldSecret(const Region *R, const Frame *Scope, const State &S,
                          unsigned Depth);
  const Frame *markedSecret(const Region *R, const Frame *Scope,
                            const State &S) const;
  void keepName(const Region *Place, const clang::Expr *E, const Frame *Scope,
                State &S);
  void keepSecret(const Flow &F, const Region *R, const CallSite &C, State &S);

  // Lifecycle.cpp
  /// Pseudo-slots: the object was given to unseen code, or left the function.
  static constexpr llvm::StringLiteral UnseenMark = "(unseen)";
  static constexpr llvm::StringLiteral LeftMark = "(left)";
  void applyFacts(CallSite &C, State &S, Value &Result);
  void reportNow(const Candidate &C);
  const Occurrence *placed(const Occurrence &O, const Region *Handle,
                           const State &S);
  const Occurrence *elsewhere(const Occurrence &O, const clang::Expr *Call,
                              const clang::Expr *At = nullptr);
  unsigned slotId(llvm::StringRef Name);
  Slot slotOf(const Region *R, unsigned Id, const State &S,
              const Region *&Shared);
  bool hasFailed(const Slot &V, const State::ConstraintMap &Learnt) const;
  void writeSlot(const Region *R, unsigned Id, Slot V, State &S);
  void noteMay(const Region *R, unsigned Id, const State &S);
  bool mayHave(const Region *R, unsigned Id, bool Children) const;
  const Region *slotOwner(llvm::StringRef &Name, const Region *Handle,
                          bool *WholeUnit = nullptr);
  Tri stateHolds(const Fact &F, const Region *Handle, const clang::Expr *Call,
                 State &S, Candidate &Needs);
  void observe(const Region *R, State &S, bool Sink);
  void escape(const Region *R, State &S);
  void markLeft(const Region *R, State &S);
  const Region *sharedName(const Region *R);
  void release(const Region *R, State &S, bool Ends);
  void copySlots(const Region *From, const Region *To, State &S,
                 bool Inherits = false);
  const Region *objectOf(const Region *R, const State &S) const;
  void publish(const Region *Place, const Value &V, State &S);
  void publishAll();
  void noteParent(SharedObject &Known, const Object &O, const State &S);
  const clang::CXXRecordDecl *holder(const Region *Name,
                                     const clang::CXXRecordDecl *Class);
  const Occurrence *occurrence(const Fact &F, const CallSite &C,
                               const Answer &A, State &S,
                               const Verdict *V = nullptr,
                               const clang::FunctionDecl *Callback = nullptr);
  bool isConditional(const State &S, const Value &V, const clang::Expr *Call,
                     const Frame *Scope);
  bool encloses(const Guard &G, const clang::Expr *Call, const Frame *Scope);
  bool isChoice(const Guard &G) const;
  bool isFallback(const clang::Expr *E, const Frame *Scope);
  bool isNeutral(const Guard &G, llvm::ArrayRef<std::string> In) const;
  bool isChoice(const Symbol &Base) const;
  bool underScheme(const State &S) const;

  // Excuses.cpp
  bool isGivenAway(const Region *R) const;
  bool excusedBy(llvm::StringRef Names, const Region *Handle, bool WholeUnit,
                 const Frame *From = nullptr,
                 const clang::CXXRecordDecl *Class = nullptr);
  void cutShort(const State &S, const Frame *Scope,
                const clang::CFGBlock *Block);
  void endLife(const Region *R, const State &S);
  bool belongsToAnother(llvm::StringRef Name, const Candidate &C) const;
  void endRoot(States &Ends);
  bool wholeLifeSeen(const Region *R);
  void endUnit();

  // Links.cpp
  const Region *placeName(const Region *R);
  void notePlace(const Region *Place, const Value &V, const State &S);
  void addPlaces(const Region *R, llvm::SmallPtrSet<const Region *, 2> &To);
  llvm::SmallPtrSet<const Region *, 2> placesOf(const Region *R);
  llvm::SmallPtrSet<const Region *, 2> placesAbove(const Region *R);
  void linkPlaces();
  bool excusedElsewhere(llvm::StringRef Names, const Candidate &C);
  bool mentionsSlot(llvm::StringRef Names);
  bool namesSlot(llvm::StringRef Names, const clang::FunctionDecl *F);

  // Empty.cpp
  void findEmptyLoops();

  // Midway.cpp
  void runMidway();
  bool hasLeftCallbacks(const clang::FunctionDecl *F);
  bool isLeft(const clang::CFGElement &E, bool Registers = false) const;

  // Verdict.cpp
  void leave(const States &Ends);
  const clang::FunctionDecl *callableOf(const Value &V, const clang::Expr *E);
  void forgetSettings(State &S);
  bool mayBeWish(const Guard &G) const;
  bool isJudged(const clang::FunctionDecl *F, const Contract &K) const;
  Verdict judgeFunction(const clang::FunctionDecl *F, const Contract &K,
                        const Region *Handle, const Frame *Scope,
                        const State &S);
  void judgeOverrides(const clang::FunctionDecl *F);
  void judgeDefined(const clang::FunctionDecl *F);
  void reportForgiven(const Fact &F, const Verdict &V, const CallSite &C,
                      const Region *Handle, const clang::FunctionDecl *Callback,
                      State &S);

  // Outcome.cpp
  void noteTest(const Value &V, bool Escapes);
  void noteMeeting(const Guard *A, const Guard *B, const Guard *Common);
  std::shared_ptr<const MetWays> noteMeetings(const State &A, const State &B);
  void noteEndings(const States &Ends);
  void noteLogged(const Value &V);
  void notePassed(const Value &V);
  void noteStored(const Value &V);
  void noteReturned(const Value &V);
  void noteEscaped(const Value &V);
  bool wasCutBefore(const Symbol *Result);
  bool isProper(const Symbol *Result, const ResultContract &K) const;
  bool isExcusedByLoss(const Symbol *Result, const ResultContract &K) const;
  bool isMisused(const Symbol *Result, const ResultContract &K);

  // Deferral.cpp
  bool isReadOutside(const clang::ValueDecl *D, const clang::FunctionDecl *Of);
  bool leavesWord(const State &Before, const State &After, const Frame *Inner);

  // Endings.cpp
  bool isAsserted(const clang::Expr *Condition) const;
  bool neverReturns(const clang::FunctionDecl *F, unsigned Depth = 0);
  void noteDeparture(const State &S);
  void noteDeath(const State &S, const clang::CFGBlock *Block);
  void noteEnd(const State &S, const Frame *Scope);
  void noteWay(const State &S, const Value &Returned, bool Dies,
               const Frame *Near = nullptr);
  WayEnds endsOf(const Symbol *Result, const ResultContract &K,
                 const Outcome &O) const;
  WayEnds endsOf(const Symbol *Result, const ResultContract &K,
                 llvm::ArrayRef<Outcome::Way> Ways,
                 const clang::FunctionDecl *In) const;
  bool isSought(const Symbol *Result, const ResultContract &K,
                const Outcome &O) const;
  bool isProof(const Symbol *Result, const ResultContract &K,
               const Outcome &O) const;
  void noteSkips(const States &Ends, const Frame *Scope);
  bool tellsElsewhere(const State &S, const Symbol *Result);
  bool onlyInforms(const clang::CallExpr *Call, const Frame *Scope);
  bool tells(const clang::CFGBlock &Block, const Frame *Scope);
  bool acts(const clang::CFGBlock &Block, const Frame *Scope);
  const clang::CFGBlock *blockOf(const Guard &G);
  bool asks(const clang::CFGBlock &Block) const;
  Between behind(const clang::CFGBlock *At, const Frame *Scope);
  bool mayMatter(const clang::CFGBlock *At, const Frame *Scope);
  bool mayMatter(const Guard &G);

  // Report.cpp
  bool isOwnCode(const Occurrence &O);
  std::optional<Finding> finding(const Candidate &C);
  void select(llvm::SmallVectorImpl<Finding> &All);
  clang::SourceLocation placeOf(const Occurrence &O) const;
  std::string spelling(const clang::Expr *E) const;
  const clang::FunctionDecl *boundBy(const Occurrence &O) const;
  std::string apiName(const Occurrence &O) const;
  void addNotes(const Occurrence &O, Finding &F) const;
  void silence(const Fact &F, const clang::Expr *At, llvm::StringRef Why);
  void silence(const Fact &F, clang::SourceLocation At, llvm::StringRef Why);
  void explainCondition(const Fact &F, const clang::Expr *At, Tri Holds,
                        llvm::StringRef Unmet);
  void explainOverwritten(const Occurrence &Old, const clang::Expr *By);

  // Repair.cpp
  void addFixes(const Occurrence &O, const Fact &Of, Finding &F) const;
  std::string nameOfMade(const clang::Expr *Made, const Body &In,
                         bool &Points) const;

  clang::ASTContext &Context;
  const Catalog &Cat;
  Names &Naming;
  const Unit &U;
  const AnalysisOptions &Options;
  bool Explain;

  RegionManager Regions;
  llvm::BumpPtrAllocator Memory;
  llvm::FoldingSet<Symbol> Symbols;
  llvm::FoldingSet<Guard> GuardSet;
  llvm::FoldingSet<Piece> Pieces;
  llvm::FoldingSet<Occurrence> Occurrences;
  llvm::StringMap<char> Texts;
  llvm::StringMap<unsigned> SlotIds;

  /// Memory differs most of the time, and is compared by what differs.
  State::EnvMap::Factory EnvFactory{/*canonicalize=*/false};
  /// Changes with every expression and is seldom compared: not worth keeping
  /// one tree for each content.
  State::ExprMap::Factory ExprFactory{/*canonicalize=*/false};
  State::DecisionMap::Factory DecisionFactory;
  State::SlotMap::Factory SlotFactory;
  State::ObjectMap::Factory ObjectFactory;
  /// Seldom compared, too.
  State::ConstraintMap::Factory ConstraintFactory{/*canonicalize=*/false};

  Operands Operanded;
  clang::AnalysisDeclContextManager Contexts;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Body>> Bodies;
  llvm::DenseSet<const clang::FunctionDecl *> Covered;
  llvm::DenseMap<std::pair<const clang::CFGBlock *, const Frame *>, Between>
      Branches;
  /// By where something is written: where the macro is used that logs there.
  mutable llvm::DenseMap<clang::SourceLocation, clang::SourceLocation>
      MessageMacros;
  llvm::DenseMap<const Body *, std::unique_ptr<clang::CFGPostDomTree>>
      PostDominators;
  /// Functions in which the budget ended a path, and the calls that some path
  /// led to, with the root that was the first to do so.
  llvm::DenseSet<const clang::FunctionDecl *> CutIn;
  llvm::DenseMap<const clang::Stmt *, unsigned> Called;
  unsigned RootNumber = 0;
  /// Only callbacks of calls that no root before has led to are judged.
  bool OnlyLeft = false;
  /// The function in the middle of which the current root begins; null if it
  /// begins at an entry.
  const clang::FunctionDecl *Midway = nullptr;
  /// Called functions with results of which it is not known whether they
  /// matter, since paths were lost: they are analysed alone as well.
  llvm::DenseSet<const clang::FunctionDecl *> Unsure;
  /// What the outermost construction of the current initialiser makes.
  std::pair<const clang::Expr *, const Region *> Initialises;

  // Of the current root.
  const clang::FunctionDecl *RootFunction = nullptr; ///< Null: initialises.
  const clang::CXXRecordDecl *RootClass = nullptr;   ///< If that is a method.
  std::map<std::tuple<const Occurrence *, const Region *, const Symbol *>,
           Candidate>
      Candidates;
  llvm::DenseMap<const Region *, llvm::SmallSet<unsigned, 8>> MayOwn, MayUp,
      MayBefore;
  /// Slots that were not unset on some path that led to a call which asks.
  std::set<std::tuple<const clang::Expr *, const Region *, unsigned>> SetAt;
  /// The activations that wrote a slot of the process.
  llvm::DenseMap<unsigned, llvm::SmallPtrSet<const Frame *, 2>> WrittenIn;
  std::set<std::pair<const Occurrence *, const Region *>> Overwritten;
  /// The conditions that had been decided where it was written.
  std::set<std::pair<const Occurrence *, const clang::Expr *>> WrittenUnder;
  llvm::DenseMap<const Region *, const Region *> ParentOf;
  /// Objects that became part of another one.
  llvm::DenseSet<const Region *> Merged;
  /// Where the root keeps an object.
  llvm::DenseMap<const Region *, llvm::SmallPtrSet<const Region *, 2>> KeptIn;
  /// Shared places, and the objects that they hold on some way of this root.
  llvm::SmallSetVector<std::pair<const Region *, const Region *>, 8> Published;
  /// Insecure slots where the budget ended a path, and whether somebody chose
  /// that path.
  std::set<std::tuple<const Occurrence *, const Region *, bool>> CutShort;
  llvm::DenseMap<const Region *, const Frame *> SecretFrames;
  std::map<const Symbol *, Outcome> Outcomes;
  /// A slot that a bad result must not skip.
  struct Skip {
    const ResultContract *Of;
    const Region *Handle;
    unsigned Slot;
  };
  llvm::MapVector<const Symbol *, Skip> Skips;
  std::map<
      std::tuple<const clang::FunctionDecl *, const Contract *, const Region *>,
      Verdict>
      Verdicts;
  /// Slots that are set only if the result is handled properly.
  std::vector<std::tuple<const Symbol *, const ResultContract *, const Region *,
                         unsigned>>
      ResultSlots;
  llvm::SmallPtrSet<const Region *, 8> UsedSomewhere;
  unsigned Steps = 0;
  unsigned UnitSteps = 0;   ///< Of the roots before.
  unsigned MidwaySteps = 0; ///< The same, of those that began midway.
  bool BudgetHit = false;
  /// Where the budget ended paths of the root.
  llvm::SmallSetVector<std::pair<const Frame *, const clang::CFGBlock *>, 4>
      Cuts;
  /// The place that kept two states apart the last time; may be null.
  const Region *KeptApart = nullptr;
  const Contract *Judging = nullptr;
  const Frame *JudgedFrame = nullptr;
  /// A callback is told of a failure: what else happens is no finding.
  bool Muted = false;

  // Of the unit.
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<Value, 4>>
      GivenValues;
  llvm::DenseMap<const Region *, const Region *> AllParents;
  /// The shared objects that were made from a shared one in any root.
  llvm::DenseMap<const Region *, llvm::SmallSetVector<const Region *, 2>>
      AllChildren;
  /// Numbers that are counted and never looked at; found when first asked.
  std::optional<llvm::DenseSet<const clang::ValueDecl *>> OnlyCounted;
  /// Functions with a body in view, and whether they only write messages.
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> Loggers;
  /// Who reads a member or global; found when somebody asks.
  std::optional<
      llvm::DenseMap<const clang::ValueDecl *,
                     llvm::SmallPtrSet<const clang::FunctionDecl *, 4>>>
      Readers;

  /// Slots that facts report `at: slot:NAME`.
  llvm::StringSet<> LocatedSlots;
  llvm::DenseMap<const Region *, SharedObject> Shared;
  /// Slots of the process that destructors write, by their class, and null if
  /// another function does.
  std::set<std::pair<unsigned, const clang::CXXRecordDecl *>> PeerSlots;
  llvm::DenseMap<const clang::FunctionDecl *, bool> NeverReturning;
  /// Slots that excuse across functions, and what they are known of.
  llvm::SmallSet<unsigned, 8> LinkedSlots;
  std::optional<llvm::SmallSet<unsigned, 8>> MentionedSlots;
  /// Calls that some path led to, and that could set one of them.
  llvm::DenseSet<const clang::Expr *> Reached;
  llvm::DenseMap<const Region *, LinkedPlace> LinkedPlaces;
  /// Linked slots of objects that nobody in view hands to a function.
  llvm::SmallSet<unsigned, 4> SlotsOfGiven;
  std::vector<Candidate> Waiting;
  UnitResult Told;
};

} // namespace commsec

#endif // COMMSEC_ANALYSIS_ENGINE_H
