//===--- Activity.cpp - what the analysis is doing just now ---------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Activity.h"
#include "Analysis/Fault.h"
#include "Text/ActivityLog.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <unistd.h>

using namespace llvm;

namespace commsec {

using namespace activity;

/// Innermost activity. A signal may come at any time, so the object is complete
/// before it is seen here.
static thread_local std::atomic<const Activity *> Innermost{nullptr};

Activity::Activity(StringRef Fact, StringRef Check)
    : OfFact(true), Name(Fact), Check(Check) {
  begin();
  fault::reach(fault::Place::Fact, Fact);
}

Activity::Activity(StringRef Function) : OfFact(false), Name(Function) {
  begin();
  fault::reach(fault::Place::Function, Function);
}

void Activity::begin() {
  Outer = Innermost.load(std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_release);
  Innermost.store(this, std::memory_order_relaxed);
}

Activity::~Activity() {
  Innermost.store(Outer, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_release);
}

void Activity::print(raw_ostream &OS) const {
  OS << (OfFact ? FactWord : FunctionWord) << Name;
  if (!Check.empty())
    OS << CheckWord << Check;
  OS << "\n";
}

/// What can't be written is lost: there is no one to tell.
static void put(int Descriptor, StringRef Text) {
  while (!Text.empty()) {
    ssize_t N = ::write(Descriptor, Text.data(), Text.size());
    if (N <= 0)
      return;
    Text = Text.drop_front(N);
  }
}

void Activity::tell(int Descriptor) {
  // The innermost ones are what matters if there are too many.
  constexpr size_t Most = 64;
  const Activity *All[Most];
  size_t Count = 0;
  for (const Activity *A = Innermost.load(std::memory_order_relaxed);
       A && Count != Most; A = A->Outer)
    All[Count++] = A;
  while (Count--) {
    const Activity *A = All[Count];
    put(Descriptor, A->OfFact ? FactWord : FunctionWord);
    put(Descriptor, A->Name);
    if (!A->Check.empty()) {
      put(Descriptor, CheckWord);
      put(Descriptor, A->Check);
    }
    put(Descriptor, "\n");
  }
}

static Omission &current() {
  static Omission O;
  return O;
}

void setOmission(Omission O) { current() = std::move(O); }

static bool isNamed(StringRef Name, StringRef Omitted) {
  return !Omitted.empty() && Name == Omitted;
}

bool isOmittedCheck(StringRef Check) { return isNamed(Check, current().Check); }

bool isOmittedFunction(StringRef Function) {
  return isNamed(Function, current().Function);
}

} // namespace commsec
