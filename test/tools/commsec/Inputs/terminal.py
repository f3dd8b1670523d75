# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""terminal.py COMMSEC FOLDER: what the progress looks like on a pseudo-terminal,
in a file, and with --quiet; and where there are colours."""

import os
import pty
import re
import select
import subprocess
import sys
import time

from harness import PATIENCE, Run, make_project

commsec, folder = sys.argv[1], sys.argv[2]
units = [f"unit{number:02}" for number in range(24)]
make_project(folder, units)


def on_terminal(*arguments, env=None):
    """Both outputs on a terminal of 80 columns. Answers all that was shown."""
    parent, child = pty.openpty()
    environment = {"TERM": "xterm", "COLUMNS": "80", **(env or {})}
    saved = os.environ.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [commsec, "scan", "-j2", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=child,
        stderr=child,
        stdin=child,
    )
    os.close(child)
    shown = b""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([parent], [], [], 1)[0]:
            try:
                data = os.read(parent, 1 << 16)
            except OSError:  # The other end is closed.
                break
            if not data:
                break
            shown += data
    code = process.wait(timeout=PATIENCE)
    os.close(parent)
    if saved is not None:
        os.environ["NO_COLOR"] = saved
    return code, shown.decode()


LINE = re.compile(r"\r\[ ?(\d+)/24\] \d+\.\d/s, \d+:\d\d left, unit\d\d\.c\033\[K")

code, shown = on_terminal()
assert code == 1, code
done = [int(number) for number in LINE.findall(shown)]
assert done == sorted(done) and len(set(done)) > 5, shown[:2000]
# The line is taken back before the report.
before, after = shown.split("\r\033[K", 1)
assert "/24]" not in after and "unit00.c" in after
assert "\033[0;1;35m" in after, "no colours on a terminal"

code, shown = on_terminal(env={"NO_COLOR": "1"})
assert "\033[0;1;35m" not in shown and LINE.search(shown), shown[:2000]
code, shown = on_terminal("--color=never")
assert "\033[0;1;35m" not in shown
code, shown = on_terminal("--quiet")
assert "/24]" not in shown and "24 units" not in shown, shown[:2000]

# Elsewhere lines of their own.
run = Run(commsec, folder, "scan", "-j2", "--shard=1/1")
assert run.wait() == 1
lines = run.err.splitlines()
assert 15 < len(lines) <= 24, lines
for line in lines:
    assert re.fullmatch(r"\[[ \d]\d/24\] \d+\.\d/s, (\d+:\d\d left, )?unit\d\d\.c", line), line
run = Run(commsec, folder, "scan", "-j2", "--quiet")
assert run.wait() == 1 and not run.err, run.err
print("passed")
