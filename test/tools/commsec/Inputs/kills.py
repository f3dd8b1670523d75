# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""kills.py COMMSEC FOLDER TIMES: signals to the runner and to its workers."""

import json
import os
import signal
import sys
import time

from harness import Run, findings, make_project, notifications

commsec, folder, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
units = ["alpha", "beta", "gamma", "delta"]
make_project(folder, units)
sarif = os.path.join(folder, "out.sarif")
OTHERS = set(os.listdir(folder))


def start(*options, fault=None, **more):
    if os.path.exists(sarif):
        os.remove(sarif)
    return Run(
        commsec, folder, "scan", "--export-sarif", "out.sarif", *options,
        fault=fault, **more,
    )


def check_folder():
    """No half-written file beside the reports."""
    assert set(os.listdir(folder)) - OTHERS <= {"out.sarif"}, os.listdir(folder)


def interrupted(number):
    """Two units are done, two never end: the report has the two."""
    run = start("-j2", fault="loop:function=gamma,loop:function=delta")
    # By the order of jobs: alpha and beta come first; delta and gamma loop.
    run.wait_for(lambda: len(run.workers()) == 2 and both_loop(run), "two loops")
    run.process.send_signal(number)
    code = run.wait()
    assert code == 128 + number, (code, run.out, run.err)
    assert findings(sarif) == ["alpha", "beta"], findings(sarif)
    assert "error: the scan was interrupted: 2 of 4 units not analysed" in run.out
    assert len(notifications(sarif)["unit-interrupted"]) == 2
    run.assert_nothing_left()
    check_folder()


def both_loop(run):
    """Their time is spent in the process, none of it waiting."""
    ticks = 0
    for process in run.workers():
        try:
            with open(f"/proc/{process}/stat") as stream:
                ticks += min(int(stream.read().rsplit(")", 1)[1].split()[11]), 100)
        except OSError:
            return False
    return ticks == 200


def runner_killed(fault):
    run = start("-j2", "--timeout=250", fault=fault)
    children = 4 if fault.startswith("fork") else 2
    # The runner, the nursery, its workers, and what these started.
    run.wait_for(lambda: len(run.processes()) == 2 + children, "all workers")
    run.process.kill()
    run.wait()
    run.assert_nothing_left()
    assert not os.path.exists(sarif)
    check_folder()


def worker_killed():
    """By someone else, once: the second try has it all."""
    run = start("-j1", "--timeout=250", fault="pause:function=alpha")
    run.wait_for(run.workers, "a worker")
    (worker,) = run.workers()
    os.kill(worker, signal.SIGKILL)
    # The second try pauses, too: let it.
    run.wait_for(lambda: run.workers() not in ([], [worker]), "a second worker")
    (second,) = run.workers()
    run.wait_for(lambda: paused(second), "its pause")
    os.kill(second, signal.SIGCONT)
    code = run.wait()
    assert code == 1, (code, run.out, run.err)
    assert findings(sarif) == sorted(units)
    run.assert_nothing_left()


def nursery_killed(fault):
    """Workers that run are not minded, others are started without it."""
    run = start("-j1", "--timeout=250", fault=fault)
    run.wait_for(lambda: any(paused(w) for w in run.workers()), "a pause")
    (worker,), (nursery,) = run.workers(), run.nursery()
    # A worker has nothing open but its three pipes, and what it reads.
    for entry in os.listdir(f"/proc/{worker}/fd"):
        target = os.readlink(f"/proc/{worker}/fd/{entry}")
        assert target.startswith("pipe:") or target.startswith("/"), target
    os.kill(nursery, signal.SIGKILL)
    os.kill(worker, signal.SIGCONT)
    code = run.wait()
    assert code == 1, (code, run.out, run.err)
    assert findings(sarif) == sorted(units)
    run.assert_nothing_left()


def paused(process):
    try:
        with open(f"/proc/{process}/stat") as stream:
            return stream.read().rsplit(")", 1)[1].split()[0] == "T"
    except OSError:
        return False


def hang_up_ignored():
    """As below nohup."""
    run = start(
        "-j1", fault="pause:function=alpha",
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    run.wait_for(lambda: any(paused(w) for w in run.workers()), "a pause")
    run.process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    os.kill(run.workers()[0], signal.SIGCONT)
    code = run.wait()
    assert code == 1, (code, run.out, run.err)


for _ in range(times):
    interrupted(signal.SIGINT)
    interrupted(signal.SIGTERM)
    interrupted(signal.SIGHUP)
    runner_killed("loop:file=*")
    runner_killed("fork:file=*")
    worker_killed()
    nursery_killed("pause:function=alpha")
    hang_up_ignored()
print("passed")
