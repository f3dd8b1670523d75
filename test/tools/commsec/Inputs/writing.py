# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""writing.py COMMSEC FOLDER TIMES: where a report can't be written, that is told,
nothing half-written is left, and what was there before stays."""

import os
import resource
import subprocess
import sys

from harness import Run, make_project

commsec, folder, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
make_project(folder, ["alpha", "beta"])
OTHERS = set(os.listdir(folder))


def scan(target, **more):
    """Answers the errors; the text report is whole."""
    run = Run(commsec, folder, "scan", "-j2", "--export-sarif", target, **more)
    code = run.wait()
    run.assert_nothing_left()
    assert code == 2, (code, run.out, run.err)
    assert "2 findings in 2 units: 2 analysed" in run.out, run.out
    assert "--export-sarif: " + target in run.err, run.err
    return run.err


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


def check():
    old = os.path.join(folder, "old.sarif")
    with open(old, "w") as stream:
        stream.write("before")
    assert "File too large" in scan("old.sarif", preexec_fn=small_files)
    with open(old) as stream:
        assert stream.read() == "before"
    os.remove(old)
    scan("no/such/folder/out.sarif")
    # Read-only for everyone, root included.
    scan("/proc/commsec.sarif")
    assert set(os.listdir(folder)) == OTHERS, os.listdir(folder)

    # A full disk, where one can be had.
    script = (
        "mkdir -p full && mount -t tmpfs -o size=4k commsec-test full && "
        '"$0" scan -j2 --export-sarif full/out.sarif; code=$?; ls -A full >&2; exit $code'
    )
    probe = ["unshare", "--mount", "--propagation", "private", "true"]
    if os.geteuid() == 0 and subprocess.run(probe).returncode == 0:
        done = subprocess.run(
            [*probe[:-1], "sh", "-c", script, commsec],
            cwd=folder, capture_output=True, text=True,
        )
        assert done.returncode == 2, done
        assert "--export-sarif: full/out.sarif: No space left on device" in done.stderr, done
        assert done.stderr.rstrip().endswith("device"), done  # The disk is empty.
        os.rmdir(os.path.join(folder, "full"))

    # The text report itself.
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [commsec, "scan", "-j2"], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 3, done
    assert "the report can't be written: No space left on device" in done.stderr, done


for _ in range(times):
    check()
print("passed")
