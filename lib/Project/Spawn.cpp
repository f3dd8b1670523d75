//===--- Spawn.cpp - starts a process in a group of its own ---------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Spawn.h"
#include "llvm/ADT/SmallVector.h"
#include <csignal>
#include <cstring>
#include <spawn.h>

using namespace llvm;

extern char **environ;

namespace commsec::project {

std::string spawn(ArrayRef<std::string> Command, ArrayRef<int> Descriptors,
                  pid_t &Pid) {
  posix_spawn_file_actions_t Actions;
  posix_spawn_file_actions_init(&Actions);
  for (size_t I = 0; I != Descriptors.size(); ++I)
    posix_spawn_file_actions_adddup2(&Actions, Descriptors[I],
                                     static_cast<int>(I));

  posix_spawnattr_t Attributes;
  posix_spawnattr_init(&Attributes);
  sigset_t None, Default;
  sigemptyset(&None);
  sigemptyset(&Default);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    sigaddset(&Default, Signal);
  posix_spawnattr_setsigmask(&Attributes, &None);
  posix_spawnattr_setsigdefault(&Attributes, &Default);
  posix_spawnattr_setpgroup(&Attributes, 0);
  posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETPGROUP |
                                            POSIX_SPAWN_SETSIGMASK |
                                            POSIX_SPAWN_SETSIGDEF);
  SmallVector<char *, 8> Arguments;
  for (const std::string &Argument : Command)
    Arguments.push_back(const_cast<char *>(Argument.c_str()));
  Arguments.push_back(nullptr);
  int Failure = posix_spawn(&Pid, Arguments[0], &Actions, &Attributes,
                            Arguments.data(), environ);
  posix_spawnattr_destroy(&Attributes);
  posix_spawn_file_actions_destroy(&Actions);
  if (!Failure)
    return "";
  Pid = -1;
  return strerror(Failure);
}

} // namespace commsec::project
