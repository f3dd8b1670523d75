#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests do once or twice, done many times, to be run by hand before a
release: faults in workers, kills, damaged caches, full disks, broken databases.

    test/tools/rounds.py [-n ROUNDS] [--commsec BINARY] [NAME...]

Each round starts in an empty folder. Prints for each NAME (default: all) how many
rounds passed, and the output of those that did not; fails if one did not.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCRIPTS = os.path.join(ROOT, "test", "tools", "commsec", "Inputs")
NAMES = ["faults", "kills", "caches", "writing", "broken_input"]


def passes(name, commsec):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, os.path.join(SCRIPTS, name + ".py"), commsec,
             os.path.join(folder, "project"), "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(os.environ, COMMSEC_CACHE_DIR=""),
            # Started by nohup, this would ignore it, and so would commsec.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
            check=False,
        )
    passed = done.returncode == 0 and done.stdout.endswith(b"passed\n")
    if not passed:
        sys.stdout.write(done.stdout.decode(errors="replace"))
    return passed


def main():
    parser = argparse.ArgumentParser(description="Repeats the tests of the runner.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("-n", "--rounds", type=int, default=10)
    parser.add_argument(
        "--commsec", default=os.path.join(ROOT, "build", "bin", "commsec")
    )
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"{sorted(unknown)}: expected some of {', '.join(NAMES)}")
    failed = False
    for name in options.names or NAMES:
        begin = time.monotonic()
        count = sum(passes(name, options.commsec) for _ in range(options.rounds))
        seconds = time.monotonic() - begin
        print(f"{name}: {count} of {options.rounds} in {seconds:.0f} s", flush=True)
        failed |= count != options.rounds
    sys.exit(failed)


if __name__ == "__main__":
    main()
