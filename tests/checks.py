#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tests/tables/checks.tsv: for every check, wording and layout a good and a
bad text; what must be found in it, or silence ("open": known to be missed,
counted aloud, and a failure once it is found).

usage: tests/checks.py [PATTERN]
"""
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from golden import GOUJI, RANK, same, show  # noqa: E402


def rows(pattern):
    with open(os.path.join(HERE, "tables", "checks.tsv"),
              encoding="utf-8") as f:
        for line in f:
            if line.strip() and line[0] != "#":
                name, text, expect = line.rstrip("\n").split("\t")
                if pattern in name:
                    yield name, text.replace("\\n", "\n").replace(
                        "\\t", "\t") + "\n", expect


def judge(findings, expect):
    loud = [f for f in findings if f["severity"] != "notice"]
    if expect == "-":
        return ["unexpected " + f["severity"] + " " + show(f) for f in loud]
    if expect.startswith("open "):
        return [] if judge(findings, expect[5:]) else ["no longer open"]
    least, _, numbers = expect.partition(" ")
    for f in findings:
        if RANK[f["severity"]] >= RANK[least] and any(
                same(n, g["text"]) for n in numbers.split("|")
                for g in f["figures"]):
            return []
    return ["missed " + expect] + [f["severity"] + " " + show(f)
                                   for f in findings]


def main():
    work = list(rows(sys.argv[1] if len(sys.argv) > 1 else ""))
    data = "".join(json.dumps({"id": n, "text": t}, ensure_ascii=False) + "\n"
                   for n, t, _ in work)
    run = subprocess.run([GOUJI, "map"], input=data.encode(),
                         stdout=subprocess.PIPE)
    lines = run.stdout.decode().splitlines()
    if run.returncode or len(lines) != len(work):
        print("gouji map: status %d, %d lines" % (run.returncode, len(lines)))
        return 1
    failed = 0
    for (name, text, expect), line in zip(work, lines):
        bad = judge(json.loads(line)["findings"], expect)
        failed += bool(bad)
        if bad:
            print("FAIL %s: %s" % (name, text.strip().replace("\n", "⏎")))
        for b in bad:
            print("  " + b)
    known = sum(expect.startswith("open ") for _, _, expect in work)
    print("checks: %d passed, %d failed; %d contradictions known to be missed"
          % (len(work) - failed, failed, known))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
