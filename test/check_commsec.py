#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the commsec checks on one file and compares with what it expects.

    // RUN: %check_commsec %s %t [-fix] [-config='{...}'] [-checks=GLOB] [-- ARG...]

Expectations, in the file itself:
  // BAD: commsec-NAME...     this line has exactly these reports
  CHECK-MESSAGES, CHECK-NOTES FileCheck patterns on clang-tidy's output, without
                              or with notes; no other warning is allowed
  CHECK-FIXES                 FileCheck patterns on the repaired file
Without BAD marks and CHECK lines the file must be silent; a file with marks has
no report on any other line. With CHECK-FIXES or -fix the fixes are applied to a
copy, which must compile, must not be reported again where it was repaired, and
must not change when it is repaired a second time. Errors of the compiler are
failures.

With --record (and a module that tells the facts behind its reports, test/trace)
the facts that were reported, and those whose repair was applied, are written to
%t.facts.json, where test/headers/facts_reported.py finds them.
"""

import argparse
import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

MARK = re.compile(r"(?://|/\*)\s*BAD:\s*((?:commsec-[a-z0-9-]+[\s,]*)+)")
CHECK_LINE = re.compile(r"(//|/\*)[ \t]*CHECK-(?:MESSAGES|NOTES|FIXES)[A-Z-]*:[^\n]*")
REPORT = re.compile(
    r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<level>warning|error|fatal error|note): (?P<text>.*?)"
    r"(?: \[(?P<check>[^\[\]]+)\])?$"
)
LOCATIONLESS = re.compile(r"^(?P<level>warning|error): (?P<text>.*)$")


class Failure(Exception):
    """The file does not behave as it says; the text is for people."""


class Report:
    def __init__(self, match):
        self.file = match["file"]
        self.line = int(match["line"])
        self.column = int(match["column"])
        self.level = match["level"]
        self.text = match["text"]
        # "commsec-x,-warnings-as-errors" is still commsec-x.
        self.check = (match["check"] or "").split(",")[0]


def run(command, **environment):
    process = subprocess.run(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return process.returncode, process.stdout


def quoted(command):
    return " ".join(a if re.fullmatch(r"[\w./=,+:*-]+", a) else repr(a) for a in command)


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def without_check_lines(text):
    """Empties the CHECK comments, so that the patterns can't match themselves
    in the repaired copy. Line numbers stay."""
    return CHECK_LINE.sub(lambda m: "//" if m[1] == "//" else "/* */", text)


class Test:
    def __init__(self, options, compiler_args):
        self.options = options
        self.source = options.source
        self.lines = read_lines(self.source)
        text = "\n".join(self.lines)
        self.kinds = {
            kind for kind in ("MESSAGES", "NOTES", "FIXES") if f"CHECK-{kind}:" in text
        }
        self.expected = self.read_marks()
        self.fixes_wanted = options.fix or "FIXES" in self.kinds
        extension = os.path.splitext(self.source)[1]
        # The copy stands elsewhere; `#include "Inputs/..."` is still seen from
        # the original's folder.
        self.copy = options.temp + extension
        folder = os.path.dirname(os.path.abspath(self.source))
        self.compiler_args = ["-I", folder, *compiler_args]
        self.trace = options.temp + ".trace"
        self.reported, self.repaired = set(), set()

    def read_marks(self):
        """The expected (line, check) pairs, each with how often."""
        expected = {}
        for number, line in enumerate(self.lines, 1):
            if "BAD:" in line and not MARK.search(line):
                raise Failure(
                    f"{self.source}:{number}: a BAD mark must name checks, "
                    f"as in `// BAD: commsec-plaintext-url`\n  {line.strip()}"
                )
            for match in MARK.finditer(line):
                for check in re.split(r"[\s,]+", match[1].strip()):
                    key = (number, check)
                    expected[key] = expected.get(key, 0) + 1
        return expected

    def tidy_command(self, path, *extra):
        return [
            self.options.clang_tidy,
            f"--load={self.options.module}",
            f"--checks={self.options.checks}",
            f"--config={self.options.config}",
            *extra,
            path,
            "--",
            *self.compiler_args,
        ]

    def tidy(self, path, *extra):
        """Runs clang-tidy; answers its reports and the output."""
        command = self.tidy_command(path, *extra)
        with open(self.trace, "w", encoding="utf-8"):
            pass
        code, output = run(command, COMMSEC_TRACE=self.trace)
        reports = []
        for line in output.splitlines():
            match = REPORT.match(line)
            if match:
                reports.append(Report(match))
                continue
            match = LOCATIONLESS.match(line)
            if match and not self.options.allow_configuration_errors:
                raise Failure(f"{line}\n  {quoted(command)}")
        errors = [r for r in reports if "error" in r.level and not
                  r.check.startswith("commsec-")]
        if errors or code not in (0, 1) or (code == 1 and not reports):
            raise Failure(
                f"the file does not compile, or clang-tidy failed (exit code {code}):\n"
                f"  {quoted(command)}\n{output}"
            )
        return reports, output

    def file_check(self, kind, path, text, *extra):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        command = [
            os.path.join(self.options.llvm_tools, "FileCheck"),
            f"--input-file={path}",
            self.source,
            f"--check-prefix=CHECK-{kind}",
            *extra,
        ]
        code, output = run(command)
        if code:
            raise Failure(f"CHECK-{kind} lines do not match:\n{output}\n{text}")

    def line_text(self, number):
        return self.lines[number - 1].strip() if number <= len(self.lines) else ""

    def compare_marks(self, reports):
        here = os.path.realpath(self.source)
        actual = {}
        elsewhere = []
        messages = {}
        for report in reports:
            if report.level == "note":
                continue
            if os.path.realpath(report.file) != here:
                elsewhere.append(f"{report.file}:{report.line}: {report.text} [{report.check}]")
                continue
            key = (report.line, report.check)
            actual[key] = actual.get(key, 0) + 1
            messages.setdefault(key, []).append(report.text)
        missing, unexpected = [], []
        for key in sorted(set(self.expected) | set(actual)):
            number, check = key
            wanted, found = self.expected.get(key, 0), actual.get(key, 0)
            where = f"  {self.source}:{number}: {check}\n      | {self.line_text(number)}"
            if found < wanted:
                missing.append(where)
            elif found > wanted:
                count = f" ({found} reports, {wanted} expected)" if wanted else ""
                said = "".join(f"\n      > {m}" for m in messages[key])
                unexpected.append(where.replace("\n", count + "\n", 1) + said)
        unexpected += [f"  {where}" for where in elsewhere]
        problems = []
        if missing:
            problems.append(f"missing, {len(missing)}:\n" + "\n".join(missing))
        if unexpected:
            problems.append(f"unexpected, {len(unexpected)}:\n" + "\n".join(unexpected))
        if problems:
            problems.append("  " + quoted(self.tidy_command(self.source)))
            raise Failure("\n".join(problems))

    def facts_of(self, reports):
        """The facts behind reports of the last run."""
        if not self.options.record:
            return set()
        known = {}
        for line in read_lines(self.trace):
            fact, check, _, number, column = line.split("\t")
            known[int(number), int(column), "commsec-" + check] = fact
        try:
            return {known[r.line, r.column, r.check] for r in reports}
        except KeyError as place:
            raise Failure(f"the module does not tell the fact at {place}: {self.options.module}")

    def write_record(self):
        """What was reported by the source as it is now."""
        with open(self.source, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        record = {"source": os.path.realpath(self.source), "sha256": digest,
                  "reported": sorted(self.reported), "fixed": sorted(self.repaired)}
        with open(self.options.temp + ".facts.json", "w", encoding="utf-8") as file:
            json.dump(record, file)

    def run_messages(self):
        reports, output = self.tidy(self.source)
        self.reported |= self.facts_of(
            [r for r in reports if r.level != "note" and r.check.startswith("commsec-")])
        # Without marks, FileCheck forbids what is not expected, if it runs.
        if self.expected or not self.kinds & {"MESSAGES", "NOTES"}:
            self.compare_marks(reports)
        if "MESSAGES" in self.kinds:
            kept = "\n".join(l for l in output.splitlines()
                             if not re.search(r":\d+:\d+: note: ", l))
            self.file_check("MESSAGES", self.options.temp + ".messages", kept + "\n",
                            "--implicit-check-not={{warning|error}}:")
        if "NOTES" in self.kinds:
            self.file_check("NOTES", self.options.temp + ".notes", output,
                            "--implicit-check-not={{note|warning|error}}:")
        return reports

    def fix(self):
        """Repairs the copy; answers its text and the (line, check) pairs that
        had a repair."""
        # Only the copy may change, not the headers that it includes.
        reports, _ = self.tidy(self.copy, "--fix", "--header-filter=^$")
        repaired, repairs, last = set(), [], None
        for report in reports:
            if report.level != "note":
                last = report
            elif report.text.startswith("FIX-IT applied"):
                repaired.add((last.line, last.check))
                repairs.append(last)
        self.repaired |= self.facts_of(repairs)
        return "\n".join(read_lines(self.copy)) + "\n", repaired

    def run_fixes(self):
        text = without_check_lines("\n".join(self.lines) + "\n")
        with open(self.copy, "w", encoding="utf-8") as file:
            file.write(text)
        fixed, repaired = self.fix()
        if fixed == text:
            raise Failure("no fix was applied")
        if "FIXES" in self.kinds:
            self.file_check("FIXES", self.options.temp + ".fixed", fixed)
        clang = os.path.join(self.options.llvm_tools, "clang")
        command = [clang, "-fsyntax-only", *self.compiler_args, self.copy]
        if not self.copy.endswith(".c"):
            command.insert(1, "--driver-mode=g++")
        code, output = run(command)
        difference = self.difference(text, fixed)
        if code:
            raise Failure(f"the repaired file does not compile:\n{difference}\n{output}")
        again, _ = self.tidy(self.copy)
        gone = self.where_now(text, fixed, repaired)
        left = [r for r in again if r.level != "note" and (r.line, r.check) in gone]
        if left:
            listing = "\n".join(f"  line {r.line}: {r.text} [{r.check}]" for r in left)
            raise Failure(f"still reported after the repair:\n{listing}\n{difference}")
        twice, _ = self.fix()
        if twice != fixed:
            raise Failure("a second repair changes the file again:\n"
                          + self.difference(fixed, twice))

    @staticmethod
    def difference(before, after):
        return "\n".join(difflib.unified_diff(
            before.split("\n"), after.split("\n"), "before", "after", lineterm="", n=0))

    @staticmethod
    def where_now(before, after, places):
        """Where the (line, check) pairs of one text stand in another. Lines that
        were changed stand for all lines of their block."""
        matcher = difflib.SequenceMatcher(
            None, before.split("\n"), after.split("\n"), autojunk=False)
        now = set()
        for tag, begin, end, new_begin, new_end in matcher.get_opcodes():
            for line, check in places:
                if tag == "equal" and begin < line <= end:
                    now.add((line - begin + new_begin, check))
                elif begin < line <= end:
                    now |= {(n + 1, check) for n in range(new_begin, new_end)}
        return now


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--clang-tidy", default=shutil.which("clang-tidy-22"))
    parser.add_argument("--module", required=True)
    parser.add_argument("--llvm-tools", default="/usr/lib/llvm-22/bin")
    parser.add_argument("-checks", "--checks", default="-*,commsec-*")
    parser.add_argument("-config", "--config", default="{}")
    parser.add_argument("-fix", "--fix", action="store_true",
                        help="apply the fixes even without CHECK-FIXES lines")
    parser.add_argument("-allow-configuration-errors", "--allow-configuration-errors",
                        action="store_true",
                        help="warnings without a place are not failures")
    parser.add_argument("-record", "--record", action="store_true",
                        help="write which facts were reported and repaired")
    parser.add_argument("source")
    parser.add_argument("temp")
    arguments = sys.argv[1:]
    compiler_args = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, compiler_args = arguments[:split], arguments[split + 1:]
    options = parser.parse_args(arguments)
    os.makedirs(os.path.dirname(os.path.abspath(options.temp)), exist_ok=True)
    try:
        test = Test(options, compiler_args)
        test.run_messages()
        if test.fixes_wanted:
            test.run_fixes()
        if options.record:
            test.write_record()
    except Failure as failure:
        print(failure)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
