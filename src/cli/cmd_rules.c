/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const char *
severity_name(enum gj_severity severity)
{
    switch (severity) {
    case GJ_NOTICE:
        return "notice";
    case GJ_WARNING:
        return "warning";
    case GJ_ERROR:
        return "error";
    }
    return "";
}

static int
rules_list(const struct settings *s, const struct gj_rules *rules)
{
    for (size_t i = 0; i < gj_rules_count(rules); i++) {
        const struct gj_rule *r = gj_rules_at(rules, i);

        printf("%s  %-28s %-8s %-12s %s%s\n", r->code, r->id,
               severity_name(r->severity), r->kind, r->title[s->lang],
               r->preview ? SAY(s->lang, "（预览）", " (preview)") : "");
    }
    return STATUS_OK;
}

/* ---- rules test ---- */

struct tester {
    const struct settings *settings;
    const struct gj_rules *rules;
    size_t passed, failed;
};

/* Does the audit say what the rule is for?  A rule of remarks speaks through
 * notices of its name. */
static bool
reported(const struct gj_audit *audit, const struct gj_rule *rule)
{
    size_t nfindings, nnotices;
    const struct gj_finding *f = gj_audit_findings(audit, &nfindings);
    const struct gj_notice *notices = gj_audit_notices(audit, &nnotices);

    for (size_t i = 0; i < nfindings; i++)
        if (f[i].rule == rule)
            return true;
    for (size_t i = 0; i < nnotices; i++)
        if (strcmp(notices[i].code, rule->id) == 0)
            return true;
    return false;
}

static void
test_fail(struct tester *t, const struct gj_rule *rule, const char *which,
          size_t i, const char *what)
{
    printf("%s %s: %s %zu: %s\n", rule->code, rule->id, which, i + 1, what);
    t->failed++;
}

static void
test_example(struct tester *t, const struct gj_rule *rule, bool bad, size_t i)
{
    const char *text = bad ? rule->bad[i] : rule->good[i];
    const char *which = bad ? "bad" : "good";
    const char *only[] = { rule->code };
    struct gj_options options = { .lang = t->settings->lang };
    struct gj_audit *audit = NULL;
    struct gj_error err = { 0 };

    if (rule->preview) {
        options.select = only;
        options.nselect = 1;
    }
    if (gj_audit_run(t->rules, text, strlen(text), &options, &audit, &err) !=
        GJ_OK)
        test_fail(t, rule, which, i, err.message);
    else if (reported(audit, rule) == bad)
        t->passed++;
    else
        test_fail(t, rule, which, i,
                  bad ? SAY(t->settings->lang, "没有报告", "not reported")
                      : SAY(t->settings->lang, "不应报告",
                            "reported, and should not be"));
    gj_audit_free(audit);
}

static int
rules_test(const struct settings *s, const struct gj_rules *rules)
{
    struct tester t = { .settings = s, .rules = rules };

    for (size_t i = 0; i < gj_rules_count(rules) && !interrupted(); i++) {
        const struct gj_rule *rule = gj_rules_at(rules, i);

        for (size_t k = 0; k < rule->nbad; k++)
            test_example(&t, rule, true, k);
        for (size_t k = 0; k < rule->ngood; k++)
            test_example(&t, rule, false, k);
        if (rule->nbad == 0)
            test_fail(&t, rule, "bad", 0,
                      SAY(s->lang, "没有例子", "no example"));
        if (rule->ngood == 0)
            test_fail(&t, rule, "good", 0,
                      SAY(s->lang, "没有例子", "no example"));
    }
    printf("%zu passed, %zu failed\n", t.passed, t.failed);
    if (interrupted())
        return STATUS_INT;
    return t.failed ? STATUS_FOUND : STATUS_OK;
}

/* ---- rules check ---- */

/* Files that need one another are tried together first; if that fails, each
 * answers for itself. */
static int
rules_check(const struct settings *s)
{
    const char *const *paths = s->paths.items + 1;
    size_t n = s->paths.n - 1, failed = 0;
    struct gj_error err = { 0 };
    bool together = n > 1 && rules_try(s, paths, n, &err);

    if (n == 0) {
        complain("%s", SAY(s->lang, "用法：gouji rules check 文件...",
                           "usage: gouji rules check FILE..."));
        return STATUS_ERROR;
    }
    for (size_t i = 0; i < n; i++) {
        err = (struct gj_error){ 0 };
        if (together || rules_try(s, &paths[i], 1, &err)) {
            printf("%s: %s\n", paths[i], SAY(s->lang, "通过", "ok"));
        } else {
            printf("%s: %s\n", paths[i], err.message);
            failed++;
        }
    }
    return failed ? STATUS_FOUND : STATUS_OK;
}

int
cmd_rules(struct settings *s)
{
    const char *action = s->paths.n ? s->paths.items[0] : "list";
    bool test = strcmp(action, "test") == 0;
    struct gj_rules *rules;
    int status;

    if (strcmp(action, "check") == 0)
        return rules_check(s);
    if ((!test && strcmp(action, "list") != 0) || s->paths.n > 1) {
        static const char *const names[] = { "list", "test", "check" };

        complain_names(s->lang,
                       SAY(s->lang, "rules 不接受", "rules does not take"),
                       s->paths.items[s->paths.n - 1], names, 3);
        return STATUS_ERROR;
    }
    rules = rules_open(s);
    if (!rules)
        return STATUS_ERROR;
    status = test ? rules_test(s, rules) : rules_list(s, rules);
    gj_rules_free(rules);
    return status;
}
