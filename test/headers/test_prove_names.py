#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The proof of names must pass on a correct catalog and fail on each typo."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
INPUTS = os.path.join(HERE, "Inputs")
CLANG = os.environ.get("COMMSEC_CLANG", "clang-22")


def prove(*replacements):
    """Proves Inputs/proof.yaml after each (old, new) was replaced in it."""
    with open(os.path.join(INPUTS, "proof.yaml"), encoding="utf-8") as file:
        text = file.read()
    for old, new in replacements:
        assert old in text, f"{old} is not in proof.yaml"
        text = text.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "proof.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        process = subprocess.run(
            [sys.executable, os.path.join(HERE, "prove_names.py"), "--clang", CLANG, "-I", INPUTS, path],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    return process.returncode, process.stdout


class ProveNames(unittest.TestCase):
    def rejects(self, expected, *replacements):
        code, output = prove(*replacements)
        self.assertEqual(code, 1, output)
        self.assertIn(expected, output)
        self.assertEqual(len(output.splitlines()), 1, output)

    def test_correct(self):
        self.assertEqual(prove(), (0, ""))

    def test_function(self):
        self.rejects("fact call: nothing named proof_cntrl is declared",
                     ("header: proof.h, call: proof_ctrl", "header: proof.h, call: proof_cntrl"))

    def test_macro(self):
        self.rejects("nothing named proof_set_versions is declared",
                     ("proof_set_version}", "proof_set_versions}"))

    def test_method(self):
        self.rejects("nothing named proof::Stream::handshakes is declared",
                     ("Stream::handshake,", "Stream::handshakes,"))

    def test_method_of_other_class(self):
        self.rejects("nothing named proof::LoudHandler::close is declared; "
                     "did you mean proof::Handler::close?",
                     ("call: proof::Stream::handshake", "call: proof::LoudHandler::close"))

    def test_class(self):
        self.rejects("flow 1: nothing named proof::Streams is declared",
                     ("construct: proof::Stream,", "construct: proof::Streams,"))

    def test_type(self):
        self.rejects("nothing named proof::Strean is declared", ("proof::Stream<int>", "proof::Strean<int>"))

    def test_field(self):
        self.rejects("nothing named proof::Params::Mode is declared",
                     ("Params::Verification", "Params::Mode"))

    def test_field_of_condition(self):
        self.rejects("no field is named Verified", ("field: Verification", "field: Verified"))

    def test_field_of_row(self):
        self.rejects("no field is named Verified", ("row: [Verification", "row: [Verified"))

    def test_type_of_defined(self):
        self.rejects("nothing named proof::Handlers is declared",
                     ("(int, proof::Handler *)", "(int, proof::Handlers *)"))

    def test_constant(self):
        self.rejects("constants: nothing named PROOF_VERIFI is declared",
                     ("PROOF_VERIFY", "PROOF_VERIFI"))

    def test_constant_not_listed(self):
        self.rejects("fact method: proof::None is not among the constants",
                     ("not: [proof::Peer]", "not: [proof::None]"))

    def test_macro_value(self):
        self.rejects("constants: PROOF_VERIFY is not 65", ("PROOF_VERIFY: 64", "PROOF_VERIFY: 65"))

    def test_enumerator_value(self):
        self.rejects("constants: proof::Peer is not 2", ("proof::Peer: 1", "proof::Peer: 2"))

    def test_override_not_virtual(self):
        self.rejects("fact override: proof::Handler::close is not virtual",
                     ("Handler::onError", "Handler::close"))

    def test_absent_but_there(self):
        self.rejects("absent: PROOF_VERIFY is declared by the installed headers",
                     ("absent: [", "absent: [PROOF_VERIFY, "))

    def test_absent_but_unused(self):
        self.rejects("absent: proof_newest is used by no fact", ("absent: [", "absent: [proof_newest, "))

    def test_no_package(self):
        self.assertEqual(prove(("package: libproof-dev", 'package: ""'), ("[proof.h]", "[none.h]")), (0, ""))

    def test_header_of_fact(self):
        self.rejects("headers: there is no prof.h", ("header: proof.h", "header: prof.h"))

    def test_header(self):
        self.rejects("headers: there is no prof.h", ("headers: [proof.h]", "headers: [prof.h]"))

    def test_header_that_does_not_compile(self):
        code, output = prove(("headers: [proof.h]", "headers: [broken.h, proof.h]"))
        self.assertEqual(code, 1)
        self.assertIn("the headers do not compile", output)


if __name__ == "__main__":
    unittest.main()
