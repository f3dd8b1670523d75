//===--- Nursery.cpp - where workers are made -----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Nursery.h"
#include "Project/Spawn.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

namespace commsec::project {

/// How long the nursery may take to answer: it may have to load first, on a
/// machine that is busy.
static constexpr int PatienceMs = 60'000;

Nursery::Nursery(std::vector<std::string> Command) {
  int Ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, Ends) != 0)
    return;
  Socket = Ends[0];
  if (!spawn(Command, {Ends[1], STDERR_FILENO, STDERR_FILENO}, Pid).empty())
    end();
  ::close(Ends[1]);
}

Nursery::~Nursery() { end(); }

void Nursery::end() {
  if (Socket >= 0)
    ::close(Socket);
  Socket = -1;
  if (Pid <= 0)
    return;
  ::kill(Pid, SIGKILL);
  while (waitpid(Pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  Pid = -1;
}

std::optional<pid_t> Nursery::make(ArrayRef<int> Descriptors) {
  if (Socket < 0)
    return std::nullopt;
  char Request = 0;
  iovec Data = {&Request, 1};
  alignas(cmsghdr) char Control[CMSG_SPACE(3 * sizeof(int))] = {};
  msghdr Message = {};
  Message.msg_iov = &Data;
  Message.msg_iovlen = 1;
  Message.msg_control = Control;
  Message.msg_controllen = sizeof(Control);
  cmsghdr *Header = CMSG_FIRSTHDR(&Message);
  Header->cmsg_level = SOL_SOCKET;
  Header->cmsg_type = SCM_RIGHTS;
  Header->cmsg_len = CMSG_LEN(3 * sizeof(int));
  std::memcpy(CMSG_DATA(Header), Descriptors.data(), 3 * sizeof(int));
  pid_t Worker = -1;
  pollfd Answer = {Socket, POLLIN, 0};
  if (sendmsg(Socket, &Message, MSG_NOSIGNAL) == 1 &&
      poll(&Answer, 1, PatienceMs) == 1 &&
      recv(Socket, &Worker, sizeof(Worker), 0) == sizeof(Worker) &&
      Worker > 0) {
    // It does so itself, too: whoever is first.
    setpgid(Worker, Worker);
    return Worker;
  }
  end();
  return std::nullopt;
}

/// A copy of this process, as another child of its parent.
static pid_t copyBesideThis() {
  return static_cast<pid_t>(
      syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, 0));
}

/// Takes a request's descriptors. False if there are no more requests.
static bool takeRequest(int Socket, int (&Descriptors)[3]) {
  char Request = 0;
  iovec Data = {&Request, 1};
  alignas(cmsghdr) char Control[CMSG_SPACE(3 * sizeof(int))] = {};
  msghdr Message = {};
  Message.msg_iov = &Data;
  Message.msg_iovlen = 1;
  Message.msg_control = Control;
  Message.msg_controllen = sizeof(Control);
  ssize_t N = -1;
  do
    N = recvmsg(Socket, &Message, MSG_CMSG_CLOEXEC);
  while (N < 0 && errno == EINTR);
  cmsghdr *Header = CMSG_FIRSTHDR(&Message);
  if (N != 1 || !Header || Header->cmsg_len != CMSG_LEN(3 * sizeof(int)))
    return false;
  std::memcpy(Descriptors, CMSG_DATA(Header), 3 * sizeof(int));
  return true;
}

int runNursery(function_ref<int()> Work) {
  int Descriptors[3];
  while (takeRequest(STDIN_FILENO, Descriptors)) {
    pid_t Worker = copyBesideThis();
    if (Worker == 0) {
      setpgid(0, 0);
      // None of them is below 3: those are the nursery's own.
      for (int I = 0; I != 3; ++I)
        dup2(Descriptors[I], I);
      syscall(SYS_close_range, 3U, ~0U, 0U);
      _exit(Work());
    }
    for (int Each : Descriptors)
      ::close(Each);
    if (send(STDIN_FILENO, &Worker, sizeof(Worker), MSG_NOSIGNAL) !=
        sizeof(Worker))
      return 1;
  }
  return 0;
}

} // namespace commsec::project
