# SPDX-License-Identifier: MIT
"""Score forms: fund tables, trees of weights and scores, in eight shapes."""
from fractions import Fraction

from . import words
from .model import Fig, Table, round_to

# level-1 labels with their points; "exec" is the execution rate
FORMS = {
    "mof": [("exec", 10), ("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)],
    "mof-cost": [("exec", 10), ("成本指标", 20), ("产出指标", 40),
                 ("效益指标", 20), ("满意度指标", 10)],
    "gd": [("exec", 12), ("监管", 8), ("产出", 40), ("效益", 40)],
    "hubei": [("exec", 20), ("产出指标", 40), ("效益指标", 30), ("满意度指标", 10)],
    "sichuan": [("exec", 10), ("产出指标", 50), ("效益指标", 30),
                ("满意度指标", 10)],
    "city": [("exec", 10), ("产出目标", 40), ("效益指标", 30), ("满意度指标", 20)],
    "transfer": [("产出指标", 0), ("效益指标", 0), ("满意度指标", 0)],
}
LEVEL2 = {"产出": ["数量指标", "质量指标", "时效指标", "成本指标"],
          "效益": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
          "满意度": ["服务对象满意度指标"], "成本": ["经济成本指标"], "监管": ["事项管理"]}
SIGNS = {">=": ["≥", "≥", "≥", "≧", ">=", "不低于", "＞="],
         "<=": ["≤", "≤", "≦", "<=", "不超过"]}


def family(label):
    for name in LEVEL2:
        if label.startswith(name):
            return name
    return "产出"


class Item:
    """One indicator row."""

    def __init__(self, level2, name, weight):
        self.level2, self.name, self.weight_value = level2, name, weight
        self.target = self.actual = None  # cells
        self.reason = ""


def split_weight(doc, total, n):
    """n weights of a total: whole or half points, or an equal split."""
    if n == 1:
        return [Fraction(total)]
    if total % n == 0 and doc.rng.random() < 0.5:
        return [Fraction(total, n)] * n
    half = 2 if total / n < 3 or doc.rng.random() < 0.15 else 1
    units = total * half
    parts = [1] * n
    for _ in range(units - n):
        parts[doc.rng.randrange(n)] += 1
    return [Fraction(p, half) for p in parts]


def equal_split(total, n):
    """40/9 as 4.45 x 4 + 4.44 x 5."""
    cents = total * 100
    low, extra = divmod(cents, n)
    return [Fraction(low + (1 if i < extra else 0), 100) for i in range(n)]


def make_item(doc, fam, level2, weight, used):
    r = doc.rng
    if fam == "满意度":
        pool = words.PLEASED
    elif level2.startswith(("质量", "事项")):
        pool = words.RATES
    elif level2.startswith("时效"):
        pool = words.TIMES
    elif "成本" in level2:
        pool = words.COSTS
    elif fam == "效益":
        pool = words.TEXTS
    else:
        pool = words.COUNTED
    left = [x for x in pool if x[0] not in used]
    if not left:
        left = [x for x in words.COUNTED + words.TEXTS if x[0] not in used]
    entry = r.choice(left)
    used.add(entry[0])
    item = Item(level2, entry[0], weight)
    if len(entry) == 6:
        counted(doc, item, entry)
    elif isinstance(entry[2], tuple):
        rated(doc, item, entry)
    else:
        item.target, item.actual = entry[1], entry[2]
        item.met, item.degree = True, None
    return item


def counted(doc, item, entry):
    _, unit, way, low, high, dec = entry
    goal = Fraction(doc.rng.randint(low * 10**dec, high * 10**dec), 10**dec)
    better = 1 + Fraction(doc.rng.choice([0, 0, 0, 5, 12, 20]), 100)
    miss = doc.rng.random() < 0.1
    got = goal * Fraction(doc.rng.randint(70, 95), 100) if miss \
        else goal * better
    got = Fraction(round_to(got, dec))
    if miss and got >= goal:
        got = goal
    finish(doc, item, goal, got, way, unit, dec)


def rated(doc, item, entry):
    _, way, (low, high) = entry
    goal = Fraction(doc.rng.randint(low, high))
    if way == "<=":
        got = goal - Fraction(doc.rng.randint(0, int(goal) * 5), 10)
        got = max(got, goal * Fraction(6, 10))
    else:
        got = min(Fraction(100), goal + Fraction(
            doc.rng.choice([0, 0, 12, 25, 31, 50]), 10))
        if doc.rng.random() < 0.08 and goal >= 85:
            got = goal - Fraction(doc.rng.randint(11, 90), 10)
    got = Fraction(round_to(got, 1))
    finish(doc, item, goal, got, way, "%", 1)


def strip0(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


def finish(doc, item, goal, got, way, unit, dec):
    item.way, item.unit = way, unit
    item.met = got >= goal if way == ">=" else got <= goal
    if unit == "%":
        t = doc.fig("percent", strip0(round_to(goal, dec)), "%")
        a = doc.fig("percent", strip0(round_to(got, dec)), "%")
    else:
        show = doc.rng.random() < 0.75
        t = doc.fig("count", strip0(round_to(goal, dec)), unit if show else "")
        a = doc.fig("count", strip0(round_to(got, dec)), unit if show else "")
    item.goal, item.got = t, a
    equal = way == ">=" and goal == got and doc.rng.random() < 0.3
    sign = "=" if equal else doc.rng.choice(SIGNS[way])
    item.target, item.actual = sign + str(t), str(a)
    item.degree = got / goal if way == ">=" and goal else None


def rate_item(doc, item):
    """The score of an indicator, with a reason where it lost points."""
    w = item.weight_value
    if item.met:
        if doc.rng.random() < 0.05 and w >= 3:
            item.score_value = w - Fraction(1, 2)
            item.reason = "佐证材料不够完整，酌情扣分"
        else:
            item.score_value = w
        return
    item.reason = doc.rng.choice(["受天气影响进度滞后", "报名人数少于预期",
                                  "上级任务数调整", "设备到货推迟"])
    if item.degree is not None:
        item.score_value = Fraction(round_to(w * item.degree, 2))
    else:
        item.score_value = w - Fraction(1, 2)


class Form:
    """The indicator table of a project, with figures for every cell."""

    def __init__(self, doc, shape, pr):
        self.doc, self.shape, self.pr = doc, shape, pr
        self.levels = []  # (label, weight value, [Item])
        used = set()
        for label, points in FORMS[shape]:
            if label != "exec":
                self.levels.append((label, points,
                                    self.items(label, points, used)))
        self.score()

    def items(self, label, points, used):
        doc, fam = self.doc, family(label)
        n = 1 if fam in ("满意度", "监管") else doc.rng.randint(3, 7)
        if fam == "满意度" and points >= 10 and doc.rng.random() < 0.3:
            n = 2
        if fam == "效益":
            n = doc.rng.randint(2, 4)
        if self.shape == "gd" and label != "监管":
            weights = equal_split(points, n)
        elif points:
            weights = split_weight(doc, points, n)
        else:
            weights = [Fraction(0)] * n
        level2 = LEVEL2[fam]
        kinds = sorted(doc.rng.choices(range(len(level2)), k=n))
        if fam == "产出" and 0 not in kinds:
            kinds[0] = 0
        return [make_item(doc, fam, level2[k], w, used)
                for k, w in zip(kinds, weights)]

    def score(self):
        doc, pr = self.doc, self.pr
        self.scored = self.shape != "transfer"
        if not self.scored:
            return
        points = dict(FORMS[self.shape])["exec"]
        self.exec_weight_value = Fraction(points)
        base = pr.arrived if self.shape == "gd" else pr.budget
        self.declared = doc.rng.choice(["(4)/(1)", "(3)/(1)"])
        done = pr.arrived if self.shape == "city" and \
            self.declared == "(3)/(1)" else pr.spent
        self.exec_rate_value = done / base
        value = points * min(Fraction(1), self.exec_rate_value)
        self.exec_score_value = Fraction(round_to(value, 2))
        for _, _, items in self.levels:
            for item in items:
                rate_item(doc, item)
        self.total_value = self.exec_score_value + sum(
            i.score_value for _, _, items in self.levels for i in items)

    def grade(self):
        for floor, names in words.GRADES:
            if self.total_value >= floor:
                return names
        return words.GRADES[-1][1]


# -- the fund table -------------------------------------------------------------

FUND_HEADS = {
    "six": ["年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"],
    "five": ["全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"],
    "transfer": ["全年预算数(A)", "全年执行数(B)", "执行率(B/A)"],
    "hubei": ["预算数(A)", "执行数(B)", "执行率(B/A)", "得分(20分*执行率)"],
    "sichuan": ["年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分"],
    "hebei": ["预算数", "到位数", "执行数", "预算执行进度(%)"],
    "gd": ["预算计划安排", "实际分配下达", "实际支出金额", "支出率"],
    "ningxia": ["年初预算", "调整预算", "全年执行", "执行率"],
}
FIRST_ROW = ["年度资金总额", "年度资金总额：", "资金总额"]
FISCAL = ["其中：当年财政拨款", "其中：本年财政拨款", "其中：财政拨款", "其中:中央财政资金"]
OTHER = ["其他资金", "单位资金", "地方资金"]


def fund_shape(doc, shape):
    return {"mof": doc.rng.choice(["six", "six", "five"]), "mof-cost": "six",
            "hubei": "hubei", "sichuan": "sichuan", "gd": "gd",
            "city": "ningxia", "transfer": "transfer"}[shape]


def fund_table(doc, form):
    """年度资金总额 and its sources; columns by the header of the form."""
    pr = form.pr
    if form.shape == "city":
        return city_table(doc, form)
    shape = fund_shape(doc, form.shape)
    head = FUND_HEADS[shape]
    unit = doc.unit
    note = doc.rng.choice(["（单位：{}）", "金额单位：{}", "单位：{}"]).format(unit)
    parts = fund_sources(doc, pr)
    rows, columns = [], {}
    for k, (label, amounts) in enumerate(parts):
        rows.append([label] + fund_row(doc, form, head, amounts, k == 0,
                                       columns))
    fund_sums(doc, columns, len(parts))
    title = "资金情况" if doc.rng.random() < 0.5 else "项目资金情况"
    top = ["" if doc.rng.random() < 0.5 else "资金情况"] + head
    return Table("fund-" + shape, [top], rows, title, note)


def fund_sources(doc, pr):
    total = (pr.initial, pr.budget, pr.arrived, pr.spent)
    first = (doc.rng.choice(FIRST_ROW), total)
    if pr.plain_sources or doc.rng.random() < 0.45:
        return [first, (doc.rng.choice(FISCAL[:3]), total)]
    share = Fraction(doc.rng.randint(55, 92), 100)
    step = doc.step()
    part = [int(v * share / step) * step for v in total]
    rest = [v - p for v, p in zip(total, part)]
    if min(rest) <= 0 or min(part) <= 0:
        return [first, (doc.rng.choice(FISCAL), total)]
    return [first, (doc.rng.choice(FISCAL), tuple(part)),
            (doc.rng.choice(OTHER), tuple(rest))]


def fund_row(doc, form, head, amounts, first, columns):
    initial, budget, arrived, spent = amounts
    base = arrived if "支出率" in head else budget
    figs = {}
    for name in head:
        if "得分" in name:
            figs[name] = fund_score(doc, form, first)
        elif name.endswith("(%)") or "率" in name:
            bare = name.endswith("(%)")
            figs[name] = doc.percent(spent / base * 100, show=not bare)
        elif name in ("分值", "权重"):
            figs[name] = doc.score(form.exec_weight_value) if first \
                and form.scored else None
            if figs[name] is not None:
                form.exec_weight = figs[name]
        elif "执行" in name or "支出" in name:
            figs[name] = doc.money(spent, show=False)
        elif "到位" in name or "下达" in name:
            figs[name] = doc.money(arrived, show=False)
        elif "年初" in name:
            figs[name] = doc.money(initial, show=False)
        else:
            figs[name] = doc.money(budget, show=False)
        columns.setdefault(name, []).append(figs[name])
    relate_row(doc, form, head, figs, first)
    filler = doc.rng.choice(["—", "-", "", "/"]) if first else columns["filler"]
    columns["filler"] = filler
    return [filler if figs[n] is None else str(figs[n]) for n in head]


def fund_score(doc, form, first):
    if not first or not form.scored:
        return None
    form.exec_score = doc.score(form.exec_score_value)
    return form.exec_score


def relate_row(doc, form, head, figs, first):
    money = [figs[n] for n in head if figs[n] and figs[n].kind == "money"]
    rate = next((figs[n] for n in head if figs[n]
                 and figs[n].kind == "percent"), None)
    if rate:
        doc.rel("ratio", part=money[-1], wholes=[money[-2], money[0]],
                rate=rate)
    if first:
        form.fund = {"budget": money[0], "spent": money[-1], "rate": rate}
        middle = "".join(head)
        if len(money) == 3:
            flow = "到位" in middle or "下达" in middle
            form.fund["arrived" if flow else "working"] = money[1]
        else:
            form.fund["working"] = money[0]
    score = next((figs[n] for n in head if figs[n] and figs[n].kind == "score"
                  and "得分" in n), None)
    if score:
        weight = getattr(form, "exec_weight", None)
        if weight is None:
            weight = Fig(-1, "score", str(form.exec_weight_value), "分")
        doc.rel("score", "warning", score=score, weight=weight, part=money[-1],
                whole=money[-2], rate=rate, dec=2)


def fund_sums(doc, columns, rows):
    for name, figs in columns.items():
        if name == "filler" or not figs[0] or figs[0].kind != "money":
            continue
        if rows == 2:  # 其中 with one part may be less than the whole
            doc.rel("bound", low=figs[1], high=figs[0])
        else:
            doc.rel("sum", total=figs[0], parts=figs[1:])


CITY = [("预算安排", "(1)"), ("项目实际投入", "(2)"), ("资金到位", "(3)"),
        ("实际支出", "(4)")]


def city_table(doc, form):
    """Numbered rows, with formulas printed in the table itself."""
    pr = form.pr
    names = ["合计", "财政资金", "其他资金"]
    values = [pr.budget, pr.arrived, pr.arrived, pr.spent]
    figs, rows = [], []
    for (name, mark), v in zip(CITY, values):
        row = [doc.money(x, show=False) for x in (v, v, 0)]
        figs.append(row)
        doc.rel("sum", total=row[0], parts=row[1:])
        rows.append([name, mark] + [str(f) for f in row])
    left = [doc.money(x, show=False) for x in
            (pr.arrived - pr.spent, pr.arrived - pr.spent, 0)]
    for k in range(2):
        doc.rel("difference", current=figs[2][k], previous=figs[3][k],
                change=left[k])
    rows.append(["资金结余", "(5)=(3)-(4)"] + [str(f) for f in left])
    rates = [("预算执行率(%)", "(6)=" + form.declared,
              2 if form.declared == "(3)/(1)" else 3, 0),
             ("资金到位率(%)", "(7)=(3)/(2)", 2, 1),
             ("资金实际支出率(%)", "(8)=(4)/(3)", 3, 2)]
    form.fund = {"budget": figs[0][0], "arrived": figs[2][0],
                 "spent": figs[3][0]}
    form.fund["done"] = figs[2][0] if rates[0][2] == 2 else figs[3][0]
    for name, formula, a, b in rates:
        row = [doc.percent(values[a] / values[b] * 100, show=False)
               for _ in range(2)] + [doc.percent(Fraction(0), 0, show=False)]
        for k in range(2):
            doc.rel("ratio", part=figs[a][k], wholes=[figs[b][k]], rate=row[k])
        if b == 0:
            form.fund["rate"] = row[0]
        rows.append([name, formula] + [str(f) for f in row])
    return Table("fund-city", [["项目", "行次"] + names], rows, "资金安排情况",
                 "单位：%s" % doc.unit)


# -- the indicator table ----------------------------------------------------------

ORDERS = [["target", "actual", "weight", "score"],
          ["weight", "target", "actual", "score"],
          ["target", "actual", "weight", "score"]]
NAMES = {"target": ["年度指标值", "指标值", "目标值", "预期值", "年初指标值"],
         "actual": ["实际完成值", "完成值", "全年实际值", "业绩值", "全年完成值"],
         "weight": ["分值", "权重", "分值"], "score": ["得分", "自评得分", "评分结果"]}


def score_table(doc, form, with_exec, label_points):
    r = doc.rng
    order = r.choice(ORDERS) if form.scored else ["target", "actual"]
    names = {k: r.choice(v) for k, v in NAMES.items()}
    reasons = r.random() < 0.7
    head = ["一级指标", "二级指标", "三级指标"] + [names[k] for k in order] + \
        (["偏差原因分析及改进措施"] if reasons else []) + \
        (["评分标准"] if form.shape == "gd" else [])
    merge = r.choice(["first", "first", "every"])
    numbered = r.random() < 0.3
    rows, weights, scores, drop = [], [], [], {}
    state = {"n": 0, "computed": 0}
    if with_exec and form.scored:
        rows.append(exec_row(doc, form, order, reasons))
        weights.append(form.exec_weight)
        scores.append(form.exec_score)
    elif form.scored and hasattr(form, "exec_score"):
        weights.append(getattr(form, "exec_weight", None))
        scores.append(form.exec_score)
    for label, points, items in form.levels:
        block(doc, form, (label, points, items), order, reasons, merge,
              numbered, label_points, rows, weights, scores, drop, state)
    if form.scored:
        close(doc, form, order, reasons, rows, weights, scores, drop, state)
    table = Table("score", [head], rows,
                  r.choice(["绩效指标", "指标评分表", "", "绩效指标完成情况"]), "", drop)
    table.totals = state.get("totals", [])
    return table


def exec_row(doc, form, order, reasons):
    form.exec_weight = doc.score(form.exec_weight_value)
    form.exec_score = doc.score(form.exec_score_value)
    rate = doc.percent(form.exec_rate_value * 100)
    base = "arrived" if form.shape == "gd" else "working"
    doc.rel("score", "warning", score=form.exec_score, weight=form.exec_weight,
            rate=rate, part=form.fund.get("done", form.fund["spent"]),
            whole=form.fund.get(base, form.fund["budget"]), dec=2)
    if getattr(form, "fund", None) and form.fund["rate"]:
        doc.rel("equal", figs=[form.fund["rate"], rate])
    cells = {"target": "100%", "actual": str(rate),
             "weight": str(form.exec_weight), "score": str(form.exec_score)}
    reason = ["按进度支付" if form.exec_rate_value < 1 else ""] if reasons else []
    return ["预算执行率", "预算执行率", "预算执行率"] + \
        [cells[k] for k in order] + reason + \
        ([""] if form.shape == "gd" else [])


def block(doc, form, level, order, reasons, merge, numbered, label_points,
          rows, weights, scores, drop, state):
    label, points, items = level
    name, head_fig = label, None
    if label_points and form.scored:
        head_fig = doc.score(points, show=True)
        head_fig.level_one = label
        name = "%s（%s）" % (label, head_fig)
    mine, last2 = [], None
    for k, item in enumerate(items):
        state["n"] += 1
        text = "指标%d：%s" % (state["n"], item.name) if numbered else item.name
        one = name if k == 0 or merge == "every" else ""
        two = item.level2 if item.level2 != last2 or merge == "every" else ""
        last2 = item.level2
        cells = {"target": item.target, "actual": item.actual}
        if form.scored:
            indicator(doc, item, cells, state)
            weights.append(item.weight)
            scores.append(item.score)
            mine.append(item.weight)
        if len(items) > 2 and k > 0:
            drop[len(rows)] = []
        rows.append([one, two, text] + [cells[k2] for k2 in order] +
                    ([item.reason] if reasons else []) +
                    rule_cell(form, label, points, k))
    if head_fig:
        doc.rel("sum", total=head_fig, parts=mine)
    form.marks = getattr(form, "marks", {})
    form.marks[label] = (head_fig, mine)


GD_RULE = ("各项指标权重={}/指标总数。1.定量指标：自评分数=实现值/预期值*指标权重；"
           "2.定性指标按照80%（含）-100%、60%（含）-80%、0-60%填写完成比例。")


def rule_cell(form, label, points, k):
    if form.shape != "gd":
        return []
    shown = k == 0 and label != "监管"
    return [GD_RULE.format(points) if shown else ""]


def indicator(doc, item, cells, state):
    item.weight = doc.score(item.weight_value)
    item.score = doc.score(item.score_value)
    cells["weight"], cells["score"] = str(item.weight), str(item.score)
    doc.rel("bound", "error", low=item.score, high=item.weight)
    if item.score_value != item.weight_value:
        state["computed"] += 1
    elif hasattr(item, "goal"):
        doc.rel("target", "warning", target=item.goal, actual=item.got,
                way=item.way, score=item.score, weight=item.weight)


def close(doc, form, order, reasons, rows, weights, scores, drop, state):
    """The total row, and the sums that must close."""
    total = doc.score(form.total_value)
    form.total = total
    cells = {"target": "", "actual": "", "score": str(total)}
    hundred = doc.score(100)
    cells["weight"] = str(hundred)
    label = doc.rng.choice(["总分", "合计", "总计", "总  分"])
    linked = [doc.rel("sum", total=total, parts=list(scores),
                      computed=state["computed"] + 1)]
    if all(w is not None for w in weights):
        linked.append(doc.rel("sum", total=hundred, parts=list(weights)))
    for key in drop:
        drop[key] = linked
    state["totals"] = [total, hundred]
    rows.append([label, "", ""] + [cells[k] for k in order] +
                ([""] if reasons else []) +
                ([""] if form.shape == "gd" else []))


# -- the three-level tree of a department ---------------------------------------------

TREE = [("履职效能", [("产出完成情况", ["产出指标完成率", "重点任务完成率"]),
                  ("效益实现情况", ["效益指标完成情况"]),
                  ("预算资金支出率", ["部门预算资金支出率"])]),
        ("管理效率", [("预算编制", ["新增项目事前评估"]),
                  ("预算执行", ["预算编制约束性", "财务管理合规性"]),
                  ("信息公开", ["预决算公开合规性", "绩效信息公开情况"]),
                  ("采购管理", ["采购意向公开时限", "采购合同备案时效性", "采购政策效能"]),
                  ("资产管理", ["资产配置合规性", "资产盘点情况", "固定资产利用率"])])]


class Tree:
    """Weights over three levels, each printed once; scores; the total."""

    def __init__(self, doc):
        self.doc, self.rows, self.scores, self.ones = doc, [], [], []
        self.total_value, self.computed = Fraction(0), 0
        halves = doc.rng.choice([(50, 50), (40, 60), (60, 40)])
        for (label, seconds), points in zip(TREE, halves):
            self.first(label, seconds, points)
        total, hundred = doc.score(self.total_value), doc.score(100)
        self.total = total
        doc.rel("sum", total=total, parts=self.scores,
                computed=self.computed)
        doc.rel("sum", total=hundred, parts=self.ones)
        row = ["合计", str(hundred), "", str(hundred), "", str(hundred),
               str(total), ""]
        head = ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "得分",
                "扣分原因"]
        self.table = Table("tree", [head], self.rows + [row], "指标评分表")

    def first(self, label, seconds, points):
        doc = self.doc
        one = doc.score(points)
        self.ones.append(one)
        twos = []
        for k, ((name, thirds), w) in enumerate(
                zip(seconds, split_weight(doc, points, len(seconds)))):
            two = doc.score(w)
            twos.append(two)
            head = [label, str(one)] if k == 0 else ["", ""]
            self.second(head, name, two, w, thirds)
        doc.rel("sum", total=one, parts=twos)

    def second(self, head, name, two, weight, thirds):
        doc, threes = self.doc, []
        n = len(thirds)
        parts = split_weight(doc, int(weight), n) if weight == int(weight) \
            and weight >= 2 * n else None
        if parts is None:
            thirds, parts = thirds[:1], [weight]
        for k, (third, w) in enumerate(zip(thirds, parts)):
            fig = doc.score(w)
            lost = Fraction(1, 2) if doc.rng.random() < 0.12 else 0
            value = w - lost
            score = doc.score(value)
            self.computed += 1 if lost else 0
            self.total_value += value
            self.scores.append(score)
            threes.append(fig)
            doc.rel("bound", "error", low=score, high=fig)
            cells = head + [name, str(two)] if k == 0 else ["", "", "", ""]
            self.rows.append(cells + [third, str(fig), str(score),
                                      "资料不全扣0.5分" if lost else ""])
        doc.rel("sum", total=two, parts=threes)

    def grade(self):
        return Form.grade(self)
