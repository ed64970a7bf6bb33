# SPDX-License-Identifier: MIT
"""Figures, relations and documents of the generator: the known truth.

A figure stands in the text as two private-use characters (number and unit),
so that every layout may move, wrap and join text without losing it.  The
text is rendered last, and the place of every figure is then known exactly.
Relations are judged on what is PRINTED, with exact fractions: a measured
value stands for the interval of its last digit, weights and scores are exact.
"""
import random
from fractions import Fraction

NUMBER, UNIT = 0xF0000, 0x100000
SCALE = {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8,
         "%": 1, "个百分点": 1, "分": 1, "倍": 1}
UP = {"增长", "增加", "增收", "增支", "提高", "上升", "大于", "高于", "超出",
      "多收", "多支", "上浮", "提升"}
DOWN = {"下降", "减少", "减收", "减支", "降低", "回落", "小于", "低于", "短少",
        "少收", "少支", "压减", "下浮"}
FLIP = {"增长": "下降", "增加": "减少", "增收": "减收", "增支": "减支",
        "提高": "降低", "上升": "回落", "大于": "小于", "高于": "低于"}
FLIP.update({v: k for k, v in FLIP.items()})


def round_to(value, dec, habit="half-up"):
    """value as a decimal string with dec decimals."""
    scaled = abs(value) * 10**dec
    whole = scaled.numerator // scaled.denominator
    if habit == "half-up" and scaled - whole >= Fraction(1, 2):
        whole += 1
    digits = str(whole).rjust(dec + 1, "0")
    text = digits[:-dec] + "." + digits[-dec:] if dec else digits
    return ("-" if value < 0 and whole else "") + text


def group3(text):
    """1234567.8 -> 1,234,567.8"""
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    head, dot, tail = text.partition(".")
    out = ""
    while len(head) > 3:
        out = "," + head[-3:] + out
        head = head[:-3]
    return sign + head + out + dot + tail


class Fig:
    """One printed figure; a word that a relation judges is one as well."""

    def __init__(self, fid, kind, num, unit="", show=True, role=""):
        self.id, self.kind, self.num, self.unit = fid, kind, num, unit
        self.show, self.role = show, role
        self.gap = ""           # blanks printed between number and unit
        self.print_unit = None  # the unit as printed, where that differs
        self.start = self.end = -1
        self.where = "prose"    # or the name of its table

    def __str__(self):
        mark = chr(NUMBER + self.id)
        return mark + (chr(UNIT + self.id) if self.show and self.unit else "")

    def plain(self):
        return self.num.replace(",", "")

    def value(self):
        return Fraction(self.plain()) * SCALE.get(self.unit, 1)

    def ulp(self):
        dec = len(self.plain().partition(".")[2])
        return Fraction(1, 10**dec) * SCALE.get(self.unit, 1)

    def range(self):
        if self.kind in ("score", "count"):
            return self.value(), self.value()
        half = self.ulp() / 2
        return self.value() - half, self.value() + half


def corners(fun, *ranges):
    """Least and greatest value of a function monotone in each argument."""
    points = [()]
    for lo, hi in ranges:
        points = [p + (x,) for p in points for x in (lo, hi)]
    values = [fun(*p) for p in points]
    return min(values), max(values)


def fits(fig, lo, hi, ulp=None):
    """holds, soft (cut off or one unit of the last place away) or violated."""
    unit = ulp or fig.ulp()
    slo, shi = fig.value() - unit / 2, fig.value() + unit / 2
    if slo <= hi and lo <= shi:
        return "holds"
    if slo - unit <= hi and lo <= shi + unit:
        return "soft"
    return "violated"


def best(verdicts):
    order = ("holds", "soft", "violated")
    return min(verdicts, key=order.index) if verdicts else "violated"


def direction(word):
    return 1 if word.num in UP else -1 if word.num in DOWN else 0


def judge_sum(r):
    parts = r["parts"]
    signs = r.get("signs") or [1] * len(parts)
    lo = hi = Fraction(0)
    for fig, sign in zip(parts, signs):
        a, b = fig.range()
        lo, hi = lo + min(a * sign, b * sign), hi + max(a * sign, b * sign)
    total = r["total"]
    if total.kind in ("score", "count"):
        gap = abs(total.value() - lo)
        if gap == 0:
            return "holds"
        loose = r.get("computed", 0)
        least = min(f.ulp() for f in parts)
        return "soft" if loose and gap <= (loose + 1) * least / 2 else "violated"
    a, b = total.range()
    if a <= hi and lo <= b:
        return "holds"
    # one more unit of the last place: never an error worth planting
    return "soft" if a - total.ulp() <= hi and lo <= b + total.ulp() \
        else "violated"


def judge_ratio(r):
    verdicts = []
    for whole in r["wholes"]:
        parts = [r["part"]] if not isinstance(r["part"], list) else r["part"]
        for part in parts:
            w = whole.range()
            if w[0] <= 0:
                continue
            lo, hi = corners(lambda p, q: p / q * 100, part.range(), w)
            verdicts.append(fits(r["rate"], lo, hi))
    return best(verdicts)


def judge_growth(r):
    """rate = change / previous, previous = current - direction * change."""
    cur, change, rate = r["current"], r["change"], r["rate"]
    way = direction(r["word"])
    previous = [corners(lambda c, d: c - way * d, cur.range(), change.range())]
    verdicts = []
    for lo, hi in previous:
        if lo <= 0:
            return "violated"
        a, b = corners(lambda c, d: d / (c - way * d) * 100, cur.range(),
                       change.range())
        verdicts.append(fits(rate, a, b))
    return best(verdicts)


def judge_pace(r):
    """rate = (current - previous) / previous, both printed."""
    way = direction(r["word"])
    plo, phi = r["previous"].range()
    if plo <= 0:
        return "violated"
    lo, hi = corners(lambda c, p: way * (c - p) / p * 100,
                     r["current"].range(), (plo, phi))
    return fits(r["rate"], lo, hi)


def judge_difference(r):
    way = direction(r["word"]) if "word" in r else r.get("way", 1)
    lo, hi = corners(lambda a, b: way * (a - b), r["current"].range(),
                     r["previous"].range())
    a, b = r["change"].range()
    if a <= hi and lo <= b:
        return "holds"
    u = max(r["change"].ulp(), r["current"].ulp(), r["previous"].ulp())
    return "soft" if a - u <= hi and lo <= b + u else "violated"


def judge_times(r):
    """current is n times more than (or n times) previous."""
    extra = 1 if r["more"] else 0
    plo, phi = r["previous"].range()
    if plo <= 0:
        return "violated"
    lo, hi = corners(lambda c, p: c / p - extra, r["current"].range(),
                     (plo, phi))
    return fits(r["rate"], lo, hi)


def judge_equal(r):
    figs = r["figs"]
    lo = max(f.range()[0] for f in figs)
    hi = min(f.range()[1] for f in figs)
    if lo <= hi:
        return "holds"
    u = max(f.ulp() for f in figs)
    alike = len({(f.unit, f.ulp()) for f in figs}) == 1
    return "soft" if not alike and lo - hi <= u else "violated"


def judge_words(r):
    return "holds" if len({direction(w) for w in r["words"]}) == 1 \
        else "violated"


def judge_sign(r):
    way = direction(r["word"])
    gap = r["current"].value() - r["previous"].value()
    return "holds" if way * gap > 0 else "soft" if gap == 0 else "violated"


def judge_bound(r):
    low, high = r["low"].range()[0], r["high"].range()[1]
    if low <= high:
        return "holds"
    loose = r["high"].kind == "money" and \
        low - high <= max(r["high"].ulp(), r["low"].ulp())
    return "soft" if loose else "violated"


def judge_score(r):
    """score = weight x rate, with the printed rate or the exact ratio."""
    score, weight = r["score"], r["weight"].value()
    ulp = Fraction(1, 10**r["dec"])
    ranges = [r["rate"].range()] if "rate" in r else []
    if "part" in r and r["whole"].range()[0] > 0:
        ranges.append(corners(lambda p, q: p / q * 100, r["part"].range(),
                              r["whole"].range()))
    return best([fits(score, weight * lo / 100, weight * hi / 100, ulp)
                 for lo, hi in ranges])


def judge_band(r):
    score = r["score"].value()
    for floor, names in r["bands"]:
        if score >= floor:
            if r["word"].num in names:
                return "holds"
            break
    edges = [floor for floor, _ in r["bands"]]
    near = any(abs(score - edge) < 1 for edge in edges)
    return "soft" if near and score != r["score"].value() else "violated"


def judge_hundred(r):
    lo = sum(f.range()[0] for f in r["figs"])
    hi = sum(f.range()[1] for f in r["figs"])
    if lo <= 100 <= hi:
        return "holds"
    u = sum(f.ulp() for f in r["figs"])
    return "soft" if lo - u <= 100 <= hi + u else "violated"


def judge_target(r):
    goal, got, way = r["target"].value(), r["actual"].value(), r["way"]
    met = got >= goal if way == ">=" else got <= goal
    full = r["score"].value() == r["weight"].value() if "score" in r else True
    return "holds" if met or not full else "violated"


def judge_product(r):
    lo = hi = Fraction(1)
    for f in r["factors"]:
        a, b = f.range()
        if f.kind == "money":
            a = b = f.value()
        lo, hi = lo * a, hi * b
    return fits(r["total"], lo, hi)


JUDGES = {"sum": judge_sum, "ratio": judge_ratio, "share": judge_ratio,
          "growth": judge_growth, "pace": judge_pace, "times": judge_times,
          "difference": judge_difference, "equal": judge_equal,
          "words": judge_words, "sign": judge_sign, "bound": judge_bound,
          "score": judge_score, "band": judge_band, "hundred": judge_hundred,
          "target": judge_target, "product": judge_product}


class Relation:
    """One thing that must agree.  severity: what its breach deserves."""

    def __init__(self, kind, terms, severity="error"):
        self.kind, self.terms, self.severity = kind, terms, severity

    def figures(self):
        out = []
        for term in self.terms.values():
            for fig in term if isinstance(term, list) else [term]:
                if isinstance(fig, Fig) and fig not in out:
                    out.append(fig)
        return out

    def verdict(self):
        try:
            return JUDGES[self.kind](self.terms)
        except (ValueError, ZeroDivisionError):
            return "violated"


class Table:
    """head: rows of header cells; rows: cells with figure marks."""

    def __init__(self, name, head, rows, title="", note="", drop=None):
        self.name, self.head, self.rows = name, head, rows
        self.title, self.note = title, note
        self.drop = drop or {}  # row index -> relations that its loss breaks


class Doc:
    """A report under construction: blocks, figures, relations, habits."""

    def __init__(self, seed):
        self.rng = random.Random("gouji:%s" % (seed,))
        self.seed, self.kind, self.layout = seed, "", ""
        self.blocks, self.figs, self.relations, self.traps = [], [], [], []
        self.habits()

    def habits(self):
        r = self.rng
        self.unit = r.choice(["万元"] * 6 + ["元"] * 3 + ["亿元"])
        self.dec = {"万元": r.choice([2, 2, 2, 2, 1, 0, 4]),
                    "元": r.choice([2, 2, 0]), "亿元": r.choice([2, 2, 4])}
        self.pdec = r.choice([2, 2, 2, 2, 1, 0])
        self.rounding = r.choice(["half-up"] * 5 + ["truncated"])
        self.comma = r.random() < 0.2
        self.strip = r.random() < 0.4
        self.fine = r.random() < 0.25
        self.wide = r.random() < 0.04
        self.gap = " " if r.random() < 0.05 else ""
        self.ascii = r.random() < 0.15

    # -- making figures -------------------------------------------------
    def fig(self, kind, num, unit="", show=True, role=""):
        fig = Fig(len(self.figs), kind, num, unit, show, role)
        fig.gap = self.gap if kind in ("money", "percent") else ""
        self.figs.append(fig)
        return fig

    def step(self, unit=None):
        """The last printed unit of money, in yuan."""
        unit = unit or self.unit
        return Fraction(SCALE[unit], 10**self.dec[unit])

    def draw(self, low, high, unit=None):
        """A true amount in yuan between two amounts of 万元."""
        step = Fraction(1, 100) if self.fine else self.step(unit)
        step = max(step, Fraction(1, 100))
        lo, hi = Fraction(low) * 10**4 / step, Fraction(high) * 10**4 / step
        lo, hi = int(lo) + 1, max(int(lo) + 1, int(hi))
        return self.rng.randint(lo, hi) * step

    def split(self, total, n, unit=None):
        """n positive parts of a total, multiples of the printed step."""
        step = Fraction(1, 100) if self.fine else self.step(unit)
        count = int(total / step)
        while True:
            cuts = sorted(self.rng.random() for _ in range(n - 1))
            cuts = [int(c * count) for c in cuts]
            parts = [b - a for a, b in zip([0] + cuts, cuts + [count])]
            floor = 1 if not self.fine else int(self.step(unit) / step) + 1
            if count < 2 * n * floor:
                raise ValueError("cannot split")
            if min(parts) >= floor:
                break
        out = [p * step for p in parts]
        out[-1] += total - sum(out)
        return out

    def number(self, value, dec):
        text = round_to(value, dec)
        if self.strip and "." in text:
            text = text.rstrip("0").rstrip(".")
        return group3(text) if self.comma else text

    def money(self, value, unit=None, show=True, role="", dec=None):
        unit = unit or self.unit
        dec = self.dec[unit] if dec is None else dec
        return self.fig("money", self.number(Fraction(value) / SCALE[unit], dec), unit,
                        show, role)

    def percent(self, value, dec=None, show=True, role=""):
        """A computed percentage, rounded as this document does."""
        dec = self.pdec if dec is None else dec
        habit = "half-up" if self.rounding == "half-up" else "cut"
        text = round_to(Fraction(value), dec, habit)
        if self.strip and "." in text:
            text = text.rstrip("0").rstrip(".")
        return self.fig("percent", text, "%", show, role)

    def score(self, value, show=False, role="", dec=2):
        text = round_to(Fraction(value), dec)
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return self.fig("score", text, "分", show, role)

    def count(self, value, unit="", role=""):
        return self.fig("count", str(value), unit, True, role)

    def word(self, text, role="word"):
        return self.fig("word", text, role=role)

    # -- relations and text ----------------------------------------------
    def rel(self, kind, severity="error", **terms):
        relation = Relation(kind, terms, severity)
        self.relations.append(relation)
        return relation

    def say(self, templates, **figs):
        text = self.rng.choice(templates) if isinstance(templates, list) \
            else templates
        return text.format(**figs)

    def add(self, *blocks):
        for kind, body in blocks:
            if body:
                self.blocks.append((kind, body))

    def p(self, text):
        self.add(("p", text))

    def h(self, text):
        self.add(("h", text))


WIDE = {ord(a): b for a, b in zip("0123456789.%", "０１２３４５６７８９．％")}


def figure_text(fig, doc, part):
    if part == "number":
        return fig.num.translate(WIDE) if doc.wide and fig.kind != "word" \
            else fig.num
    unit = fig.print_unit or fig.unit
    return fig.gap + (unit.translate(WIDE) if doc.wide else unit)


def render(doc):
    """The document's text; sets the place of every figure."""
    out, length = [], 0
    for fig in doc.figs:
        fig.start = fig.end = -1
    for ch in doc.body:
        code = ord(ch)
        if code >= UNIT:
            fig = doc.figs[code - UNIT]
            ch = figure_text(fig, doc, "unit")
            fig.end = length + len(ch)
        elif code >= NUMBER:
            fig = doc.figs[code - NUMBER]
            ch = figure_text(fig, doc, "number")
            fig.start, fig.end = length, length + len(ch)
        out.append(ch)
        length += len(ch)
    return "".join(out)


def check_truth(doc):
    """Every relation of a clean document must hold; else a bug here."""
    for relation in doc.relations:
        verdict = relation.verdict()
        if verdict == "violated" or \
                verdict == "soft" and doc.rounding == "half-up" \
                and relation.kind not in ("sum", "sign"):
            figs = " ".join(f.num + f.unit for f in relation.figures())
            raise AssertionError("seed %s: %s %s: %s"
                                 % (doc.seed, relation.kind, verdict, figs))
