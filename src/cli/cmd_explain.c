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

static void
page(const struct gj_rule *rule, enum gj_lang lang)
{
    printf("%s %s\n%s\n", rule->code, rule->id, rule->title[lang]);
    printf("\n%s%s%s%s%s%s%s\n", SAY(lang, "程度：", "severity: "),
           severity_text(rule->severity, lang),
           SAY(lang, "；类型：", "; kind: "), rule->kind,
           SAY(lang, "；始于版本 ", "; since "), rule->since,
           rule->preview ? SAY(lang, "；预览，须用 --select 启用",
                               "; preview, off unless selected")
                         : "");
    section(SAY(lang, "理由", "Why"), rule->why[lang]);
    section(SAY(lang, "公式", "Formula"), rule->formula);
    section(SAY(lang, "容差", "Tolerance"), rule->tolerance);
    examples(SAY(lang, "有误的例子", "Bad example"), rule->bad, rule->nbad);
    examples(SAY(lang, "无误的例子", "Good example"), rule->good, rule->ngood);
    section(SAY(lang, "出处", "Source"), rule->source);
    section(SAY(lang, "核实程度", "Verified"), rule->verified);
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
        rules_unknown(s, rules, s->paths.items[0]);
    gj_rules_free(rules);
    return rule ? STATUS_OK : STATUS_ERROR;
}
