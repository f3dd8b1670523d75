#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures what the scan of a project costs, as ratios of what Clang takes.

    test/bench/scan_bench.py DATABASE [-n RUNS] [-j N] [--every K]

For the compile database (a file, or the folder it is in), in turn:
  clang    `clang -fsyntax-only` on each unit
  cold     `commsec scan --no-cache`
  warm     `commsec scan` with all it remembers of the run before, unchanged
  tidy     `run-clang-tidy` with the module and its checks only
Processor time (user and system) of the whole process trees, the median of the
runs, is divided by that of clang; so is the peak memory of the largest process.
Nothing but ratios is printed: times say more of the machine than of the
program. The first run only warms the machine's caches and does not count, unless
it is the only one. See docs/performance.md.
"""

import argparse
import concurrent.futures
import json
import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.path.join(ROOT, "build", "bin", "commsec")
MODULE = os.path.join(ROOT, "build", "lib", "CommsecTidyModule.so")
# commsec: clean, findings, incomplete; clang-tidy fails on errors of a unit.
EXPECTED = {"cold": (0, 1, 3), "warm": (0, 1, 3), "tidy": (0, 1)}


def read_database(path):
    if os.path.isdir(path):
        path = os.path.join(path, "compile_commands.json")
    try:
        with open(path, encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError) as error:
        sys.exit(f"scan_bench: {path}: {error}")


def syntax_only(entry, clang):
    """The unit's command as `clang -fsyntax-only`, without what it writes."""
    line = entry.get("arguments") or shlex.split(entry["command"])
    command = [clang, "-fsyntax-only", "-w", "-Qunused-arguments"]
    skip = False
    for argument in line[1:]:
        if skip:
            skip = False
        elif argument in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif argument not in ("-c", "-MD", "-MMD", "-MP", "-Werror"):
            command.append(argument)
    return command


def measured(work):
    """Runs \\p work in a process of its own; its answer, the processor seconds
    and the peak memory of all the processes that it started."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            answer = work()
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            result = [answer, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
            os.write(writing, json.dumps(result).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        text = stream.read()
    os.waitpid(child, 0)
    if not text:
        sys.exit("scan_bench: a measurement failed")
    return json.loads(text)


def quietly(command, folder=None):
    return subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


def compile_all(entries, options):
    """How many of the units clang can't compile."""
    def one(entry):
        command = syntax_only(entry, options.clang)
        return quietly(command, entry["directory"]) != 0

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        return sum(pool.map(one, entries))


def main():
    parser = argparse.ArgumentParser(
        description="What a scan costs, as ratios of clang -fsyntax-only."
    )
    parser.add_argument("database")
    parser.add_argument("-n", "--runs", type=int, default=3)
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument(
        "--every", type=int, default=1, metavar="K", help="take each K-th unit only"
    )
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("--run-clang-tidy", default="run-clang-tidy-22")
    parser.add_argument("--commsec", default=BIN)
    parser.add_argument("--module", default=MODULE)
    parser.add_argument(
        "--without", action="append", default=[], choices=("warm", "tidy"),
        help="leave this one out",
    )
    options = parser.parse_args()
    entries = read_database(options.database)[:: max(options.every, 1)]
    with tempfile.TemporaryDirectory() as folder:
        run(entries, folder, options)


def run(entries, folder, options):
    with open(os.path.join(folder, "compile_commands.json"), "w") as stream:
        json.dump(entries, stream)
    jobs = f"-j{options.jobs}"
    cache = os.path.join(folder, "cache")
    scan = [options.commsec, "scan", "-p", folder, jobs, "--quiet"]
    help_text = subprocess.run(
        [options.commsec, "scan", "--help"], capture_output=True, text=True, check=False
    ).stdout
    caches = "--no-cache" in help_text
    commands = {"cold": scan + ["--no-cache"] * caches}
    if caches and "warm" not in options.without:
        commands["warm"] = scan + [f"--cache-dir={cache}"]
        quietly(commands["warm"])
    if "tidy" not in options.without:
        commands["tidy"] = [
            options.run_clang_tidy, "-p", folder, jobs, "-quiet",
            "-load", options.module, "-checks=-*,commsec-*",
        ]
    for command in commands.values():
        if not shutil.which(command[0]):
            sys.exit(f"scan_bench: {command[0]}: not found")

    samples = {name: [] for name in ("clang", *commands)}
    broken = 0
    turns = options.runs + (options.runs > 1)
    for turn in range(turns):
        results = {"clang": measured(lambda: compile_all(entries, options))}
        broken = results["clang"][0]
        for name, command in commands.items():
            results[name] = measured(lambda command=command: quietly(command))
            if results[name][0] not in EXPECTED[name]:
                sys.exit(f"scan_bench: {shlex.join(command)} ended with "
                         f"status {results[name][0]}")
        if turn or turns == 1:
            for name, (_, seconds, memory) in results.items():
                samples[name].append((seconds, memory))

    def median(name, which):
        return statistics.median(sample[which] for sample in samples[name])

    print(f"{len(entries)} units" + (f", {broken} with errors" if broken else ""))
    print(f"{'':8}{'processor':>11}{'memory':>9}")
    for name in samples:
        time = median(name, 0) / median("clang", 0)
        memory = median(name, 1) / median("clang", 1)
        print(f"{name:8}{time:11.3f}{memory:9.3f}")
    if "tidy" in samples:
        ratio = median("cold", 0) / median("tidy", 0)
        print(f"cold / tidy {ratio:7.3f}")


if __name__ == "__main__":
    main()
