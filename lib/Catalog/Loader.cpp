//===--- Loader.cpp - reads one catalog file ------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Loader.h"
#include "Catalog/Names.h"
#include "Catalog/Tree.h"
#include "Text/Predicate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace commsec {

static constexpr StringLiteral AcceptWords[] = {
    "nonzero", "zero", "positive", "nonnegative", "listed", "returns", "never",
};

static constexpr StringLiteral FormatStyles[] = {"printf", "braces", "list"};

static constexpr StringLiteral Languages[] = {"C", "C++"};

namespace {

class Reader : TreeReader {
public:
  Reader(MemoryBufferRef File, function_ref<void(const std::string &)> OnError,
         KnownNames &Known)
      : TreeReader(File, OnError), Known(Known) {}

  std::optional<Library> read();

private:
  //===--- what facts are made of -----------------------------------------===//

  static bool isOperand(const Tree &T, int &Out);
  bool operand(const Tree &T, int &Out);
  bool constant(const Tree &T, Constant &Out);
  void declName(const Tree &T, std::string &Out);

  ValueReader place(int &Out) {
    return [this, &Out](const Tree &T) { operand(T, Out); };
  }
  ValueReader place(std::optional<int> &Out) {
    return [this, &Out](const Tree &T) {
      int O;
      if (operand(T, O))
        Out = O;
    };
  }
  ValueReader parameter(int &Out) {
    return [this, &Out](const Tree &T) {
      number(T, Out, 1, "a parameter number (1, 2, ...)");
    };
  }
  ValueReader value(std::optional<Constant> &Out) {
    return [this, &Out](const Tree &T) {
      Constant C;
      if (constant(T, C))
        Out = C;
    };
  }
  ValueReader values(std::vector<Constant> &Out) {
    return [this, &Out](const Tree &T) {
      each(T, "a constant or a list of constants", [&](const Tree &I) {
        Constant C;
        if (constant(I, C))
          Out.push_back(std::move(C));
      });
    };
  }
  ValueReader bits(std::vector<Constant> &Out) {
    return [this, &Out](const Tree &T) {
      each(T, "a constant name or a list of them", [&](const Tree &I) {
        Constant C;
        if (!constant(I, C))
          return;
        if (C.Name.empty())
          return expected(I, "the name of a constant");
        Out.push_back(std::move(C));
      });
    };
  }
  ValueReader names(std::vector<std::string> &Out) {
    return [this, &Out](const Tree &T) {
      each(T, "a name or a list of names", [&](const Tree &I) {
        std::string S;
        declName(I, S);
        if (!S.empty())
          Out.push_back(std::move(S));
      });
      if (T.K == Tree::List && T.Items.empty())
        error(T.Loc, "found an empty list, expected at least one name");
    };
  }
  ValueReader conditions(std::vector<Condition> &Out) {
    return [this, &Out](const Tree &T) { readConditions(T, nullptr, Out); };
  }

  //===--- the parts of a file --------------------------------------------===//

  void readConstants(const Tree &T);
  void readLogging(const Tree &T);
  void readConditions(const Tree &T, const Condition *Outer,
                      std::vector<Condition> &Out);
  bool readCondition(const Tree &T, const Condition *Outer, Condition &Out);
  void readFix(const Tree &T, Fix &Out);
  void readResult(const Tree &T, std::optional<ResultContract> &Out);
  void readState(const Tree &T, StateCondition &Out);
  void readContract(const Tree &T);
  void readFlow(const Tree &T);
  void readFact(const Tree &T);
  void collectNames(const Tree &Root, StringRef Key, StringRef NameKey,
                    StringSet<> &Out);

  KnownNames &Known;
  Library Lib;
  StringMap<int64_t> ConstantValues;
  StringSet<> BadConstants;
  StringSet<> DeclaredFacts;     ///< With or without errors.
  StringSet<> DeclaredContracts; ///< With or without errors.
};

} // namespace

bool Reader::isOperand(const Tree &T, int &Out) {
  if (T.K == Tree::Scalar) {
    // More arguments than this are a typing error.
    constexpr int64_t MaxOperand = 255;
    int64_t V;
    if (parseInteger(T.Text, V)) {
      if (V >= 1 && V <= MaxOperand) {
        Out = static_cast<int>(V);
        return true;
      }
    } else if (T.Text == "this") {
      Out = OperandThis;
      return true;
    } else if (T.Text == "result") {
      Out = OperandResult;
      return true;
    } else if (T.Text == "program") {
      Out = OperandProgram;
      return true;
    } else if (T.Text == "value") {
      Out = OperandValue;
      return true;
    }
  }
  return false;
}

bool Reader::operand(const Tree &T, int &Out) {
  if (isOperand(T, Out))
    return true;
  expected(T, "an operand: an argument number (1, 2, ...), 'this', 'result', "
              "'value' or 'program'");
  return false;
}

bool Reader::constant(const Tree &T, Constant &Out) {
  if (T.K != Tree::Scalar) {
    expected(T, "an integer or the name of a constant");
    return false;
  }
  if (parseInteger(T.Text, Out.Value))
    return true;
  if (T.Text == "true" || T.Text == "false") {
    Out.Value = T.Text == "true";
    return true;
  }
  auto It = ConstantValues.find(T.Text);
  if (It != ConstantValues.end()) {
    Out.Name = T.Text;
    Out.Value = It->second;
    return true;
  }
  if (BadConstants.contains(T.Text))
    error(T.Loc, "constant '" + Twine(T.Text) +
                     "' can't be used because of the error in its definition");
  else
    error(T.Loc, "found '" + Twine(T.Text) +
                     "', expected an integer or a name out of 'constants'");
  return false;
}

void Reader::declName(const Tree &T, std::string &Out) {
  std::string S;
  if (!string(T, S, "a name"))
    return;
  StringRef Name = S;
  size_t Operator = Name.find("operator");
  StringRef Plain = Name.take_front(Operator);
  if (Name.empty() || Plain.starts_with("::") || Name.ends_with("::") ||
      Plain.find_first_of(" \t()<>,;&") != StringRef::npos)
    return expected(T, "a qualified name without a leading '::', template "
                       "arguments, parameters or spaces");
  Out = std::move(S);
}

void Reader::readConstants(const Tree &T) {
  if (T.K != Tree::Map)
    return expected(T, "a mapping of constant names to integers");
  for (const auto &[Key, Value] : T.Entries) {
    std::string Name;
    if (!string(Key, Name, "the name of a constant"))
      continue;
    int64_t V;
    if (parseInteger(Name, V)) {
      expected(Key, "the name of a constant");
      continue;
    }
    if (!integer(Value, V)) {
      BadConstants.insert(Name);
      continue;
    }
    auto [It, New] = ConstantValues.try_emplace(Name, V);
    if (!New) {
      error(Key.Loc, "found constant '" + Twine(Name) +
                         "' a second time, expected each name once");
      continue;
    }
    Lib.Constants.push_back({Name, V});
  }
}

void Reader::readLogging(const Tree &T) {
  each(T, "a name or a list of names", [&](const Tree &I) {
    std::string Name;
    declName(I, Name);
    if (Name.empty())
      return;
    // "ns::*" would make every identifier of a program worth a look.
    StringRef Prefix = Name;
    if (Prefix.consume_back("*") && (Prefix.empty() || Prefix.ends_with(":")))
      return expected(I, "the beginning of an identifier before the '*'");
    Lib.Logging.push_back(std::move(Name));
  });
}

void Reader::readConditions(const Tree &T, const Condition *Outer,
                            std::vector<Condition> &Out) {
  each(T, "a condition or a list of conditions", [&](const Tree &I) {
    Condition C;
    if (readCondition(I, Outer, C))
      Out.push_back(std::move(C));
  });
}

bool Reader::readCondition(const Tree &T, const Condition *Outer,
                           Condition &C) {
  unsigned Before = Errors;
  // The alternatives of `any` speak of the same operand unless they name one.
  if (Outer) {
    C.Arg = Outer->Arg;
    C.Field = Outer->Field;
    C.Row = Outer->Row;
  }
  const Tree *TextAt = nullptr;
  const Tree *AnyAt = nullptr;
  bool OwnArg = false;
  keys(T, "a condition",
       {{"arg",
         [&](const Tree &V) {
           OwnArg = true;
           if (operand(V, C.Arg)) {
             C.Field.clear();
             C.Row.clear();
           }
         }},
        {"field", text(C.Field)},
        {"row", strings(C.Row)},
        {"is", values(C.Is)},
        {"not", values(C.Not)},
        {"below", value(C.Below)},
        {"above", value(C.Above)},
        {"has", values(C.Has)},
        {"has-all", values(C.HasAll)},
        {"lacks", values(C.Lacks)},
        {"mask", value(C.Mask)},
        {"holds", values(C.Holds)},
        {"null", flag(C.Null)},
        {"constant", flag(C.Constant_)},
        {"text",
         [&](const Tree &V) {
           TextAt = &V;
           word(V, C.Text, "text predicate", textPredicates());
         }},
        {"words", strings(C.Words)},
        {"calls", names(C.Calls)},
        {"type", strings(C.Type)},
        {"not-type", strings(C.NotType)},
        {"names", names(C.Names)},
        {"written", strings(C.Written)},
        {"same-as", place(C.SameAs)},
        {"created", flag(C.Created)},
        {"args",
         [&](const Tree &V) {
           int64_t N = 0;
           if (integer(V, N))
             C.Args = static_cast<int>(N);
         }},
        {"sensitive", flag(C.Sensitive)},
        {"any", [&](const Tree &V) { AnyAt = &V; }}});
  if (AnyAt) {
    readConditions(*AnyAt, &C, C.Any);
    if (Errors == Before && C.Any.empty())
      expected(*AnyAt, "at least one condition");
  }
  if (Errors != Before)
    return false;

  bool Tests = !C.Is.empty() || !C.Not.empty() || C.Below || C.Above ||
               !C.Has.empty() || !C.HasAll.empty() || !C.Lacks.empty() ||
               !C.Holds.empty() || C.Null || C.Constant_ || !C.Text.empty() ||
               !C.Calls.empty() || !C.Type.empty() || !C.NotType.empty() ||
               C.Sensitive || !C.Names.empty() || !C.Written.empty() ||
               C.SameAs || C.Created;
  if (!C.Row.empty() && (C.Row.size() != 2 || C.Field.empty()))
    error(T.Loc, "found 'row' without a field and its text, or without "
                 "'field', expected 'row: [key, text]' and the 'field' of "
                 "that row");
  else if (C.Mask && C.Is.empty() && C.Not.empty())
    error(T.Loc, "found 'mask' alone, expected 'is' or 'not' with it");
  else if (!C.Words.empty() && C.Text.empty())
    error(T.Loc, "found 'words' alone, expected 'text' with it");
  else if (!Tests && !AnyAt && !C.Args)
    error(T.Loc, "found a condition that tests nothing, expected a test such "
                 "as 'is', 'has', 'null', 'text' or 'any'");
  else if (Tests && C.Arg == OperandNone)
    error(T.Loc, "found a condition without 'arg', expected the operand that "
                 "it speaks of");
  else if (TextAt && textPredicateTakesWords(C.Text) == C.Words.empty())
    error(TextAt->Loc, "found '" + Twine(C.Text) +
                           (C.Words.empty() ? "' without 'words', expected a "
                                              "list of them"
                                            : "' with 'words', expected "
                                              "none"));
  return Errors == Before;
}

void Reader::readFix(const Tree &T, Fix &F) {
  bool HasWith = false;
  unsigned Before = Errors;
  keys(T, "a fix",
       {{"beside", text(F.Beside)},
        {"replace", place(F.Replace)},
        {"with",
         [&](const Tree &V) {
           HasWith = true;
           string(V, F.With);
         }},
        {"remove-bits", bits(F.RemoveBits)},
        {"add-bits", bits(F.AddBits)},
        {"remove-items", flag(F.RemoveItems)},
        {"append", text(F.Append)},
        {"scheme", flag(F.Scheme)},
        {"remove-call", flag(F.RemoveCall)},
        {"rename-call", text(F.RenameCall)},
        {"rename", strings(F.Rename)},
        {"insert-before", text(F.InsertBefore)},
        {"insert-after", text(F.InsertAfter)},
        {"returned", text(F.Returned)},
        {"test", text(F.Test)},
        {"wrap", text(F.Wrap)},
        {"needs", names(F.Needs)}});
  if (Errors != Before)
    return;
  bool Bits = !F.RemoveBits.empty() || !F.AddBits.empty();
  int Actions = F.Replace.has_value() + F.Scheme + F.RemoveCall +
                !F.RenameCall.empty() + !F.Rename.empty() +
                !F.InsertBefore.empty() + !F.InsertAfter.empty() +
                !F.Returned.empty() + !F.Test.empty() + !F.Wrap.empty();
  bool Items = F.RemoveItems || !F.Append.empty();
  if (F.Replace && HasWith + Bits + F.RemoveItems + !F.Append.empty() != 1)
    error(T.Loc,
          "found 'replace' with " +
              Twine(HasWith || Bits || Items ? "several contents" : "nothing") +
              ", expected one of 'with', 'remove-bits'/'add-bits', "
              "'remove-items', 'append'");
  else if (!F.Replace && (HasWith || Bits || Items))
    error(T.Loc, "found '" +
                     Twine(HasWith ? "with"
                           : Bits  ? "bits"
                                   : "items") +
                     "' alone, expected 'replace' with it");
  else if (Actions != 1)
    error(T.Loc, "found " + Twine(Actions) +
                     " actions in a fix, expected exactly one");
  if (F.Rename.size() % 2)
    error(T.Loc, "found an odd number of names in 'rename', expected pairs: "
                 "old, new");
}

void Reader::readResult(const Tree &T, std::optional<ResultContract> &Out) {
  ResultContract R;
  unsigned Before = Errors;
  keys(T, "a result",
       {{"good", values(R.Good)},
        {"bad", values(R.Bad)},
        {"told", values(R.Told)},
        {"discarded", flag(R.Discarded)},
        {"inverted", flag(R.Inverted)},
        {"forgiven", values(R.Forgiven)},
        {"out", parameter(R.Out)},
        {"conflated", flag(R.Conflated)},
        {"logged", flag(R.Logged)},
        {"tested", flag(R.Tested)},
        {"sought", flag(R.Sought)},
        {"no-proof", flag(R.NoProof)},
        {"skips", text(R.Skips)}});
  if (Errors != Before)
    return;
  if (!R.Discarded && !R.Conflated && !R.Logged && R.Forgiven.empty() &&
      !R.asksForEnds() && R.Skips.empty())
    return error(T.Loc, "found a result without a fault, expected at least "
                        "one of 'discarded', 'conflated', 'logged', "
                        "'forgiven', 'sought', 'no-proof', 'skips'");
  if ((R.asksForEnds() || !R.Skips.empty()) &&
      (R.Good.empty() || R.Bad.empty()))
    return error(T.Loc, "found '" +
                            Twine(R.Sought    ? "sought"
                                  : R.NoProof ? "no-proof"
                                              : "skips") +
                            "' without 'good' and 'bad', expected both");
  if (!R.Told.empty() && R.Told.size() != 2)
    return error(T.Loc, "found a 'told' of " + Twine(R.Told.size()) +
                            " results, expected two");
  if (!R.Forgiven.empty() && R.Good.empty())
    return error(T.Loc, "found 'forgiven' without 'good', expected both");
  if (R.Conflated && R.Good.empty() && R.Bad.empty())
    return error(T.Loc, "found 'conflated' without results, expected 'good' "
                        "or 'bad' with it");
  Out = std::move(R);
}

void Reader::readState(const Tree &T, StateCondition &S) {
  unsigned Before = Errors;
  keys(T, "a state",
       {{"unset", strings(S.Unset)},
        {"set", strings(S.Set)},
        {"secure", strings(S.Secure)},
        {"insecure", strings(S.Insecure)},
        {"known", strings(S.Known)},
        {"not-failed", strings(S.NotFailed)},
        {"not-set", strings(S.NotSet)},
        {"some-path", flag(S.SomePath)},
        {"chosen-path", flag(S.ChosenPath)}});
  if (Errors == Before && S.empty())
    error(T.Loc, "found a state without slots, expected 'unset', 'set', "
                 "'secure' or 'insecure'");
}

void Reader::readContract(const Tree &T) {
  unsigned Before = Errors;
  Contract C;
  const Tree *NameAt = nullptr;
  bool HasFailureValue = false;
  keys(T, "a contract",
       {{"name",
         [&](const Tree &V) {
           NameAt = &V;
           string(V, C.Name);
         }},
        {"failure-param", parameter(C.FailureParam)},
        {"failure-value",
         [&](const Tree &V) {
           HasFailureValue = true;
           constant(V, C.FailureValue);
         }},
        {"accepts",
         [&](const Tree &V) {
           word(V, C.Accepts, "way to accept", AcceptWords);
         }},
        {"accepting", values(C.Accepting)},
        {"verdict-param", parameter(C.VerdictParam)},
        {"accept-calls", names(C.AcceptCalls)},
        {"reject-calls", names(C.RejectCalls)},
        {"verifies", names(C.Verifies)},
        {"verify-fails", values(C.VerifyFails)},
        {"neutral", names(C.Neutral)},
        {"name-checks", names(C.NameChecks)},
        {"error-call", [&](const Tree &V) { declName(V, C.ErrorCall); }},
        {"forgives", [&](const Tree &V) {
           each(V, "a list of forgiven errors", [&](const Tree &I) {
             Contract::Forgiven F;
             keys(I, "a forgiven error",
                  {{"errors", values(F.Errors)},
                   {"named", flag(F.Named)},
                   {"fact", [&](const Tree &X) {
                      if (string(X, F.Fact) &&
                          !DeclaredFacts.contains(F.Fact) &&
                          !Known.Facts.contains(F.Fact))
                        error(X.Loc, "found '" + Twine(F.Fact) +
                                         "', expected the id of a fact");
                    }}});
             if (I.K == Tree::Map && (F.Errors.empty() || F.Fact.empty()))
               expected(I, "both 'errors' and 'fact'");
             C.Forgives.push_back(std::move(F));
           });
         }}});
  if (Errors != Before)
    return;
  if (C.Name.empty())
    return error(T.Loc, "found a contract without 'name', expected one");
  if ((C.Accepts == "listed") == C.Accepting.empty())
    return error(T.Loc, C.Accepting.empty()
                            ? "found 'accepts: listed' alone, expected "
                              "'accepting' with it"
                            : "found 'accepting' alone, expected 'accepts: "
                              "listed' with it");
  if (C.Accepts == "never" && C.AcceptCalls.empty() && !C.VerdictParam)
    return error(T.Loc, "found 'accepts: never' alone, expected 'accept-calls' "
                        "or 'verdict-param' with it");
  if (HasFailureValue && !C.FailureParam)
    return error(T.Loc, "found 'failure-value' alone, expected "
                        "'failure-param' with it");
  if (C.ErrorCall.empty() && !C.Forgives.empty())
    return error(T.Loc, "found 'forgives' alone, expected 'error-call' with "
                        "it");
  auto [It, New] =
      Known.Contracts.try_emplace(C.Name, File.getBufferIdentifier().str());
  if (!New)
    return error(NameAt->Loc, "found contract '" + Twine(C.Name) +
                                  "' a second time, expected a name that is "
                                  "not yet defined in " +
                                  It->second);
  Lib.Contracts.push_back(std::move(C));
}

void Reader::readFlow(const Tree &T) {
  unsigned Before = Errors;
  Flow F;
  keys(T, "a flow",
       {{"call", names(F.Call)},
        {"construct", names(F.Construct)},
        {"select", conditions(F.Select)},
        {"creates", text(F.Creates)},
        {"out", place(F.Out)},
        {"elements",
         [&](const Tree &V) {
           number(V, F.Elements, 1, "a number of elements");
         }},
        {"from", place(F.From)},
        {"aliases", place(F.Aliases)},
        {"merges", place(F.Merges)},
        {"into", place(F.Into)},
        {"resets", place(F.Resets)},
        {"releases", place(F.Releases)},
        {"returns", place(F.Returns)},
        {"constructs", flag(F.Constructs)},
        {"chosen", flag(F.Chosen)},
        {"gives", place(F.Gives)},
        {"holds", place(F.Holds)},
        {"element-of", place(F.ElementOf)},
        {"index",
         [&](const Tree &V) {
           if (V.K == Tree::Scalar && V.Text == "first")
             F.Index = OperandFirst;
           else if (V.K == Tree::Scalar && V.Text == "end")
             F.Index = OperandEnd;
           else if (V.K == Tree::Scalar && V.Text == "any")
             F.Index = OperandAny;
           else if (!isOperand(V, F.Index))
             expected(V, "'first', 'end', 'any' or an operand");
         }},
        {"key", place(F.Key)},
        {"or-null", flag(F.OrNull)},
        {"or-end", flag(F.OrEnd)},
        {"member", text(F.Member)},
        {"size-of", place(F.SizeOf)},
        {"invokes", place(F.Invokes)},
        {"passes", place(F.Passes)},
        {"binds", place(F.Binds)},
        {"fields", strings(F.Fields)},
        {"copies", place(F.Copies)},
        {"appends", place(F.Appends)},
        {"joins", place(F.Joins)},
        {"formats", place(F.Formats)},
        {"style",
         [&](const Tree &V) {
           word(V, F.Style, "style of formats", FormatStyles);
         }},
        {"empties", place(F.Empties)}});
  if (Errors != Before)
    return;
  if (F.Call.empty() == F.Construct.empty())
    return error(T.Loc, "found " + Twine(F.Call.empty() ? "neither" : "both") +
                            " 'call' and 'construct', expected exactly one");
  bool Has = F.Into != OperandNone;
  if (F.Merges != OperandNone && !Has)
    return error(T.Loc, "found 'merges' alone, expected 'into' with it");
  if (F.Appends != OperandNone && !Has)
    return error(T.Loc, "found 'appends' alone, expected 'into' with it");
  if (Has && F.Merges == OperandNone && !F.movesText())
    return error(T.Loc, "found 'into' alone, expected 'merges', 'copies', "
                        "'appends', 'joins' or 'formats' with it");
  if (F.Elements != 1 && F.Out == OperandNone)
    return error(T.Loc, "found 'elements' alone, expected 'out' with it");
  if ((F.ElementOf == OperandNone) !=
      (F.Index == OperandNone && F.Key == OperandNone))
    return error(T.Loc, "found one of 'element-of' and 'index' or 'key', "
                        "expected both");
  if (F.Index != OperandNone && F.Key != OperandNone)
    return error(T.Loc, "found both 'index' and 'key', expected one");
  if (F.OrNull && F.Aliases == OperandNone)
    return error(T.Loc, "found 'or-null' alone, expected 'aliases' with it");
  if ((F.OrEnd || !F.Member.empty()) && F.ElementOf == OperandNone)
    return error(T.Loc, "found '" + Twine(F.OrEnd ? "or-end" : "member") +
                            "' alone, expected 'element-of' with it");
  if ((F.Invokes == OperandNone) != (F.Passes == OperandNone))
    return error(T.Loc, "found one of 'invokes' and 'passes', expected both");
  if (!F.Style.empty() && F.Formats == OperandNone)
    return error(T.Loc, "found 'style' alone, expected 'formats' with it");
  if (F.Style.empty())
    F.Style = FormatStyles[0];
  if (!F.concernsObjects() && !F.movesText() && F.Returns == OperandNone &&
      !F.Constructs && !F.Chosen && F.Gives == OperandNone &&
      F.Holds == OperandNone && F.ElementOf == OperandNone &&
      F.SizeOf == OperandNone && F.Invokes == OperandNone &&
      F.Binds == OperandNone && F.Fields.empty())
    return error(T.Loc, "found a flow without an effect, expected 'creates', "
                        "'returns', 'copies' or another one");
  if ((F.Gives != OperandNone || F.Holds != OperandNone) && F.Call.empty())
    return error(T.Loc, "found 'gives' or 'holds' with 'construct', expected "
                        "the class among 'holders'");
  if (!F.Fields.empty() && F.Construct.empty())
    return error(T.Loc, "found 'fields' with 'call', expected 'construct'");
  Lib.Flows.push_back(std::move(F));
}

void Reader::readFact(const Tree &T) {
  unsigned Before = Errors;
  Fact F;
  const Tree *IdAt = nullptr;
  bool BadRole = false;
  keys(T, "a fact",
       {{"id",
         [&](const Tree &V) {
           IdAt = &V;
           string(V, F.Id);
         }},
        {"check",
         [&](const Tree &V) {
           if (V.K == Tree::Scalar && StringRef(V.Text).starts_with("commsec-"))
             return expected(V, "the check's name without 'commsec-'");
           word(V, F.Check, "check", checkNames());
         }},
        {"articles",
         [&](const Tree &V) {
           each(V, "an article or a list of articles", [&](const Tree &I) {
             std::string A;
             if (word(I, A, "article", articleNames()))
               F.Articles.push_back(std::move(A));
           });
         }},
        {"cwe",
         [&](const Tree &V) {
           each(V, "a CWE number or a list of them", [&](const Tree &I) {
             int N;
             if (number(I, N, 1, "a CWE number"))
               F.Cwe.push_back(N);
           });
         }},
        {"severity",
         [&](const Tree &V) {
           std::string W;
           if (word(V, W, "severity", {"low", "medium", "high"}))
             F.Level = W == "low"      ? Severity::Low
                       : W == "medium" ? Severity::Medium
                                       : Severity::High;
         }},
        {"role",
         [&](const Tree &V) {
           std::string W;
           BadRole = !word(V, W, "role",
                           {"insecure", "secures", "sets", "unsets", "sink"});
           if (!BadRole)
             F.Kind = W == "insecure"  ? Role::Insecure
                      : W == "secures" ? Role::Secures
                      : W == "sets"    ? Role::Sets
                      : W == "unsets"  ? Role::Unsets
                                       : Role::Sink;
         }},
        {"header", text(F.Header)},
        {"on-request", flag(F.OnRequest)},
        {"everywhere", flag(F.Everywhere)},
        {"contract-only", flag(F.ContractOnly)},
        {"call", names(F.Call)},
        {"construct", names(F.Construct)},
        {"write", names(F.Write)},
        {"override", names(F.Override)},
        {"use", names(F.Use)},
        {"handle", place(F.Handle)},
        {"select", conditions(F.Select)},
        {"when", conditions(F.When)},
        {"slot", text(F.Slot)},
        {"implied", flag(F.Implied)},
        {"succeeds", values(F.Succeeds)},
        {"passed-with", strings(F.PassedWith)},
        {"named-like", strings(F.NamedLike)},
        {"unless-only", text(F.UnlessOnly)},
        {"callback", place(F.Callback)},
        {"defined", strings(F.Defined)},
        {"contract",
         [&](const Tree &V) {
           if (!string(V, F.Contract))
             return;
           if (Known.Contracts.contains(F.Contract))
             return;
           if (DeclaredContracts.contains(F.Contract))
             error(V.Loc, "contract '" + Twine(F.Contract) +
                              "' can't be used because of the error in its "
                              "definition");
           else
             error(V.Loc, "found '" + Twine(F.Contract) +
                              "', expected a name out of 'contracts'");
         }},
        {"result", [&](const Tree &V) { readResult(V, F.Result); }},
        {"state", [&](const Tree &V) { readState(V, F.State); }},
        {"unless", strings(F.Unless)},
        {"only-if", strings(F.OnlyIf)},
        {"by-scheme", flag(F.ByScheme)},
        {"unguarded", flag(F.Unguarded)},
        {"neutral", names(F.Neutral)},
        {"told-by", names(F.ToldBy)},
        {"told", values(F.Told)},
        {"over-empty", strings(F.OverEmpty)},
        {"at",
         [&](const Tree &V) {
           if (!string(V, F.At))
             return;
           StringRef At = F.At;
           if (At != "call" && At != "handle" &&
               !((At.consume_front("slot:") || At.consume_front("value:")) &&
                 !At.empty()))
             expected(V, "'call', 'handle', 'slot:NAME' or 'value:NAME'");
         }},
        {"api", text(F.Api)},
        {"message", text(F.Message)},
        {"instead", text(F.Instead)},
        {"fix", [&](const Tree &V) { readFix(V, F.Repair); }},
        {"notes", text(F.Notes)}});
  if (T.K != Tree::Map)
    return;

  auto Missing = [&](StringRef Key) {
    error(T.Loc, "found a fact without '" + Twine(Key) + "', expected one" +
                     (F.Id.empty() ? Twine() : " in '" + Twine(F.Id) + "'"));
  };
  auto Present = [&](StringRef Key) {
    return any_of(T.Entries, [&](const auto &E) { return E.Key.Text == Key; });
  };
  if (F.Id.empty() && !(IdAt && IdAt->K != Tree::Scalar))
    Missing("id");
  if (F.Kind == Role::Insecure && !BadRole) {
    if (!Present("check"))
      Missing("check");
    if (!Present("message") || (F.Message.empty() && Errors == Before))
      Missing("message");
  }

  // What follows would only repeat what has been said.
  if (Errors != Before)
    return;
  int Detectors = Present("call") + Present("construct") + Present("write") +
                  Present("override") + Present("use");
  if (Detectors != 1)
    error(T.Loc,
          "found " +
              Twine(Detectors ? "more than one detector" : "no detector") +
              ", expected exactly one of 'call', 'construct', 'write', "
              "'override', 'use'");
  if (F.Callback && !Present("contract"))
    error(T.Loc, "found 'callback' alone, expected 'contract' with it");
  if (Present("contract") && !Present("callback") && !Present("override"))
    error(T.Loc, "found 'contract' alone, expected 'callback' or 'override' "
                 "with it");
  if (Present("defined") && (!F.Callback || F.Kind != Role::Insecure))
    error(T.Loc, "found 'defined' without 'callback', or on a fact of another "
                 "role, expected an insecure fact that judges a callback");
  for (StringRef Key : {"succeeds", "passed-with", "unless-only"})
    if (Present(Key) && F.Slot.empty())
      error(T.Loc, "found '" + Twine(Key) + "' alone, expected 'slot' with it");
  if (!F.NamedLike.empty() &&
      (F.Kind != Role::Sets || F.Handle != OperandProgram || F.Slot.empty()))
    error(T.Loc, "found 'named-like' on a fact of another role or handle, "
                 "expected 'role: sets', 'handle: program' and a 'slot'");
  if (!F.PassedWith.empty() && F.Kind != Role::Sets)
    error(T.Loc, "found 'passed-with' on a fact of another role, expected "
                 "'role: sets'");
  if (F.ToldBy.empty() != F.Told.empty())
    error(T.Loc, F.Told.empty()
                     ? "found 'told-by' alone, expected 'told' with it"
                     : "found 'told' alone, expected 'told-by' with it");
  if (Errors != Before)
    return;

  auto [It, New] =
      Known.Facts.try_emplace(F.Id, File.getBufferIdentifier().str());
  if (!New)
    return error(IdAt->Loc, "found fact '" + Twine(F.Id) +
                                "' a second time, expected an id that is not "
                                "yet defined in " +
                                It->second);
  Lib.Facts.push_back(std::move(F));
}

void Reader::collectNames(const Tree &Root, StringRef Key, StringRef NameKey,
                          StringSet<> &Out) {
  for (const auto &[K, V] : Root.Entries) {
    if (K.Text != Key)
      continue;
    for (const Tree &I : V.Items)
      for (const auto &[EK, EV] : I.Entries)
        if (EK.Text == NameKey && EV.K == Tree::Scalar)
          Out.insert(EV.Text);
  }
}

std::optional<Library> Reader::read() {
  std::optional<Tree> Document = document();
  if (!Document)
    return std::nullopt;
  const Tree &Root = *Document;
  if (Root.K != Tree::Map) {
    expected(Root, "a mapping that begins with 'library: NAME'");
    return std::nullopt;
  }

  Lib.File = File.getBufferIdentifier().str();
  collectNames(Root, "facts", "id", DeclaredFacts);
  collectNames(Root, "contracts", "name", DeclaredContracts);
  auto ListOf = [this](StringRef What, void (Reader::*Read)(const Tree &)) {
    return [this, What, Read](const Tree &T) {
      if (T.K == Tree::Null)
        return;
      if (T.K != Tree::List)
        return expected(T, "a list of " + Twine(What));
      for (const Tree &I : T.Items)
        (this->*Read)(I);
    };
  };
  keys(Root, "a catalog file",
       {{"library", text(Lib.Name)},
        {"language",
         [&](const Tree &T) { word(T, Lib.Language, "language", Languages); }},
        {"package", text(Lib.Package)},
        {"headers", strings(Lib.Headers)},
        {"constants", [&](const Tree &T) { readConstants(T); }},
        {"absent", names(Lib.Absent)},
        {"holders", names(Lib.Holders)},
        {"containers", names(Lib.Containers)},
        {"logging", [&](const Tree &T) { readLogging(T); }},
        {"logging-words", strings(Lib.LoggingWords)},
        {"name-words", strings(Lib.NameWords)},
        {"lax-words", strings(Lib.LaxWords)},
        {"strict-words", strings(Lib.StrictWords)},
        {"message-words", strings(Lib.MessageWords)},
        {"idle", strings(Lib.Idle)},
        {"departures", strings(Lib.Departures)},
        {"assertions", strings(Lib.Assertions)},
        {"linked", strings(Lib.Linked)},
        {"contracts", ListOf("contracts", &Reader::readContract)},
        {"flow", ListOf("flows", &Reader::readFlow)},
        {"facts", ListOf("facts", &Reader::readFact)}});
  if (Lib.Name.empty()) {
    error(Root.Loc, "found no library name, expected 'library: NAME'");
    return std::nullopt;
  }

  // A forgiven error whose fact was left out has nothing to be reported as.
  for (Contract &C : Lib.Contracts)
    erase_if(C.Forgives, [this](const Contract::Forgiven &F) {
      return !Known.Facts.contains(F.Fact);
    });
  return std::move(Lib);
}

std::optional<Library>
loadLibrary(MemoryBufferRef File,
            function_ref<void(const std::string &)> OnError,
            KnownNames *Known) {
  KnownNames Own;
  return Reader(File, OnError, Known ? *Known : Own).read();
}

} // namespace commsec
