#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The lint of catalogs must pass on a correct pair and name each error."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOG = """
library: small
facts:
  - {id: small-off, check: disabled-cert-verification, articles: [x509-ssltls], cwe: [295],
     call: small_set_verify, message: "is off", instead: "turn it on"}
"""
OTHER = """
library: other
facts:
  - {id: other-sink, role: sink, call: other_connect}
"""
TEST = "void f(void) { small_set_verify(0); } // BAD: commsec-disabled-cert-verification\n"


def lint(catalog=CATALOG, other=OTHER, test=TEST, name="small.yaml"):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for file_name, text in ((name, catalog), ("other.yaml", other)):
            paths.append(os.path.join(folder, file_name))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(text)
        tests = os.path.join(folder, "checks")
        os.makedirs(os.path.join(tests, "small"))
        with open(os.path.join(tests, "small", "test.c"), "w", encoding="utf-8") as file:
            file.write(test)
        process = subprocess.run(
            [sys.executable, os.path.join(HERE, "lint_catalog.py"), "--tests", tests, *paths],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
        return process.returncode, process.stdout


class LintCatalog(unittest.TestCase):
    def rejects(self, expected, **changes):
        code, output = lint(**changes)
        self.assertEqual(code, 1, output)
        self.assertIn(expected, output)

    def test_correct(self):
        self.assertEqual(lint(), (0, ""))

    def test_file_name(self):
        self.rejects("the library is small", name="tiny.yaml")

    def test_same_id_in_two_files(self):
        self.rejects("fact small-off is also in", other=OTHER.replace("other-sink", "small-off"))

    def test_check(self):
        self.rejects("there is no check disabled-cert",
                     catalog=CATALOG.replace("disabled-cert-verification", "disabled-cert"))

    def test_article(self):
        self.rejects("there is no article x509", catalog=CATALOG.replace("x509-ssltls", "x509"))

    def test_contract(self):
        self.rejects("there is no contract verify",
                     catalog=CATALOG.replace("cwe:", "contract: verify, cwe:"))

    def test_slots(self):
        for text in ("state: {unset: [verfy]}", "unless: [verfy]", "only-if: [verfy]", "unless: [tls+here.verfy]",
                     "at: 'slot:program.verfy'"):
            self.rejects("no fact writes the slot ",
                         catalog=CATALOG.replace("cwe:", text + ", cwe:"),
                         other=OTHER + "  - {id: other-tls, role: sets, call: f, slot: tls}\n")

    def test_slots_of_other_libraries(self):
        catalog = CATALOG.replace("cwe:", "state: {unset: tls, some-path: true}, "
                                  "unless: [here.tls, 'tls+program.tls'], at: 'slot:tls', cwe:")
        other = OTHER + "  - {id: other-tls, role: sets, call: f, slot: tls}\n"
        self.assertEqual(lint(catalog=catalog, other=other), (0, ""))

    def test_message(self):
        self.rejects("needs `instead`", catalog=CATALOG.replace("turn it on", ""))

    def test_not_tested(self):
        self.rejects("no test uses small_set_verify", test="// small_set_verify\nint x;\n")

    def test_not_tested_absent(self):
        catalog = CATALOG.replace("facts:", "absent: [small_set_verify]\nfacts:")
        self.assertEqual(lint(catalog=catalog, test="int x;"), (0, ""))

    def test_not_tested_on_request(self):
        for key in ("on-request", "contract-only"):
            catalog = CATALOG.replace("cwe:", key + ": true, cwe:")
            self.assertEqual(lint(catalog=catalog, test=""), (0, ""))


if __name__ == "__main__":
    unittest.main()
