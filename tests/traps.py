#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The 52 traps of tests/generator/traps.py, each alone: no error, no warning.

usage: tests/traps.py [T01 ...]
"""
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generator import traps  # noqa: E402
from generator.model import Doc, render  # noqa: E402
from golden import show  # noqa: E402

GOUJI = os.environ.get("GOUJI", "build/gouji")
ROUNDS = 25 if os.environ.get("GJ_LONG") else 5


def alone(name, n):
    doc = Doc("trap.%s.%d" % (name, n))
    doc.rounding = "half-up"
    doc.body = traps.TRAPS[name](doc) + "\n"
    return render(doc)


def main():
    names = sys.argv[1:] or sorted(traps.TRAPS)
    work = [(name, alone(name, n)) for name in names for n in range(ROUNDS)]
    data = "".join(json.dumps({"id": n, "text": t}, ensure_ascii=False) + "\n"
                   for n, t in work)
    run = subprocess.run([GOUJI, "map"], input=data.encode(),
                         stdout=subprocess.PIPE)
    if run.returncode:
        print("gouji map: status %d" % run.returncode)
        return 1
    bad = set()
    for (name, text), line in zip(work, run.stdout.decode().splitlines()):
        loud = [f for f in json.loads(line)["findings"]
                if f["severity"] != "notice"]
        if loud and name not in bad:
            bad.add(name)
            print("%s: %s" % (name, text.strip()))
            for f in loud:
                print("  %s %s" % (f["severity"], show(f)))
    print("traps: %d of %d silent" % (len(names) - len(bad), len(names)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
