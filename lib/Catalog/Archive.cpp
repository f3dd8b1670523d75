//===--- Archive.cpp - a library as bytes ---------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog/Archive.h"
#include <cstring>
#include <type_traits>

using namespace commsec;

namespace {
/// Appends values to a string.
class Writer {
public:
  std::string Out;

  template <typename T> void number(const T &V) {
    Out.append(reinterpret_cast<const char *>(&V), sizeof(V));
  }
  void text(const std::string &S) {
    number(static_cast<uint32_t>(S.size()));
    Out += S;
  }
  template <typename T> size_t sizeOf(const std::vector<T> &V) {
    number(static_cast<uint32_t>(V.size()));
    return V.size();
  }
  template <typename T> bool presenceOf(const std::optional<T> &V) {
    number(V.has_value());
    return V.has_value();
  }
};

/// Takes the same values from the bytes again.
class Reader {
public:
  explicit Reader(llvm::StringRef In) : In(In) {}

  template <typename T> void number(T &V) {
    std::memcpy(&V, In.data(), sizeof(V));
    In = In.drop_front(sizeof(V));
  }
  void text(std::string &S) {
    uint32_t Size = 0;
    number(Size);
    S = In.take_front(Size).str();
    In = In.drop_front(Size);
  }
  template <typename T> size_t sizeOf(std::vector<T> &V) {
    uint32_t Size = 0;
    number(Size);
    V.resize(Size);
    return Size;
  }
  template <typename T> bool presenceOf(std::optional<T> &V) {
    bool Present = false;
    number(Present);
    if (Present)
      V.emplace();
    return Present;
  }

private:
  llvm::StringRef In;
};

/// Visits every member of the vocabulary in the same order, whichever way the
/// values go.
template <typename Archive> class Fields {
public:
  explicit Fields(Archive &A) : A(A) {}

  template <typename... T> void all(T &...Each) { (one(Each), ...); }

  template <typename T> void one(T &V) {
    using Plain = std::remove_const_t<T>;
    if constexpr (std::is_same_v<Plain, std::string>)
      A.text(V);
    else if constexpr (std::is_arithmetic_v<Plain> || std::is_enum_v<Plain>)
      A.number(V);
    else
      members(V);
  }
  template <typename T> void one(std::vector<T> &V) { list(V); }
  template <typename T> void one(const std::vector<T> &V) { list(V); }
  template <typename T> void one(std::optional<T> &V) {
    if (A.presenceOf(V))
      one(*V);
  }
  template <typename T> void one(const std::optional<T> &V) {
    if (A.presenceOf(V))
      one(*V);
  }

private:
  template <typename V> void list(V &Values) {
    size_t Size = A.sizeOf(Values);
    for (size_t I = 0; I < Size; ++I)
      one(Values[I]);
  }

  template <typename T> void members(T &V) {
    using Plain = std::remove_const_t<T>;
    if constexpr (std::is_same_v<Plain, Constant>)
      all(V.Name, V.Value);
    else if constexpr (std::is_same_v<Plain, Condition>)
      all(V.Arg, V.Field, V.Row, V.Is, V.Not, V.Below, V.Above, V.Has, V.HasAll,
          V.Lacks, V.Mask, V.Holds, V.Null, V.Constant_, V.Text, V.Words,
          V.Calls, V.Type, V.NotType, V.Names, V.Written, V.SameAs, V.Created,
          V.Args, V.Sensitive, V.Any);
    else if constexpr (std::is_same_v<Plain, Fix>)
      all(V.Beside, V.Replace, V.With, V.RemoveBits, V.AddBits, V.RemoveItems,
          V.Append, V.Scheme, V.RemoveCall, V.RenameCall, V.Rename,
          V.InsertBefore, V.InsertAfter, V.Returned, V.Test, V.Wrap, V.Needs);
    else if constexpr (std::is_same_v<Plain, ResultContract>)
      all(V.Out, V.Good, V.Bad, V.Told, V.Forgiven, V.Discarded, V.Inverted,
          V.Conflated, V.Logged, V.Tested, V.Sought, V.NoProof, V.Skips);
    else if constexpr (std::is_same_v<Plain, StateCondition>)
      all(V.Unset, V.Set, V.Secure, V.Insecure, V.Known, V.NotFailed, V.NotSet,
          V.SomePath, V.ChosenPath);
    else if constexpr (std::is_same_v<Plain, Fact>)
      all(V.Id, V.Check, V.Articles, V.Cwe, V.Level, V.Kind, V.Header,
          V.OnRequest, V.ContractOnly, V.Everywhere, V.Call, V.Construct,
          V.Write, V.Override, V.Use, V.Handle, V.Select, V.When, V.Slot,
          V.Implied, V.Succeeds, V.PassedWith, V.NamedLike, V.UnlessOnly,
          V.Callback, V.Defined, V.Contract, V.Result, V.State, V.Unless,
          V.OnlyIf, V.ByScheme, V.Unguarded, V.Neutral, V.ToldBy, V.Told,
          V.OverEmpty, V.At, V.Api, V.Message, V.Instead, V.Repair, V.Notes);
    else if constexpr (std::is_same_v<Plain, Contract::Forgiven>)
      all(V.Errors, V.Fact, V.Named);
    else if constexpr (std::is_same_v<Plain, Contract>)
      all(V.Name, V.FailureParam, V.FailureValue, V.Accepts, V.Accepting,
          V.VerdictParam, V.AcceptCalls, V.RejectCalls, V.Verifies,
          V.VerifyFails, V.Neutral, V.NameChecks, V.ErrorCall, V.Forgives);
    else if constexpr (std::is_same_v<Plain, Flow>)
      all(V.Call, V.Construct, V.Select, V.Creates, V.Out, V.Elements, V.From,
          V.Aliases, V.OrNull, V.Merges, V.Into, V.Resets, V.Releases,
          V.Returns, V.Constructs, V.Chosen, V.Gives, V.Holds, V.ElementOf,
          V.Index, V.Key, V.OrEnd, V.Member, V.SizeOf, V.Invokes, V.Passes,
          V.Binds, V.Fields, V.Copies, V.Appends, V.Joins, V.Formats, V.Style,
          V.Empties);
    else if constexpr (std::is_same_v<Plain, Library>)
      all(V.Name, V.Language, V.Package, V.Headers, V.Constants, V.Absent,
          V.Holders, V.Containers, V.Logging, V.LoggingWords, V.NameWords,
          V.LaxWords, V.StrictWords, V.MessageWords, V.Idle, V.Departures,
          V.Assertions, V.Linked, V.Contracts, V.Flows, V.Facts, V.File);
    else
      static_assert(!sizeof(T), "a part of the vocabulary is not archived");
  }

  Archive &A;
};
} // namespace

std::string commsec::writeLibrary(const Library &L) {
  Writer W;
  Fields<Writer>(W).one(L);
  return std::move(W.Out);
}

Library commsec::readLibrary(llvm::StringRef Bytes) {
  Library L;
  Reader R(Bytes);
  Fields<Reader>(R).one(L);
  return L;
}
