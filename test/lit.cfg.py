# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How lit runs the suites. CTest starts lit on the build tree's test folder;
a single test is run with
    /usr/lib/llvm-22/bin/lit -v build/test/checks/<check>/<library>.c
"""

import os
import subprocess

import lit.formats

config.name = "commsec"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cc", ".cpp", ".test"]
config.excludes = ["Inputs", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.commsec_binary_root, "test")

binaries = os.path.join(config.commsec_binary_root, "bin")
module = os.path.join(config.commsec_binary_root, "lib", "CommsecTidyModule.so")
# The same objects, and a listener that tells the fact behind each report.
traced = os.path.join(config.commsec_binary_root, "test", "trace", "CommsecTracedModule.so")
checker = os.path.join(config.test_source_root, "check_commsec.py")

config.environment["PATH"] = os.pathsep.join(
    [binaries, config.llvm_tools, config.environment["PATH"]]
)
# Messages of the compiler are compared: no colours, no translation.
config.environment["LC_ALL"] = "C.UTF-8"
config.environment["NO_COLOR"] = "1"
# Nothing is remembered from one test, or run of the tests, to the next.
config.environment["COMMSEC_CACHE_DIR"] = ""
for name in ("CLANG_TIDY", "COMMSEC_MODULE"):
    config.environment.pop(name, None)

config.substitutions += [
    (
        "%check_commsec",
        f'"{config.python}" "{checker}" --clang-tidy="{config.clang_tidy}" '
        f'--module="{traced}" --record --llvm-tools="{config.llvm_tools}"',
    ),
    ("%clang_tidy", f'"{config.clang_tidy}" --load="{module}"'),
    ("%commsec_tidy", os.path.join(binaries, "commsec-tidy")),
    ("%commsec_clangd", os.path.join(binaries, "commsec-clangd")),
    ("%commsec", os.path.join(binaries, "commsec")),
    ("%module", module),
    ("%python", f'"{config.python}"'),
    ("%source_root", config.commsec_source_root),
    ("%binary_root", config.commsec_binary_root),
]


def include_flags(module):
    """Where a library has its headers, if not where the compiler looks anyway."""
    return subprocess.run(
        ["pkg-config", "--cflags-only-I", module],
        stdout=subprocess.PIPE, encoding="utf-8", check=True,
    ).stdout.strip()


config.substitutions.append(("%glib", include_flags("glib-2.0")))

# Suites that read the products find out here whether these are built.
for product in ("commsec", "commsec-tidy", "commsec-clangd"):
    if os.path.exists(os.path.join(binaries, product)):
        config.available_features.add(product)
