# SPDX-License-Identifier: MIT
"""Kinds of documents: what a body publishes, from title to last line."""
import random
from fractions import Fraction

from . import forms, layouts, prose, traps, words
from .model import NUMBER, UNIT, Doc, Table, check_truth, render

HAN = "一二三四五六七八九十"


class Project:
    """The true money of one project."""

    def __init__(self, doc, form, low=20, high=900):
        r = doc.rng
        self.form = form
        self.name = r.choice(words.PROJECTS) + "项目"
        self.year = r.randint(2018, 2024)
        self.budget = doc.draw(low, high)
        self.initial = self.arrived = self.budget
        step = doc.step()
        self.plain_sources = form and r.random() < 0.5
        if form in ("gd", "city") or not form and r.random() < 0.4:
            cut = Fraction(r.randint(80, 99), 100)
            self.arrived = int(self.budget * cut / step) * step
        elif r.random() < 0.25:
            move = max(step, int(self.budget / r.randint(6, 20) / step) * step)
            self.initial += move if r.random() < 0.4 else -move
        rate = Fraction(r.choice([r.randint(620, 999), r.randint(900, 999),
                                  1000]), 1000)
        self.spent = max(step, int(self.arrived * rate / step) * step)
        if self.initial <= 0:
            self.initial = self.budget
        self.told = {}


def place_and_body(doc):
    place = doc.rng.choice(words.PLACES)
    return place, place + doc.rng.choice(words.BODIES)


class Numbering:
    def __init__(self):
        self.n = 0

    def __call__(self, text):
        self.n += 1
        return "%s、%s" % (HAN[self.n - 1], text)


def filler(doc, what):
    pool = {
        "basis": ["项目立项依据充分，程序合规，绩效目标明确。",
                  "根据年度工作要点和财政管理要求，单位成立了绩效自评工作小组。",
                  "该项目旨在补齐公共服务短板，改善群众生产生活条件。"],
        "manage": ["资金实行专款专用，支付手续完备，未发现截留、挤占、挪用等情况。",
                   "项目单位严格执行财务制度，资金拨付有完整的审批程序。",
                   "项目由业务科室牵头组织实施，财务室负责资金核算。"],
        "problem": ["个别指标设置不够细化，绩效目标量化程度有待提高。",
                    "项目前期准备时间较长，资金支付集中在下半年。",
                    "部分佐证材料归集不及时。"],
        "advice": ["进一步细化绩效指标，加强过程监控。",
                   "提前开展项目前期工作，加快预算执行进度。",
                   "加强业务培训，提高自评质量。"]}
    return doc.rng.choice(pool[what])


def use_of_money(doc, pr):
    """What the money was spent on: a list that adds up to the spending."""
    n = doc.rng.randint(2, 5)
    names = doc.rng.sample(words.SPENDINGS, n)
    try:
        values = doc.split(pr.spent, n)
    except ValueError:
        return ""
    label = doc.rng.choice(["实际支出", "项目支出", "资金使用", "支出资金"])
    fig = doc.money(pr.spent)
    if pr.told.get("spent"):
        doc.rel("equal", figs=[pr.told["spent"], fig])
    return prose.parts(doc, label, pr.spent, names, False, fig, values)


def sources(doc, pr):
    names = doc.rng.choice(words.SOURCES)
    try:
        values = doc.split(pr.budget, len(names))
    except ValueError:
        return ""
    label = doc.rng.choice(["项目资金来源合计", "项目预算资金"])
    return prose.parts(doc, label, pr.budget, names, True, None, values)


SCORED = ["经自评，本项目自评得分{t}分，自评等级为“{g}”。",
          "综合评分{t}分，评价结果为{g}。", "自评总得分为{t}分，属于“{g}”等次。",
          "根据评分标准，项目绩效自评得分{t}分，等级：{g}。",
          "项目自评结果为“{g}”，得分{t}分。"]
BANDS = ["评价等级划分：90分（含）以上为优，80（含）-90分为良，60（含）-80分为中，60分以下为差。",
         "综合评价等级分为优（90分及以上）、良（80-90分）、中（60-80分）、差（60分以下）四级。"]
DONE = ["上述各项绩效指标均已达到年初设定的目标值。", "三级指标全部完成年度目标。"]


def conclusion(doc, form):
    told = doc.score(form.total_value)
    names = form.grade()
    word = doc.word(doc.rng.choice(names[:2]), "grade")
    bands = [(f, n) for f, n in words.GRADES]
    doc.rel("equal", figs=[told, form.total])
    doc.rel("band", score=told, word=word, bands=bands)
    text = doc.say(SCORED, t=told, g=word)
    if doc.rng.random() < 0.5:
        text += doc.rng.choice(BANDS)
    return text


def tie_form(doc, pr, form):
    """The narrative and the table speak of the same money."""
    fund, told = form.fund, pr.told
    pairs = [("budget", "budget"), ("spent", "spent"), ("adjusted", "working"),
             ("arrived", "arrived"), ("rate", "rate")]
    for mine, theirs in pairs:
        if told.get(mine) and fund.get(theirs):
            doc.rel("equal", figs=[told[mine], fund[theirs]])


def project(doc):
    shape = doc.rng.choice(["mof", "mof", "mof", "mof-cost", "gd", "hubei",
                            "sichuan", "city", "transfer"])
    doc.shape = shape
    doc.unit = doc.rng.choice(["万元", "万元", "元"])
    if doc.unit == "万元" and doc.dec["万元"] == 0:
        doc.dec["万元"] = 2
    pr = Project(doc, shape)
    _, body = place_and_body(doc)
    doc.title = "%s%d年度%s绩效自评报告" % (body, pr.year, pr.name)
    head = Numbering()
    form = forms.Form(doc, shape, pr)
    doc.h(head("项目基本情况"))
    doc.p(filler(doc, "basis"))
    doc.h(head(doc.rng.choice(["项目资金情况", "资金安排和使用情况", "预算执行情况"])))
    doc.p(prose.story(doc, pr))
    if pr.plain_sources and pr.initial == pr.budget:
        doc.p(sources(doc, pr))
    if doc.rng.random() < 0.6:
        doc.p(use_of_money(doc, pr))
    doc.p(filler(doc, "manage"))
    fund = forms.fund_table(doc, form)
    with_exec = shape in ("gd", "city")
    table = forms.score_table(doc, form, with_exec, doc.rng.random() < 0.4)
    tie_form(doc, pr, form)
    doc.h(head("绩效目标完成情况"))
    level_stories(doc, form)
    claims(doc, form)
    if form.scored:
        doc.h(head("自评结论"))
        doc.p(conclusion(doc, form))
    doc.h(head("存在问题及改进措施"))
    doc.p(filler(doc, "problem") + filler(doc, "advice"))
    name = {"transfer": "转移支付区域（项目）绩效自评表",
            "gd": "项目绩效自评指标评分表"}.get(shape, "项目支出绩效自评表")
    doc.h("附件：%s" % name)
    doc.h("（%d年度）" % pr.year)
    doc.add(("t", fund), ("t", table))
    if shape == "mof" and doc.rng.random() < 0.3:
        doc.p(NOTE)


def claims(doc, form):
    """Which indicators reached their targets, in words."""
    items = [i for _, _, more in form.levels for i in more]
    missed = [i.name for i in items if not i.met]
    if doc.rng.random() < 0.5:
        return
    row = form.shape in ("gd", "city") and form.exec_rate_value < 1
    if not missed and not row and doc.rng.random() < 0.5:
        doc.p(doc.rng.choice(DONE))
    else:
        full = form.scored and form.exec_rate_value == 1
        late = [] if full or not form.scored else ["预算执行率"]
        doc.p("（一）已完成的绩效指标")
        doc.p("；".join((["预算执行率"] if full else []) +
                       [i.name for i in items if i.met]) + "。")
        doc.p("（二）未完成的绩效指标")
        doc.p("；".join(late + missed) + "。" if late or missed else "无")
    for item in items:
        if item.met and hasattr(item, "goal"):
            doc.rel("target", "error", target=item.goal, actual=item.got,
                    way=item.way)


NOTE = ("说明：1.分值设定100分，其中预算执行率10分、产出指标50分、效益指标30分、"
        "满意度指标10分。2.偏差原因须在备注中说明。")
LEVEL = ["{l}满分{w}，自评得分{s}。", "{l}方面：满分{w}，得{s}。",
         "{l}（满分{w}，自评得分{s}）：相关工作按计划完成。"]


def level_stories(doc, form):
    """Scores by level in the narrative; they add up to the rows."""
    if not form.scored or doc.rng.random() < 0.5:
        doc.p(doc.rng.choice(["项目各项产出按计划推进，社会效益逐步显现。",
                              "通过项目实施，达到了预期效果。"]))
        return
    for label, points, items in form.levels:
        w = doc.score(points, show=True)
        s = doc.score(sum(i.score_value for i in items), show=True)
        doc.rel("bound", "error", low=s, high=w)
        # scores of rows that were just printed in the table
        doc.rel("sum", total=s, parts=[i.score for i in items],
                computed=len(items))
        doc.rel("sum", total=w, parts=[i.weight for i in items])
        doc.p(doc.say(LEVEL, l=label, w=w, s=s))


# -- department, final accounts, 三公, execution, funds ------------------------------

def two_years(doc, low, high, flat=0.05):
    cur = doc.draw(low, high)
    if doc.rng.random() < flat:
        return cur, cur
    step = doc.step()
    move = Fraction(doc.rng.choice([doc.rng.randint(15, 280),
                                    doc.rng.randint(300, 600)]), 1000)
    prev = cur / (1 + move) if doc.rng.random() < 0.6 else cur / (1 - move)
    prev = max(step, int(prev / step) * step)
    return cur, prev


def final_income(doc, head, year, body):
    total, prev = two_years(doc, 300, 9000, 0)
    n = doc.rng.randint(2, 4)
    names = ["财政拨款收入"] + doc.rng.sample(words.INCOMES[1:], n - 1)
    doc.h(head("收入决算情况说明"))
    t = doc.money(total)
    label = doc.rng.choice(["本年收入合计", "收入合计"])
    doc.p("%d年度，%s" % (year, prose.change(doc, label, total, prev, year, t)))
    values = doc.split(total, n)
    t2 = doc.money(total)
    doc.rel("equal", figs=[t, t2])
    doc.p(prose.parts(doc, label, total, names, True, t2, values))
    return total, t


def final_spending(doc, head, year, total, income):
    doc.h(head("支出决算情况说明"))
    label = doc.rng.choice(["本年支出合计", "支出合计"])
    spent = total - doc.draw(total / 10**4 / 60, total / 10**4 / 12)
    t = doc.money(spent)
    values = doc.split(spent, 2)
    doc.p(prose.parts(doc, label, spent, words.BASIC, True, t, values))
    two = [figure_after(doc, t, 1), figure_after(doc, t, 2)]
    inner = doc.money(values[0])
    doc.rel("equal", figs=[two[0], inner])
    if doc.rng.random() < 0.7:
        doc.p(prose.parts(doc, "基本支出", values[0], words.INNER, True,
                          inner, doc.split(values[0], 2)))
    else:
        doc.p("按经济分类，基本支出%s，主要用于保障机构正常运转。" % inner)
    doc.p(prose.balance(doc, total, spent, (income, t)))
    return spent, values, [t] + two


def figure_after(doc, fig, n):
    """The n-th money figure made after fig: the parts of its list."""
    later = [f for f in doc.figs[fig.id + 1:] if f.kind == "money"]
    return later[n - 1]


def class_table(doc, values, told):
    """By function: rows of 基本 and 项目, which add up to those of the text."""
    n = doc.rng.randint(3, 6)
    names = doc.rng.sample(words.CLASSES, n)
    basic, project = (doc.split(v, n) for v in values)
    rows, columns, classes = [], ([], [], []), []
    for name, a, b in zip(names, basic, project):
        figs = [doc.money(x, show=False) for x in (a + b, a, b)]
        doc.rel("sum", total=figs[0], parts=figs[1:])
        for col, f in zip(columns, figs):
            col.append(f)
        classes.append((name, a + b, figs[0]))
        rows.append([name] + [str(f) for f in figs])
    heads = [doc.money(v, show=False) for v in [sum(values)] + values]
    linked = [doc.rel("sum", total=h, parts=list(col))
              for h, col in zip(heads, columns)]
    doc.rel("sum", total=heads[0], parts=heads[1:])
    for a, b in zip(told, heads):
        doc.rel("equal", figs=[a, b])
    first = ["合计"] + [str(f) for f in heads]
    if doc.rng.random() < 0.4:
        rows, drop = rows + [first], {i: linked for i in range(n)}
    else:
        rows, drop = [first] + rows, {i + 1: linked for i in range(n)}
    return classes, Table("classes", [["功能科目", "合计", "基本支出", "项目支出"]], rows,
                        "支出决算表", "单位：%s" % doc.unit, drop)


class Three:
    """三公经费 of two years and a budget, for the three parts."""

    def __init__(self, doc):
        step = doc.step()
        self.actual = [doc.draw(2, 40) for _ in range(3)]
        if doc.rng.random() < 0.5:
            self.actual[0] = Fraction(0)

        def near(low, high):
            return [max(step, int(a * doc.rng.randint(low, high) / 100 /
                                  step) * step) if a else a
                    for a in self.actual]
        self.budget, self.before = near(101, 160), near(70, 150)
        self.total = sum(self.actual)


def three_public(doc, year, three):
    """三公经费: total and three parts, with budgets and last year's."""
    text, s = prose.complete(doc, "“三公”经费", sum(three.budget), three.total)
    names, actual = list(words.THREE), three.actual
    three.told = [s, doc.last_budget]
    figs = [doc.money(a) for a in actual]
    doc.rel("sum", total=s, parts=figs)
    shares = doc.rng.random() < 0.4
    items = []
    for name, a, f in zip(names, actual, figs):
        item = name + doc.rng.choice(["支出", "支出决算", ""]) + str(f)
        if shares:
            r = doc.percent(a / three.total * 100)
            if a:
                doc.rel("share", part=f, wholes=[s], rate=r)
            item += "，占" + str(r)
        items.append(item)
    doc.p(text + doc.rng.choice(["其中：", "其中，", "具体情况如下："]) +
          "；".join(items) + "。")
    three.figs = figs
    details(doc, year, three)


def details(doc, year, three):
    for k, (name, a, f) in enumerate(zip(words.THREE, three.actual,
                                         three.figs)):
        if not a or doc.rng.random() < 0.4:
            continue
        again = doc.money(a)
        doc.rel("equal", figs=[f, again])
        if k == 1 and doc.rng.random() < 0.5:
            doc.p(prose.parts(doc, name, a, words.CARS, True, again,
                              doc.split(a, 2)))
            continue
        doc.p(prose.change(doc, name, a, three.before[k], year, again))
    both = [(a, p) for a, p in zip(three.actual, three.before)][1:]
    if doc.rng.random() < 0.4 and (both[0][0] - both[0][1]) * \
            (both[1][0] - both[1][1]) > 0:
        doc.p(prose.paired(doc, words.THREE[1:], both, year))
    if doc.rng.random() < 0.5:
        doc.p("全年国内公务接待%d批次，%d人次；公务用车保有量%d辆。"
              % (doc.rng.randint(3, 90), doc.rng.randint(100, 900),
                 doc.rng.randint(1, 12)))


def money_unit(doc, units):
    doc.unit = doc.rng.choice(units)
    if doc.dec.get("万元") in (0, 1) and doc.unit == "万元":
        doc.dec["万元"] = 2


def department(doc):
    money_unit(doc, ["万元"])
    place, body = place_and_body(doc)
    year = doc.rng.randint(2018, 2024)
    doc.title = "%s%d年度部门整体支出绩效自评报告" % (body, year)
    head = Numbering()
    doc.h(head("部门概况"))
    doc.p(filler(doc, "basis"))
    doc.p(prose.people(doc, year))
    doc.h(head("部门整体支出情况"))
    total, prev = two_years(doc, 400, 6000)
    t, again = doc.money(total), doc.money(total)
    doc.p(prose.change(doc, "部门预算总额", total, prev, year, t))
    doc.rel("equal", figs=[t, again])
    doc.p(prose.parts(doc, "部门预算总额", total, words.BASIC, True, again,
                      doc.split(total, 2)))
    spent = total - doc.draw(total / 10**4 / 80, total / 10**4 / 6)
    text, _ = prose.complete(doc, "部门整体支出", total, spent)
    doc.rel("equal", figs=[t, doc.last_budget])
    doc.p(text)
    doc.h(head("“三公”经费情况"))
    three_public(doc, year, Three(doc))
    doc.h(head("绩效管理情况"))
    low = doc.draw(40, 200)
    step = doc.step()
    near = int(low * doc.rng.choice([83, 91, 107, 118]) / 100 / step) * step
    doc.p(prose.over(doc, "公务活动保障费", low, near))
    doc.p(prose.points(doc, "项目资金支付进度平均值"))
    if doc.rng.random() < 0.5:
        doc.p(prose.product(doc))
    doc.p(filler(doc, "manage"))
    if doc.rng.random() < 0.7:
        tree = forms.Tree(doc)
        doc.h(head("自评结论"))
        doc.p(conclusion(doc, tree))
        doc.h("附件：部门整体支出绩效自评指标评分表")
        doc.add(("t", tree.table))


def final(doc):
    money_unit(doc, ["万元", "万元", "元"])
    place, body = place_and_body(doc)
    year = doc.rng.randint(2016, 2024)
    doc.title = "%s%d年度部门决算公开说明" % (body, year)
    head = Numbering()
    total, income = final_income(doc, head, year, body)
    spent, values, told = final_spending(doc, head, year, total, income)
    big, classes = spent / 10**4, []
    if doc.rng.random() < 0.7:
        classes, table = class_table(doc, values, told)
        doc.add(("t", table))
    doc.h(head("财政拨款支出决算情况"))
    for name, value, fig in doc.rng.sample(classes, min(2, len(classes))):
        doc.p(class_told(doc, name, value, fig))
    for label in doc.rng.sample(words.CLASSES, doc.rng.randint(1, 3)):
        if not classes:
            doc.p(class_done(doc, label, big / 40, big / 8))
    doc.h(head("“三公”经费支出决算情况"))
    three_public(doc, year, Three(doc))
    doc.h(head("其他重要事项"))
    basic = values[0] / 10**4
    cur, prev = two_years(doc, basic / 10, basic / 3)
    doc.p(prose.change(doc, "机关运行经费支出", cur, prev, year))
    purchase(doc, big / 20, big / 3)


def class_told(doc, label, spent, fig):
    """A class of the table, against its budget."""
    step = doc.step()
    budget = int(spent * 100 / doc.rng.randint(70, 125) / step) * step
    text, s = prose.complete(doc, label, max(step, budget), spent)
    doc.rel("equal", figs=[fig, s])
    return text


def class_done(doc, label, low, high):
    budget, step = doc.draw(low, high), doc.step()
    cut = Fraction(doc.rng.randint(60, 130), 100)
    return prose.complete(doc, label, budget,
                          max(step, int(budget * cut / step) * step))[0]


def purchase(doc, low, high):
    total = doc.draw(low, high)
    names = ["政府采购货物支出", "政府采购工程支出", "政府采购服务支出"]
    doc.p(prose.parts(doc, "政府采购支出总额", total, names, True, None,
                      doc.split(total, 3)))


def three(doc):
    money_unit(doc, ["万元"])
    place, body = place_and_body(doc)
    year = doc.rng.randint(2015, 2024)
    doc.title = "%s%d年度“三公”经费支出情况说明" % (body, year)
    head = Numbering()
    doc.h(head("“三公”经费总体情况"))
    money = Three(doc)
    three_public(doc, year, money)
    doc.h(head("与上年比较情况"))
    t = doc.money(money.total)
    doc.rel("equal", figs=[money.told[0], t])
    doc.p(prose.change(doc, "“三公”经费支出", money.total, sum(money.before),
                       year, t))
    if doc.rng.random() < 0.6:
        doc.add(("t", three_table(doc, money)))


def three_table(doc, money):
    rows, cols = [], ([], [])
    for name, b, a, told in zip(words.THREE, money.budget, money.actual,
                                money.figs):
        figs = [doc.money(b, show=False), doc.money(a, show=False)]
        for col, f in zip(cols, figs):
            col.append(f)
        doc.rel("equal", figs=[told, figs[1]])
        rows.append([name] + [str(f) for f in figs])
    heads = [doc.money(sum(money.budget), show=False),
             doc.money(money.total, show=False)]
    for h, col, told in zip(heads, cols, reversed(money.told)):
        doc.rel("sum", total=h, parts=list(col))
        doc.rel("equal", figs=[told, h])
    return Table("three", [["项目", "预算数", "决算数"]],
                 [["合计"] + [str(f) for f in heads]] + rows,
                 "“三公”经费支出表", "单位：%s" % doc.unit)


def execution(doc):
    doc.unit = doc.rng.choice(["亿元", "亿元", "万元"])
    if doc.unit == "万元":
        doc.dec["万元"] = doc.rng.choice([0, 0, 2])
    place = doc.rng.choice([p for p in words.PLACES if p[-1] in "县市区州"])
    year = doc.rng.randint(2015, 2024)
    doc.title = "%s%d年财政预算执行情况" % (place, year)
    head = Numbering()
    doc.h(head("一般公共预算收入情况"))
    cur, prev = two_years(doc, 4 * 10**4, 60 * 10**4)
    t, again = doc.money(cur), doc.money(cur)
    doc.p(prose.change(doc, "一般公共预算收入", cur, prev, year, t))
    doc.rel("equal", figs=[t, again])
    share = Fraction(doc.rng.randint(45, 85), 100)
    tax = int(cur * share / doc.step()) * doc.step()
    doc.p(prose.parts(doc, "一般公共预算收入", cur, ("税收收入", "非税收入"), True,
                      again, [tax, cur - tax]))
    doc.h(head("主要税种完成情况"))
    for name in doc.rng.sample(words.TAXES, doc.rng.randint(2, 4)):
        c, p = two_years(doc, tax / 10**4 / 12, tax / 10**4 / 5)
        doc.p(prose.change(doc, name, c, p, year))
    doc.h(head("一般公共预算支出情况"))
    cur, prev = two_years(doc, 8 * 10**4, 90 * 10**4)
    doc.p(prose.change(doc, "一般公共预算支出", cur, prev, year))
    doc.p(prose.points(doc, "民生支出占一般公共预算支出比重"))
    big = cur / 10**4
    for label in doc.rng.sample(words.CLASSES, doc.rng.randint(1, 3)):
        doc.p(class_done(doc, label, big / 40, big / 6))
    goal = doc.draw(big / 60, big / 20)
    more = int(goal * doc.rng.randint(101, 125) / 100 / doc.step())
    doc.p(prose.task(doc, "向上争取资金", goal, more * doc.step()))
    if doc.rng.random() < 0.4:
        doc.p(prose.multiples(doc, "专项债券资金支出", doc.draw(3000, 9000)))


def fund(doc):
    money_unit(doc, ["万元", "万元", "元"])
    place, _ = place_and_body(doc)
    year = doc.rng.randint(2015, 2024)
    kind = doc.rng.choice(words.LOTTERY)
    doc.title = "%s%d年%s使用情况公告" % (place, year, kind)
    head = Numbering()
    doc.h(head("资金筹集和分配情况"))
    total, n = doc.draw(100, 2000), doc.rng.randint(2, 5)
    names = doc.rng.sample(words.WELFARE, n)
    values, step = doc.split(total, n), doc.step()
    spent = [max(step, int(v * doc.rng.randint(70, 100) / 100 / step) * step)
             for v in values]
    t = doc.money(total)
    if doc.rng.random() < 0.5:
        doc.p(prose.parts(doc, "%d年%s" % (year, kind), total,
                          ["中央安排", "省级安排", "本级安排"], True, t,
                          doc.split(total, 3)))
        again = doc.money(total)
        doc.rel("equal", figs=[t, again])
        t = again
    doc.p(prose.parts(doc, "共安排资金", total, names, False, t, values))
    told = [figure_after(doc, t, k + 1) for k in range(n)]
    doc.p(prose.projects_count(doc, names))
    if doc.rng.random() < 0.6:
        doc.p(prose.nested(doc, "公益项目配套资金", doc.draw(50, 400),
                           ["设施建设", "服务购买"], ["土建", "设备"]))
    doc.h(head("资金使用情况"))
    pr = Project(doc, "")
    pr.name, pr.budget, pr.spent = names[0] + "项目", values[0], spent[0]
    pr.initial = pr.arrived = pr.budget
    doc.p(prose.story_plain(doc, pr))
    doc.rel("equal", figs=[told[0], pr.told["budget"]])
    doc.p(prose.balance(doc, total, sum(spent), (t, None)))
    if doc.rng.random() < 0.6:
        doc.add(("t", fund_list(doc, names, values, spent, told + [t])))
    doc.p(prose.product(doc))


def fund_list(doc, names, parts, spent, told):
    """One row a project: allotted, spent, rate; and their total."""
    n, cols, rows = len(names), ([], []), []
    for i, (name, p, s) in enumerate(zip(names, parts, spent)):
        figs = fund_line(doc, p, s, told[i])
        for col, f in zip(cols, figs):
            col.append(f)
        rows.append([str(i + 1), name + "项目"] + [str(f) for f in figs])
    figs = fund_line(doc, sum(parts), sum(spent), told[n])
    linked = [doc.rel("sum", total=figs[0], parts=cols[0]),
              doc.rel("sum", total=figs[1], parts=cols[1])]
    rows.append(["", "合计"] + [str(f) for f in figs])
    return Table("projects", [["序号", "项目名称", "安排金额", "支出金额", "支出进度"]], rows,
                 "资金安排使用明细表", "单位：%s" % doc.unit,
                 {i: linked for i in range(n)} if n > 2 else {})


def fund_line(doc, part, spent, told):
    a, b = doc.money(part, show=False), doc.money(spent, show=False)
    r = doc.percent(spent / part * 100)
    doc.rel("ratio", part=b, wholes=[a], rate=r)
    doc.rel("equal", figs=[told, a])
    return a, b, r


def pair(doc):
    """Two reports in one text: the same labels, other values."""
    project(doc)
    title, cut = doc.title, len(doc.blocks)
    project(doc)
    doc.blocks.insert(cut, ("h", doc.title))
    doc.title = title


SURVEY = ["{n}：全年预算{b}，实际支出{s}，执行率{r}，结余{x}。",
          "{n}预算安排{b}，支出{s}，预算执行率为{r}；结余{x}。",
          "{n}年初预算{b}，全年支出{s}，占年初预算的{r}，年末结余{x}。"]


def survey(doc):
    """One notice about several bodies, and their total."""
    money_unit(doc, ["万元", "万元", "元"])
    place = doc.rng.choice([p for p in words.PLACES if p[-1] in "县市区州"])
    year = doc.rng.randint(2018, 2024)
    doc.title = "%s%d年部门项目支出预算执行情况通报" % (place, year)
    n, step = doc.rng.randint(3, 6), doc.step()
    total = doc.draw(500, 6000)
    budgets = doc.split(total, n)
    spent = [max(step, int(b * doc.rng.randint(60, 99) / 100 / step) * step)
             for b in budgets]
    head = Numbering()
    doc.h(head("总体情况"))
    b, s = doc.money(total), doc.money(sum(spent))
    r = doc.percent(sum(spent) / total * 100)
    doc.rel("ratio", part=s, wholes=[b], rate=r)
    doc.p("%d年，%d个部门项目支出预算合计%s，支出合计%s，平均执行率%s。"
          % (year, n, b, s, r))
    doc.h(head("分部门情况"))
    rows = survey_rows(doc, doc.rng.sample(words.BODIES, n), budgets, spent)
    doc.rel("sum", "warning", total=b, parts=[x[0] for x in rows])
    doc.rel("sum", "warning", total=s, parts=[x[1] for x in rows])
    doc.h(head("下一步工作"))
    doc.p(filler(doc, "advice"))


def survey_rows(doc, names, budgets, spent):
    template, rows = doc.rng.choice(SURVEY), []
    for i, (name, part, done) in enumerate(zip(names, budgets, spent)):
        b, s, x = (doc.money(v) for v in (part, done, part - done))
        r = doc.percent(done / part * 100)
        doc.rel("ratio", part=s, wholes=[b], rate=r)
        doc.rel("difference", current=b, previous=s, change=x)
        doc.p("（%s）" % HAN[i] + template.format(n=name, b=b, s=s, r=r, x=x))
        rows.append((b, s))
    return rows


KINDS = {"project": project, "pair": pair, "survey": survey, "department": department, "final": final,
         "three": three, "execution": execution, "fund": fund}
WEIGHTS = ["project"] * 9 + ["department"] * 2 + ["final"] * 4 + \
    ["three"] * 2 + ["execution"] * 3 + ["fund"] * 3 + ["pair", "survey"]


def has_table(doc):
    return any(kind == "t" for kind, _ in doc.blocks)


def pick_layout(doc, layout):
    if layout:
        return layout
    if not has_table(doc):
        return doc.rng.choice(layouts.PROSE)
    pool = layouts.TABLES * 3 + layouts.PROSE + layouts.SILENT
    return doc.rng.choice(pool)


def add_traps(doc, count):
    """Traps between the paragraphs, before the first table."""
    found = traps.sprinkle(doc, count)
    body = [k for k, (kind, _) in enumerate(doc.blocks) if kind == "p"]
    for name, text in found:
        if name == "T35" and getattr(doc, "shape", "") != "mof":
            continue
        where = doc.rng.choice(body) + 1 if body else len(doc.blocks)
        doc.blocks.insert(where, ("p", text))
        doc.traps.append(name)


def drop_row(doc):
    """Take one row out of a table whose sums then no longer close."""
    choices = [(body, row) for kind, body in doc.blocks if kind == "t"
               for row in sorted(body.drop) if body.drop[row]]
    if not choices:
        return False
    table, row = random.Random("drop:%s" % (doc.seed,)).choice(choices)
    doc.dropped = [r for r in table.drop[row] if r.kind == "sum"]
    doc.totals = getattr(table, "totals", [])
    doc.lost = "".join(table.rows[row])
    del table.rows[row]
    return True


def lose(doc):
    """The sums as they stand in the text without the dropped row."""
    lost = {ord(ch) - NUMBER for ch in doc.lost if NUMBER <= ord(ch) < UNIT}
    whole = []
    for relation in doc.dropped:
        parts = relation.terms["parts"]
        kept = [f for f in parts if f.id not in lost]
        if len(kept) < len(parts):
            relation.terms["parts"] = kept
            whole.append(relation)
    doc.dropped = whole


def generate(seed, kind=None, layout=None, trap_count=None, drop=False):
    """A clean document: text, figures, relations, traps; the same for ever.

    drop: with one row taken out (doc.dropped: the sums that break), or None.
    """
    for attempt in range(50):
        doc = Doc(seed if not attempt else "%s/%d" % (seed, attempt))
        doc.kind = kind or doc.rng.choice(WEIGHTS)
        try:
            KINDS[doc.kind](doc)
        except (ValueError, IndexError):
            continue
        n = doc.rng.randint(0, 4) if trap_count is None else trap_count
        add_traps(doc, n)
        form = pick_layout(doc, layout)
        if drop and not drop_row(doc):
            return None
        layouts.compose(doc, form)
        doc.text = render(doc)
        if drop:
            lose(doc)
            doc.relations = [r for r in doc.relations if r not in doc.dropped]
        silence(doc)
        check_truth(doc)
        doc.seed = seed
        return doc
    raise AssertionError("seed %s: no document" % seed)


def silence(doc):
    """Figures that are not in the text have no place; drop their relations."""
    doc.relations = [r for r in doc.relations
                     if all(f.start >= 0 or f.id < 0 for f in r.figures())]
