# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""broken_input.py COMMSEC FOLDER TIMES: databases, names and sources as they
should not be."""

import os
import sys

from harness import commsec_scan, findings, make_project, write_database

commsec, folder, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
make_project(folder, ["alpha"])
database = os.path.join(folder, "compile_commands.json")
here = os.path.abspath(folder)


def usage(text, message):
    """Nothing is analysed, and the message says where it is wrong."""
    with open(database, "w") as stream:
        stream.write(text)
    code, out, err = commsec_scan(commsec, folder, "-p", ".")
    assert code == 2 and not out, (text, code, out, err)
    assert message in err, (text, err)


def entry(**changes):
    made = {"directory": here, "file": "alpha.c", "arguments": ["cc", "-c", "alpha.c"]}
    made.update(changes)
    return {key: value for key, value in made.items() if value is not None}


def scan(*entries):
    write_database(folder, list(entries))
    return commsec_scan(commsec, folder, "-p", ".")


def incomplete(message, *entries):
    """The others' findings are kept."""
    code, out, err = scan(entry(), *entries)
    assert code == 3, (code, out, err)
    assert "alpha.c:2:67: warning:" in out and message in out, (message, out)


def check():
    usage("", "compile_commands.json:1:1: expected a list of commands")
    usage("no json", "compile_commands.json:1:1: expected a list of commands")
    usage("{}", "compile_commands.json:1:1: expected a list of commands")
    usage("[1]", "compile_commands.json:1:2: expected an object")
    usage("[{}]", "compile_commands.json:1:2: a command without 'directory'")
    usage(
        '[\n{"directory": "/", "file": "a.c", "command": "cc a.c"},\n'
        '{"directory": "/", "command": "cc a.c"}]',
        "compile_commands.json:3:1: a command without 'file'",
    )
    usage(
        '[{"directory": "/", "file": "a.c"}]',
        "compile_commands.json:1:2: a command without 'command' or 'arguments'",
    )
    usage(
        '[{"directory": "/", "file": "a.c", "arguments": "cc a.c"}]',
        "compile_commands.json:1:49: 'arguments': expected a list of strings",
    )
    usage(
        '[{"directory": ["/"], "file": "a.c", "command": "cc a.c"}]',
        "compile_commands.json:1:16: 'directory': expected a string",
    )
    # As a build leaves it that was killed.
    usage(
        '[{"directory": "/", "file": "a.c", "command": "cc a.c"},\n',
        "compile_commands.json:1:57: Could not find closing ]",
    )
    usage("[]", "has no C or C++ file")
    os.remove(database)
    code, out, err = commsec_scan(commsec, folder, "-p", "no-such-folder")
    assert code == 2 and "no-such-folder: no such file or folder" in err, err
    code, out, err = commsec_scan(commsec, folder, "-p", ".")
    assert code == 2 and "make one with" in err, err

    incomplete(
        "its directory does not exist: /no/such/folder",
        entry(directory="/no/such/folder", file=here + "/alpha.c"),
    )
    incomplete("none.c: not analysed: no such file", entry(file="none.c"))
    incomplete("no input files", entry(arguments=["rm", "-rf"]))
    # A compiler that is not here, an empty command: the file itself is known.
    for odd in (
        entry(arguments=["/opt/none/bin/gcc-99", "-c", "alpha.c"]),
        entry(arguments=[]),
        entry(arguments=None, command=""),
        entry(arguments=["ccache", "/opt/none/arm-none-eabi-gcc", "-c", "alpha.c"]),
    ):
        code, out, err = scan(odd)
        assert code == 1 and "1 finding in 1 unit: 1 analysed" in out, (odd, out)

    # Bytes that are no UTF-8, in paths and in sources.
    odd = os.fsencode(folder) + b"/caf\xe9"
    os.makedirs(odd, exist_ok=True)
    os.makedirs(os.path.join(folder, ".git"), exist_ok=True)  # The root of paths.
    with open(odd + b"/s\xe9ver.c", "wb") as stream:
        stream.write(
            b'#include "../curl.h"\n// caf\xe9\n'
            b'const char *Name = "\xff\xfe";\n'
            b"void odd(CURL *C) { curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, /*\xe9*/ 0L); }\n"
        )
    with open(database, "wb") as stream:
        stream.write(
            b'[{"directory": "' + os.path.abspath(odd)
            + b'", "file": "s\xe9ver.c", "arguments": ["cc", "-c", "s\xe9ver.c"]}]'
        )
    sarif = os.path.join(folder, "out.sarif")
    code, out, err = commsec_scan(commsec, folder, "-p", ".", "--export-sarif", "out.sarif")
    assert code == 1 and "1 finding in 1 unit: 1 analysed" in out, (code, out, err)
    assert findings(sarif) == ["odd"]
    with open(sarif, encoding="utf-8") as stream:  # Valid, and the path is right.
        assert 'caf%E9/s%E9ver.c"' in stream.read()


for _ in range(times):
    check()
print("passed")
