#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scores the five seed reports against golden.json, by its own rules.

usage: tests/golden.py [--seeds DIR] [--ledger] [--verbose]

An expected finding is met by a reported one of at least its severity that
touches a figure of every list under "needs".  Status 1 unless all errors
and six of the eight warnings are met, no error is false, at most two
warnings a seed are extra, all places are right, and no trap is touched.
--ledger also compares the relations of seeds.json with the ledger.
"""
import argparse
import json
import os
import subprocess
import sys
import unicodedata
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
GOUJI = os.environ.get("GOUJI", "build/gouji")
RANK = {"notice": 0, "warning": 1, "error": 2}
ONE_CAUSE = [{"000-C02", "000-C03"}]


def gouji(command, path):
    run = subprocess.run([GOUJI, command, "--format", "json", path],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1):
        raise SystemExit("gouji %s %s: status %d: %s" % (
            command, path, run.returncode, run.stderr.decode()))
    return json.loads(run.stdout)["documents"][0]


def squeeze(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def number(text):
    """The number of a figure's text, without all that is printed around."""
    kept = "".join(c for c in squeeze(text) if c in "0123456789.")
    try:
        return Fraction(kept.strip("."))
    except ValueError:
        return None


def same(want, text):
    if any(c.isdigit() for c in want):
        return number(text) == Fraction(want)
    return squeeze(want) in squeeze(text)


def on_line(figure, line):
    return figure["line"] <= line <= figure.get("end_line", figure["line"])


def touches(figures, place):
    line, text = place
    return any(on_line(f, line) and same(text, f["text"]) for f in figures)


def could_meet(finding, entry):
    if RANK[finding["severity"]] < RANK[entry["severity"]]:
        return False
    return all(any(touches(finding["figures"], place) for place in places)
               for places in entry["needs"])


def near(finding, entry):
    """Touches an entry, whatever the severity: not a false alarm."""
    return all(any(touches(finding["figures"], place) for place in places)
               for places in entry["needs"])


def shared(a, b):
    return any({a, b} <= cause for cause in ONE_CAUSE)


def assign(entries, findings):
    """entry id -> finding index; a finding meets one entry (or one cause)."""
    owner = {}

    def place(entry, seen):
        for i, finding in enumerate(findings):
            if i in seen or not could_meet(finding, entry):
                continue
            seen.add(i)
            others = [e for e in owner.get(i, [])
                      if not shared(e["id"], entry["id"])]
            if all(move(e, i, seen) for e in others):
                owner.setdefault(i, []).append(entry)
                return True
        return False

    def move(entry, i, seen):
        owner[i].remove(entry)
        if place(entry, seen):
            return True
        owner[i].append(entry)
        return False

    met = set()
    for entry in sorted(entries, key=lambda e: -RANK[e["severity"]]):
        if place(entry, set()):
            met.add(entry["id"])
    return met


def places_wrong(text, document):
    """Figures whose place does not slice the source to their text."""
    starts = [0]
    for i, ch in enumerate(text):
        if ch == "\n":
            starts.append(i + 1)
    bad = []
    for finding in document["findings"]:
        if not finding["figures"]:
            bad.append("%s has no figure" % finding["rule"])
        for f in finding["figures"]:
            end = f["offset"] + f["length"]
            ok = text[f["offset"]:end] == f["text"]
            ok = ok and starts[f["line"] - 1] + f["column"] - 1 == f["offset"]
            ok = ok and starts[f["end_line"] - 1] + f["end_column"] - 1 == end
            if not ok:
                bad.append("%s: %s at %d:%d" % (finding["rule"], f["text"],
                                                f["line"], f["column"]))
    return bad


def in_rule_text(seed, text, figure, ranges):
    if any(a <= figure["line"] <= b for a, b in ranges):
        return True
    if seed != "001":  # one line a row: long cells hold the scoring rules
        return False
    lo = max(text.rfind("\t", 0, figure["offset"]),
             text.rfind("\n", 0, figure["offset"])) + 1
    hi = min(x for x in (text.find("\t", figure["offset"]),
                         text.find("\n", figure["offset"]), len(text))
             if x >= 0)
    cell = text[lo:hi]
    return figure["line"] > 17 and len(cell) > 24 and "万元" not in cell \
        and "万 元" not in cell


def role_share(seed, text, ranges, path, verbose):
    document = gouji("figures", path)
    have, missing = 0, []
    for f in document["figures"]:
        if f["kind"] not in ("money", "percent", "score") or \
                in_rule_text(seed, text, f, ranges):
            continue
        if f.get("role"):
            have += 1
        else:
            missing.append("%d:%d %s" % (f["line"], f["column"], f["text"]))
    if verbose and missing:
        print("    no role: " + "; ".join(missing))
    return have, have + len(missing)


HOLDS = ("holds", "truncated", "last-digit")


def alike(relations):
    """Figures equal to one and the same are equal to each other."""
    groups = []
    for r in relations:
        if r["id"].startswith(("same", "restated", "unit-slip")) and r["verdict"] in HOLDS:
            mine = {f["offset"]: f for f in r["figures"]}
            near_by = [g for g in groups if g.keys() & mine.keys()]
            groups = [g for g in groups if g not in near_by]
            for g in near_by:
                mine.update(g)
            groups.append(mine)
    return [{"verdict": "holds", "figures": list(g.values())} for g in groups]


def ledger_share(relations, path):
    found = gouji("ledger", path)["relations"]
    found = found + alike(found)
    missing = []
    for want in relations:
        good = HOLDS if want["verdict"] == "holds" else (want["verdict"],)
        if not any(r["verdict"] in good and
                   all(any(touches(r["figures"], place) for place in places)
                       for places in want["figures"])
                   for r in found):
            missing.append(want["id"] + " " + want["verdict"])
    return len(relations) - len(missing), missing


def first_suspects(finding):
    """(figure, suggestion, slip) of the suspects of the first rank."""
    return [(finding["figures"][d["changes"][0]["figure"]],
             d["changes"][0]["suggest"], d.get("slip"))
            for d in finding.get("diagnosis", []) if d["rank"] == 1]


def diagnosis_wrong(want, findings):
    """None if the lead of some group names the figure first and alone."""
    for f in findings:
        mine = [s for s in first_suspects(f) if touches([s[0]], want["figure"])]
        if mine and (len(first_suspects(f)) == 1) and \
                same(want["suggest"], mine[0][1]) and \
                mine[0][2] == want["slip"]:
            return None
    return "%s: %s is not named first as %s" % (
        want["id"], want["figure"][1], want["slip"])


def group_of(place, findings):
    return {f["group"] for f in findings if touches(f["figures"][:1], place)}


def diagnoses_wrong(known, findings):
    bad = [diagnosis_wrong(w, findings) for w in known.get("diagnoses", [])]
    for places in known.get("together", []):
        if not set.intersection(*(group_of(p, findings) for p in places)):
            bad.append("%s are not in one group" % (places,))
    for a, b in known.get("apart", []):
        if group_of(a, findings) & group_of(b, findings):
            bad.append("%s and %s are in one group" % (a, b))
    return [text for text in bad if text]


def show(finding):
    figs = ", ".join("%d:%d %s" % (f["line"], f["column"], f["text"])
                     for f in finding["figures"][:6])
    return "%s %s (%s): %s" % (finding["rule"], finding.get("id"), figs,
                               finding["message"])


class Score:
    def __init__(self):
        self.met = {"error": 0, "warning": 0}
        self.all = {"error": 0, "warning": 0}
        self.failures = []


def score_seed(seed, entries, known, path, args, total):
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    document = gouji("check", path)
    findings = [f for f in document["findings"] if f["severity"] != "notice"
                and not f.get("suppressed")]
    met = assign(entries, findings)
    for e in entries:
        total.all[e["severity"]] += 1
        total.met[e["severity"]] += e["id"] in met
    loose = [f for f in findings if not any(near(f, e) for e in entries)]
    false = [f for f in loose if f["severity"] == "error"]
    extra = [f for f in loose if f["severity"] == "warning"]
    report_seed(seed, entries, met, findings, false, extra)
    wrong = places_wrong(text, document)
    traps = sorted({t[0] for t in known["traps"][seed] for f in loose
                    if touches(f["figures"], t[1:])})
    told = diagnoses_wrong(known["causes"].get(seed, {}),
                           document["findings"])
    if told:
        total.failures.append("%s: %d wrong diagnoses" % (seed, len(told)))
    for what, items in (("place", wrong), ("trap", traps),
                        ("diagnosis", told)):
        for item in items:
            print("  wrong %s: %s" % (what, item))
    have, every = role_share(seed, text, known["rule_lines"][seed], path,
                             args.verbose)
    share = 100.0 * have / every if every else 0
    print("  roles: %d of %d figures outside rule text, %.1f%%"
          % (have, every, share))
    verdict_seed(seed, total, false, extra, wrong, traps, share)
    if args.ledger:
        n, missing = ledger_share(known["relations"][seed], path)
        print("  relations: %d of %d; missing: %s"
              % (n, len(known["relations"][seed]), ", ".join(missing) or "-"))


def verdict_seed(seed, total, false, extra, wrong, traps, share):
    if false:
        total.failures.append("%s: %d false errors" % (seed, len(false)))
    if len(extra) > 2:
        total.failures.append("%s: %d extra warnings" % (seed, len(extra)))
    if wrong:
        total.failures.append("%s: %d wrong places" % (seed, len(wrong)))
    if traps:
        total.failures.append("%s: traps %s" % (seed, " ".join(traps)))
    if share < 90:
        total.failures.append("%s: roles %.1f%%" % (seed, share))


def report_seed(seed, entries, met, findings, false, extra):
    for severity in ("error", "warning"):
        mine = [e for e in entries if e["severity"] == severity]
        done = [e["id"] for e in mine if e["id"] in met]
        print("%s: %d of %d %ss met: %s" % (seed, len(done), len(mine),
                                            severity, " ".join(done) or "-"))
    for e in entries:
        if e["id"] not in met:
            low = [f for f in findings if near(f, e)]
            print("  missed %s %s: %s%s" % (
                e["severity"], e["id"], e["what"],
                " [met by another or too low]" if low else ""))
    for f in false:
        print("  false error " + show(f))
    for f in extra:
        print("  extra warning " + show(f))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--seeds", default=os.environ.get(
        "GJ_SEEDS", os.path.join(HERE, "..", "..", "shared", "seeds")))
    ap.add_argument("--ledger", action="store_true")
    ap.add_argument("--verbose", action="store_true")
    args = ap.parse_args()
    golden = os.path.join(args.seeds, "golden.json")
    if not os.path.exists(golden):
        print("golden: skipped, no seeds at %s" % os.path.normpath(args.seeds))
        return 77
    with open(golden, encoding="utf-8") as f:
        entries = json.load(f)["seeds"]
    with open(os.path.join(HERE, "seeds.json"), encoding="utf-8") as f:
        known = json.load(f)
    total = Score()
    for seed in sorted(entries):
        score_seed(seed, entries[seed], known,
                   os.path.join(args.seeds, seed + ".txt"), args, total)
    print("total: %d of %d errors, %d of %d warnings" % (
        total.met["error"], total.all["error"], total.met["warning"],
        total.all["warning"]))
    if total.met["error"] < total.all["error"]:
        total.failures.append("errors missed")
    if total.met["warning"] < 6:
        total.failures.append("fewer than six warnings met")
    for text in total.failures:
        print("FAIL " + text)
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
