#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Audits corpus/ and compares with the expected findings and the snapshot.

usage: tests/corpus.py [--accept] [--verbose]

NAME.expected.json beside a report lists what must be found:
  {"findings": [{"severity": "error", "any": [[line, "number"], ...],
                 "what": "..."}], "allowed": [...]}
An expected finding is met by one of at least its severity that touches one
of the places; allowed ones may be there or not; one with "open": true is a
contradiction that is known to be missed, and counted aloud: it fails once it is
found, so that the mark goes.  Any other error or warning fails.  corpus/findings.tsv is the snapshot of all findings: a change in it
fails until it was looked at and taken over with --accept.
"""
import argparse
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from golden import GOUJI, RANK, places_wrong, show, touches  # noqa: E402

CORPUS = os.path.join(HERE, "..", "corpus")


def manifest():
    rows = []
    with open(os.path.join(CORPUS, "manifest.tsv"), encoding="utf-8") as f:
        names = f.readline().rstrip("\n").split("\t")
        for line in f:
            if line.strip():
                rows.append(dict(zip(names, line.rstrip("\n").split("\t"))))
    return rows


def audit(paths):
    run = subprocess.run([GOUJI, "check", "--format", "json"] + paths,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1):
        raise SystemExit("gouji check: status %d: %s" % (
            run.returncode, run.stderr.decode()))
    return {d["path"]: d for d in json.loads(run.stdout)["documents"]}


def expected(path):
    name = path[:-4] + ".expected.json"
    if not os.path.exists(name):
        return {"findings": []}
    with open(name, encoding="utf-8") as f:
        return json.load(f)


def meets(finding, entry):
    least = entry.get("severity", "notice")
    return RANK[finding["severity"]] >= RANK[least] and any(
        touches(finding["figures"], place) for place in entry["any"])


def judge(path, document, want):
    """What is wrong with the findings of one report."""
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    loud = [f for f in document["findings"] if f["severity"] != "notice"]
    bad = ["place " + p for p in places_wrong(text, document)]
    for entry in want["findings"]:
        found = any(meets(f, entry) for f in loud)
        if found and entry.get("open"):
            bad.append("found, no longer open: %s" % entry["what"])
        if not found and not entry.get("open"):
            bad.append("missed %s: %s" % (entry["severity"], entry["what"]))
    entries = want["findings"] + want.get("allowed", [])
    for f in loud:
        if not any(meets(f, dict(e, severity="notice")) for e in entries):
            bad.append("unexpected %s %s" % (f["severity"], show(f)))
    return bad


def snapshot(rows, documents, paths):
    lines = ["path\tseverity\trule\tline\tfigure\tstated\tcomputed"]
    for row, path in zip(rows, paths):
        for f in documents[path]["findings"]:
            first = f["figures"][0]
            lines.append("\t".join([
                row["path"], f["severity"], f["rule"], str(first["line"]),
                " ".join(first["text"].split()), f.get("stated") or "",
                f.get("computed") or ""]))
    return "\n".join(lines) + "\n"


def compare_snapshot(text, accept):
    name = os.path.join(CORPUS, "findings.tsv")
    if accept:
        with open(name, "w", encoding="utf-8") as f:
            f.write(text)
        return []
    if not os.path.exists(name):
        return []
    with open(name, encoding="utf-8") as f:
        old = f.read().splitlines()
    new = text.splitlines()
    return ["- " + x for x in old if x not in new] + \
        ["+ " + x for x in new if x not in old]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--accept", action="store_true")
    ap.add_argument("--verbose", action="store_true")
    args = ap.parse_args()
    rows = manifest()
    paths = [os.path.relpath(os.path.join(CORPUS, r["path"])) for r in rows]
    documents = audit(paths)
    passed = failed = 0
    for row, path in zip(rows, paths):
        bad = judge(path, documents[path], expected(path))
        passed, failed = passed + (not bad), failed + bool(bad)
        if bad or args.verbose:
            print("%s %s" % ("FAIL" if bad else "ok", row["path"]))
        for text in bad:
            print("  " + text)
    changed = compare_snapshot(snapshot(rows, documents, paths), args.accept)
    for line in changed:
        print("  snapshot " + line)
    print("corpus: %d passed, %d failed%s" % (
        passed, failed, ", snapshot changed" if changed else ""))
    return 1 if failed or changed else 0


if __name__ == "__main__":
    sys.exit(main())
