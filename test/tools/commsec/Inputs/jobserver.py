# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""jobserver.py COMMSEC FOLDER: below `make -jN` a scan takes part in make's job
server: never more workers than slots, and all tokens come back."""

import os
import sys
import threading
import time

from harness import Run, make_project

commsec, folder = sys.argv[1], sys.argv[2]
units = [f"unit{number}" for number in range(6)]
make_project(folder, units)


class Watch(threading.Thread):
    """The most workers at once."""

    def __init__(self, run):
        super().__init__()
        self.run_, self.most = run, 0
        self.start()

    def run(self):
        while self.run_.process.poll() is None:
            self.most = max(self.most, len(self.run_.workers()))
            time.sleep(0.005)


def below_make(slots, recipe):
    with open(os.path.join(folder, "Makefile"), "w") as stream:
        stream.write("all: scan other\nscan:\n\t+" + recipe + "\nother:\n\ttrue\n")
    run = Run("make", folder, f"-j{slots}")
    watch = Watch(run)
    code = run.wait()
    watch.join()
    run.assert_nothing_left()
    # Make says so if tokens were lost.
    assert "token" not in run.err and "jobserver" not in run.err, run.err
    return code, watch.most, run.out, run.err


scan = commsec + " scan --quiet > out; test $$? = 1"
for slots in (2, 3):
    code, most, out, err = below_make(slots, scan)
    assert code == 0, (code, out, err)
    assert 1 <= most <= slots, (slots, most)
code, most, out, err = below_make(3, commsec + " scan -j1 --quiet > out; test $$? = 1")
assert code == 0 and most == 1, (code, most, out, err)


# The two forms of a server, made by hand: every token is back afterwards, also
# when the scan is told to end.
def with_server(kind, tokens, fault=None, end=None):
    if kind == "fifo":
        path = os.path.join(folder, "fifo")
        if os.path.exists(path):
            os.remove(path)
        os.mkfifo(path)
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        writer = os.open(path, os.O_WRONLY)
        auth, passed = f"fifo:{path}", ()
    else:
        reader, writer = os.pipe()
        auth, passed = f"{reader},{writer}", (reader, writer)
    os.write(writer, b"+" * tokens)
    run = Run(
        commsec, folder, "scan", "--quiet", fault=fault, pass_fds=passed,
        env={"MAKEFLAGS": f" -j{tokens + 1} --jobserver-auth={auth}"},
    )
    if end:
        run.wait_for(lambda: len(run.workers()) == tokens + 1, "all workers")
        os.set_blocking(reader, False)
        try:
            taken = os.read(reader, 1)
            raise AssertionError(f"a token was not taken: {taken}")
        except BlockingIOError:
            pass
        run.process.send_signal(end)
    code = run.wait()
    run.assert_nothing_left()
    assert code == (128 + end if end else 1), (code, run.out, run.err)
    os.set_blocking(reader, False)
    assert os.read(reader, 100) == b"+" * tokens
    os.close(reader)
    os.close(writer)


for kind in ("fifo", "pipe"):
    with_server(kind, 2)
    with_server(kind, 2, fault="loop:file=*", end=15)
# Flags of a make that passes no server on are not minded.
run = Run(commsec, folder, "scan", "--quiet", env={"MAKEFLAGS": " -j2 --jobserver-auth=-2,-2"})
assert run.wait() == 1, (run.out, run.err)
print("passed")
