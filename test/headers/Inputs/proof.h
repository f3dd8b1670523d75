// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small library for the tests of prove_names.py.
#ifndef PROOF_H
#define PROOF_H

#define PROOF_VERIFY 64
#define proof_set_version(h, v) proof_ctrl(h, 1, v)

extern "C" int proof_ctrl(void *Handle, int Command, long Value);

namespace proof {
inline namespace v1 {
enum Mode { None, Peer };
} // namespace v1

class Handler {
public:
  virtual ~Handler() = default;
  virtual void onError(int Error);
  void close();
};

class LoudHandler : public Handler {
public:
  void speak();
};

template <typename T> class Stream {
public:
  explicit Stream(T &Lower);
  void handshake(Mode M);
  operator T &();
};

struct Params {
  Mode Verification;
};
} // namespace proof

#endif
