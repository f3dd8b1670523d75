# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the files for GitLab: check_gitlab.py CODEQUALITY SAST

What is required is written down here from GitLab's documentation of the Code
Quality format and of its SAST schema, version 15.
"""

import json
import re
import sys
import uuid


def load(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def text(value):
    assert isinstance(value, str) and value, repr(value)


def check_file(path):
    text(path)
    assert not path.startswith(("/", "./", "file:")), path


issues = load(sys.argv[1])
assert isinstance(issues, list)
for issue in issues:
    text(issue["description"])
    text(issue["check_name"])
    text(issue["fingerprint"])
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    check_file(issue["location"]["path"])
    assert issue["location"]["lines"]["begin"] >= 1
assert len({issue["fingerprint"] for issue in issues}) == len(issues)

report = load(sys.argv[2])
assert set(report) == {"version", "schema", "scan", "vulnerabilities"}
assert re.fullmatch(r"15\.\d+\.\d+", report["version"])
assert report["version"] in report["schema"]
scan = report["scan"]
for key in ("analyzer", "scanner"):
    for name in ("id", "name", "version"):
        text(scan[key][name])
    text(scan[key]["vendor"]["name"])
assert scan["type"] == "sast" and scan["status"] in ("success", "failure")
for key in ("start_time", "end_time"):
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", scan[key]), scan[key]
assert scan["start_time"] <= scan["end_time"]
for message in scan.get("messages", []):
    assert message["level"] in ("info", "warn", "fatal")
    text(message["value"])
for each in report["vulnerabilities"]:
    uuid.UUID(each["id"])
    text(each["name"])
    assert len(each["name"]) <= 255
    text(each["description"])
    assert each["severity"] in ("Info", "Unknown", "Low", "Medium", "High", "Critical")
    check_file(each["location"]["file"])
    # GitLab's pages fail without the end, although the schema allows it.
    assert 1 <= each["location"]["start_line"] <= each["location"]["end_line"]
    assert each["identifiers"]
    for identifier in each["identifiers"]:
        for key in ("type", "name", "value"):
            text(identifier[key])
        assert identifier.get("url", "https:").startswith("https:")
    for item in each["tracking"]["items"]:
        for signature in item["signatures"]:
            text(signature["value"])
            assert signature["algorithm"] == "scope_offset"
    text(each.get("solution", "none"))
assert len({each["id"] for each in report["vulnerabilities"]}) == len(
    report["vulnerabilities"]
)
print(len(issues), "issues,", len(report["vulnerabilities"]), "vulnerabilities,",
      len(scan.get("messages", [])), "messages")  # fmt: skip
