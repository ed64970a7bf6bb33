/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static void
section(const char *title, const char *text)
{
    if (text && *text)
        printf("\n%s\n  %s\n", title, text);
}

/* Example documents, each line indented, numbered where there are several. */
static void
examples(const char *title, const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *line = items[i];

        printf(n > 1 ? "\n%s %zu\n" : "\n%s\n", title, i + 1);
        while (*line) {
            size_t len = strcspn(line, "\n");

            printf("  | %.*s\n", (int)len, line);
            line += len + (line[len] == '\n');
        }
    }
}

static const char *
severity_text(enum gj_severity severity, enum gj_lang lang)
{
    switch (severity) {
    case GJ_NOTICE:
        return SAY(lang, "提示", "notice");
    case GJ_WARNING:
        return SAY(lang, "警告", "warning");
    case GJ_ERROR:
        return SAY(lang, "错误", "error");
    }
    return "";
}

static const char *
kind_text(const char *kind, enum gj_lang lang)
{
    static const struct {
        const char *kind, *zh, *en;
    } kinds[] = {
        { "ratio", "比率", "ratio" },
        { "share", "占比", "share" },
        { "growth", "增减率", "growth" },
        { "sum", "合计", "sum" },
        { "difference", "差额", "difference" },
        { "product", "乘积", "product" },
        { "equal", "相等", "equality" },
        { "equal-split", "平均分配", "equal split" },
        { "bound", "上限", "bound" },
        { "order", "大小、方向", "order" },
        { "band", "分段", "band" },
        { "membership", "列项", "membership" },
        { "declared-formula", "文中印出的公式", "printed formula" },
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return SAY(lang, kinds[i].zh, kinds[i].en);
    return kind;
}

/* What the mark means; the mark itself if it is unknown. */
static const char *
verified_text(const char *mark, enum gj_lang lang)
{
    switch (mark ? mark[0] : '\0') {
    case 'A':
        return SAY(lang, "A：见于公布的文件或填报的正式表格",
                   "A: read in a published text or a filled official form");
    case 'B':
        return SAY(lang, "B：见于预算绩效管理系统的做法",
                   "B: observed in a budget-performance system");
    case 'S':
        return SAY(lang, "S：见于逐项核算过的报告",
                   "S: printed in a report that was worked through");
    case 'M':
        return SAY(lang, "M：一般常识，尚无文件印证，只作提示",
                   "M: general knowledge, not confirmed: notices only");
    default:
        return mark;
    }
}

static void
page(const struct gj_rule *rule, enum gj_lang lang)
{
    printf("%s %s\n%s\n", rule->code, rule->id, rule->title[lang]);
    printf("\n%s%s%s%s%s%s%s\n", SAY(lang, "程度：", "severity: "),
           severity_text(rule->severity, lang),
           SAY(lang, "；类型：", "; kind: "), kind_text(rule->kind, lang),
           SAY(lang, "；始于版本 ", "; since "), rule->since,
           rule->preview ? SAY(lang, "；预览，须用 --select 启用",
                               "; preview, off unless selected")
                         : "");
    section(SAY(lang, "理由", "Why"), rule->why[lang]);
    section(SAY(lang, "公式", "Formula"), rule->formula[lang]);
    section(SAY(lang, "容差", "Tolerance"), rule->tolerance[lang]);
    examples(SAY(lang, "有误的例子", "Bad example"), rule->bad, rule->nbad);
    examples(SAY(lang, "无误的例子", "Good example"), rule->good, rule->ngood);
    section(SAY(lang, "出处", "Source"), rule->source);
    section(SAY(lang, "核实程度", "Verified"),
            verified_text(rule->verified, lang));
    section(SAY(lang, "规则文件", "Rule file"), rule->file);
}

int
cmd_explain(struct settings *s)
{
    struct gj_rules *rules;
    const struct gj_rule *rule;

    if (s->paths.n != 1) {
        complain("%s", SAY(s->lang, "用法：gouji explain 规则",
                           "usage: gouji explain RULE"));
        return STATUS_ERROR;
    }
    rules = rules_open(s);
    if (!rules)
        return STATUS_ERROR;
    rule = gj_rules_find(rules, s->paths.items[0]);
    if (rule)
        page(rule, s->lang);
    else
        rules_unknown(&(struct rule_names){ .settings = s, .rules = rules },
                      s->paths.items[0]);
    gj_rules_free(rules);
    return rule ? STATUS_OK : STATUS_ERROR;
}
