#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Silence on clean documents, recall on planted contradictions.

usage: tests/mutate.py --clean N --mutants N --seed S --jobs 2 --out DIR

Clean documents must raise no error and no warning; of the planted
contradictions that are decidable, 97% must be found as errors, by kind and
by layout at least 90% (the layouts L9 to L11 are reported only).  Status 1
when a threshold is missed.  Misses and alarms are written to DIR to be read.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generator import slips  # noqa: E402
from generator.kinds import generate  # noqa: E402
from generator.layouts import SILENT  # noqa: E402
from generator.model import render  # noqa: E402

GOUJI = os.environ.get("GOUJI", "build/gouji")
CRASHES = []
LOUD = ("error", "warning")


# -- running the program ------------------------------------------------------

def run_map(records, jobs):
    """One result per record, in order, through `gouji map`."""
    size = max(1, -(-len(records) // (jobs * 4)))
    chunks = [records[i:i + size] for i in range(0, len(records), size)]

    def one(chunk):
        """The results of some records; finds the one that crashes."""
        data = "".join(json.dumps({"id": i, "text": t}, ensure_ascii=False)
                       + "\n" for i, t in chunk)
        run = subprocess.run([GOUJI, "map"], input=data.encode(),
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        lines = run.stdout.decode().splitlines()
        if run.returncode or len(lines) != len(chunk):
            if len(chunk) > 1:
                half = len(chunk) // 2
                return one(chunk[:half]) + one(chunk[half:])
            CRASHES.append((run.returncode, chunk[0][1]))
            return [{"findings": []}]
        return [json.loads(line) for line in lines]

    with ThreadPoolExecutor(jobs) as pool:
        return [r for part in pool.map(one, chunks) for r in part]


def run_view(command, docs, jobs, folder):
    """figures or ledger of many documents, by their index."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for i, doc in enumerate(docs):
        write(os.path.join(folder, "%06d.txt" % i), doc.text)

    def one(k):
        names = [os.path.join(folder, "%06d.txt" % i)
                 for i in range(k, len(docs), jobs * 4)]
        if not names:
            return []
        run = subprocess.run([GOUJI, command, "--format", "json"] + names,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if run.returncode:
            raise SystemExit("gouji %s: %s" % (command,
                                               run.stderr.decode()[-400:]))
        return json.loads(run.stdout)["documents"]

    with ThreadPoolExecutor(jobs) as pool:
        found = [d for part in pool.map(one, range(jobs * 4)) for d in part]
    return {int(os.path.basename(d["path"])[:6]): d for d in found}


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text)


# -- clean documents ------------------------------------------------------------

def describe(finding):
    figs = "; ".join("%s:%s %s" % (f.get("line"), f.get("column"),
                                   f.get("text")) for f in finding["figures"])
    return "%s %s %s\n    %s\n    %s" % (
        finding["severity"], finding.get("rule"), finding.get("id"),
        finding.get("message"), figs)


def clean_run(args):
    docs = [generate("%s.c.%d" % (args.seed, i)) for i in range(args.clean)]
    results = run_map([(i, d.text) for i, d in enumerate(docs)], args.jobs)
    alarms, rules = 0, {}
    folder = os.path.join(args.out, "alarms")
    for i, (doc, result) in enumerate(zip(docs, results)):
        loud = [f for f in result["findings"] if f["severity"] in LOUD]
        if not loud:
            continue
        alarms += 1
        for f in loud:
            key = (f["severity"], f.get("rule"), f.get("id"))
            rules[key] = rules.get(key, 0) + 1
        if alarms <= args.keep:
            head = "seed %s kind %s layout %s damage %s traps %s\n%s\n" % (
                doc.seed, doc.kind, doc.layout, doc.damage,
                " ".join(doc.traps), "\n".join(map(describe, loud)))
            write(os.path.join(folder, "%04d.txt" % i), doc.text)
            write(os.path.join(folder, "%04d.why" % i), head)
    print("clean: %d documents, %d with an error or a warning"
          % (len(docs), alarms))
    for key, n in sorted(rules.items(), key=lambda x: -x[1])[:20]:
        print("  %5d %s" % (n, " ".join(map(str, key))))
    return docs, alarms


def coverage(docs, args):
    """Roles of the known figures, known relations that the ledger holds."""
    if not docs:
        return 1.0, 1.0
    folder = os.path.join(args.out, "clean")
    figures = run_view("figures", docs, args.jobs, folder)
    ledger = run_view("ledger", docs, args.jobs, folder)
    roles, rels, by_kind, lost = [0, 0], [0, 0], {}, {}
    for i, doc in enumerate(docs):
        if doc.layout in SILENT:
            continue
        named = covered(f for f in figures[i]["figures"] if f.get("role"))
        for fig in doc.figs:
            if fig.start >= 0 and fig.kind in ("money", "percent", "score"):
                roles[1] += 1
                hit = fig.start in named
                roles[0] += hit
                if not hit:
                    note_lost(lost, doc, fig)
        count_relations(doc, ledger[i], rels, by_kind, args, i)
    print("roles: %d of %d figures, %.2f%%" % (*roles, percent(roles)))
    print("relations in the ledger as holding: %d of %d, %.2f%%"
          % (*rels, percent(rels)))
    for kind, pair in sorted(by_kind.items()):
        print("  %-10s %6d of %6d  %6.2f%%" % (kind, *pair, percent(pair)))
    text = "\n".join("%d\t%s" % (n, k) for k, n in
                     sorted(lost.items(), key=lambda x: -x[1])[:300])
    write(os.path.join(args.out, "no-role.tsv"), text + "\n")
    return percent(roles), percent(rels)


def covered(figures):
    """All code points of these figures: a figure may start with its sign."""
    return {at for f in figures
            for at in range(f["offset"], f["offset"] + f["length"])}


def note_lost(lost, doc, fig):
    around = doc.text[max(0, fig.start - 14):fig.start] + "[" + \
        doc.text[fig.start:fig.end] + "]" + doc.text[fig.end:fig.end + 8]
    key = "".join("9" if c.isdigit() else c for c in around)
    key = key.replace("\n", "\\n").replace("\t", "\\t")
    lost[key] = lost.get(key, 0) + 1


def percent(pair):
    return 100.0 * pair[0] / pair[1] if pair[1] else 100.0


def count_relations(doc, entry, rels, by_kind, args, index):
    held, alike = [], []
    for r in entry["relations"]:
        if r["verdict"] in ("holds", "truncated", "last-digit"):
            held.append(covered(r["figures"]))
            if r["id"].startswith(("same", "restated", "unit-slip")):
                alike = join(alike, held[-1])
    held += alike
    missing = []
    for relation in doc.relations:
        if relation.kind in ("words", "hundred") or \
                relation.severity != "error":
            continue
        need = {f.start for f in essential(relation) if f.start >= 0}
        hit = any(need <= have for have in held)
        pair = by_kind.setdefault(relation.kind, [0, 0])
        for p in (rels, pair):
            p[0] += hit
            p[1] += 1
        if not hit:
            missing.append("%s %s" % (relation.kind, " ".join(
                f.num + f.unit for f in relation.figures())))
    if missing and index < args.keep:
        write(os.path.join(args.out, "clean", "%06d.unheld" % index),
              "\n".join(missing) + "\n")


def join(groups, group):
    """Equal to one and the same is equal to each other."""
    apart = [g for g in groups if not g & group]
    return apart + [group.union(*(g for g in groups if g & group))]


def essential(relation):
    terms = relation.terms
    if relation.kind in ("ratio", "share"):
        return [terms["part"], terms["rate"]]
    if relation.kind == "growth":
        return [terms["change"], terms["rate"]]
    if relation.kind == "score":
        return [terms["score"]]
    if relation.kind == "band":
        return [terms["score"]]
    return [f for f in relation.figures() if f.kind != "word"]


# -- mutants ----------------------------------------------------------------------

def mutant(seed, kind, tally):
    """A document with one slip: (doc, slip), or None."""
    if kind == "row-dropped":
        doc = generate(seed, drop=True)
        if doc is None:
            return None
        broken = [r for r in doc.dropped if r.verdict() == "violated"]
        if not broken:
            tally["hidden"] = tally.get("hidden", 0) + 1
            return None
        fig = broken[0].terms["total"]
        doc.relations += doc.dropped
        return doc, slips.Slip(kind, fig, "a row", "nothing", broken)
    doc = generate(seed)
    slip = slips.plant(random.Random("slip:%s" % seed), doc, kind, tally)
    if slip is None:
        return None
    doc.text = render(doc)
    return doc, slip


def touches(finding, figs):
    for f in finding["figures"]:
        lo, hi = f.get("offset", -1), f.get("offset", -1) + f.get("length", 0)
        for fig in figs:
            if fig.start >= 0 and lo < fig.end and fig.start < hi:
                return True
    return False


class Tally:
    """hits out of tries, by any key."""

    def __init__(self):
        self.rows = {}

    def add(self, key, hit):
        row = self.rows.setdefault(key, [0, 0])
        row[0] += hit
        row[1] += 1

    def show(self, title):
        print(title)
        for key in sorted(self.rows):
            print("  %-24s %5d of %5d  %6.2f%%"
                  % (key, *self.rows[key], percent(self.rows[key])))

    def low(self, floor):
        """Keys below the floor, of those with enough tries to judge."""
        return [k for k, row in sorted(self.rows.items())
                if row[1] >= 25 and percent(row) < floor]


def make_mutants(args):
    made, tallies, i = [], {}, 0
    while len(made) < args.mutants and i < 20 * args.mutants:
        kind = slips.KINDS[i % len(slips.KINDS)]
        pair = mutant("%s.m.%d" % (args.seed, i), kind,
                      tallies.setdefault(kind, {}))
        if pair:
            made.append(pair)
        i += 1
    return made, tallies


def mutant_run(args):
    made, tallies = make_mutants(args)
    results = run_map([(i, d.text) for i, (d, _) in enumerate(made)],
                      args.jobs)
    kinds, forms, rels, docs, silent, tables = (Tally() for _ in range(6))
    total, point, extra, missed = [0, 0], 0, 0, 0
    for i, ((doc, slip), result) in enumerate(zip(made, results)):
        figs = [slip.fig] + [f for r in slip.broken for f in r.figures()]
        figs += getattr(doc, "totals", [])  # a lost row breaks both totals
        errors = [f for f in result["findings"] if f["severity"] == "error"]
        hit = any(touches(f, figs) for f in errors)
        extra += sum(not touches(f, figs) for f in errors)
        if doc.layout in SILENT:
            silent.add(doc.layout, hit)
            continue
        total[0] += hit
        total[1] += 1
        point += any(touches(f, [slip.fig]) for f in errors)
        kinds.add(slip.kind, hit)
        forms.add(doc.layout, hit)
        docs.add(doc.kind, hit)
        tables.add(slip.fig.where + " " + (
            doc.layout if slip.fig.where != "prose" else doc.kind), hit)
        for name in {r.kind for r in slip.broken}:
            rels.add(name, hit)
        if not hit:
            missed += 1
            if missed <= args.keep:
                keep_miss(args, i, doc, slip, result)
    print("mutants: %d of %d found, %.2f%%; figure itself named in %d; "
          "%d errors elsewhere" % (*total, percent(total), point, extra))
    kinds.show("by slip")
    forms.show("by layout")
    rels.show("by broken relation")
    docs.show("by document")
    tables.show("by place of the figure")
    silent.show("silent layouts (reported only)")
    for kind, tally in sorted(tallies.items()):
        print("  not planted, %s: %s" % (kind, ", ".join(
            "%d %s" % (n, w) for w, n in sorted(tally.items())) or "none"))
    return percent(total), kinds.low(90) + forms.low(90)


def keep_miss(args, i, doc, slip, result):
    stem = os.path.join(args.out, "misses", "%04d-%s" % (i, slip.kind))
    line = doc.text.count("\n", 0, max(0, slip.fig.start)) + 1
    lines = ["seed %s kind %s layout %s damage %s" % (
        doc.seed, doc.kind, doc.layout, doc.damage),
        "%s: %s -> %s, line %d, in %s" % (slip.kind, slip.before, slip.after,
                                          line, slip.fig.where)]
    lines.append("line: " + doc.text.split("\n")[line - 1][:400])
    for r in slip.broken:
        lines.append("breaks %s: %s" % (r.kind, " ".join(
            f.num + f.unit for f in r.figures())))
    lines += [describe(f) for f in result["findings"]]
    write(stem + ".why", "\n".join(lines) + "\n")
    write(stem + ".txt", doc.text)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--clean", type=int, default=200)
    ap.add_argument("--mutants", type=int, default=300)
    ap.add_argument("--seed", default="1")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--out", default="build/mutate")
    ap.add_argument("--keep", type=int, default=60)
    ap.add_argument("--no-coverage", action="store_true")
    ap.add_argument("--dry-run", action="store_true",
                    help="plant only, and say what would be asked")
    args = ap.parse_args()
    for name in ("alarms", "misses"):
        shutil.rmtree(os.path.join(args.out, name), ignore_errors=True)
        os.makedirs(os.path.join(args.out, name))
    if args.dry_run:
        return dry(args)
    bad = []
    docs, alarms = clean_run(args)
    if alarms:
        bad.append("%d clean documents with alarms" % alarms)
    if not args.no_coverage:
        roles, rels = coverage(docs, args)
        bad += ["roles below 95%"] if roles < 95 else []
        bad += ["relations below 90%"] if rels < 90 else []
    if args.mutants:
        recall, low = mutant_run(args)
        bad += ["recall below 97%"] if recall < 97 else []
        bad += ["recall below 90%: " + " ".join(low)] if low else []
    for i, (status, text) in enumerate(CRASHES):
        write(os.path.join(args.out, "crash-%d.txt" % i), text)
        bad.append("status %d on crash-%d.txt" % (status, i))
    for text in bad:
        print("FAIL " + text)
    return 1 if bad else 0


def dry(args):
    made, tallies = make_mutants(args)
    kinds = Tally()
    for i, (doc, slip) in enumerate(made):
        kinds.add(slip.kind, 1)
        keep_miss(args, i, doc, slip, {"findings": []})
    kinds.show("planted")
    print(tallies)
    return 0


if __name__ == "__main__":
    sys.exit(main())
