#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures what the checks cost, as ratios of what Clang alone takes.

    test/bench/bench.py [-n RUNS] [FILE...] [-- COMPILER ARGUMENTS]

For each file, processor time (user and system) of
  tidy     clang-tidy with one trivial check of its own
  load     the same with the module loaded, none of its checks enabled
  commsec  clang-tidy with the checks of the module and no others
each divided by that of `clang -fsyntax-only` on the same file; and
  own      what the module adds to clang-tidy: (commsec - tidy) / clang
  checks   what clang-tidy's profile books on our checks, divided by clang
The commands run in turn, so that whatever else the machine does meets all of
them, and the median of the runs counts. Nothing but ratios is printed: times
say more of the machine than of the program. See docs/performance.md.
"""

import argparse
import os
import re
import shlex
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEFAULT_FILES = [
    "examples/src/Uploader.cpp",
    "examples/src/CommandChannel.cpp",
    "test/checks/libcurl/verify.c",
    "test/checks/openssl/verify-mode.c",
    "test/checks/boost-asio/client-class.cpp",
    "test/checks/poco/context.cpp",
]
TRIVIAL = "misc-definitions-in-headers"
COLUMNS = ("tidy", "load", "commsec", "own", "checks")


def arguments_of(file):
    """The compiler's arguments that a test names in its RUN line."""
    with open(file, encoding="utf-8") as source:
        for line in source:
            if "RUN:" in line and " -- " in line:
                return shlex.split(line.rsplit(" -- ", 1)[1])
    return ["-std=c11"] if file.endswith(".c") else ["-std=c++17"]


def cpu_time(command, ok=(0,)):
    """Runs a command; processor seconds and what it wrote to stderr."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ok:
        sys.exit(f"bench: {shlex.join(command)} failed:\n{errors}")
    return usage.ru_utime + usage.ru_stime, errors


def profiled(errors):
    """User and system seconds of our checks in clang-tidy's profile. Columns
    whose times are too small to be shown are left out, the name is last."""
    seconds = 0.0
    columns = []
    for line in errors.splitlines():
        if "--- Name ---" in line or "---Name---" in line:
            columns = re.findall(r"-+\s*([A-Z][A-Za-z+ ]*?)\s*-+", line)
        if "commsec-" not in line:
            continue
        times = re.findall(r"(\d+\.\d+) \(\s*[\d.]+%\)", line)
        for name, time in zip(columns, times):
            if name == "User+System":
                seconds += float(time)
    return seconds


def measure(file, extra, options):
    arguments = extra or arguments_of(file)
    tidy = [options.clang_tidy, "--quiet", "--config={}"]
    load = f"--load={options.module}"
    ours = [load, "--checks=-*,commsec-*"]
    commands = {
        "clang": [options.clang, "-fsyntax-only", *arguments, file],
        "tidy": [*tidy, f"--checks=-*,{TRIVIAL}", file, "--", *arguments],
        "load": [*tidy, load, f"--checks=-*,{TRIVIAL}", file, "--", *arguments],
        "commsec": [*tidy, *ours, file, "--", *arguments],
        "checks": [*tidy, *ours, "--enable-check-profile", file, "--", *arguments],
    }
    samples = {name: [] for name in commands}
    for turn in range(options.runs + 1):
        for name, command in commands.items():
            time, errors = cpu_time(command)
            if name == "checks":
                time = profiled(errors)
            if turn:  # The first turn only warms the caches.
                samples[name].append(time)
    median = {name: statistics.median(all_) for name, all_ in samples.items()}
    base = median["clang"]
    ratios = {name: median[name] / base for name in ("tidy", "load", "commsec", "checks")}
    ratios["own"] = (median["commsec"] - median["tidy"]) / base
    return ratios


def main():
    arguments, extra = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, extra = arguments[:at], arguments[at + 1 :]
    parser = argparse.ArgumentParser(
        description="What the checks cost, as ratios of clang -fsyntax-only."
    )
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("-n", "--runs", type=int, default=9)
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("--clang-tidy", default="clang-tidy-22")
    parser.add_argument(
        "--module", default=os.path.join(ROOT, "build", "lib", "CommsecTidyModule.so")
    )
    options = parser.parse_args(arguments)
    files = options.files or [os.path.join(ROOT, name) for name in DEFAULT_FILES]
    width = max(len(os.path.relpath(name, ROOT)) for name in files)
    print(" " * width + "".join(f"{name:>9}" for name in COLUMNS))
    all_ratios = []
    for name in files:
        ratios = measure(name, extra, options)
        all_ratios.append(ratios)
        row = "".join(f"{ratios[column]:9.3f}" for column in COLUMNS)
        print(f"{os.path.relpath(name, ROOT):{width}}{row}", flush=True)
    if len(all_ratios) > 1:
        row = "".join(
            f"{statistics.median(r[column] for r in all_ratios):9.3f}"
            for column in COLUMNS
        )
        print(f"{'median':{width}}{row}")


if __name__ == "__main__":
    main()
