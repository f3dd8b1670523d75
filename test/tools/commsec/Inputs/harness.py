# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of the runner share: a small project, a run of commsec in it,
and the processes that belong to that run."""

import json
import os
import signal
import subprocess
import time

# Nothing here takes that long but on a machine that does ten other things.
PATIENCE = 300

HEADER = """typedef void CURL;
typedef enum { CURLOPT_SSL_VERIFYPEER = 64, CURLOPT_SSL_VERIFYHOST = 81 } CURLoption;
int curl_easy_setopt(CURL *Handle, CURLoption Option, ...);
"""
UNIT = """#include "curl.h"
void {0}(CURL *C) {{ curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L); }}
"""


def make_project(folder, units, compiler="cc"):
    """Writes a database and the units: a finding in each, in the function that
    has the unit's name."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "curl.h"), "w") as stream:
        stream.write(HEADER)
    for unit in units:
        with open(os.path.join(folder, unit + ".c"), "w") as stream:
            stream.write(UNIT.format(unit))
    write_database(
        folder,
        [
            {
                "directory": os.path.abspath(folder),
                "file": unit + ".c",
                "arguments": [compiler, "-c", unit + ".c"],
            }
            for unit in units
        ],
    )


def write_database(folder, entries):
    path = os.path.join(folder, "compile_commands.json")
    with open(path, "w") as stream:
        json.dump(entries, stream)


class Run:
    """commsec with arguments, in a folder."""

    def __init__(self, commsec, folder, *arguments, fault=None, env=None, **more):
        self.mark = f"{os.getpid()}.{time.monotonic_ns()}"
        environment = dict(os.environ, COMMSEC_TEST_MARK=self.mark)
        environment.pop("MAKEFLAGS", None)
        environment.update(env or {})
        if fault:
            environment["COMMSEC_FAULT"] = fault
        self.process = subprocess.Popen(
            [commsec, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **more,
        )

    def wait(self):
        out, err = self.process.communicate(timeout=PATIENCE)
        self.out = out.decode(errors="replace")
        self.err = err.decode(errors="replace")
        return self.process.returncode

    def processes(self):
        """All living processes of this run: {process: command line}. The mark
        is inherited by whatever they start."""
        found = {}
        for entry in os.listdir("/proc"):
            if not entry.isdigit():
                continue
            try:
                with open(f"/proc/{entry}/environ", "rb") as stream:
                    marked = self.mark.encode() in stream.read()
                with open(f"/proc/{entry}/stat") as stream:
                    zombie = stream.read().rsplit(")", 1)[1].split()[0] == "Z"
                if marked and not zombie:
                    with open(f"/proc/{entry}/cmdline", "rb") as stream:
                        command = stream.read().decode(errors="replace")
                    found[int(entry)] = command.replace("\0", " ")
            except (OSError, ValueError):
                pass
        return found

    def workers(self):
        return self.named("commsec-worker")

    def nursery(self):
        """The process that makes workers."""
        return [
            p for p, c in self.processes().items()
            if " --nursery" in c and p not in self.workers()
        ]

    def named(self, name):
        found = []
        for process in self.processes():
            try:
                with open(f"/proc/{process}/comm") as stream:
                    if stream.read().strip() == name:
                        found.append(process)
            except OSError:
                pass
        return found

    def wait_for(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"never came: {what}"
            time.sleep(0.02)

    def assert_nothing_left(self):
        self.wait_for(lambda: not self.processes(), f"the end of {self.processes()}")


def commsec_scan(commsec, folder, *arguments, **more):
    """Runs a scan to its end. Answers its exit code, output and errors."""
    run = Run(commsec, folder, "scan", *arguments, **more)
    code = run.wait()
    run.assert_nothing_left()
    return code, run.out, run.err


def findings(sarif):
    """The functions that a SARIF file has findings in."""
    with open(sarif, encoding="utf-8") as stream:
        (run,) = json.load(stream)["runs"]
    return sorted(
        result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
        for result in run["results"]
    )


def notifications(sarif):
    """{descriptor: [message]} of a SARIF file."""
    with open(sarif, encoding="utf-8") as stream:
        (run,) = json.load(stream)["runs"]
    told = {}
    for note in run["invocations"][0]["toolExecutionNotifications"]:
        told.setdefault(note["descriptor"]["id"], []).append(note["message"]["text"])
    return told
