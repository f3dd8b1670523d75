#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the catalogs as data, together, and against their tests.

    lint_catalog.py [--tests DIR] [--clang CLANG] CATALOG.yaml...

  - the file is named after its library, and ids are unique over all files
  - checks and articles exist
  - insecure facts have CWEs, a message and what to write instead
  - contracts and facts that are referred to exist
  - slots that `state`, `unless`, `at` and `fix` name are written by a fact of some catalog
  - a name that an insecure fact detects, or a macro that expands to it, occurs in
    a test of its library, in test/checks/<library>/, unless the fact is reported
    on request or where a contract forgives only, or the installed library has none
    of the names
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import yaml

DEFINITIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "checks")


def defined(file):
    """The names of the checks in Checks.def, or of the articles in Articles.def."""
    with open(os.path.join(DEFINITIONS, file), encoding="utf-8") as text:
        return set(re.findall(r'^(?:CHECK|ARTICLE)\((?:\w+, )?"([a-z0-9-]+)"', text.read(), re.M))


CHECKS = defined("Checks.def")
ARTICLES = defined("Articles.def")
DETECTORS = ("call", "construct", "write", "override", "use")
EXTENSIONS = (".c", ".cc", ".cpp", ".h")


def listed(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words_of_tests(folder):
    """All identifiers of a library's tests, without comments."""
    words = set()
    for directory, _, files in os.walk(folder):
        for name in files:
            if name.endswith(EXTENSIONS):
                with open(os.path.join(directory, name), encoding="utf-8") as file:
                    text = re.sub(r"//.*|/\*.*?\*/", " ", re.sub(r"https?://", "", file.read()))
                words.update(re.findall(r"\w+", text))
                words.update(re.findall(r"operator *\W{1,3}|<<", text))
    return words


def macros_of(catalog, clang):
    """For each word, the macros of the library whose expansion has it."""
    cxx = catalog.get("language") == "C++"
    source = "".join(f"#include <{header}>\n" for header in listed(catalog.get("headers"))
                     if cxx or "." in header)
    with tempfile.NamedTemporaryFile("w", suffix=".cpp" if cxx else ".c") as file:
        file.write(source)
        file.flush()
        output = subprocess.run([clang, "-E", "-dM", "-w", file.name], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, encoding="utf-8", errors="replace",
                                check=False).stdout
    macros = {}
    for name, body in re.findall(r"^#define (\w+)(?:\([^)]*\))?(.*)$", output, re.MULTILINE):
        for word in set(re.findall(r"[A-Za-z_]\w+", body)):
            macros.setdefault(word, set()).add(name)
    return macros


def spellings(name):
    """The words one of which a program has when it uses the name."""
    last = name.rpartition("::")[2]
    if last.startswith("operator"):
        return {last, last.removeprefix("operator").strip()}
    return {re.sub(r"<.*", "", last)}


def slots_named(fact):
    """The slots whose values a fact asks for, as it writes them."""
    for key, slots in (fact.get("state") or {}).items():
        if key not in ("some-path", "chosen-path"):
            yield from (("state", slot) for slot in listed(slots))
    for key in ("unless", "unless-only", "only-if"):
        for slots in listed(fact.get(key)):
            yield from ((key, slot.strip().removeprefix("!")) for slot in slots.split("+"))
    if (fact.get("result") or {}).get("skips"):
        yield "skips", fact["result"]["skips"]
    if (fact.get("at") or "").startswith(("slot:", "value:")):
        yield "at", fact["at"].partition(":")[2]
    if (fact.get("fix") or {}).get("beside"):
        yield "fix", fact["fix"]["beside"]


class Lint:
    def __init__(self, tests, clang):
        self.tests = tests
        self.clang = clang
        self.problems = []
        self.ids = {}
        self.written = set()

    def fail(self, path, text):
        self.problems.append(f"{path}: {text}")

    def run(self, paths):
        catalogs = {}
        for path in paths:
            with open(path, encoding="utf-8") as file:
                catalogs[path] = yaml.safe_load(file)
        # Libraries share slots: a TLS library writes those of another one's sockets.
        self.written = {fact["slot"] for catalog in catalogs.values()
                        for fact in listed(catalog.get("facts")) if fact.get("slot")}
        for path, catalog in catalogs.items():
            self.catalog(path, catalog)

    def catalog(self, path, catalog):
        library = catalog.get("library")
        if library != os.path.splitext(os.path.basename(path))[0]:
            self.fail(path, f"the library is {library}, but the file is not named after it")
        contracts = {contract.get("name") for contract in listed(catalog.get("contracts"))}
        ids = {fact.get("id") for fact in listed(catalog.get("facts"))}
        for contract in listed(catalog.get("contracts")):
            for forgiven in listed(contract.get("forgives")):
                if forgiven.get("fact") not in ids:
                    self.fail(path, f"contract {contract.get('name')}: there is no fact {forgiven.get('fact')}")
        words = words_of_tests(os.path.join(self.tests, library)) if self.tests else None
        macros = macros_of(catalog, self.clang) if words else {}
        for fact in listed(catalog.get("facts")):
            self.fact(path, catalog, fact, contracts, words, macros)

    def fact(self, path, catalog, fact, contracts, words, macros):
        identity = fact.get("id")
        if identity in self.ids:
            self.fail(path, f"fact {identity} is also in {self.ids[identity]}")
        self.ids[identity] = path
        check = fact.get("check")
        if check is not None and check not in CHECKS:
            self.fail(path, f"fact {identity}: there is no check {check}")
        for article in listed(fact.get("articles")):
            if article not in ARTICLES:
                self.fail(path, f"fact {identity}: there is no article {article}")
        if fact.get("contract") is not None and fact["contract"] not in contracts:
            self.fail(path, f"fact {identity}: there is no contract {fact['contract']}")
        for key, slot in slots_named(fact):
            if re.sub(r"^(program|here|peer)\.", "", slot) not in self.written:
                self.fail(path, f"fact {identity}: no fact writes the slot {slot} of `{key}`")
        if fact.get("role", "insecure") != "insecure":
            return
        for key in ("check", "articles", "cwe", "message", "instead"):
            if not fact.get(key):
                self.fail(path, f"fact {identity}: an insecure fact needs `{key}`")
        if words is None or fact.get("on-request") or fact.get("contract-only"):
            return
        names = [name for key in DETECTORS for name in listed(fact.get(key))]
        names += re.findall(r"[A-Za-z_]\w+", fact.get("api") or "")
        used = set().union(*map(spellings, names))
        used = used.union(*(macros.get(name, ()) for name in used))
        absent = {word for name in listed(catalog.get("absent")) for word in spellings(name)}
        if not used & words and not used <= absent:
            self.fail(path, f"fact {identity}: no test uses {', '.join(names)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tests", help="the folder that has a folder of tests for each library")
    parser.add_argument("catalogs", nargs="+")
    parser.add_argument("--clang", default="clang-22")
    options = parser.parse_args()
    lint = Lint(options.tests, options.clang)
    lint.run(sorted(options.catalogs))
    for problem in lint.problems:
        print(problem)
    return 1 if lint.problems else 0


if __name__ == "__main__":
    sys.exit(main())
