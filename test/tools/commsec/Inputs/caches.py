# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""caches.py COMMSEC FOLDER TIMES: whatever becomes of the cache, by several runs at
once, a kill or damage, the report is the same, and the next run uses it again."""

import glob
import os
import shutil
import signal
import sys

from harness import Run, commsec_scan, make_project

commsec, folder, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
units = [f"unit{number}" for number in range(8)]
make_project(folder, units)
cache = os.path.join(folder, "cache")
OPTIONS = ["-j2", "--statistics", "--cache-dir", "cache"]


def scan(remembered=None):
    """The report and the SARIF file, which must be those of the first scan."""
    code, out, err = commsec_scan(
        commsec, folder, *OPTIONS, "--export-sarif", "out.sarif"
    )
    assert code == 1, (code, out, err)
    if remembered is not None:
        assert f"{remembered} remembered, 0 skipped" in err, (remembered, err)
    with open(os.path.join(folder, "out.sarif"), "rb") as stream:
        return out, stream.read()


def entries():
    found = sorted(glob.glob(os.path.join(cache, "llvmcache-*")))
    assert len(found) == len(units), found
    return found


def damage(change):
    for number, path in enumerate(entries()):
        with open(path, "rb") as stream:
            whole = stream.read()
        with open(path, "wb") as stream:
            stream.write(change(number, whole))
    assert scan(remembered=0) == first
    assert scan(remembered=len(units)) == first


def together():
    """Two runs, nothing in the cache."""
    shutil.rmtree(cache)
    runs = [Run(commsec, folder, "scan", *OPTIONS) for _ in range(2)]
    for run in runs:
        assert run.wait() == 1, (run.out, run.err)
        assert run.out == first[0], run.out
        run.assert_nothing_left()
    assert scan(remembered=len(units)) == first


def killed():
    """One of two is killed at work; what it leaves is whole or nothing."""
    shutil.rmtree(cache)
    victim = Run(commsec, folder, "scan", *OPTIONS, fault="loop:file=unit5.c")
    other = Run(commsec, folder, "scan", *OPTIONS)
    victim.wait_for(lambda: os.path.isdir(cache) and os.listdir(cache), "an entry")
    victim.process.send_signal(signal.SIGKILL)
    victim.wait()
    assert other.wait() == 1 and other.out == first[0], (other.out, other.err)
    victim.assert_nothing_left()
    other.assert_nothing_left()
    assert scan(remembered=len(units)) == first


first = scan(remembered=0)
for turn in range(times):
    assert scan(remembered=len(units)) == first
    damage(lambda number, whole: whole[: (number + turn) * len(whole) // 20])
    damage(lambda number, whole: whole[:-1])
    damage(lambda number, whole: whole[:-9] + b"X" + whole[-8:])
    damage(lambda number, whole: whole + b"more")
    together()
    killed()
print("passed")
