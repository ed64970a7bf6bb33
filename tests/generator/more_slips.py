# SPDX-License-Identifier: MIT
"""The slips that only the diagnosis is measured on, and the chance figure.

Each function gives the new print of a figure, or None where the slip does
not apply; slips.apply() judges and places it.
"""
from fractions import Fraction

from . import forms
from .model import round_to
from .slips import SLIPS, digit_added, digit_dropped, percent_ratio

ALIKE = {"0": "689", "6": "0895", "8": "0693", "9": "068", "1": "7", "7": "1",
         "3": "8", "5": "62", "2": "5"}
def places(fig):
    return len(fig.plain().partition(".")[2])


def printed(fig, value):
    """A value in base units as this figure would print it."""
    scale = fig.value() / Fraction(fig.plain()) if fig.value() else 1
    return round_to(value / scale, places(fig)) if value > 0 else None


def with_term(fig, doc, kinds, term):
    return [r.terms for r in doc.relations
            if r.kind in kinds and r.terms.get(term) is fig]


def digit_doubled(rng, fig, doc):
    text = fig.plain()
    i = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:i] + text[i] + text[i:]


def added_other(rng, fig, doc):
    new = digit_added(rng, fig, doc)
    text = fig.plain()
    return None if any(new == text[:i] + text[i] + text[i:]
                       for i in range(len(text))) else new


def complement(rng, fig, doc):
    if fig.kind != "percent" or not 0 < fig.value() < 100:
        return None
    return round_to(100 - fig.value(), places(fig))


def inverted(rng, fig, doc):
    for terms in with_term(fig, doc, ("ratio", "share"), "rate"):
        whole = terms["wholes"][0].value()
        if not isinstance(terms["part"], list) and terms["part"].value():
            return round_to(whole / terms["part"].value() * 100, places(fig))
    return None


def wrong_base(rng, fig, doc):
    """A growth rate on the later amount instead of the earlier one."""
    for terms in with_term(fig, doc, ("growth",), "rate"):
        return round_to(terms["change"].value() / terms["current"].value() *
                        100, places(fig))
    for terms in with_term(fig, doc, ("pace",), "rate"):
        gap = abs(terms["current"].value() - terms["previous"].value())
        return round_to(gap / terms["current"].value() * 100, places(fig))
    for terms in with_term(fig, doc, ("ratio",), "rate"):
        others = [f for f in doc.figs if f.kind == "money" and f.value() > 0
                  and f.start >= 0 and abs(f.start - fig.start) < 80
                  and f not in terms["wholes"] and f is not terms["part"]]
        if others and not isinstance(terms["part"], list):
            base = rng.choice(others).value()
            return round_to(terms["part"].value() / base * 100, places(fig))
    return None


def ocr(rng, fig, doc):
    """One or two digits read as others that look alike."""
    text = fig.plain()
    spots = [i for i, c in enumerate(text) if c in ALIKE]
    rng.shuffle(spots)
    for i in spots[:rng.choice([1, 2, 2])]:
        text = text[:i] + rng.choice(ALIKE[text[i]]) + text[i + 1:]
    return text


def sign(rng, fig, doc):
    balances = with_term(fig, doc, ("difference",), "change")
    if fig.kind != "money" or not any("word" not in t for t in balances):
        return None
    return "-" + fig.plain()


def last_year(rng, fig, doc):
    for kinds in (("pace", "difference"),):
        for terms in with_term(fig, doc, kinds, "current"):
            if terms["previous"].unit == fig.unit:
                return terms["previous"].plain()
    return None


def missing_addend(rng, fig, doc):
    for terms in with_term(fig, doc, ("sum",), "total"):
        if len(terms["parts"]) > 2 and not terms.get("signs"):
            return printed(fig, fig.value() -
                           rng.choice(terms["parts"]).value())
    return None


def subtracted(rng, fig, doc):
    for terms in with_term(fig, doc, ("sum",), "total"):
        if len(terms["parts"]) > 1 and not terms.get("signs"):
            return printed(fig, fig.value() -
                           2 * rng.choice(terms["parts"]).value())
    for terms in with_term(fig, doc, ("difference",), "change"):
        return printed(fig, terms["current"].value() +
                       terms["previous"].value())
    return None


def foreign_weight(rng, fig, doc):
    """A weight that another form gives to an indicator of the first level."""
    label = getattr(fig, "level_one", None)
    if label is None:
        return None
    pool = {str(points) for form in forms.FORMS.values()
            for name, points in form if name == label and points}
    others = sorted(pool - {fig.num})
    return rng.choice(others) if others else None


def chance(rng, fig, doc):
    """An unrelated figure: other digits at every place of the print."""
    return "".join(rng.choice("123456789" if k == 0 else "0123456789")
                   if c.isdigit() else c
                   for k, c in enumerate(fig.plain()))


MORE = {"digit-dropped": digit_dropped, "digit-added": added_other,
        "digit-doubled": digit_doubled, "percent-ratio": percent_ratio,
        "complement": complement, "inverted": inverted,
        "wrong-base": wrong_base, "ocr": ocr, "sign": sign,
        "last-year": last_year, "missing-addend": missing_addend,
        "subtracted": subtracted, "foreign-weight": foreign_weight,
        "copied-neighbour": SLIPS["neighbour-copied"],
        "stale-total": SLIPS["total-stale"], "chance": chance,
        "digits-swapped": SLIPS["digits-swapped"],
        "digit-replaced": SLIPS["digit-replaced"],
        "point-shifted": SLIPS["point-shifted"]}
DIGIT = ["digits-swapped", "digit-replaced", "digit-dropped", "digit-added",
         "digit-doubled"]
ALL = DIGIT + ["point-shifted", "unit-scale", "percent-ratio", "complement",
               "inverted", "wrong-base", "ocr", "sign", "copied-neighbour",
               "last-year", "stale-total", "missing-addend", "subtracted",
               "foreign-weight"]
