# SPDX-License-Identifier: MIT
"""Sentences with known relations: many wordings of the same few facts."""
from fractions import Fraction

from . import words

PEOPLE = Fraction(1)


def pct(part, whole):
    return part / whole * 100


# -- budget, allotment, spending, rate ------------------------------------

BUDGET_SPENT = [
    "{name}年初预算安排{b}，实际支出{s}，预算执行率为{r}。",
    "{name}全年预算数{b}，全年执行数{s}，执行率{r}。",
    "{year}年{name}预算资金共计{b}，截至{year}年12月31日累计支付{s}，支付进度达到{r}。",
    "年度预算{b}，当年支出{s}，完成预算的{r}。",
    "本年核定预算{b}，已执行{s}，为预算的{r}。",
    "财政部门批复{name}预算{b}，截至年末共使用{s}，资金使用率{r}。",
    "资金执行情况：预算数{b}、执行数{s}、执行率{r}。",
    "全年实际发生支出{s}，占年初预算{b}的{r}。",
    "{name}本年预算总额为{b}，至年底已支出{s}，支出率达{r}。",
    "{year}年度安排{name}支出预算{b}，决算支出{s}，预算完成率{r}。",
    "本项目年初预算数为{b}，年度执行数为{s}，预算执行率达到{r}。",
    "该项资金预算{b}，到年底实际使用{s}，使用率为{r}。",
    "当年预算{b}。实际执行{s}，执行率{r}。",
    "经批复的项目预算为{b}，项目实际支出合计{s}，执行率为{r}。",
    "{name}支出决算{s}，完成年初预算{b}的{r}。",
    "预算安排总额{b}，其中已支付{s}，支付率{r}。",
    "本年度预算共{b}；全年共支出{s}；支出进度为{r}。",
    "年初批复预算{b}，全年完成支出{s}，完成年初预算的{r}。",
    "{year}年申请项目资金{b}，全年拨付使用{s}，支出进度{r}。",
    "{name}年初安排资金{b}，至12月底实际支付{s}，支付率为{r}。",
    "年度计划投资{b}，全年完成支出{s}，资金支出率为{r}。",
    "县财政安排{name}预算资金{b}，截至目前，已完成支付{s}，执行率达到了{r}。",
    "{name}共安排预算{b}，已全部下达；年度内支付{s}，支付进度为{r}。",
    "预算执行情况：本项目{year}年度预算金额为{b}，实际执行金额为{s}，预算执行率达{r}。",
    "根据预算批复，{name}当年预算{b}以外无其他资金来源，实际支出{s}，执行率{r}。",
    "本级财政预算安排{b}用于{name}，已使用{s}，占预算的{r}。",
    "{year}年，单位收到该项目预算{b}，实际使用{s}，预算执行进度{r}。",
    "截至年底，{name}累计支出{s}，占全年预算{b}的{r}，执行情况良好。",
    "全年预算{b}，支出{s}（执行率{r}）。",
    "项目批复预算{b}，决算数{s}，决算数为预算数的{r}。",
]
BALANCE = [
    "年末结余{x}。", "尚有{x}未支出。", "结余资金{x}，已由财政收回。",
    "剩余{x}结转下年继续使用。", "未支出金额为{x}，将于次年支付。",
    "年末结转和结余{x}。", "预算结余{x}，原因是合同尾款未到支付节点。",
    "收支相抵，结余{x}。",
    "项目资金结余{x}，按规定上缴国库。",
    "截至年末，剩余资金{x}。",
    "执行差额{x}，系招标节约。",
]
ALLOTTED = [
    "{name}年初预算为{b}，实际下达{a}，实际支出{s}，支出率为{r}。",
    "{name}预算{b}，财政下达指标{a}，已支付{s}，支付率{r}。",
    "年初预算{b}，执行中财政实际下达资金{a}，至年末支出{s}，资金支出率{r}。",
    "{year}年安排预算{b}，实际分配下达{a}；全年实际支出{s}，支出率{r}。",
]
ARRIVED = [
    "{name}计划安排资金{b}，实际到位{a}，到位率{q}；实际支出{s}，执行率{r}。",
    "{year}年应到位资金{b}，截至年末到位{a}，资金到位率为{q}。到位资金已支出{s}，使用率{r}。",
    "预算资金{b}，到位资金{a}，资金到位率{q}，累计支付{s}，资金支付率{r}。",
    "项目计划投入{b}，实际到位{a}，到位率达{q}；项目实际支出{s}，支出率{r}。",
]
BALANCE_ARRIVED = ["到位资金结余{x}。", "账面结余{x}。",
                   "已到位未支付的资金{x}结转下年。"]
SHORT_STORY = [
    "{name}年度预算{b}，实际支出{s}。",
    "本年预算安排{b}，全年支出{s}。",
    "全年预算数为{b}，执行数为{s}。",
]
ADJUSTED = [
    "{name}年初预算{o}，年中调增{d}，调整后预算{b}，实际支出{s}，执行率{r}。",
    "年初预算数{o}，年中追加{d}，调整后预算数为{b}，预算执行数{s}，预算执行率{r}。",
    "{name}预算由年初的{o}调整为{b}，增加{d}；全年执行{s}，完成调整预算的{r}。",
]
REDUCED = [
    "{name}年初预算{o}，年中调减{d}，调整后预算{b}，实际支出{s}，执行率{r}。",
    "年初批复预算{o}，后压减{d}，调整预算数{b}，全年执行数{s}，占调整预算的{r}。",
    "{name}预算由{o}调整为{b}，减少{d}；实际支出{s}，完成调整后预算的{r}。",
]


def story(doc, pr):
    """The money of one project, in one of many ways.  Fills pr.figs."""
    if pr.initial != pr.budget:
        return story_adjusted(doc, pr)
    if pr.arrived != pr.budget or not pr.form and doc.rng.random() < 0.3:
        return story_flow(doc, pr)
    return story_plain(doc, pr)


def story_plain(doc, pr):
    b, s = doc.money(pr.budget), doc.money(pr.spent)
    pr.told = {"budget": b, "spent": s}
    if doc.rng.random() < 0.1:
        text = doc.say(SHORT_STORY, name=pr.name, b=b, s=s)
    else:
        r = doc.percent(pct(pr.spent, pr.budget))
        pr.told["rate"] = r
        doc.rel("ratio", part=s, wholes=[b], rate=r)
        text = doc.say(BUDGET_SPENT, name=pr.name, year=pr.year, b=b, s=s, r=r)
    doc.rel("bound", "warning", low=s, high=b)
    if pr.spent < pr.budget and doc.rng.random() < 0.5:
        x = doc.money(pr.budget - pr.spent)
        doc.rel("difference", current=b, previous=s, change=x)
        text += doc.say(BALANCE, x=x)
    return text


def story_adjusted(doc, pr):
    up = pr.initial < pr.budget
    o, d = doc.money(pr.initial), doc.money(abs(pr.budget - pr.initial))
    b, s = doc.money(pr.budget), doc.money(pr.spent)
    r = doc.percent(pct(pr.spent, pr.budget))
    doc.rel("difference", current=b, previous=o, change=d, way=1 if up else -1)
    doc.rel("ratio", part=s, wholes=[b, o], rate=r)
    pr.told = {"adjusted": b, "spent": s, "rate": r}
    return doc.say(ADJUSTED if up else REDUCED, name=pr.name, o=o, d=d, b=b,
                   s=s, r=r)


CITY = ["项目预算安排{b}，资金到位{a}，实际支出{s}。",
        "{name}预算安排{b}；截至年末资金到位{a}，实际支出{s}。"]


def story_flow(doc, pr):
    b, a, s = (doc.money(v) for v in (pr.budget, pr.arrived, pr.spent))
    doc.rel("bound", "warning", low=s, high=a)
    doc.rel("bound", "warning", low=a, high=b)
    pr.told = {"budget": b, "arrived": a, "spent": s}
    if pr.form == "city":
        return doc.say(CITY, name=pr.name, b=b, a=a, s=s)
    r = doc.percent(pct(pr.spent, pr.arrived))
    doc.rel("ratio", part=s, wholes=[a, b], rate=r)
    pr.told["rate"] = r
    if pr.form == "gd" or not pr.form and doc.rng.random() < 0.5:
        text = doc.say(ALLOTTED, name=pr.name, year=pr.year, b=b, a=a, s=s, r=r)
    else:
        q = doc.percent(pct(pr.arrived, pr.budget))
        doc.rel("ratio", part=a, wholes=[b], rate=q)
        text = doc.say(ARRIVED, name=pr.name, year=pr.year, b=b, a=a, s=s,
                       q=q, r=r)
        if pr.spent < pr.arrived and doc.rng.random() < 0.5:
            x = doc.money(pr.arrived - pr.spent)
            doc.rel("difference", current=a, previous=s, change=x)
            text += doc.say(BALANCE_ARRIVED, x=x)
    return text


# -- change against a base ---------------------------------------------------

CHANGE = [
    "{L}{c}，比上年{w1}{d}，{w2}{r}。",
    "{L}为{c}，较上年{w1}{d}，{w2}{r}。",
    "{L}{c}，同比{w1}{d}，{w2}{r}。",
    "{L}{c}，同比{w2}{r}，{w1}{d}。",
    "{L}完成{c}，{w2}{r}，比上年{w1}{d}。",
    "与上年相比，{L}{w1}{d}，{w2}{r}，达到{c}。",
    "{L}{c}，较{py}年度决算数{w1}{d}，{w2}{r}。",
    "{L}共{c}。经比较，较上年{w1}{d}，{w2}{r}。",
    "{L}{c}，与去年同期相比{w1}{d}，{w2}{r}。",
    "{L}比上年{w1}{d}、{w2}{r}，全年为{c}。",
    "{L}{c}，比{py}年{w1}{d}，同比{w2}{r}。",
    "{L}{c}，与{py}年相比，{w1}{d}，{w2}{r}。",
    "{L}{c}，比上年决算{w1}{d}，{w2}{r}，主要原因是项目安排有所变化。",
    "{L}{c}，比去年{w1}{d}，{w2}了{r}。",
    "{L}达到{c}，与上年度相比{w1}{d}，{w2}{r}。",
    "{L}{c}，较上年{w1}{d}，{w2}{r}。",
    "{year}年度，{L}为{c}，与{py}年度相比{w1}了{d}，{w2}{r}。",
    "{L}实现{c}，比上年同期{w1}{d}，同比{w2}{r}。",
    "{L}{c}，较上年决算数{w1}{d}，{w2}比例为{r}。",
    "{L}为{c}，同上年相比{w1}{d}，{w2}{r}，变动原因是业务量变化。",
    "{L}{w2}{r}，绝对额{w1}{d}，全年达{c}。",
    "全年{L}{c}，{w2}{r}（{w1}{d}）。",
]
BRACKET = [
    "{L}{c}，较上年{w1}{d}（{r}）。",
    "{L}{c}，比上年{w1}{d}，{w1}幅度为{r}。",
    "{L}为{c}，同比{w1}{d}，变动幅度{r}。",
]
BASED = [
    "{L}{c}，较上年的{p}{w1}{d}，{w2}{r}。",
    "{py}年{L}{p}，{year}年{L}{c}，{w1}{d}，{w2}{r}。",
    "{L}由上年的{p}{w1}到{c}，{w1}{d}，{w2}{r}。",
    "{L}{c}，上年决算数为{p}，{w1}{d}，{w2}{r}。",
    "{L}{c}，比{py}年的{p}{w1}{d}，{w2}{r}。",
    "{L}{year}年为{c}，{py}年为{p}，同比{w1}{d}，{w2}{r}。",
    "与{py}年{p}相比，{year}年{L}{c}，{w1}{d}，{w2}{r}。",
]
PACE = [
    "{L}{c}，上年为{p}，同比{w2}{r}。",
    "{py}年{L}{p}，{year}年{c}，{w2}{r}。",
    "{L}{c}（上年{p}），{w2}{r}。",
]
FLAT = ["{L}{c}，与上年持平。", "{L}为{c}，与{py}年{p}持平。",
        "{L}{c}，较上年无增减变化。"]


def change(doc, label, cur, prev, year, fig=None, unit=None):
    """One amount against last year's.  fig: reuse a figure for cur."""
    c = fig or doc.money(cur, unit)
    env = dict(L=label, c=c, year=year, py=year - 1)
    if cur == prev:
        env["p"] = doc.money(prev, unit)
        text = doc.say(FLAT, **env)
        if str(env["p"]) in text:
            doc.rel("equal", figs=[c, env["p"]])
        return text
    up = cur > prev
    pair = doc.rng.choice([("增加", "增长")] * 3 + [("增加", "增加"), ("增收", "增长")]
                          if up else [("减少", "下降")] * 3 +
                          [("减少", "减少"), ("减收", "下降"), ("减少", "降低")])
    if "支出" in label or "费" in label:
        pair = tuple("增支" if w == "增收" else "减支" if w == "减收" else w
                     for w in pair)
    d = doc.money(abs(cur - prev), unit)
    r = doc.percent(pct(abs(cur - prev), prev))
    w1, w2 = doc.word(pair[0]), doc.word(pair[1])
    env.update(d=d, r=r, w1=w1, w2=w2)
    pick = doc.rng.random()
    if pick < 0.6:
        doc.rel("growth", current=c, change=d, rate=r, word=w1)
        doc.rel("words", words=[w1, w2], about=[c, d, r])
        return doc.say(CHANGE, **env)
    if pick < 0.72:
        # the bracketed form has one word only, printed once or twice
        doc.rel("growth", current=c, change=d, rate=r, word=w1)
        return doc.say(BRACKET[:1], **env) if doc.rng.random() < 0.6 \
            else doc.say(BRACKET[2:], **env)
    p = env["p"] = doc.money(prev, unit)
    if pick < 0.88:
        text = doc.rng.choice(BASED)
        if text.count("{w1}") > 1:
            text = text.replace("{w1}", "{w0}", 1)
            env["w0"] = pair[0]
        doc.rel("difference", current=c, previous=p, change=d, word=w1)
        doc.rel("growth", current=c, change=d, rate=r, word=w1)
        doc.rel("words", words=[w1, w2], about=[c, d, r])
        return text.format(**env)
    doc.rel("pace", current=c, previous=p, rate=r, word=w2)
    doc.rel("sign", current=c, previous=p, word=w2)
    return doc.say(PACE, **env)


# -- parts of a total -----------------------------------------------------------

OPEN = [
    "{T}{t}，其中：{list}。", "{T}为{t}，其中{list}。",
]
CLOSED = [
    "{T}{t}，分别为{list}。", "{T}{t}，由{list}构成。",
    "{T}{t}，包括{list}{n}项。", "{list}，以上合计{t}。",
    "{T}{t}，具体构成为：{list}。", "{T}{t}，按类别分：{list}。",
    "{T}{t}，包含以下部分：{list}。",
    "{T}{t}，明细为：{list}。",
    "{list}，合计{t}。",
]
PARALLEL = [
    "{names}分别为{values}，合计{t}。",
    "{T}{t}，{names}分别为{values}。",
    "{T}{t}，{names}分别为{values}，分别占{shares}。",
    "{T}{t}，其中{names}分别为{values}，占总数的{shares}。",
]
JOIN = ["、", "，", "；"]
HAN = "零一二三四五六七八九十"


def and_list(items, last="和"):
    return "、".join(items[:-1]) + last + items[-1]


def parts(doc, label, total, names, closed, fig=None, values=None, unit=None):
    """total = sum of named parts.  closed: a set that is complete by nature."""
    t = fig or doc.money(total, unit)
    values = values or doc.split(total, len(names), unit)
    figs = [doc.money(v, unit) for v in values]
    doc.rel("sum", total=t, parts=figs)
    pick = doc.rng.random()
    if pick < 0.22:
        return parallel(doc, label, t, names, figs, total, values)
    if pick < 0.5:
        return parts_shares(doc, label, t, names, figs, total, values, closed)
    items = [n + str(f) for n, f in zip(names, figs)]
    sep = doc.rng.choice(JOIN)
    if closed and doc.rng.random() < 0.6:
        return doc.say(OPEN, T=label, t=t, list=sep.join(items))
    if doc.rng.random() < 0.4:
        return numbered(doc, label, t, names, figs)
    if len(items) == 2:
        sep = doc.rng.choice(["和", "、", "，"])
    n = HAN[len(items)] if len(items) <= 10 else str(len(items))
    return doc.say(CLOSED, T=label, t=t, list=sep.join(items), n=n)


def parallel(doc, label, t, names, figs, total, values):
    shares = [doc.percent(pct(v, total)) for v in values]
    text = doc.rng.choice(PARALLEL)
    out = text.format(T=label, t=t, names=and_list(names),
                      values=and_list([str(f) for f in figs]),
                      shares=and_list([str(f) for f in shares]))
    if "{shares}" in text:
        for f, s in zip(figs, shares):
            doc.rel("share", part=f, wholes=[t], rate=s)
        hundred(doc, shares)
    return out


def hundred(doc, shares):
    relation = doc.rel("hundred", "warning", figs=shares)
    if relation.verdict() != "holds":
        doc.relations.remove(relation)


def parts_shares(doc, label, t, names, figs, total, values, closed):
    shares = [doc.percent(pct(v, total)) for v in values]
    for f, s in zip(figs, shares):
        doc.rel("share", part=f, wholes=[t], rate=s)
    hundred(doc, shares)
    word = doc.rng.choice(["占{}", "占比{}", "占总额的{}", "占比为{}", "占比重{}"])
    if word == "占总额的{}":
        word = "占" + doc.rng.choice(["总额", "总数", "全部", "合计"]) + "的{}"
    style = doc.rng.choice(["{}{}，{}", "{}{}，{}", "{}{}（{}）"])
    items = [style.format(n, f, word.format(s))
             for n, f, s in zip(names, figs, shares)]
    if closed or len(items) < 3:
        head = doc.rng.choice(["，其中：", "，其中", "，包括："])
    else:
        head = doc.rng.choice(["，分别为：", "，具体为：", "，按用途分："])
    return "%s%s%s%s。" % (label, t, head, "；".join(items))


def numbered(doc, label, t, names, figs):
    """A list over several lines, announced as complete."""
    style = doc.rng.choice(["{}.", "（{}）", "{}、", "circle"])
    lines = []
    for i, (n, f) in enumerate(zip(names, figs)):
        mark = chr(0x2460 + i) if style == "circle" else style.format(i + 1)
        end = "。" if i == len(names) - 1 else "；"
        lines.append(mark + n + str(f) + end)
    head = doc.say(["{T}共{t}，分{n}项使用：", "{T}{t}，具体分配如下：",
                    "{T}{t}，明细如下："],
                   T=label, t=t, n=len(names))
    return "\n".join([head] + lines)


# -- completion, excess, points, multiples ---------------------------------------

COMPLETE = [
    "{L}年初预算为{b}，支出决算为{s}，完成年初预算的{r}。",
    "{L}预算{b}，决算{s}，完成预算的{r}。",
    "{L}支出决算{s}，为年初预算{b}的{r}。",
    "{L}年初预算数{b}，决算数{s}，占年初预算数的{r}。",
    "{L}年初预算{b}，实际完成{s}，完成率{r}。",
    "{L}全年预算{b}，实际支出{s}，预算完成率为{r}。",
    "{L}年初预算{b}，全年支出{s}，为年初预算的{r}。",
    "{L}支出决算为{s}，占年初预算{b}的{r}。",
    "{L}年度预算安排{b}，实际执行{s}，预算执行率{r}。",
    "年初预算安排{L}{b}，决算支出{s}，完成预算{r}。",
]
VERDICT_WORDS = [
    "决算数{w}年初预算数的主要原因是{why}。",
    "决算数{w}预算数，主要是{why}。",
]
MORE = ["年中追加项目经费", "上级转移支付增加", "人员工资标准调整"]
LESS = ["厉行节约压减一般性支出", "部分合同尾款结转下年支付", "项目招标节约资金"]


def complete(doc, label, budget, spent):
    b, s = doc.money(budget), doc.money(spent)
    doc.last_budget = b
    r = doc.percent(pct(spent, budget))
    doc.rel("ratio", part=s, wholes=[b], rate=r)
    text = doc.say(COMPLETE, L=label, b=b, s=s, r=r)
    if budget != spent and doc.rng.random() < 0.6:
        more = spent > budget
        w = doc.word("大于" if more else "小于")
        if b.value() != s.value():
            doc.rel("sign", current=s, previous=b, word=w)
        text += doc.say(VERDICT_WORDS, w=w,
                        why=doc.rng.choice(MORE if more else LESS))
    return text, s


POINTS = [
    "{L}为{c}，比上年的{p}{w}{d}。",
    "{L}由上年的{p}{w}到{c}，{w0}{d}。",
    "{L}{c}，上年为{p}，{w}{d}。",
]


def points(doc, label):
    dec = max(1, doc.pdec)
    a = Fraction(doc.rng.randint(300, 900), 10)
    d = Fraction(doc.rng.randint(8, 90), 10)
    up = doc.rng.random() < 0.5
    c = doc.percent(a, dec)
    p = doc.percent(a - d if up else a + d, dec)
    x = doc.fig("points", doc.number(d, dec), "个百分点")
    w = doc.word("提高" if up else "降低")
    doc.rel("difference", current=c, previous=p, change=x, word=w)
    return doc.say(POINTS, L=label, c=c, p=p, d=x, w=w,
                   w0="上升" if up else "下降")


TIMES = ["{L}{c}，是上年{p}的{n}。", "{L}{c}，为上年{p}的{n}。"]
TIMES_MORE = ["{L}由{p}增加到{c}，增长{n}。", "{L}{c}，上年{p}，增长{n}。"]


def multiples(doc, label, prev):
    n = Fraction(doc.rng.randint(15, 60), 10)
    more = doc.rng.random() < 0.5
    cur = prev * (n + 1 if more else n)
    step = doc.step()
    cur = (cur / step).__round__() * step
    c, p = doc.money(cur), doc.money(prev)
    x = doc.fig("times", doc.number(cur / prev - (1 if more else 0), 2), "倍")
    doc.rel("times", current=c, previous=p, rate=x, more=more)
    return doc.say(TIMES_MORE if more else TIMES, L=label, c=c, p=p, n=x)


BALANCES = [
    "上年结转{a}，本年收入{b}，本年支出{c}，年末结余{d}。",
    "年初结转和结余{a}，当年收到{b}，当年使用{c}，年末结转和结余{d}。",
    "上年结余{a}，加本年下达{b}，减本年支出{c}，累计结余{d}。",
    "上年结转资金{a}，本年安排{b}，全年支出{c}，结转下年{d}。",
    "年初结转{a}，本年拨入{b}，本年支出{c}，年末滚存结余{d}。",
    "以前年度结转{a}，当年财政拨款{b}，支出{c}，结转下年{d}。",
]


def balance(doc, income, spent, told=()):
    a = doc.draw(income / 10**4 / 20, income / 10**4 / 6)
    figs = [doc.money(v) for v in (a, income, spent, a + income - spent)]
    for known, fig in zip(told, figs[1:]):
        if known is not None:
            doc.rel("equal", figs=[known, fig])
    doc.rel("sum", total=figs[3], parts=figs[:3], signs=[1, 1, -1])
    return doc.say(BALANCES, a=figs[0], b=figs[1], c=figs[2], d=figs[3])


PRODUCTS = [
    "按每{u}{a}的标准，共补助{n}{u}，需资金{t}。",
    "补助标准为每{u}{a}，{n}{u}合计发放{t}。",
    "每{u}补助{a}，补助{n}{u}，共发放{t}。",
    "对{n}{u}每{u}补助{a}，合计{t}。",
    "补助{n}{u}，每{u}{a}，共计{t}。",
]


def product(doc):
    """A unit price times a quantity, in yuan, exact."""
    u = doc.rng.choice(["人", "户", "亩", "台"])
    price = doc.rng.choice([120, 150, 200, 260, 300, 480, 500, 600, 800, 1200])
    number = doc.rng.randint(23, 940)
    a = doc.fig("money", str(price), "元", True)
    n = doc.count(number)
    t = doc.fig("money", str(price * number), "元", True)
    doc.rel("product", "error", total=t, factors=[a, n])
    return doc.say(PRODUCTS, u=u, a=a, n=n, t=t)


def people(doc, year):
    a, b = doc.rng.randint(8, 60), doc.rng.randint(3, 50)
    c = doc.rng.randint(1, 9)
    figs = [doc.count(v, "名" if doc.rng.random() < 0.3 else "人")
            for v in (a, b, c, a + b + c)]
    doc.rel("sum", total=figs[3], parts=figs[:3])
    return doc.say(["编制合计{t}，其中行政编制{a}、事业编制{b}、工勤编制{c}。",
                    "本部门核定编制{t}，其中：行政编制{a}，事业编制{b}，工勤编制{c}。",
                    "年末实有人员{t}，其中在职行政人员{a}，事业人员{b}，离退休人员{c}。"],
                   a=figs[0], b=figs[1], c=figs[2], t=figs[3])


def projects_count(doc, names):
    n = doc.count(len(names), "个")
    return doc.say(["共安排{n}项目，分别是{l}。", "涉及{n}项目，即{l}。"],
                   n=n, l="、".join(names))


# -- paired lists, nested lists, excess -------------------------------------------

PAIRED = [
    "{a}和{b}各是{c1}、{c2}，比上年各{w1}{d1}、{d2}，各{w2}{r1}、{r2}。",
    "{a}、{b}分别为{c1}和{c2}，较上年分别{w1}{d1}和{d2}，分别{w2}{r1}和{r2}。",
    "{year}年{a}、{b}分别支出{c1}、{c2}，同比分别{w1}{d1}、{d2}，{w2}{r1}、{r2}。",
]


def paired(doc, labels, pairs, year):
    """Two amounts, two changes, two rates, bound by position."""
    up = pairs[0][0] > pairs[0][1]
    w = ("增加", "增长") if up else ("减少", "下降")
    env = dict(a=labels[0], b=labels[1], w1=w[0], w2=w[1], year=year)
    for k, (cur, prev) in enumerate(pairs):
        c, d = doc.money(cur), doc.money(abs(cur - prev))
        r = doc.percent(pct(abs(cur - prev), prev))
        doc.rel("growth", current=c, change=d, rate=r, word=Way(w[0]))
        env.update({"c%d" % (k + 1): c, "d%d" % (k + 1): d,
                    "r%d" % (k + 1): r})
    return doc.say(PAIRED, **env)


NESTED = [
    "{T}{t}，其中：{a}{x}（其中{a1}{x1}、{a2}{x2}），{b}{y}。",
    "{T}{t}，其中{a}{x}（含{a1}{x1}、{a2}{x2}）、{b}{y}。",
    "{T}{t}，由{a}{x}（{a1}{x1}、{a2}{x2}）和{b}{y}构成。",
]


def nested(doc, label, total, names, inner, fig=None):
    """Two parts of a total; the first has two parts of its own."""
    parts = doc.split(total, 2)
    more = doc.split(parts[0], 2)
    t = fig or doc.money(total)
    x, y, x1, x2 = (doc.money(v) for v in parts + more)
    doc.rel("sum", total=t, parts=[x, y])
    doc.rel("sum", total=x, parts=[x1, x2])
    return doc.say(NESTED, T=label, t=t, a=names[0], b=names[1], x=x, y=y,
                   a1=inner[0], a2=inner[1], x1=x1, x2=x2)


OVER = [
    "{L}实际支出{s}，比年初预算{b}{w}{x}，{v}{r}。",
    "{L}决算{s}，较预算数{b}{w}{x}，{v}{r}。",
]


def over(doc, label, budget, spent):
    b, s = doc.money(budget), doc.money(spent)
    up = spent > budget
    x = doc.money(abs(spent - budget))
    r = doc.percent(pct(abs(spent - budget), budget))
    w = doc.word("增加" if up else "减少")
    v = doc.word("增长" if up else "下降")
    doc.rel("difference", current=s, previous=b, change=x, word=w)
    doc.rel("growth", current=s, change=x, rate=r, word=w)
    doc.rel("words", words=[w, v], about=[s, x, r])
    return doc.say(OVER, L=label, b=b, s=s, w=w, x=x, v=v, r=r)


TASK = [
    "{L}年度任务{b}，实际完成{s}，完成任务的{r}，超任务{q}。",
    "{L}目标任务数{b}，全年完成{s}，占任务数的{r}，超额{q}。",
]


def task(doc, label, goal, done):
    b, s = doc.money(goal), doc.money(done)
    dec = doc.pdec
    r, q = doc.percent(pct(done, goal), dec), \
        doc.percent(pct(done - goal, goal), dec)
    doc.rel("ratio", part=s, wholes=[b], rate=r)
    doc.rel("pace", current=s, previous=b, rate=q, word=Way("增加"))
    return doc.say(TASK, L=label, b=b, s=s, r=r, q=q)


class Way:
    """A direction, where its word is not to be changed alone."""

    def __init__(self, num):
        self.num = num
