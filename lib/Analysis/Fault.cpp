//===--- Fault.cpp - faults on demand, for the tests ----------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Fault.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace llvm;

namespace commsec::fault {

bool Armed = false;

namespace {
struct Planned {
  std::string Kind;
  Place Where;
  std::string Name;
};
} // namespace

static std::vector<Planned> Plans;

void arm(StringRef Plan) {
  for (StringRef Item : split(Plan, ',')) {
    auto [Kind, Rest] = Item.split(':');
    auto [Where, Name] = Rest.split('=');
    Place P = StringSwitch<Place>(Where)
                  .Case("function", Place::Function)
                  .Case("fact", Place::Fact)
                  .Default(Place::File);
    Plans.push_back({Kind.str(), P, Name.str()});
  }
  Armed = true;
}

// What the optimiser must not see through.
static volatile unsigned Sink;

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winfinite-recursion"
// NOLINTNEXTLINE(misc-no-recursion): that is what it is for.
static unsigned recurse(unsigned Depth) {
  volatile char Space[1024];
  Space[Depth % sizeof(Space)] = static_cast<char>(Depth);
  Sink = recurse(Depth + 1) + static_cast<unsigned>(Space[0]);
  return Sink;
}
#pragma clang diagnostic pop

[[noreturn]] static void loop() {
  for (;;)
    Sink = Sink + 1;
}

[[noreturn]] static void allocate() {
  constexpr size_t Step = 16 << 20;
  for (;;) {
    auto *Block = new char[Step];
    // Untouched memory is none.
    for (size_t I = 0; I < Step; I += 4096)
      static_cast<volatile char *>(Block)[I] = 1;
  }
}

static void perform(StringRef Kind) {
  if (Kind == "abort")
    abort();
  if (Kind == "segfault")
    raise(SIGSEGV);
  if (Kind == "kill")
    raise(SIGKILL);
  if (Kind == "recurse")
    Sink = recurse(0);
  if (Kind == "allocate")
    allocate();
  if (Kind == "fork" && fork() == 0)
    for (;;)
      pause();
  if (Kind == "pause") {
    static bool Paused = false;
    if (!std::exchange(Paused, true))
      raise(SIGSTOP);
    return;
  }
  if (Kind == "noise")
    for (;;)
      fputs("commsec: a line of noise\n", stderr);
  loop();
}

void strike(Place P, StringRef Name) {
  for (const Planned &Each : Plans)
    if (Each.Where == P && (Each.Name == "*" || Each.Name == Name))
      perform(Each.Kind);
}

} // namespace commsec::fault
