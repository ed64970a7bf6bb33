/* SPDX-License-Identifier: MIT */
/* A program of somebody else: finds one contradiction, and exits with 0. */
#include <gouji.h>
#include <stdio.h>
#include <string.h>

int
main(void)
{
    static const char text[] = "预算200万元，支出150万元，执行率80%。";
    struct gj_rules *rules = NULL;
    struct gj_audit *audit = NULL;
    struct gj_error err;
    size_t nfiles, n = 0;
    const struct gj_file *files = gj_builtin_rules(&nfiles);

    if (gj_rules_load(files, nfiles, &rules, &err) != GJ_OK ||
        gj_audit_run(rules, text, strlen(text), NULL, &audit, &err) != GJ_OK)
        fprintf(stderr, "%s\n", err.message);
    else
        (void)gj_audit_findings(audit, &n);
    gj_audit_free(audit);
    gj_rules_free(rules);
    return n == 1 ? 0 : 1;
}
