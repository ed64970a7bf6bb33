#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The tables of tests/README.md against the tests that they name.

Every layout L1-L12, wording, check C1-C20 and trap T01-T52 needs a row; every
test that a row names must exist, with a good and a bad text where it checks
something; every rule has a bad and a good example and stands in a row.

usage: tests/map.py
"""
import importlib
import json
import os
import re
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from checks import rows  # noqa: E402
from corpus import manifest  # noqa: E402
from generator import traps  # noqa: E402

RULES = os.path.join(HERE, "..", "rules", "relations")
CORPUS = os.path.join(HERE, "..", "corpus")
SILENT = "silence"
# Rules that speak of forms as such, of no check in the list.
APART = {"GJ113", "GJ218", "GJ220", "GJ310", "GJ390", "GJ391"}
bad = []


def tables():
    """{head of the first column: [rows as {column: text}]}"""
    out, head = {}, None
    with open(os.path.join(HERE, "README.md"), encoding="utf-8") as f:
        for line in f:
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if not line.startswith("|"):
                head = None
            elif head is None:
                head = cells
                out[head[0]] = []
            elif not set(line) <= set("|-\n"):
                out[head[0]].append(dict(zip(head, cells)))
    return out


def named(text):
    return re.findall(r"`([^`]+)`", text)


def keyed(table, letter, last, width=1):
    """Each number has exactly one row."""
    keys = [row[next(iter(row))].split()[0] for row in table]
    for n in range(1, last + 1):
        key = "%s%0*d" % (letter, width, n)
        if keys.count(key) != 1:
            bad.append("%s: %d rows" % (key, keys.count(key)))


def check_generator(key, text):
    for name in named(text):
        module, _, attribute = name.partition(".")
        if not hasattr(importlib.import_module("generator." + module),
                       attribute):
            bad.append("%s: no generator %s" % (key, name))


def begins(name, start):
    """"L1" begins "L1 wrapped" and "L1: wrapped", not "L10 glued"."""
    return re.match(re.escape(start) + r"(?!\w)", name)


def check_texts(key, text, texts):
    """A good and a bad text among those that a row names."""
    expects = []
    for start in named(text):
        found = [expect for name, expect in texts if begins(name, start)]
        if not found:
            bad.append("%s: no text %s" % (key, start))
        expects += found
    if text == SILENT:
        return
    if "-" not in expects:
        bad.append("%s: no good text" % key)
    if all(e == "-" or e.startswith("open ") for e in expects) and \
            not text.startswith(SILENT):
        bad.append("%s: no bad text" % key)


def check_corpus(key, text, known, faulty):
    for name in named(text):
        if name not in known:
            bad.append("%s: no report %s" % (key, name))
        elif faulty and not expected(name):
            bad.append("%s: nothing is expected of %s" % (key, name))


def expected(name):
    path = os.path.join(CORPUS, "faulty", name + ".expected.json")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as f:
        return [e for e in json.load(f)["findings"] if not e.get("open")]


def rules():
    out = {}
    for name in sorted(os.listdir(RULES)):
        with open(os.path.join(RULES, name), encoding="utf-8") as f:
            rule = json.load(f)
        out[rule["code"]] = rule
        for side in ("bad", "good"):
            if not rule["examples"].get(side):
                bad.append("%s: no %s example" % (name, side))
    return out


def check_rules(table):
    known, used = rules(), set()
    for row in table:
        codes = row["rules"].split()
        used.update(codes)
        if not codes or not set(codes) <= set(known):
            bad.append("%s: rules %s" % (row["check"], row["rules"]))
    for code in sorted(set(known) - used - APART):
        bad.append("%s: in no check" % code)
    for code in sorted(used & APART | APART - set(known)):
        bad.append("%s: not apart" % code)


def main():
    texts = [(name, expect) for name, _, expect in rows("")]
    reports = {os.path.basename(r["path"])[:-4] for r in manifest()}
    faulty = {os.path.basename(r["path"])[:-4] for r in manifest()
              if r["path"].startswith("faulty/")}
    found = tables()
    keyed(found["layout"][:12], "L", 12)
    keyed(found["check"], "C", 20)
    for row in found["layout"]:
        check_generator(row["layout"], row["generator"])
        check_corpus(row["layout"], row["corpus"], reports, False)
        if row["checks.tsv"] != "-":
            check_texts(row["layout"], row["checks.tsv"], texts)
        elif not named(row["corpus"]):
            bad.append("%s: no test" % row["layout"])
    for row in found["wording"]:
        check_generator(row["wording"], row["generator"])
        check_texts(row["wording"], row["checks.tsv"], texts)
    told = [n for row in found["wording"] for n in named(row["checks.tsv"])]
    for name, _ in texts:
        if name.startswith("W ") and \
                not any(begins(name, start) for start in told):
            bad.append("checks.tsv: %s is in no row" % name)
    for row in found["check"]:
        check_texts(row["check"], row["checks.tsv"], texts)
        check_corpus(row["check"], row["faulty corpus"], faulty, True)
    check_rules(found["check"])
    if sorted(traps.TRAPS) != ["T%02d" % n for n in range(1, 53)] or \
            found["traps"][0]["traps"] != "T01-T52":
        bad.append("traps: not T01 to T52")
    for line in bad:
        print(line)
    print("map: %d layouts, %d wordings, %d checks, %d traps; %d wrong" % (
        len(found["layout"]), len(found["wording"]), len(found["check"]),
        len(traps.TRAPS), len(bad)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
