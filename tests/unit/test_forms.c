/* SPDX-License-Identifier: MIT */
/*
 * Forms in every shape that extraction leaves: clean ones must be silent and
 * checked, faulty ones must be told.
 */
#include <string.h>

#include "gouji.h"
#include "test.h"

struct form_case {
    const char *name;
    const char *text;
    const char *findings; /* codes of errors and warnings, in order of code */
    const char *holding;  /* codes of which at least one must hold */
};

static const struct form_case cases[] = {
    { "pipe rows, fund table and indicators",
      "项目支出绩效自评表\n"
      "项目资金(万元) | | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | "
      "执行率(B/A) | 得分\n"
      " | 年度资金总额: | 64.00 | 60.00 | 57.30 | 10 | 95.50% | 9.55\n"
      " | 其中:当年财政拨款 | 50.00 | 46.00 | 43.30 | — | — | —\n"
      " | 上年结转资金 | 14.00 | 14.00 | 14.00 | — | — | —\n"
      " | 其他资金 | 0 | 0 | 0 | — | — | —\n"
      "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | "
      "得分\n"
      "产出指标 | 数量指标 | 清运垃圾吨数 | ≥900吨 | 960吨 | 30 | 30\n"
      " | 质量指标 | 分拣合格率 | ≥95% | 92% | 20 | 18\n"
      "效益指标 | 社会效益指标 | 村容整洁程度 | 明显改善 | 明显改善 | 30 | "
      "30\n"
      "满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 94.2% | 10 | 10\n"
      "总分 | | | | | 100 | 97.55\n",
      "", "GJ201 GJ202 GJ203 GJ204 GJ205 GJ206 GJ210" },
    { "row-spanned first cells vanish on later rows",
      "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 "
      "| "
      "偏差原因\n"
      "产出指标 | 数量指标 | 采集样本数 | ≥80份 | 85份 | 40 | 40 |\n"
      "质量指标 | 样本合格率 | ≥98% | 96% | 20 | 17.5 | 运输破损\n"
      "效益指标 | 社会效益指标 | 检出及时性 | 及时 | 及时 | 30 | 30 |\n"
      "满意度指标 | 服务对象满意度指标 | 送检单位满意度 | ≥90% | 91% | 10 | "
      "10 |\n"
      "总分 | 100 | 97.5 |\n",
      "", "GJ204 GJ206" },
    { "one cell a line, blank lines between, head wrapped",
      "项目资金\n\n(万元)\n\n年初\n\n预算数\n\n全年预算数(A)\n\n全年执行数(B)"
      "\n\n"
      "分值\n\n执行率(B/"
      "A)\n\n得分\n\n年度资金总额：\n\n48\n\n50\n\n41\n\n10\n\n82%"
      "\n\n8."
      "2\n\n其中：本年财政拨款\n\n48\n\n50\n\n41\n\n上年结转资金\n\n0\n\n0\n\n"
      "0\n\n"
      "一级指标\n\n三级指标\n\n分值\n\n指标值\n\n完成值\n\n得分\n\n产出指标\n"
      "\n培训人次\n\n"
      "50\n\n≥300人次\n\n320人次\n\n50\n\n效益指标\n\n持证上岗率\n\n30\n\n≥80%"
      "\n\n85%\n\n30"
      "\n\n满意度指标\n\n学员满意度\n\n10\n\n≥90%\n\n95%"
      "\n\n10\n\n总分\n\n100\n\n98.2\n",
      "", "GJ201 GJ202 GJ203 GJ204 GJ206" },
    { "total of scores with two digits exchanged, cells between blanks",
      "一级指标 三级指标 分值 指标值 完成值 得分\n"
      "产出指标 巡查次数 50 ≥24次 26次 48.6\n"
      "效益指标 隐患整改率 40 ≥95% 97% 40\n"
      "满意度指标 商户满意度 10 ≥85% 90% 9\n"
      "总分 100 96.7\n",
      "GJ206", "GJ204" },
    { "a weight from another form",
      "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n"
      "产出指标(50分) | 巡查次数 | 50 | ≥24次 | 26次 | 50\n"
      "效益指标(40分) | 隐患整改率 | 40 | ≥95% | 97% | 40\n"
      "满意度指标(20分) | 商户满意度 | 20 | ≥85% | 90% | 10\n"
      "总分 | | 100 | | | 100\n",
      "GJ204", "" },
    { "parent printed behind its first child, merged cell printed twice",
      "一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t得分\n"
      "\t\t\t\t收入核算\t8\t8\n"
      "过程\t40\t财务管理\t20\t支出核算\t12\t11\n"
      "\t\t\t\t支出核算\t12\t11\n"
      "\t\t业务管理\t20\t档案管理\t20\t20\n"
      "产出\t60\t履职\t60\t任务完成率\t60\t57.5\n"
      "合计\t100\t\t100\t\t100\t96.5\n",
      "", "GJ204 GJ206" },
    { "weights as total over number of indicators",
      "一级指标 | 权重(%) | 三级指标 | 权重(%) | 预期值 | 实现值 | 自评分数\n"
      "产出 | 40 | 指标1:巡诊次数 | 各项指标权重=40/指标总数 | ≥10次 | 12次 | "
      "13.34\n"
      " | | 指标2:建档率 | 各项指标权重=40/指标总数 | ≥90% | 95% | 13.33\n"
      " | | 指标3:随访率 | 各项指标权重=40/指标总数 | ≥90% | 96% | 13.33\n"
      "效益 | 60 | 指标4:转诊率 | 各项指标权重=60/指标总数 | ≤5% | 4% | 60\n"
      "合计 | 100 | | 100 | | | 100\n",
      "", "GJ206 GJ208" },
    { "a target missed with full score",
      "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n"
      "产出指标 | 发放补贴户数 | 60 | ≥500户 | 460户 | 60\n"
      "效益指标 | 政策知晓率 | 40 | ≥80% | 88% | 40\n"
      "总分 | | 100 | | | 100\n",
      "GJ210", "GJ206" },
    { "rows that declare their formulas",
      "项目 | 行次 | 合计 | 财政资金 | 其他资金\n"
      "预算安排 | (1) | 90000 | 80000 | 10000\n"
      "资金到位 | (2) | 85000 | 78000 | 7000\n"
      "实际支出 | (3) | 81000 | 75000 | 6000\n"
      "资金结余 | (4)=(2)-(3) | 4000 | 3000 | 1000\n"
      "预算执行率(%) | (5)=(3)/(1) | 93 | 93.75 | 60\n",
      "GJ212", "GJ212" },
    { "serial numbers are no amounts",
      "单位：万元\n序号 | 支出内容 | 预算金额 | 实际支出 | 结余\n"
      "1 | 设备购置 | 32.00 | 31.50 | 0.50\n2 | 人员培训 | 8.00 | 7.86 | "
      "0.14\n"
      "合计 | | 40.00 | 39.36 | 0.64\n",
      "", "GJ214" },
    { "accounts and their parts",
      "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
      "205 | 教育支出 | 90.50 | 80.50 | 10.00\n"
      "20502 | 普通教育 | 90.50 | 80.50 | 10.00\n"
      "208 | 社会保障支出 | 9.50 | 9.50 | 0\n"
      "合计 | | 100.00 | 90.00 | 10.00\n",
      "", "GJ214" },
    { "glued cells are left alone",
      "项目资金情况 年度资金总额:15015010100.00%10 其中:财政拨款150150\n", "",
      "" },
    { "90 points of indicators, the other 10 not printed here",
      "一级指标 | 三级指标 | 分值 | 得分\n产出指标(50分) | 巡查次数 | 50 | "
      "50\n"
      "效益指标(30分) | 整改率 | 30 | 30\n满意度指标(10分) | 满意度 | 10 | "
      "10\n"
      "总分 | | 100 | 100\n",
      "", "" },
};

static void
codes_of(const struct gj_audit *audit, char *out, size_t size)
{
    const struct gj_finding *findings;
    char list[64][8];
    size_t n, count = 0;

    findings = gj_audit_findings(audit, &n);
    for (size_t i = 0; i < n && count < 64; i++) {
        if (findings[i].severity == GJ_NOTICE)
            continue;
        snprintf(list[count++], sizeof(list[0]), "%s", findings[i].rule->code);
    }
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        size_t len, more;

        if (i && strcmp(list[i], list[i - 1]) == 0)
            continue;
        len = strlen(out);
        more = strlen(list[i]);
        if (len + more + 2 > size)
            break;
        if (len)
            out[len++] = ' ';
        memcpy(out + len, list[i], more + 1);
    }
}

static bool
holds(const struct gj_audit *audit, const char *code)
{
    const struct gj_relation *relations;
    size_t n;

    relations = gj_audit_relations(audit, &n);
    for (size_t i = 0; i < n; i++)
        if (relations[i].verdict == GJ_HOLDS &&
            strncmp(relations[i].rule->code, code, 5) == 0)
            return true;
    return false;
}

static void
run_case(const struct gj_rules *rules, const struct form_case *c)
{
    struct gj_audit *audit = NULL;
    struct gj_error err;
    char codes[256];

    EXPECT_MSG(gj_audit_run(rules, c->text, strlen(c->text), NULL, &audit,
                            &err) == GJ_OK,
               "%s: audit", c->name);
    if (!audit)
        return;
    codes_of(audit, codes, sizeof(codes));
    EXPECT_MSG(strcmp(codes, c->findings) == 0, "%s: found \"%s\", not \"%s\"",
               c->name, codes, c->findings);
    for (const char *p = c->holding; *p; p += p[5] ? 6 : 5)
        EXPECT_MSG(holds(audit, p), "%s: no %.5s holds", c->name, p);
    gj_audit_free(audit);
}

int
main(void)
{
    struct gj_rules *rules = NULL;
    struct gj_error err;
    const struct gj_file *files;
    size_t n;

    files = gj_builtin_rules(&n);
    if (gj_rules_load(files, n, &rules, &err) != GJ_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        run_case(rules, &cases[i]);
    gj_rules_free(rules);
    return test_done();
}
