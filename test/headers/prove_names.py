#!/usr/bin/env python3
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Proves the names of a catalog against the library's real headers.

    prove_names.py [--clang CLANG] [-I DIR]... [--keep DIR] CATALOG.yaml...

For each catalog one source file includes its `headers`, and those that its facts
name as `header`. It is parsed once by clang, which lists the qualified name of
every declaration. Then must hold:
  - each call, class, field, override target, constant and type that the catalog
    names is declared, or is a macro; a method is named by the class declaring it
  - each of the `constants` has the value the catalog gives (a static_assert)
  - what is overridden is virtual, and the headers that facts name exist
Names under `absent:` are those that this version of the library lacks: they are
not proven, but it is an error if one of them is there after all, or is not used.
A catalog whose `package` is "" is not proven at all.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import yaml

# How clang lists conversions: with the template arguments of their type, or with
# a type that depends on the class' arguments.
CONVERSION = re.compile(r"(operator [\w:]+)<.*>$")
DEPENDENT = "operator type-parameter-"
DETECTORS = ("call", "construct", "write", "override", "use")
BUILTIN = {"const", "struct", "unsigned", "void", "bool", "char", "int", "long", "short"}
INLINE = re.compile(r"::(__cxx11|__1|_V2|\(anonymous namespace\)|\(anonymous\))(?=::)")


def listed(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_name(value):
    return isinstance(value, str) and not re.fullmatch(r"[-+]?(0[xX])?[0-9A-Fa-f]+[uUlL]*", value)


def without_arguments(name):
    """The name without template arguments; operators keep their own angles."""
    head, operator, tail = name.partition("operator")
    previous = None
    while previous != head:
        previous, head = head, re.sub(r"<[^<>]*>", "", head)
    return (head + operator + tail).strip().removeprefix("::")


class Names:
    """What a catalog names, by what has to be proven of it."""

    def __init__(self, catalog):
        self.declared = {}   # name -> where it is used, for the messages
        self.fields = {}     # unqualified fields of conditions
        self.overrides = {}
        self.constants = catalog.get("constants") or {}
        self.used_constants = {}
        for holder in listed(catalog.get("holders")):
            self.declare(holder, "holders")
        for call in listed(catalog.get("logging")):
            if not call.endswith("*"):
                self.declare(call, "logging")
        for contract in listed(catalog.get("contracts")):
            where = "contract " + str(contract.get("name"))
            for key in ("accept-calls", "reject-calls", "verifies", "neutral", "error-call"):
                for call in listed(contract.get(key)):
                    self.declare(call, where)
            for key in ("failure-value", "accepting", "verify-fails"):
                self.use_constants(contract.get(key), where)
            for forgiven in listed(contract.get("forgives")):
                self.use_constants(forgiven.get("errors"), where)
        for index, flow in enumerate(listed(catalog.get("flow")), 1):
            self.place(flow, f"flow {index}")
            for field in listed(flow.get("fields")):
                self.fields.setdefault(field, f"flow {index}")
        for fact in listed(catalog.get("facts")):
            self.place(fact, "fact " + str(fact.get("id")))
            for function in listed(fact.get("defined")):
                for name in re.findall(r"[A-Za-z_][\w:]*", function):
                    if name not in BUILTIN:
                        self.declare(name, "fact " + str(fact.get("id")))

    def declare(self, name, where):
        if not isinstance(name, str) or not name:
            raise SystemExit(f"{where}: {name!r} is not a name")
        self.declared.setdefault(without_arguments(name), where)

    def use_constants(self, values, where):
        for value in listed(values):
            if is_name(value):
                self.used_constants.setdefault(value, where)

    def place(self, place, where):
        for key in DETECTORS:
            for name in listed(place.get(key)):
                self.declare(name, where)
                if key == "override":
                    self.overrides.setdefault(without_arguments(name), where)
        for key in ("select", "when"):
            self.conditions(place.get(key), where)
        result = place.get("result") or {}
        for key in ("good", "bad"):
            self.use_constants(result.get(key), where)

    def conditions(self, conditions, where):
        for condition in listed(conditions):
            for key in ("is", "not", "has", "has-all", "lacks", "mask", "below", "above"):
                self.use_constants(condition.get(key), where)
            for key in ("calls", "type", "not-type", "names"):
                for name in listed(condition.get(key)):
                    self.declare(name, where)
            if condition.get("field"):
                self.fields.setdefault(condition["field"], where)
            if condition.get("row"):
                self.fields.setdefault(condition["row"][0], where)
            self.conditions(condition.get("any"), where)


class Proof:
    def __init__(self, path, options):
        self.path = path
        self.options = options
        with open(path, encoding="utf-8") as file:
            self.catalog = yaml.safe_load(file)
        self.names = Names(self.catalog)
        self.cxx = self.catalog.get("language") == "C++"
        self.problems = []
        self.flags = []

    def clang(self, source, *extra, cxx=None):
        cxx = self.cxx if cxx is None else cxx
        language = ["--driver-mode=g++", "-xc++", "-std=c++17"] if cxx else ["-std=gnu11"]
        command = [self.options.clang, *language, "-fsyntax-only", "-w", "-ferror-limit=0",
                   *(f"-I{directory}" for directory in self.options.include), *self.flags, *extra,
                   source]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              encoding="utf-8", errors="replace", check=False)

    def write(self, directory, suffix, lines):
        path = os.path.join(directory, f"{self.catalog['library']}{suffix}" + (".cpp" if self.cxx else ".c"))
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return path

    def fail(self, where, text):
        self.problems.append(f"{self.path}: {where}: {text}")

    def headers(self):
        """Those of the library, then those that facts name besides. A fact whose
        names are all absent speaks of something that is not installed."""
        headers = list(listed(self.catalog.get("headers")))
        absent = set(listed(self.catalog.get("absent")))
        for fact in listed(self.catalog.get("facts")):
            names = {name for key in DETECTORS for name in listed(fact.get(key))}
            headers += [header for header in listed(fact.get("header"))
                        if header not in headers and not names <= absent]
        return headers

    @staticmethod
    def include(header):
        """Headers without an extension are those of the C++ library."""
        line = f"#include <{header}>"
        return line if "." in header else f"#ifdef __cplusplus\n{line}\n#endif"

    def exists(self, directory, header):
        source = self.write(directory, "-header", [f"#if !__has_include(<{header}>)", "#error", "#endif"])
        return self.clang(source, cxx=self.cxx or "." not in header).returncode == 0

    def package_flags(self):
        """What the package's own pkg-config files say: their headers need not stand
        where the compiler looks by itself."""
        files = subprocess.run(["dpkg", "-L", *str(self.catalog.get("package")).split()],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               encoding="utf-8", check=False).stdout.split("\n")
        modules = sorted(os.path.basename(file)[:-3] for file in files if file.endswith(".pc"))
        flags = []
        for module in modules:
            flags += subprocess.run(["pkg-config", "--cflags-only-I", module], check=False,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                    encoding="utf-8").stdout.split()
        return list(dict.fromkeys(flags))

    def list_declarations(self, source, cxx=None):
        listing = self.clang(source, "-Xclang", "-ast-list", cxx=cxx)
        if listing.returncode:
            raise SystemExit(f"{self.path}: the headers do not compile:\n{listing.stderr}")
        declared = set()
        for line in listing.stdout.splitlines():
            declared.add(line)
            if "::" in line:
                line = CONVERSION.sub(r"\1", INLINE.sub("", line))
                declared.add(line)
        return declared

    def run(self, directory):
        headers = [self.include(header) for header in self.headers()]
        if not self.cxx:
            headers.insert(0, "#define _GNU_SOURCE 1")
        source = self.write(directory, "", headers)
        missing = [header for header in self.headers() if not self.exists(directory, header)]
        if missing:
            self.flags = self.package_flags()
            missing = [header for header in missing if not self.exists(directory, header)]
        if missing:
            self.fail("headers", f"there is no {', '.join(missing)}")
            return
        declared = self.list_declarations(source)
        # Facts of a C library may speak of the C++ classes it is used with.
        if not self.cxx and any("::" in name for name in self.names.declared):
            declared |= self.list_declarations(source, cxx=True)
        preprocessed = self.clang(source, "-E", "-dM")
        macros = set(re.findall(r"^#define (\w+)", preprocessed.stdout, re.MULTILINE))
        known = declared | macros
        known |= {name for name in self.names.declared
                  if "::operator " in name and any(
                      d.startswith(name.partition("operator ")[0] + DEPENDENT) for d in declared)}
        last_parts = {name.rpartition("::")[2] for name in declared}

        absent = set(listed(self.catalog.get("absent")))
        used = set(self.names.declared) | set(self.names.constants)
        for name in sorted(absent):
            if name in known:
                self.fail("absent", f"{name} is declared by the installed headers")
            elif name not in used:
                self.fail("absent", f"{name} is used by no fact")
        for name, where in self.names.declared.items():
            if not name.startswith("__builtin_") and name not in absent and name not in known:
                self.fail(where, f"nothing named {name} is declared" + self.hint(name, known))
        for field, where in self.names.fields.items():
            for part in field.split("."):
                if part not in last_parts:
                    self.fail(where, f"no field is named {part}")
        for name, where in self.names.used_constants.items():
            if name not in self.names.constants:
                self.fail(where, f"{name} is not among the constants")
        self.prove_constants(directory, headers, absent, known)
        self.prove_overrides(source, absent, declared)

    @staticmethod
    def hint(name, known):
        last = name.rpartition("::")[2]
        similar = sorted(k for k in known if "::" in k and k.rpartition("::")[2] == last)
        return f"; did you mean {', '.join(similar[:3])}?" if similar and len(similar) < 20 else ""

    def prove_constants(self, directory, headers, absent, known):
        lines, places = "\n".join(headers).split("\n"), {}
        keyword = "static_assert" if self.cxx else "_Static_assert"
        for name, value in self.names.constants.items():
            if name in absent:
                continue
            if name not in known:
                self.fail("constants", f"nothing named {name} is declared" + self.hint(name, known))
                continue
            lines.append(f'{keyword}((long long)({name}) == (long long)({value}), "");')
            places[len(lines)] = (name, value)
        result = self.clang(self.write(directory, "-constants", lines))
        failed = {}
        for line in result.stderr.splitlines():
            match = re.match(r"(.*?):(\d+):\d+: (?:fatal )?(error|note): (.*)", line)
            if match and int(match[2]) in places:
                failed.setdefault(int(match[2]), []).append(match[4])
        for line, texts in failed.items():
            name, value = places[line]
            self.fail("constants", f"{name} is not {value}: {'; '.join(texts)}")
        if result.returncode and not failed:
            self.fail("constants", result.stderr)

    def prove_overrides(self, source, absent, declared):
        for name, where in self.names.overrides.items():
            if name in absent or name not in declared:
                continue
            # The filter is a part of the qualified name, so others may match.
            dump = self.clang(source, "-Xclang", "-ast-dump", "-Xclang", f"-ast-dump-filter={name}")
            last = re.escape(name.rpartition("::")[2])
            methods = [line for line in dump.stdout.splitlines()
                       if re.search(rf"\bCXXMethodDecl .*\b{last} '", line)]
            if not any(re.search(r"' .*\bvirtual\b", line) for line in methods):
                self.fail(where, f"{name} is not virtual")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("-I", dest="include", action="append", default=[])
    parser.add_argument("--keep", help="leave the generated files in this folder")
    parser.add_argument("catalogs", nargs="+")
    options = parser.parse_args()
    problems = []
    for path in options.catalogs:
        proof = Proof(path, options)
        if proof.catalog.get("package") == "":
            continue  # Debian has no headers that could prove it.
        with tempfile.TemporaryDirectory() as temporary:
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
            proof.run(options.keep or temporary)
        problems += proof.problems
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
