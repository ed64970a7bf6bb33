#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The published method for typing errors in balances, and ours beside it.

usage: tests/typing_errors.py --cases N --seed S [--jobs 2]

Scholtus (2009), van der Loo, de Jonge and Scholtus (2011), written down here
from their description: for each violated balance and each figure of it the
value is solved that would close the balance; it is a candidate if its string
is one typing error (Damerau-Levenshtein distance 1) away from the printed
one; of the candidates those are taken that leave the fewest balances violated.
The method is given the true relations and what the figures stand for; ours is
given the text.  named: one figure is named, and it is the one that was
changed; value: with the value that it had; false: another one is named.
"""
import argparse
import os
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import diagnosis  # noqa: E402
import mutate  # noqa: E402
from generator.model import SCALE, direction, round_to  # noqa: E402


def distance_one(a, b):
    """Is b one typing error away from a: a character replaced, added, left
    out, or two neighbours swapped?"""
    if a == b:
        return False
    if len(a) == len(b):
        at = [i for i in range(len(a)) if a[i] != b[i]]
        return len(at) == 1 or len(at) == 2 and at[1] == at[0] + 1 and \
            a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]
    if len(a) > len(b):
        a, b = b, a
    return len(b) == len(a) + 1 and any(b[:i] + b[i + 1:] == a
                                        for i in range(len(b)))


def balances(doc):
    """Lists of (figure, coefficient) that must add up to nothing."""
    out = []
    for r in doc.relations:
        t = r.terms
        if r.kind == "sum":
            signs = t.get("signs") or [1] * len(t["parts"])
            out.append([(t["total"], -1)] + list(zip(t["parts"], signs)))
        elif r.kind == "difference":
            way = direction(t["word"]) if "word" in t else t.get("way", 1)
            out.append([(t["change"], -1), (t["current"], way),
                        (t["previous"], -way)])
        elif r.kind == "equal":
            out += [[(t["figs"][0], -1), (f, 1)] for f in t["figs"][1:]]
    return out


def residue(balance, change=None):
    fig, value = change or (None, None)
    return sum(c * (value if f is fig else f.value()) for f, c in balance)


def violated(balance, change=None):
    slack = sum(f.ulp() for f, _ in balance
                if f.kind not in ("score", "count")) / 2
    return abs(residue(balance, change)) > slack


def candidates(rows):
    """(figure, value) for every figure that one typing error explains."""
    found = {}
    for row in rows:
        if not violated(row):
            continue
        for fig, c in row:
            value = fig.value() - residue(row) / c
            decimals = len(fig.plain().partition(".")[2])
            text = round_to(value / SCALE.get(fig.unit, 1), decimals)
            if distance_one(fig.plain(), text):
                found[(fig.id, text)] = (fig, Fraction(text) *
                                         SCALE.get(fig.unit, 1))
    return list(found.values())


def correct(doc):
    """The one change that the method makes, or None."""
    rows = balances(doc)
    before = sum(violated(r) for r in rows)
    scored = []
    for change in candidates(rows):
        scored.append((sum(violated(r, change) for r in rows), change))
    if not scored:
        return None
    best = min(n for n, _ in scored)
    figs = {c[0].id for n, c in scored if n == best}
    if best >= before or len(figs) != 1:
        return None
    return next(c for n, c in scored if n == best)


def number(text):
    digits = "".join(c for c in text if c in "0123456789.-")
    try:
        return Fraction(digits)
    except ValueError:
        return None


class Row:
    def __init__(self):
        self.n = 0
        self.theirs, self.ours = [0, 0, 0], [0, 0, 0]

    def add(self, case, answer):
        fig = case.slip.fig
        was = number(case.slip.before.replace(",", ""))
        change = correct(case.doc)
        self.n += 1
        if change:
            right = change[0] is fig
            self.theirs[0] += right
            self.theirs[1] += right and \
                change[1] / SCALE.get(fig.unit, 1) == was
            self.theirs[2] += not right
        items = answer.lead.get("diagnosis", []) if answer.found else []
        best = [d for d in items if d["rank"] == 1]
        self.ours[0] += bool(answer.found and answer.first)
        self.ours[1] += bool(answer.found and answer.first and
                             number(best[0]["changes"][0]["suggest"]) == was)
        self.ours[2] += len(best) == 1 and not answer.first


def show(rows):
    print("| slip | cases | named, published | named, gouji | value, published "
          "| value, gouji | false, published | false, gouji |")
    print("|---|---|---|---|---|---|---|---|")
    for key in sorted(rows):
        r = rows[key]
        cells = [100.0 * x / r.n for pair in zip(r.theirs, r.ours)
                 for x in pair]
        print("| %s | %d | %s |" % (key, r.n, " | ".join("%.0f%%" % c
                                                        for c in cells)))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--cases", type=int, default=2000)
    ap.add_argument("--seed", default="1")
    ap.add_argument("--jobs", type=int, default=2)
    args = ap.parse_args()
    made = [c for c in diagnosis.cases(args) if c.kind != "chance"]
    results = mutate.run_map([(i, c.doc.text) for i, c in enumerate(made)],
                             args.jobs)
    rows = {}
    for case, result in zip(made, results):
        answer = diagnosis.Answer(case, result)
        closed = not any(violated(b) for b in balances(case.doc))
        for key in ("~all", "~no balance broken" if closed else
                    "~a balance broken", case.kind):
            rows.setdefault(key.replace("~", ""), Row()).add(case, answer)
    show(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
