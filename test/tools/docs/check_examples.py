#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Verifies the pages of docs/checks against the checks themselves.

    check_examples.py --clang-tidy=PATH --module=PATH --checks-def=FILE DOCS

A page shows code in fences "```c bad", "```cpp good" and the like. All of it
must compile; a bad example is reported by the page's check on exactly the lines
that say `// reported`, and by no other check; a good one is silent. The first
paragraph is the check's description in Checks.def, the index links every page,
and links between pages lead somewhere.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

CHECK = re.compile(r'CHECK\(\w+,\s*"([^"]+)",\s*((?:"[^"]*"\s*)+),\s*"[\d.]+",\s*"[a-z-]+"\)')
FENCE = re.compile(r"^```(c|cpp) (bad|good)\n(.*?)^```$", re.M | re.S)
REPORT = re.compile(r"^.+?:(\d+):\d+: (warning|error): (.*?)(?: \[([^\[\]]+)\])?$", re.M)
LINK = re.compile(r"\]\(([^)#:]+\.md)[^)]*\)")


def descriptions(path):
    with open(path, encoding="utf-8") as file:
        return {
            name: "".join(re.findall(r'"([^"]*)"', text))
            for name, text in CHECK.findall(file.read())
        }


def reports(language, code, options, folder):
    """The (line, check) pairs of an example, and what does not compile."""
    path = os.path.join(folder, f"example.{language}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(code)
    standard = "-std=c11" if language == "c" else "-std=c++17"
    process = subprocess.run(
        [options.clang_tidy, "--quiet", "--config={}", f"--load={options.module}",
         "--checks=-*,commsec-*", path, "--", standard],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    found, wrong = [], []
    for line, level, text, check in REPORT.findall(process.stdout):
        if level == "error" or not check.startswith("commsec-"):
            wrong.append(f"line {line}: {text}")
        else:
            found.append((int(line), check))
    if process.returncode and not wrong:
        wrong.append(process.stdout.strip() or f"exit code {process.returncode}")
    return sorted(found), wrong


def check_page(path, description, options, folder):
    """What is wrong with one page, as texts."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    name = "commsec-" + os.path.splitext(os.path.basename(path))[0]
    paragraphs = [" ".join(p.split()) for p in text.split("\n\n")]
    if paragraphs[0] != f"# {name}":
        yield f"the title is not '# {name}'"
    wanted = description[0].upper() + description[1:] + "."
    if len(paragraphs) < 2 or paragraphs[1] != wanted:
        yield f"the first paragraph is not '{wanted}'"
    examples = FENCE.findall(text)
    if {kind for _, kind, _ in examples} != {"bad", "good"}:
        yield "there is not both a bad and a good example"
    for language, kind, code in examples:
        found, wrong = reports(language, code, options, folder)
        marked = sorted(
            (number, name)
            for number, line in enumerate(code.splitlines(), 1)
            if "// reported" in line
        )
        for each in wrong:
            yield f"the {kind} example: {each}"
        if (kind == "bad") != bool(marked):
            yield f"the {kind} example has {len(marked)} lines that say '// reported'"
        if found != marked:
            yield f"the {kind} example: expected {marked}, reported {found}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("docs")
    parser.add_argument("--clang-tidy", required=True)
    parser.add_argument("--module", required=True)
    parser.add_argument("--checks-def", required=True)
    options = parser.parse_args()
    known = descriptions(options.checks_def)
    pages = os.path.join(options.docs, "checks")
    failures = 0

    def fail(page, text):
        nonlocal failures
        failures += 1
        print(f"{page}: {text}")

    names = sorted(os.listdir(pages))
    with tempfile.TemporaryDirectory() as folder:
        for page in names:
            name = os.path.splitext(page)[0]
            if name not in known:
                fail(page, "Checks.def knows no such check")
                continue
            path = os.path.join(pages, page)
            for text in check_page(path, known[name], options, folder):
                fail(page, text)
    if not names:
        fail(pages, "there are no pages")
    index = os.path.join(options.docs, "index.md")
    with open(index, encoding="utf-8") as file:
        linked = set(LINK.findall(file.read()))
    for page in names:
        if f"checks/{page}" not in linked:
            fail("index.md", f"checks/{page} is not linked")
    for folder_path, _, files in os.walk(options.docs):
        for file_name in files:
            if not file_name.endswith(".md"):
                continue
            path = os.path.join(folder_path, file_name)
            with open(path, encoding="utf-8") as file:
                for link in LINK.findall(file.read()):
                    if not os.path.exists(os.path.join(folder_path, link)):
                        fail(os.path.relpath(path, options.docs), f"{link} leads nowhere")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
