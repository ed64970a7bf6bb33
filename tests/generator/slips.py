# SPDX-License-Identifier: MIT
"""One planted contradiction: a single figure or word changed in its print."""
from fractions import Fraction

from .model import FLIP, group3, round_to

KINDS = ["digits-swapped", "digit-replaced", "digit-dropped", "digit-added",
         "point-shifted", "unit-scale", "percent-ratio", "neighbour-copied",
         "row-dropped", "total-stale", "word-flipped"]
GRADES = ["优", "良", "中", "差"]


def well_formed(text):
    head, dot, tail = text.lstrip("-").partition(".")
    if not head or dot and not tail or len(head) > 1 and head[0] == "0":
        return False
    return len(head) + len(tail) <= 15


def digits_swapped(rng, fig, doc):
    text = fig.plain()
    spots = [i for i in range(len(text) - 1) if text[i:i + 2].isdigit()
             and text[i] != text[i + 1]]
    if not spots:
        return None
    i = rng.choice(spots)
    return text[:i] + text[i + 1] + text[i] + text[i + 2:]


def digit_replaced(rng, fig, doc):
    text = fig.plain()
    i = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:i] + rng.choice("0123456789".replace(text[i], "")) + \
        text[i + 1:]


def digit_dropped(rng, fig, doc):
    text = fig.plain()
    i = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:i] + text[i + 1:]


def digit_added(rng, fig, doc):
    text = fig.plain()
    i = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:i] + rng.choice([text[i], rng.choice("0123456789")]) + \
        text[i:]


def point_shifted(rng, fig, doc):
    text = fig.plain()
    if "." not in text:
        return None
    at = text.index(".")
    digits, to = text.replace(".", ""), at + rng.choice([-1, 1])
    if not 0 < to <= len(digits):
        return None
    return digits if to == len(digits) else digits[:to] + "." + digits[to:]


def percent_ratio(rng, fig, doc):
    if fig.kind != "percent" or fig.value() == 0:
        return None
    dec = max(2, len(fig.plain().partition(".")[2]))
    return round_to(fig.value() / 100, dec)


def neighbour_copied(rng, fig, doc):
    near = [f for f in doc.figs if f.kind == fig.kind and f is not fig
            and f.start >= 0 and 0 < abs(f.start - fig.start) < 60
            and f.unit == fig.unit and f.num != fig.num]
    near.sort(key=lambda f: abs(f.start - fig.start))
    return rng.choice(near[:2]).plain() if near else None


def total_stale(rng, fig, doc):
    """The total of before one of its parts was corrected."""
    sums = [r for r in doc.relations if r.kind == "sum"
            and r.terms["total"] is fig]
    if not sums:
        return None
    part = rng.choice(rng.choice(sums).terms["parts"])
    scale = fig.value() / Fraction(fig.plain()) if fig.value() else 1
    move = part.value() * Fraction(rng.randint(5, 60), 100)
    value = fig.value() + (move if rng.random() < 0.5 else -move)
    dec = len(fig.plain().partition(".")[2])
    if fig.kind in ("score", "count"):
        value = fig.value() + rng.choice([-5, -2, -1, 1, 2, 5])
    return round_to(value / scale, dec) if value > 0 else None


SLIPS = {"digits-swapped": digits_swapped, "digit-replaced": digit_replaced,
         "digit-dropped": digit_dropped, "digit-added": digit_added,
         "point-shifted": point_shifted, "percent-ratio": percent_ratio,
         "neighbour-copied": neighbour_copied, "total-stale": total_stale}


def unit_scale(rng, fig):
    if fig.kind != "money" or not fig.show:
        return None
    return {"万元": "元", "元": "万元", "亿元": "万元"}[fig.unit]


def word_flipped(rng, fig):
    if fig.num in FLIP:
        return FLIP[fig.num]
    for i, grade in enumerate(GRADES):
        if fig.num.startswith(grade) or fig.num == "一般" and grade == "中":
            others = [g for g in GRADES if g != grade]
            return rng.choice(others[:2] if i > 1 else others[:1] + others[1:2])
    return None


class Slip:
    """What was changed, and which relations that breaks."""

    def __init__(self, kind, fig, before, after, broken):
        self.kind, self.fig = kind, fig
        self.before, self.after, self.broken = before, after, broken


def apply(rng, doc, kind, fig, slips=None):
    """Change fig in place.  Gives an undo function, or None."""
    num, unit, printed = fig.num, fig.unit, fig.print_unit
    if kind == "word-flipped":
        if fig.kind != "word":
            return None
        new = word_flipped(rng, fig)
        if not new or new == num:
            return None
        fig.num = new
    elif fig.kind == "word":
        return None
    elif kind == "unit-scale":
        new = unit_scale(rng, fig)
        if not new:
            return None
        fig.unit = new
        if printed:
            fig.print_unit = {"万元": "萬元", "元": "元", "亿元": "億元"}[new]
    else:
        new = (slips or SLIPS)[kind](rng, fig, doc)
        if not new or not well_formed(new) or \
                Fraction(new) == Fraction(fig.plain()):
            return None
        fig.num = group3(new) if "," in num else new

    def undo():
        fig.num, fig.unit, fig.print_unit = num, unit, printed
    return undo


def plant(rng, doc, kind, tally, slips=None, wanted=None):
    """A decidable slip of this kind in doc, applied; None if none was found.

    tally counts what was tried but is hidden below the printed precision.
    slips: other functions than SLIPS; wanted: which figures may be changed.
    """
    index = {}
    for relation in doc.relations:
        for fig in relation.figures():
            if fig.start >= 0:
                index.setdefault(fig.id, []).append(relation)
    order = sorted(index)
    rng.shuffle(order)
    for fid in order[:60]:
        fig = doc.figs[fid]
        if wanted and not wanted(fig):
            continue
        before = fig.num + fig.unit
        undo = apply(rng, doc, kind, fig, slips)
        if not undo:
            continue
        broken = [r for r in index[fid] if r.verdict() == "violated"]
        hard = [r for r in broken if r.severity == "error"]
        if hard:
            return Slip(kind, fig, before, fig.num + fig.unit, hard)
        tally["warning" if broken else "hidden"] = \
            tally.get("warning" if broken else "hidden", 0) + 1
        undo()
    return None
