# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that a file has what SARIF 2.1.0 and its readers require."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as stream:
    log = json.load(stream)
assert log["version"] == "2.1.0" and log["$schema"]
(run,) = log["runs"]
driver = run["tool"]["driver"]
assert driver["name"] == "commsec" and driver["semanticVersion"]
assert run["automationDetails"]["id"]
root = run["originalUriBaseIds"]["SRCROOT"]["uri"]
assert root.startswith("file:///") and root.endswith("/")
assert run["columnKind"] == "utf16CodeUnits"

rules = driver["rules"]
assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
for rule in rules:
    for key in ("shortDescription", "fullDescription"):
        assert 0 < len(rule[key]["text"]) <= 1024, rule["id"]
    assert rule["help"]["text"] and rule["help"]["markdown"], rule["id"]
    properties = rule["properties"]
    assert isinstance(properties["security-severity"], str)
    assert 0 < float(properties["security-severity"]) <= 10
    assert properties["precision"] in ("very-high", "high", "medium", "low")
    assert properties["tags"][0] == "security" and len(properties["tags"]) <= 20


def check_region(region):
    start = region["startLine"], region["startColumn"]
    end = region["endLine"], region["endColumn"]
    assert (1, 1) <= start <= end, region


def check_location(location):
    physical = location["physicalLocation"]
    artifact = physical["artifactLocation"]
    if artifact.get("uriBaseId"):
        assert artifact["uriBaseId"] == "SRCROOT"
        assert not artifact["uri"].startswith(("/", ".", "file:"))
    else:
        assert artifact["uri"].startswith("file:///")
    check_region(physical["region"])


fingerprints = set()
for result in run["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("warning", "note")
    assert result["message"]["text"] and result["properties"]["fact"]
    check_location(result["locations"][0])
    for location in result.get("relatedLocations", []):
        check_location(location)
    for flow in result.get("codeFlows", []):
        for step in flow["threadFlows"][0]["locations"]:
            check_location(step["location"])
            assert step["location"]["message"]["text"]
    for fix in result.get("fixes", []):
        assert fix["description"]["text"]
        for change in fix["artifactChanges"]:
            assert change["artifactLocation"]["uri"]
            for replacement in change["replacements"]:
                check_region(replacement["deletedRegion"])
                assert "text" in replacement["insertedContent"]
    prints = result["partialFingerprints"]
    assert prints["primaryLocationLineHash"]
    assert prints["commsecFingerprint/v1"] not in fingerprints
    fingerprints.add(prints["commsecFingerprint/v1"])

(invocation,) = run["invocations"]
notices = invocation["toolExecutionNotifications"]
notices = notices + invocation["toolConfigurationNotifications"]
assert invocation["executionSuccessful"] == (not notices)
print(len(run["results"]), "results,", len(notices), "notifications")
