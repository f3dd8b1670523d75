#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Finds the facts that no test reports, and the fixes that no test applies.

    facts_reported.py --records DIR --exceptions DIR CATALOG.yaml...

The lit suites of the checks record what they reported and repaired (see
check_commsec.py) in *.facts.json below DIR. A record of a test that is gone or
was changed since does not count. The exceptions are YAML files, one a library,
with two maps, `reported` and `fixed`, from the id of a fact to the reason why no
test shows it; an exception that a test does show is an error, so that the lists
can only shrink.
"""

import argparse
import hashlib
import json
import os
import sys

import yaml


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file) or {}


def is_current(record):
    try:
        with open(record["source"], "rb") as file:
            return hashlib.sha256(file.read()).hexdigest() == record["sha256"]
    except OSError:
        return False


def read_records(folder):
    """The ids that current tests reported, those they repaired, and how many
    tests there were."""
    reported, fixed, count = set(), set(), 0
    for directory, _, files in os.walk(folder):
        for name in files:
            if not name.endswith(".facts.json"):
                continue
            with open(os.path.join(directory, name), encoding="utf-8") as file:
                record = json.load(file)
            if is_current(record):
                reported.update(record["reported"])
                fixed.update(record["fixed"])
                count += 1
    return reported, fixed, count


def read_exceptions(folder):
    """The exceptions of each kind, and what is wrong with the files."""
    exceptions, problems = {"reported": {}, "fixed": {}}, []
    # Without exceptions there is no folder.
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        for kind, reasons in load(path).items():
            if kind not in exceptions:
                problems.append(f"{path}: there is no kind {kind}")
                continue
            exceptions[kind].update((i, (path, r)) for i, r in (reasons or {}).items())
    return exceptions, problems


def compare(kind, wanted, shown, exceptions):
    """The problems with one kind of proof. `wanted` are the ids in their order,
    the exceptions map ids to the file that has them and the reason."""
    for identity in wanted:
        if identity not in shown and identity not in exceptions:
            yield f"no test {'reports' if kind == 'reported' else 'applies the fix of'} {identity}"
    for identity, (path, reason) in exceptions.items():
        where = f"{path}: {identity} of `{kind}`"
        if not isinstance(reason, str) or not reason.strip():
            yield f"{where}: there is no reason"
        if identity not in wanted:
            yield f"{where}: there is no such fact"
        elif identity in shown:
            yield f"{where}: a test does show it; remove the exception"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", required=True)
    parser.add_argument("--exceptions", required=True)
    parser.add_argument("catalogs", nargs="+")
    options = parser.parse_args()
    insecure = [fact for path in sorted(options.catalogs) for fact in load(path).get("facts") or []
                if fact.get("role", "insecure") == "insecure"]
    reported, fixed, count = read_records(options.records)
    if not count:
        print(f"{options.records}: no test recorded what it reports")
        return 1
    exceptions, problems = read_exceptions(options.exceptions)
    facts = [fact["id"] for fact in insecure]
    problems += compare("reported", facts, reported, exceptions["reported"])
    fixes = [fact["id"] for fact in insecure if fact.get("fix")]
    problems += compare("fixed", fixes, fixed, exceptions["fixed"])
    for problem in problems:
        print(problem)
    print(f"{count} tests: {len(reported.intersection(facts))} of {len(facts)} insecure facts are "
          f"reported, {len(fixed.intersection(fixes))} of {len(fixes)} fixes are applied")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
