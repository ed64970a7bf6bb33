#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes reports of known truth: NAME.txt and NAME.truth.json.

usage: tests/generate.py --count 10 --seed 1 --out DIR [--kind K] [--layout L]
"""
import argparse
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generator.kinds import generate  # noqa: E402


def truth(doc):
    return {"kind": doc.kind, "layout": doc.layout, "damage": doc.damage,
            "traps": doc.traps, "rounding": doc.rounding,
            "figures": [{"text": doc.text[f.start:f.end], "offset": f.start,
                         "kind": f.kind, "unit": f.unit}
                        for f in doc.figs if f.start >= 0],
            "relations": [{"kind": r.kind, "severity": r.severity,
                           "offsets": [f.start for f in r.figures()],
                           "numbers": [f.num + f.unit for f in r.figures()],
                           "verdict": r.verdict()} for r in doc.relations]}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--count", type=int, default=10)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", required=True)
    ap.add_argument("--kind")
    ap.add_argument("--layout")
    args = ap.parse_args()
    os.makedirs(args.out, exist_ok=True)
    for i in range(args.count):
        doc = generate("%d.%d" % (args.seed, i), args.kind, args.layout)
        stem = os.path.join(args.out, "%05d-%s-%s" % (i, doc.kind, doc.layout))
        with open(stem + ".txt", "w", encoding="utf-8", newline="") as f:
            f.write(doc.text)
        with open(stem + ".truth.json", "w", encoding="utf-8") as f:
            json.dump(truth(doc), f, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
