//===--- Fact.h - what is known of a library --------------------*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The vocabulary of the catalog: plain data, read from YAML by Loader.h and
/// never changed afterwards. It knows nothing of Clang's AST; the engines in
/// lib/Analysis give each word its meaning. docs/catalog-format.md is the
/// reference for authors.
///
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_FACT_H
#define COMMSEC_CATALOG_FACT_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace commsec {

/// How bad an insecure fact is, before it is known to be conditional.
enum class Severity { Low, Medium, High };

/// What a fact says of the place it matches.
enum class Role {
  Insecure, ///< The place is misuse; it is reported.
  Secures,  ///< The place makes its slot secure.
  Sets,     ///< The place marks its slot as set, neither good nor bad.
  Unsets,   ///< The place forgets its slot.
  Sink,     ///< The handle is used here: what was set before it counts.
};

/// Operand numbers as an author writes them: 1 is the first argument.
enum : int {
  OperandNone = -2,    ///< No operand.
  OperandResult = -1,  ///< What the call returns, or the object it constructs.
  OperandThis = 0,     ///< The object a method is called on.
  OperandProgram = -3, ///< The whole program: one object, shared by all calls.
  OperandValue = -4,   ///< The value written (field writes).
  OperandFirst = -5,   ///< Of a table: the first element.
  OperandEnd = -6,     ///< Of a table: the place behind the last element.
  OperandAny = -7,     ///< Of a table: whichever element.
};

/// A named or literal integer. Names are resolved against the catalog's
/// `constants` when the catalog is loaded, so Value is always valid.
struct Constant {
  std::string Name; ///< As written; empty for a literal.
  int64_t Value = 0;
};

/// One condition on an operand of a matched place. All keys that are present
/// must hold. Each is three-valued: an operand whose value is unknown makes
/// the condition unknown, and unknown is silence.
struct Condition {
  int Arg = OperandNone; ///< Which operand.
  std::string Field;     ///< Take this field of the (pointed-to) operand ...
  /// ... which is a table: that of the row whose field Row[0] is the text
  /// Row[1].
  std::vector<std::string> Row;

  std::vector<Constant> Is;      ///< The integer is one of these (after Mask).
  std::vector<Constant> Not;     ///< The integer is none of these (after Mask).
  std::optional<Constant> Below; ///< The integer is less than this.
  std::optional<Constant> Above; ///< The integer is greater than this.
  std::vector<Constant> Has;     ///< At least one of these bits is set.
  std::vector<Constant> HasAll;  ///< All of these bits are set.
  std::vector<Constant> Lacks;   ///< None of these bits is set.
  std::optional<Constant> Mask;  ///< And-ed with the integer before Is/Not.
  std::vector<Constant> Holds;   ///< An item of the array is one of these.
  std::optional<bool> Null;      ///< The pointer is (not) null.
  std::optional<bool>
      Constant_;    ///< YAML `constant`: (not) a compile-time constant.
  std::string Text; ///< A predicate of lib/Text on the string.
  std::vector<std::string> Words; ///< The predicate's words.
  std::vector<std::string> Calls; ///< The value is the result of one of these.
  std::vector<std::string>
      Type; ///< The static type is one of these classes or derives from one.
  std::vector<std::string>
      NotType; ///< The static type is none of these, and derives from none.
  std::vector<std::string>
      Names; ///< The operand names one of these declarations.
  std::vector<std::string>
      Written; ///< The user's code writes the operand with one of these macros.
  std::optional<int> SameAs;   ///< The operand is the same object as this one.
  std::optional<bool> Created; ///< The operand is (not) an object that was made
                               ///< in view.
  std::optional<int> Args;     ///< The call has this many written arguments.
  std::optional<bool>
      Sensitive; ///< Names or literals that reach it are sensitive.
  std::vector<Condition> Any; ///< At least one of these holds.
};

/// A mechanical repair. Exactly one of the actions is set.
struct Fix {
  std::string Beside; ///< The repair stands at the call that wrote this slot of
                      ///< the handle, whose operands it means.
  std::optional<int> Replace; ///< Replace this operand ...
  std::string With;           ///< ... with this text.
  std::vector<Constant>
      RemoveBits; ///< Remove these names from an or-ed operand (Replace).
  std::vector<Constant> AddBits; ///< Or these names into the operand (Replace).
  bool RemoveItems = false; ///< Remove the items of a list (Replace) for which
                            ///< the fact's condition on the text holds.
  std::string Append;       ///< Append this to the text (Replace).
  bool Scheme = false;      ///< Replace the URL scheme by its TLS twin.
  bool RemoveCall = false;  ///< Remove the whole call statement.
  std::string
      RenameCall; ///< Replace the callee's (or class') name by this one.
  std::vector<std::string> Rename; ///< Pairs: old name, new name, ...
  std::string InsertBefore;        ///< Insert this statement before; $1.. are
                                   ///< operands, $this, $handle.
  std::string InsertAfter;         ///< Insert this statement after.
  std::string Returned; ///< Replace a callback's constant result: "$1" is its
                        ///< parameter 1.
  std::string Test; ///< Repair a result test: "== 1", "> 0": `if (f())` becomes
                    ///< `if (f() == 1)`.
  std::string Wrap; ///< Replace a call whose result nobody uses: "if ($call !=
                    ///< 0)\n  abort();".
  std::vector<std::string>
      Needs; ///< Offered only where these names are declared.
  bool empty() const {
    return Wrap.empty() && !Replace && !Scheme && !RemoveCall &&
           RenameCall.empty() && Rename.empty() && InsertBefore.empty() &&
           InsertAfter.empty() && Returned.empty() && Test.empty();
  }
};

/// Which results a call can have, and which of them mean success.
struct ResultContract {
  /// The result is what the call stores through this operand; 0: what it
  /// returns.
  int Out = 0;
  std::vector<Constant> Good; ///< Results that mean success.
  std::vector<Constant> Bad;  ///< Results that mean failure.
  /// Only where the tests tell the first of these from the second: they are on
  /// the scale that the fact means.
  std::vector<Constant> Told;
  /// Results that mean failure, and that code which asks for a good one may
  /// let pass as well; reported if it does.
  std::vector<Constant> Forgiven;
  bool Discarded = false; ///< Report a result that is thrown away.
  bool Inverted =
      false; ///< Report the bare result as a condition: zero is success.
  bool Conflated =
      false; ///< Report a test that takes a bad result for a good one.
  bool Logged =
      false; ///< Report a result whose failure changes nothing but log output.
  /// With Logged: only where the failure is told apart before it is logged.
  bool Tested = false;
  /// Report code that goes on with a good result and takes a bad one for a
  /// failure; code that does the reverse makes sure that the call fails.
  bool Sought = false;
  /// Report the call, unless the code takes a good result for a failure: then
  /// it only proves that the call fails.
  bool NoProof = false;
  /// Report a way on which the result is bad, and that ends like one on which
  /// it is good and this slot of the handle was set, without setting it.
  std::string Skips;
  /// True if it matters how the ways end that the result takes.
  bool asksForEnds() const { return Sought || NoProof; }
};

/// What the state of the handle has to be for the fact to be reported, named
/// by slots. Only definite knowledge counts.
struct StateCondition {
  std::vector<std::string> Unset;    ///< None of these was set before.
  std::vector<std::string> Set;      ///< All of these were set before.
  std::vector<std::string> Secure;   ///< All of these are secure.
  std::vector<std::string> Insecure; ///< All of these are insecure.
  /// No call that wrote one of these is known to have failed.
  std::vector<std::string> NotFailed;
  /// None of these is known to be set on this path, but insecurely.
  std::vector<std::string> NotSet;
  std::vector<std::string> Known; ///< None of these is insecure or was written
                                  ///< with an unknown value.
  /// Paths on which an `unset` slot is set do not excuse the others, unless
  /// this is true.
  bool SomePath = false;
  /// Paths on which an `unset` slot is set excuse one that an option chose.
  bool ChosenPath = false;
  bool empty() const {
    return Unset.empty() && Set.empty() && Secure.empty() && Insecure.empty() &&
           Known.empty() && NotFailed.empty() && NotSet.empty();
  }
};

/// What is known of one way to use one library.
struct Fact {
  std::string Id;
  std::string Check; ///< Without the `commsec-` prefix.
  std::vector<std::string> Articles;
  std::vector<int> Cwe;
  Severity Level = Severity::Medium;
  Role Kind = Role::Insecure;
  std::string Header;     ///< The header that declares the names.
  bool OnRequest = false; ///< Reported only with the `Pedantic` option.
  bool ContractOnly =
      false; ///< Only reported where a contract forgives an error.
  bool Everywhere = false; ///< Only reported with `AllSends`.

  // The detector: exactly one of these five lists is not empty.
  std::vector<std::string>
      Call; ///< Functions and methods, qualified; macros by their own name.
  std::vector<std::string> Construct; ///< Classes whose construction it is.
  std::vector<std::string>
      Write; ///< Class::field that is assigned or initialised.
  std::vector<std::string> Override; ///< Class::method that is overridden.
  std::vector<std::string> Use;      ///< Constants or variables that are named.

  int Handle = OperandNone; ///< Which operand is the handle.
  std::vector<Condition>
      Select; ///< Which form of the call this is; must hold definitely.
  std::vector<Condition>
      When;             ///< When it is insecure (or secure); empty is always.
  std::string Slot;     ///< The slot of the handle that the call writes.
  bool Implied = false; ///< The slot's value is a default nobody chose: an
                        ///< escape silences it.
  /// Where the path tells that the call returned none of these, it failed and
  /// did not write its slot.
  std::vector<Constant> Succeeds;
  /// Unseen code that gets the handle together with a function of one of these
  /// types makes this call with it, so that the slot is written.
  std::vector<std::string> PassedWith;
  /// An unseen function of the project whose name has one of these words makes
  /// this call, so that the slot is written.
  std::vector<std::string> NamedLike;
  /// Silent for an object made in view that has this slot and is never used,
  /// handed on, or merged into another one.
  std::string UnlessOnly;
  std::optional<int> Callback; ///< This operand is a callback ...
  std::string Contract;        ///< ... judged by this contract.
  /// So is a function of one of these types that nobody in view registers or
  /// calls: another unit does.
  std::vector<std::string> Defined;
  std::optional<ResultContract> Result; ///< The call's result must be judged.
  StateCondition State;                 ///< What the handle's slots must be.
  std::vector<std::string>
      Unless; ///< Slots that excuse it, at any time; "a+b" needs both.
  std::vector<std::string> OnlyIf; ///< Reported only with one of these slots,
                                   ///< at any time; "a+b" needs both.
  bool ByScheme = false;  ///< Silent where the scheme of a URL chose the path.
  bool Unguarded = false; ///< Silent under a condition that depends on evidence
                          ///< (parameters) ...
  std::vector<std::string>
      Neutral; ///< ... but for what these calls tell of it.
  /// Reported only where tests of what one of these calls tells have led to one
  /// of the values, at the last such test.
  std::vector<std::string> ToldBy;
  std::vector<Constant> Told;

  /// Reported only where it stands in a loop over a constant table that is
  /// empty, and whose name has one of these words: it compares nothing.
  std::vector<std::string> OverEmpty;

  std::string At; ///< Where it is reported: "" (the rules), "call", "handle",
                  ///< "slot:NAME", "value:NAME".
  std::string
      Api; ///< How messages name the API; default: as the user wrote it.
  std::string Message; ///< What is wrong, and the consequence; lower case, no
                       ///< full stop.
  std::string Instead; ///< What to write instead.
  Fix Repair;          ///< The mechanical repair, if there is one.
  std::string Notes;   ///< For people; not used by the engines.
};

/// How a callback, an override or a handler tells what it decided.
struct Contract {
  std::string Name;
  int FailureParam = 0;  ///< Parameter (1..) that carries the failure; 0: none.
  Constant FailureValue; ///< Its value when verification has failed.
  /// Which results accept: "nonzero", "zero", "positive", "nonnegative",
  /// "listed", "returns" (returning at all: only a throw rejects) or "never"
  /// (only AcceptCalls accept).
  std::string Accepts = "nonzero";
  std::vector<Constant> Accepting; ///< With "listed".
  /// An out-parameter (1..) that carries the verdict instead of the result.
  int VerdictParam = 0;
  std::vector<std::string> AcceptCalls; ///< Calling one of these (with a true
                                        ///< argument, if any) accepts.
  std::vector<std::string> RejectCalls; ///< Calling one of these rejects.
  /// Calls that carry out the library's own verification, and what they
  /// return when it fails.
  std::vector<std::string> Verifies;
  std::vector<Constant> VerifyFails;
  /// Calls on the evidence that say nothing about trust (a depth, a name).
  std::vector<std::string> Neutral;
  /// Calls that tell or compare the names in the certificate, which prove
  /// nothing of one that nobody vouches for.
  std::vector<std::string> NameChecks;
  /// The call that tells the error, and what forgiving each class means.
  std::string ErrorCall;
  struct Forgiven {
    std::vector<Constant> Errors;
    std::string
        Fact; ///< The fact that is reported, at the line that names the error.
    bool Named = false; ///< A check of the name makes up for the error.
  };
  std::vector<Forgiven> Forgives;
};

/// What a call does to objects, values and texts: how they come into being,
/// how they refer to one another, and where they go.
struct Flow {
  std::vector<std::string> Call;      ///< Functions and methods ...
  std::vector<std::string> Construct; ///< ... or classes.
  std::vector<Condition> Select;      ///< Which form of the call.

  // Objects.
  std::string Creates; ///< The result (or `Out`) is a new object of this kind.
  int Out = OperandNone;  ///< The object is stored through this pointer operand
                          ///< instead of returned.
  int From = OperandNone; ///< The new object inherits the slots of this operand
                          ///< (its parent).
  int Aliases =
      OperandNone;     ///< The result (or Out) is this operand's object again.
  bool OrNull = false; ///< (Aliases) ... or null: there may be none.
  int Merges = OperandNone;   ///< This operand's slots are copied ...
  int Into = OperandNone;     ///< ... into this operand; so are texts.
  int Elements = 1;           ///< Of Out: so many elements get the object.
  int Resets = OperandNone;   ///< This operand's slots are forgotten.
  int Releases = OperandNone; ///< This operand's object ends here.

  // Values.
  int Returns =
      OperandNone; ///< The result has this operand's value (htons, std::move).
  bool Constructs = false; ///< The result is a new object of the first
                           ///< template argument, made of the operands.
  bool Chosen = false;     ///< The result is what whoever runs the program
                           ///< chose (an environment variable).
  int Gives = OperandNone; ///< The result is what this smart pointer holds.
  int Holds = OperandNone; ///< The smart pointer holds this operand from now.
  int ElementOf = OperandNone; ///< The result is this operand's element ...
  int Index = OperandNone; ///< ... of this operand's number, or OperandFirst,
                           ///< OperandEnd, OperandAny.
  int Key = OperandNone;   ///< ... or whose first member is this operand.
  bool OrEnd = false;      ///< ... or, if there is none, the place behind.
  std::string Member;      ///< Of that element, the member of this name.
  int SizeOf =
      OperandNone; ///< The result is this operand's number of elements.
  int Invokes = OperandNone; ///< This operand is called, now or later ...
  int Passes = OperandNone;  ///< ... with this one and all behind it.
  int Binds = OperandNone;   ///< This operand will be called with those behind
                             ///< it, as far as they are known by now.
  std::vector<std::string> Fields; ///< (Construct) these members get the
                                   ///< operands' values.

  // Texts; they go to `Into`, or else are the result.
  int Copies = OperandNone;  ///< The text of this operand.
  int Appends = OperandNone; ///< The same, behind the text that is there.
  int Joins = OperandNone;   ///< The texts of this operand and those behind it.
  int Formats = OperandNone; ///< This format, filled by the operands behind it.
  std::string Style; ///< Of Formats: "printf", "braces", or "list" (printf
                     ///< whose operands are not seen).
  int Empties = OperandNone; ///< This operand's text is empty from now on.

  bool movesText() const {
    return Copies != OperandNone || Appends != OperandNone ||
           Joins != OperandNone || Formats != OperandNone ||
           Empties != OperandNone;
  }
  /// True if the call changes or makes objects. What only carries values along
  /// says nothing of the function that uses it.
  bool concernsObjects() const {
    return !Creates.empty() || Out != OperandNone || From != OperandNone ||
           Aliases != OperandNone || Merges != OperandNone ||
           Resets != OperandNone || Releases != OperandNone;
  }
};

/// Everything that is known of one library.
struct Library {
  std::string Name;     ///< Equal to the file's name.
  std::string Language; ///< "C" or "C++".
  std::string Package;  ///< The Debian package whose headers prove the names;
                        ///< may be empty.
  std::vector<std::string> Headers;
  std::vector<Constant> Constants;
  std::vector<std::string> Absent;  ///< Names that the proven version lacks.
  std::vector<std::string> Holders; ///< Smart pointer and iterator classes.
  std::vector<std::string>
      Containers; ///< Classes that hold what their initialiser list has.
  std::vector<std::string>
      Logging; ///< Calls that only write to a log or format a message; `*` at
               ///< the end matches a prefix.
  std::vector<std::string>
      LoggingWords; ///< Words in the name of a function that make it one.
  /// Words in the name of a function that make it a check of a name.
  std::vector<std::string> NameWords;
  /// Words in the name of a setting that, if it is on, lets more pass, or less.
  std::vector<std::string> LaxWords, StrictWords;
  /// Words in the name of one that is declared as taking a printf format, and
  /// says nothing else of where that goes.
  std::vector<std::string> MessageWords;
  /// Calls that change nothing: they look something up, or release memory.
  std::vector<std::string> Idle;
  /// Calls that only return if they fail: another program goes on.
  std::vector<std::string> Departures;
  /// Macros that test something in some builds only: they are no test.
  std::vector<std::string> Assertions;
  /// Slots that excuse an object, too, where another function of the file sets
  /// them on what it finds in the same member or global.
  std::vector<std::string> Linked;
  std::vector<Contract> Contracts;
  std::vector<Flow> Flows;
  std::vector<Fact> Facts;
  std::string File; ///< Where it was read from.
};

} // namespace commsec

#endif // COMMSEC_CATALOG_FACT_H
