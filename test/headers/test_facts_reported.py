#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The proof that facts are reported must pass on complete records and name what
is missing, stale or excused in vain."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOG = """
library: small
facts:
  - {id: small-off, check: disabled-cert-verification, call: small_off, fix: {remove-call: true}}
  - {id: small-none, check: disabled-cert-verification, call: small_none}
  - {id: small-on, role: secures, call: small_on}
"""


def prove(reported=("small-off", "small-none"), fixed=("small-off",), exceptions="{}",
          changed=False, gone=False, recorded=True):
    with tempfile.TemporaryDirectory() as folder:
        def write(name, text):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return path

        os.mkdir(os.path.join(folder, "excused"))
        write("excused/small.yaml", exceptions)
        source = write("test.c", "void f(void) {}\n")
        digest = hashlib.sha256(b"void f(void) {}\n").hexdigest()
        if recorded:
            write("test.c.tmp.facts.json", json.dumps(
                {"source": source, "sha256": digest, "reported": reported, "fixed": fixed}))
        if changed:
            write("test.c", "void g(void) {}\n")
        if gone:
            os.remove(source)
        process = subprocess.run(
            [sys.executable, os.path.join(HERE, "facts_reported.py"), "--records", folder,
             "--exceptions", os.path.join(folder, "excused"), write("small.yaml", CATALOG)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
        return process.returncode, process.stdout


class FactsReported(unittest.TestCase):
    def test_complete(self):
        code, output = prove()
        self.assertEqual(code, 0, output)
        self.assertIn("2 of 2 insecure facts are reported, 1 of 1 fixes are applied", output)

    def rejects(self, text, **how):
        code, output = prove(**how)
        self.assertEqual(code, 1, output)
        self.assertIn(text, output)

    def test_unreported(self):
        self.rejects("no test reports small-none", reported=["small-off"])

    def test_unapplied(self):
        self.rejects("no test applies the fix of small-off", fixed=[])

    def test_excused(self):
        code, output = prove(reported=["small-off"],
                             exceptions="reported: {small-none: it can't be}")
        self.assertEqual(code, 0, output)

    def test_excused_in_vain(self):
        self.rejects("a test does show it", exceptions="fixed: {small-off: it can't be}")

    def test_exception_without_reason(self):
        self.rejects("there is no reason", reported=["small-off"],
                     exceptions="reported: {small-none: }")

    def test_exception_without_fact(self):
        self.rejects("small-one of `reported`: there is no such fact",
                     exceptions="reported: {small-one: it can't be}")
        self.rejects("small-none of `fixed`: there is no such fact",
                     exceptions="fixed: {small-none: it can't be}")

    def test_unknown_kind(self):
        self.rejects("there is no kind report", exceptions="report: {}")

    def test_stale_records(self):
        self.rejects("no test recorded", changed=True)
        self.rejects("no test recorded", gone=True)
        self.rejects("no test recorded", recorded=False)


if __name__ == "__main__":
    unittest.main()
