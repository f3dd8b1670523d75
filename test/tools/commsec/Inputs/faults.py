# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""faults.py COMMSEC FOLDER TIMES: whatever one worker does, the others' findings
are kept, the unit is tried again without what ended it, and the loss is told."""

import os
import sys

from harness import commsec_scan, findings, make_project, notifications

commsec, folder, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
units = ["alpha", "beta", "gamma"]
make_project(folder, units)
# The last unit reaches a fact that the others do not.
with open(os.path.join(folder, "gamma.c"), "a") as stream:
    stream.write("void other(CURL *C) { curl_easy_setopt(C, CURLOPT_SSL_VERIFYHOST, 0L); }\n")
sarif = os.path.join(folder, "out.sarif")


def scan(fault, *options):
    if os.path.exists(sarif):
        os.remove(sarif)
    code, out, err = commsec_scan(
        commsec, folder, "-j2", "--export-sarif", "out.sarif", *options, fault=fault
    )
    assert code == 3, (fault, code, out, err)
    return out, findings(sarif), notifications(sarif)


def check_function(kind, ending, *options):
    """In one function: only that function is left out."""
    out, found, told = scan(f"{kind}:function=gamma", *options)
    assert found == ["alpha", "beta", "other"], (kind, found)
    expected = "analysed without the function 'gamma': the first try was " + ending
    assert "error: gamma.c: " + expected in out, out
    assert "2 analysed" in out and "1 in part" in out, out
    (notification,) = told.pop("unit-in-part")
    assert notification.startswith(expected) and not told, notification
    return out


def check_fact(kind, ending, *options):
    """In a fact: its check is left out, all others stay."""
    out, found, told = scan(f"{kind}:fact=libcurl-verifyhost-off", *options)
    # Each call of the function asks the fact, so all units lose that check.
    assert found == ["alpha", "beta", "gamma"], (kind, found)
    expected = (
        "analysed without commsec-disabled-hostname-verification: the first try was "
        + ending
    )
    for unit in units:
        assert f"error: {unit}.c: {expected}" in out, out
    assert [n.startswith(expected) for n in told.pop("unit-in-part")] == [True] * 3
    assert not told, told


def check_unit(kind, ending, *options):
    """Outside of what we know: the unit is lost, the others are not."""
    out, found, told = scan(f"{kind}:file=gamma.c", *options)
    assert found == ["alpha", "beta"], (kind, found)
    assert "error: gamma.c: not analysed: " + ending in out, out
    assert len(told) == 1, told


for _ in range(times):
    check_function("abort", "killed by signal 6")
    check_fact("abort", "killed by signal 6")
    check_unit("abort", "killed by signal 6 (Aborted), twice")
    check_function("recurse", "killed by signal 11")
    check_unit("kill", "killed by signal 9 (Killed), twice")
    check_function("allocate", "stopped at the memory limit of 600 MiB", "--memory=600")
    check_fact("allocate", "stopped at the memory limit of 600 MiB", "--memory=600")
    check_unit("allocate", "stopped at the memory limit of 600 MiB", "--memory=600")
    # Long enough for the others on a slow machine.
    check_function("loop", "killed after 20 seconds", "--timeout=20")
    # A flood of output, and a child that stays: neither keeps the runner.
    check_function("noise", "killed after 20 seconds", "--timeout=20")
    check_function("fork", "killed after 20 seconds", "--timeout=20")

# Without the variable there is no such thing.
code, out, err = commsec_scan(commsec, folder, "-j2")
assert code == 1 and "3 analysed" in out, (code, out, err)
print("passed")
