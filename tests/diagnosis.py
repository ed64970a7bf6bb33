#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does the diagnosis name the right figure, and the right slip?

usage: tests/diagnosis.py --cases N --seed S [--jobs 2] [--out DIR] [--floors]

Plants one slip in a generated document and reads the diagnosis of the lead
of the group that it raises.  Five scenes, each measured for itself:

  triple   budget, spent and rate, and nothing else
  linked   the same with a balance beside them
  scored   the same in a form, with the score of the execution rate
  tree     a table of weights and scores on several levels
  other    any relation of any document

and "chance", in which an unrelated figure takes the place of one: there no
slip may be told.  first: the only suspect of the first rank is the figure
that was changed; cause: of those, the slip that was planted is named.
--floors: status 1 unless the rates of FLOORS are reached.
"""
import argparse
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mutate  # noqa: E402
from generator import forms, kinds, layouts, more_slips, prose, slips  # noqa: E402
from generator.model import Doc, check_truth, render  # noqa: E402

SCENES = ["triple", "linked", "scored", "tree", "other"]
# What a slip may be called: two words for what is one and the same change
# of the print.
ALSO = {"digit-added": ["digit-doubled"], "digit-doubled": ["digit-added"],
        "ocr": ["digit-replaced"], "digit-replaced": ["ocr"],
        "last-year": ["copied-neighbour"]}
# first, at least, per hundred; of digit slips in the scene "triple"
FLOORS = {"triple": 70, "linked": 90, "scored": 90, "tree": 85}
CAUSE_FLOOR, CHANCE_CEILING = 80, 3


# -- documents of one scene -----------------------------------------------------

def small(doc):
    """A report of which only its money is left."""
    kinds.money_unit(doc, ["万元", "万元", "元"])
    pr = kinds.Project(doc, "")
    pr.initial = pr.arrived = pr.budget
    step = doc.step()
    rate = kinds.Fraction(doc.rng.randint(620, 995), 1000)
    pr.spent = max(step, int(pr.budget * rate / step) * step)
    _, body = kinds.place_and_body(doc)
    doc.title = "%s%d年度%s绩效自评报告" % (body, pr.year, pr.name)
    return pr


def scene_triple(doc, balance=False):
    pr = small(doc)
    head = kinds.Numbering()
    doc.h(head("项目资金情况"))
    b, s = doc.money(pr.budget), doc.money(pr.spent)
    r = doc.percent(pr.spent / pr.budget * 100)
    doc.rel("ratio", part=s, wholes=[b], rate=r)
    text = doc.say(prose.BUDGET_SPENT, name=pr.name, year=pr.year, b=b, s=s,
                   r=r)
    if balance:
        x = doc.money(pr.budget - pr.spent)
        doc.rel("difference", current=b, previous=s, change=x)
        text += doc.say(prose.BALANCE, x=x)
    doc.p(text)
    doc.h(head("存在问题及改进措施"))
    doc.p(kinds.filler(doc, "problem") + kinds.filler(doc, "advice"))
    layouts.compose(doc, doc.rng.choice(layouts.PROSE))
    return [b, s, r] + ([x] if balance else [])


def scene_tree(doc):
    """The tree of a department: subtotals of weights, scores, the total."""
    doc.title = "%s%d年度部门整体支出绩效自评报告" % (kinds.place_and_body(doc)[1], 2023)
    tree = forms.Tree(doc)
    doc.h("一、自评结论")
    doc.p(kinds.conclusion(doc, tree))
    doc.add(("t", tree.table))
    layouts.compose(doc, doc.rng.choice(layouts.TABLES))
    return [f for f in doc.figs if f.kind == "score"]


def scene_form(doc):
    """Levels, rows and their total, scores by level told in the text."""
    doc.unit = "万元"
    doc.shape = doc.rng.choice(["mof", "hubei", "sichuan", "gd", "city"])
    pr = kinds.Project(doc, doc.shape)
    doc.title = "%s%d年度%s绩效自评报告" % (kinds.place_and_body(doc)[1], pr.year,
                                  pr.name)
    form = forms.Form(doc, doc.shape, pr)
    fund = forms.fund_table(doc, form)
    table = forms.score_table(doc, form, doc.shape in ("gd", "city"),
                              doc.rng.random() < 0.5)
    if not form.scored:
        raise ValueError("no scores")
    kinds.level_stories(doc, form)
    doc.p(kinds.conclusion(doc, form))
    doc.add(("t", fund), ("t", table))
    layouts.compose(doc, doc.rng.choice(layouts.TABLES))
    return [f for f in doc.figs if f.kind == "score" and
            f.where not in ("prose",) and not f.where.startswith("fund")]


def scene_scored(doc):
    doc.kind = "project"
    kinds.project(doc)
    layouts.compose(doc, doc.rng.choice(layouts.TABLES))
    if not any(r.kind == "score" for r in doc.relations):
        raise ValueError("no score")
    return [f for r in doc.relations if r.kind in ("ratio", "score")
            for f in r.figures() if f.kind in ("money", "percent")]


def build(scene, seed):
    """A clean document and the figures that may be changed."""
    if scene == "other":
        doc = kinds.generate(seed, layout=random.Random(seed).choice(
            layouts.TABLES + layouts.PROSE))
        return doc, doc.figs
    for attempt in range(50):
        doc = Doc("%s/%d" % (seed, attempt))
        doc.kind = scene
        try:
            if scene == "tree":
                scene_of = scene_tree if doc.rng.random() < 0.5 else scene_form
                figs = scene_of(doc)
            elif scene == "scored":
                figs = scene_scored(doc)
            else:
                figs = scene_triple(doc, scene == "linked")
        except (ValueError, IndexError):
            continue
        doc.text = render(doc)
        kinds.silence(doc)
        check_truth(doc)
        return doc, figs
    raise AssertionError("seed %s: no document" % seed)


class Case:
    def __init__(self, scene, kind, doc, slip):
        self.scene, self.kind, self.doc, self.slip = scene, kind, doc, slip
        self.start, self.end = slip.fig.start, slip.fig.end


def plant(scene, kind, seed):
    doc, figs = build(scene, seed)
    wanted = {f.id for f in figs}
    clean = doc.text
    slip = slips.plant(random.Random("slip:%s" % seed), doc, kind, {},
                       more_slips.MORE, lambda f: f.id in wanted)
    if slip is None:
        return None
    doc.text = render(doc)
    case = Case(scene, kind, doc, slip)
    case.clean = clean
    return case


def cases(args):
    """args.cases of them, over scenes and slips in turn; then chance."""
    out, i = [], 0
    for scene in SCENES:
        made, tries = 0, 0
        kind_list = more_slips.ALL + more_slips.DIGIT  # digits twice
        while made < args.cases // len(SCENES) and tries < 40 * args.cases:
            case = plant(scene, kind_list[tries % len(kind_list)],
                         "%s.d.%s.%d" % (args.seed, scene, tries))
            tries += 1
            if case:
                out.append(case)
                made += 1
    for i in range(args.cases // 4):
        case = plant(SCENES[i % len(SCENES)], "chance",
                     "%s.x.%d" % (args.seed, i))
        if case:
            out.append(case)
    return out


# -- reading what the program says -----------------------------------------------

def overlaps(figure, fig):
    lo = figure.get("offset", -1)
    return fig.start >= 0 and lo < fig.end and \
        fig.start < lo + figure.get("length", 0)


def lead_of(case, result):
    """The lead of the first group that the slip has raised, and the group."""
    figs = [case.slip.fig] + [f for r in case.slip.broken for f in r.figures()]
    related = [f for f in result["findings"]
               if f["severity"] != "notice" and
               any(overlaps(g, h) for g in f["figures"] for h in figs)]
    if not related:
        return None, []
    related.sort(key=lambda f: not any(overlaps(g, case.slip.fig)
                                       for g in f["figures"]))
    group = [f for f in result["findings"]
             if f["group"] == related[0]["group"]]
    return next(f for f in group if f["lead"]), group


def names(finding, item, fig):
    return any(overlaps(finding["figures"][c["figure"]], fig)
               for c in item["changes"])


class Answer:
    """What the diagnosis said about one case."""

    def __init__(self, case, result):
        self.lead, self.group = lead_of(case, result)
        self.found = self.lead is not None
        items = self.lead.get("diagnosis", []) if self.found else []
        best = [d for d in items if d["rank"] == 1]
        fig = case.slip.fig
        self.first = len(best) == 1 and len(best[0]["changes"]) == 1 and \
            names(self.lead, best[0], fig)
        self.tied = len(best) > 1 and any(names(self.lead, d, fig)
                                          for d in best)
        self.listed = any(names(f, d, fig) for f in self.group
                          for d in f.get("diagnosis", []))
        self.slip = best[0].get("slip") if best else None
        right = [case.kind] + ALSO.get(case.kind, [])
        self.cause = self.first and self.slip in right
        # one- and two-digit integers have no slip without a second witness
        self.short = case.slip.after.rstrip("分%").isdigit() and \
            len(case.slip.after.rstrip("分%")) < 3
        self.story = any(d.get("slip") for f in self.group
                         for d in f.get("diagnosis", []))


def share(hits, of):
    return "%6.1f" % (100.0 * hits / of) if of else "     -"


class Table:
    """found, first, tied, listed, cause by any key."""

    def __init__(self):
        self.rows = {}

    def add(self, key, answer):
        row = self.rows.setdefault(key, [0] * 6)
        for k, hit in enumerate((True, answer.found,
                                 answer.found and answer.first,
                                 answer.found and answer.tied,
                                 answer.found and answer.listed,
                                 answer.cause)):
            row[k] += hit

    def show(self, title):
        print("%-26s %5s %6s %6s %6s %6s %6s"
              % (title, "cases", "found", "first", "tied", "listed", "cause"))
        for key in sorted(self.rows):
            n, found, first, tied, listed, cause = self.rows[key]
            print("  %-24s %5d %s %s %s %s %s" % (
                key, n, share(found, n), share(first, found),
                share(tied, found), share(listed, found),
                share(cause, first)))

    def rate(self, key, hit, of):
        row = self.rows.get(key, [0] * 6)
        return 100.0 * row[hit] / row[of] if row[of] else 100.0


def keep(args, case, answer, i, why):
    stem = os.path.join(args.out, "%s-%04d-%s-%s" % (why, i, case.scene,
                                                     case.kind))
    lines = ["%s %s: %s -> %s at %d" % (case.scene, case.kind,
                                        case.slip.before, case.slip.after,
                                        case.start)]
    for r in case.slip.broken:
        lines.append("breaks %s: %s" % (r.kind, " ".join(
            f.num + f.unit for f in r.figures())))
    for f in answer.group:
        lines.append(("* " if f["lead"] else "  ") + mutate.describe(f))
        for d in f.get("diagnosis", []):
            change = d["changes"][0]
            lines.append("    rank %d: %s -> %s..%s..%s %s (%d) %s" % (
                d["rank"], f["figures"][change["figure"]]["text"],
                change.get("from"), change["suggest"], change.get("to"),
                d.get("slip"), d["reconciles"], d.get("cause")))
    mutate.write(stem + ".why", "\n".join(lines) + "\n")
    mutate.write(stem + ".txt", case.doc.text)


def measure(args, made, results):
    scenes, by_slip, pooled = Table(), Table(), Table()
    chance = {}
    for i, (case, result) in enumerate(zip(made, results)):
        answer = Answer(case, result)
        if case.kind == "chance":
            row = chance.setdefault(case.scene, [0, 0])
            row[0] += answer.story
            row[1] += 1
            if answer.story:
                keep(args, case, answer, i, "story")
            continue
        group = "digits" if case.kind in more_slips.DIGIT else "others"
        scenes.add("%s, %s" % (case.scene, group), answer)
        by_slip.add(case.kind, answer)
        pooled.add("all", answer)
        pooled.add(case.scene, answer)
        pooled.add("short integers" if answer.short else "longer", answer)
        if answer.found and not answer.first:
            keep(args, case, answer, i, "second")
        elif answer.found and not answer.cause:
            keep(args, case, answer, i, "cause")
    scenes.show("by scene")
    by_slip.show("by slip")
    pooled.show("all slips")
    told, of = (sum(row[k] for row in chance.values()) for k in (0, 1))
    print("an unrelated figure with a story: %d of %d, %s%%"
          % (told, of, share(told, of).strip()))
    for scene, row in sorted(chance.items()):
        print("  %-24s %5d of %5d" % (scene, *row))
    return failures(scenes, pooled, told, of)


def failures(scenes, pooled, told, of):
    bad = []
    for scene, floor in FLOORS.items():
        key = scene + ", digits"
        rate = scenes.rate(key, 2, 1)
        if rate < floor:
            bad.append("%s: right figure first in %.1f%%, not %d%%"
                       % (key, rate, floor))
    if scenes.rate("triple, digits", 4, 1) < 100:
        bad.append("triple: the right figure is not always listed")
    if pooled.rate("longer", 5, 2) < CAUSE_FLOOR:
        bad.append("the right cause in %.1f%%, not %d%%"
                   % (pooled.rate("longer", 5, 2), CAUSE_FLOOR))
    if 100 * told > CHANCE_CEILING * of:
        bad.append("stories for unrelated figures above %d%%" % CHANCE_CEILING)
    return bad


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--cases", type=int, default=2000)
    ap.add_argument("--seed", default="1")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--out", default="build/diagnosis")
    ap.add_argument("--floors", action="store_true")
    args = ap.parse_args()
    mutate.shutil.rmtree(args.out, ignore_errors=True)
    os.makedirs(args.out)
    made = cases(args)
    results = mutate.run_map([(i, c.doc.text) for i, c in enumerate(made)],
                             args.jobs)
    bad = measure(args, made, results)
    bad += ["status %d on a document" % status for status, _ in mutate.CRASHES]
    for text in bad:
        print("FAIL " + text)
    return 1 if bad and args.floors else 0


if __name__ == "__main__":
    sys.exit(main())
