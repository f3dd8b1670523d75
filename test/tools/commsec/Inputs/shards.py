# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""shards.py COMMSEC FOLDER: shards hold each unit once, and adding a file or moving
the project moves no unit."""

import os
import sys

from harness import commsec_scan, findings, make_project

commsec, folder = sys.argv[1], sys.argv[2]


def shards(place, units, count):
    """{unit: its shard}."""
    where = os.path.join(folder, place)
    make_project(where, units)
    os.makedirs(os.path.join(where, ".git"), exist_ok=True)
    held = {}
    for number in range(1, count + 1):
        name = f"{number}.sarif"
        code, out, err = commsec_scan(
            commsec, where, "-p", ".", f"--shard={number}/{count}", "--export-sarif", name
        )
        found = findings(os.path.join(where, name))
        assert code == (1 if found else 0), (code, out, err)
        assert f" of shard {number}/{count}: {len(found)} analysed" in out, out
        for unit in found:
            assert unit not in held
            held[unit] = number
    assert sorted(held) == sorted(units)
    return held


units = [f"unit{number}" for number in range(8)]
before = shards("here", units, 3)
assert len(set(before.values())) > 1, before
after = shards("here", ["another", *units, "further"], 3)
assert {unit: after[unit] for unit in units} == before
assert shards("else/where", units, 3) == before
print("passed")
