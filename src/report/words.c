/* SPDX-License-Identifier: MIT */
/* The words of the reporters: general vocabulary, nothing of the field. */
#include <string.h>

#include "report/words.h"

/* clang-format off */
static const char *const words[W_COUNT][2] = {
    [W_ERROR] = { "错误", "error" },
    [W_WARNING] = { "警告", "warning" },
    [W_NOTICE] = { "提示", "notice" },
    [W_REMARK] = { "说明", "remark" },
    [W_HOLDS] = { "相符", "holds" },
    [W_TRUNCATED] = { "截尾", "truncated" },
    [W_LAST_DIGIT] = { "尾差", "last digit" },
    [W_VIOLATED] = { "不符", "violated" },
    [W_UNDECIDED] = { "未决", "undecided" },
    [W_TITLE] = { "数字勾稽核对报告", "Consistency audit of figures" },
    [W_DOCUMENT] = { "文件", "Document" },
    [W_STANDS] = { "原文为 {0}，重算为 {1}", "stated {0}, recomputed {1}" },
    [W_AGAINST] = { "原文为 {0}，对照值为 {1}", "stated {0}, against {1}" },
    [W_BLANK] = { "原文没有填写，推算为 {0}", "left blank, should be {0}" },
    [W_STATED_ONLY] = { "原文为 {0}", "stated {0}" },
    [W_FORMULA] = { "算式", "formula" },
    [W_READINGS] = { "各种读法", "readings tried" },
    [W_FITS] = { "相符", "fits" },
    [W_FITS_NOT] = { "不符", "does not fit" },
    [W_SUSPECT] = { "可能有误", "suspect" },
    [W_CHANGE] = { "{0}（第 {1} 行）若为 {2}", "{0} (line {1}) if it were {2}" },
    [W_BOTH] = { "，并且 ", ", and " },
    [W_RECONCILES] = { "可使 {0} 项关系相符", "would reconcile relations: {0}" },
    [W_RULE] = { "规则", "rule" },
    [W_EXPLAIN] = { "详见 gouji explain {0}", "see gouji explain {0}" },
    [W_CONSEQUENCE] = { "同一原因", "same cause" },
    [W_MORE_PLACES] = { "另有 {0} 个数字未标出", "figures not shown: {0}" },
    [W_MORE_FIGURES] = { "原行过长，未显示；有关数字", "line too long to show; figures" },
    [W_COUNTS] = { "{0} 个错误，{1} 个警告，{2} 个提示", "errors: {0}, warnings: {1}, notices: {2}" },
    [W_KNOWN] = { "；另有 {0} 项已核销或在基线内，不计", "; suppressed or known, not counted: {0}" },
    [W_COVERAGE] = { "覆盖：金额、百分比和分值 {0} 个，识别含义 {1} 个，参与核对 {2} 个（{3}%）",
                     "coverage: money, percent and score figures {0}, understood {1}, checked {2} ({3}%)" },
    [W_RELATIONS] = { "关系 {0} 项：相符 {1}，不符 {2}，未决 {3}",
                      "relations {0}: holding {1}, violated {2}, undecided {3}" },
    [W_LOW] = { "注意：核对面不足，未列出的地方不等于没有问题",
                "note: little was checked; what is not listed here is not thereby right" },
    [W_LOW_CLEAN] = { "注意：只核对了一小部分数字，没有发现矛盾不等于没有矛盾",
                      "note: only a small part of the figures was checked; finding nothing here is no clean bill of health" },
    [W_NOTHING_CHECKED] = { "注意：没有一项关系得到核对，本结果不能说明文件是否正确",
                            "note: no relation was checked; this result says nothing about the document" },
    [W_CLEAN] = { "所核对的关系中没有发现矛盾", "no contradiction in what was checked" },
    [W_MORE_REMARKS] = { "另有 {0} 条说明", "further remarks: {0}" },
    [W_AT_LINE] = { "第 {0} 行", "line {0}" },
    [W_TOTAL] = { "合计：{0} 个文件，其中 {1} 个有错误或警告", "total: {0} documents, {1} with errors or warnings" },
    [W_TOTAL_FAILED] = { "{0} 个输入未能核对", "inputs that could not be audited: {0}" },
    [W_NO_FIGURES] = { "没有读到数字", "no figures found" },
    [W_FIGURES_FOUND] = { "{0} 个数字", "{0} figures" },
    [W_RULE_TEXT] = { "（规则文字）", "(rule text)" },
    [W_FORM] = { "表式", "form" },
    [W_LEDGER] = { "核对底稿", "Worksheet" },
    [W_UNBOUND] = { "未识别含义的数字", "figures without a meaning" },
    [W_UNREAD] = { "未能读取的部分", "not read" },
    [W_NONE] = { "无", "none" },
    [W_REASON] = { "原因", "reason" },
    [W_PLACES] = { "位置", "at" },
    [W_FAILED] = { "未能核对", "not audited" },
    [W_SUPPRESSED] = { "已核销", "suppressed" },
    [W_BASELINE] = { "基线内", "in the baseline" },
    [W_UNIT] = { "单位", "unit" },
    [W_YEAR] = { "年度", "year" },
    [W_SUGGESTION] = { "建议", "suggestion" },
    [W_DISCLAIMER] = { "本报告指出数字之间的矛盾；哪一个数字有误，须由核对人查证。",
                       "This report shows figures that contradict each other; which of them is wrong is for the reader to verify." },
    [W_FINDINGS] = { "发现", "Findings" },
    [W_SUMMARY] = { "汇总", "Summary" },
    [W_COL_PATH] = { "文件", "path" },
    [W_COL_LINE] = { "行", "line" },
    [W_COL_COLUMN] = { "列", "column" },
    [W_COL_SEVERITY] = { "严重程度", "severity" },
    [W_COL_RULE] = { "规则", "rule" },
    [W_COL_ID] = { "规则名", "id" },
    [W_COL_GROUP] = { "组", "group" },
    [W_COL_LEAD] = { "主项", "lead" },
    [W_COL_MESSAGE] = { "说明", "message" },
    [W_COL_STATED] = { "原文数", "stated" },
    [W_COL_COMPUTED] = { "重算数", "computed" },
    [W_COL_FORMULA] = { "算式", "formula" },
    [W_COL_READINGS] = { "各种读法", "candidates" },
    [W_COL_TEXT] = { "原文", "text" },
    [W_COL_SUSPECT] = { "可能有误", "suspect" },
    [W_COL_SUGGEST] = { "若为", "suggest" },
    [W_COL_CAUSE] = { "可能原因", "cause" },
    [W_COL_STATUS] = { "状态", "status" },
    [W_COL_FINGERPRINT] = { "指纹", "fingerprint" },
    [W_COL_VALUE] = { "数值", "value" },
    [W_COL_UNIT] = { "单位", "unit" },
    [W_COL_BASE] = { "折算值", "base" },
    [W_COL_BASE_UNIT] = { "折算单位", "base_unit" },
    [W_COL_KIND] = { "类型", "kind" },
    [W_COL_COMPARATOR] = { "比较", "comparator" },
    [W_COL_RANGE] = { "区间", "range" },
    [W_COL_ROLE] = { "含义", "role" },
    [W_COL_LABEL] = { "名称", "label" },
    [W_COL_VERDICT] = { "结论", "verdict" },
    [W_COL_REASON] = { "原因", "reason" },
    [W_COL_PLACES] = { "位置", "places" },
    [W_COL_SECTION] = { "所在章节", "section" },
    [W_COL_ENCODING] = { "编码", "encoding" },
    [W_COL_FORM] = { "表式", "form" },
    [W_COL_FIGURES] = { "数字", "figures" },
    [W_COL_BOUND] = { "识别含义", "bound" },
    [W_COL_CHECKED] = { "参与核对", "checked" },
    [W_COL_RELATIONS] = { "关系", "relations" },
    [W_COL_HOLDING] = { "相符", "holding" },
    [W_COL_VIOLATED] = { "不符", "violated" },
    [W_COL_UNDECIDED] = { "未决", "undecided" },
    [W_COL_REVIEW] = { "复核意见", "review" },
    [W_COL_REVIEW_REASON] = { "复核理由", "review_reason" },
    [W_COL_REVIEW_WHO] = { "复核人", "review_who" },
    [W_COL_REVIEW_DATE] = { "复核日期", "review_date" },
    [W_COL_REVIEW_EXPIRES] = { "有效期至", "review_expires" },
    [W_COL_SUSPECT_LINE] = { "所在行", "suspect_line" },
    [W_ISSUER] = { "编制单位", "issued by" },
    [W_KNOWN_SHORT] = { "不计", "not counted" },
    [W_COL_SHARE] = { "核对率%", "checked %" },
    [W_SUSPECTS] = { "可能有误（最可能的在前，任改一处即可）",
                     "suspects, the likeliest first; each would explain it" },
    [W_SHA256] = { "SHA-256", "SHA-256" },
    [W_COL_SLIP] = { "差错类型", "slip" },
    [W_RULES] = { "规则", "rules" },
    [W_OVERVIEW] = { "总览", "Overview" },
    [W_SOURCE] = { "原文与标注", "Source, with its figures marked" },
    [W_FINDING_N] = { "发现 {0}", "finding {0}" },
    [W_LEDGER_N] = { "底稿 {0}", "worksheet {0}" },
    [W_STATE_SOFT] = { "有提示", "with a notice" },
    [W_STATE_UNCHECKED] = { "含义已识别，未核对", "understood, not checked" },
    [W_ASSUMED] = { "假设 {0}（第 {1} 行）为 {2}：", "if {0} (line {1}) were {2}:" },
    [W_SILENCED] = { "不再报告 {0} 项", "no longer reported: {0}" },
    [W_RAISED] = { "新报告 {0} 项", "reported anew: {0}" },
    [W_STATE_UNBOUND] = { "含义未识别", "not understood" },
    [W_STATE_OTHER] = { "日期、序号、编号等", "date, ordinal, code ..." },
    [W_MORE_RELATIONS] = { "另有 {0} 项关系，见核对底稿", "further relations, see the worksheet: {0}" },
    [W_BY_SEVERITY] = { "按严重程度", "By severity" },
    [W_BY_RULE] = { "按规则", "By rule" },
    [W_WORST] = { "问题最多的文件", "Worst documents" },
    [W_ALL_DOCUMENTS] = { "全部文件", "All documents" },
    [W_FILTER] = { "筛选", "Filter" },
    [W_ANY_RULE] = { "全部", "any" },
    [W_DOCUMENTS] = { "文件", "documents" },
    [W_FLAWED] = { "有错误或警告", "with errors or warnings" },
    [W_COL_AGAINST] = { "对照值", "against" },
    [W_COL_GROUP_NO] = { "号", "no." },
    [W_TOLERANCE] = { "容差", "tolerance" },
    [W_SOURCE_OF_RULE] = { "出处", "source" },
    [W_BAD_EXAMPLE] = { "有误的例子", "bad example" },
    [W_GOOD_EXAMPLE] = { "无误的例子", "good example" },
    [W_SRCROOT] = { "运行 gouji 时所在的文件夹", "the folder that gouji was run in" },
    [W_RECOMPUTATION] = { "重算", "recomputation" },
    [W_FIX_CAVEAT] = { "（须先查证）", " (to be verified first)" },
    [W_COVERAGE_SHEET] = { "覆盖", "Coverage" },
    [W_SARIF_FULL] = { "代码扫描最多接受 {0} 项结果，另有 {1} 项未写入；请分批输出",
                       "code scanning takes {0} results; left out: {1}; split the run" },
};

static const char *const kinds[][2] = {
    { "金额", "money" },   { "百分比", "percent" }, { "百分点", "points" },
    { "千分比", "permille" }, { "分值", "score" },   { "倍比", "ratio" },
    { "数量", "count" },   { "计量", "measure" },   { "日期", "date" },
    { "序号", "ordinal" }, { "编号", "code" },      { "数", "plain" },
};

static const char *const slips[][3] = {
    { "digits-swapped", "数字颠倒", "digits swapped" },
    { "digit-replaced", "写错一个数字", "digit replaced" },
    { "digit-dropped", "漏写一个数字", "digit dropped" },
    { "digit-added", "多写一个数字", "digit added" },
    { "digit-doubled", "重复一个数字", "digit doubled" },
    { "point-shifted", "小数点错位", "decimal point shifted" },
    { "unit-scale", "单位用错", "wrong unit" },
    { "percent-ratio", "比值写成百分比", "ratio printed as per cent" },
    { "complement", "写成了与一百之差", "complement to 100" },
    { "inverted", "分子分母颠倒", "quotient inverted" },
    { "wrong-base", "除数用错", "wrong divisor" },
    { "ocr", "识别错误", "misread by OCR" },
    { "sign", "正负颠倒", "wrong sign" },
    { "copied-neighbour", "抄成相邻的数", "neighbour copied" },
    { "last-year", "用了上年的数", "figure of last year" },
    { "stale-total", "合计没有更新", "total not updated" },
    { "missing-addend", "漏加一项", "addend missing" },
    { "subtracted", "应加的减了", "subtracted instead of added" },
    { "foreign-weight", "用了别项的权数", "weight of another row" },
};
/* clang-format on */

const char *
slip_word(enum gj_lang lang, const char *slip)
{
    for (size_t i = 0; slip != NULL && i < sizeof(slips) / sizeof(slips[0]);
         i++)
        if (strcmp(slips[i][0], slip) == 0)
            return slips[i][lang == GJ_EN ? 2 : 1];
    return slip;
}

enum word
stands_word(const struct gj_rule *rule)
{
    static const char *const stated[] = { "bound", "order", "equal", "band",
                                          "membership" };

    for (size_t i = 0; i < sizeof(stated) / sizeof(stated[0]); i++)
        if (rule->kind != NULL && strcmp(rule->kind, stated[i]) == 0)
            return W_AGAINST;
    return W_STANDS;
}

const char *
word(enum gj_lang lang, enum word id)
{
    return words[id][lang == GJ_EN];
}

const char *
kind_word(enum gj_lang lang, const char *kind)
{
    if (kind == NULL)
        return "";
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(kinds[i][1], kind) == 0)
            return kinds[i][lang == GJ_EN];
    return kind;
}

enum word
severity_word(enum gj_severity severity)
{
    switch (severity) {
    case GJ_NOTICE:
        return W_NOTICE;
    case GJ_WARNING:
        return W_WARNING;
    case GJ_ERROR:
        return W_ERROR;
    }
    return W_ERROR;
}

enum word
verdict_word(enum gj_verdict verdict)
{
    switch (verdict) {
    case GJ_HOLDS:
        return W_HOLDS;
    case GJ_TRUNCATED:
        return W_TRUNCATED;
    case GJ_LAST_DIGIT:
        return W_LAST_DIGIT;
    case GJ_VIOLATED:
        return W_VIOLATED;
    case GJ_UNDECIDED:
        return W_UNDECIDED;
    }
    return W_UNDECIDED;
}

void
word_plain(struct sink *sink, const char *text)
{
    (void)text_show(sink, text);
}

void
say_args(struct sink *sink, word_show *show, const char *text,
         const struct word_arg *args, size_t nargs)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        size_t i;

        sink_put(sink, text, plain);
        text += plain;
        if (*text != '{')
            continue;
        i = (size_t)(text[1] - '0');
        if (i < nargs && args[i].s != NULL)
            show(sink, args[i].s);
        else if (i < nargs)
            sink_printf(sink, "%zu", args[i].n);
        text += 3;
    }
}
