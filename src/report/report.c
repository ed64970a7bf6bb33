/* SPDX-License-Identifier: MIT */
/* The table of reporters, and what they ask of results. */
#include <string.h>

#include "report/report_int.h"

extern const struct reporter report_check_text, report_check_json,
    report_check_jsonl, report_check_sarif, report_check_html,
    report_check_csv, report_check_xlsx, report_check_junit,
    report_check_github, report_figures_text, report_figures_json,
    report_figures_csv, report_ledger_text, report_ledger_json,
    report_ledger_csv;

/* The first of a view is its default. */
static const struct reporter *const reporters[] = {
    &report_check_text,   &report_check_json,   &report_check_jsonl,
    &report_check_sarif,  &report_check_html,   &report_check_csv,
    &report_check_xlsx,   &report_check_junit,  &report_check_github,
    &report_figures_text, &report_figures_json, &report_figures_csv,
    &report_ledger_text,  &report_ledger_json,  &report_ledger_csv,
};

const struct reporter *
reporter_at(size_t i)
{
    return i < sizeof(reporters) / sizeof(reporters[0]) ? reporters[i] : NULL;
}

const struct reporter *
reporter_find(enum report_view view, const char *name)
{
    const struct reporter *r;

    for (size_t i = 0; (r = reporter_at(i)) != NULL; i++)
        if (r->view == view && strcmp(r->name, name) == 0)
            return r;
    return NULL;
}

const struct gj_document *
input_document(const struct report_input *input)
{
    static const struct gj_document nothing;

    return input->audit != NULL ? gj_audit_document(input->audit) : &nothing;
}

const struct gj_finding *
input_findings(const struct report_input *input, size_t *n)
{
    *n = 0;
    return input->audit != NULL ? gj_audit_findings(input->audit, n) : NULL;
}

const struct gj_figure *
input_figures(const struct report_input *input, size_t *n)
{
    *n = 0;
    return input->audit != NULL ? gj_audit_figures(input->audit, n) : NULL;
}

const struct gj_relation *
input_relations(const struct report_input *input, size_t *n)
{
    *n = 0;
    return input->audit != NULL ? gj_audit_relations(input->audit, n) : NULL;
}

size_t
input_notice_count(const struct report_input *input)
{
    size_t n = 0;

    if (input->audit != NULL)
        (void)gj_audit_notices(input->audit, &n);
    return input->nnotices + n;
}

const struct gj_notice *
input_notice(const struct report_input *input, size_t i)
{
    size_t n;

    if (i < input->nnotices)
        return &input->notices[i];
    return &gj_audit_notices(input->audit, &n)[i - input->nnotices];
}

const char *
finding_suppressed(const struct report_input *input, size_t i)
{
    return input->suppressed != NULL ? input->suppressed[i] : NULL;
}

const char *
finding_baseline(const struct report_input *input, size_t i)
{
    return input->baseline != NULL ? input->baseline[i] : NULL;
}

bool
finding_active(const struct report_input *input, size_t i)
{
    const char *baseline = finding_baseline(input, i);

    return finding_suppressed(input, i) == NULL &&
           (baseline == NULL || strcmp(baseline, "unchanged") != 0);
}

struct tally
input_tally(const struct report_input *input)
{
    struct tally t = { 0 };
    size_t n;
    const struct gj_finding *findings = input_findings(input, &n);

    for (size_t i = 0; i < n; i++) {
        enum gj_severity severity = findings[i].severity;

        if (!finding_active(input, i))
            t.known++;
        else if (severity == GJ_ERROR)
            t.errors++;
        else if (severity == GJ_WARNING)
            t.warnings++;
        else
            t.notices++;
    }
    return t;
}

void
totals_add(struct sink *sink, const struct report_input *input)
{
    const struct gj_coverage *c = &input_document(input)->coverage;
    struct gj_coverage *sum = &sink->totals.coverage;
    struct tally t = input_tally(input);

    if (input->error != NULL)
        return;
    sink->totals.documents++;
    sink->totals.flawed += t.errors + t.warnings > 0;
    sink->totals.errors += t.errors;
    sink->totals.warnings += t.warnings;
    sink->totals.notices += t.notices;
    sink->totals.known += t.known;
    sum->figures += c->figures;
    sum->bound += c->bound;
    sum->checked += c->checked;
    sum->relations += c->relations;
    sum->holding += c->holding;
    sum->violated += c->violated;
    sum->undecided += c->undecided;
}

bool
figure_unbound(const struct gj_figure *figure)
{
    const char *kind = figure->kind;

    return figure->role == NULL && !figure->rule_text && kind != NULL &&
           (strcmp(kind, "money") == 0 || strcmp(kind, "percent") == 0 ||
            strcmp(kind, "score") == 0);
}

const char *
figure_caption(const struct gj_figure *figure)
{
    if (figure->label != NULL)
        return figure->label;
    return figure->role != NULL ? figure->role : "";
}

unsigned
coverage_percent(const struct gj_coverage *coverage)
{
    if (coverage->figures == 0)
        return 0;
    if (coverage->checked >= coverage->figures)
        return 100;
    /* Divide first where the product could overflow. */
    if (coverage->checked > SIZE_MAX / 100)
        return (unsigned)(coverage->checked / (coverage->figures / 100));
    return (unsigned)(coverage->checked * 100 / coverage->figures);
}

bool
coverage_low(const struct gj_coverage *coverage)
{
    return coverage->relations == coverage->undecided ||
           coverage_percent(coverage) < 50;
}

const char *
severity_id(enum gj_severity severity)
{
    switch (severity) {
    case GJ_NOTICE:
        return "notice";
    case GJ_WARNING:
        return "warning";
    case GJ_ERROR:
        return "error";
    }
    return "error";
}

const char *
verdict_id(enum gj_verdict verdict)
{
    switch (verdict) {
    case GJ_HOLDS:
        return "holds";
    case GJ_TRUNCATED:
        return "truncated";
    case GJ_LAST_DIGIT:
        return "last-digit";
    case GJ_VIOLATED:
        return "violated";
    case GJ_UNDECIDED:
        return "undecided";
    }
    return "undecided";
}
