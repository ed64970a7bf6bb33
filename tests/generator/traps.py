# SPDX-License-Identifier: MIT
"""The 52 traps of consistent text that a naive checker flags.

Each is a function that returns a clean paragraph (or changes the document).
What it says is consistent; nothing in it may raise an error or a warning.
"""
from fractions import Fraction

from .model import round_to


def money(doc, text, unit="万元"):
    return doc.fig("money", text, unit)


def percent(doc, text):
    return doc.fig("percent", text, "%")


def t01(doc):
    """Three parts that differ from their total by one last unit."""
    while True:
        parts = [doc.rng.randint(100000, 999999) for _ in range(3)]
        total = round_to(Fraction(sum(parts), 10**4), 2)
        shown = [round_to(Fraction(p, 10**4), 2) for p in parts]
        if sum(map(Fraction, shown)) != Fraction(total):
            break
    t, figs = money(doc, total), [money(doc, s) for s in shown]
    doc.rel("sum", total=t, parts=figs)
    return "设备、耗材、培训三类支出合计{}，其中{}、{}、{}。".format(t, *figs)


def t02(doc):
    a, b = doc.rng.randint(300000, 900000), doc.rng.randint(100000, 290000)
    t, p = money(doc, round_to(Fraction(a, 10**4), 1), "亿元"), \
        money(doc, round_to(Fraction(b, 10**4), 1), "亿元")
    r = percent(doc, round_to(Fraction(b * 100, a), 1))
    doc.rel("share", part=p, wholes=[t], rate=r)
    return "地方财政收入{}，非税部分{}，占{}。".format(t, p, r)


def t03(doc):
    return "注：增减幅度以万元为单位计算，表内亿元数为四舍五入后的结果。"


def t04(doc):
    return ("水毁修复资金按级次分，省级占{}、市级占{}、县级占{}，三项相加按一百取整。"
            .format(*(percent(doc, x) for x in ("90.12", "6.66", "3.22"))))


def t05(doc):
    while True:
        b, s = doc.rng.randint(20000, 90000), doc.rng.randint(9000, 19000)
        r = Fraction(s * 100, b)
        cut, rounded = round_to(r, 2, "cut"), round_to(r, 2)
        if cut != rounded:
            break
    return "备用金核定{}，已用{}，使用率{}。".format(
        money(doc, round_to(Fraction(b, 100), 2)),
        money(doc, round_to(Fraction(s, 100), 2)), percent(doc, cut))


def t06(doc):
    b, s = 500, doc.rng.randint(441, 459)
    return "库区配套资金{}，支付{}，支付率{}。".format(
        money(doc, str(b)), money(doc, str(s)),
        percent(doc, round_to(Fraction(s * 100, b), 0)))


def t07(doc):
    n = doc.rng.randint(30100, 30900)
    return ("全年服务约3万人次（系统登记{}人次），带动消费近5万元，"
            "投入4300多万元，覆盖20余个村，群众知晓率约40%左右。".format(n))


def t08(doc):
    a, b = doc.rng.randint(30, 60) * 10, doc.rng.randint(15, 25) * 10
    c = doc.rng.randint(8, 14) * 10
    r = percent(doc, round_to(Fraction(c * 100, a), 2))
    figs = [money(doc, str(v)) for v in (a, b, c)]
    doc.rel("ratio", part=figs[2], wholes=[figs[0], figs[1]], rate=r)
    return "另有债券资金下达{}，目前到位{}，已支付{}，支付进度{}。".format(
        *figs, r)


def t09(doc):
    a, d = doc.rng.randint(200, 400), doc.rng.randint(10, 60)
    s = doc.rng.randint(150, a)
    figs = [money(doc, str(v)) for v in (a, a + d, s)]
    r = percent(doc, round_to(Fraction(s * 100, a + d), 2))
    doc.rel("ratio", part=figs[2], wholes=[figs[1], figs[0]], rate=r)
    return "学会活动经费年初预算{}，调整后预算{}，执行{}，执行率{}。".format(
        *figs, r)


def t10(doc):
    b = doc.rng.randint(50, 200)
    s = b + doc.rng.randint(20, 80)
    figs = [money(doc, str(b)), money(doc, str(s))]
    r = percent(doc, round_to(Fraction(s * 100, b), 1))
    doc.rel("ratio", part=figs[1], wholes=[figs[0]], rate=r)
    return "教育附加年初预算{}，因上级追加，实际支出{}，完成年初预算的{}。" \
        .format(*figs, r)


def t11(doc):
    return "截至六月底，秸秆利用补助占年初预算数的{}，占任务数的{}。".format(
        percent(doc, "28"), percent(doc, "56"))


def t12(doc):
    return ("税务部门组织收入{}，其中税收收入另行统计；民生支出{}，占支出的{}，"
            "“三农”支出占{}，两者口径有重叠。".format(
                money(doc, "3.86", "亿元"), money(doc, "12.4", "亿元"),
                percent(doc, "81.2"), percent(doc, "34.7")))


def t13(doc):
    return "上半年各项收入完成年初预算的{}，快于上年同期。".format(
        percent(doc, "58.3"))


def t14(doc):
    return "全域1-5月采购支出完成年度计划的{}，快于序时进度{}个百分点。".format(
        percent(doc, "44.2"), doc.fig("points", "2.5", "", False))


def t15(doc):
    p, d = doc.rng.randint(150, 400), doc.rng.randint(11, 60)
    fp, fd = money(doc, str(p)), money(doc, str(d))
    r = percent(doc, round_to(Fraction(d * 100, p), 1))
    return "内刊印制费较上年的{}减少{}，下降{}。".format(fp, fd, r)


def t16(doc):
    b = doc.rng.randint(80, 200)
    d1, d2 = doc.rng.randint(3, 20), doc.rng.randint(3, 20)
    c = money(doc, round_to(Fraction(b, 10), 1))
    prev = b + d2
    return "训练营伙食费支出{}，较年初预算减少{}，较上年减少{}，下降{}。".format(
        c, money(doc, round_to(Fraction(d1, 10), 1)),
        money(doc, round_to(Fraction(d2, 10), 1)),
        percent(doc, round_to(Fraction(d2 * 100, prev), 1)))


def t17(doc):
    return "税收占比{}，比上年提高1.6个百分点；增幅较上月回落19个百分点。" \
        .format(percent(doc, "51.2"))


def t18(doc):
    return "地方收入{}，同口径增长{}，自然口径下降{}，扣除留抵退税后增长{}。" \
        .format(money(doc, "8.37", "亿元"), percent(doc, "5"),
                percent(doc, "3.2"), percent(doc, "4.1"))


def t19(doc):
    v = money(doc, "4.2")
    w = money(doc, "4.2")
    return ("境外展会费支出{}，上年为0万元，增加{}，增长100%；宣讲费0万元，增加0万元，"
            "增长0%。".format(v, w))


def t20(doc):
    return "线上办件量是上年的1850%，咨询量增长2.4倍，投诉处理量翻一番。"


def t21(doc):
    return "奖励对象3户，较上年增长200%，发放奖金{}。".format(money(doc, "0.9"))


def t22(doc):
    return "“三公”经费较上年减少{}，其中接待费减少{}，上年另有出国团组一个。" \
        .format(money(doc, "6.8"), money(doc, "1.1"))


def t23(doc):
    return "6月份当月入库{}，1-6月累计入库{}，二季度入库{}。".format(
        money(doc, "812"), money(doc, "4955"), money(doc, "2466"))


def t24(doc):
    return "秋冬农田水利会战共投入资金{}（其中省级补助{}），主要用于：渠道衬砌{}。".format(
        money(doc, "900"), money(doc, "300"), money(doc, "126"))


def t25(doc):
    return ("产业园首批总投资{}（其中建安{}），二批{}（其中建安{}），合计{}。".format(
        *(money(doc, x) for x in ("300", "280", "200", "190", "500"))))


def t26(doc):
    return "债务余额{}，其中一般债务{}（含外债{}），专项债务{}。".format(
        *(money(doc, x, "亿元") for x in ("3.50", "2.20", "0.05", "1.30")))


def t27(doc):
    return "镇级总收入{}，其中地方收入{}；加上级补助{}，上年结余{}，收入合计{}。" \
        .format(*(money(doc, x) for x in ("410", "270", "120", "20", "410")))


def t28(doc):
    return "农机购置补贴资金下达{}，上年结转{}，当年支出{}，结余{}。".format(
        *(money(doc, x) for x in ("100", "8", "95", "13")))


def t29(doc):
    return "职工食堂账户当年收入{}，当年支出{}，收支差额通过年初结转弥补。".format(
        money(doc, "640.5"), money(doc, "655.2"))


def t30(doc):
    return "两笔债券资金分别为{}和{}，折合共{}。".format(
        money(doc, "3.1", "亿元"), money(doc, "26"), money(doc, "31026"))


def t31(doc):
    return "补助标准每人每月150元，全年享受补助{}人次，发放标准按年核定。".format(
        doc.rng.randint(1200, 4000))


def t32(doc):
    return ("行次 1 2 3，公开01表，项目代码51000021R000000013902，科目2130335，"
            "凭证号1月25、27号，见第—7—页。")


def t33(doc):
    return "指标满分10分、得分8分、权重12、指标值≥6次，列次以表头为准。"


def t35(doc):
    return ("注：绩效指标（90分）由产出指标50分、效益指标30分、满意度指标10分"
            "组成，预算执行情况（10分）另计。")


def t36(doc):
    return "按完成率不封顶计分的项目，得分可高于分值，如分值5分、得分6.2分。"


def t37(doc):
    return "单项得分20，权重20%，折算得分4.00，得分系数100%。"


def t38(doc):
    return "档案调阅及时率达到目标值，因佐证材料缺失，评审酌情扣0.5分。"


def t39(doc):
    return ("安全事故0起，响应时间≤4小时，计划新建≤4处，12月底前完工（实际10月），"
            "目标≥**人，通知书送达率≥95%。")


def t40(doc):
    return "宣讲活动计划1200人、实际2580人，完成率{}。".format(
        percent(doc, "215"))


def t41(doc):
    return "笔试成绩90分合格，响应时间30分钟，每处扣0.5分，单价5分钱，按病种分值付费。"


def t42(doc):
    return "本年支出    万元，占  %，比上年减少  万元；20XX年为XX万元。"


def t43(doc):
    return ("国有资本经营预算支出{}，占0%；代管资金上年结转0万元，执行0万元，执行率0%；"
            "其他资金 0 0 100%。".format(money(doc, "0")))


def t44(doc):
    return ("依据岭财社〔2023〕18号、青政办[2019]6号、财行【2023】10号、"
            "财社2021〕35号和第500号令，于2022314日印发。")


def t45(doc):
    return ("电话0719-5550123，邮编442300，坝顶860米×4米×0.18米，管径DN80，"
            "混凝土C25，变压器400KVA，接S309线。")


def t46(doc):
    return "平台访问量2305118次，较统计口径2,305,118次一致，经费12.345.67元待核。"


def t47(doc):
    return "首页 > 政务公开 > 财政信息  字号：大 中 小  浏览次数：1286  附件1.pdf（2.4M）"


def t48(doc):
    return "慰问物资折价3535万元（重排字），误工补助620万620万元，以附表为准。"


def t49(doc):
    return ("附：下属单位另有独立项目一个，年初预算{}，实际支出{}，执行率{}，"
            "与本项目分别核算。".format(money(doc, "64"), money(doc, "48"),
                              percent(doc, "75")))


def t50(doc):
    return "危桥年度目标：完成改造12处，投入260万元；完成情况：完成改造14处，投入255万元。"


def t51(doc):
    return "国内公务接待38批次，约450人，公务用车保有量6辆，因公出国团组0个。"


def t34(doc):
    return "说明：资金情况各子行的分值以“—”表示，满分只计一次。"


def t52(doc):
    return "設備更新後業務量增長(zhǎng)明顯，預(yù)算管理進一步規範。"


TRAPS = {name.upper(): fun for name, fun in sorted(globals().items())
         if name[0] == "t" and name[1:].isdigit()}
# where a trap would contradict what the document itself says
BARRED = {"T02": {"execution"}, "T12": {"execution"}, "T17": {"execution"},
          "T18": {"execution"}, "T22": {"three", "final", "department"},
          "T51": {"three", "final", "department"}}


def sprinkle(doc, count):
    """A few traps as paragraphs of their own."""
    names = [n for n in doc.rng.sample(sorted(TRAPS), count)
             if doc.kind not in BARRED.get(n, ())]
    return [(n, TRAPS[n](doc)) for n in names]
