/* SPDX-License-Identifier: MIT */
/* Slips: by their digits alone, and those that other figures prove. */
#include <string.h>

#include "diagnose/slip.h"
#include "gouji.h"
#include "unit/test.h"

struct digits_case {
    const char *stated, *needed;
    bool percent;
    const char *slip; /* NULL: none */
};

static const struct digits_case digits[] = {
    { "86.41", "84.61", false, "digits-swapped" },
    { "86.41", "81.46", false, NULL },
    { "84.16", "84.61", false, "digits-swapped" },
    { "693.80", "693.30", false, "digit-replaced" },
    { "98.5", "98.05", false, "digit-dropped" },
    { "1235.6", "125.6", false, "digit-added" },
    { "1225.6", "125.6", false, "digit-doubled" },
    { "12.56", "125.6", false, "point-shifted" },
    { "818.14", "8181400", false, "unit-scale" },
    { "0.01", "0.84", true, "percent-ratio" },
    { "0.92", "91.5", true, "percent-ratio" },
    { "7.50", "92.50", true, "complement" },
    { "7.50", "92.50", false, NULL },
    { "-3.2", "3.2", false, "sign" },
    { "68.03", "88.00", false, NULL },
    { "60.8", "68.0", false, "digits-swapped" },
    { "36", "36", false, NULL },
    { "36", "0", false, NULL },
};

static struct dec
dec_of(const char *text)
{
    struct dec d = { 0, 0 };

    EXPECT_MSG(dec_parse(text, strlen(text), &d), "bad row: %s", text);
    return d;
}

static void
test_digits(void)
{
    for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++) {
        const struct digits_case *c = &digits[i];
        struct dec needed = dec_of(c->needed);
        struct slip_query query = { .printed = dec_of(c->stated),
                                    .range = { needed, needed, needed },
                                    .percent = c->percent,
                                    .money = !c->percent,
                                    .exact = true,
                                    .rivals = 1,
                                    .usual = needed.scale };
        struct slip_hit hit;
        const char *slip = slip_search(&query, &hit) ? hit.slip : NULL;

        EXPECT_MSG((!slip && !c->slip) ||
                       (slip && c->slip && strcmp(slip, c->slip) == 0),
                   "%s for %s: %s, not %s", c->stated, c->needed,
                   slip ? slip : "none", c->slip ? c->slip : "none");
    }
}

/* The best explanation of the first finding of a rule. */
struct proof_case {
    const char *text, *rule;
    const char *slip;    /* NULL: none */
    const char *suggest; /* of the first change */
    size_t changes;
};

static const struct proof_case proofs[] = {
    { "项目由三部分组成，其中：道路硬化156.30万元，路灯安装42.75万元，"
      "绿化补植28.64万元，合计184.94万元。",
      "GJ107", "missing-addend", "227.69万元", 1 },
    { "2022年本年收入732.18万元，比上年增加52.36万元，增长7.15%。", "GJ104",
      "wrong-base", "7.70%", 1 },
    { "年初预算250.00万元，调整后预算320.00万元，实际下达280.00万元，"
      "实际支出240.00万元，预算执行率为116.67%。",
      "GJ101", "inverted", NULL, 1 },
    { "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n"
      "产出指标 | 巡查次数 | 50 | ≥24次 | 26次 | 48.6\n"
      "效益指标 | 隐患整改率 | 40 | ≥95% | 97% | 40\n"
      "满意度指标 | 商户满意度 | 10 | ≥85% | 90% | 9.05\n"
      "总分 | | 100 | | | 97.56\n",
      "GJ206", "digits-swapped", "97.65", 1 },
    { "2022年一般公共预算收入40.00亿元，其中：税收收入25.30亿元，占"
      "63.25%；非税收入9.31亿元，占63.25%；债务收入5.39亿元，占13.48%。",
      "GJ106", "copied-neighbour", "23.28%", 1 },
    { "项目资金(万元) | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | "
      "执行率(B/A) | 得分\n"
      "年度资金总额 | 365.00 | 365.00 | 347.21 | 10 | 95.13% | 9.15\n"
      "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n"
      "产出指标 | 巡查次数 | 50 | ≥24次 | 26次 | 50\n"
      "效益指标 | 隐患整改率 | 30 | ≥95% | 97% | 30\n"
      "满意度指标 | 商户满意度 | 10 | ≥85% | 90% | 8.47\n"
      "总分 | | 100 | | | 97.89\n",
      "GJ206", "digits-swapped", NULL, 2 },
};

static void
check_diagnosis(const struct proof_case *c, const struct gj_finding *f)
{
    const struct gj_diagnosis *d;

    EXPECT_MSG(f->ndiagnosis > 0, "%s: no diagnosis", c->text);
    if (f->ndiagnosis == 0)
        return;
    d = &f->diagnosis[0];
    EXPECT_MSG(d->slip && strcmp(d->slip, c->slip) == 0, "%s: %s, not %s",
               c->text, d->slip ? d->slip : "none", c->slip);
    EXPECT_MSG(d->nchanges == c->changes, "%s: %zu changes", c->text,
               d->nchanges);
    EXPECT_MSG(!c->suggest || strcmp(d->changes[0].suggest, c->suggest) == 0,
               "%s: %s, not %s", c->text, d->changes[0].suggest, c->suggest);
    EXPECT_MSG(d->cause && d->cause[0], "%s: no sentence", c->text);
}

static void
test_proof(const struct gj_rules *rules, const struct proof_case *c)
{
    const struct gj_finding *findings;
    struct gj_audit *audit = NULL;
    struct gj_error err;
    size_t n, i = 0;

    EXPECT(gj_audit_run(rules, c->text, strlen(c->text), NULL, &audit, &err) ==
           GJ_OK);
    if (!audit)
        return;
    findings = gj_audit_findings(audit, &n);
    while (i < n && strcmp(findings[i].rule->code, c->rule) != 0)
        i++;
    EXPECT_MSG(i < n, "%s: no %s", c->text, c->rule);
    if (i < n)
        check_diagnosis(c, &findings[i]);
    gj_audit_free(audit);
}

int
main(void)
{
    struct gj_rules *rules = NULL;
    struct gj_error err;
    const struct gj_file *files;
    size_t n;

    test_digits();
    files = gj_builtin_rules(&n);
    if (gj_rules_load(files, n, &rules, &err) != GJ_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (size_t i = 0; i < sizeof(proofs) / sizeof(proofs[0]); i++)
        test_proof(rules, &proofs[i]);
    gj_rules_free(rules);
    return test_done();
}
