# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes SARIF files of parts of a project look like the shards of one scan."""

import json
import sys

for number, path in enumerate(sys.argv[1:], 1):
    with open(path, encoding="utf-8") as stream:
        log = json.load(stream)
    own = log["runs"][0]["properties"]["commsec"]
    del own["whole"]
    own["shard"] = {"number": number, "of": len(sys.argv) - 1}
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(log, stream)
