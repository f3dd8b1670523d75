# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""recipes.py COMMSEC DOCUMENT FOLDER: runs the recipes for Slurm that the document
shows on a cluster of two nodes, and compares with a plain scan."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../commsec/Inputs"))
from harness import findings, make_project  # noqa: E402
from slurm import Cluster  # noqa: E402

commsec, document, folder = sys.argv[1], sys.argv[2], os.path.abspath(sys.argv[3])
units = [f"unit{number}" for number in range(7)]
build = os.path.join(folder, "build")
os.makedirs(build)
make_project(folder, units)
os.rename(
    os.path.join(folder, "compile_commands.json"),
    os.path.join(build, "compile_commands.json"),
)
# A unit that is not wholly analysed, and one that is missing.
with open(os.path.join(folder, "unit3.c"), "a") as stream:
    stream.write("int broken(;\n")
os.remove(os.path.join(folder, "unit5.c"))

with open(document, encoding="utf-8") as stream:
    scripts = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", stream.read(), re.S)
recipes = {}
for script in scripts:
    recipes["shards" if "--shard" in script else "units"] = script
assert sorted(recipes) == ["shards", "units"]


def run(*arguments):
    done = subprocess.run([commsec, *arguments], cwd=folder, capture_output=True)
    assert done.returncode == 3, (arguments, done)
    return done.stdout


def read(name):
    with open(os.path.join(folder, name), "rb") as stream:
        return stream.read()


plain = run("scan", "-p", "build", "--export-sarif", "plain.sarif")
assert plain.count(b": warning: ") == 6 and b"unit5.c: not analysed" in plain

with Cluster() as cluster:
    cluster.environment["PATH"] = (
        os.path.dirname(commsec) + os.pathsep + os.environ["PATH"]
    )

    def batch(name, array):
        path = os.path.join(folder, name + ".sh")
        with open(path, "w") as stream:
            stream.write(recipes[name])
        tasks = cluster.run_batch(
            path, f"--array={array}", f"--chdir={folder}", "--output=%a." + name
        )
        nodes = {task["NodeList"] for task in tasks}
        assert nodes == {"node1", "node2"}, tasks
        return tasks

    run_jobs = subprocess.run(
        [commsec, "jobs", "-p", "build", "--out", "jobs"], cwd=folder
    )
    assert run_jobs.returncode == 0
    assert sorted(os.listdir(os.path.join(folder, "jobs"))) == [
        f"{number}.json" for number in range(1, 8)
    ]
    os.mkdir(os.path.join(folder, "answers"))
    for task in batch("units", "1-4"):
        assert task["JobState"] == "COMPLETED", task
    text = run("report", "--jobs", "jobs", "answers", "--export-sarif", "units.sarif")
    assert text == plain, text.decode()
    assert read("units.sarif") == read("plain.sarif")

    # What a node has lost is told.
    os.remove(os.path.join(folder, "answers", "1.json"))
    text = run("report", "--jobs", "jobs", "answers")
    assert b"unit0.c: not analysed: answers/1.json: No such file" in text, text

    os.mkdir(os.path.join(folder, "shards"))
    batch("shards", "1-3")
    parts = [f"shards/{number}.sarif" for number in (1, 2, 3)]
    found = [len(findings(os.path.join(folder, part))) for part in parts]
    assert sum(found) == 6 and max(found) < 6, found
    text = run("merge", *parts, "--export-sarif", "shards.sarif")
    assert text == plain, text.decode()
    assert read("shards.sarif") == read("plain.sarif")
print("passed")
