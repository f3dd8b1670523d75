# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Lets Microsoft's multitool judge our SARIF, by the standard's rules and by
those of GitHub's code scanning: validate.py COMMSEC PACKAGE WORK SOURCE...

PACKAGE has the package.json that names the tool's version; WORK is where it is
installed, once. Then the findings of SOURCE are written and validated, and what
is written again after an edit further up has to be recognised as unchanged."""

import json
import os
import shutil
import subprocess
import sys

commsec, package, work, *sources = map(os.path.abspath, sys.argv[1:])
os.makedirs(work, exist_ok=True)
tool = os.path.join(work, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
# No culture data is needed to read JSON.
environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")

if not os.path.exists(tool):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(package, name), work)
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=work, text=True,
                          capture_output=True, check=False)
    if done.returncode:
        sys.exit("installing the SARIF multitool failed; is the npm registry in reach?\n" + done.stderr)
    os.chmod(tool, 0o755)


def multitool(*arguments):
    return subprocess.run([tool, *arguments], env=environment, text=True, cwd=work,
                          capture_output=True, timeout=300, check=False)


def write(name, *options):
    path = os.path.join(work, name)
    done = subprocess.run([commsec, "scan", "--no-cache", "--quiet", *options, "--export-sarif", path,
                           *copies, "--", "-I."], cwd=work, text=True, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"commsec scan: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return path


copies = []
for source in sources:
    copies.append(os.path.join(work, os.path.basename(source)))
    shutil.copy(source, copies[-1])

# A driver without a home page is all that may be said.
before = write("before.sarif")
said = multitool("validate", "--rule-kind", "Sarif;Ghas", before)
lines = [line for line in said.stdout.splitlines()
         if (": warning " in line or ": error " in line) and " SARIF2005" not in line]
if said.returncode or lines or "Analysis completed successfully" not in said.stdout:
    sys.exit("\n".join(lines) or said.stdout + said.stderr)

for copy in copies:
    with open(copy, encoding="utf-8") as stream:
        text = stream.read()
    with open(copy, "w", encoding="utf-8") as stream:
        stream.write("// An unrelated line.\n" * 3 + text)
after = write("after.sarif")
matched = os.path.join(work, "matched.sarif")
if os.path.exists(matched):
    os.remove(matched)
said = multitool("match-results-forward", after, "--previous", before, "--output-file-path", matched)
if not os.path.exists(matched):
    sys.exit(said.stdout + said.stderr)
with open(matched, encoding="utf-8-sig") as stream:
    states = [result.get("baselineState") for result in json.load(stream)["runs"][0]["results"]]
if not states or set(states) - {"unchanged", "updated"}:
    sys.exit(f"after an unrelated edit the results are {states}")
print(f"{len(states)} results, valid, and recognised after an edit")
