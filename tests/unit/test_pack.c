/* SPDX-License-Identifier: MIT */
/* Which form a document is taken for. */
#include <string.h>

#include "gouji.h"
#include "unit/test.h"

struct pack_case {
    const char *text;
    const char *pack; /* NULL: none */
};

#define FUND                                                                                       \
    "项目资金(万元) | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | " \
    "执行率(B/A) | 得分\n"                                                                    \
    "年度资金总额 | 90 | 90 | 81 | 10 | 90% | 9\n"
#define HEAD "一级指标 | 二级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n"

static const struct pack_case cases[] = {
    { "项目支出绩效自评表\n(2022年度)\n" FUND HEAD
      "产出指标(50分) | 数量指标 | 清淤长度 | 50 | ≥4公里 | 4公里 | 50\n"
      "效益指标(30分) | 社会效益指标 | 受益人口 | 30 | ≥900人 | 940人 | 30\n"
      "满意度指标(10分) | 服务对象满意度指标 | 居民满意度 | 10 | ≥90% | 95% "
      "| 10\n总分 | | | 100 | | | 99\n",
      "mof-project" },
    { "项目支出绩效自评表\n(2022年度)\n" FUND HEAD
      "产出指标(50分) | 数量指标 | 清淤长度 | 50 | ≥4公里 | 4公里 | 50\n"
      "效益指标(40分) | 社会效益指标 | 受益人口 | 40 | ≥900人 | 940人 | 40\n"
      "总分 | | | 100 | | | 99\n",
      "mof-without-satisfaction" },
    { "项目支出绩效自评表\n(2022年度)\n" FUND HEAD
      "成本指标(20分) | 经济成本指标 | 清淤成本 | 20 | ≤90万元 | 81万元 | 20\n"
      "产出指标(40分) | 数量指标 | 清淤长度 | 40 | ≥4公里 | 4公里 | 40\n"
      "效益指标(20分) | 社会效益指标 | 受益人口 | 20 | ≥900人 | 940人 | 20\n"
      "满意度指标(10分) | 服务对象满意度指标 | 居民满意度 | 10 | ≥90% | 95% "
      "| 10\n总分 | | | 100 | | | 99\n",
      "mof-project-cost" },
    /* costs below output: the weights tell */
    { "项目支出绩效自评表\n(2022年度)\n" FUND HEAD
      "产出指标(50分) | 数量指标 | 清淤长度 | 40 | ≥4公里 | 4公里 | 40\n"
      " | 成本指标 | 经济成本指标 | 10 | ≤90万元 | 81万元 | 10\n"
      "效益指标(30分) | 社会效益指标 | 受益人口 | 30 | ≥900人 | 940人 | 30\n"
      "满意度指标(10分) | 服务对象满意度指标 | 居民满意度 | 10 | ≥90% | 95% "
      "| 10\n总分 | | | 100 | | | 99\n",
      "mof-project" },
    { "部门预算项目支出绩效自评表（2021年度）\n"
      "预算执行情况 | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | "
      "权重 | 得分\n"
      "总额 | 50 | 60 | 54 | 90% | 10 | 9\n"
      "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 "
      "| 权重 | 得分\n"
      "产出指标 | 数量指标 | 巡查次数 | ≥ | 6 | 次 | 7 | 90 | 90\n",
      "sc-project" },
    { "转移支付区域（项目）绩效自评表\n"
      "地方主管部门 | 县农业农村局\n"
      "资金情况 | 全年预算数(A) | 全年执行数(B) | 预算执行率\n"
      "年度资金总额 | 60 | 60 | 100%\n"
      "分配科学性 | 合理\n"
      "一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值\n"
      "产出指标 | 数量指标 | 建设面积 | ≥7亩 | 7亩\n",
      "transfer-region" },
    { "某县水务局2021年度部门决算公开说明\n一、收入决算情况说明\n"
      "本年收入合计120.00万元。\n",
      "final-accounts" },
    { "某区2020年度“三公”经费决算情况说明\n"
      "因公出国（境）费0万元，公务接待费1.20万元。\n",
      "three-public" },
    { "某县2019年财政预算执行情况\n一般公共预算收入3.20亿元。\n",
      "budget-execution" },
    { "某局2022年度护林项目绩效自评报告\n一、项目基本情况\n年初预算80万元。\n",
      "project-report" },
    { "某局2022年部门整体支出绩效自评报告\n一、部门概况\n年初预算80万元。\n",
      "dept-report" },
    /* a sentence that names a form is no title */
    { "请于月底前报送项目支出绩效自评表。\n年初预算80万元。\n", NULL },
    { "", NULL },
};

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
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct gj_audit *audit = NULL;
        const char *form = NULL;

        EXPECT(gj_audit_run(rules, cases[i].text, strlen(cases[i].text), NULL,
                            &audit, &err) == GJ_OK);
        if (audit)
            form = gj_audit_document(audit)->form;
        EXPECT_MSG(
            (!form && !cases[i].pack) ||
                (form && cases[i].pack && strcmp(form, cases[i].pack) == 0),
            "case %zu: %s, not %s", i, form ? form : "none",
            cases[i].pack ? cases[i].pack : "none");
        gj_audit_free(audit);
    }
    gj_rules_free(rules);
    return test_done();
}
