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

(taxonomy,) = run["taxonomies"]
assert driver["supportedTaxonomies"][0]["name"] == taxonomy["name"] == "CWE"
for taxon in taxonomy["taxa"]:
    assert taxon["shortDescription"]["text"] and taxon["helpUri"], taxon


def check_taxon(reference):
    assert reference["toolComponent"] == {"name": "CWE", "index": 0}
    assert taxonomy["taxa"][reference["index"]]["id"] == reference["id"]


rules = driver["rules"]
assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
for rule in rules:
    for key in ("shortDescription", "fullDescription"):
        assert 0 < len(rule[key]["text"]) <= 1024, rule["id"]
    assert rule["help"]["text"] and rule["help"]["markdown"], rule["id"]
    properties = rule["properties"]
    assert properties["precision"] in ("very-high", "high", "medium", "low")
    assert len(properties["tags"]) <= 20
    if properties["tags"] == ["maintainability"]:
        assert "security-severity" not in properties
        continue
    assert properties["tags"][0] == "security"
    assert isinstance(properties["security-severity"], str)
    assert 0 < float(properties["security-severity"]) <= 10
    for relation in rule["relationships"] if "relationships" in rule else []:
        check_taxon(relation["target"])


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
    if "contextRegion" in physical:
        text = physical["contextRegion"]["snippet"]["text"]
        assert physical["region"].get("snippet", {"text": ""})["text"] in text


fingerprints = set()
for result in run["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("warning", "note")
    assert result["message"]["text"] and "fact" in result["properties"]
    prints = result["partialFingerprints"]
    assert prints["commsecFingerprint/v1"] not in fingerprints
    fingerprints.add(prints["commsecFingerprint/v1"])
    if result.get("baselineState") == "absent":
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        continue
    assert prints["primaryLocationLineHash"]
    check_location(result["locations"][0])
    for reference in result.get("taxa", []):
        check_taxon(reference)
    for suppression in result.get("suppressions", []):
        assert suppression["kind"] in ("inSource", "external")
        if suppression["kind"] == "inSource":
            check_location(suppression["location"])
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
(invocation,) = run["invocations"]
notices = invocation["toolExecutionNotifications"]
notices = notices + invocation["toolConfigurationNotifications"]
for notice in invocation["toolExecutionNotifications"]:
    index = notice["descriptor"]["index"]
    assert driver["notifications"][index]["id"] == notice["descriptor"]["id"]
    assert notice["message"]["text"]
serious = [notice for notice in notices if notice["level"] != "note"]
assert invocation["executionSuccessful"] == (not serious)
for artifact in run["artifacts"]:
    assert set(artifact["roles"]) <= {"analysisTarget", "resultFile"}
    assert len(artifact.get("hashes", {"sha-256": "0" * 64})["sha-256"]) == 64
print(len(run["results"]), "results,", len(notices), "notifications")
