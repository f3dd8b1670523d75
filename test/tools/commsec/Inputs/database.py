# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a compile database: database.py FOLDER COMPILER FILE... [-- FLAG...]"""

import json
import os
import sys

folder, compiler, *rest = sys.argv[1:]
split = rest.index("--") if "--" in rest else len(rest)
flags = rest[split + 1 :]
entries = [
    {
        "directory": os.path.abspath(folder),
        "file": file,
        "arguments": [compiler, *flags, "-c", file, "-o", file + ".o"],
    }
    for file in rest[:split]
]
with open(os.path.join(folder, "compile_commands.json"), "w") as stream:
    json.dump(entries, stream)
