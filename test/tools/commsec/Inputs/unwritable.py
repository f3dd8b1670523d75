# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command in a folder that is mounted read-only, which stops root too:
unwritable.py FOLDER COMMAND..."""

import os
import subprocess
import sys

folder, *command = sys.argv[1:]
script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@"'
own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
done = subprocess.run(["unshare", *own, "--mount", "--propagation", "private", "sh", "-c", script,
                       os.path.abspath(folder), *command], check=False)
print(f"exit {done.returncode}", flush=True)
